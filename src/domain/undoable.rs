//! Changes that can be taken back or made again, as they are told before it is done.

use chrono::{DateTime, Utc};

/// Which way a change is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Taken back.
    Undo,
    /// Made again.
    Redo,
}

impl Turn {
    /// The word in the journal.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

/// A change that is next to be taken back or made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoable {
    /// Its sequence number.
    pub seq: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// What it was, in words that name no child: `the note filed`.
    pub words: &'static str,
}
