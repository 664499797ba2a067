//! What the columns of a file of unknown layout are: proposed, corrected column by column, kept as a profile. Nothing
//! is kept before it is asked for.

pub mod name;
pub mod work;

use crate::app::Model;
use crate::app::effect::{Effect, Generation};
use crate::app::keys::{Binding, Code, ch, ctrl, key};
use crate::app::layout::Page;
use crate::app::list::{Cursor, Place, Step};
use crate::app::screen::Screen;
use crate::domain::kind::Kind;
use work::{Ask, Column, Counts, Job, Look};

/// A file whose columns are asked about.
#[derive(Debug)]
pub struct State {
    /// The file, as the preview calls it.
    pub file: String,
    /// The newest question; answers to older ones are dropped.
    pub generation: Generation,
    /// What the rows are to become; none before the first proposal.
    pub kind: Option<Kind>,
    /// What the file seems to be; none before it was looked at.
    pub look: Option<Look>,
    /// The columns are asked for: they are of another kind, or not there yet.
    pub waiting: bool,
    /// What would go in; none while it is counted.
    pub counts: Option<Result<Counts, String>>,
    /// In the columns.
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move among the columns.
    Move(Step),
    /// The next of what the chosen column can be.
    Next,
    /// The one before.
    Previous,
    /// The chosen column left out.
    Clear,
    /// The next kind of rows.
    Kind,
    /// All of it kept as a profile: asks for its name.
    Keep,
    /// Back to the preview.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter), ch(' '), key(Code::Right), ch('l')],
        msg: Msg::Next,
        hint: Some("next"),
        help: "Go to the next meaning that the chosen column can have",
    },
    Binding {
        keys: &[ctrl('s')],
        msg: Msg::Keep,
        hint: Some("keep"),
        help: "Keep the columns as a profile; its name is asked",
    },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Back, hint: Some("back"), help: "Go back; nothing is kept" },
    Binding {
        keys: &[ch('c')],
        msg: Msg::Kind,
        hint: Some("kind"),
        help: "Switch to the next kind of rows; the columns are proposed anew",
    },
    Binding {
        keys: &[ch('x')],
        msg: Msg::Clear,
        hint: Some("leave out"),
        help: "Drop the chosen column: it is nothing that is read",
    },
    Binding { keys: &[key(Code::Left), ch('h')], msg: Msg::Previous, hint: None, help: "Go to the meaning before" },
];

/// The word of a column that is not read.
pub const NOTHING: &str = "nothing";

impl State {
    /// What the file is to be read as.
    pub fn ask(&self) -> Ask {
        let columns = self.look.iter().filter(|_| !self.waiting).flat_map(|look| &look.columns);
        let said = columns.filter(|column| column.by_hand);
        Ask {
            file: self.file.clone(),
            kind: self.kind,
            columns: said.map(|column| (column.word.clone(), column.meaning)).collect(),
        }
    }

    /// The chosen column.
    pub fn chosen(&self) -> Option<&Column> {
        self.look.as_ref()?.columns.get(self.cursor.at)
    }

    /// Whether another column is the same as this one.
    pub fn clashes(&self, column: &Column) -> bool {
        let others = self.look.iter().flat_map(|look| &look.columns);
        column.meaning != NOTHING
            && others.filter(|other| other.at != column.at).any(|other| other.meaning == column.meaning)
    }

    /// Says what the chosen column is. Whether that is new.
    fn say(&mut self, choose: impl FnOnce(&[&'static str], usize) -> Option<&'static str>) -> bool {
        let at = self.cursor.at;
        let Some(look) = self.look.as_mut() else { return false };
        let Some(column) = look.columns.get_mut(at) else { return false };
        let place = look.meanings.iter().position(|meaning| *meaning == column.meaning).unwrap_or(0);
        match choose(&look.meanings, place) {
            Some(meaning) if meaning != column.meaning => {
                column.meaning = meaning;
                column.by_hand = true;
                column.surety = "by hand";
                "you said so".clone_into(&mut column.why);
                true
            }
            _ => false,
        }
    }

    /// The kind after this one.
    fn next_kind(&self) -> Option<Kind> {
        let kinds = &self.look.as_ref()?.kinds;
        let at = kinds.iter().position(|kind| Some(*kind) == self.kind).map_or(0, |at| at + 1);
        kinds.get(at).or_else(|| kinds.first()).copied()
    }
}

/// Opens the mapping of a file over its preview.
pub fn open(model: &mut Model, file: String) -> Vec<Effect> {
    let state = State {
        file,
        generation: Generation::default(),
        kind: None,
        look: None,
        waiting: true,
        counts: None,
        cursor: Cursor::default(),
    };
    model.stack.push(Screen::Mapping(Box::new(state)));
    ask(model)
}

/// Asks about the file as it is mapped now.
fn ask(model: &mut Model) -> Vec<Effect> {
    model.mapping.0 += 1;
    let generation = model.mapping;
    let Some(state) = state_mut(model) else { return Vec::new() };
    state.generation = generation;
    state.counts = None;
    vec![Effect::Mapping(Job::Look(generation, state.ask()))]
}

/// The screen's state, be it under others.
pub fn state_mut(model: &mut Model) -> Option<&mut State> {
    model.stack.iter_mut().rev().find_map(|screen| match screen {
        Screen::Mapping(state) => Some(&mut **state),
        _ => None,
    })
}

/// The screen's state, where a question is its newest.
fn asked_in(model: &mut Model, generation: Generation) -> Option<&mut State> {
    state_mut(model).filter(|state| state.generation == generation)
}

/// Takes the screen away, and the line over it.
fn close(model: &mut Model) {
    model.stack.retain(|screen| !matches!(screen, Screen::Mapping(_) | Screen::MappingName(_)));
}

/// Where the columns are drawn, a row each.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(Page::of(size).body, HEAD)
}

/// Rows above the columns: title, counts, what is lacking, the header and three rows, a blank one, a heading.
pub const HEAD: u16 = 9;

/// How many rows of the file are shown, the header among them.
pub const SAMPLE: usize = 4;

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::Mapping(state) = model.top_mut() else { return Vec::new() };
    let new = match msg {
        Msg::Move(step) => {
            let len = state.look.as_ref().map_or(0, |look| look.columns.len());
            state.cursor.step(step, len, window);
            false
        }
        Msg::Next => state.say(|meanings, at| meanings.get(at + 1).or(meanings.first()).copied()),
        Msg::Previous => {
            state.say(|meanings, at| at.checked_sub(1).map_or(meanings.last(), |at| meanings.get(at)).copied())
        }
        Msg::Clear => state.say(|_, _| Some(NOTHING)),
        Msg::Kind => {
            state.kind = state.next_kind();
            state.waiting = true;
            true
        }
        Msg::Keep => {
            let name = state.look.as_ref().map(|look| look.name.clone()).unwrap_or_default();
            return name::open(model, &name);
        }
        Msg::Back => {
            model.pop();
            return vec![Effect::Mapping(Job::Drop)];
        }
    };
    if new { ask(model) } else { Vec::new() }
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Screen::Mapping(state) = model.top() else { return Ok(()) };
    let clash = state.look.iter().flat_map(|look| &look.columns).any(|column| state.clashes(column));
    match (msg, &state.counts) {
        (Msg::Kind, _) if state.look.is_none() => Err("the file is still being read"),
        (Msg::Move(_) | Msg::Back | Msg::Kind, _) => Ok(()),
        _ if state.waiting => Err("the file is still being read"),
        (Msg::Clear, _) if state.chosen().is_some_and(|column| column.meaning == NOTHING) => {
            Err("this column is left out already")
        }
        (Msg::Keep, _) if clash => Err("two columns are the same: leave one of them out"),
        (Msg::Keep, Some(Err(_))) => Err("it cannot be read so; the line above says why"),
        (Msg::Keep, _) if state.look.as_ref().is_some_and(|look| !look.lacking.is_empty()) => {
            Err("something is lacking; the line above says what")
        }
        _ => Ok(()),
    }
}

/// Presses the left button at a column and row: chooses a column of the file.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let place = place(model.size);
    let Screen::Mapping(state) = model.top_mut() else { return Vec::new() };
    let len = state.look.as_ref().map_or(0, |look| look.columns.len());
    state.cursor.press(place, (x, y), len, |_| true);
    Vec::new()
}

#[cfg(test)]
pub(crate) mod tests;
