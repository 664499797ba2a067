//! Spreadsheets: XLSX, ODS and XLS. Every sheet of a workbook is looked at; those of a known layout are taken.

mod cells;
mod old;
mod sheets;
mod spread;
mod unpacked;

use crate::domain::sheet::Sheet;
use crate::import::guard::guarded;
use crate::import::lines::Lines;
use crate::import::mapping::{View, Wish};
use crate::import::refusal::{Refusal, Unknown};
use crate::import::source::Source;
use crate::import::{Known, by_profile, refused, table};
use calamine::{Data, Dimensions, Ods, OdsError, Range, Reader, SheetType, Xls, XlsError, Xlsx};
use sheets::SheetRows;
use std::io::{self, Cursor, Read};
use unpacked::Zipped;

/// The largest workbook that is read, in bytes: it has to stand in memory as a whole.
const LARGEST: u64 = 128 << 20;

/// How many columns a layout must know for a sheet beside others to be told of: one word may stand on any cover sheet.
const TOLD_OF: usize = 2;

/// Cells that the sheets of a workbook may span together where the library makes room for all of them: a full sheet of
/// sixteen columns. They take 400 MB.
const MOST_CELLS: usize = 1 << 24;
const TOO_WIDE: &str = "this spreadsheet spans too many cells: save its sheets as CSV";
const DAMAGED: &str = "this spreadsheet is damaged: open it, save it anew and import that";

/// Why a workbook, or one of its sheets, cannot be read.
type Why = String;

/// A sheet by its name, and what it gave.
type Named = (String, Result<Sheet, Unknown>);

/// What becomes of the rows of a sheet; nothing where it is left out.
type Way<'w, T> = &'w dyn Fn(&mut dyn Lines) -> io::Result<Option<T>>;

/// Reads all sheets of a workbook. The files of the answer are what follows the workbook's name: `#Sheet`.
///
/// # Errors
/// Those of the source.
pub(super) fn read(source: &mut Source<'_>, known: Known<'_>) -> io::Result<Vec<Sheet>> {
    let sheets = each(source, &|rows| match table(rows, known)? {
        // One without rows is left out.
        Err(unknown) if unknown.empty => Ok(None),
        sheet => Ok(Some(sheet)),
    })?;
    Ok(sheets.map_or_else(whole, choose))
}

/// Proposes what the most telling sheet of a workbook is, a person's wish carried out. `None` where it cannot be read,
/// or no sheet has a header.
///
/// # Errors
/// Those of the source.
pub(super) fn look(source: &mut Source<'_>, wish: &Wish<'_>) -> io::Result<Option<View>> {
    let views = each(source, &|rows| by_profile::look(rows, wish))?.unwrap_or_default();
    let views = views.into_iter().map(|(_, view)| view);
    Ok(views.reduce(|best, next| if next.rank > best.rank { next } else { best }))
}

/// Reads each sheet of a workbook in one way.
fn each<T>(source: &mut Source<'_>, way: Way<'_, T>) -> io::Result<Result<Vec<(String, T)>, Why>> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Ok(Err("this spreadsheet is larger than 128 MB: save its sheets as CSV".to_owned()));
    }
    // The library that reads workbooks gives up in a panic on some damaged ones. Nothing of this file is kept then.
    Ok(guarded(|| tables(bytes, way)).unwrap_or_else(|| Err(DAMAGED.to_owned())))
}

/// Whether a file of this name is read as a workbook: what is called text is held back, since somebody renamed it.
pub(super) fn may_be_called(file: &str) -> bool {
    let extension = file.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
    !["csv", "tsv", "txt"].iter().any(|text| extension.eq_ignore_ascii_case(text))
}

fn whole(reason: impl Into<String>) -> Vec<Sheet> {
    vec![refused(Refusal::whole(reason))]
}

/// What of the sheets is reported: those that are taken, and those that nearly were. Covers and notes are passed over.
fn choose(sheets: Vec<Named>) -> Vec<Sheet> {
    let any = sheets.iter().any(|(_, sheet)| sheet.is_ok());
    let nearest = sheets.iter().filter_map(|(_, sheet)| Some(sheet.as_ref().err()?.known)).max().unwrap_or_default();
    let told = |unknown: &Unknown| if any { unknown.known >= TOLD_OF } else { unknown.known == nearest };
    let mut chosen = Vec::new();
    for (name, sheet) in sheets {
        let mut sheet = match sheet {
            Ok(sheet) => sheet,
            Err(unknown) if told(&unknown) => refused(unknown.refusal),
            Err(_) => continue,
        };
        sheet.file = format!("#{name}");
        chosen.push(sheet);
    }
    if chosen.is_empty() { whole("this workbook has no sheet with rows") } else { chosen }
}

/// The sheets of a workbook that hold anything, in its order.
fn tables<T>(bytes: Vec<u8>, way: Way<'_, T>) -> Result<Vec<(String, T)>, Why> {
    if bytes.starts_with(b"PK") {
        match unpacked::kind(&bytes)? {
            Zipped::Workbook => xlsx(bytes, way),
            Zipped::OpenDocument if unpacked::is_locked(&bytes) => Err(unpacked::LOCKED.to_owned()),
            Zipped::OpenDocument => match spread::cells(&unpacked::content(&bytes)) {
                None => Err(DAMAGED.to_owned()),
                Some(cells) if cells > MOST_CELLS => Err(TOO_WIDE.to_owned()),
                Some(_) => ods(bytes, way),
            },
        }
    } else {
        old::check(&bytes)?;
        xls(bytes, way)
    }
}

fn xlsx<T>(bytes: Vec<u8>, way: Way<'_, T>) -> Result<Vec<(String, T)>, Why> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut found = Vec::new();
    for name in worksheets(&book) {
        let merged = book.merge_cells_by_sheet_name(&name).map_err(damaged)?;
        let mut reader = book.worksheet_cells_reader(&name).map_err(damaged)?;
        let next = || match reader.next_cell() {
            Ok(Some(cell)) => Some(Ok((cell.get_position(), cells::text(cell.get_value())))),
            Ok(None) => None,
            Err(_) => Some(Err(())),
        };
        let mut rows = SheetRows::new(Box::new(std::iter::from_fn(next).fuse()), &merged);
        found.extend(way(&mut rows).map_err(damaged)?.map(|read| (name, read)));
    }
    Ok(found)
}

fn ods<T>(bytes: Vec<u8>, way: Way<'_, T>) -> Result<Vec<(String, T)>, Why> {
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => unpacked::LOCKED.to_owned(),
        OdsError::InvalidMime(_) => unpacked::NO_WORKBOOK.to_owned(),
        other => damaged(other),
    })?;
    let mut found = Vec::new();
    for name in worksheets(&book) {
        let range = book.worksheet_range(&name).map_err(damaged)?;
        found.extend(way(&mut grid(&range, &[])).map_err(damaged)?.map(|read| (name, read)));
    }
    Ok(found)
}

fn xls<T>(bytes: Vec<u8>, way: Way<'_, T>) -> Result<Vec<(String, T)>, Why> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => unpacked::LOCKED.to_owned(),
        other => damaged(other),
    })?;
    let mut found = Vec::new();
    for name in worksheets(&book) {
        let range = book.worksheet_range(&name).map_err(damaged)?;
        let merged = book.merge_cells_by_sheet_name(&name).map_err(damaged)?;
        found.extend(way(&mut grid(&range, &merged)).map_err(damaged)?.map(|read| (name, read)));
    }
    Ok(found)
}

/// The names of the sheets with cells, charts and macros left out.
fn worksheets<B: Reader<Cursor<Vec<u8>>>>(book: &B) -> Vec<String> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| sheet.name.clone()).collect()
}

fn grid<'r>(range: &'r Range<Data>, merged: &[Dimensions]) -> SheetRows<'r> {
    let (top, left) = range.start().unwrap_or_default();
    let place = move |number: usize, first: u32| u32::try_from(number).unwrap_or(u32::MAX).saturating_add(first);
    let cells = range.used_cells();
    let cells = cells.map(move |(row, column, cell)| Ok(((place(row, top), place(column, left)), cells::text(cell))));
    SheetRows::new(Box::new(cells), merged)
}

/// The words of the library tell nothing to the user, and may quote a cell.
fn damaged(_: impl std::fmt::Debug) -> Why {
    DAMAGED.to_owned()
}
