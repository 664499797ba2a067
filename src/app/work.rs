//! A part of the work: its lines by state, put together by caseworker or school, and what can be done about each.
//!
//! The lines are made off the screen's thread from a part of [`crate::domain::part::PARTS`]; this screen orders them.
//! The same screen lists the children behind a figure.

pub mod acts;
pub mod fill;
mod keys;
pub mod menu;
pub mod of_child;
pub mod rows;

pub use keys::KEYS;

use crate::app::dashboard::{self, Whose};
use crate::app::effect::{Effect, Generation};
use crate::app::layout::{Area, Page};
use crate::app::list::{Cursor, Place, Step};
use crate::app::record::page::Page as Leaf;
use crate::app::screen::{self, Screen};
use crate::app::{Model, record};
use crate::domain::attendance::AcademicYear;
use crate::domain::facts::ChildKey;
use crate::domain::work::{Line, Part};
use rows::Row;
use std::sync::Arc;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A part, by its place among [`crate::domain::part::PARTS`].
    Part(usize),
    /// The children behind a figure of the screen below.
    Children,
}

/// What is shown and how.
#[derive(Debug)]
pub struct State {
    /// What is listed.
    pub of: Of,
    /// What stands above: a part's title, a figure's words.
    pub title: String,
    /// The academic year that is looked at.
    pub year: AcademicYear,
    /// The reading that is waited for.
    pub asked: Generation,
    /// The lines; `None` until they are read.
    pub lines: Option<Arc<[Line]>>,
    /// What is shown of them, in order, under headings.
    pub rows: Vec<Row>,
    /// How many lines there are in all, then in each state.
    pub counts: Vec<usize>,
    /// The state that is shown: 0 all, else the part's state before that place.
    pub tab: usize,
    /// By what lines are put together: 0 nothing, else the part's group before that place.
    pub by: usize,
    /// My children alone.
    pub mine: bool,
    /// The file and line of every row are shown.
    pub sources: bool,
    /// Among the rows.
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The record of the chosen line's child, or the children behind it.
    Open,
    /// What can be written down about the chosen line.
    Acts,
    /// The next state.
    NextState,
    /// The state before.
    PreviousState,
    /// The next way of putting lines together.
    Group,
    /// My children or everybody's.
    Whose,
    /// Sources shown or hidden.
    Sources,
    /// The academic year before.
    Earlier,
    /// The academic year after.
    Later,
    /// Back.
    Back,
}

impl State {
    /// Everybody's lines of a year, not read yet.
    fn new(of: Of, title: String, year: AcademicYear) -> Self {
        Self {
            of,
            title,
            year,
            asked: Generation::default(),
            lines: None,
            rows: Vec::new(),
            counts: Vec::new(),
            tab: 0,
            by: 0,
            mine: false,
            sources: false,
            cursor: Cursor::default(),
        }
    }

    /// The part that is listed.
    pub fn part(&self) -> Option<&'static Part> {
        match self.of {
            Of::Part(at) => crate::domain::part::PARTS.get(at),
            Of::Children => None,
        }
    }

    /// The chosen line.
    pub fn chosen(&self) -> Option<&Line> {
        match self.rows.get(self.cursor.at)? {
            Row::Line(at) => self.lines.as_ref()?.get(*at),
            Row::Heading(..) => None,
        }
    }
}

/// The part on screen, be it under others.
pub fn state(model: &Model) -> Option<&State> {
    model.stack.iter().rev().find_map(|screen| match screen {
        Screen::Work(state) => Some(state.as_ref()),
        _ => None,
    })
}

/// Opens a part by its place.
pub fn open(model: &mut Model, at: usize) -> Vec<Effect> {
    let Some(part) = crate::domain::part::PARTS.get(at) else { return Vec::new() };
    let mine = dashboard::state(model).is_some_and(|state| state.whose == Whose::Mine) && model.me.is_some();
    let state = State { mine, ..State::new(Of::Part(at), part.title.to_owned(), AcademicYear::of(model.today())) };
    model.stack.push(Screen::Work(Box::new(state)));
    ask(model)
}

/// Opens the children behind a figure.
fn open_children(model: &mut Model, title: String, children: &[ChildKey]) {
    let lines: Arc<[Line]> = rows::of_children(&model.snapshot, children).into();
    let state = State { lines: Some(lines), ..State::new(Of::Children, title, AcademicYear::of(model.today())) };
    model.stack.push(Screen::Work(Box::new(state)));
    rows::arrange(model, None);
}

/// Asks for the lines of the part on top.
fn ask(model: &mut Model) -> Vec<Effect> {
    model.working.0 += 1;
    let asked = model.working;
    let Screen::Work(state) = model.top_mut() else { return Vec::new() };
    let Of::Part(at) = state.of else { return Vec::new() };
    state.asked = asked;
    vec![Effect::Work(asked, at, state.year)]
}

/// Asks again for what is shown, since the caseload was read anew.
pub fn refresh(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    for screen in &mut model.stack {
        if let Screen::Work(state) = screen
            && let Of::Part(at) = state.of
        {
            model.working.0 += 1;
            state.asked = model.working;
            effects.push(Effect::Work(state.asked, at, state.year));
        }
    }
    effects
}

/// Takes lines in, where they are still waited for; the cursor stays on its line.
pub fn read(model: &mut Model, asked: Generation, lines: &Arc<[Line]>) -> Vec<Effect> {
    let waiting = |screen: &Screen| matches!(screen, Screen::Work(state) if state.asked == asked);
    let Some(place) = model.stack.iter().position(waiting) else { return Vec::new() };
    let Screen::Work(state) = &mut model.stack[place] else { return Vec::new() };
    let chosen = state.chosen().cloned();
    state.lines = Some(Arc::clone(lines));
    rows::arrange_at(model, place, chosen.as_ref());
    acts::refresh(model);
    Vec::new()
}

/// Rows below the list for what the chosen line rests on.
const DETAIL: (u16, u16) = (6, 9);
/// Rows of the duty.
pub const DUTY: u16 = 2;
/// Rows above the list: title, duty, states, headings.
const HEAD: u16 = 3 + DUTY;

/// The list and what the chosen line rests on.
pub const fn areas(size: (u16, u16)) -> (Area, Area) {
    let body = Page::of(size).body;
    body.bottom(if size.1 < 30 { DETAIL.0 } else { DETAIL.1 })
}

/// Where the rows are drawn.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(areas(size).0, HEAD)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::Work(state) = model.top_mut() else { return Vec::new() };
    let states = state.part().map_or(0, |part| part.states.len()) + 1;
    let groups = state.part().map_or(0, |part| part.groups.len()) + 1;
    match msg {
        Msg::Move(step) => {
            let State { rows, cursor, .. } = state.as_mut();
            cursor.step_over(step, rows.len(), window, |at| matches!(rows.get(at), Some(Row::Line(_))));
            return Vec::new();
        }
        Msg::Open => return enter(model),
        Msg::Acts => return acts::open(model),
        Msg::NextState => state.tab = (state.tab + 1) % states,
        Msg::PreviousState => state.tab = (state.tab + states - 1) % states,
        Msg::Group => state.by = (state.by + 1) % groups,
        Msg::Whose => state.mine = !state.mine,
        Msg::Sources => {
            state.sources = !state.sources;
            return Vec::new();
        }
        Msg::Earlier | Msg::Later => {
            state.year.0 += if msg == Msg::Earlier { -1 } else { 1 };
            return ask(model);
        }
        Msg::Back => {
            model.pop();
            return Vec::new();
        }
    }
    let chosen = state.chosen().cloned();
    rows::arrange(model, chosen.as_ref());
    Vec::new()
}

fn enter(model: &mut Model) -> Vec<Effect> {
    let Screen::Work(state) = model.top() else { return Vec::new() };
    let Some(line) = state.chosen() else { return Vec::new() };
    let (child, children) = (line.child(), line.children.clone());
    let seek = state.part().map(|part| (part.id, line.clone()));
    let title = rows::name_of(model, line);
    let title = format!("{}: {title} {}", state.title, line.groups.first().map_or("", String::as_str));
    if let Some(child) = child {
        let effects = screen::open_record(model, child);
        record::update(model, record::Msg::Show(Leaf::Work));
        if let Screen::Record(record) = model.top_mut() {
            record.seek_line = seek;
        }
        return effects;
    }
    open_children(model, title.trim().to_owned(), &children);
    Vec::new()
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Screen::Work(state) = model.top() else { return Ok(()) };
    let part = state.part();
    match msg {
        Msg::Open if state.chosen().is_none() => Err("no line is chosen"),
        Msg::Open if state.chosen().is_some_and(|line| line.child().is_none() && line.children.is_empty()) => {
            Err("no child is behind this line")
        }
        Msg::Acts if part.is_none_or(|part| part.acts.is_empty()) => Err("nothing is written down from here"),
        Msg::NextState | Msg::PreviousState | Msg::Group | Msg::Earlier | Msg::Later if part.is_none() => {
            Err("these are children of one figure")
        }
        Msg::Later if state.year >= AcademicYear::of(model.today()) => Err("there is no later year yet"),
        Msg::Whose if model.me.is_none() => Err("--me says whose children are yours"),
        _ => Ok(()),
    }
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let place = place(model.size);
    let Screen::Work(state) = model.top_mut() else { return Vec::new() };
    let State { rows, cursor, .. } = state.as_mut();
    let can = |at: usize| matches!(rows.get(at), Some(Row::Line(_)));
    if cursor.press(place, (x, y), rows.len(), can) && enabled(model, Msg::Open).is_ok() {
        enter(model)
    } else {
        Vec::new()
    }
}

#[cfg(test)]
pub(crate) mod tests;
