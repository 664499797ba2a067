//! The preview of files: what is new, changed, the same, held back, and whom they no longer name.

use crate::app::layout::Page;
use crate::app::list::{Cursor, Step};
use crate::domain::preview::{CellChange, Change, FilePreview, Who};
use crate::domain::sheet::Held;

/// A part of the preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// What would be made.
    #[default]
    New,
    /// What would be changed, the old value beside the new.
    Changed,
    /// What is there already.
    Same,
    /// What cannot be taken.
    Held,
    /// Whom the files no longer name.
    Unnamed,
}

impl Part {
    /// In the order of the screen.
    pub const ALL: [Self; 5] = [Self::New, Self::Changed, Self::Same, Self::Held, Self::Unnamed];

    /// Its name on the screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Held => "held back",
            Self::Unnamed => "no longer named",
        }
    }
}

/// A row of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row<'a> {
    /// Of which file the rows below are.
    File(&'a FilePreview),
    /// A row that would be made.
    Made(&'a Change),
    /// A column that would be changed.
    Cell(&'a Change, &'a CellChange),
    /// How many rows of a file say what is there.
    Same(&'a FilePreview),
    /// A row held back.
    Held(&'a Held),
    /// A child that a file does not name.
    Unnamed(&'a Who),
}

impl<'a> Row<'a> {
    /// Whom it is about.
    pub const fn who(self) -> Option<&'a Who> {
        match self {
            Self::Made(change) | Self::Cell(change, _) => Some(&change.who),
            Self::Unnamed(who) => Some(who),
            Self::File(_) | Self::Same(_) | Self::Held(_) => None,
        }
    }
}

/// What files would do.
#[derive(Debug, Default)]
pub struct Preview {
    /// File by file, in the order in which they would go in.
    pub files: Vec<FilePreview>,
    /// The part that is shown.
    pub part: Part,
    /// In its rows.
    pub cursor: Cursor,
}

/// How many rows of a part a window shows: below title, parts and a blank row, above the chosen row in full.
pub fn window(size: (u16, u16)) -> usize {
    usize::from(Page::of(size).body.height.saturating_sub(HEAD + FOOT))
}

/// Rows above the rows.
pub const HEAD: u16 = 3;
/// Rows below them: a blank one, and the chosen one in full.
pub const FOOT: u16 = 4;

impl Preview {
    /// Of files, on the first part that has rows.
    pub fn new(files: Vec<FilePreview>) -> Self {
        let mut preview = Self { files, ..Self::default() };
        let first = Part::ALL.into_iter().find(|part| preview.count(*part) > 0);
        preview.show(first.unwrap_or_default());
        preview
    }

    /// How many rows of the files a part counts; children where they are no longer named.
    pub fn count(&self, part: Part) -> usize {
        let of = |file: &FilePreview| match part {
            Part::New => file.new as usize,
            Part::Changed => file.changed as usize,
            Part::Same => file.same as usize,
            Part::Held => file.held.len(),
            Part::Unnamed => file.unnamed.len(),
        };
        self.files.iter().map(of).sum()
    }

    /// Whether any file is of a known layout.
    pub fn any(&self) -> bool {
        self.files.iter().any(|file| file.layout.is_some())
    }

    /// The rows of the part that is shown; under their files where there are several.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        for file in &self.files {
            let from = rows.len();
            match self.part {
                Part::New => rows.extend(file.made.iter().map(Row::Made)),
                Part::Changed => rows.extend(file.altered.iter().flat_map(cells)),
                Part::Same => rows.extend((file.same > 0).then_some(Row::Same(file))),
                Part::Held => rows.extend(file.held.iter().map(Row::Held)),
                Part::Unnamed => rows.extend(file.unnamed.iter().map(Row::Unnamed)),
            }
            if self.files.len() > 1 && self.part != Part::Same && rows.len() > from {
                rows.insert(from, Row::File(file));
            }
        }
        rows
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<Row<'_>> {
        self.rows().get(self.cursor.at).copied()
    }

    /// The file that the chosen row is of; the only one, where there is no row.
    pub fn chosen_file(&self) -> Option<&FilePreview> {
        let named = self.rows().into_iter().take(self.cursor.at + 1).rev().find_map(|row| match row {
            Row::File(file) | Row::Same(file) => Some(file),
            _ => None,
        });
        named.or(self.files.first())
    }

    /// Shows a part from its first row.
    fn show(&mut self, part: Part) {
        self.part = part;
        self.cursor = Cursor::default();
        self.put(0, 1);
    }

    /// Shows the next part, or the one before.
    pub fn turn(&mut self, onwards: bool) {
        let at = Part::ALL.iter().position(|part| *part == self.part).unwrap_or(0);
        let by = if onwards { 1 } else { Part::ALL.len() - 1 };
        self.show(Part::ALL[(at + by) % Part::ALL.len()]);
    }

    /// Moves in the rows.
    pub fn step(&mut self, step: Step, window: usize) {
        let can = self.choosable();
        self.cursor.step_over(step, can.len(), window, |at| can[at]);
    }

    fn put(&mut self, at: usize, window: usize) {
        let can = self.choosable();
        self.cursor.put(at, can.len(), window, |at| can[at]);
    }

    fn choosable(&self) -> Vec<bool> {
        self.rows().iter().map(|row| !matches!(row, Row::File(_))).collect()
    }

    /// Presses the button on a row of the screen, counted from the title.
    pub fn click(&mut self, row: usize, window: usize) {
        let can = self.choosable();
        let cursor = self.cursor.shown(can.len(), window);
        let Some(below) = row.checked_sub(usize::from(HEAD)).filter(|below| *below < window) else { return };
        let at = cursor.top + below;
        if can.get(at).copied().unwrap_or(false) {
            self.cursor = Cursor { at, ..cursor };
        }
    }
}

fn cells(change: &Change) -> impl Iterator<Item = Row<'_>> {
    change.cells.iter().map(move |cell| Row::Cell(change, cell))
}
