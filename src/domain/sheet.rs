//! Sheets: a file as read, its rows checked and folded by key, not yet compared with the caseload.
//!
//! What `import` makes and `store` takes in.

mod packed;

pub use packed::PackedMarks;

use crate::domain::attendance::AcademicYear;
use crate::domain::kind::{Kind, Value};
use crate::domain::sealed::Sealed;
use std::collections::BTreeMap;
use std::fmt;

/// A row that could not be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The physical line on which the row starts, the header being 1.
    pub line: u32,
    /// The header's word of the column at fault, where it is one column.
    pub column: Option<String>,
    /// Why, in words that name what is wrong but no child.
    pub reason: String,
    /// The row as a line of CSV, where it could be kept.
    pub text: Option<Sealed<String>>,
}

/// A column of a row in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// The file has no such column: what is there stays.
    Keep,
    /// An empty cell: what is there goes.
    Clear,
    /// A value.
    Set(Value),
}

/// A row of a file. Its Debug says the line only, since cells and key hold names.
#[derive(Clone)]
pub struct SheetRow {
    /// The physical line on which it starts.
    pub line: u32,
    /// The council's id for the child or [`by_upn`], or what [`Sheet::child_by`] says; empty for kinds that belong to no
    /// child.
    pub child_id: String,
    /// The natural key beside the child, from [`crate::domain::kind::KindSpec::key`], its parts joined by U+001F, one
    /// more U+001F before it for each alternative that was passed over.
    pub key: String,
    /// Cells in the order of the kind's fields.
    pub cells: Vec<Cell>,
    /// The row as a line of CSV, where it may still be held back for its child and is not too long to be kept.
    pub text: Option<Sealed<String>>,
}

/// Rows are the same that say the same of one line, however it is written there.
impl PartialEq for SheetRow {
    fn eq(&self, other: &Self) -> bool {
        (self.line, &self.child_id, &self.key, &self.cells) == (other.line, &other.child_id, &other.key, &other.cells)
    }
}

impl Eq for SheetRow {}

impl fmt::Debug for SheetRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row of line {}", self.line)
    }
}

/// Stands before a unique pupil number where a row says whose it is by that, and not by the council's id, which
/// holds no control character.
const UPN_MARK: char = '\u{1f}';

/// A child by its unique pupil number, for [`SheetRow::child_id`] and [`MarksKey`].
pub fn by_upn(upn: &str) -> String {
    format!("{UPN_MARK}{}", upn.to_uppercase())
}

/// The unique pupil number, where a row says whose it is by that.
pub fn upn_of(child_id: &str) -> Option<&str> {
    child_id.strip_prefix(UPN_MARK)
}

/// Which of two files about the same thing wins, field by field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Our own layout (children.csv, schools.csv): wins.
    Own = 0,
    /// A published layout (SSDA903 header, GIAS).
    Published = 1,
    /// The CIN census, where nothing else tells.
    Census = 2,
}

/// By what the rows of a file name a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChildBy {
    /// The council's id.
    #[default]
    CouncilId,
    /// The unique pupil number, in force or former.
    Upn,
    /// The number that a school census gave the pupil (see [`Kind::CensusPupil`]).
    CensusPupil,
}

/// Clears a mark that was there; stands in [`PackedMarks`] only.
pub const CLEAR_MARK: u8 = 0xff;

/// Whose marks: the council's id of the child or [`by_upn`], the year, the school's URN (empty where the file gave none).
pub type MarksKey = (String, AcademicYear, String);

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Rows of one kind.
    Rows {
        /// Which kind.
        kind: Kind,
        /// Which layer, for children and schools.
        layer: Layer,
        /// The rows, none twice.
        rows: Vec<SheetRow>,
    },
    /// Marks, already packed.
    Marks(BTreeMap<MarksKey, PackedMarks>),
    /// Nothing that could be taken.
    Nothing,
}

/// A file as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The path as it was given (folder/name).
    pub file: String,
    /// The layout that its header was recognised as.
    pub layout: Option<&'static str>,
    /// The name of the profile by which it was read, where no built-in layout was.
    pub profile: Option<String>,
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
    /// What it holds.
    pub content: Content,
    /// Data rows in the file: each is in the content, repeated or held, once. 1 where no layout was recognised.
    pub data_rows: u32,
    /// Rows that count as the same: identical repetitions of a row, and weeks of nothing but `-`.
    pub repeated: u32,
    /// Rows that could not be taken, the first [`crate::domain::held::MOST_TOLD`].
    pub held: Vec<Held>,
    /// How many more there are.
    pub held_more: u32,
    /// The header's word for the child's id, empty where the layout has none.
    pub child_column: String,
    /// By what its rows name a child.
    pub child_by: ChildBy,
    /// Columns that the layout does not know, named to the user.
    pub unknown_columns: Vec<String>,
    /// The header under which the texts of its rows are read again, as a line of CSV; empty where no text is kept.
    pub header: String,
    /// Words of the header whose cells are shown only when a person asks, beside those that say it themselves.
    pub sealed_columns: Vec<String>,
    /// Rows of marks as lines of CSV, by line, where the marks alone do not say how they stood there.
    pub texts: BTreeMap<u32, Sealed<String>>,
}

impl Sheet {
    /// Its turn among the files of a folder, the first first: the rest hangs on the children, and census tables on the
    /// census's own numbers of pupils.
    pub fn turn(&self) -> u8 {
        match self.layout {
            Some("children" | "ssda903-header" | "cin-children") => 0,
            Some("census-pupils") => 1,
            _ => 2,
        }
    }

    /// Says of everything in it that it stands on one line: a row that was corrected stands where it stood.
    pub fn put_on_line(&mut self, line: u32) {
        self.held.iter_mut().for_each(|held| held.line = line);
        match &mut self.content {
            Content::Rows { rows, .. } => rows.iter_mut().for_each(|row| row.line = line),
            Content::Marks(marks) => {
                for packed in marks.values_mut() {
                    packed.put_on_line(line);
                }
            }
            Content::Nothing => {}
        }
    }
}
