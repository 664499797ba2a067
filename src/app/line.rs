//! One line of text being typed: a query, a command's name.

use crate::app::keys::{Code, Key};
use unicode_segmentation::UnicodeSegmentation;

/// The longest line, in characters, where nothing else is said: a paste beyond it is cut.
const LONGEST: usize = 200;

/// A line of text, typed at its end.
#[derive(Clone, PartialEq, Eq)]
pub struct TextLine {
    text: String,
    longest: usize,
}

impl Default for TextLine {
    fn default() -> Self {
        Self::up_to(LONGEST)
    }
}

/// Prints no text: a query may be a child's name.
impl std::fmt::Debug for TextLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line of {} characters", self.text.chars().count())
    }
}

impl TextLine {
    /// A line that stands there already, however long; controls in it stay.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// An empty line of at most so many characters.
    pub const fn up_to(longest: usize) -> Self {
        Self { text: String::new(), longest }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes a press that is text: a character, Backspace, Ctrl-W for a word. Whether it was.
    pub fn type_key(&mut self, key: Key) -> bool {
        match key {
            Key { code: Code::Char(c), ctrl: false, alt: false } => self.paste(c.encode_utf8(&mut [0; 4])),
            Key { code: Code::Backspace, .. } => {
                let last = self.text.graphemes(true).next_back().map_or(0, str::len);
                self.text.truncate(self.text.len() - last);
            }
            Key { code: Code::Char('w'), ctrl: true, alt: false } => {
                let kept = self.text.trim_end().rfind(' ').map_or(0, |space| space + 1);
                self.text.truncate(kept);
            }
            _ => return false,
        }
        true
    }

    /// Adds pasted text, line ends and other controls as spaces.
    pub fn paste(&mut self, text: &str) {
        let room = self.longest.saturating_sub(self.text.chars().count());
        self.text.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(room));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::{ch, ctrl, key};

    #[test]
    fn letters_come_and_go_whole() {
        let mut line = TextLine::default();
        line.paste("Zoe\u{308} w\u{f3}jcik\n");
        for (press, text) in [
            (key(Code::Backspace), "Zoe\u{308} w\u{f3}jcik"),
            (ctrl('w'), "Zoe\u{308} "),
            (key(Code::Backspace), "Zoe\u{308}"),
            (key(Code::Backspace), "Zo"),
            (ch('é'), "Zoé"),
            (ctrl('w'), ""),
            (key(Code::Backspace), ""),
        ] {
            assert!(line.type_key(press));
            assert_eq!(line.text(), text);
        }
        assert!(!line.type_key(key(Code::Enter)) && !line.type_key(ctrl('d')));
    }

    #[test]
    fn a_long_paste_is_cut() {
        let mut line = TextLine::default();
        line.paste(&"x".repeat(1_000_000));
        assert_eq!(line.text().len(), LONGEST);
    }
}
