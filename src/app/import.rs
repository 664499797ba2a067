//! Files in: the imports so far, a file or folder being read, and the preview of what it would do. Nothing is written
//! before it is accepted, and an import can be taken back.

pub mod path;
pub mod preview;
pub mod work;

use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, ch, key};
use crate::app::layout::Page;
use crate::app::list::{self, Cursor, Place, Step};
use crate::app::screen::{Name, Screen};
use crate::app::{Model, import, mapping};
use crate::domain::facts::ChildKey;
use crate::domain::imported::{ImportId, Imported};
use preview::Preview;
use work::{Job, Work};

/// What the screen shows.
#[derive(Debug, Default)]
pub struct State {
    /// The imports, the latest first; none before they are read.
    pub imports: Option<Vec<Imported>>,
    /// In the imports.
    pub cursor: Cursor,
    /// The import that is taken back if it is asked for once more.
    pub asked: Option<ImportId>,
    /// What is going on.
    pub work: Work,
    /// The file or folder that was last read, as it was named.
    pub path: String,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list that is shown.
    Move(Step),
    /// A line on which a file or folder is named.
    Name,
    /// The next part of the preview.
    Next,
    /// The part before.
    Previous,
    /// What the columns of the chosen file are.
    Map,
    /// What was previewed, into the caseload.
    Accept,
    /// The chosen import, out of the caseload.
    Undo,
    /// Back: reading ends, a preview is dropped, the screen closes.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[ch('o')],
        msg: Msg::Name,
        hint: Some("file or folder"),
        help: "Open a file or folder: it is read and shown before anything is written",
    },
    Binding { keys: &[ch('a')], msg: Msg::Accept, hint: Some("accept"), help: "Take in what the preview shows" },
    Binding {
        keys: &[key(Code::Tab), ch(']')],
        msg: Msg::Next,
        hint: Some("next part"),
        help: "Show the next part of the preview: new, changed, same, held back, no longer named",
    },
    Binding {
        keys: &[key(Code::BackTab), ch('[')],
        msg: Msg::Previous,
        hint: None,
        help: "Show the part of the preview before",
    },
    Binding {
        keys: &[ch('p')],
        msg: Msg::Map,
        hint: Some("columns"),
        help: "Show what the columns of a file of no known layout seem to be, to be corrected and kept as a profile",
    },
    Binding {
        keys: &[ch('u')],
        msg: Msg::Undo,
        hint: Some("take back"),
        help: "Take the whole of the chosen import back; asks for the key once more",
    },
    list::back(Msg::Back, "Go back; ends the reading of a file, drops a preview, and nothing was written"),
];

/// Opens the screen and asks for the list.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.stack.push(Screen::Import(Box::default()));
    vec![Effect::Import(Job::List)]
}

/// Whether the screen is open, be it under others.
pub fn is_open(model: &Model) -> bool {
    model.shows(Name::Import)
}

/// The screen's state, be it under others.
pub fn state_mut(model: &mut Model) -> Option<&mut State> {
    model.stack.iter_mut().rev().find_map(|screen| match screen {
        Screen::Import(state) => Some(&mut **state),
        _ => None,
    })
}

fn top(model: &Model) -> Option<&State> {
    match model.top() {
        Screen::Import(state) => Some(state),
        _ => None,
    }
}

/// Where the imports are listed: a row each below a title and a heading.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(Page::of(size).body, 2)
}

/// The child that the chosen row of a preview is about.
pub fn chosen_child(state: &State) -> Option<ChildKey> {
    match &state.work {
        Work::Preview(preview) => preview.chosen()?.who()?.child,
        _ => None,
    }
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let size = model.size;
    let Screen::Import(state) = model.top_mut() else { return Vec::new() };
    let asked = state.asked.take();
    match msg {
        Msg::Move(step) => step_by(state, step, size),
        Msg::Name => return path::open(model, ""),
        Msg::Next | Msg::Previous => {
            if let Work::Preview(preview) = &mut state.work {
                preview.turn(msg == Msg::Next);
            }
        }
        Msg::Accept => return work::accept(model),
        Msg::Map => return unknown(state).map_or_else(|_| Vec::new(), |file| mapping::open(model, file)),
        Msg::Undo => return undo(model, asked),
        Msg::Back => return back(model),
    }
    Vec::new()
}

fn step_by(state: &mut State, step: Step, size: (u16, u16)) {
    match &mut state.work {
        Work::Preview(preview) => preview.step(step, preview::place(size).window()),
        Work::Nothing => {
            let len = state.imports.as_ref().map_or(0, Vec::len);
            state.cursor.step(step, len, place(size).window());
        }
        Work::Reading(_) | Work::Taking => {}
    }
}

fn chosen(state: &State) -> Option<&Imported> {
    state.imports.as_ref()?.get(state.cursor.at)
}

/// Asks once, then takes back.
fn undo(model: &mut Model, asked: Option<ImportId>) -> Vec<Effect> {
    let Some((id, file)) = top(model).and_then(chosen).map(|import| (import.id, import.file.clone())) else {
        return Vec::new();
    };
    if asked == Some(id) {
        model.toast = Some(format!("taking import {} back", id.0));
        return vec![Effect::Import(Job::Undo(id))];
    }
    if let Some(state) = import::state_mut(model) {
        state.asked = Some(id);
    }
    model.toast = Some(format!("u again takes the whole of import {}, {file}, back", id.0));
    Vec::new()
}

fn back(model: &mut Model) -> Vec<Effect> {
    let generation = model.importing;
    let Screen::Import(state) = model.top_mut() else { return Vec::new() };
    let (said, ends) = match state.work {
        Work::Reading(_) => (Some("reading ended; nothing was written"), true),
        Work::Preview(_) => (Some("dropped; nothing was written"), true),
        // What is being written comes to its end; the answer is told wherever one is by then.
        Work::Nothing | Work::Taking => (None, false),
    };
    if !ends {
        model.pop();
        return Vec::new();
    }
    state.work = Work::Nothing;
    model.toast = said.map(str::to_owned);
    vec![Effect::Import(Job::Drop(generation))]
}

/// The chosen file of a preview, where it is of no known layout.
fn unknown(state: &State) -> Result<String, &'static str> {
    let Work::Preview(preview) = &state.work else { return Err("there is no preview; o names a file") };
    match preview.chosen_file() {
        None => Err("there is no file"),
        Some(file) if file.layout.is_some() => Err("the layout of this file is known"),
        Some(file) => Ok(file.file.clone()),
    }
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Some(state) = top(model) else { return Ok(()) };
    let previewed = matches!(state.work, Work::Preview(_));
    match (msg, &state.work) {
        (Msg::Name, Work::Reading(_) | Work::Preview(_)) => Err("esc ends what is going on first"),
        (Msg::Name | Msg::Undo, Work::Taking) => Err("it is being taken in"),
        (Msg::Accept, Work::Preview(preview)) if !preview.any() => Err("nothing of it can be taken in"),
        (Msg::Accept | Msg::Next | Msg::Previous, _) if !previewed => Err("there is no preview; o names a file"),
        (Msg::Map, _) => unknown(state).map(drop),
        (Msg::Undo, Work::Reading(_) | Work::Preview(_)) => Err("esc goes back to the list of imports first"),
        (Msg::Undo, Work::Nothing) => match chosen(state) {
            None => Err("nothing was imported yet"),
            Some(import) if import.undone.is_some() => Err("this import was taken back before"),
            Some(_) => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Presses the left button at a column and row: chooses; the screen's keys do the rest.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let size = model.size;
    let Screen::Import(state) = model.top_mut() else { return Vec::new() };
    match &mut state.work {
        Work::Preview(preview) => preview.press(preview::place(size), (x, y)),
        Work::Nothing => {
            let len = state.imports.as_ref().map_or(0, Vec::len);
            state.cursor.press(place(size), (x, y), len, |_| true);
        }
        Work::Reading(_) | Work::Taking => {}
    }
    Vec::new()
}

/// Takes pasted text as the name of a file.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match enabled(model, Msg::Name) {
        Ok(()) => path::open(model, text),
        Err(reason) => {
            model.toast = Some(reason.to_owned());
            Vec::new()
        }
    }
}

/// Shows a preview that was made.
pub fn show(state: &mut State, preview: Preview) {
    state.work = Work::Preview(preview);
}

#[cfg(test)]
pub(crate) mod tests;
