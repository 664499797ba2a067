//! What is held back, and the count that has to add up.

use crate::domain::held::{MOST_KEPT, MOST_TOLD};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{Content, Held};
use crate::import::lines::Row;
use std::collections::BTreeMap;

/// Why a row is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The header's word of the column at fault.
    pub(super) column: Option<String>,
    /// Why.
    pub(super) reason: String,
}

impl Refusal {
    /// A refusal for the sake of no single column.
    pub(super) fn whole(reason: impl Into<String>) -> Self {
        Self { column: None, reason: reason.into() }
    }
}

/// A table of which no row is taken, since its layout is not known.
#[derive(Debug)]
pub(super) struct Unknown {
    /// Why.
    pub(super) refusal: Refusal,
    /// How many of its columns the nearest layout knows.
    pub(super) known: usize,
    /// Whether it has no rows at all.
    pub(super) empty: bool,
}

/// What reading a file gives: every data row is in the content, repeated or held, once.
#[derive(Debug)]
pub(super) struct Tally {
    /// What was taken.
    pub(super) content: Content,
    /// Data rows.
    pub(super) data_rows: u32,
    /// Rows that say again what another row says.
    pub(super) repeated: u32,
    /// Rows held back, the first [`MOST_TOLD`].
    pub(super) held: Vec<Held>,
    /// How many more were.
    pub(super) held_more: u32,
    /// Rows of marks as lines of CSV, by line: see [`crate::domain::sheet::Sheet::texts`].
    pub(super) texts: BTreeMap<u32, Sealed<String>>,
}

impl Default for Tally {
    fn default() -> Self {
        let (content, held, texts) = (Content::Nothing, Vec::new(), BTreeMap::new());
        Self { content, data_rows: 0, repeated: 0, held, held_more: 0, texts }
    }
}

impl Tally {
    /// Holds a row back whose text is not at hand.
    pub(super) fn hold(&mut self, line: u32, refusal: Refusal) {
        self.hold_text(line, refusal, None);
    }

    /// Holds a row back with its text, of which there are at most as many as are kept.
    pub(super) fn hold_row(&mut self, row: &Row, refusal: Refusal) {
        let text = if self.held.len() < MOST_KEPT { row.csv() } else { None };
        self.hold_text(row.line, refusal, text);
    }

    fn hold_text(&mut self, line: u32, refusal: Refusal, text: Option<Sealed<String>>) {
        if self.held.len() < MOST_TOLD {
            self.held.push(Held { line, column: refusal.column, reason: refusal.reason, text });
        } else {
            self.held_more = self.held_more.saturating_add(1);
        }
    }

    /// An earlier row of the same key: the same row where it says the same, else held back for the last.
    pub(super) fn fold(&mut self, line: u32, same: bool, last: u32) {
        self.fold_row(line, same, last, None);
    }

    /// The same of a row whose text is at hand.
    pub(super) fn fold_row(&mut self, line: u32, same: bool, last: u32, text: Option<Sealed<String>>) {
        if same {
            self.repeated = self.repeated.saturating_add(1);
        } else {
            self.hold_text(line, Refusal::whole(format!("repeated on line {last}")), text);
        }
    }
}
