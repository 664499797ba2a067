//! Keys: what a press is, and the tables that bind presses to messages.
//!
//! Footer, help overlay, palette, `lookout keys` and the README are walks over the same slices.

use crate::app::keymap::{self, Keymap, Section};
use crate::app::screen;
use std::fmt;
use std::str::FromStr;

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
            Code::Char(c) if c != ' ' => write!(f, "{c}"),
            other => {
                let named = NAMED.iter().find(|(_, code)| *code == other);
                f.write_str(named.map_or("", |(name, _)| name))
            }
        }
    }
}

const NAMED: [(&str, Code); 15] = [
    ("space", Code::Char(' ')),
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("shift-tab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pgdn", Code::PageDown),
];

impl Key {
    /// Whether it is text where text is typed.
    pub const fn types(self) -> bool {
        match self.code {
            Code::Char('w') if self.ctrl => true,
            Code::Char(_) => self.ctrl == self.alt,
            Code::Backspace | Code::Delete => true,
            _ => false,
        }
    }
}

/// A key as help writes it.
impl FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (ctrl, rest) = text.strip_prefix("ctrl-").map_or((false, text), |rest| (true, rest));
        let (alt, rest) = rest.strip_prefix("alt-").map_or((false, rest), |rest| (true, rest));
        let named = NAMED.iter().find(|(name, _)| *name == rest).map(|(_, code)| *code);
        let mut letters = rest.chars();
        let letter = letters.next().filter(|letter| letters.next().is_none() && !letter.is_control() && *letter != ' ');
        // With Control a terminal does not tell small letters from large ones.
        let letter = letter.filter(|letter| !ctrl || !letter.is_uppercase()).map(Code::Char);
        named.or(letter).map(|code| Self { code, ctrl, alt }).ok_or(())
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

/// A row of a table, its message left out: what help, palette, `lookout keys` and the README show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name in config.toml.
    pub name: String,
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
    /// Its name in config.toml.
    pub id: String,
    /// The screen's title.
    pub title: &'static str,
    /// Its rows, in their order.
    pub rows: Vec<Row>,
}

/// A row of a table as config.toml knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Its name.
    pub name: String,
    /// The keys that it has where nobody asks for others.
    pub keys: &'static [Key],
}

/// The rows of a table by name.
pub fn bound<M: fmt::Debug>(table: &'static [Binding<M>]) -> Vec<Bound> {
    table.iter().map(|row| Bound { name: keymap::id(&row.msg), keys: row.keys }).collect()
}

/// Every table: what means the same everywhere, in every list, then screen by screen.
pub fn tables(keymap: &Keymap) -> Vec<Table> {
    Section::all().map(|section| screen::table(keymap, section)).filter(|table| !table.rows.is_empty()).collect()
}
