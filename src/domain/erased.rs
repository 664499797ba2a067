//! Erasing a child: what is said before it, what it took away, and how a later file is told of it.

use crate::domain::kind::Kind;
use crate::domain::note::NoteId;
use chrono::NaiveDate;
use std::path::PathBuf;

/// How the reason begins for which a row of an erased child is held back.
const WAS_ERASED: &str = "this child was erased on ";

/// Why a row of a child is held back who was erased on a day.
pub fn reason(day: NaiveDate) -> String {
    format!("{WAS_ERASED}{}", day.format("%-d %B %Y"))
}

/// Whether a row is held back because its child was erased. Nothing of such a row is kept.
pub fn is_reason(reason: &str) -> bool {
    reason.starts_with(WAS_ERASED)
}

/// What nobody has dealt with yet and what goes with a child who is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Follow-ups that are not done.
    pub follow_ups: usize,
    /// Drafts about the child alone that are not filed.
    pub drafts: usize,
}

/// A text of another child's, or of nobody's, that still names the child: for a person to mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mention {
    /// A note, in its text or in what it says of another child.
    Note(NoteId),
    /// What is promised or came of it, in a note.
    FollowUp(NoteId),
    /// Why an alert was set aside, by the number of the decision.
    Decision(i64),
    /// A draft.
    Draft(i64),
    /// A row of a kind that belongs to no child, by its number.
    Row(Kind, i64),
}

/// What erasing a child took away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erasure {
    /// Rows that came in with files, registers of a year counted as one.
    pub rows: usize,
    /// Notes about the child alone.
    pub notes: usize,
    /// Notes that stay for other children, without what they said of this one.
    pub shared: usize,
    /// Follow-ups.
    pub follow_ups: usize,
    /// Decisions about alerts.
    pub decisions: usize,
    /// Drafts about the child alone.
    pub drafts: usize,
    /// Rows that had been held back.
    pub held: usize,
    /// Imports whose file was named after the child.
    pub files: usize,
    /// Texts that still name the child.
    pub mentions: Vec<Mention>,
    /// Another program has the file open, so that pages of before may still stand in it, encrypted, until it is opened
    /// the next time.
    pub unswept: bool,
}

/// A copy of the caseload that still holds an erased child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldCopy {
    /// Where it is.
    pub path: PathBuf,
    /// It was opened and the child found; else it is of another key and may hold the child.
    pub certain: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_known_again() {
        let reason = reason(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
        assert_eq!(reason, "this child was erased on 22 November 2026");
        assert!(is_reason(&reason) && !is_reason("no such child in the caseload"));
    }
}
