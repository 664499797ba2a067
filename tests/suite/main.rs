//! The one test binary.
mod hand_worked;
mod harness;
mod layers;
mod readme;
mod sample;
