//! The header of a file, and which layout it is.

use crate::domain::held;
use crate::import::layouts::{Form, LAYOUTS, Layout};
use crate::import::lines::Row;
use crate::import::refusal::{Refusal, Unknown};

/// The widest header: as many columns as a spreadsheet can have.
const WIDEST: usize = 1 << 14;

/// A header among the first rows of a table.
#[derive(Debug)]
pub(super) struct Found {
    /// The layout that it is of.
    pub(super) layout: &'static Layout,
    /// Its words.
    pub(super) header: Header,
    /// How many rows stand above it: titles, which are no data.
    pub(super) above: usize,
}

/// Says which layout a table is of, given its first rows, and at which of them its header stands: the first that is of
/// a known layout. `None` where none is.
///
/// # Errors
/// A header that is of a layout and has one of its columns twice.
pub(super) fn recognise(first: &[&Row]) -> Result<Option<Found>, Refusal> {
    for (above, row) in first.iter().enumerate().filter(|(_, row)| row.len() <= WIDEST) {
        let header = Header::of(row);
        if let Some(layout) = header.layout()? {
            return Ok(Some(Found { layout, header, above }));
        }
    }
    Ok(None)
}

/// What to say of a table in which no layout was recognised: the nearest, by the row that knows most of its columns.
pub(super) fn nearest(first: &[&Row]) -> Unknown {
    let headers = first.iter().filter(|row| row.len() <= WIDEST).map(|row| Header::of(row));
    let near = headers
        .filter_map(|header| header.nearest())
        .reduce(|best, next| if next.known > best.known { next } else { best });
    let known = near.as_ref().map_or(0, |near| near.known);
    let reason = match near {
        Some(Near { layout, lacking, .. }) => {
            let lacking = lacking.join(", ");
            format!("the header is of no known layout; the nearest is {}, which needs {lacking}", layout.name)
        }
        None => "the header is of no known layout".to_owned(),
    };
    Unknown { refusal: Refusal::whole(reason), known, empty: false }
}

/// A layout that knows some of a header's columns.
struct Near {
    layout: &'static Layout,
    known: usize,
    lacking: Vec<&'static str>,
}

/// The words of a header row, in upper or lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    words: Vec<String>,
}

impl Header {
    /// Takes the words of a row.
    pub(super) fn of(row: &Row) -> Self {
        Self { words: row.texts(0) }
    }

    /// Takes words as they are.
    pub(super) fn of_words(words: Vec<String>) -> Self {
        Self { words }
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

    /// The layout of a name that has all it needs, of several the one that knows most of the columns.
    pub(super) fn layout_called(&self, name: &str) -> Option<&'static Layout> {
        self.fitting(|layout| layout.name == name)
    }

    fn fitting(&self, wanted: impl Fn(&Layout) -> bool) -> Option<&'static Layout> {
        let fitting = tables().filter(|layout| wanted(layout) && layout.lacks(self).is_empty());
        // The first of several that know as much.
        fitting.rev().max_by_key(|layout| layout.known(self))
    }

    /// The layout that knows most of the columns, of those that have all they need.
    ///
    /// # Errors
    /// It has one of its columns twice.
    fn layout(&self) -> Result<Option<&'static Layout>, Refusal> {
        let Some(layout) = self.fitting(|_| true) else { return Ok(None) };
        match self.twice(layout) {
            Some(word) => Err(Refusal { column: Some(word), reason: "stands twice in the header".to_owned() }),
            None => Ok(Some(layout)),
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

    fn nearest(&self) -> Option<Near> {
        let near = tables().rev().max_by_key(|layout| {
            let known = layout.known(self);
            (known, usize::MAX - layout.lacks(self).len())
        })?;
        let known = near.known(self);
        (known > 0).then(|| Near { layout: near, known, lacking: near.lacks(self) })
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
