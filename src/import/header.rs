//! The header of a file, and which layout it is.

use crate::domain::held;
use crate::import::layouts::{Form, LAYOUTS, Layout};
use crate::import::refusal::Refusal;
use crate::import::rows::Row;

/// The words of the first row, in upper or lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    words: Vec<String>,
}

impl Header {
    /// Takes the words of a row.
    pub(super) fn of(row: &Row) -> Self {
        Self { words: (0..row.len()).map(|place| row.text(place).into_owned()).collect() }
    }

    /// The words as a line of CSV.
    pub(super) fn csv(&self) -> String {
        held::join(self.words.iter().map(String::as_str))
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The place of a column.
    pub(super) fn place(&self, word: &str) -> Option<usize> {
        self.words.iter().position(|written| written.eq_ignore_ascii_case(word))
    }

    /// The column's word as the file writes it.
    pub(super) fn word(&self, place: usize) -> Option<String> {
        self.words.get(place).cloned()
    }

    /// A refusal for the sake of a column.
    pub(super) fn refuse(&self, place: usize, reason: impl Into<String>) -> Refusal {
        Refusal { column: self.word(place), reason: reason.into() }
    }

    /// The layout that knows most of the columns, of those that have all they need.
    ///
    /// # Errors
    /// No layout fits, or it has one of its columns twice.
    pub(super) fn layout(&self) -> Result<&'static Layout, Refusal> {
        let fitting = tables().filter(|layout| layout.lacks(self).is_empty());
        // The first of several that know as much.
        let best = fitting.rev().max_by_key(|layout| layout.known(self));
        let layout = best.ok_or_else(|| self.no_layout())?;
        match self.twice(layout) {
            Some(word) => Err(Refusal { column: Some(word), reason: "stands twice in the header".to_owned() }),
            None => Ok(layout),
        }
    }

    /// The columns that a layout does not know, where it wants them named.
    pub(super) fn unknown(&self, layout: &Layout) -> Vec<String> {
        if !layout.names_unknown() {
            return Vec::new();
        }
        self.words.iter().filter(|word| !word.is_empty() && !knows(layout, word)).cloned().collect()
    }

    fn twice(&self, layout: &Layout) -> Option<String> {
        let mut words = self.words.iter().enumerate().filter(|(_, word)| knows(layout, word));
        words.find(|(place, word)| self.place(word) != Some(*place)).map(|(_, word)| word.clone())
    }

    fn no_layout(&self) -> Refusal {
        let near = tables().rev().max_by_key(|layout| {
            let known = layout.known(self);
            (known, usize::MAX - layout.lacks(self).len())
        });
        let reason = match near.filter(|layout| layout.known(self) > 0) {
            Some(layout) => {
                let lacking = layout.lacks(self).join(", ");
                format!("the header is of no known layout; the nearest is {}, which needs {lacking}", layout.name)
            }
            None => format!("the header is of no known layout{}", self.divided()),
        };
        Refusal { column: None, reason }
    }

    /// What seems to divide the columns instead of commas.
    fn divided(&self) -> &'static str {
        match self.words.as_slice() {
            [word] if word.contains(';') => "; its columns are divided by semicolons, not by commas",
            [word] if word.contains('\t') => "; its columns are divided by tabs, not by commas",
            _ => "",
        }
    }
}

fn tables() -> impl DoubleEndedIterator<Item = &'static Layout> {
    LAYOUTS.iter().filter(|layout| !matches!(layout.form, Form::Document { .. }))
}

fn knows(layout: &Layout, word: &str) -> bool {
    let known = layout.columns();
    let mut words = layout.child.into_iter().chain(known.iter().map(|column| column.word));
    words.any(|known| known.eq_ignore_ascii_case(word))
}
