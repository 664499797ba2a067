//! The palette: every action of the screen below and of all screens, by name.

use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, ctrl, key};
use crate::app::layout::Page;
use crate::app::line::TextLine;
use crate::app::list::{Cursor, Step};
use crate::app::screen::{self, Action, Screen};
use crate::app::Model;
use crate::domain::search::{Words, fold};

/// An action to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it does.
    pub action: Action,
    /// Its keys.
    pub keys: String,
    /// Its sentence.
    pub help: &'static str,
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

/// The keys; all others type.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Run, hint: Some("run"), help: "Run the chosen action" },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Close, hint: Some("close"), help: "Close the menu" },
    Binding { keys: &[key(Code::Down)], msg: Msg::Move(Step::Down), hint: Some("next"), help: "Move to the next action" },
    Binding { keys: &[key(Code::Up)], msg: Msg::Move(Step::Up), hint: None, help: "Move to the action before" },
    Binding { keys: &[ctrl('d')], msg: Msg::Move(Step::HalfDown), hint: None, help: "Move half a window down" },
    Binding { keys: &[ctrl('u')], msg: Msg::Move(Step::HalfUp), hint: None, help: "Move half a window up" },
    Binding {
        keys: &[key(Code::PageDown)],
        msg: Msg::Move(Step::PageDown),
        hint: None,
        help: "Move a window down",
    },
    Binding { keys: &[key(Code::PageUp)], msg: Msg::Move(Step::PageUp), hint: None, help: "Move a window up" },
    Binding { keys: &[key(Code::Home)], msg: Msg::Move(Step::First), hint: None, help: "Go to the first action" },
    Binding { keys: &[key(Code::End)], msg: Msg::Move(Step::Last), hint: None, help: "Go to the last action" },
];

/// Opens it over the top screen.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let choices = screen::choices(model);
    let found = (0..choices.len()).collect();
    model.stack.push(Screen::Palette(State { choices, found, ..State::default() }));
    Vec::new()
}

/// How many lines a window shows.
pub const fn window(size: (u16, u16)) -> usize {
    Page::of(size).body.height.saturating_sub(4) as usize
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = window(model.size);
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
    let mut found: Vec<(i64, usize)> =
        scored.filter_map(|(at, choice)| Some((-words.score(&fold(choice.help))?, at))).collect();
    found.sort_unstable();
    state.found = found.into_iter().map(|(_, at)| at).collect();
    state.cursor = Cursor::default();
}
