//! The line on which a file or folder is named, over the list of imports.

use crate::app::effect::Effect;
use crate::app::import::work::{self, Job};
use crate::app::keys::{Binding, Code, Key, key};
use crate::app::line::TextLine;
use crate::app::screen::Screen;
use crate::app::{Model, import};

/// The longest path that is taken, in characters: what Linux takes in bytes.
const LONGEST_PATH: usize = 4096;

/// What is typed.
#[derive(Debug)]
pub struct State {
    /// The path.
    pub line: TextLine,
    /// Names that go on from it.
    pub names: Vec<String>,
}

impl Default for State {
    fn default() -> Self {
        Self { line: TextLine::up_to(LONGEST_PATH), names: Vec::new() }
    }
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// The rest of the name, as far as there is only one.
    Complete,
    /// What is typed, to be read.
    Read,
    /// Back to the list.
    Close,
}

/// The keys beside typing.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Read,
        hint: Some("read"),
        help: "Look at the file or folder: what it would do is shown, nothing is written",
    },
    Binding {
        keys: &[key(Code::Tab)],
        msg: Msg::Complete,
        hint: Some("complete"),
        help: "Write the rest of the name, or list the names that fit",
    },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Close, hint: Some("close"), help: "Close the line" },
];

/// Opens the line, with what was pasted.
pub fn open(model: &mut Model, pasted: &str) -> Vec<Effect> {
    let mut line = TextLine::up_to(LONGEST_PATH);
    line.paste(pasted.trim());
    model.stack.push(Screen::Path(State { line, names: Vec::new() }));
    Vec::new()
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let Screen::Path(state) = model.top() else { return Vec::new() };
    let path = state.line.text().to_owned();
    match msg {
        Msg::Complete => vec![Effect::Import(Job::Complete(path))],
        Msg::Read => {
            model.pop();
            work::read(model, path.trim())
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
        (Msg::Read, Screen::Path(state)) if state.line.text().trim().is_empty() => Err("no file is named yet"),
        (Msg::Read, _) if !import::is_open(model) => Err("the list of imports is closed"),
        _ => Ok(()),
    }
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::Path(state) = model.top_mut() else { return None };
    state.line.type_key(key).then(|| {
        state.names.clear();
        Vec::new()
    })
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Screen::Path(state) = model.top_mut() {
        state.line.paste(text.trim());
        state.names.clear();
    }
    Vec::new()
}

/// The rest of a name was found, unless something else is typed by now.
pub fn completed(model: &mut Model, asked: &str, whole: &str, names: Vec<String>) {
    let Some(state) = model.stack.iter_mut().rev().find_map(|screen| match screen {
        Screen::Path(state) => Some(state),
        _ => None,
    }) else {
        return;
    };
    if state.line.text() == asked {
        state.line = TextLine::up_to(LONGEST_PATH);
        state.line.paste(whole);
        state.names = names;
    }
}
