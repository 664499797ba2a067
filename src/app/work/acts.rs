//! What can be written down about a line, a child or nothing in particular: to choose one.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, key};
use crate::app::layout::{Area, Page};
use crate::app::list::{Cursor, Place, Step};
use crate::app::record::page::Page as Leaf;
use crate::app::screen::{self, Screen};
use crate::app::work::{fill, rows};
use crate::domain::facts::ChildKey;
use crate::domain::part::PARTS;
use crate::domain::work::{Act, Line, Needs, Part};

/// What can be chosen.
#[derive(Debug)]
pub struct State {
    /// The acts, those about the chosen line first.
    pub choices: Vec<Choice>,
    /// Among them.
    pub cursor: Cursor,
}

/// An act and what it would be about.
#[derive(Debug)]
pub struct Choice {
    /// Of which part.
    pub part: &'static Part,
    /// Which.
    pub act: &'static Act,
    /// About what.
    pub line: Line,
    /// Why it cannot be done now.
    pub why_not: Option<&'static str>,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The chosen one.
    Take,
    /// Back.
    Back,
}

/// The keys beside the moves of a list and the letters of the acts.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Take,
        hint: Some("take"),
        help: "Take the chosen one; so does its letter",
    },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Back, hint: Some("back"), help: "Go back; nothing is written" },
];

/// Opens the list for the part or the record on top.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let choices = choices(model, model.top());
    if choices.is_empty() {
        model.toast = Some("nothing is written down from here".to_owned());
        return Vec::new();
    }
    model.stack.push(Screen::WorkActs(State { choices, cursor: Cursor::default() }));
    Vec::new()
}

/// Looks again what can be written down, since the lines below were read anew: a moment after a rating its money can be
/// released.
pub(in crate::app) fn refresh(model: &mut Model) {
    let Some((Screen::WorkActs(_), below)) = model.stack.split_last() else { return };
    let Some(below) = below.last() else { return };
    let choices = choices(model, below);
    if let Screen::WorkActs(state) = model.top_mut() {
        state.choices = choices;
        let len = state.choices.len();
        state.cursor.at = state.cursor.at.min(len.saturating_sub(1));
    }
}

fn choices(model: &Model, screen: &Screen) -> Vec<Choice> {
    match screen {
        Screen::Work(state) => {
            let Some(part) = state.part() else { return Vec::new() };
            let line = state.chosen().cloned();
            part.acts.iter().filter_map(|act| choice(model, part, act, line.as_ref())).collect()
        }
        Screen::Record(state) => {
            let chosen = state.work.get(state.cursor.at).filter(|_| state.page == Leaf::Work);
            let of_line = chosen
                .into_iter()
                .flat_map(|(part, line)| part.acts.iter().filter_map(|act| choice(model, part, act, Some(line))));
            let child = of_child(model, state.child);
            let begun = PARTS.iter().flat_map(|part| part.acts.iter().map(move |act| (part, act)));
            let begun = begun
                .filter(|(part, act)| act.needs == Needs::Child && chosen.is_none_or(|(other, _)| other.id != part.id));
            of_line.chain(begun.filter_map(|(part, act)| choice(model, part, act, Some(&child)))).collect()
        }
        _ => Vec::new(),
    }
}

/// An act with what it is about; nothing where there is no line to be about.
fn choice(model: &Model, part: &'static Part, act: &'static Act, line: Option<&Line>) -> Option<Choice> {
    let line = match act.needs {
        Needs::Line => line?.clone(),
        // Of a line about a school or a whole all is handed on: the school is what it is about.
        Needs::Child if line.is_some_and(|line| line.child().is_none()) => line?.clone(),
        Needs::Child => {
            let child = line.and_then(Line::child).or_else(|| screen::current_child(model))?;
            of_child(model, child)
        }
        Needs::Nothing => line.cloned().unwrap_or_default(),
    };
    let why_not = (act.open)(&line).err();
    Some(Choice { part, act, line, why_not })
}

/// A line about a child for an act that begins with it: the school whose roll it is on is known.
fn of_child(model: &Model, child: ChildKey) -> Line {
    let place = model.snapshot.caseload.position(child);
    let school = place.and_then(|place| model.snapshot.with_case(place, |case| case.main_school().map(str::to_owned)));
    Line::of_child(child).knowing("school_urn", school.flatten().unwrap_or_default())
}

/// What an act is about, in words for its form.
pub fn about(model: &Model, choice: &Choice) -> String {
    match choice.act.needs {
        Needs::Nothing => choice.part.title.to_owned(),
        _ => rows::name_of(model, &choice.line),
    }
}

/// Where the overlay stands.
pub fn area(size: (u16, u16), len: usize) -> Area {
    Page::of(size).body.middle(76, u16::try_from(len).unwrap_or(u16::MAX).saturating_add(2))
}

/// Where the rows are drawn.
pub fn place(size: (u16, u16), len: usize) -> Place {
    let (_, below) = area(size, len).top(1);
    Place::below(below.bottom(1).0, 0)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let size = model.size;
    let Screen::WorkActs(state) = model.top_mut() else { return Vec::new() };
    let len = state.choices.len();
    match msg {
        Msg::Move(step) => state.cursor.step(step, len, place(size, len).window()),
        Msg::Take => {
            let at = state.cursor.at;
            take(model, at);
        }
        Msg::Back => {
            model.pop();
        }
    }
    Vec::new()
}

fn take(model: &mut Model, at: usize) {
    let Screen::WorkActs(state) = model.top_mut() else { return };
    let Some(choice) = state.choices.get(at) else { return };
    if let Some(why) = choice.why_not {
        model.toast = Some(why.to_owned());
        return;
    }
    if let Some(Screen::WorkActs(mut state)) = model.pop() {
        fill::open(model, state.choices.swap_remove(at));
    }
}

/// Takes the act of a letter. `None`: no act has it.
pub fn type_key(model: &mut Model, pressed: Key) -> Option<Vec<Effect>> {
    let Screen::WorkActs(state) = model.top() else { return None };
    let Key { code: Code::Char(letter), ctrl: false, alt: false } = pressed else { return None };
    let at = state.choices.iter().position(|choice| choice.act.key == letter)?;
    take(model, at);
    Some(Vec::new())
}

/// Presses the left button at a column and row: chooses; takes what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let size = model.size;
    let Screen::WorkActs(state) = model.top_mut() else { return Vec::new() };
    let len = state.choices.len();
    if state.cursor.press(place(size, len), (x, y), len, |_| true) {
        return update(model, Msg::Take);
    }
    Vec::new()
}
