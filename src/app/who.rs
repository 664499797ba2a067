//! Who is who: records that may be one child, to be looked at side by side, and those that were merged.

#[cfg(test)]
pub(crate) mod fixture;
pub mod pair;
pub mod work;

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, ch};
use crate::app::layout::Page;
use crate::app::list::{self, Cursor, Place, Step};
use crate::app::screen::{self, Name, Screen};
use crate::domain::facts::ChildKey;
use crate::domain::who::{Merger, Question, Told};
use work::{Job, Known};

/// What is shown and where the cursor stands.
#[derive(Debug, Default)]
pub struct State {
    /// Questions and mergers; `None` until they were read.
    pub known: Option<Known>,
    /// Among [`State::lines`].
    pub cursor: Cursor,
    /// The merged record that the same key takes out again.
    pub armed: Option<ChildKey>,
}

/// A line of the list.
#[derive(Debug, Clone, Copy)]
pub enum Line<'a> {
    /// Two records that may be one child.
    Question(&'a Question),
    /// Above the mergers.
    Heading,
    /// A record that was merged into another.
    Merger(&'a Merger),
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The two records of the chosen question side by side; of a merger, the child's record.
    Open,
    /// The chosen merged record taken out again.
    Apart,
    /// Back to where the list was opened.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: list::OPEN,
        msg: Msg::Open,
        hint: Some("open"),
        help: "Show the two records side by side; of a merged one, open the child",
    },
    Binding {
        keys: &[ch('u')],
        msg: Msg::Apart,
        hint: Some("take apart"),
        help: "Take the chosen merged record out again; asks for the key once more",
    },
    list::back(Msg::Back, "Go back to where the records were opened"),
];

impl State {
    /// The questions, then the mergers below a heading, the latest first.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let Some(known) = &self.known else { return Vec::new() };
        let heading = (!known.mergers.is_empty()).then_some(Line::Heading);
        let mergers = known.mergers.iter().rev().map(Line::Merger);
        known.questions.iter().map(Line::Question).chain(heading).chain(mergers).collect()
    }

    fn chosen(&self) -> Option<Line<'_>> {
        self.lines().get(self.cursor.at).copied()
    }

    /// Where the cursor can stand.
    fn rows(&self) -> Vec<bool> {
        self.lines().iter().map(|line| !matches!(line, Line::Heading)).collect()
    }

    fn take(&mut self, known: &Known, window: usize) {
        self.known = Some(known.clone());
        let rows = self.rows();
        self.cursor.put(self.cursor.at, rows.len(), window, |at| rows.get(at).copied().unwrap_or(false));
    }
}

/// Opens the list.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.open_once(Screen::Who(State::default())) { vec![Effect::Who(Job::List)] } else { Vec::new() }
}

/// Asks for the list again where it is shown, since the caseload was read anew.
pub fn refresh(model: &Model) -> Vec<Effect> {
    if model.shows(Name::Who) { vec![Effect::Who(Job::List)] } else { Vec::new() }
}

/// Takes the list in; the cursor stays where it can.
pub fn listed(model: &mut Model, known: &Known) {
    let window = place(model.size).window();
    for screen in &mut model.stack {
        if let Screen::Who(state) = screen {
            state.take(known, window);
        }
    }
}

/// Where the list is drawn: a row each below a title and a row of what it is about.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(Page::of(size).body, HEAD)
}

/// Rows above the list.
pub const HEAD: u16 = 3;

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::Who(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => {
            let rows = state.rows();
            state.cursor.step_over(step, rows.len(), window, |at| rows.get(at).copied().unwrap_or(false));
            state.armed = None;
            Vec::new()
        }
        Msg::Open => match state.chosen() {
            Some(Line::Question(question)) => {
                let question = *question;
                pair::open(model, question)
            }
            Some(Line::Merger(merger)) => {
                let child = merger.child;
                screen::open_record(model, child)
            }
            _ => Vec::new(),
        },
        Msg::Apart => {
            let Some(Line::Merger(merger)) = state.chosen() else { return Vec::new() };
            let (record, id) = (merger.record, merger.child_id.clone());
            if state.armed.take() == Some(record) {
                return vec![Effect::Who(Job::Tell(Told::Apart(record)))];
            }
            state.armed = Some(record);
            model.toast = Some(format!("u once more takes {id} out again: a child of its own, as it was"));
            Vec::new()
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
    let Screen::Who(state) = model.top() else { return Ok(()) };
    match (msg, state.chosen()) {
        (Msg::Open, None) => Err("there is nothing to be asked"),
        (Msg::Apart, None | Some(Line::Question(_) | Line::Heading)) => Err("choose a merged record first"),
        _ => Ok(()),
    }
}

/// The child of the chosen merged record.
pub fn chosen_child(state: &State) -> Option<ChildKey> {
    match state.chosen()? {
        Line::Merger(merger) => Some(merger.child),
        _ => None,
    }
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let place = place(model.size);
    let Screen::Who(state) = model.top_mut() else { return Vec::new() };
    let rows = state.rows();
    let opens = state.cursor.press(place, (x, y), rows.len(), |at| rows[at]);
    if opens { screen::run(model, screen::Action::Who(Msg::Open)) } else { Vec::new() }
}

#[cfg(test)]
mod tests;
