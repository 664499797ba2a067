//! A table row by row, whatever file it stands in, and its first rows, by which it is recognised.

use crate::domain::formula::read_back;
use crate::domain::held::{self, LONGEST_ROW as LONGEST_KEPT};
use crate::domain::sealed::Sealed;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::io;

/// How many rows are looked at for the header.
pub(super) const HEAD_ROWS: usize = 30;

/// The rows of a table, one after the other.
pub(super) trait Lines {
    /// The next row that is not blank.
    ///
    /// # Errors
    /// Those of the source.
    fn next(&mut self, row: &mut Row) -> io::Result<Next>;
}

/// What stands next in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A row, now in the [`Row`] that was handed in.
    Row,
    /// A row that cannot be split into cells, and why.
    Broken {
        /// The line on which it starts.
        line: u32,
        /// Why.
        reason: &'static str,
    },
    /// The end of the table.
    End,
}

/// The cells of one row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The physical line on which it starts, or the number of the row in its sheet.
    pub(super) line: u32,
    /// Blank cells at its end may be missing, as in a spreadsheet.
    pub(super) open_ended: bool,
    /// The row as its file wrote it, where the cells are a translation of that.
    pub(super) written: Option<Sealed<String>>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Row {
    /// A row without cells.
    pub(super) fn of_line(line: u32) -> Self {
        Self { line, ..Self::default() }
    }

    /// A row of texts that stand in no line of cells.
    pub(super) fn of<'t>(line: u32, cells: impl Iterator<Item = &'t str>) -> Self {
        let mut row = Self::of_line(line);
        cells.for_each(|cell| row.push(cell));
        row
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, text: &str) {
        self.extend(text.as_bytes());
        self.end_cell();
    }

    /// The texts of all cells, filled up to a width where blank ones at the end may be missing.
    pub(super) fn texts(&self, width: usize) -> Vec<String> {
        let width = if self.open_ended { width.max(self.len()) } else { self.len() };
        (0..width).map(|place| self.text(place).into_owned()).collect()
    }

    /// How many cells the row has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has as many cells as the header. A row of a spreadsheet is filled up with blank ones, and what stands
    /// beside the last column has no header and is left out.
    pub(super) fn fits(&mut self, columns: usize) -> bool {
        if self.open_ended {
            self.ends.resize(columns, self.bytes.len());
        }
        self.len() == columns
    }

    /// The bytes of a cell, empty where there is none.
    fn cell(&self, place: usize) -> &[u8] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or_default());
        let end = self.ends.get(place).copied().unwrap_or_default();
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The text of a cell without the blanks round it: UTF-8, else Windows-1252. An apostrophe that kept a spreadsheet
    /// from running it is none of it.
    pub(super) fn text(&self, place: usize) -> Cow<'_, str> {
        let bytes = self.cell(place);
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Cow::Borrowed(read_back(text.trim()));
        }
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
        Cow::Owned(read_back(text.trim()).to_owned())
    }

    /// The row as its file wrote it, as a line of CSV; `None` where it is too long to be kept.
    pub(super) fn csv(&self) -> Option<Sealed<String>> {
        if self.written.is_some() {
            return self.written.clone();
        }
        if self.bytes.len() > LONGEST_KEPT {
            return None;
        }
        let cells: Vec<Cow<'_, str>> = (0..self.len()).map(|place| self.text(place)).collect();
        let line = held::join(cells.iter().map(AsRef::as_ref));
        (line.len() <= LONGEST_KEPT).then(|| Sealed::new(line))
    }

    /// Empties it.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// The bytes of all cells so far.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Goes on with the last cell.
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Ends the last cell.
    pub(super) fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
    }

    /// Whether it is a line of nothing but blanks.
    pub(super) fn is_blank(&self) -> bool {
        (self.open_ended || self.ends.len() == 1) && self.bytes.iter().all(u8::is_ascii_whitespace)
    }
}

/// A table whose first rows were looked at and still stand before the others.
pub(super) struct Head<'l> {
    first: VecDeque<(Next, Row)>,
    rest: &'l mut dyn Lines,
}

impl<'l> Head<'l> {
    /// Looks at the first rows.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn of(lines: &'l mut dyn Lines) -> io::Result<Self> {
        let mut first = VecDeque::new();
        while first.len() < HEAD_ROWS {
            let mut row = Row::default();
            match lines.next(&mut row)? {
                Next::End => break,
                Next::Row => first.push_back((Next::Row, row)),
                // A row that cannot be split has no cells.
                broken @ Next::Broken { .. } => first.push_back((broken, Row::default())),
            }
        }
        Ok(Self { first, rest: lines })
    }

    /// The first rows; one that cannot be split is without cells.
    pub(super) fn rows(&self) -> Vec<&Row> {
        self.first.iter().map(|(_, row)| row).collect()
    }

    /// Why the first row cannot be split, where it can't.
    pub(super) fn broken(&self) -> Option<&'static str> {
        match self.first.front() {
            Some((Next::Broken { reason, .. }, _)) => Some(reason),
            _ => None,
        }
    }

    /// Leaves out the header and what stands above it.
    pub(super) fn skip(&mut self, rows: usize) {
        self.first.drain(..rows.min(self.first.len()));
    }
}

impl Lines for Head<'_> {
    fn next(&mut self, row: &mut Row) -> io::Result<Next> {
        match self.first.pop_front() {
            Some((next, first)) => {
                *row = first;
                Ok(next)
            }
            None => self.rest.next(row),
        }
    }
}
