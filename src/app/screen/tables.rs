//! The key tables of the screens as others walk them: help, menu, footer, `lookout keys`.

use crate::app::Model;
use crate::app::acts;
use crate::app::global;
use crate::app::keymap::{Keymap, Section};
use crate::app::keys::{self, Bound, Row, Table};
use crate::app::list;
use crate::app::palette::Choice;
use crate::app::screen::{self, Action, Actions, Bounds, Name, Rows, Walk, enabled, moves, walk};
use crate::domain::part::PARTS;
use crate::domain::work::Part;

/// The rows of a table by name.
pub fn bound(section: Section) -> Vec<Bound> {
    match section {
        Section::Everywhere => keys::bound(global::KEYS),
        Section::Children => keys::bound(acts::KEYS),
        Section::Lists => keys::bound(list::KEYS),
        Section::Typing => keys::bound(list::TYPING),
        Section::Screen(name) => walk(name, Bounds),
    }
}

/// A key table with the keys in force; a screen's without the moves of a list.
pub fn table(keymap: &Keymap, section: Section) -> Table {
    let (title, rows) = match section {
        Section::Everywhere => ("Everywhere", keymap.rows(section, global::KEYS)),
        Section::Children => ("Children", keymap.rows(section, acts::KEYS)),
        Section::Lists => ("Lists", keymap.rows(section, list::KEYS)),
        Section::Typing => ("Lists, while typing", keymap.rows(section, list::TYPING)),
        Section::Screen(name) => (name.title(), walk(name, Rows(keymap, section))),
    };
    Table { id: section.id(), title, rows }
}

/// The tables whose keys a screen hears.
pub fn heard(name: Name) -> Vec<Section> {
    let lists = moves(name).map(|_| Section::of_moves(name));
    let acts = screen::shows_children(name).then_some(Section::Children);
    std::iter::once(Section::Screen(name)).chain(lists).chain(acts).chain([Section::Everywhere]).collect()
}

/// The keys that do something on a screen.
pub fn tables_of(keymap: &Keymap, name: Name) -> Vec<Table> {
    let tables = heard(name).into_iter().map(|section| table(keymap, section));
    tables.filter(|table| !table.rows.is_empty()).collect()
}

/// Every action of the top screen and every global one, each with its keys and why it cannot be done now.
pub fn choices(model: &Model) -> Vec<Choice> {
    let (name, keymap) = (model.top().name(), &model.keymap);
    let moves = moves(name).into_iter();
    let moves = moves.flat_map(|moves| Actions(keymap, Section::of_moves(name)).walk(moves.keys, moves.action));
    let all = walk(name, Actions(keymap, Section::Screen(name))).into_iter().chain(of_children(keymap, name));
    let all = all.chain(everywhere(keymap)).chain(moves).chain(parts(keymap));
    all.map(|(action, row)| Choice { action, row, disabled: enabled(model, action).err() }).collect()
}

/// The parts of the work by their titles.
fn parts(keymap: &Keymap) -> impl Iterator<Item = (Action, Row)> {
    let menu = everywhere(keymap).into_iter().find(|(action, _)| *action == Action::Global(global::Msg::Work));
    let keys = menu.map(|(_, row)| row.keys).unwrap_or_default();
    let row = move |part: &Part| Row { name: part.id.to_owned(), keys: keys.clone(), hint: None, help: part.title };
    PARTS.iter().enumerate().map(move |(at, part)| (Action::Part(at), row(part)))
}

fn everywhere(keymap: &Keymap) -> Vec<(Action, Row)> {
    Actions(keymap, Section::Everywhere).walk(global::KEYS, Action::Global)
}

/// What is done about children, where a screen shows them.
fn of_children(keymap: &Keymap, name: Name) -> Vec<(Action, Row)> {
    if !screen::shows_children(name) {
        return Vec::new();
    }
    Actions(keymap, Section::Children).walk(acts::KEYS, Action::Act)
}

/// A hint of the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub key: String,
    /// A word or two.
    pub words: &'static str,
    /// Stands there however little room there is.
    pub stays: bool,
}

/// The hints of the footer: what can be done now. Where printable keys are text, the screen's own alone.
pub fn hints(model: &Model) -> Vec<Hint> {
    let (name, keymap) = (model.top().name(), &model.keymap);
    let global = if name.takes_text() { Vec::new() } else { everywhere(keymap) };
    let all = walk(name, Actions(keymap, Section::Screen(name))).into_iter();
    let all = all.chain(of_children(keymap, name)).chain(global);
    let can = all.filter(|(action, _)| enabled(model, *action).is_ok());
    let hint = |(action, row): (Action, Row)| {
        let key = row.keys.split(' ').next()?.to_owned();
        Some(Hint { key, words: row.hint?, stays: matches!(action, Action::Global(msg) if msg.stays()) })
    };
    can.filter_map(hint).collect()
}
