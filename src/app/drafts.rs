//! The drafts not yet filed.

use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, key};
use crate::app::layout::Page;
use crate::app::list::{self, Cursor, Place, Step};
use crate::app::screen::Screen;
use crate::app::{Model, note};

/// Where the cursor stands.
#[derive(Debug, Default)]
pub struct State {
    /// In [`Model::drafts`].
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The chosen draft, to go on writing.
    Open,
    /// Back to where it was opened.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Open, hint: Some("go on"), help: "Open the chosen draft and go on" },
    list::back(Msg::Back, "Go back to where the drafts were opened"),
];

/// Opens the list.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.open_once(Screen::Drafts(State::default()));
    Vec::new()
}

/// Where the list is drawn: two lines a draft below a title.
pub const fn place(size: (u16, u16)) -> Place {
    Place { lines: 2, ..Place::below(Page::of(size).body, 2) }
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let (len, window) = (model.drafts.len(), place(model.size).window());
    let Screen::Drafts(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => {
            state.cursor.step(step, len, window);
            Vec::new()
        }
        Msg::Open => {
            let at = state.cursor.at;
            let Some(draft) = model.drafts.get(at).cloned() else { return Vec::new() };
            model.pop();
            note::reopen(model, &draft)
        }
        Msg::Back => {
            model.pop();
            Vec::new()
        }
    }
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    match msg {
        Msg::Open if model.drafts.is_empty() => Err("there are no drafts"),
        Msg::Move(_) | Msg::Open | Msg::Back => Ok(()),
    }
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let (place, len) = (place(model.size), model.drafts.len());
    let Screen::Drafts(state) = model.top_mut() else { return Vec::new() };
    if state.cursor.press(place, (x, y), len, |_| true) { update(model, Msg::Open) } else { Vec::new() }
}
