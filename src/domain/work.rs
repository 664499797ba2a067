//! Work: the parts of a virtual school's work beside triage. Each is a list of what stands and what falls due.
//!
//! A [`Part`] stands in a file of its own under `domain/part/` and has one line in [`crate::domain::part::PARTS`]. The
//! screen, the page of a child's record, `lookout work`, `lookout rules`, help and README are walks over that table. A
//! part reads [`Books`], judges in a [`Scene`], and never writes: what a person does about a line is an [`Act`], whose
//! [`Entry`]s go into the file as the importer's rows do, with a source and an undo.

pub mod act;
pub mod answer;
pub mod books;
pub mod line;
pub mod scene;

pub use act::{Act, Ask, Entry, Needs};
pub use books::{BookRow, Books};
pub use line::{About, Line};
pub use scene::Scene;

use crate::domain::kind::Kind;
use crate::domain::rules::Limit;

/// A part of the work.
#[derive(Debug)]
pub struct Part {
    /// Its name in commands and JSON: `peps`.
    pub id: &'static str,
    /// The words on its screen: `PEPs of the term`.
    pub title: &'static str,
    /// Who works with it: `PEP lead`.
    pub who: &'static str,
    /// What it shows, in a sentence.
    pub doc: &'static str,
    /// Which duty it serves and where that stands; of a strategic duty, that no case work is implied.
    pub duty: &'static str,
    /// The kinds of row that it reads beside the facts.
    pub reads: &'static [Kind],
    /// The headings of [`Line::cells`].
    pub columns: &'static [Column],
    /// The headings of [`Line::groups`]: by what its lines can be put together. The first is the state, which has tabs.
    pub groups: &'static [&'static str],
    /// The states in the order of their tabs; one that no line is in has a tab too.
    pub states: &'static [&'static str],
    /// What falls due there, with its source.
    pub watches: &'static [Watch],
    /// What a person can write down about a line, or anew.
    pub acts: &'static [Act],
    /// Its lines, in no order.
    pub lines: fn(&Scene<'_>) -> Vec<Line>,
}

/// A column of a part.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Cells that it is given; a wide window gives more.
    pub width: u16,
    /// Left out of windows of 80 columns.
    pub wide: bool,
}

impl Column {
    /// A column that is always there.
    pub const fn new(title: &'static str, width: u16) -> Self {
        Self { title, width, wide: false }
    }

    /// A column that a narrow window leaves out; the line's detail has it.
    pub const fn wide(title: &'static str, width: u16) -> Self {
        Self { title, width, wide: true }
    }
}

/// What a part watches: a duty with a date, or a council's yardstick. No alert of triage, whose rules are
/// [`crate::domain::rules::RULES`]; it never changes the order of the ranked list.
#[derive(Debug)]
pub struct Watch {
    /// Its name in rules.toml and in `lookout rules`: `ehc-review`.
    pub id: &'static str,
    /// A few words for the row: `EHC review due`.
    pub title: &'static str,
    /// When it says something, in a sentence that names its clock.
    pub doc: &'static str,
    /// Where it comes from: a regulation, a guidance, or "ours".
    pub source: &'static str,
    /// Limits that a council can change in rules.toml.
    pub limits: &'static [Limit],
}
