//! Returns in XML: one file that holds the rows of several layouts, child by child.

mod cin;
mod feed;
mod ssda903;
mod units;

use crate::domain::sheet::Sheet;
use crate::import::header::Header;
use crate::import::layouts::{LAYOUTS, Layout};
use crate::import::lines::Row;
use crate::import::reader::Reader;
use crate::import::refusal::{Refusal, Tally};
use std::io::{self, Read};
use units::{Next, Unit, Units};

/// A return: its outermost element, the path of a child's element, its layouts, and what takes a child.
struct Family {
    root: &'static str,
    collection: &'static str,
    path: &'static [&'static str],
    layouts: &'static [&'static str],
    take: fn(&Unit, &mut [Part]),
}

const FAMILIES: &[Family] = &[ssda903::FAMILY, cin::FAMILY];

/// The rows of one layout in a return.
struct Part {
    layout: &'static Layout,
    words: Vec<&'static str>,
    reader: Box<dyn Reader>,
    tally: Tally,
}

/// Reads a return; a sheet a layout of which it holds rows, the children first.
///
/// # Errors
/// Those of the source.
pub(super) fn sheets(source: &mut dyn Read) -> io::Result<Vec<Sheet>> {
    let mut units = Units::new(source);
    let root = units.root()?;
    let Some(family) = FAMILIES.iter().find(|family| family.root == root) else {
        return Ok(vec![super::refused(Refusal::whole("this XML is of no known layout"))]);
    };
    let mut parts: Vec<Part> = family.layouts.iter().filter_map(|name| Part::new(name)).collect();
    loop {
        match units.next(family.path)? {
            Next::End => break,
            Next::Unit(_) if !family.collection.is_empty() && units.collection != family.collection => {
                return Ok(vec![super::refused(Refusal::whole("this XML is of no known layout"))]);
            }
            Next::Unit(unit) => (family.take)(&unit, &mut parts),
            Next::Broken { line, reason } => {
                if let Some(first) = parts.first_mut() {
                    first.hold(line, Refusal::whole(reason));
                }
            }
        }
    }
    let first = parts.iter().position(|part| part.tally.data_rows > 0).unwrap_or_default();
    let filled = |(place, part): &(usize, Part)| *place == first || part.tally.data_rows > 0;
    Ok(parts.into_iter().enumerate().filter(filled).map(|(_, part)| part.sheet()).collect())
}

impl Part {
    fn new(name: &str) -> Option<Self> {
        let layout = LAYOUTS.iter().find(|layout| layout.name == name)?;
        let columns = layout.columns().into_iter().map(|column| column.word);
        let words: Vec<_> = layout.child.into_iter().chain(columns).collect();
        let header = Header::of(&Row::of(1, words.iter().copied()));
        Some(Self { layout, reader: layout.open(&header)?, words, tally: Tally::default() })
    }

    /// The words of its columns, the child's left out.
    fn columns(&self) -> &[&'static str] {
        self.words.get(usize::from(self.layout.child.is_some())..).unwrap_or_default()
    }

    /// Takes a row, its cells by the words of the columns; a blank one is as good as none.
    fn row<'v>(&mut self, line: u32, fault: Option<&Refusal>, value: impl Fn(&str) -> &'v str) {
        if let Some(Refusal { column, reason }) = fault {
            // Its text is not kept: what stood in the faulty value is not known, and blank it would say something else.
            return self.hold(line, Refusal { column: column.clone(), reason: reason.clone() });
        }
        let row = Row::of(line, self.words.iter().map(|word| value(word)));
        self.tally.data_rows = self.tally.data_rows.saturating_add(1);
        if let Err(refusal) = self.reader.row(&row) {
            self.tally.hold_row(&row, refusal);
        }
    }

    fn hold(&mut self, line: u32, refusal: Refusal) {
        self.tally.data_rows = self.tally.data_rows.saturating_add(1);
        self.tally.hold(line, refusal);
    }

    fn sheet(mut self) -> Sheet {
        self.reader.finish(&mut self.tally);
        let header = Header::of_words(self.words.iter().map(|&word| word.to_owned()).collect()).csv();
        Sheet { header, ..super::sheet(Some(self.layout), self.tally) }
    }
}
