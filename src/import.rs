//! Files in: bytes to checked rows and held-back rows. No SQL.
//!
//! A layout is one file under `layouts/` and one line in [`layouts::LAYOUTS`].

mod header;
pub mod layouts;
mod marks;
mod reader;
mod refusal;
mod rows;
mod source;
mod table;
mod values;
mod xml;

use crate::domain::sheet::Sheet;
use header::Header;
use layouts::{Form, LAYOUTS, Layout};
use reader::Reader;
use refusal::{Refusal, Tally};
use rows::{Next, Row, Rows};
use source::{Opening, Source};
use std::io::{self, Read};

/// The largest JSON document that is read, in bytes.
const LARGEST_DOCUMENT: u64 = 16 << 20;
const SPREADSHEET: &str = "this is a spreadsheet, not CSV: save it as CSV (UTF-8) first";

/// Reads a file: recognises the layout by its header, checks and folds the rows. What cannot be taken is held back
/// with its line and reason. `file` is the path as given. The source is read as a stream: memory grows with the
/// children, not with the file. There is at least one sheet; a return in XML gives one a table.
///
/// # Errors
/// Only those of the source itself.
pub fn read(file: &str, source: &mut dyn Read) -> io::Result<Vec<Sheet>> {
    let mut source = Source::open(source)?;
    let mut sheets = match source.opening() {
        Opening::Empty => vec![refused(Refusal::whole("the file is empty"))],
        Opening::Spreadsheet => vec![refused(Refusal::whole(SPREADSHEET))],
        Opening::Utf16 => vec![refused(Refusal::whole("this is UTF-16 text: save it as CSV (UTF-8) first"))],
        Opening::Document => vec![document(&mut source)?],
        Opening::Markup => xml::sheets(&mut source)?,
        Opening::Rows => vec![table(&mut source)?],
    };
    let hash = source.finish()?;
    for sheet in &mut sheets {
        file.clone_into(&mut sheet.file);
        sheet.hash = hash;
        sheet.held.sort_by_key(|held| held.line);
    }
    Ok(sheets)
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
        hash: [0; 32],
        content: tally.content,
        // A file that is held back as a whole counts as one row.
        data_rows: if layout.is_some() { tally.data_rows } else { 1 },
        repeated: tally.repeated,
        held: tally.held,
        child_column: layout.and_then(|layout| layout.child).unwrap_or_default().to_owned(),
        child_by: layout.map(Layout::child_by).unwrap_or_default(),
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

fn table(source: &mut Source<'_>) -> io::Result<Sheet> {
    let mut rows = Rows::new(source);
    let mut row = Row::default();
    let header = match rows.next(&mut row)? {
        Next::Row => Header::of(&row),
        Next::Broken { reason, .. } => {
            return Ok(refused(Refusal::whole(format!("the header cannot be read: {reason}"))));
        }
        Next::End => return Ok(refused(Refusal::whole("the file is empty"))),
    };
    let layout = match header.layout() {
        Ok(layout) => layout,
        Err(refusal) => return Ok(refused(refusal)),
    };
    let Some(reader) = layout.open(&header) else { return Ok(refused(Refusal::whole("the header is of no table"))) };
    let mut sheet = sheet(Some(layout), fold(&mut rows, row, reader, &header)?);
    sheet.unknown_columns = header.unknown(layout);
    if let Some(word) = layout.child.and_then(|word| header.word(header.place(word)?)) {
        sheet.child_column = word;
    }
    Ok(sheet)
}

/// Hands every row to the reader; those that it refuses are held back.
fn fold(rows: &mut Rows<'_>, mut row: Row, mut reader: Box<dyn Reader>, header: &Header) -> io::Result<Tally> {
    let mut tally = Tally::default();
    loop {
        let (line, taken) = match rows.next(&mut row)? {
            Next::End => break,
            Next::Broken { line, reason } => (line, Err(Refusal::whole(reason))),
            Next::Row if row.len() != header.len() => (row.line, Err(ragged(row.len(), header.len()))),
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
