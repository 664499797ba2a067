//! Writing a note line by line: the text, the next step, the follow-up. Every line goes to the file before the next is
//! read.

use crate::app::dashboard::{self, calls};
use crate::app::effect::Effect;
use crate::app::note::{self, Field, desk};
use crate::app::plain::{After, State, marking, opened, telling};
use crate::app::screen::{self, Action, Screen};
use crate::app::{Model, picker, record};
use crate::domain::note::NoteKind;
use crate::domain::note::shared::tag;
use crate::domain::when;

/// What the next line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Asked {
    /// A command.
    #[default]
    Command,
    /// A line of the text.
    Text,
    /// The first line of it, to go where a template leaves room.
    Room,
    /// What is to be done next.
    NextStep,
    /// By when.
    FollowUp,
    /// Whether to file it although it names a child.
    Sure,
}

/// Ends the text.
const END: &str = ".";
/// Puts the note aside, wherever it is.
const LATER: &str = ".later";
/// How a date is written.
const DATES: &str = "fri, next fri, +2w, 4/12, after half term";

/// Opens a note about the open child: its kind and the person may be given.
pub(super) fn open(model: &mut Model, state: &mut State, rest: &str) -> Vec<Effect> {
    if marking::in_hand(model) {
        return call(model, state, rest);
    }
    let about = record::state(model).map(|record| record.child);
    let effects = note::open(model, about.into_iter().collect(), None);
    let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let kind = NoteKind::parse(&word.to_lowercase());
    let person = if kind.is_some() { after.trim() } else { rest };
    if let Some(kind) = kind {
        note::put(model, Field::Kind, kind.id());
    }
    if !person.is_empty() {
        note::put(model, Field::Person, person);
    }
    tell_open(model, state);
    effects
}

/// Opens a note about the marked children; without any about the open child and those whom the same call covers.
pub(super) fn call(model: &mut Model, state: &mut State, rest: &str) -> Vec<Effect> {
    let marked = dashboard::state(model).is_some_and(|list| !list.marked.is_empty());
    if !marked && opened(model, state).is_none() {
        return Vec::new();
    }
    let Some(call) = calls::offered(model) else { return Vec::new() };
    let person = Some(rest.trim()).filter(|person| !person.is_empty()).map(str::to_owned);
    let effects = note::open(model, call.about, person.or(call.person));
    tell_open(model, state);
    effects
}

/// Opens a note about the open child from a template by its number; without one lists them.
pub(super) fn template(model: &mut Model, state: &mut State, rest: &str) -> Vec<Effect> {
    if opened(model, state).is_none() {
        return Vec::new();
    }
    // It only opens the list.
    picker::templates(model);
    let Screen::Picker(list) = model.top() else { return Vec::new() };
    let number = rest.parse::<usize>().ok().filter(|number| (1..=list.choices.len()).contains(number));
    let Some(number) = number else {
        if !rest.is_empty() {
            state.say("there is no template of that number");
        }
        state.said.extend((1..).zip(&list.choices).map(|(number, choice)| format!("{number}. {}", choice.label)));
        model.pop();
        return Vec::new();
    };
    let effects = picker::update(model, picker::Msg::Number(number));
    tell_open(model, state);
    let room = note::state(model).map(|form| form.text.line_before().trim().to_owned());
    if let Some(before) = room.filter(|before| before.ends_with(':')) {
        state.asked = Asked::Room;
        state.say(format!("the first line goes after {before}"));
    }
    effects
}

/// Goes on with a draft by its number.
pub(super) fn reopen(model: &mut Model, state: &mut State, rest: &str) -> Vec<Effect> {
    let at = rest.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let Some(draft) = at.and_then(|at| model.drafts.get(at)).cloned() else {
        state.say("there is no draft of that number; drafts lists them");
        return Vec::new();
    };
    let effects = note::reopen(model, &draft);
    tell_open(model, state);
    effects
}

fn tell_open(model: &Model, state: &mut State) {
    let Some(form) = note::state(model) else { return };
    let person = form.person.content();
    let person = if person.is_empty() { String::new() } else { format!(", with {person}") };
    let begun = form.opened.format("%a %-d %b %Y %H:%M");
    state.say(format!("note: {}, {}{person}, begun {begun}", telling::about(model, &form.about), form.kind.id()));
    state.said.extend(note::caution(model, form).map(|caution| format!("caution: {caution}")));
    let about = note::children::of(model, &form.about);
    if about.len() > 1 {
        let tags: Vec<String> = about.iter().map(|child| tag(child, &about)).collect();
        state.say(format!("a line that begins with {} is about that child alone", tags.join(" or ")));
    }
    if !form.text.is_blank() {
        state.say("the text so far:");
        state.said.extend(form.text.content().lines().map(str::to_owned));
    }
    state.say("write the text; a line with a dot alone ends it, .later puts the note aside");
    state.asked = Asked::Text;
}

/// Takes a line of the note in, and keeps it.
pub(super) fn line(model: &mut Model, state: &mut State, line: &str) -> Vec<Effect> {
    if note::state(model).is_none() {
        state.asked = Asked::Command;
        return Vec::new();
    }
    if line.trim() == LATER {
        return later(model, state);
    }
    match state.asked {
        Asked::Command => {}
        Asked::Text | Asked::Room if line.trim_end() == END => ask_next_step(model, state),
        Asked::Text => text(model, line),
        Asked::Room => {
            note::paste(model, if line == ".." { "." } else { line });
            state.asked = Asked::Text;
        }
        Asked::NextStep => {
            put_or_keep(model, Field::NextStep, line);
            ask_follow_up(model, state);
        }
        Asked::FollowUp => return follow_up(model, state, line),
        Asked::Sure if ["y", "yes"].contains(&line.trim().to_lowercase().as_str()) => return file(model, state),
        Asked::Sure => return later(model, state),
    }
    note::keep_all(model)
}

/// A line of two dots is a line of one.
fn text(model: &mut Model, line: &str) {
    let line = if line == ".." { "." } else { line };
    let first = note::state(model).is_none_or(|form| form.text.length() == 0);
    note::paste(model, &if first { line.to_owned() } else { format!("\n{line}") });
}

fn put_or_keep(model: &mut Model, field: Field, line: &str) {
    if !line.trim().is_empty() {
        note::put(model, field, line.trim());
    }
}

fn ask_next_step(model: &Model, state: &mut State) {
    state.asked = Asked::NextStep;
    let before = note::state(model).map(|form| form.next_step.content()).filter(|step| !step.trim().is_empty());
    state.say(match before {
        Some(step) => format!("next step: {step}; an empty line keeps it"),
        None => "next step? An empty line where there is none".to_owned(),
    });
}

fn ask_follow_up(model: &Model, state: &mut State) {
    state.asked = Asked::FollowUp;
    let before = note::state(model).map(|form| form.follow_up.content()).filter(|words| !words.trim().is_empty());
    state.say(match before {
        Some(words) => format!("follow up: {words}; an empty line keeps it"),
        None => format!("follow up when? {DATES}; an empty line where there is none"),
    });
}

/// Takes the words for the date, says what they mean, and files the note.
fn follow_up(model: &mut Model, state: &mut State, line: &str) -> Vec<Effect> {
    put_or_keep(model, Field::FollowUp, line);
    let Some(form) = note::state(model) else { return Vec::new() };
    match desk::due(model, form) {
        Some(day) => {
            let (scope, calendar) = (desk::scope(model, form), &model.snapshot.caseload.calendar);
            state.say(format!("follow up {}", when::echo(day, model.today(), calendar, &scope)));
        }
        None if form.follow_up.is_blank() => {}
        None => {
            state.say(format!("not understood; write {DATES}, or an empty line where there is none"));
            note::put(model, Field::FollowUp, "");
            return note::keep_all(model);
        }
    }
    state.asked = Asked::Command;
    if note::state(model).is_some_and(note::State::is_empty) {
        return later(model, state);
    }
    file(model, state)
}

/// Files the note, where it names a child in another child's record only after that was said.
fn file(model: &mut Model, state: &mut State) -> Vec<Effect> {
    let effects = screen::run(model, Action::Note(note::Msg::File));
    match note::state(model).and_then(note::State::told) {
        None => {
            state.asked = Asked::Command;
            state.after = After::Filed;
        }
        Some(told) => {
            state.say(format!("{told}; yes files it so, any other line leaves it among the drafts"));
            state.asked = Asked::Sure;
        }
    }
    effects
}

/// Puts the note aside, if one is being written, and says so.
pub(super) fn later(model: &mut Model, state: &mut State) -> Vec<Effect> {
    state.asked = Asked::Command;
    let Some(form) = note::state(model) else { return Vec::new() };
    state.say(if form.is_nothing() {
        "nothing was written: there is no note"
    } else {
        "the note is not filed yet; it is among the drafts"
    });
    put_aside(model)
}

/// Takes a note off the screen, its draft kept.
pub(super) fn put_aside(model: &mut Model) -> Vec<Effect> {
    if note::state(model).is_none() {
        return Vec::new();
    }
    note::update(model, note::Msg::Hide)
}
