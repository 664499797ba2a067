//! A short list to pick from by its number: a template for a note, or who said something.

pub mod children;

use crate::app::effect::Effect;
use crate::app::keymap::Section;
use crate::app::keys::{Binding, Code, Key, ch, key};
use crate::app::layout::{Area, Page};
use crate::app::list::{Cursor, Step};
use crate::app::screen::{self, Name, Screen};
use crate::app::{Model, note, record};
use crate::domain::facts::{ChildFacts, ChildKey, Text};
use crate::domain::kind::{Kind, spec};
use crate::domain::template::Filled;
use crate::domain::template::field::Known;

/// What is shown.
#[derive(Debug, Default)]
pub struct State {
    /// Its title.
    pub title: &'static str,
    /// What can be picked.
    pub choices: Vec<Choice>,
    /// The chosen one.
    pub cursor: Cursor,
    /// The child that a new note is about; where the list was opened from a note, that one decides.
    about: Option<ChildKey>,
}

/// Something to pick. Its `Debug` prints no text.
#[derive(Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its words in the list.
    pub label: String,
    /// What goes into the note.
    pub what: What,
}

impl std::fmt::Debug for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a choice")
    }
}

/// What goes into a note.
#[derive(Clone, PartialEq, Eq)]
pub enum What {
    /// A template, filled.
    Template(Filled),
    /// Who says what is typed next.
    Speaker(String),
    /// A line for one of its children.
    Child(Tagged),
}

/// A child that a note is about or can be.
#[derive(Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Which.
    pub key: ChildKey,
    /// How a line for it begins: `@Amara`.
    pub tag: String,
    /// What to know before ringing, and why it is on the list.
    why: String,
}

impl Choice {
    /// What will stand in the note.
    pub fn preview(&self) -> &str {
        match &self.what {
            What::Template(filled) => &filled.text,
            What::Speaker(_) => "",
            What::Child(child) => &child.why,
        }
    }

    /// What is wrong with it.
    pub fn complaint(&self) -> Option<String> {
        match &self.what {
            What::Template(filled) if !filled.stays.is_empty() => {
                Some(format!("not filled, stays as it is: {}", filled.stays.join(" ")))
            }
            _ => None,
        }
    }
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The chosen one.
    Take,
    /// The one of a number, from 1.
    Number(usize),
    /// The chosen child on the note, or off it.
    Toggle,
    /// Back, and nothing is picked.
    Close,
}

const fn number(keys: &'static [crate::app::keys::Key], number: usize, help: &'static str) -> Binding<Msg> {
    Binding { keys, msg: Msg::Number(number), hint: None, help }
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Take, hint: Some("take"), help: "Take the chosen one" },
    number(&[ch('1')], 1, "Take the first one"),
    number(&[ch('2')], 2, "Take the second one"),
    number(&[ch('3')], 3, "Take the third one"),
    number(&[ch('4')], 4, "Take the fourth one"),
    number(&[ch('5')], 5, "Take the fifth one"),
    number(&[ch('6')], 6, "Take the sixth one"),
    number(&[ch('7')], 7, "Take the seventh one"),
    number(&[ch('8')], 8, "Take the eighth one"),
    number(&[ch('9')], 9, "Take the ninth one"),
    Binding {
        keys: &[ch(' ')],
        msg: Msg::Toggle,
        hint: Some("on or off"),
        help: "Put the chosen child on the note, or take it off",
    },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Close, hint: Some("close"), help: "Close the list; nothing is taken" },
];

/// Opens the templates: for the note on top, else for a new one about the current child.
pub fn templates(model: &mut Model) -> Vec<Effect> {
    let (about, one) = match note::state(model) {
        Some(form) => (form.about.first().copied(), form.about.len() == 1),
        None => (screen::current_child(model), true),
    };
    let choices = filled(model, about.filter(|_| one));
    model.stack.push(Screen::Picker(State { title: "Templates", choices, about, ..State::default() }));
    Vec::new()
}

fn filled(model: &Model, child: Option<ChildKey>) -> Vec<Choice> {
    let snapshot = &model.snapshot;
    let place = child.and_then(|child| snapshot.caseload.position(child));
    let alert = child.and_then(|child| snapshot.ranking.rows[snapshot.rank_of(child)?].alerts.first());
    let known = Known { caseload: &snapshot.caseload, case: None, alert, now: model.now };
    let fill = |known: &Known<'_>| {
        let choice = |template: &crate::domain::template::Template| {
            let label = match template.follow_up.as_str() {
                "" => format!("{}  ({})", template.name, template.kind.id()),
                by => format!("{}  ({}, follow up {by})", template.name, template.kind.id()),
            };
            Choice { label, what: What::Template(template.fill(known)) }
        };
        model.templates.iter().map(choice).collect()
    };
    let of_child = place.and_then(|place| snapshot.with_case(place, |case| fill(&Known { case: Some(case), ..known })));
    of_child.unwrap_or_else(|| fill(&known))
}

/// Opens the list of who may say something, for the note on top.
pub fn speakers(model: &mut Model) -> Vec<Effect> {
    let child = note::state(model).and_then(|form| <[ChildKey; 1]>::try_from(form.about.as_slice()).ok());
    let facts = child.and_then(|[child]| model.snapshot.caseload.child(child));
    let mut choices: Vec<Choice> = Vec::new();
    let named = |name: fn(&ChildFacts) -> Option<&Text>| facts.and_then(name).map(Text::as_str);
    for (mark, name) in [
        ("DT", named(|child| child.designated_teacher.as_ref())),
        ("SW", named(|child| child.social_worker.as_ref())),
        ("Carer", named(|child| child.carer.as_ref())),
        ("Child", None),
        ("School", None),
    ] {
        choices.push(speaker(mark, name));
    }
    let spec = spec(Kind::Contact);
    let read =
        record::state(model).filter(|state| child == Some([state.child])).and_then(|state| state.record.as_ref());
    for row in read.iter().flat_map(|record| record.rows(Kind::Contact)) {
        choices.push(speaker(row.text(spec, "role"), Some(row.text(spec, "name"))));
    }
    model.stack.push(Screen::Picker(State { title: "Who says it", choices, ..State::default() }));
    Vec::new()
}

fn speaker(mark: &str, name: Option<&str>) -> Choice {
    let label = name.map_or_else(|| mark.to_owned(), |name| format!("{mark}  {name}"));
    Choice { label, what: What::Speaker(mark.to_owned()) }
}

/// Rows below the list for what would stand in the note, and for what is wrong with it.
pub const PREVIEW: u16 = 9;
/// The most rows of the overlay.
const ROWS: u16 = 20;

/// Where the overlay stands.
pub const fn area(size: (u16, u16)) -> Area {
    Page::of(size).body.middle(76, ROWS)
}

/// How many choices a window shows.
pub fn window(size: (u16, u16)) -> usize {
    usize::from(area(size).height.saturating_sub(2 + PREVIEW)).max(1)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = window(model.size);
    let Screen::Picker(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => {
            state.cursor.step(step, state.choices.len(), window);
            Vec::new()
        }
        Msg::Take => {
            let at = state.cursor.at;
            take(model, at)
        }
        Msg::Number(number) => take(model, number.saturating_sub(1)),
        Msg::Toggle => {
            children::toggle(model);
            Vec::new()
        }
        Msg::Close => {
            model.pop();
            Vec::new()
        }
    }
}

fn take(model: &mut Model, at: usize) -> Vec<Effect> {
    let Screen::Picker(state) = model.top() else { return Vec::new() };
    let (about, Some(choice)) = (state.about, state.choices.get(at).cloned()) else { return Vec::new() };
    model.pop();
    let effects =
        if note::state(model).is_some() { Vec::new() } else { note::open(model, about.into_iter().collect(), None) };
    note::take(model, &choice.what);
    effects
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    match (msg, model.top()) {
        (Msg::Number(number), Screen::Picker(state)) if number > state.choices.len() => {
            Err("there are fewer in the list")
        }
        (Msg::Toggle, Screen::Picker(state)) if children::chosen(state).is_none() => Err("these are not children"),
        _ => Ok(()),
    }
}

/// Letters mean nothing here, so that none runs an action below the list. `None`: it is a key of the list.
pub fn type_key(model: &Model, key: Key) -> Option<Vec<Effect>> {
    let letter = matches!(key, Key { code: Code::Char(_), ctrl: false, alt: false });
    (letter && model.keymap.lookup(Section::Screen(Name::Picker), KEYS, key).is_none()).then(Vec::new)
}

/// Presses the left button at a column and row: takes what is there; closes outside.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let (area, window) = (area(model.size), window(model.size));
    let Screen::Picker(state) = model.top() else { return Vec::new() };
    if !area.holds(x, y) {
        return update(model, Msg::Close);
    }
    let row = usize::from(y.saturating_sub(area.y + 1));
    let at = state.cursor.shown(state.choices.len(), window).top + row;
    if y <= area.y || row >= window || at >= state.choices.len() {
        return Vec::new();
    }
    take(model, at)
}

#[cfg(test)]
#[path = "picker/tests.rs"]
pub(crate) mod tests;
