//! The cells of a sheet put together to rows.

use crate::import::lines::{Lines, Next, Row};
use calamine::Dimensions;
use std::collections::{BTreeMap, HashMap};
use std::io;

/// As many columns as a sheet can have.
const COLUMNS: u32 = 1 << 14;
const CUT_OFF: &str = "the sheet cannot be read from here on: it is damaged";

/// A cell: its row and column from 0, and its text; an error where the sheet cannot be read on.
type Cell = Result<((u32, u32), Option<String>), ()>;

/// A cell that is not blank.
type Filled = ((u32, u32), String);

/// The cells of a row by column.
type Cells = BTreeMap<u32, String>;

/// Why there is no next cell: the sheet cannot be read on.
struct CutOff;

/// The rows of a sheet. A cell that is merged over several rows stands in each of them; one that is merged over several
/// columns stands in the first.
pub(super) struct SheetRows<'c> {
    cells: Box<dyn Iterator<Item = Cell> + 'c>,
    /// The first cell of the next row.
    waiting: Option<Filled>,
    ended: bool,
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
            let ((row, column), text) = cell.map_err(|()| CutOff)?;
            if let Some(text) = text.filter(|_| column < COLUMNS) {
                return Ok(Some(((row, column), text)));
            }
        }
        Ok(None)
    }

    /// The cells of the next row by column.
    fn gather(&mut self) -> Result<Option<(u32, Cells)>, CutOff> {
        let Some(((row, column), text)) = self.cell()? else { return Ok(None) };
        let mut cells = BTreeMap::from([(column, text)]);
        while let Some((place, text)) = self.cell()? {
            if place.0 != row {
                self.waiting = Some((place, text));
                break;
            }
            cells.insert(place.1, text);
        }
        Ok(Some((row, cells)))
    }

    /// Adds what reaches down into a row from merged cells.
    fn reach(&mut self, row: u32, cells: &mut Cells) {
        self.reaching.retain(|_, (last, _)| *last >= row);
        for (column, (_, text)) in &self.reaching {
            cells.entry(*column).or_insert_with(|| text.clone());
        }
        for (column, text) in cells {
            if let Some(last) = self.merged.get(&(row, *column)) {
                self.reaching.insert(*column, (*last, text.clone()));
            }
        }
    }
}

impl Lines for SheetRows<'_> {
    fn next(&mut self, row: &mut Row) -> io::Result<Next> {
        row.clear();
        if self.ended {
            return Ok(Next::End);
        }
        let Ok(gathered) = self.gather() else {
            self.ended = true;
            return Ok(Next::Broken { line: self.line.saturating_add(1), reason: CUT_OFF });
        };
        let Some((number, mut cells)) = gathered else {
            self.ended = true;
            return Ok(Next::End);
        };
        self.reach(number, &mut cells);
        self.line = number.saturating_add(1);
        row.line = self.line;
        row.open_ended = true;
        for (column, text) in cells {
            while row.len() < column as usize {
                row.end_cell();
            }
            row.extend(text.as_bytes());
            row.end_cell();
        }
        Ok(Next::Row)
    }
}
