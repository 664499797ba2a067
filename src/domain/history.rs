//! All that was ever written of a child: what a record shows, and what it does not show any more.

use crate::domain::audit::Entry;
use crate::domain::note::{Note, NoteId};
use crate::domain::sealed::Sealed;
use chrono::{DateTime, NaiveDate, Utc};

/// What people wrote and did about a child, each the oldest first.
#[derive(Debug, Default)]
pub struct History {
    /// Versions of notes that are about the child.
    pub versions: Vec<Version>,
    /// Decisions about alerts.
    pub decisions: Vec<Decided>,
    /// Follow-ups.
    pub promised: Vec<Promised>,
    /// Who saw or changed the record.
    pub audit: Vec<Entry>,
}

/// A version of a note.
#[derive(Debug)]
pub struct Version {
    /// As it was filed.
    pub note: Note,
    /// Its number, from 1.
    pub number: i64,
    /// It is the one that stands.
    pub stands: bool,
    /// The note was taken back.
    pub taken_back: bool,
}

/// A decision about an alert.
#[derive(Debug)]
pub struct Decided {
    /// When.
    pub at: DateTime<Utc>,
    /// About which rule's alert.
    pub rule: String,
    /// What: the word in the file.
    pub what: String,
    /// To whom it was handed over.
    pub to: Option<String>,
    /// Why, in the user's words.
    pub reason: Sealed<String>,
    /// Until when.
    pub until: Option<NaiveDate>,
    /// By whom.
    pub actor: String,
    /// It was taken back.
    pub taken_back: bool,
}

/// A follow-up.
#[derive(Debug)]
pub struct Promised {
    /// Of which note.
    pub note: NoteId,
    /// By when.
    pub due: Option<NaiveDate>,
    /// What.
    pub what: Sealed<String>,
    /// What came of it.
    pub outcome: Option<Sealed<String>>,
    /// When it was done.
    pub done: Option<DateTime<Utc>>,
    /// Who said so.
    pub by: Option<String>,
}
