//! A note during a call.

/// What the note form remembers.
#[derive(Debug)]
pub struct State {}
