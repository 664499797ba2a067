//! The one test binary.
mod cli;
mod hand_worked;
mod harness;
mod layers;
mod pty;
mod readme;
mod sample;
