//! The line on which the new file of a paper, or of the list, is named.

use crate::app::Model;
use crate::app::dashboard::{self, listed};
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, key};
use crate::app::line::TextLine;
use crate::app::papers::work::{Job, Wish};
use crate::app::screen::Screen;
use crate::domain::audit::Event;
use crate::domain::paper::{Form, Paper};
use std::sync::Arc;

/// The longest path that is taken, in characters: what Linux takes in bytes.
const LONGEST_PATH: usize = 4096;

/// What is typed.
#[derive(Debug)]
pub struct State {
    /// The path.
    pub line: TextLine,
    /// What is written.
    pub what: What,
    /// It is on its way to the disk.
    pub writing: bool,
}

/// What is written.
#[derive(Debug, Clone)]
pub enum What {
    /// A paper that is seen below.
    Paper(Wish, Arc<Paper>),
    /// The list as it stands on the screen; whether children are named.
    List(bool),
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// The file.
    Write,
    /// Names or initials in the list.
    Names,
    /// Nothing written.
    Close,
}

/// The keys beside typing.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Write,
        hint: Some("write"),
        help: "Write the file, whole or not at all; never over another",
    },
    Binding {
        keys: &[key(Code::Tab)],
        msg: Msg::Names,
        hint: Some("names"),
        help: "Put names or initials into the file of the list",
    },
    Binding {
        keys: &[key(Code::Esc)],
        msg: Msg::Close,
        hint: Some("close"),
        help: "Close the line; nothing is written",
    },
];

/// Opens the line for the paper on the screen, a name proposed.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Screen::Papers(state) = model.top() else { return Vec::new() };
    let Some(paper) = state.paper().cloned() else { return Vec::new() };
    let stem = match state.wish {
        Wish::Briefing(_) => "briefing",
        Wish::Child { .. } => "child",
    };
    let (what, name) = (What::Paper(state.wish, paper), format!("{stem}-{}.html", model.today()));
    push(model, what, &name)
}

/// Opens the line for the list on the screen, a name proposed.
pub fn open_for_list(model: &mut Model) -> Vec<Effect> {
    let name = format!("list-{}.csv", model.today());
    push(model, What::List(false), &name)
}

fn push(model: &mut Model, what: What, name: &str) -> Vec<Effect> {
    let mut line = TextLine::up_to(LONGEST_PATH);
    line.paste(name);
    model.stack.push(Screen::PaperName(Box::new(State { line, what, writing: false })));
    Vec::new()
}

/// Takes the line off, once the file is there.
pub(super) fn close(model: &mut Model) {
    model.stack.retain(|screen| !matches!(screen, Screen::PaperName(_)));
}

/// Lets another name be typed, since the file could not be written.
pub(super) fn try_again(model: &mut Model) {
    for screen in &mut model.stack {
        if let Screen::PaperName(state) = screen {
            state.writing = false;
        }
    }
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let Screen::PaperName(state) = model.top() else { return Vec::new() };
    match (msg, &state.what) {
        (Msg::Close, _) => {
            model.pop();
            Vec::new()
        }
        (Msg::Names, What::List(names)) => {
            let names = !names;
            if let Screen::PaperName(state) = model.top_mut() {
                state.what = What::List(names);
            }
            Vec::new()
        }
        (Msg::Names, What::Paper(..)) => Vec::new(),
        (Msg::Write, what) => {
            let path = state.line.text().trim().to_owned();
            let Some(form) = Form::of_file(&path) else { return Vec::new() };
            let (paper, event) = match what {
                What::Paper(wish, paper) => (Arc::clone(paper), exported(*wish, form)),
                What::List(names) => {
                    let children = dashboard::state(model).map_or(0, |list| list.children().count());
                    let list = format!("list of {children} children, {}, {}", form.id(), naming(*names));
                    (Arc::new(listed::paper(model, *names)), Event::export(None, list))
                }
            };
            if let Screen::PaperName(state) = model.top_mut() {
                state.writing = true;
            }
            vec![Effect::Paper(Job::Write { path, form, paper, event })]
        }
    }
}

/// A paper that leaves, as the audit is told.
pub fn exported(wish: Wish, form: Form) -> Event {
    let (child, what) = match wish {
        Wish::Briefing(_) => (None, "briefing"),
        Wish::Child { child, .. } => (Some(child), "child's page"),
    };
    Event::export(child, format!("{what}, {}, {}", form.id(), naming(wish.names())))
}

const fn naming(names: bool) -> &'static str {
    if names { "names" } else { "initials" }
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Screen::PaperName(state) = model.top() else { return Ok(()) };
    let form = Form::of_file(state.line.text().trim());
    match (msg, &state.what) {
        (Msg::Write, _) if state.writing => Err("it is being written"),
        (Msg::Write, _) if form.is_none() => Err("end the name with .md, .html or .csv"),
        (Msg::Write, What::Paper(Wish::Child { .. }, _)) if form == Some(Form::Csv) => {
            Err("a child's page is written as .md or .html")
        }
        (Msg::Names, What::Paper(..)) => Err("esc, then v, shows names or initials"),
        _ => Ok(()),
    }
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::PaperName(state) = model.top_mut() else { return None };
    state.line.type_key(key).then(Vec::new)
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Screen::PaperName(state) = model.top_mut() {
        state.line.paste(text.trim());
    }
    Vec::new()
}
