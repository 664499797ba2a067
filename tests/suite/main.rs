//! The one test binary.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails panics")]

mod calls;
mod cli;
mod demands;
mod files_in;
mod hand_worked;
mod harness;
mod layers;
mod morning;
mod notes;
mod papers;
mod plain;
mod pty;
mod readme;
mod rights;
mod sample;
mod terminals;
mod views;
mod who;
#[allow(dead_code, reason = "shared with the pictures and the benchmark, which use more of it")]
mod window;
