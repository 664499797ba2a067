//! A line on which one thing after the other is asked: why, until when, to whom, what came of it.

use crate::app::Model;
use crate::app::change::Change;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, key};
use crate::app::line::TextLine;
use crate::app::note::desk;
use crate::app::screen::Screen;
use crate::app::views::saved;
use crate::domain::decision::{Decision, Subject, What, latest};
use crate::domain::facts::ChildKey;
use crate::domain::sealed::Sealed;
use crate::domain::when;
use chrono::NaiveDate;

/// What the answers are for.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    /// Alerts to be set aside.
    Decide {
        /// How.
        what: What,
        /// Whose, and which.
        of: Vec<(ChildKey, Vec<Subject>)>,
    },
    /// A follow-up that is done, by its number, and about whom.
    End(i64, Option<ChildKey>),
    /// A follow-up to be moved, likewise.
    Move(i64, Option<ChildKey>),
    /// What the list shows, to be saved.
    View,
}

/// A thing that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// A day in words.
    Day,
    /// A reason; it must be there.
    Reason,
    /// A name; it must be there.
    To,
    /// What came of it; it may be left out.
    Outcome,
    /// The name of a view; it must be there.
    Name,
}

impl Question {
    /// What stands before the answer.
    pub const fn prompt(self) -> &'static str {
        match self {
            Self::Day => "until (fri, +2w, 4/12, after half term): ",
            Self::Reason => "reason: ",
            Self::To => "hand over to: ",
            Self::Outcome => "what came of it (enter leaves it out): ",
            Self::Name => "name of this view: ",
        }
    }
}

impl About {
    /// What is asked, in order.
    pub const fn questions(&self) -> &'static [Question] {
        match self {
            Self::Decide { what: What::Acknowledged, .. } => &[Question::Reason],
            Self::Decide { what: What::Snoozed, .. } => &[Question::Day, Question::Reason],
            Self::Decide { what: What::HandedOver, .. } => &[Question::To, Question::Reason],
            Self::End(..) => &[Question::Outcome],
            Self::Move(..) => &[Question::Day],
            Self::View => &[Question::Name],
        }
    }

    /// About whom; of several the first.
    pub fn child(&self) -> Option<ChildKey> {
        match self {
            Self::Decide { of, .. } => of.first().map(|(child, _)| *child),
            Self::End(_, child) | Self::Move(_, child) => *child,
            Self::View => None,
        }
    }
}

/// What is asked and what was answered so far. Its Debug shows no answer.
#[derive(Debug)]
pub struct State {
    /// What the answers are for.
    pub about: About,
    /// The answers so far.
    pub answers: Vec<TextLine>,
    /// The answer being typed.
    pub line: TextLine,
    /// Why it cannot be used.
    pub why: Option<&'static str>,
    /// On its way to the file: nothing more is sent until the answer comes.
    pub waiting: bool,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// The next question; after the last, save.
    Next,
    /// The question before; before the first, close.
    Back,
}

/// The keys beside typing.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Next,
        hint: Some("next, save"),
        help: "Go to the next question; after the last, save",
    },
    Binding {
        keys: &[key(Code::Esc)],
        msg: Msg::Back,
        hint: Some("back"),
        help: "Go to the question before; from the first, close, and nothing is saved",
    },
];

impl State {
    /// What is asked now.
    pub fn question(&self) -> Question {
        let questions = self.about.questions();
        questions.get(self.answers.len()).or(questions.last()).copied().unwrap_or(Question::Reason)
    }

    fn answer(&self, question: Question) -> String {
        let at = self.about.questions().iter().position(|asked| *asked == question);
        at.and_then(|at| self.answers.get(at)).map(|line| line.text().trim().to_owned()).unwrap_or_default()
    }
}

/// Opens the line.
pub fn open(model: &mut Model, about: About) -> Vec<Effect> {
    let state = State { about, answers: Vec::new(), line: TextLine::default(), why: None, waiting: false };
    model.stack.push(Screen::Ask(Box::new(state)));
    Vec::new()
}

/// It was not saved: the last answer can be given again.
pub fn failed(model: &mut Model) {
    if let Screen::Ask(state) = model.top_mut()
        && state.waiting
    {
        state.waiting = false;
        state.line = state.answers.pop().unwrap_or_default();
    }
}

/// It was saved: the line closes.
pub fn done(model: &mut Model) {
    model.stack.retain(|screen| !matches!(screen, Screen::Ask(state) if state.waiting));
}

/// The day that words mean for the child that is asked about.
pub fn day(model: &Model, state: &State, words: &str) -> Option<NaiveDate> {
    let calendar = &model.snapshot.caseload.calendar;
    when::parse(words, model.today(), calendar, &desk::scope_of(model, state.about.child()))
}

/// The day that is typed, in full; nothing where no day is asked for or it is not understood.
pub fn echo(model: &Model, state: &State) -> Option<String> {
    let typed = Some(state.line.text()).filter(|_| state.question() == Question::Day)?;
    let calendar = &model.snapshot.caseload.calendar;
    let scope = desk::scope_of(model, state.about.child());
    day(model, state, typed).map(|day| when::echo(day, model.today(), calendar, &scope))
}

/// Why an answer cannot be used.
fn wrong(model: &Model, state: &State) -> Option<&'static str> {
    let typed = state.line.text().trim();
    match state.question() {
        Question::Name => saved::wrong(model, typed),
        Question::Reason if typed.is_empty() => Some("say why in a few words"),
        Question::To if typed.is_empty() => Some("say to whom"),
        Question::Outcome | Question::Reason | Question::To => None,
        Question::Day => match day(model, state, typed) {
            None => Some("this is no day that is understood"),
            Some(day) if day <= model.today() => Some("this day is not ahead"),
            Some(_) => None,
        },
    }
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let Screen::Ask(state) = model.top() else { return Vec::new() };
    if msg == Msg::Next {
        let why = wrong(model, state);
        let Screen::Ask(state) = model.top_mut() else { return Vec::new() };
        state.why = why;
        if why.is_some() {
            return Vec::new();
        }
        state.answers.push(std::mem::take(&mut state.line));
        if state.answers.len() < state.about.questions().len() {
            return Vec::new();
        }
        state.waiting = true;
        return save(model);
    }
    let Screen::Ask(state) = model.top_mut() else { return Vec::new() };
    state.why = None;
    match state.answers.pop() {
        Some(line) => state.line = line,
        None => drop(model.pop()),
    }
    Vec::new()
}

fn save(model: &Model) -> Vec<Effect> {
    let Screen::Ask(state) = model.top() else { return Vec::new() };
    let typed_day = || day(model, state, &state.answer(Question::Day)).unwrap_or_else(|| latest(model.today()));
    let change = match &state.about {
        About::View => return saved::save(model, &state.answer(Question::Name)),
        About::End(id, _) => Change::End(*id, Sealed::new(state.answer(Question::Outcome))),
        About::Move(id, _) => Change::Move(*id, typed_day()),
        About::Decide { what, of } => {
            let until = if *what == What::Snoozed { typed_day() } else { latest(model.today()) };
            let to = Some(state.answer(Question::To)).filter(|name| !name.is_empty());
            let decision = |(child, subject): (ChildKey, &Subject)| Decision {
                child,
                subject: subject.clone(),
                what: *what,
                to: to.clone(),
                reason: Sealed::new(state.answer(Question::Reason)),
                until,
                actor: String::new(),
            };
            let alerts = of.iter().flat_map(|(child, subjects)| subjects.iter().map(|subject| (*child, subject)));
            Change::Decide(alerts.map(decision).collect())
        }
    };
    vec![Effect::Change(Box::new(change))]
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, _: Msg) -> Result<(), &'static str> {
    match model.top() {
        Screen::Ask(state) if state.waiting => Err("this is being saved"),
        _ => Ok(()),
    }
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::Ask(state) = model.top_mut() else { return None };
    let typed = !state.waiting && state.line.type_key(key);
    typed.then(|| {
        state.why = None;
        Vec::new()
    })
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Screen::Ask(state) = model.top_mut()
        && !state.waiting
    {
        state.line.paste(text.trim());
        state.why = None;
    }
    Vec::new()
}

#[cfg(test)]
mod tests;
