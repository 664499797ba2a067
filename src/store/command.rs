//! Commands: every change that can be made to a caseload.

use crate::domain::decision::{Decision, Look};
use crate::domain::imported::{ImportId, Undone};
use crate::domain::note::{Draft, NewNote, NoteId, Stored};
use crate::domain::undoable::{Turn, Undoable};
use crate::domain::who::Told;
use crate::store::intake::{Intake, Planned};
use chrono::{DateTime, FixedOffset, NaiveDate};

/// A change.
#[derive(Debug)]
pub enum Command {
    /// Files a note; the draft that it was, if any, goes in the same transaction.
    FileNote {
        /// The note.
        note: NewNote,
        /// Its draft; one that another program kept since stays.
        draft: Option<Stored>,
    },
    /// Files a new version of a note; the earlier one is kept.
    EditNote {
        /// Which note.
        id: NoteId,
        /// Its new content.
        note: NewNote,
        /// Its draft, as for a new note.
        draft: Option<Stored>,
    },
    /// Keeps a draft as it stands. Not a change of the record yet, so the journal does not tell of it.
    KeepDraft {
        /// The draft; its own id and version are of no account.
        draft: Draft,
        /// What it replaces; where that is gone or was kept by another program since, it is kept beside it.
        over: Option<Stored>,
    },
    /// Throws a draft away at the user's word, unless another program kept it since.
    DropDraft(Stored),
    /// Takes a planned import in.
    Import(Box<Planned>),
    /// Takes the whole of an import back, unless a later one stands in its way.
    UndoImport(ImportId),
    /// Takes a held-back row in after all, corrected and planned, and settles it.
    RetryHeld {
        /// Which row.
        id: i64,
        /// What the corrected row does; none of it is held back any more.
        planned: Box<Planned>,
    },
    /// Settles held-back rows that are not wanted; those that were settled meanwhile are left out.
    DropHeld {
        /// Which rows.
        ids: Vec<i64>,
        /// Why, in the user's words.
        reason: String,
    },
    /// Says who is who.
    Who(Told),
    /// Decides about alerts, all as one change.
    Decide(Vec<Decision>),
    /// Says that a follow-up is done.
    EndFollowUp {
        /// Which.
        id: i64,
        /// What came of it, in the user's words.
        outcome: String,
    },
    /// Moves a follow-up.
    MoveFollowUp {
        /// Which.
        id: i64,
        /// To which day.
        due: NaiveDate,
    },
    /// Remembers what was seen of a child; no change of the record.
    Look(Look),
    /// Takes a change back, or makes it again, by its sequence number.
    Turn(Turn, i64),
}

/// When a command was given: the user's clock with its offset. Order is by sequence, never by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(pub DateTime<FixedOffset>);

/// What a command did.
#[derive(Debug)]
pub enum Applied {
    /// A note is on disk.
    Filed(NoteId),
    /// A draft is on disk.
    Kept(Stored),
    /// A draft is gone, or left to the program that kept it since.
    Dropped(Stored),
    /// An import is in.
    Imported(Intake),
    /// An import was taken back.
    Undone(Undone),
    /// A held-back row is settled.
    Settled(i64),
    /// So many held-back rows are.
    HeldDropped(usize),
    /// It is known now who is who.
    Told,
    /// It is written down.
    Done,
    /// This was taken back, or made again.
    Turned(Undoable),
}
