//! The program without a terminal: model, messages, one `update`.
//!
//! Pure: no file, no clock, no thread, no terminal. What must be done outside is an [`effect::Effect`]; what happened
//! there comes back as a [`Msg`]. So a whole morning can be replayed in a test.

pub mod dashboard;
pub mod effect;
pub mod keys;
pub mod note;
pub mod record;
pub mod screen;
pub mod snapshot;
pub mod text;

use crate::domain::note::{Draft, DraftId, NoteId};
use crate::domain::record::Record;
use chrono::{DateTime, FixedOffset, NaiveDate};
use effect::{Effect, Generation};
use keys::Key;
use screen::Screen;
use snapshot::Snapshot;
use std::sync::Arc;

/// All that the program knows at a moment.
#[derive(Debug)]
pub struct Model {
    /// The moment, moved by [`Msg::Tick`] alone.
    pub now: DateTime<FixedOffset>,
    /// The day given by `--today`; else the day of `now`.
    pub fixed_today: Option<NaiveDate>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The caseload, judged. Empty until the first load.
    pub snapshot: Arc<Snapshot>,
    /// The caseworker whose children are shown, from `--me`.
    pub me: Option<String>,
    /// The file's name for the header.
    pub file: String,
    /// The invented caseload: said on every screen.
    pub demo: bool,
    /// Drafts not yet filed, the latest first.
    pub drafts: Vec<Draft>,
    /// Screens from the bottom up; never empty.
    pub stack: Vec<Screen>,
    /// Done: one line, gone with the next key.
    pub toast: Option<String>,
    /// Went wrong: stays until it is dismissed or mended.
    pub failure: Option<Failure>,
    /// The newest load asked for.
    pub generation: Generation,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// The next draft's id before it is first kept: negative, going down.
    pub next_draft: i64,
}

/// Something that went wrong: what, whether work is safe, what to do. Names no child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What happened and whether work is safe.
    pub what: String,
    /// What to press or do.
    pub hint: String,
}

/// What happened.
#[derive(Debug)]
pub enum Msg {
    /// Time passed: sent before every batch and on the minute.
    Tick(DateTime<FixedOffset>),
    /// The terminal has another size.
    Resized(u16, u16),
    /// A press.
    Key(Key),
    /// Text pasted in brackets, or 16 or more unbracketed printable presses of one read.
    Pasted(String),
    /// The left button, at column and row.
    Clicked(u16, u16),
    /// The wheel: lines down, negative up.
    Scrolled(i32),
    /// The caseload was read and judged.
    Loaded(Generation, Arc<Snapshot>, Vec<Draft>),
    /// A record was read.
    Opened(Generation, Box<Record>),
    /// A draft is on disk: the id it had, and the one it has.
    DraftKept(DraftId, DraftId),
    /// A note is on disk, and its draft gone.
    Filed(NoteId, DraftId),
    /// Something failed.
    Failed(Failure),
    /// The terminal is gone or a signal came: keep drafts and leave.
    HungUp,
}

/// The one way in which the model changes.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let _ = (model, msg);
    todo!()
}
