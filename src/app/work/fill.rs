//! The form of an act: what is asked, a line each; saved whole from any of them.

use crate::app::Model;
use crate::app::change::Change;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, ctrl, key};
use crate::app::layout::{Area, Page};
use crate::app::line::TextLine;
use crate::app::note::desk;
use crate::app::screen::Screen;
use crate::app::work::acts::{self, Choice};
use crate::domain::kind::sense::nonsense;
use crate::domain::kind::{Shape, Value};
use crate::domain::when;
use crate::domain::work::Entry;
use crate::domain::work::answer::{self, Days};

/// A form. Its Debug shows no answer.
#[derive(Debug)]
pub struct State {
    /// What is written, and about what.
    pub choice: Choice,
    /// What stands above it.
    pub about: String,
    /// The answers, one an ask.
    pub lines: Vec<TextLine>,
    /// Whether each stands as it was put there: what is typed then takes its place.
    pub untouched: Vec<bool>,
    /// The one that is typed.
    pub at: usize,
    /// Why it cannot be saved.
    pub why: Option<String>,
    /// On its way to the file.
    pub waiting: bool,
    /// The key that closes it was pressed once over what was typed.
    pub leaving: bool,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// The next answer; from the last, save.
    Next,
    /// The answer before.
    Previous,
    /// Save.
    Save,
    /// Close; asks for the key once more where something was typed.
    Close,
}

/// The keys beside typing.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter), key(Code::Tab), key(Code::Down)],
        msg: Msg::Next,
        hint: Some("next"),
        help: "Go to the next answer; from the last, save",
    },
    Binding {
        keys: &[key(Code::BackTab), key(Code::Up)],
        msg: Msg::Previous,
        hint: None,
        help: "Go to the answer before",
    },
    Binding { keys: &[ctrl('s')], msg: Msg::Save, hint: Some("save"), help: "Save, from any answer" },
    Binding {
        keys: &[key(Code::Esc)],
        msg: Msg::Close,
        hint: Some("close"),
        help: "Close; asks for the key once more where something was typed, and nothing is saved",
    },
];

/// The longest answer in characters.
const LONGEST: usize = 2_000;

/// Opens the form; what asks nothing is saved at once by enter.
pub(super) fn open(model: &mut Model, choice: Choice) {
    let today = model.today();
    let lines = choice.act.asks.iter().map(|ask| {
        let mut line = TextLine::up_to(LONGEST);
        line.paste(&(ask.first)(&choice.line, today));
        line
    });
    let (lines, about): (Vec<_>, _) = (lines.collect(), acts::about(model, &choice));
    let untouched = vec![true; lines.len()];
    let state = State { choice, about, lines, untouched, at: 0, why: None, waiting: false, leaving: false };
    model.stack.push(Screen::WorkFill(Box::new(state)));
}

/// Where the overlay stands.
pub fn area(size: (u16, u16), asks: usize) -> Area {
    Page::of(size).body.middle(76, u16::try_from(2 * asks).unwrap_or(u16::MAX).saturating_add(5))
}

/// What days in words are read by.
fn days<'a>(model: &'a Model, scope: &'a str) -> Days<'a> {
    Days { today: model.today(), calendar: &model.snapshot.caseload.calendar, scope }
}

fn answers(model: &Model, state: &State) -> Result<Vec<Option<Value>>, (usize, String)> {
    let scope = desk::scope_of(model, state.choice.line.child());
    let days = days(model, &scope);
    let asked = state.choice.act.asks.iter().zip(&state.lines).enumerate();
    asked.map(|(at, (ask, line))| answer::read(ask, line.text(), days).map_err(|why| (at, why))).collect()
}

/// The day that is typed, in full; nothing where no day is asked for or it is not understood.
pub fn echo(model: &Model, state: &State) -> Option<String> {
    let (ask, line) = (state.choice.act.asks.get(state.at)?, state.lines.get(state.at)?);
    if ask.shape != Shape::Date {
        return None;
    }
    let scope = desk::scope_of(model, state.choice.line.child());
    let days = days(model, &scope);
    Some(when::echo(answer::day(line.text().trim(), days)?, days.today, days.calendar, days.scope))
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let Screen::WorkFill(state) = model.top_mut() else { return Vec::new() };
    let last = state.lines.len().saturating_sub(1);
    match msg {
        Msg::Next if state.at >= last => return save(model),
        Msg::Next => state.at += 1,
        Msg::Previous => state.at = state.at.saturating_sub(1),
        Msg::Save => return save(model),
        Msg::Close => return close(model),
    }
    Vec::new()
}

fn save(model: &mut Model) -> Vec<Effect> {
    let today = model.today();
    let Screen::WorkFill(state) = model.top() else { return Vec::new() };
    let read = answers(model, state);
    let Screen::WorkFill(state) = model.top_mut() else { return Vec::new() };
    let answers = match read {
        Ok(answers) => answers,
        Err((at, why)) => {
            (state.at, state.why) = (at, Some(why));
            return Vec::new();
        }
    };
    match (state.choice.act.write)(&state.choice.line, &answers, today) {
        Ok(entries) => {
            state.why = entries.iter().find_map(cannot_be);
            if state.why.is_some() {
                return Vec::new();
            }
            state.waiting = true;
            vec![Effect::Change(Box::new(Change::Write(entries, state.choice.act.title)))]
        }
        Err(why) => {
            state.why = Some(why.to_owned());
            Vec::new()
        }
    }
}

/// Why a row cannot be, as of a file it would be held back: an end before its start, a closing without an outcome.
fn cannot_be(entry: &Entry) -> Option<String> {
    let get = |name: &str| entry.cells.iter().find(|(column, _)| *column == name).and_then(|(_, value)| value.as_ref());
    nonsense(entry.kind, &get).map(|(column, why)| format!("{} {}", column.replace('_', " "), why.replace('_', " ")))
}

fn close(model: &mut Model) -> Vec<Effect> {
    let today = model.today();
    let Screen::WorkFill(state) = model.top_mut() else { return Vec::new() };
    let mut typed = state.choice.act.asks.iter().zip(&state.lines);
    let typed = typed.any(|(ask, line)| line.text() != (ask.first)(&state.choice.line, today));
    if typed && !state.leaving {
        state.leaving = true;
        state.why = Some("esc once more drops what is typed here".to_owned());
    } else {
        model.pop();
    }
    Vec::new()
}

/// It was not saved: it can be tried again, nothing of what was typed is gone.
pub fn failed(model: &mut Model) {
    for screen in &mut model.stack {
        if let Screen::WorkFill(state) = screen {
            state.waiting = false;
        }
    }
}

/// It was saved: the form closes.
pub fn done(model: &mut Model) {
    model.stack.retain(|screen| !matches!(screen, Screen::WorkFill(state) if state.waiting));
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, _: Msg) -> Result<(), &'static str> {
    match model.top() {
        Screen::WorkFill(state) if state.waiting => Err("this is being saved"),
        _ => Ok(()),
    }
}

fn typed(model: &mut Model, take: impl FnOnce(&mut TextLine, bool) -> bool) -> bool {
    let Screen::WorkFill(state) = model.top_mut() else { return false };
    let at = state.at;
    let untouched = state.untouched.get(at).copied().unwrap_or_default();
    let taken = !state.waiting && state.lines.get_mut(at).is_some_and(|line| take(line, untouched));
    if taken {
        state.untouched[at] = false;
        (state.why, state.leaving) = (None, false);
    }
    taken
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, pressed: Key) -> Option<Vec<Effect>> {
    let text = matches!(pressed, Key { code: Code::Char(_), ctrl: false, alt: false });
    typed(model, |line, untouched| {
        if text && untouched {
            *line = TextLine::up_to(LONGEST);
        }
        line.type_key(pressed)
    })
    .then(Vec::new)
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    typed(model, |line, untouched| {
        if untouched {
            *line = TextLine::up_to(LONGEST);
        }
        line.paste(text.trim());
        true
    });
    Vec::new()
}
