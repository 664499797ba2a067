//! Intake: a sheet compared with the caseload, and what became of it.

use crate::domain::held::held_rows;
use crate::domain::sheet::{Held, Sheet};
use crate::store::plan::Work;

/// What an import of one file does, or did. Counts are rows: new + changed + same + held = the file's data rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intake {
    /// The path as it was given.
    pub file: String,
    /// The layout recognised.
    pub layout: Option<&'static str>,
    /// The profile by which it was read, where no built-in layout was.
    pub profile: Option<String>,
    /// Rows of which nothing was there.
    pub new: u32,
    /// Rows that change something.
    pub changed: u32,
    /// Rows that say what is there.
    pub same: u32,
    /// Rows held back, by line, the first [`crate::domain::held::MOST_TOLD`].
    pub held: Vec<Held>,
    /// How many more there are.
    pub held_more: u32,
    /// Columns that the layout does not know.
    pub unknown_columns: Vec<String>,
}

impl Intake {
    /// The counts in words: `30 new, 2 changed, 0 same, 1 held`.
    pub fn words(&self) -> String {
        let Self { new, changed, same, .. } = self;
        format!("{new} new, {changed} changed, {same} same, {} held", self.held_rows())
    }

    /// How many rows were held back.
    pub fn held_rows(&self) -> u32 {
        held_rows(self.held.len(), self.held_more)
    }
}

/// A sheet compared with the caseload as it stood at a revision, ready to be applied.
#[derive(Debug)]
pub struct Planned {
    /// What it will do.
    pub intake: Intake,
    pub(super) sheet: Sheet,
    pub(super) revision: i64,
    pub(super) work: Work,
}
