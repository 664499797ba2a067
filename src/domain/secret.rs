//! A passphrase as typed: wiped from memory when it goes, and never printed.

use zeroize::{Zeroize, Zeroizing};

/// The longest that is taken, in bytes. Room for it is made once: a text that grows leaves copies of itself behind.
const LONGEST: usize = 1_024;

/// A passphrase or recovery code as typed. Never printed, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes what was typed.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Nothing yet, to be typed.
    pub fn empty() -> Self {
        Self::new(String::with_capacity(LONGEST))
    }

    /// Adds a character, as long as there is room.
    pub fn push(&mut self, c: char) {
        if self.0.len() + c.len_utf8() <= LONGEST {
            self.0.push(c);
        }
    }

    /// Takes the last character off.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// Wipes it.
    pub fn clear(&mut self) {
        self.0.zeroize();
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// Whether the same was typed twice.
    pub fn same_as(&self, other: &Self) -> bool {
        self.text() == other.text()
    }

    /// How many characters; at `init` 12 or more are asked.
    pub fn characters(&self) -> usize {
        self.0.chars().count()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_comes_and_goes_and_never_moves() {
        let mut typed = Secret::empty();
        let place = typed.0.as_ptr();
        for c in "pässword".chars() {
            typed.push(c);
        }
        typed.pop();
        assert_eq!((typed.text(), typed.characters()), ("pässwor", 7));
        for _ in 0..2 * LONGEST {
            typed.push('x');
        }
        assert_eq!((typed.0.len(), typed.0.as_ptr()), (LONGEST, place));
        assert_eq!(format!("{typed:?}"), "Secret");
        typed.clear();
        assert!(typed.is_empty());
    }
}
