//! The line on which a profile is named, over the mapping.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, key};
use crate::app::line::TextLine;
use crate::app::mapping::{self, work::Job};
use crate::app::screen::Screen;

/// What is typed.
#[derive(Debug, Default)]
pub struct State {
    /// The name.
    pub line: TextLine,
    /// Why the last one could not be kept.
    pub why: Option<String>,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// The profile, kept under this name.
    Keep,
    /// Back to the columns.
    Close,
}

/// The keys beside typing.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Keep,
        hint: Some("keep"),
        help: "Keep the profile under this name, and show again what the files would do",
    },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Close, hint: Some("close"), help: "Close the line" },
];

/// Opens the line, with a name after the file.
pub fn open(model: &mut Model, name: &str) -> Vec<Effect> {
    model.stack.push(Screen::MappingName(State { line: TextLine::of(name), why: None }));
    Vec::new()
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let Screen::MappingName(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Keep => {
            state.why = None;
            let name = state.line.text().trim().to_owned();
            let asked = mapping::state_mut(model).map(|state| (state.generation, state.ask()));
            asked.map_or_else(Vec::new, |(generation, ask)| vec![Effect::Mapping(Job::Save(generation, ask, name))])
        }
        Msg::Close => {
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
    match (msg, model.top()) {
        (Msg::Keep, Screen::MappingName(state)) if state.line.text().trim().is_empty() => {
            Err("the profile has no name yet")
        }
        _ => Ok(()),
    }
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::MappingName(state) = model.top_mut() else { return None };
    state.line.type_key(key).then(|| {
        state.why = None;
        Vec::new()
    })
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Screen::MappingName(state) = model.top_mut() {
        state.line.paste(text.trim());
        state.why = None;
    }
    Vec::new()
}
