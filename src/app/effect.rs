//! Effects: what an update asks the edge to do. Values, carried out by the runtime, answered by messages.

use crate::domain::facts::ChildKey;
use crate::domain::note::{Draft, DraftId, NewNote, NoteId};

/// Tells the newest load from older ones: the answer to an older one is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Generation(pub u64);

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read and judge the caseload for the model's day: answered by `Msg::Loaded`.
    Load(Generation),
    /// Read one child's record: answered by `Msg::Opened`.
    Open(Generation, ChildKey),
    /// Read the versions of a note: answered by `Msg::Versions`.
    Versions(NoteId),
    /// Look whether another program wrote, and if so load again.
    LookForChanges,
    /// Keep a draft: answered by `Msg::DraftKept`.
    KeepDraft(Box<Draft>),
    /// Throw a draft away.
    DropDraft(DraftId),
    /// File a note, and let its draft go: answered by `Msg::Filed`, or `Msg::Failed` with the draft still kept.
    File {
        /// The note.
        note: Box<NewNote>,
        /// The filed note that it replaces.
        edits: Option<NoteId>,
        /// Its draft.
        draft: DraftId,
    },
    /// Switch the mouse on or off.
    Mouse(bool),
    /// Draw every cell of the screen again.
    Redraw,
    /// Leave; drafts are kept first.
    Quit,
}
