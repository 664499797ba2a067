//! The keys in force: those of the tables, and the user's own before them.
//!
//! An own key comes beside those of the table. A key of a table that is given to something else goes there, as long as
//! its row has another left: so nothing is ever without a key.

use crate::app::keys::{Binding, Bound, Code, Key, Row};
use crate::app::screen::{Name, bound, heard};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// A key table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What means the same on every screen.
    Everywhere,
    /// What is done about children, on every screen of them.
    Children,
    /// The moves of lists in which letters are commands.
    Lists,
    /// The moves of lists over which text is typed.
    Typing,
    /// A screen's own.
    Screen(Name),
}

impl Section {
    /// Every one, in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Everywhere, Self::Children, Self::Lists, Self::Typing].into_iter().chain(Name::ALL.map(Self::Screen))
    }

    /// The one of the moves on a screen that is a list.
    pub const fn of_moves(name: Name) -> Self {
        if name.takes_text() { Self::Typing } else { Self::Lists }
    }

    /// Its name in config.toml.
    pub fn id(self) -> String {
        match self {
            Self::Screen(name) => id(&name),
            Self::Typing => "lists-while-typing".to_owned(),
            other => id(&other),
        }
    }
}

/// A message's or a section's name in config.toml: its own, in small letters, words divided by dashes.
pub fn id(of: &impl Debug) -> String {
    let mut id = String::new();
    for letter in format!("{of:?}").chars() {
        let divides = letter.is_uppercase() || !letter.is_alphanumeric();
        if divides && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        id.extend(letter.to_lowercase().filter(|letter| letter.is_alphanumeric()));
    }
    id.trim_end_matches('-').to_owned()
}

/// A row of a table.
type Place = (Section, usize);

/// An own binding, as a user asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The line of config.toml.
    pub line: usize,
    /// Which table.
    pub section: String,
    /// Which row.
    pub name: String,
    /// The keys, as help writes them.
    pub keys: Vec<String>,
}

/// The keys in force.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    /// Rows whose keys are not those of their table.
    own: BTreeMap<Place, Vec<Key>>,
}

/// A wish that can be understood.
#[derive(Clone)]
struct Understood {
    line: usize,
    called: String,
    at: Place,
    keys: Vec<Key>,
}

impl Keymap {
    /// Works the keys out; a wish that cannot be met is named, and the keys of its table stand.
    pub fn new(wishes: &[Wish]) -> (Self, Vec<String>) {
        let (mut met, mut complaints): (Vec<Understood>, Vec<(usize, String)>) = (Vec::new(), Vec::new());
        let mut complain = |line, called: &str, why: &str| {
            complaints.push((line, format!("line {line}: keys.{called}: {why}; its usual keys stand")));
        };
        for wish in wishes {
            match understand(wish) {
                Ok(wish) => met.push(wish),
                Err(why) => complain(wish.line, &format!("{}.{}", wish.section, wish.name), &why),
            }
        }
        let keymap = loop {
            let keymap = Self::of(&met);
            let Some((refused, why)) = keymap.trouble(&met) else { break keymap };
            let wish = met.remove(refused);
            complain(wish.line, &wish.called, &why);
        };
        complaints.sort();
        (keymap, complaints.into_iter().map(|(_, words)| words).collect())
    }

    fn of(wishes: &[Understood]) -> Self {
        let mut own = BTreeMap::new();
        for section in Section::all() {
            for (at, row) in bound(section).into_iter().enumerate() {
                let place = (section, at);
                let asked = wishes.iter().filter(|wish| wish.at == place).flat_map(|wish| wish.keys.iter().copied());
                let given_away = |key: &Key| wishes.iter().any(|wish| takes(wish, place, *key));
                let usual = row.keys.iter().copied().filter(|key| !given_away(key));
                let mut keys: Vec<Key> = Vec::new();
                for key in asked.chain(usual) {
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                if keys != row.keys {
                    own.insert(place, keys);
                }
            }
        }
        Self { own }
    }

    /// A wish that cannot stand beside the others, and why.
    fn trouble(&self, wishes: &[Understood]) -> Option<(usize, String)> {
        for (at, wish) in wishes.iter().enumerate() {
            if let Some((key, other)) = wishes[..at].iter().find_map(|other| clash(wish, other)) {
                return Some((at, format!("{key} is {} by line {} already", other.called, other.line)));
            }
        }
        let lost = self.own.iter().find(|(_, keys)| keys.is_empty()).map(|(place, _)| *place)?;
        let row = bound(lost.0).into_iter().nth(lost.1)?;
        let (at, key) = wishes
            .iter()
            .enumerate()
            .find_map(|(at, wish)| row.keys.iter().find(|key| takes(wish, lost, **key)).map(|key| (at, key)))?;
        let called = format!("{}.{}", lost.0.id(), row.name);
        Some((at, format!("{key} is {called}, which would be left without a key: give it another first")))
    }

    /// The keys of a row of a table.
    pub fn keys<'a, M>(&'a self, section: Section, at: usize, row: &'a Binding<M>) -> &'a [Key] {
        self.own.get(&(section, at)).map_or(row.keys, Vec::as_slice)
    }

    /// The message that a table binds to a press.
    pub fn lookup<M: Copy>(&self, section: Section, table: &[Binding<M>], key: Key) -> Option<M> {
        let bound = |(at, row): &(usize, &Binding<M>)| self.keys(section, *at, row).contains(&key);
        table.iter().enumerate().find(bound).map(|(_, row)| row.msg)
    }

    /// The rows of a table as they are shown.
    pub fn rows<M: Debug>(&self, section: Section, table: &[Binding<M>]) -> Vec<Row> {
        let row = |(at, row): (usize, &Binding<M>)| {
            let keys = self.keys(section, at, row).iter().map(Key::to_string).collect::<Vec<_>>().join(" ");
            Row { name: id(&row.msg), keys, hint: row.hint, help: row.help }
        };
        table.iter().enumerate().map(row).collect()
    }
}

/// Quits whatever happens: it is nobody else's.
const WAY_OUT: Key = crate::app::keys::ctrl('c');

fn understand(wish: &Wish) -> Result<Understood, String> {
    let section = Section::all().find(|section| section.id() == wish.section);
    let section = section.filter(|section| !bound(*section).is_empty());
    let section = section.ok_or("there is no such table; `lookout keys` lists them")?;
    let rows: Vec<Bound> = bound(section);
    let at = rows.iter().position(|row| row.name == wish.name);
    let at = at.ok_or("there is no such action; `lookout keys` lists them")?;
    let keys = wish.keys.iter().map(|key| usable(section, key)).collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() {
        return Err("no key is given, and nothing can be without one".to_owned());
    }
    if keys.contains(&WAY_OUT) {
        return Err(format!("{WAY_OUT} quits, always"));
    }
    Ok(Understood { line: wish.line, called: format!("{}.{}", wish.section, wish.name), at: (section, at), keys })
}

fn usable(section: Section, written: &str) -> Result<Key, String> {
    let key: Key =
        written.parse().map_err(|()| format!("{written:?} is no key; write f, F, ctrl-f, alt-f, enter or pgdn"))?;
    let same = match key {
        Key { code: Code::Char('i'), ctrl: true, .. } => Some("tab"),
        Key { code: Code::Char('m' | 'j'), ctrl: true, .. } => Some("enter"),
        Key { code: Code::Char('h'), ctrl: true, .. } => Some("backspace"),
        Key { code: Code::Char('['), ctrl: true, .. } => Some("esc"),
        _ => None,
    };
    if let Some(same) = same {
        return Err(format!("a terminal sends the same for {key} as for {same}"));
    }
    let text = matches!(section, Section::Typing) || matches!(section, Section::Screen(name) if name.takes_text());
    if text && key.types() {
        return Err(format!("{key} is text there"));
    }
    Ok(key)
}

/// The key that two wishes for different rows want where both are heard.
fn clash<'a>(wish: &Understood, other: &'a Understood) -> Option<(Key, &'a Understood)> {
    wish.keys.iter().find(|key| takes(other, wish.at, **key)).map(|key| (*key, other))
}

/// Whether a wish takes a key away from a row: it wants it for another one, and there is a screen that hears both.
fn takes(wish: &Understood, from: Place, key: Key) -> bool {
    wish.at != from && key != WAY_OUT && wish.keys.contains(&key) && heard_together(wish.at.0, from.0, key)
}

fn heard_together(one: Section, other: Section, key: Key) -> bool {
    Name::ALL.into_iter().any(|name| {
        let sections = heard(name);
        let hears = sections.contains(&one) && sections.contains(&other);
        hears && !(name.takes_text() && key.types())
    })
}

#[cfg(test)]
#[path = "keymap/tests.rs"]
mod tests;
