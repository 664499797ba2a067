//! config.toml: few settings, each with a default. A line that cannot be used is named, and its default stands.

use crate::app::idle::{LONGEST, USUAL};
use crate::app::keymap::{Keymap, Wish};
use crate::domain::retention::{Nation, RETENTION};
use crate::import::toml_text;
use std::io::ErrorKind;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// What a user can set.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) struct Config {
    /// Whether the mouse is taken at the start.
    pub(in crate::cli) mouse: bool,
    /// Whether the background is light; `None` where the terminal is to be asked.
    pub(in crate::cli) light: Option<bool>,
    /// The council's own name as it stands in `la` of schools, which says what is in or out of the authority.
    pub(in crate::cli) authority: Option<String>,
    /// Whose law says how long records are kept.
    pub(in crate::cli) nation: Nation,
    /// Minutes without a key after which the screen locks, 1 to [`LONGEST`].
    pub(in crate::cli) lock_after: u8,
    /// The keys in force.
    pub(in crate::cli) keymap: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            mouse: true,
            light: None,
            authority: None,
            nation: Nation::default(),
            lock_after: USUAL,
            keymap: Keymap::default(),
        }
    }
}

impl Config {
    /// Reads a config.toml, and names what cannot be used with its line.
    pub(in crate::cli) fn read(text: &str) -> (Self, Vec<String>) {
        let mut reader = Reader { text, config: Self::default(), wishes: Vec::new(), complaints: Vec::new() };
        match DeTable::parse(text) {
            Ok(table) => reader.settings(&table.into_inner()),
            Err(error) => {
                let place = error.span().map_or(0, |span| span.start);
                reader.complain(place, &format!("{}; the defaults are used", error.message()));
            }
        }
        reader.complaints.sort();
        let (keymap, clashes) = Keymap::new(&reader.wishes);
        let complaints = reader.complaints.into_iter().map(|(line, words)| format!("line {line}: {words}"));
        (Self { keymap, ..reader.config }, complaints.chain(clashes).collect())
    }
}

struct Reader<'a> {
    text: &'a str,
    config: Config,
    wishes: Vec<Wish>,
    complaints: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn line(&self, place: usize) -> usize {
        toml_text::line(self.text, place)
    }

    fn complain(&mut self, place: usize, words: &str) {
        self.complaints.push((self.line(place), words.to_owned()));
    }

    fn settings(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let (name, place): (&str, usize) = (key.get_ref(), key.span().start);
            match (name, value.get_ref()) {
                ("mouse", DeValue::Boolean(on)) => self.config.mouse = *on,
                ("mouse", _) => self.complain(place, "mouse: not true or false; the default is used"),
                ("background", DeValue::String(word)) if word == "light" || word == "dark" => {
                    self.config.light = Some(word == "light");
                }
                ("background", _) => {
                    self.complain(place, "background: not \"light\" or \"dark\"; the terminal is asked");
                }
                ("authority", DeValue::String(name)) if !name.trim().is_empty() => {
                    self.config.authority = Some(name.trim().to_owned());
                }
                ("authority", _) => self.complain(place, "authority: not the name of a council in quotes"),
                ("nation", value) => self.nation(place, value),
                ("lock_after", value) => self.lock_after(place, value),
                ("keys", DeValue::Table(sections)) => {
                    for (section, rows) in sections {
                        self.section(section, rows);
                    }
                }
                ("keys", _) => self.complain(place, "keys: not a table as [keys.dashboard]; the usual keys stand"),
                _ => self.complain(place, &format!("{name}: there is no such setting")),
            }
        }
    }

    fn lock_after(&mut self, place: usize, value: &DeValue<'_>) {
        match minutes(value) {
            Some(minutes) => self.config.lock_after = minutes,
            None => self.complain(place, &format!("lock_after: not 1 to {LONGEST} minutes; {USUAL} are used")),
        }
    }

    fn nation(&mut self, place: usize, value: &DeValue<'_>) {
        if let Some(nation) = value.as_str().and_then(Nation::of_word) {
            self.config.nation = nation;
            return;
        }
        let words: Vec<String> = RETENTION.iter().map(|rule| format!("\"{}\"", rule.id)).collect();
        self.complain(place, &format!("nation: not one of {}; England's rule is used", words.join(", ")));
    }

    fn section(&mut self, section: &Spanned<DeString<'_>>, rows: &Spanned<DeValue<'_>>) {
        let Some(rows) = rows.get_ref().as_table() else {
            let words = format!("keys.{}: not a table of actions; the usual keys stand", section.get_ref());
            return self.complain(section.span().start, &words);
        };
        for (name, keys) in rows {
            let place = name.span().start;
            let (section, name) = (section.get_ref().to_string(), name.get_ref().to_string());
            if let Some(keys) = written(keys.get_ref()) {
                self.wishes.push(Wish { line: self.line(place), section, name, keys });
            } else {
                let words = format!("keys.{section}.{name}: not \"key\" or [\"key\", \"key\"]; its usual keys stand");
                self.complain(place, &words);
            }
        }
    }
}

/// Minutes after which the screen may lock.
fn minutes(value: &DeValue<'_>) -> Option<u8> {
    let minutes = value.as_integer()?.as_str().parse().ok()?;
    (1..=LONGEST).contains(&minutes).then_some(minutes)
}

/// A key, or several.
fn written(value: &DeValue<'_>) -> Option<Vec<String>> {
    let one = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
    match value {
        DeValue::Array(keys) => keys.iter().map(|key| one(key.get_ref())).collect(),
        key => Some(vec![one(key)?]),
    }
}

/// The text of a file that need not be there, and why it could not be read.
pub(in crate::cli) fn text(path: &Path) -> (String, Option<String>) {
    match std::fs::read_to_string(path) {
        Ok(text) => (text, None),
        Err(error) if error.kind() == ErrorKind::NotFound => (String::new(), None),
        Err(error) => {
            let why = format!("{} cannot be read ({error}); the defaults are used", path.display());
            (String::new(), Some(why))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_lines_are_named_and_the_default_stands() {
        for (text, mouse, named) in [
            ("", true, ""),
            ("mouse = false", false, ""),
            ("mouse = 3", true, "line 1: mouse"),
            ("colour = true\nmouse = false", false, "line 1: colour"),
            ("# words\nmouse = = 3", true, "line 2"),
            ("nation = \"scotland\"", true, ""),
            ("mouse = true\nnation = \"france\"", true, "line 2: nation: not one of \"england\""),
            ("lock_after = 15", true, ""),
            ("lock_after = 16", true, "line 1: lock_after"),
            ("lock_after = 0", true, "line 1: lock_after"),
            ("lock_after = \"never\"", true, "line 1: lock_after"),
        ] {
            let (config, complaints) = Config::read(text);
            assert_eq!(config.mouse, mouse, "{text}");
            assert_eq!(complaints.is_empty(), named.is_empty(), "{complaints:?}");
            assert!(complaints.join("").contains(named), "{complaints:?}");
        }
    }
}
