//! config.toml: few settings, each with a default. A line that cannot be used is named, and its default stands.

use std::io::ErrorKind;
use std::path::Path;

/// What a user can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Config {
    /// Whether the mouse is taken at the start.
    pub(super) mouse: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { mouse: true }
    }
}

impl Config {
    /// Reads a config.toml, and names what cannot be used.
    pub(super) fn read(text: &str) -> (Self, Vec<String>) {
        let (mut config, mut complaints) = (Self::default(), Vec::new());
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
                return (config, vec![format!("line {line}: {}; the defaults are used", error.message())]);
            }
        };
        for (key, value) in &table {
            match (key.as_str(), value.as_bool()) {
                ("mouse", Some(on)) => config.mouse = on,
                ("mouse", None) => complaints.push("mouse: not true or false; the default is used".to_owned()),
                _ => complaints.push(format!("{key}: there is no such setting")),
            }
        }
        (config, complaints)
    }
}

/// The text of a file that need not be there, and why it could not be read.
pub(super) fn text(path: &Path) -> (String, Option<String>) {
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
            ("mouse = 3", true, "mouse"),
            ("colour = true\nmouse = false", false, "colour"),
            ("# words\nmouse = = 3", true, "line 2"),
        ] {
            let (config, complaints) = Config::read(text);
            assert_eq!(config.mouse, mouse, "{text}");
            assert_eq!(complaints.is_empty(), named.is_empty(), "{complaints:?}");
            assert!(complaints.join("").contains(named), "{complaints:?}");
        }
    }
}
