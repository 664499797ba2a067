//! Effects: what an update asks the edge to do. Values, carried out by the runtime, answered by messages.

use crate::app::Failure;
use crate::app::backup;
use crate::app::change::Change;
use crate::app::import::work::Job;
use crate::app::mapping::work as mapping;
use crate::app::papers::work as papers;
use crate::app::views::saved;
use crate::app::who::work as who;
use crate::domain::attendance::AcademicYear;
use crate::domain::facts::ChildKey;
use crate::domain::note::{Beside, Draft, DraftId, Edit, NewNote, NoteId, Stored};
use crate::domain::sealed::Sealed;
use crate::domain::secret::Secret;
use crate::domain::sheet::Held;
use crate::domain::undoable::Turn;

/// Tells the newest load from older ones: the answer to an older one is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Generation(pub u64);

/// What of a note is on its way to the file; the answer gives it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    /// The form, by the id that it has in this session.
    pub form: DraftId,
    /// Its changes so far.
    pub revision: u64,
    /// Where its draft stands in the file; in an answer, where it stands now.
    pub stored: Option<Stored>,
}

/// Something sealed that the user asks to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Veil {
    /// The sealed fields of a record as it was opened: the opening, whose it is, the names of the fields.
    Record(Generation, ChildKey, Vec<String>),
    /// The sealed cells of a held-back row.
    HeldRow(i64),
}

/// What became of a note that was on its way to the file.
#[derive(Debug)]
pub enum Answer {
    /// It is on disk as a draft.
    Kept,
    /// It is not.
    NotKept(Failure),
    /// It is on disk as a note, and its draft gone.
    Filed(NoteId),
    /// The same, and another version of it that was filed while this one was written.
    FiledBeside(NoteId, Beside),
    /// It is not, and its draft still there.
    NotFiled(Failure),
    /// Its draft is gone.
    Dropped,
    /// Its draft is still there.
    NotDropped(Failure),
}

/// What became of a held-back row.
#[derive(Debug)]
pub enum HeldAnswer {
    /// It is in, or dropped.
    Settled,
    /// It is held back still, and why; nothing was changed.
    Still(Held),
    /// It could not be tried; nothing was changed.
    Failed(Failure),
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read and judge the caseload for the model's day: answered by `Msg::Loaded`.
    Load(Generation),
    /// Put down that the user opens one child's record, and read it: answered by `Msg::Opened`, or `Msg::NotOpened`.
    Open(Generation, ChildKey),
    /// Read the record again that is shown: likewise.
    Read(Generation, ChildKey),
    /// Put down that something sealed is shown: answered by `Msg::Revealed`.
    Reveal(Veil),
    /// Read the last rows of the audit about a child, or of all: answered by `Msg::Audit`.
    Audit(Option<ChildKey>),
    /// Read the versions of a note: answered by `Msg::Versions`.
    Versions(NoteId),
    /// Ask the checks of the data: answered by `Msg::Health`.
    Health,
    /// List the rows held back: answered by `Msg::Held`.
    Held,
    /// Read a held-back row: answered by `Msg::HeldText`.
    HeldText(i64),
    /// Take a held-back row in, corrected, as a line of CSV: answered by `Msg::HeldAnswer`.
    RetryHeld(i64, Sealed<String>),
    /// Drop a held-back row for a reason: answered by `Msg::HeldAnswer`.
    DropHeld(i64, Sealed<String>),
    /// Drop held-back rows for one reason, all or none: answered by `Msg::HeldDropped`.
    DropManyHeld(Vec<i64>, Sealed<String>),
    /// Look whether another program wrote, and if so load again.
    LookForChanges,
    /// Keep a draft: answered by [`Answer::Kept`] or [`Answer::NotKept`].
    KeepDraft(Ticket, Box<Draft>),
    /// Throw a draft away: answered by [`Answer::Dropped`] or [`Answer::NotDropped`].
    DropDraft(Ticket),
    /// File a note, and let its draft go: answered by [`Answer::Filed`], or by [`Answer::NotFiled`] after it was kept
    /// as a draft where that could be done.
    File {
        /// What is filed.
        ticket: Ticket,
        /// The note.
        note: Box<NewNote>,
        /// The filed note that it replaces.
        edits: Option<Edit>,
    },
    /// Something about files that come in: answered by `Msg::Import`.
    Import(Job),
    /// Something about a file of unknown layout: answered by `Msg::Mapping`.
    Mapping(mapping::Job),
    /// Say what would be taken back, or made again: answered by `Msg::NextTurn`.
    NextTurn(Turn),
    /// Make a change: answered by `Msg::Changed`.
    Change(Box<Change>),
    /// Something about who is who: answered by `Msg::Who`.
    Who(who::Job),
    /// Search words in all notes: answered by `Msg::NotesFound`.
    FindNotes(Generation, Sealed<String>),
    /// Something about backups: answered by `Msg::Backup`.
    Backup(backup::Job),
    /// Make the lines of a part of the work, by its place, looking at a year: answered by `Msg::Work`.
    Work(Generation, usize, AcademicYear),
    /// Something about papers: answered by `Msg::Paper`.
    Paper(papers::Job),
    /// Change the saved views: answered by `Msg::ViewsKept`.
    KeepViews(saved::Change),
    /// Switch the mouse on or off.
    Mouse(bool),
    /// Draw every cell of the screen again.
    Redraw,
    /// Try a passphrase on the locked caseload: answered by `Msg::Unlock`.
    Unlock(Secret),
    /// End the program; drafts were kept before.
    End(Ending),
}

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// For good.
    Quit,
    /// It starts afresh, locked: neither key nor record is left in its memory.
    Lock,
    /// The same, and it stops there until the shell lets it go on.
    Suspend,
}
