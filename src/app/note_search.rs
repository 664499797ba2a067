//! Search in all notes: words typed, the notes that have them below, each with the line that was hit.

use crate::app::effect::{Effect, Generation};
use crate::app::keys::{Binding, Code, Key, key};
use crate::app::layout::{Area, Page};
use crate::app::line::TextLine;
use crate::app::list::{Cursor, Step};
use crate::app::screen::{self, Screen};
use crate::app::{Model, note, record};
use crate::domain::note::search::{Found, Hit};
use crate::domain::sealed::Sealed;

/// The most notes that are listed; more are said to be there.
pub const MOST: usize = 200;

/// What is typed, and what it found.
#[derive(Debug, Default)]
pub struct State {
    /// The words.
    pub line: TextLine,
    /// What they found; `None` until the first answer. What was found before stays until the next one.
    pub found: Option<Found>,
    /// Among the hits.
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move among the hits.
    Move(Step),
    /// The chosen note in the record of its child.
    Open,
    /// Back to where the search was opened.
    Back,
}

/// The keys beside typing and the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Open,
        hint: Some("open"),
        help: "Open the chosen note in its child's record",
    },
    Binding {
        keys: &[key(Code::Esc)],
        msg: Msg::Back,
        hint: Some("back"),
        help: "Go back to where the search was opened",
    },
];

impl State {
    /// The hits, the note filed last first.
    pub fn hits(&self) -> &[Hit] {
        self.found.as_ref().map_or(&[], |found| &found.hits)
    }
}

/// Opens the search with the latest notes in it.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if matches!(model.top(), Screen::NoteSearch(_)) {
        return Vec::new();
    }
    model.stack.push(Screen::NoteSearch(State::default()));
    refresh(model)
}

/// Asks again for what is typed where the search is on the stack.
pub fn refresh(model: &mut Model) -> Vec<Effect> {
    let typed = model.stack.iter().rev().find_map(|screen| match screen {
        Screen::NoteSearch(state) => Some(state.line.text().to_owned()),
        _ => None,
    });
    let Some(typed) = typed else { return Vec::new() };
    model.searching.0 += 1;
    vec![Effect::FindNotes(model.searching, Sealed::new(typed))]
}

/// Takes in what was found, unless something else was asked for since.
pub fn found(model: &mut Model, generation: Generation, found: &Found) -> Vec<Effect> {
    if generation != model.searching {
        return Vec::new();
    }
    let window = window(model.size);
    for screen in &mut model.stack {
        if let Screen::NoteSearch(state) = screen {
            state.cursor.show(found.hits.len(), window);
            state.found = Some(found.clone());
        }
    }
    Vec::new()
}

/// Where it is drawn: what is typed, how many were found, two rows a hit.
pub const fn area(size: (u16, u16)) -> Area {
    Page::of(size).body
}

/// Rows above the hits.
pub const HEAD: u16 = 2;
/// Rows of a hit: which note, and its line.
pub const ROWS: u16 = 2;

/// How many hits a window shows.
pub fn window(size: (u16, u16)) -> usize {
    usize::from(area(size).height.saturating_sub(HEAD) / ROWS)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = window(model.size);
    let Screen::NoteSearch(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => {
            let len = state.hits().len();
            state.cursor.step(step, len, window);
            Vec::new()
        }
        Msg::Open => {
            let Some(hit) = state.hits().get(state.cursor.at).cloned() else { return Vec::new() };
            show(model, &hit)
        }
        Msg::Back => {
            model.pop();
            Vec::new()
        }
    }
}

/// Opens the record at the note; a note about no child stands in none, and opens as it was written.
fn show(model: &mut Model, hit: &Hit) -> Vec<Effect> {
    let Some(child) = hit.children().first() else { return note::edit(model, &hit.note) };
    let effects = screen::open_record(model, *child);
    record::notes::go_to(model, hit.note.id);
    effects
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    match (msg, model.top()) {
        (Msg::Open, Screen::NoteSearch(state)) if state.hits().is_empty() => Err("no note has all of these words"),
        _ => Ok(()),
    }
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::NoteSearch(state) = model.top_mut() else { return None };
    state.line.type_key(key).then(|| ask(model))
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Screen::NoteSearch(state) = model.top_mut() {
        state.line.paste(text);
    }
    ask(model)
}

fn ask(model: &mut Model) -> Vec<Effect> {
    if let Screen::NoteSearch(state) = model.top_mut() {
        state.cursor = Cursor::default();
    }
    refresh(model)
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let (area, window) = (area(model.size), window(model.size));
    let Screen::NoteSearch(state) = model.top_mut() else { return Vec::new() };
    if !area.holds(x, y) || y < area.y + HEAD {
        return Vec::new();
    }
    let len = state.hits().len();
    let cursor = state.cursor.shown(len, window);
    let at = cursor.top + usize::from((y - area.y - HEAD) / ROWS);
    if at >= len {
        return Vec::new();
    }
    let opens = at == cursor.at;
    state.cursor = Cursor { at, ..cursor };
    if opens { update(model, Msg::Open) } else { Vec::new() }
}

#[cfg(test)]
#[path = "note_search/tests.rs"]
pub(crate) mod tests;
