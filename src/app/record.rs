//! One child's record.

/// What the record screen remembers.
#[derive(Debug)]
pub struct State {}
