//! A note during a call.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, key};
use crate::domain::facts::ChildKey;
use crate::domain::note::{Draft, DraftId, NoteId};

/// What the note form remembers.
#[derive(Debug)]
pub struct State {
    /// The children it is about.
    pub about: Vec<ChildKey>,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// Put it aside.
    Hide,
}

/// The keys.
pub const KEYS: &[Binding<Msg>] = &[Binding {
    keys: &[key(Code::Esc)],
    msg: Msg::Hide,
    hint: Some("hide"),
    help: "Hide the note and keep its draft",
}];

/// Opens a new note.
pub fn open(model: &mut Model, about: Option<ChildKey>) -> Vec<Effect> {
    let _ = (model, about);
    Vec::new()
}

/// Opens a draft again.
pub fn reopen(model: &mut Model, draft: Draft) -> Vec<Effect> {
    let _ = (model, draft);
    Vec::new()
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Hide => {
            model.pop();
        }
    }
    Vec::new()
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(_model: &Model, msg: Msg) -> Result<(), &'static str> {
    match msg {
        Msg::Hide => Ok(()),
    }
}

/// Lets the text have a press first. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let _ = (model, key);
    None
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let _ = (model, text);
    Vec::new()
}

/// Keeps drafts that were typed in and not kept for a second.
pub fn tick(model: &mut Model) -> Vec<Effect> {
    let _ = model;
    Vec::new()
}

/// Keeps every draft now.
pub fn keep_all(model: &mut Model) -> Vec<Effect> {
    let _ = model;
    Vec::new()
}

/// A draft is on disk under another id.
pub fn kept(model: &mut Model, before: DraftId, after: DraftId) -> Vec<Effect> {
    let _ = (model, before, after);
    Vec::new()
}

/// A note is on disk, and its draft gone.
pub fn filed(model: &mut Model, note: NoteId, draft: DraftId) -> Vec<Effect> {
    let _ = (model, note, draft);
    Vec::new()
}

/// Turns the wheel by some lines, down where positive.
pub fn scrolled(model: &mut Model, lines: i32) -> Vec<Effect> {
    let _ = (model, lines);
    Vec::new()
}

/// Presses the left button at a column and row.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let _ = (model, x, y);
    Vec::new()
}
