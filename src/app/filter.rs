//! The filter: what the list is narrowed to, and the overlay in which it is chosen.

pub mod choice;

use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, ch, key};
use crate::app::layout::{Area, Page};
use crate::app::list::{Cursor, Step};
use crate::app::screen::Screen;
use crate::app::{Model, dashboard};
use choice::{Line, Pick};

/// The overlay.
#[derive(Debug, Default)]
pub struct State {
    /// Headings and choices.
    pub lines: Vec<Line>,
    /// Where the cursor stands; on a choice unless there is none.
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The chosen one in or out of the filter.
    Toggle,
    /// To the next section.
    Section,
    /// All out of the filter.
    Clear,
    /// Back to the list.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[ch(' '), ch('x')],
        msg: Msg::Toggle,
        hint: Some("in or out"),
        help: "Put the chosen one in or out of the filter",
    },
    Binding { keys: &[key(Code::Tab)], msg: Msg::Section, hint: Some("section"), help: "Go to the next section" },
    Binding { keys: &[ch('F')], msg: Msg::Clear, hint: Some("clear"), help: "Clear the filter" },
    Binding {
        keys: &[key(Code::Esc), key(Code::Enter), ch('h'), key(Code::Left), ch('f')],
        msg: Msg::Back,
        hint: Some("back"),
        help: "Go back to the list, narrowed",
    },
];

/// Opens the overlay.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let lines = choice::lines(&model.snapshot);
    let mut state = State { lines, cursor: Cursor::default() };
    state.cursor.put(0, state.lines.len(), window(model.size), can_choose(&state.lines));
    model.stack.push(Screen::Filter(Box::new(state)));
    Vec::new()
}

/// Where the overlay stands: at the right of the body.
pub fn area(size: (u16, u16)) -> Area {
    let body = Page::of(size).body;
    body.left(body.width.saturating_sub(46)).1
}

/// How many lines are shown inside its border.
pub fn window(size: (u16, u16)) -> usize {
    usize::from(area(size).height.saturating_sub(2))
}

fn can_choose(lines: &[Line]) -> impl Fn(usize) -> bool {
    move |row| matches!(lines.get(row), Some(Line::Choice { .. }))
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = window(model.size);
    let Screen::Filter(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => {
            state.cursor.step_over(step, state.lines.len(), window, can_choose(&state.lines));
        }
        Msg::Section => {
            let heading = |line: &Line| matches!(line, Line::Heading(_));
            let ahead = state.lines.iter().skip(state.cursor.at).position(heading);
            let next = ahead.map_or(0, |ahead| state.cursor.at + ahead);
            state.cursor.put(next, state.lines.len(), window, can_choose(&state.lines));
        }
        Msg::Toggle => {
            if let Some(Line::Choice { pick, .. }) = state.lines.get(state.cursor.at) {
                let pick = pick.clone();
                toggle(model, pick);
            }
        }
        Msg::Clear => return dashboard::update(model, dashboard::Msg::ClearFilter),
        Msg::Back => {
            model.pop();
        }
    }
    Vec::new()
}

fn toggle(model: &mut Model, pick: Pick) {
    dashboard::change(model, |state| state.filter.toggle(pick));
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    match msg {
        Msg::Clear => dashboard::enabled(model, dashboard::Msg::ClearFilter),
        Msg::Move(_) | Msg::Toggle | Msg::Section | Msg::Back => Ok(()),
    }
}

/// Presses the left button at a column and row: chooses, and puts in or out.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let (area, window) = (area(model.size), window(model.size));
    let Screen::Filter(state) = model.top_mut() else { return Vec::new() };
    if !area.holds(x, y) {
        return update(model, Msg::Back);
    }
    let cursor = state.cursor.shown(state.lines.len(), window);
    let row = cursor.top + usize::from(y.saturating_sub(area.y + 1));
    if y > area.y && usize::from(y - area.y) <= window && can_choose(&state.lines)(row) {
        state.cursor = Cursor { at: row, ..cursor };
        return update(model, Msg::Toggle);
    }
    Vec::new()
}
