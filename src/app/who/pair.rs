//! Two records side by side: one child or two.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, ch, key};
use crate::app::layout::{Area, Page};
use crate::app::list::{self, Cursor, Step};
use crate::app::screen::Screen;
use crate::app::who::work::Job;
use crate::domain::facts::ChildKey;
use crate::domain::who::{Beside, Question, Told};

/// A question with what both records say.
#[derive(Debug)]
pub struct State {
    /// Which two, and why it is asked.
    pub question: Question,
    /// What they say; `None` until it was read.
    pub beside: Option<Beside>,
    /// Whether the other record would stand for the child.
    pub other_counts: bool,
    /// The line that is looked at.
    pub cursor: Cursor,
    /// On its way to the file: nothing more is sent until the answer comes.
    pub waiting: bool,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move among the lines.
    Move(Step),
    /// They are one child.
    Merge,
    /// They are two children.
    Two,
    /// The other record stands for the child.
    Swap,
    /// Back to the list; nothing is said.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[ch('m')],
        msg: Msg::Merge,
        hint: Some("one child"),
        help: "Merge the two: they are one child; it can be taken apart again",
    },
    Binding {
        keys: &[ch('x')],
        msg: Msg::Two,
        hint: Some("two children"),
        help: "Say that they are two children; they are not asked about again",
    },
    Binding {
        keys: &[key(Code::Tab)],
        msg: Msg::Swap,
        hint: Some("swap"),
        help: "Let the other record count where both say something",
    },
    list::back(Msg::Back, "Go back to the list; nothing is said"),
];

impl State {
    /// The record that would stand for the child, then the other.
    pub const fn order(&self) -> (ChildKey, ChildKey) {
        let Question { one, other, .. } = self.question;
        if self.other_counts { (other, one) } else { (one, other) }
    }

    fn lines(&self) -> usize {
        self.beside.as_ref().map_or(0, |beside| beside.lines.len())
    }
}

/// Opens a question.
pub fn open(model: &mut Model, question: Question) -> Vec<Effect> {
    let state = State { question, beside: None, other_counts: false, cursor: Cursor::default(), waiting: false };
    model.stack.push(Screen::Pair(Box::new(state)));
    vec![Effect::Who(Job::Compare(question.one, question.other))]
}

fn shown(model: &mut Model) -> Option<&mut State> {
    model.stack.iter_mut().rev().find_map(|screen| match screen {
        Screen::Pair(state) => Some(&mut **state),
        _ => None,
    })
}

/// Takes in what two records say: the one that the later file named counts, until somebody says otherwise.
pub fn compared(model: &mut Model, pair: (ChildKey, ChildKey), beside: Beside) {
    if let Some(state) = shown(model).filter(|state| (state.question.one, state.question.other) == pair) {
        state.other_counts = beside.other_is_later;
        state.beside = Some(beside);
    }
}

/// It was not written: it can be tried again.
pub fn failed(model: &mut Model) {
    if let Some(state) = shown(model) {
        state.waiting = false;
    }
}

/// It was written: the question is answered.
pub fn done(model: &mut Model, told: Told) {
    let answers = |state: &State| match told {
        Told::One { .. } => state.waiting,
        Told::Two(one, other) => (state.question.one, state.question.other) == (one, other),
        Told::Apart(_) => false,
    };
    model.stack.retain(|screen| !matches!(screen, Screen::Pair(state) if answers(state)));
}

/// Where it is drawn: a line each below a title and the names of the two.
pub const fn area(size: (u16, u16)) -> Area {
    Page::of(size).body
}

/// Rows above the lines.
pub const HEAD: u16 = 5;

/// How many lines a window shows.
pub fn window(size: (u16, u16)) -> usize {
    usize::from(area(size).height.saturating_sub(HEAD))
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = window(model.size);
    let Screen::Pair(state) = model.top_mut() else { return Vec::new() };
    let (keep, other) = state.order();
    match msg {
        Msg::Move(step) => {
            let len = state.lines();
            state.cursor.step(step, len, window);
        }
        Msg::Swap => state.other_counts = !state.other_counts,
        Msg::Merge => {
            state.waiting = true;
            return vec![Effect::Who(Job::Tell(Told::One { keep, other }))];
        }
        Msg::Two => {
            state.waiting = true;
            return vec![Effect::Who(Job::Tell(Told::Two(state.question.one, state.question.other)))];
        }
        Msg::Back => drop(model.pop()),
    }
    Vec::new()
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Screen::Pair(state) = model.top() else { return Ok(()) };
    match msg {
        Msg::Merge | Msg::Two | Msg::Swap if state.waiting => Err("this is being saved"),
        // Nobody says who is who without having seen both.
        Msg::Merge | Msg::Two | Msg::Swap if state.beside.is_none() => Err("the records are still being read"),
        _ => Ok(()),
    }
}
