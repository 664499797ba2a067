//! config.toml: few settings, each with a default. A line that cannot be used is named, and its default stands.

use std::io::ErrorKind;
use std::path::Path;
use toml::de::DeTable;

/// What a user can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Config {
    /// Whether the mouse is taken at the start.
    pub(in crate::cli) mouse: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { mouse: true }
    }
}

impl Config {
    /// Reads a config.toml, and names what cannot be used with its line.
    pub(in crate::cli) fn read(text: &str) -> (Self, Vec<String>) {
        let (mut config, mut complaints) = (Self::default(), Vec::new());
        let line = |place: usize| 1 + text[..place.min(text.len())].matches('\n').count();
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let line = error.span().map_or(1, |span| line(span.start));
                return (config, vec![format!("line {line}: {}; the defaults are used", error.message())]);
            }
        };
        for (key, value) in &table {
            let name: &str = key.get_ref();
            match (name, value.get_ref().as_bool()) {
                ("mouse", Some(on)) => config.mouse = on,
                _ => {
                    let why = match name {
                        "mouse" => "not true or false; the default is used",
                        _ => "there is no such setting",
                    };
                    complaints.push(format!("line {}: {name}: {why}", line(key.span().start)));
                }
            }
        }
        (config, complaints)
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
        ] {
            let (config, complaints) = Config::read(text);
            assert_eq!(config.mouse, mouse, "{text}");
            assert_eq!(complaints.is_empty(), named.is_empty(), "{complaints:?}");
            assert!(complaints.join("").contains(named), "{complaints:?}");
        }
    }
}
