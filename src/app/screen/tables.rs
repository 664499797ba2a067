//! The key tables of the screens as others walk them: help, menu, footer, `lookout keys`.

use crate::app::Model;
use crate::app::acts;
use crate::app::global;
use crate::app::keys::{self, Row, Table};
use crate::app::list;
use crate::app::palette::Choice;
use crate::app::screen::{self, Action, Actions, Name, Rows, Walk, enabled, moves, walk};

/// The key table of a screen, without the moves of a list.
pub fn table(name: Name) -> Table {
    Table { title: name.title(), rows: walk(name, Rows) }
}

/// The keys that mean the same on every screen.
pub fn everywhere() -> Table {
    Table { title: "Everywhere", rows: keys::rows(global::KEYS) }
}

/// The keys of every list.
pub fn in_lists(takes_text: bool) -> Table {
    let (title, keys) = if takes_text { ("Lists, while typing", list::TYPING) } else { ("Lists", list::KEYS) };
    Table { title, rows: keys::rows(keys) }
}

/// What is done about children, on every screen of them.
pub fn about_children() -> Table {
    Table { title: "Children", rows: keys::rows(acts::KEYS) }
}

/// The keys that do something on a screen.
pub fn tables_of(name: Name) -> Vec<Table> {
    let lists = moves(name).map(|_| in_lists(name.takes_text()));
    let acts = screen::acts(name).then(about_children);
    std::iter::once(table(name))
        .chain(lists)
        .chain(acts)
        .chain([everywhere()])
        .filter(|table| !table.rows.is_empty())
        .collect()
}

/// Every action of the top screen and every global one, each with its keys and why it cannot be done now.
pub fn choices(model: &Model) -> Vec<Choice> {
    let name = model.top().name();
    let moves = moves(name).into_iter().flat_map(|moves| Actions.walk(moves.keys, moves.action));
    let all = walk(name, Actions).into_iter().chain(of_children(name));
    let all = all.chain(Actions.walk(global::KEYS, Action::Global)).chain(moves);
    all.map(|(action, row)| Choice { action, row, disabled: enabled(model, action).err() }).collect()
}

/// What is done about children, where a screen shows them.
fn of_children(name: Name) -> Vec<(Action, Row)> {
    if screen::acts(name) { Actions.walk(acts::KEYS, Action::Act) } else { Vec::new() }
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
    let name = model.top().name();
    let global = if name.takes_text() { Vec::new() } else { Actions.walk(global::KEYS, Action::Global) };
    let all = walk(name, Actions).into_iter().chain(of_children(name)).chain(global);
    let can = all.filter(|(action, _)| enabled(model, *action).is_ok());
    let hint = |(action, row): (Action, Row)| {
        let key = row.keys.split(' ').next()?.to_owned();
        Some(Hint { key, words: row.hint?, stays: matches!(action, Action::Global(msg) if msg.stays()) })
    };
    can.filter_map(hint).collect()
}
