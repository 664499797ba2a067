//! Previews: what a file would do to the caseload, row by row, before anything is written.

use crate::domain::facts::ChildKey;
use crate::domain::held::held_rows;
use crate::domain::sheet::Held;
use std::fmt;

/// What a file would do.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FilePreview {
    /// The path as it was given.
    pub file: String,
    /// The layout recognised.
    pub layout: Option<&'static str>,
    /// Rows of which nothing is there.
    pub new: u32,
    /// Rows that change something.
    pub changed: u32,
    /// Rows that say what is there.
    pub same: u32,
    /// What would be made: a row each, of a register a session each; the first [`FilePreview::MOST`].
    pub made: Vec<Change>,
    /// What would be changed or taken away, likewise.
    pub altered: Vec<Change>,
    /// Rows held back, by line, the first [`crate::domain::held::MOST_TOLD`].
    pub held: Vec<Held>,
    /// How many more there are.
    pub held_more: u32,
    /// Children of whom the caseload has rows of this kind and whom the file does not name. Nothing is done about them.
    pub unnamed: Vec<Who>,
    /// Columns that the layout does not know.
    pub unknown_columns: Vec<String>,
}

impl FilePreview {
    /// Most changes of a sort that are shown of a file; all are counted.
    pub const MOST: usize = 5_000;

    /// How many rows were held back.
    pub fn held_rows(&self) -> u32 {
        held_rows(self.held.len(), self.held_more)
    }
}

/// Says how much there is, never what.
impl fmt::Debug for FilePreview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} new, {} changed, {} same, {} held", self.new, self.changed, self.same, self.held_rows())
    }
}

/// A child, or nobody.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// Its key, where it is in the caseload.
    pub child: Option<ChildKey>,
    /// The council's id; empty where the row is of no child.
    pub id: String,
    /// Its name; empty where it has none.
    pub name: String,
}

/// Names nobody.
impl fmt::Debug for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.child)
    }
}

/// A row that would be made or changed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// The physical line of the file; 0 where the file takes a row away by leaving it out.
    pub line: u32,
    /// Whose.
    pub who: Who,
    /// Which of its rows: the key in words.
    pub what: String,
    /// The columns that would be filled or changed.
    pub cells: Vec<CellChange>,
}

/// Says how much there is, never what.
impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} cells", self.line, self.cells.len())
    }
}

/// A column of it; what is sealed is only said to be.
#[derive(Clone, PartialEq, Eq)]
pub struct CellChange {
    /// The word in the header.
    pub column: &'static str,
    /// What stands there.
    pub before: Option<String>,
    /// What would stand there.
    pub after: Option<String>,
}

/// Names the column alone.
impl fmt::Debug for CellChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.column)
    }
}
