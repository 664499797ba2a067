//! The palette: every action of the screen below and of all screens, by name.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, Row, key};
use crate::app::layout::{Area, Page};
use crate::app::line::TextLine;
use crate::app::list::{Cursor, Place, Step};
use crate::app::screen::{self, Action, Screen};
use crate::domain::search::{Words, fold};

/// An action to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it does.
    pub action: Action,
    /// Its row of the key table.
    pub row: Row,
    /// Why it cannot be done now.
    pub disabled: Option<&'static str>,
}

/// What is shown.
#[derive(Debug, Default)]
pub struct State {
    /// What is typed.
    pub line: TextLine,
    /// Every action.
    pub choices: Vec<Choice>,
    /// Those that fit, as places among `choices`, best first.
    pub found: Vec<usize>,
    /// The chosen one of `found`.
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move among the actions.
    Move(Step),
    /// The chosen action.
    Run,
    /// Back to the screen.
    Close,
}

/// The keys beside typing and the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Run, hint: Some("run"), help: "Run the chosen action" },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Close, hint: Some("close"), help: "Close the menu" },
];

/// Opens it over the top screen.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let choices = screen::choices(model);
    let found = (0..choices.len()).collect();
    model.stack.push(Screen::Palette(State { choices, found, ..State::default() }));
    Vec::new()
}

/// The most rows of the overlay.
const ROWS: u16 = 22;
/// Rows below the actions, for the whole words of the chosen one.
pub const DETAIL: u16 = 2;

/// Where the actions are drawn: inside the border, below what is typed, above the words of the chosen one.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(area(size).bottom(1 + DETAIL).0, 2)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::Palette(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => {
            state.cursor.step(step, state.found.len(), window);
            Vec::new()
        }
        Msg::Run => run(model),
        Msg::Close => {
            model.pop();
            Vec::new()
        }
    }
}

fn run(model: &mut Model) -> Vec<Effect> {
    let Screen::Palette(state) = model.top() else { return Vec::new() };
    let Some(choice) = state.found.get(state.cursor.at).map(|at| state.choices[*at].clone()) else {
        model.toast = Some("no action fits what is typed".to_owned());
        return Vec::new();
    };
    if let Some(reason) = choice.disabled {
        model.toast = Some(reason.to_owned());
        return Vec::new();
    }
    model.pop();
    screen::run(model, choice.action)
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::Palette(state) = model.top_mut() else { return None };
    let typed = state.line.type_key(key);
    if typed {
        search(state);
    }
    typed.then(Vec::new)
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Screen::Palette(state) = model.top_mut() {
        state.line.paste(text);
        search(state);
    }
    Vec::new()
}

fn search(state: &mut State) {
    let query = fold(state.line.text());
    let words = Words::new(&query);
    let scored = state.choices.iter().enumerate();
    // What is typed in full comes first: "schools" is a part, and a word of many actions.
    let score = |help: &str| if help == query { Some(i64::MIN) } else { words.score(help).map(|score| -score) };
    let mut found: Vec<(i64, usize)> =
        scored.filter_map(|(at, choice)| Some((score(&fold(choice.row.help))?, at))).collect();
    found.sort_unstable();
    state.found = found.into_iter().map(|(_, at)| at).collect();
    state.cursor = Cursor::default();
}

/// Where the overlay stands.
pub const fn area(size: (u16, u16)) -> Area {
    Page::of(size).body.middle(76, ROWS)
}

/// Presses the left button at a column and row: chooses; runs what is chosen; closes outside.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let (area, place) = (area(model.size), place(model.size));
    let Screen::Palette(state) = model.top_mut() else { return Vec::new() };
    if !area.holds(x, y) {
        return update(model, Msg::Close);
    }
    if state.cursor.press(place, (x, y), state.found.len(), |_| true) { run(model) } else { Vec::new() }
}
