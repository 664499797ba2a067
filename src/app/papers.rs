//! Papers: the week's briefing, or one child's page, as it would be written to a file.

pub mod laid;
pub mod name;
pub mod work;

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, ch};
use crate::app::layout::{Area, Page, too_small};
use crate::app::list::{self, Cursor, Step};
use crate::app::screen::{self, Screen};
use crate::domain::brief::Asked;
use crate::domain::facts::ChildKey;
use crate::domain::paper::Paper;
use laid::Line;
use std::sync::Arc;
use work::{Job, Wish};

/// What is shown.
#[derive(Debug)]
pub struct State {
    /// What is asked for.
    pub wish: Wish,
    /// The child whose page can be asked for: the one that was chosen when the screen was opened.
    pub child: Option<ChildKey>,
    /// What was made last, whether or not it is what is asked for.
    pub made: Option<(Wish, Arc<Paper>)>,
    /// It, laid out for the window.
    pub lines: Vec<Line>,
    /// Among the lines: its place is the first one shown.
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move on the page.
    Move(Step),
    /// A new file of it.
    Write,
    /// Divided by nobody, caseworker, school.
    By,
    /// Names or initials.
    Names,
    /// The briefing or the child's page.
    Child,
    /// Back to where it was opened.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[ch('w')],
        msg: Msg::Write,
        hint: Some("write"),
        help: "Write it to a new file: Markdown, a page to print, or CSV",
    },
    Binding {
        keys: &[ch('b')],
        msg: Msg::By,
        hint: Some("parts"),
        help: "Put the briefing in parts: by caseworker, by school, or whole",
    },
    Binding { keys: &[ch('v')], msg: Msg::Names, hint: Some("names"), help: "Show children by name, or by initials" },
    Binding {
        keys: &[ch('c')],
        msg: Msg::Child,
        hint: Some("child"),
        help: "Show the chosen child's page for a PEP meeting, or the briefing",
    },
    list::back(Msg::Back, "Go back to where the papers were opened"),
];

/// Opens the briefing, once however often it is asked for.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if matches!(model.top(), Screen::Papers(_)) {
        return Vec::new();
    }
    let (wish, child) = (Wish::Briefing(Asked::default()), screen::current_child(model));
    let state = State { wish, child, made: None, lines: Vec::new(), cursor: Cursor::default() };
    model.stack.push(Screen::Papers(Box::new(state)));
    vec![Effect::Paper(Job::Make(wish))]
}

/// Asks for it again where it is shown, since the caseload was read anew.
pub fn refresh(model: &Model) -> Vec<Effect> {
    let shown = model.stack.iter().find_map(|screen| match screen {
        Screen::Papers(state) => Some(state.wish),
        _ => None,
    });
    shown.map(|wish| Effect::Paper(Job::Make(wish))).into_iter().collect()
}

/// Takes a paper in, unless another one is asked for by now; one that was read stays where it was read.
pub fn made(model: &mut Model, wish: Wish, paper: &Arc<Paper>) {
    let size = model.size;
    for screen in &mut model.stack {
        if let Screen::Papers(state) = screen
            && state.wish == wish
        {
            if state.made.as_ref().is_none_or(|(other, _)| *other != wish) {
                state.cursor = Cursor::default();
            }
            state.made = Some((wish, Arc::clone(paper)));
            state.lay_out(size);
        }
    }
}

/// Lays the page out for another window.
pub fn resized(model: &mut Model) {
    let size = model.size;
    if too_small(size) {
        // No page is drawn, and a narrow one of a long paper takes longest.
        return;
    }
    for screen in &mut model.stack {
        if let Screen::Papers(state) = screen {
            state.lay_out(size);
        }
    }
}

impl State {
    fn lay_out(&mut self, size: (u16, u16)) {
        let width = usize::from(area(size).width);
        self.lines = self.made.as_ref().map(|(_, paper)| laid::out(paper, width)).unwrap_or_default();
        self.cursor.put(self.cursor.at, places(self.lines.len(), window(size)), 1, |_| true);
    }

    /// What is asked for, where it is there.
    pub fn paper(&self) -> Option<&Arc<Paper>> {
        self.made.as_ref().filter(|(wish, _)| *wish == self.wish).map(|(_, paper)| paper)
    }
}

/// Where it is drawn.
pub const fn area(size: (u16, u16)) -> Area {
    Page::of(size).body
}

/// Rows above the page: what it is, and how it stands.
pub const HEAD: u16 = 1;

/// How many lines a window shows.
pub fn window(size: (u16, u16)) -> usize {
    usize::from(area(size).height.saturating_sub(HEAD)).max(1)
}

/// The lines that may stand first: the last window is full.
const fn places(lines: usize, window: usize) -> usize {
    lines.saturating_sub(window) + 1
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = window(model.size);
    let Screen::Papers(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => {
            state.cursor.step(step, places(state.lines.len(), window), window);
            return Vec::new();
        }
        Msg::Write => return name::open(model),
        Msg::Back => {
            model.pop();
            return Vec::new();
        }
        Msg::By => state.wish = state.wish.divided(),
        Msg::Names => state.wish = state.wish.named(),
        Msg::Child => state.wish = state.wish.other(state.child),
    }
    vec![Effect::Paper(Job::Make(state.wish))]
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Screen::Papers(state) = model.top() else { return Ok(()) };
    match msg {
        Msg::Write if state.paper().is_none() => Err("it is being made"),
        Msg::By if matches!(state.wish, Wish::Child { .. }) => {
            Err("a child's page is not divided; c shows the briefing")
        }
        Msg::Child if state.child.is_none() => Err("choose a child first, then P and c"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
