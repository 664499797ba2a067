//! The dashboard: the ranked list, find, filter.

/// What the dashboard remembers.
#[derive(Debug, Default)]
pub struct State {}
