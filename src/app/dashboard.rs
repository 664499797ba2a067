//! The dashboard: the ranked list, find, filter.

pub mod lines;

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, key};
use crate::app::layout::{Area, Page, WIDE};
use crate::app::list::{Cursor, Step, moves};
use crate::app::screen::{self, Screen};
use crate::app::snapshot::Snapshot;
use crate::domain::facts::ChildKey;
use lines::Line;

/// What the dashboard remembers. The list is worked out when what it shows changes, never for a press.
#[derive(Debug, Default)]
pub struct State {
    /// Headings and children, as they are shown.
    pub lines: Vec<Line>,
    /// Where the cursor stands; on a child unless there is none.
    pub cursor: Cursor,
    /// Only the children of the caseworker named by `--me`.
    pub mine: bool,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The chosen child's record.
    Open,
}

/// The keys.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Open, hint: Some("open"), help: "Open the chosen child's record" },
    moves(0, Msg::Move(Step::Down)),
    moves(1, Msg::Move(Step::Up)),
    moves(2, Msg::Move(Step::HalfDown)),
    moves(3, Msg::Move(Step::HalfUp)),
    moves(4, Msg::Move(Step::PageDown)),
    moves(5, Msg::Move(Step::PageUp)),
    moves(6, Msg::Move(Step::First)),
    moves(7, Msg::Move(Step::Last)),
];

impl State {
    /// The chosen child's place in the caseload.
    pub fn chosen_place(&self, snapshot: &Snapshot) -> Option<usize> {
        match self.lines.get(self.cursor.at)? {
            Line::Heading(..) => None,
            Line::Child(place) => snapshot.ranking.rows.get(*place).map(|row| row.child),
        }
    }

    /// The chosen child.
    pub fn chosen(&self, snapshot: &Snapshot) -> Option<ChildKey> {
        let facts = snapshot.caseload.children.get(self.chosen_place(snapshot)?)?;
        Some(ChildKey(facts.key))
    }

    fn step(&mut self, step: Step, window: usize) {
        self.cursor.step(step, self.lines.len(), window);
        let upwards = matches!(step, Step::Up | Step::HalfUp | Step::PageUp);
        self.off_headings(upwards, window);
    }

    /// Moves the cursor off a heading, upwards where there is a child above.
    fn off_headings(&mut self, upwards: bool, window: usize) {
        let is_child = |line: &Line| matches!(line, Line::Child(_));
        let above = self.lines.iter().take(self.cursor.at + 1).rposition(is_child);
        let below = self.lines.iter().skip(self.cursor.at).position(is_child).map(|ahead| self.cursor.at + ahead);
        if let Some(at) = if upwards { above.or(below) } else { below.or(above) } {
            self.cursor.at = at;
        }
        self.cursor.show(self.lines.len(), window);
        if self.lines.iter().take(self.cursor.at).all(|line| !is_child(line)) {
            self.cursor.top = 0;
        }
    }
}

/// The dashboard at the bottom of the stack.
pub fn state(model: &Model) -> Option<&State> {
    model.stack.iter().find_map(|screen| match screen {
        Screen::Dashboard(state) => Some(state.as_ref()),
        _ => None,
    })
}

fn state_mut(model: &mut Model) -> Option<&mut State> {
    model.stack.iter_mut().find_map(|screen| match screen {
        Screen::Dashboard(state) => Some(state.as_mut()),
        _ => None,
    })
}

/// The parts of the dashboard's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    /// The list.
    pub list: Area,
    /// The chosen child.
    pub child: Area,
}

/// Divides the body.
pub const fn panes(size: (u16, u16)) -> Panes {
    let body = Page::of(size).body;
    let (list, child) = if size.0 >= WIDE { body.left(size.0 * 62 / 100) } else { body.bottom(6) };
    Panes { list, child }
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = usize::from(panes(model.size).list.height);
    match msg {
        Msg::Move(step) => {
            if let Some(state) = state_mut(model) {
                state.step(step, window);
            }
            Vec::new()
        }
        Msg::Open => match state(model).and_then(|state| state.chosen(&model.snapshot)) {
            Some(child) => screen::open_record(model, child),
            None => Vec::new(),
        },
    }
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    match msg {
        Msg::Open if state(model).and_then(|state| state.chosen(&model.snapshot)).is_none() => {
            Err("there is no child in the list")
        }
        _ => Ok(()),
    }
}

/// Works the list out anew, the cursor staying on its child.
pub fn refresh(model: &mut Model) {
    let (snapshot, me) = (model.snapshot.clone(), model.me.clone());
    let window = usize::from(panes(model.size).list.height);
    if let Some(state) = state_mut(model) {
        let at = state.cursor.at;
        let chosen = state.chosen(&snapshot);
        state.lines = lines::grouped(&snapshot, |child| {
            !state.mine || me.as_deref().is_some_and(|me| lines::is_mine(&snapshot.caseload.children[child], me))
        });
        let kept = chosen.and_then(|chosen| lines::find(&state.lines, &snapshot, chosen));
        state.cursor.at = kept.unwrap_or(at);
        state.cursor.show(state.lines.len(), window);
        state.off_headings(false, window);
    }
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let list = panes(model.size).list;
    let Some(state) = state_mut(model).filter(|_| list.holds(x, y)) else { return Vec::new() };
    let at = state.cursor.top + usize::from(y - list.y);
    match state.lines.get(at) {
        Some(Line::Child(_)) if at == state.cursor.at => update(model, Msg::Open),
        Some(Line::Child(_)) => {
            state.cursor.at = at;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Turns the wheel by some lines, down where positive.
pub fn scrolled(model: &mut Model, lines: i32) -> Vec<Effect> {
    let step = if lines < 0 { Step::Up } else { Step::Down };
    for _ in 0..lines.unsigned_abs().min(1_000) {
        update(model, Msg::Move(step));
    }
    Vec::new()
}

/// The next (before, where `ahead` is negative) child of the list with an alert, seen from a child.
pub fn neighbour(model: &Model, child: ChildKey, ahead: i32) -> Option<ChildKey> {
    let (state, snapshot) = (state(model)?, &model.snapshot);
    let at = lines::find(&state.lines, snapshot, child);
    let flagged = |line: &Line| match line {
        Line::Child(place) if !snapshot.ranking.rows[*place].alerts.is_empty() => Some(*place),
        _ => None,
    };
    let place = if ahead < 0 {
        state.lines.iter().take(at?).rev().find_map(flagged)
    } else {
        state.lines.iter().skip(at.map_or(0, |at| at + 1)).find_map(flagged)
    }?;
    Some(ChildKey(snapshot.caseload.children[snapshot.ranking.rows[place].child].key))
}

/// Puts the cursor on a child, where it is in the list.
pub fn choose(model: &mut Model, child: ChildKey) {
    let snapshot = model.snapshot.clone();
    let window = usize::from(panes(model.size).list.height);
    if let Some(state) = state_mut(model)
        && let Some(at) = lines::find(&state.lines, &snapshot, child)
    {
        state.cursor.at = at;
        state.cursor.show(state.lines.len(), window);
    }
}
