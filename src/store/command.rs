//! Commands: every change that can be made to a caseload.

use crate::domain::decision::{Decision, Look};
use crate::domain::imported::{ImportId, Undone};
use crate::domain::note::{Beside, Draft, Edit, NewNote, NoteId, Stored};
use crate::domain::sealed::Sealed;
use crate::domain::undoable::{Turn, Undoable};
use crate::domain::who::Told;
use crate::domain::work::Entry;
use crate::store::intake::{Intake, Planned};
use chrono::{DateTime, FixedOffset, NaiveDate};

/// A change. What people write stands in types whose Debug shows none of it.
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
        /// Which note, and which version was seen; another that was filed since is kept beside this one.
        edit: Edit,
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
        reason: Sealed<String>,
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
        outcome: Sealed<String>,
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
    /// Writes rows by hand, all or none.
    Write(Vec<Entry>),
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
    /// A note is on disk, and another version of it that was filed meanwhile.
    FiledBeside(NoteId, Beside),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::alert::Severity;
    use crate::domain::decision::{Subject, What};
    use crate::domain::facts::ChildKey;
    use crate::domain::note::{DraftId, NoteKind};
    use crate::store::testing::{day, stamp};

    #[test]
    fn what_somebody_wrote_about_a_child_is_in_no_debug() {
        let said = || "Zuzanna said".to_owned();
        let note = NewNote {
            about: vec![ChildKey(7)],
            kind: NoteKind::Call,
            person: Some(said()),
            text: said(),
            own: [(ChildKey(7), said())].into(),
            next_step: Some(said()),
            follow_up: None,
            follow_up_words: Some(said()),
            opened: stamp().0,
        };
        let kept = Draft { id: DraftId(1), version: 1, content: note.clone(), edits: None, kept: stamp().0 };
        let subject =
            Subject { rule: "pep-due".to_owned(), occasion: "-".to_owned(), severity: Severity::Watch, value: None };
        let decision = Decision {
            child: ChildKey(7),
            subject: subject.clone(),
            what: What::HandedOver,
            to: Some(said()),
            reason: Sealed::new(said()),
            until: day("2026-12-01"),
            actor: "Anna".to_owned(),
        };
        let look = Look { child: ChildKey(7), day: day("2026-12-01"), seen: vec![subject] };
        for (command, told) in [
            (Command::FileNote { note: note.clone(), draft: None }, "FileNote"),
            (Command::EditNote { edit: NoteId(1).into(), note, draft: None }, "EditNote"),
            (Command::KeepDraft { draft: kept, over: None }, "KeepDraft"),
            (Command::DropHeld { ids: vec![7], reason: Sealed::new(said()) }, "DropHeld"),
            (Command::Decide(vec![decision]), "Decide"),
            (Command::EndFollowUp { id: 7, outcome: Sealed::new(said()) }, "EndFollowUp"),
            (Command::Look(look), "Look"),
        ] {
            let shown = format!("{command:?} {command:#?}");
            assert!(shown.starts_with(told) && !shown.contains("Zuzanna"), "{shown}");
        }
    }
}
