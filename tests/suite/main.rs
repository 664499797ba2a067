//! The one test binary.
mod harness;
