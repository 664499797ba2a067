//! Keys: what a press is, and the tables that bind presses to messages.
//!
//! Footer, help overlay, palette, `lookout keys` and the README are walks over the same slices.

use crate::app::screen::{self, Name};
use std::fmt;

/// What was pressed, the modifiers apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, as typed.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// A press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// What.
    pub code: Code,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// A key alone.
pub const fn key(code: Code) -> Key {
    Key { code, ctrl: false, alt: false }
}
/// A character alone.
pub const fn ch(c: char) -> Key {
    key(Code::Char(c))
}
/// A character with Control.
pub const fn ctrl(c: char) -> Key {
    Key { code: Code::Char(c), ctrl: true, alt: false }
}

/// The key as help writes it: `ctrl-s`, `enter`, `G`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ctrl, alt) = (if self.ctrl { "ctrl-" } else { "" }, if self.alt { "alt-" } else { "" });
        f.write_str(ctrl)?;
        f.write_str(alt)?;
        match self.code {
            Code::Char(' ') => f.write_str("space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::BackTab => f.write_str("shift-tab"),
            Code::PageUp => f.write_str("pgup"),
            Code::PageDown => f.write_str("pgdn"),
            other => f.write_str(&format!("{other:?}").to_lowercase()),
        }
    }
}

/// A row of a key table.
#[derive(Debug)]
pub struct Binding<M: 'static> {
    /// Any of these.
    pub keys: &'static [Key],
    /// What it sends.
    pub msg: M,
    /// A word or two for the footer, where it stands there.
    pub hint: Option<&'static str>,
    /// A sentence that begins with a verb.
    pub help: &'static str,
}

/// The message that a table binds to a press.
pub fn lookup<M: Clone>(table: &[Binding<M>], key: Key) -> Option<M> {
    table.iter().find(|row| row.keys.contains(&key)).map(|row| row.msg.clone())
}

/// A row of a table, its message left out: what help, palette, `lookout keys` and the README show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The keys, divided by spaces.
    pub keys: String,
    /// A word or two for the footer.
    pub hint: Option<&'static str>,
    /// A sentence that begins with a verb.
    pub help: &'static str,
}

/// A table with its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The screen's title.
    pub title: &'static str,
    /// Its rows, in their order.
    pub rows: Vec<Row>,
}

/// The rows of a table.
pub fn rows<M>(table: &[Binding<M>]) -> Vec<Row> {
    table.iter().map(|row| Row { keys: row.names(), hint: row.hint, help: row.help }).collect()
}

impl<M> Binding<M> {
    /// The keys as help writes them, divided by spaces.
    pub fn names(&self) -> String {
        self.keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
    }
}

/// Every table: what means the same everywhere, in every list, then screen by screen.
pub fn tables() -> Vec<Table> {
    let shared = [screen::everywhere(), screen::about_children(), screen::in_lists(false), screen::in_lists(true)];
    let own = Name::ALL.into_iter().map(screen::table);
    shared.into_iter().chain(own).filter(|table| !table.rows.is_empty()).collect()
}
