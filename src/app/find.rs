//! Find: the line that is typed over the list. What it finds is the list itself.

use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, key};
use crate::app::line::TextLine;
use crate::app::list::Step;
use crate::app::screen::Screen;
use crate::app::{Model, dashboard};

/// What is typed.
#[derive(Debug, Default)]
pub struct State {
    /// The query.
    pub line: TextLine,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move among the hits.
    Move(Step),
    /// The chosen hit's record.
    Open,
    /// The end of typing; the hits stay.
    Keep,
    /// The end of the search.
    Clear,
}

/// The keys beside typing and the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Open, hint: Some("open"), help: "Open the chosen hit's record" },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Clear, hint: Some("clear"), help: "Clear the search, show the list" },
    Binding {
        keys: &[key(Code::Tab)],
        msg: Msg::Keep,
        hint: Some("keep hits"),
        help: "Keep the hits and walk them with j and k",
    },
];

/// Starts typing, from what was typed before where the hits are still shown.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let mut line = TextLine::default();
    line.paste(dashboard::query(model).unwrap_or_default());
    model.stack.push(Screen::Find(State { line }));
    Vec::new()
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Move(step) => dashboard::update(model, dashboard::Msg::Move(step)),
        Msg::Open => {
            model.pop();
            dashboard::update(model, dashboard::Msg::Open)
        }
        Msg::Keep => {
            model.pop();
            Vec::new()
        }
        Msg::Clear => {
            model.pop();
            dashboard::find(model, None);
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
        Msg::Open => dashboard::enabled(model, dashboard::Msg::Open),
        Msg::Move(_) | Msg::Keep | Msg::Clear => Ok(()),
    }
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::Find(state) = model.top_mut() else { return None };
    state.line.type_key(key).then(|| search(model))
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Screen::Find(state) = model.top_mut() {
        state.line.paste(text);
    }
    search(model)
}

fn search(model: &mut Model) -> Vec<Effect> {
    if let Screen::Find(state) = model.top() {
        let query = state.line.text().to_owned();
        dashboard::find(model, Some(&query));
    }
    Vec::new()
}

/// Presses the left button at a column and row: typing ends, the hits stay.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    model.pop();
    dashboard::clicked(model, x, y)
}
