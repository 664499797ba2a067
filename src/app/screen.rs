//! The screens and what is done with each: the only matches over [`Screen`]. They stand on a stack; the top one gets
//! the keys, all are drawn from the bottom up.

use crate::app::effect::Effect;
use crate::app::keys::{Key, lookup};
use crate::app::{Model, dashboard, global, note, record};
use crate::domain::facts::ChildKey;

/// A screen with its state.
#[derive(Debug)]
pub enum Screen {
    /// The ranked list.
    Dashboard(Box<dashboard::State>),
    /// One child.
    Record(Box<record::State>),
    /// A note being written, over whatever is below.
    Note(Box<note::State>),
}

/// Which screen, without its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// [`Screen::Dashboard`].
    Dashboard,
    /// [`Screen::Record`].
    Record,
    /// [`Screen::Note`].
    Note,
}

/// A message of any screen, or a global one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Of [`global`].
    Global(global::Msg),
    /// Of [`dashboard`].
    Dashboard(dashboard::Msg),
    /// Of [`record`].
    Record(record::Msg),
    /// Of [`note`].
    Note(note::Msg),
}

impl Screen {
    /// Which it is.
    pub const fn name(&self) -> Name {
        match self {
            Self::Dashboard(_) => Name::Dashboard,
            Self::Record(_) => Name::Record,
            Self::Note(_) => Name::Note,
        }
    }
}

/// The message that a press means on a screen, its own table before the global one.
pub fn meaning(name: Name, key: Key) -> Option<Action> {
    let own = match name {
        Name::Dashboard => lookup(dashboard::KEYS, key).map(Action::Dashboard),
        Name::Record => lookup(record::KEYS, key).map(Action::Record),
        Name::Note => lookup(note::KEYS, key).map(Action::Note),
    };
    own.or_else(|| lookup(global::KEYS, key).map(Action::Global))
}

/// Lets a screen that takes text have a press. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    match model.top().name() {
        Name::Note => note::type_key(model, key),
        Name::Dashboard | Name::Record => None,
    }
}

/// Why an action cannot be carried out now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, action: Action) -> Result<(), &'static str> {
    match action {
        Action::Global(msg) => global::enabled(model, msg),
        Action::Dashboard(msg) => dashboard::enabled(model, msg),
        Action::Record(msg) => record::enabled(model, msg),
        Action::Note(msg) => note::enabled(model, msg),
    }
}

/// Carries an action out, or says why it cannot be.
pub fn run(model: &mut Model, action: Action) -> Vec<Effect> {
    if let Err(reason) = enabled(model, action) {
        model.toast = Some(reason.to_owned());
        return Vec::new();
    }
    match action {
        Action::Global(msg) => global::update(model, msg),
        Action::Dashboard(msg) => dashboard::update(model, msg),
        Action::Record(msg) => record::update(model, msg),
        Action::Note(msg) => note::update(model, msg),
    }
}

/// Takes pasted text: text where the screen takes text, else nothing, and that is said.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.top().name() {
        Name::Note => note::paste(model, text),
        Name::Dashboard | Name::Record => {
            let count = text.chars().count();
            model.toast = Some(format!("{count} characters pasted: nothing was done; n opens a note"));
            Vec::new()
        }
    }
}

/// Presses the left button at a column and row.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    match model.top().name() {
        Name::Dashboard => dashboard::clicked(model, x, y),
        Name::Record => record::clicked(model, x, y),
        Name::Note => note::clicked(model, x, y),
    }
}

/// Turns the wheel by some lines, down where positive.
pub fn scrolled(model: &mut Model, lines: i32) -> Vec<Effect> {
    match model.top().name() {
        Name::Dashboard => dashboard::scrolled(model, lines),
        Name::Record => record::scrolled(model, lines),
        Name::Note => note::scrolled(model, lines),
    }
}

/// The child that a new note would be about: of the topmost screen that shows one.
pub fn current_child(model: &Model) -> Option<ChildKey> {
    model.stack.iter().rev().find_map(|screen| match screen {
        Screen::Dashboard(state) => state.chosen(&model.snapshot),
        Screen::Record(state) => Some(state.child),
        Screen::Note(state) => state.about.first().copied(),
    })
}

/// Opens a child's record over the list.
pub fn open_record(model: &mut Model, child: ChildKey) -> Vec<Effect> {
    model.stack.push(Screen::Record(Box::new(record::State::new(child))));
    model.reading.0 += 1;
    vec![Effect::Open(model.reading, child)]
}
