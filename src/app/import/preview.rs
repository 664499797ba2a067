//! The preview of files: what is new, changed, the same, held back, and whom they no longer name.

use crate::app::layout::Page;
use crate::app::list::{Cursor, Place, Step};
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

/// Of which file a row of the part that is shown is, and which.
#[derive(Debug, Clone, Copy)]
struct Shown {
    file: usize,
    /// Which row of the file's, and which cell of that; `None` for the name of the file above its rows.
    row: Option<(usize, usize)>,
}

/// What files would do.
#[derive(Debug, Default)]
pub struct Preview {
    /// File by file, in the order in which they would go in.
    pub files: Vec<FilePreview>,
    /// The part that is shown.
    pub part: Part,
    /// The rows of the part that is shown, found once: there may be very many.
    places: Vec<Shown>,
    /// In its rows.
    pub cursor: Cursor,
}

/// Where the rows of a part are drawn: below title, parts and a blank row, above the chosen row in full.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(Page::of(size).body.bottom(FOOT).0, HEAD)
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
            Part::Held => file.held_rows() as usize,
            Part::Unnamed => file.unnamed.len(),
        };
        self.files.iter().map(of).sum()
    }

    /// Whether any file is of a known layout.
    pub fn any(&self) -> bool {
        self.files.iter().any(|file| file.layout.is_some())
    }

    /// How many rows the part that is shown has, the names of files counted.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether the part that is shown has no rows.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// A row of the part that is shown; under its file where there are several.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        let place = self.places.get(at)?;
        let file = self.files.get(place.file)?;
        let Some((row, cell)) = place.row else { return Some(Row::File(file)) };
        Some(match self.part {
            Part::New => Row::Made(file.made.get(row)?),
            Part::Changed => {
                let change = file.altered.get(row)?;
                Row::Cell(change, change.cells.get(cell)?)
            }
            Part::Same => Row::Same(file),
            Part::Held => Row::Held(file.held.get(row)?),
            Part::Unnamed => Row::Unnamed(file.unnamed.get(row)?),
        })
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<Row<'_>> {
        self.row(self.cursor.at)
    }

    /// The file that the chosen row is of; the only one, where there is no row.
    pub fn chosen_file(&self) -> Option<&FilePreview> {
        self.files.get(self.places.get(self.cursor.at).map_or(0, |place| place.file))
    }

    /// Shows a part from its first row.
    fn show(&mut self, part: Part) {
        self.part = part;
        self.cursor = Cursor::default();
        let headed = self.files.len() > 1 && part != Part::Same;
        let of_file = |(file, preview)| {
            let rows = rows(preview, part);
            let head = (headed && !rows.is_empty()).then_some(None);
            head.into_iter().chain(rows.into_iter().map(Some)).map(move |row| Shown { file, row })
        };
        self.places = self.files.iter().enumerate().flat_map(of_file).collect();
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
        let places = &self.places;
        self.cursor.step_over(step, places.len(), window, |at| is_row(places, at));
    }

    fn put(&mut self, at: usize, window: usize) {
        let places = &self.places;
        self.cursor.put(at, places.len(), window, |at| is_row(places, at));
    }

    /// Presses the button at a column and row of the screen: chooses.
    pub fn press(&mut self, place: Place, at: (u16, u16)) {
        let places = &self.places;
        self.cursor.press(place, at, places.len(), |at| is_row(places, at));
    }
}

/// Whether a row can be chosen: the name of a file cannot.
fn is_row(places: &[Shown], at: usize) -> bool {
    places.get(at).is_some_and(|place| place.row.is_some())
}

/// The rows of a part of a file, each with its cell.
fn rows(file: &FilePreview, part: Part) -> Vec<(usize, usize)> {
    let whole = |rows: usize| (0..rows).map(|row| (row, 0)).collect();
    match part {
        Part::New => whole(file.made.len()),
        Part::Changed => {
            let cells = |(row, change): (usize, &Change)| (0..change.cells.len()).map(move |cell| (row, cell));
            file.altered.iter().enumerate().flat_map(cells).collect()
        }
        Part::Same => whole(usize::from(file.same > 0)),
        Part::Held => whole(file.held.len()),
        Part::Unnamed => whole(file.unnamed.len()),
    }
}
