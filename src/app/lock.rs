//! The lock: nothing of the caseload is in memory while it shows. A passphrase or the recovery code opens it.

use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, ctrl, key};
use crate::app::screen::Screen;
use crate::app::{Failure, Model};
use crate::domain::secret::Secret;
use chrono::{DateTime, FixedOffset, TimeDelta};

/// The longest wait there is, in seconds.
const LONGEST_WAIT: i64 = 300;

/// What is shown.
#[derive(Debug)]
pub struct State {
    /// What was typed so far.
    pub typed: Secret,
    /// What became of the last try.
    pub last: Last,
    /// What failed at the very end of the program that locked itself.
    pub said: Option<String>,
    /// Whether it was open before: else it was started just now.
    pub again: bool,
}

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Last {
    /// There was none.
    None,
    /// It is under way.
    Trying,
    /// It was wrong; so many more may be tried before there is a wait.
    Wrong(usize),
    /// None is taken before that moment.
    Wait(DateTime<FixedOffset>),
    /// The caseload cannot be opened, and why.
    Failed(String),
}

/// What became of a try, as the file's side says.
#[derive(Debug)]
pub enum Answer {
    /// It is open; what is to be said of it.
    Open(Vec<String>),
    /// Wrong; so many more may be tried before there is a wait.
    Wrong(usize),
    /// Wrong, or not tried: none is taken for so many seconds.
    Wait(i64),
    /// It cannot be opened.
    Failed(Failure),
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// What was typed is tried.
    Open,
    /// What was typed is forgotten.
    Clear,
}

/// The keys that are no text.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Open,
        hint: Some("open"),
        help: "Open the caseload with what was typed",
    },
    Binding { keys: &[key(Code::Esc), ctrl('u')], msg: Msg::Clear, hint: Some("clear"), help: "Clear what was typed" },
];

impl State {
    /// Nothing typed yet.
    pub fn new(again: bool, said: Option<String>) -> Self {
        Self { typed: Secret::empty(), last: Last::None, said, again }
    }
}

/// The lock, where it is on top.
pub fn state(model: &Model) -> Option<&State> {
    match model.top() {
        Screen::Lock(state) => Some(state),
        _ => None,
    }
}

fn state_mut(model: &mut Model) -> Option<&mut State> {
    match model.top_mut() {
        Screen::Lock(state) => Some(state),
        _ => None,
    }
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let Some(state) = state_mut(model) else { return Vec::new() };
    match msg {
        Msg::Open if state.typed.is_empty() || state.last == Last::Trying => Vec::new(),
        Msg::Open => {
            state.last = Last::Trying;
            let typed = std::mem::replace(&mut state.typed, Secret::empty());
            vec![Effect::Unlock(typed)]
        }
        Msg::Clear => {
            state.typed.clear();
            state.last = Last::None;
            Vec::new()
        }
    }
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub const fn enabled(_: &Model, _: Msg) -> Result<(), &'static str> {
    Ok(())
}

/// Lets it have a press. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let state = state_mut(model)?;
    match key {
        Key { code: Code::Char(c), ctrl, alt } if ctrl == alt => state.typed.push(c),
        Key { code: Code::Backspace, .. } => state.typed.pop(),
        _ => return None,
    }
    Some(Vec::new())
}

/// Takes pasted text: a line end opens, as a password manager types it.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some(state) = state_mut(model) else { return Vec::new() };
    let line = text.lines().next().unwrap_or_default();
    line.chars().filter(|c| !c.is_control()).for_each(|c| state.typed.push(c));
    if text.contains('\n') { update(model, Msg::Open) } else { Vec::new() }
}

/// Takes in what became of a try.
pub fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    let now = model.now;
    let Some(state) = state_mut(model) else { return Vec::new() };
    state.last = match answer {
        Answer::Open(remarks) => return open(model, &remarks),
        Answer::Wrong(left) => Last::Wrong(left),
        Answer::Wait(seconds) => Last::Wait(now + TimeDelta::seconds(seconds.clamp(0, LONGEST_WAIT))),
        Answer::Failed(failure) => Last::Failed(format!("{}. {}", failure.what, failure.hint)),
    };
    Vec::new()
}

/// Goes on where it was left.
fn open(model: &mut Model, remarks: &[String]) -> Vec<Effect> {
    model.pop();
    model.idle.unlocked = true;
    crate::app::idle::pressed(model);
    if !remarks.is_empty() {
        let hint = "esc closes this".to_owned();
        model.failure.get_or_insert(Failure { what: remarks.join("; "), hint });
    }
    vec![model.load()]
}

/// Whether seconds are counted on the screen.
pub fn counts(model: &Model) -> bool {
    matches!(state(model), Some(State { last: Last::Wait(until), .. }) if *until > model.now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::invented::model;
    use crate::app::keys::ch;
    use crate::app::{self, update as change};

    fn at(time: &str) -> DateTime<FixedOffset> {
        format!("2026-11-23T{time}+00:00").parse().unwrap()
    }

    fn locked() -> Model {
        let mut model = model((120, 36));
        model.idle.unlocked = false;
        model.stack.push(Screen::Lock(State::new(true, None)));
        model
    }

    fn typed(model: &mut Model, text: &str) -> Vec<Effect> {
        text.chars().flat_map(|c| change(model, app::Msg::Key(ch(c)))).collect()
    }

    #[test]
    fn letters_are_the_passphrase_and_enter_tries_it() {
        let mut model = locked();
        assert!(typed(&mut model, "q n:?Lj").is_empty());
        let tried = change(&mut model, app::Msg::Key(key(Code::Enter)));
        assert_eq!(tried, [Effect::Unlock(Secret::new("q n:?Lj".to_owned()))]);
        assert!(!format!("{tried:?}{model:?}").contains("q n:?Lj"));
        assert!(change(&mut model, app::Msg::Key(key(Code::Enter))).is_empty(), "one try at a time");
    }

    #[test]
    fn what_a_password_manager_types_is_tried() {
        let mut model = locked();
        let tried = change(&mut model, app::Msg::Pasted("correct horse battery\n".to_owned()));
        assert_eq!(tried, [Effect::Unlock(Secret::new("correct horse battery".to_owned()))]);
    }

    #[test]
    fn a_wrong_one_stays_and_a_right_one_loads() {
        let mut model = locked();
        typed(&mut model, "x");
        change(&mut model, app::Msg::Key(key(Code::Enter)));
        change(&mut model, app::Msg::Unlock(Answer::Wrong(2)));
        assert_eq!(state(&model).unwrap().last, Last::Wrong(2));
        change(&mut model, app::Msg::Unlock(Answer::Wait(20)));
        assert!(counts(&model));
        let then = model.now + TimeDelta::seconds(20);
        change(&mut model, app::Msg::Tick(then));
        assert!(!counts(&model));
        let effects = change(&mut model, app::Msg::Unlock(Answer::Open(Vec::new())));
        assert!(matches!(effects[..], [Effect::Load(_)]) && state(&model).is_none() && model.idle.unlocked);
    }

    #[test]
    fn no_key_and_no_click_opens_anything_else() {
        let mut model = locked();
        change(&mut model, app::Msg::Tick(at("10:00:00")));
        for press in [ctrl('d'), ctrl('s'), key(Code::Tab), ctrl('n'), key(Code::Down), ctrl('g')] {
            assert!(change(&mut model, app::Msg::Key(press)).is_empty(), "{press}");
        }
        change(&mut model, app::Msg::Clicked(3, 5));
        change(&mut model, app::Msg::Scrolled(3));
        assert!(state(&model).is_some());
    }
}
