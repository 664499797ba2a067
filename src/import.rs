//! Files in: bytes to checked rows and held-back rows. No SQL.
//!
//! A layout is one file under `layouts/` and one line in [`layouts::LAYOUTS`].

mod by_profile;
mod dates;
mod delimiter;
mod header;
pub mod layouts;
mod lines;
pub mod mapping;
mod marks;
mod reader;
mod refusal;
mod rows;
mod source;
mod table;
mod values;

use crate::domain::sheet::Sheet;
use header::{Found, Header, nearest, recognise};
use layouts::{Form, LAYOUTS, Layout};
use lines::{Head, Lines, Next, Row};
use mapping::{Profile, Proposal};
use reader::Reader;
use refusal::{Refusal, Tally};
use rows::Rows;
use source::{Opening, Source, Utf16};
use std::io::{self, Read};

/// The largest JSON document that is read, in bytes.
const LARGEST_DOCUMENT: u64 = 16 << 20;

/// Reads a file: recognises the layout by its header, checks and folds the rows. What cannot be taken is held back
/// with its line and reason. `file` is the path as given. The source is read as a stream: memory grows with the
/// children, not with the file.
///
/// # Errors
/// Only those of the source itself.
pub fn read(file: &str, source: &mut dyn Read) -> io::Result<Sheet> {
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

/// Reads a file as [`read`] does; one that no built-in layout recognises is read by the profile that does.
///
/// # Errors
/// Only those of the source itself.
pub fn read_by(file: &str, source: &mut dyn Read, known: Known<'_>) -> io::Result<Sheet> {
    let mut source = Source::open(source)?;
    let mut sheet = match source.opening() {
        Opening::Empty => refused(Refusal::whole("the file is empty")),
        Opening::Spreadsheet => refused(Refusal::whole("this is a spreadsheet, not CSV: save it as CSV (UTF-8) first")),
        Opening::Utf16(encoding) => text(&mut Utf16::new(&mut source, encoding), |lines| table(lines, known))?,
        Opening::Document => document(&mut source)?,
        Opening::Rows => text(&mut source, |lines| table(lines, known))?,
    };
    file.clone_into(&mut sheet.file);
    sheet.hash = source.finish()?;
    sheet.held.sort_by_key(|held| held.line);
    Ok(sheet)
}

/// Proposes what a file is that no layout recognises, from its first rows; `None` where it has no rows of several
/// columns.
///
/// # Errors
/// Only those of the source itself.
pub fn propose(source: &mut dyn Read) -> io::Result<Option<Proposal>> {
    let mut source = Source::open(source)?;
    match source.opening() {
        Opening::Utf16(encoding) => text(&mut Utf16::new(&mut source, encoding), by_profile::propose),
        Opening::Rows => text(&mut source, by_profile::propose),
        _ => Ok(None),
    }
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
        child_column: layout.and_then(|layout| layout.child).unwrap_or_default().to_owned(),
        unknown_columns: Vec::new(),
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
fn text<T>(source: &mut dyn Read, read: impl FnOnce(&mut dyn Lines) -> io::Result<T>) -> io::Result<T> {
    let mut rows = Rows::new(source, b',');
    delimiter::settle(&mut rows)?;
    read(&mut rows)
}

fn table(lines: &mut dyn Lines, known: Known<'_>) -> io::Result<Sheet> {
    let mut head = Head::of(lines)?;
    if known.forced {
        return by_profile::forced(head, known.profiles);
    }
    let found = match recognise(&head.rows()) {
        Ok(Some(found)) => found,
        Ok(None) => {
            let refusal = unrecognised(&head);
            return Ok(by_profile::read(head, known.profiles)?.unwrap_or_else(|| refused(refusal)));
        }
        Err(refusal) => return Ok(refused(refusal)),
    };
    let Found { layout, header, above } = found;
    let Some(reader) = layout.open(&header) else { return Ok(refused(Refusal::whole("the header is of no table"))) };
    head.skip(above + 1);
    let mut sheet = sheet(Some(layout), fold(&mut head, reader, &header)?);
    sheet.unknown_columns = header.unknown(layout);
    if let Some(word) = layout.child.and_then(|word| header.word(header.place(word)?)) {
        sheet.child_column = word;
    }
    Ok(sheet)
}

fn unrecognised(head: &Head<'_>) -> Refusal {
    let first = head.rows();
    match head.broken() {
        _ if first.is_empty() => Refusal::whole("the file is empty"),
        Some(reason) => Refusal::whole(format!("the header cannot be read: {reason}")),
        None => nearest(&first),
    }
}

/// Hands every row to the reader; those that it refuses are held back.
fn fold(lines: &mut dyn Lines, mut reader: Box<dyn Reader>, header: &Header) -> io::Result<Tally> {
    let (mut tally, mut row) = (Tally::default(), Row::default());
    loop {
        let (line, taken) = match lines.next(&mut row)? {
            Next::End => break,
            Next::Broken { line, reason } => (line, Err(Refusal::whole(reason))),
            Next::Row if !row.fits(header.len()) => (row.line, Err(ragged(row.len(), header.len()))),
            Next::Row => (row.line, reader.row(&row)),
        };
        tally.data_rows = tally.data_rows.saturating_add(1);
        if let Err(refusal) = taken {
            tally.hold(line, refusal);
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
