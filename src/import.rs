//! Files in: bytes to checked rows and held-back rows. No SQL.
//!
//! A layout is one file under `layouts/` and one line in [`layouts::LAYOUTS`].
//!
//! What a file is, [`source::Source`] says by its first bytes. Text ([`mod@rows`]) and sheets of a workbook ([`book`])
//! become [`lines::Lines`], a row after the other; [`header::recognise`] says by the first of them which layout they are
//! of and where the header stands; the layout's [`reader::Reader`] takes the rows below it.

mod again;
mod book;
mod by_profile;
mod dates;
mod delimiter;
pub mod guard;
mod header;
pub mod layouts;
mod lines;
pub mod mapping;
mod marks;
mod reader;
mod refusal;
mod registers;
mod rows;
mod source;
mod table;
pub mod toml_text;
mod values;
mod xml;

use crate::domain::held::HeldText;
use crate::domain::sheet::Sheet;
use header::{Found, Header, nearest, recognise};
use layouts::{Form, LAYOUTS, Layout};
use lines::{Head, Lines, Next, Row};
use mapping::{Profile, Proposal, View, Wish};
use reader::Reader;
use refusal::{Refusal, Tally, Unknown};
use rows::Rows;
use source::{Opening, Source, Utf16};
use std::io::{self, Read};

/// The largest JSON document that is read, in bytes.
const LARGEST_DOCUMENT: u64 = 16 << 20;

const CALLED_TEXT: &str = "this is a spreadsheet that is called text: give it its own ending (.xlsx, .xls or .ods) and \
                           import that, or save it as CSV";

/// Reads a file: recognises the layout by its header, checks and folds the rows. What cannot be taken is held back
/// with its line and reason. `file` is the path as given; a spreadsheet gives a sheet for each of its own that is of a
/// known layout, called `file#Sheet`, a return in XML one for each of its tables, any other file gives one. Text is read
/// as a stream: memory grows with the children, not with the file.
///
/// # Errors
/// Only those of the source itself.
pub fn read(file: &str, source: &mut dyn Read) -> io::Result<Vec<Sheet>> {
    read_by(file, source, Known::default())
}

/// What is known beside the built-in layouts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'p> {
    /// Profiles, by name.
    pub profiles: &'p [Profile],
    /// Whether these are used even for files that a built-in layout recognises.
    pub forced: bool,
}

/// Reads a file as [`read`] does; what no built-in layout recognises is read by the profile that does.
///
/// # Errors
/// Only those of the source itself.
pub fn read_by(file: &str, source: &mut dyn Read, known: Known<'_>) -> io::Result<Vec<Sheet>> {
    let mut source = Source::open(source)?;
    let mut sheets = match source.opening() {
        Opening::Empty => vec![refused(Refusal::whole("the file is empty"))],
        Opening::Spreadsheet if !book::may_be_called(file) => vec![refused(Refusal::whole(CALLED_TEXT))],
        Opening::Spreadsheet => book::read(&mut source, known)?,
        Opening::Utf16(encoding) => vec![text(&mut Utf16::new(&mut source, encoding), known)?],
        Opening::Document => vec![document(&mut source)?],
        Opening::Markup => xml::sheets(&mut source)?,
        Opening::Rows => vec![text(&mut source, known)?],
    };
    let hash = source.finish()?;
    for sheet in &mut sheets {
        sheet.file.insert_str(0, file);
        sheet.hash = hash;
        sheet.held.sort_by_key(|held| held.line);
    }
    Ok(sheets)
}

/// Proposes what a file is that no layout recognises, from its first rows; of a workbook its most telling sheet. `None`
/// where it has no rows of several columns.
///
/// # Errors
/// Only those of the source itself.
pub fn propose(source: &mut dyn Read) -> io::Result<Option<Proposal>> {
    Ok(look(source, &Wish::default())?.map(|view| view.proposal))
}

/// Proposes what a file is as [`propose`] does, a person's wish carried out, and gives the rows that it looked at.
///
/// # Errors
/// Only those of the source itself.
pub fn look(source: &mut dyn Read, wish: &Wish<'_>) -> io::Result<Option<View>> {
    let mut source = Source::open(source)?;
    let first = |lines: &mut dyn Lines| by_profile::look(lines, wish);
    match source.opening() {
        Opening::Utf16(encoding) => rows(&mut Utf16::new(&mut source, encoding), first),
        Opening::Rows => rows(&mut source, first),
        Opening::Spreadsheet => book::look(&mut source, wish),
        _ => Ok(None),
    }
}

/// Reads a held-back row again, corrected, as a line of CSV: under the header that was kept with it, by the layout or the
/// profile by which its file was read. All of it stands on the line on which the row stood in its file.
///
/// # Errors
/// Why nothing can be read under that header: the profile by which it was read is not there, or says by now something
/// else.
pub fn read_row(held: &HeldText, row: &str, profiles: &[Profile]) -> Result<Sheet, String> {
    let header = Header::of_words(held.words());
    let mut bytes = row.as_bytes();
    let mut lines = Rows::new(&mut bytes, b',');
    let read = match &held.profile {
        Some(name) => by_profile::again(&header, &mut lines, (name, profiles))?,
        None => again(&header, &mut lines, held.row.layout.as_deref().unwrap_or_default()),
    };
    let mut sheet = read.ok().flatten().ok_or("the header that was kept with this row is not known any more")?;
    held.row.file.clone_into(&mut sheet.file);
    sheet.put_on_line(held.row.line);
    Ok(sheet)
}

/// Reads the rows below a header by the built-in layout of a name.
fn again(header: &Header, lines: &mut dyn Lines, name: &str) -> io::Result<Option<Sheet>> {
    header.layout_called(name).map_or(Ok(None), |layout| below(header, lines, layout))
}

/// A file of which nothing can be taken.
fn refused(refusal: Refusal) -> Sheet {
    let mut tally = Tally::default();
    tally.hold(1, refusal);
    sheet(None, tally)
}

fn sheet(layout: Option<&'static Layout>, tally: Tally) -> Sheet {
    Sheet {
        file: String::new(),
        layout: layout.map(|layout| layout.name),
        profile: None,
        hash: [0; 32],
        content: tally.content,
        // A file that is held back as a whole counts as one row.
        data_rows: if layout.is_some() { tally.data_rows } else { 1 },
        repeated: tally.repeated,
        held: tally.held,
        held_more: tally.held_more,
        texts: tally.texts,
        sealed_columns: Vec::new(),
        child_column: layout.and_then(|layout| layout.child).unwrap_or_default().to_owned(),
        child_by: layout.map(Layout::child_by).unwrap_or_default(),
        unknown_columns: Vec::new(),
        header: String::new(),
    }
}

fn document(source: &mut Source<'_>) -> io::Result<Sheet> {
    let mut bytes = Vec::new();
    source.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Ok(refused(Refusal::whole("this JSON is larger than 16 MB")));
    }
    let text = String::from_utf8_lossy(&bytes);
    let Ok(json) = serde_json::from_str(&text) else {
        return Ok(refused(Refusal::whole("the file begins like JSON and cannot be read as JSON")));
    };
    let mut tally = Tally::default();
    for layout in LAYOUTS {
        if let Form::Document { fits, take } = &layout.form
            && fits(&json)
        {
            take(&json, &text, &mut tally);
            return Ok(sheet(Some(layout), tally));
        }
    }
    Ok(refused(Refusal::whole("this JSON is of no known layout")))
}

/// A text with a row a line.
fn text(source: &mut dyn Read, known: Known<'_>) -> io::Result<Sheet> {
    let read = rows(source, |lines| table(lines, known))?;
    Ok(read.unwrap_or_else(|unknown| refused(unknown.refusal)))
}

/// Does something with the rows of a text.
fn rows<T>(source: &mut dyn Read, take: impl FnOnce(&mut dyn Lines) -> io::Result<T>) -> io::Result<T> {
    let mut rows = Rows::new(source, b',');
    delimiter::settle(&mut rows)?;
    take(&mut rows)
}

/// The rows of a table below its header.
fn table(lines: &mut dyn Lines, known: Known<'_>) -> io::Result<Result<Sheet, Unknown>> {
    let mut head = Head::of(lines)?;
    if known.forced {
        return by_profile::forced(head, known.profiles);
    }
    let found = match recognise(&head.rows()) {
        Ok(Some(found)) => found,
        Ok(None) => {
            let unknown = unrecognised(&head);
            return Ok(by_profile::read(head, known.profiles)?.ok_or(unknown));
        }
        // All of a layout's columns are there, and more.
        Err(refusal) => return Ok(Err(Unknown { refusal, known: usize::MAX, empty: false })),
    };
    let Found { layout, header, above } = found;
    head.skip(above + 1);
    let read = below(&header, &mut head, layout)?;
    Ok(read.ok_or_else(|| unrecognised(&head)))
}

/// The rows below a header that fits a layout. `None` where the layout is of no table.
fn below(header: &Header, lines: &mut dyn Lines, layout: &'static Layout) -> io::Result<Option<Sheet>> {
    let Some(reader) = layout.open(header) else { return Ok(None) };
    let mut sheet = sheet(Some(layout), fold(lines, reader, header)?);
    sheet.unknown_columns = header.unknown(layout);
    sheet.header = header.csv();
    if let Some(word) = layout.child.and_then(|word| header.word(header.place(word)?)) {
        sheet.child_column = word;
    }
    Ok(Some(sheet))
}

fn unrecognised(head: &Head<'_>) -> Unknown {
    let first = head.rows();
    let whole = |reason: String, empty| Unknown { refusal: Refusal::whole(reason), known: 0, empty };
    match head.broken() {
        _ if first.is_empty() => whole("the file is empty".to_owned(), true),
        Some(reason) => whole(format!("the header cannot be read: {reason}"), false),
        None => nearest(&first),
    }
}

/// Hands every row to the reader; those that it refuses are held back.
fn fold(lines: &mut dyn Lines, mut reader: Box<dyn Reader>, header: &Header) -> io::Result<Tally> {
    let (mut tally, mut row) = (Tally::default(), Row::default());
    loop {
        let (broken, taken) = match lines.next(&mut row)? {
            Next::End => break,
            Next::Broken { line, reason } => (Some(line), Err(Refusal::whole(reason))),
            Next::Row if !row.fits(header.len()) => (None, Err(ragged(row.len(), header.len()))),
            Next::Row => (None, reader.row(&row)),
        };
        tally.data_rows = tally.data_rows.saturating_add(1);
        if let Err(refusal) = taken {
            match broken {
                Some(line) => tally.hold(line, refusal),
                None => tally.hold_row(&row, refusal),
            }
        }
    }
    reader.finish(&mut tally);
    Ok(tally)
}

fn ragged(cells: usize, columns: usize) -> Refusal {
    Refusal::whole(format!("has {cells} cells, the header has {columns}"))
}

#[cfg(test)]
mod tests;
