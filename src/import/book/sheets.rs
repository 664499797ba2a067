//! The cells of a sheet put together to rows.

use crate::import::lines::{Lines, Next, Row};
use crate::import::rows::{LONGEST_ROW, TOO_LONG};
use calamine::Dimensions;
use std::collections::{BTreeMap, HashMap};
use std::io;

/// As many columns as a sheet can have.
const COLUMNS: u32 = 1 << 14;
/// The texts that the rows of a sheet may hold together, in bytes: many cells may share one, and merged ones stand in many
/// rows. A sheet of a million rows has some hundred million.
const MOST_TEXT: u64 = 4 << 30;
/// What a cell counts beside its text.
const CELL: u64 = 32;
const CUT_OFF: &str = "the sheet cannot be read from here on: it is damaged";
const TOO_MUCH: &str = "the sheet holds too much from here on: save it as CSV";

/// A cell: its row and column from 0, and its text; an error where the sheet cannot be read on.
type Cell = Result<((u32, u32), Option<String>), ()>;

/// A cell that is not blank.
type Filled = ((u32, u32), String);

/// The cells of a row by column.
type Cells = BTreeMap<u32, String>;

/// Why there is no next cell: the sheet cannot be read on.
struct CutOff(&'static str);

/// A row that was put together.
struct Gathered {
    row: u32,
    cells: Cells,
    /// Its texts together are longer than a row may be; the rest of them was left out.
    too_long: bool,
}

/// The rows of a sheet. A cell that is merged over several rows stands in each of them; one that is merged over several
/// columns stands in the first.
pub(super) struct SheetRows<'c> {
    cells: Box<dyn Iterator<Item = Cell> + 'c>,
    /// The first cell of the next row.
    waiting: Option<Filled>,
    ended: bool,
    /// How many bytes the sheet may still hold.
    left: u64,
    line: u32,
    /// The last rows of merged cells by their first row and column.
    merged: HashMap<(u32, u32), u32>,
    /// What stands in merged cells that reach further down, by column, with their last rows.
    reaching: BTreeMap<u32, (u32, String)>,
}

impl<'c> SheetRows<'c> {
    /// The rows that some cells make, in the order of the cells.
    pub(super) fn new(cells: Box<dyn Iterator<Item = Cell> + 'c>, merged: &[Dimensions]) -> Self {
        let down = merged.iter().filter(|area| area.end.0 > area.start.0);
        Self {
            cells,
            waiting: None,
            ended: false,
            left: MOST_TEXT,
            line: 0,
            merged: down.map(|area| (area.start, area.end.0)).collect(),
            reaching: BTreeMap::new(),
        }
    }

    /// The next cell that is not blank.
    fn cell(&mut self) -> Result<Option<Filled>, CutOff> {
        if let Some(cell) = self.waiting.take() {
            return Ok(Some(cell));
        }
        for cell in &mut self.cells {
            let ((row, column), text) = cell.map_err(|()| CutOff(CUT_OFF))?;
            if let Some(text) = text.filter(|_| column < COLUMNS) {
                spend(&mut self.left, &text)?;
                return Ok(Some(((row, column), text)));
            }
        }
        Ok(None)
    }

    /// The cells of the next row by column.
    fn gather(&mut self) -> Result<Option<Gathered>, CutOff> {
        let Some(((row, column), text)) = self.cell()? else { return Ok(None) };
        let mut bytes = text.len();
        let mut cells = BTreeMap::from([(column, text)]);
        while let Some((place, text)) = self.cell()? {
            if place.0 != row {
                self.waiting = Some((place, text));
                break;
            }
            bytes = bytes.saturating_add(text.len());
            if bytes <= LONGEST_ROW {
                cells.insert(place.1, text);
            }
        }
        Ok(Some(Gathered { row, cells, too_long: bytes > LONGEST_ROW }))
    }

    /// Adds what reaches down into a row from merged cells.
    fn reach(&mut self, row: u32, cells: &mut Cells) -> Result<(), CutOff> {
        self.reaching.retain(|_, (last, _)| *last >= row);
        for (column, (_, text)) in &self.reaching {
            spend(&mut self.left, text)?;
            cells.entry(*column).or_insert_with(|| text.clone());
        }
        for (column, text) in cells {
            if let Some(last) = self.merged.get(&(row, *column)) {
                self.reaching.insert(*column, (*last, text.clone()));
            }
        }
        Ok(())
    }

    /// The next row, with what reaches down into it.
    fn whole(&mut self) -> Result<Option<Gathered>, CutOff> {
        let Some(mut gathered) = self.gather()? else { return Ok(None) };
        self.reach(gathered.row, &mut gathered.cells)?;
        Ok(Some(gathered))
    }
}

/// Takes a text off what a sheet may still hold.
fn spend(left: &mut u64, text: &str) -> Result<(), CutOff> {
    *left = left.checked_sub(text.len() as u64 + CELL).ok_or(CutOff(TOO_MUCH))?;
    Ok(())
}

impl Lines for SheetRows<'_> {
    fn next(&mut self, row: &mut Row) -> io::Result<Next> {
        row.clear();
        if self.ended {
            return Ok(Next::End);
        }
        let gathered = match self.whole() {
            Ok(Some(gathered)) => gathered,
            Ok(None) => {
                self.ended = true;
                return Ok(Next::End);
            }
            Err(CutOff(reason)) => {
                self.ended = true;
                return Ok(Next::Broken { line: self.line.saturating_add(1), reason });
            }
        };
        self.line = gathered.row.saturating_add(1);
        if gathered.too_long {
            return Ok(Next::Broken { line: self.line, reason: TOO_LONG });
        }
        row.line = self.line;
        row.open_ended = true;
        for (column, text) in gathered.cells {
            while row.len() < column as usize {
                row.end_cell();
            }
            row.extend(text.as_bytes());
            row.end_cell();
        }
        Ok(Next::Row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_gives_no_more_than_it_may_hold() {
        // Two cells a row, one of which reaches down to the end: three texts of a byte beside their cells.
        let cells = (0..9).flat_map(|row| [Ok(((row, 1), Some("a".to_owned()))), Ok(((row, 2), Some("b".to_owned())))]);
        let down = Dimensions { start: (0, 0), end: (9, 0) };
        let first = [Ok(((0, 0), Some("c".to_owned())))];
        let mut rows = SheetRows::new(Box::new(first.into_iter().chain(cells)), &[down]);
        rows.left = 3 * 33 + 33 + 2 * (3 * 33);
        let mut row = Row::default();
        let next = std::iter::from_fn(|| rows.next(&mut row).ok().filter(|next| *next != Next::End));
        assert_eq!(
            next.collect::<Vec<_>>(),
            [Next::Row, Next::Row, Next::Row, Next::Broken { line: 4, reason: TOO_MUCH }]
        );
    }
}
