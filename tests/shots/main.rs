//! screenshots.
mod picture;
fn main() {}
