//! Lookout: triage of a virtual school's caseload in a terminal.
pub mod app;
pub mod cli;
pub mod domain;
pub mod import;
pub mod runtime;
pub mod sample;
pub mod store;
pub mod ui;
