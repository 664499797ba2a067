//! The one test binary.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails panics")]

mod audit;
mod calls;
mod cli;
mod demands;
mod faults;
mod files_in;
mod hand_worked;
mod harness;
mod layers;
mod locked;
mod morning;
mod notes;
mod papers;
mod parts;
mod peps_and_money;
mod plain;
mod pty;
mod readme;
mod report;
mod rights;
mod sample;
mod sample_work;
mod sealed;
mod terminals;
mod views;
mod who;
#[allow(dead_code, reason = "shared with the pictures and the benchmark, which use more of it")]
mod window;
mod work;

/// The program under test.
fn program() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_BIN_EXE_lookout"))
}

/// A build of it that makes faults on purpose, where there is one.
fn drilled() -> Option<&'static std::path::Path> {
    cfg!(debug_assertions).then(program)
}
