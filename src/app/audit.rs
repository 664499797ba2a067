//! Who saw and changed what: of one child, or of the whole caseload, the last first, narrowed by typing.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, key};
use crate::app::layout::Page;
use crate::app::line::TextLine;
use crate::app::list::{Cursor, Place, Step};
use crate::app::screen::{self, Screen};
use crate::domain::audit::{Entry, Latest};
use crate::domain::facts::ChildKey;
use crate::domain::search::fold;

/// What is shown.
#[derive(Debug, Default)]
pub struct State {
    /// Whose rows; of all where there is none.
    pub child: Option<ChildKey>,
    /// What the list is narrowed by.
    pub line: TextLine,
    /// What was read; `None` until it is.
    pub latest: Option<Latest>,
    /// The rows that fit, as places among those read.
    pub found: Vec<usize>,
    /// Among `found`.
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move among the rows.
    Move(Step),
    /// The record of the chosen row's child.
    Open,
    /// Back to where it was opened.
    Back,
}

/// The keys beside typing and the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Open,
        hint: Some("open"),
        help: "Open the record of the child that the row is about",
    },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Back, hint: Some("back"), help: "Go back to where it was opened" },
];

impl State {
    /// The rows that fit what is typed, the last first.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &Entry> {
        let entries = self.latest.as_ref().map_or(&[][..], |latest| &latest.entries);
        self.found.iter().map(|at| &entries[*at])
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<&Entry> {
        self.rows().nth(self.cursor.at)
    }
}

/// The council's id of a row's child; a dash where there is none, or it is no longer in the caseload.
pub fn child_id<'a>(model: &'a Model, entry: &Entry) -> &'a str {
    let child = entry.event.child.and_then(|child| model.snapshot.caseload.child(child));
    child.map_or("-", |child| &child.child_id)
}

/// Opens it: of the record's child where a record is on top, else of the whole caseload.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let child = match model.top() {
        Screen::Record(state) => Some(state.child),
        _ => None,
    };
    if !model.open_once(Screen::Audit(Box::new(State { child, ..State::default() }))) {
        return Vec::new();
    }
    vec![Effect::Audit(child)]
}

/// Asks for it again where it is on the stack.
pub fn refresh(model: &Model) -> Vec<Effect> {
    let shown = model.stack.iter().find_map(|screen| match screen {
        Screen::Audit(state) => Some(state.child),
        _ => None,
    });
    shown.map(Effect::Audit).into_iter().collect()
}

/// Takes in what was read.
pub fn read(model: &mut Model, child: Option<ChildKey>, latest: &Latest) -> Vec<Effect> {
    narrow(model, |state| {
        if state.child == child {
            state.latest = Some(latest.clone());
        }
    });
    Vec::new()
}

/// Changes the screen, and finds the rows that fit it now.
fn narrow(model: &mut Model, change: impl FnOnce(&mut State)) {
    let window = place(model.size).window();
    let Some(at) = model.stack.iter().rposition(|screen| matches!(screen, Screen::Audit(_))) else { return };
    if let Screen::Audit(state) = &mut model.stack[at] {
        change(state);
    }
    let found = match &model.stack[at] {
        Screen::Audit(state) => found(model, state),
        _ => Vec::new(),
    };
    if let Screen::Audit(state) = &mut model.stack[at] {
        state.found = found;
        state.cursor.put(state.cursor.at, state.found.len(), window, |_| true);
    }
}

fn found(model: &Model, state: &State) -> Vec<usize> {
    let words = fold(state.line.text());
    let entries = state.latest.as_ref().map_or(&[][..], |latest| &latest.entries);
    let fits = |entry: &Entry| {
        let text = fold(&format!("{} {} {}", said(entry), child_id(model, entry), entry.event.detail));
        words.split(' ').all(|word| text.contains(word))
    };
    entries.iter().enumerate().filter(|(_, entry)| fits(entry)).map(|(at, _)| at).collect()
}

fn said(entry: &Entry) -> String {
    format!("{} {} {}", entry.at.format("%Y-%m-%d %H:%M"), entry.actor, entry.event.deed.word())
}

/// Rows above the list: what is typed, how many there are.
const HEAD: u16 = 2;

/// Where the rows are drawn: above one for the whole words of the chosen one.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(Page::of(size).body.bottom(1).0, HEAD)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::Audit(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => state.cursor.step(step, state.found.len(), window),
        Msg::Back => {
            model.pop();
        }
        Msg::Open => {
            let child = state.chosen().and_then(|entry| entry.event.child);
            return child.map_or_else(Vec::new, |child| screen::open_record(model, child));
        }
    }
    Vec::new()
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let (Msg::Open, Screen::Audit(state)) = (msg, model.top()) else { return Ok(()) };
    match state.chosen().map(|entry| entry.event.child) {
        None => Err("no row is chosen"),
        Some(None) => Err("this row is about no one child"),
        Some(Some(child)) if model.snapshot.caseload.position(child).is_none() => {
            Err("this child is not in the caseload, or read as part of another")
        }
        Some(Some(_)) => Ok(()),
    }
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::Audit(state) = model.top_mut() else { return None };
    if !state.line.type_key(key) {
        return None;
    }
    narrow(model, |state| state.cursor = Cursor::default());
    Some(Vec::new())
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    narrow(model, |state| {
        state.line.paste(text);
        state.cursor = Cursor::default();
    });
    Vec::new()
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let place = place(model.size);
    let Screen::Audit(state) = model.top_mut() else { return Vec::new() };
    let len = state.found.len();
    let opens = state.cursor.press(place, (x, y), len, |_| true);
    if opens && enabled(model, Msg::Open).is_ok() { update(model, Msg::Open) } else { Vec::new() }
}

#[cfg(test)]
#[path = "audit/tests.rs"]
pub(crate) mod tests;
