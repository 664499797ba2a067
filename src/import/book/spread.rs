//! How many cells an `OpenDocument` spans, before the library makes room for them: a cell may say that it stands 16,384
//! times in its row, and a row that it stands a million times. And whether its XML comes to an end: where it breaks off
//! inside a sheet, the library reads on for ever.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The widest row that the library makes.
const COLUMNS: usize = 1 << 14;
/// The longest sheet that it makes.
const ROWS: usize = 1 << 20;
/// What a cell holds at most without counting for more than one, in bytes of XML.
const USUAL: usize = 128;
/// The bytes beyond that which count for a cell: as many as the library takes for one.
const ROOM: usize = 32;

/// What was counted of the sheets.
#[derive(Default)]
struct Count {
    all: usize,
    sheet: Sheet,
    /// The cell that is being read.
    cell: Option<Cell>,
}

/// What was counted of the sheet that is being read.
#[derive(Default)]
struct Sheet {
    width: usize,
    rows: usize,
    cells: usize,
    row: Row,
    /// Empty rows, which count where one that is not follows.
    empty: usize,
}

/// What was counted of a row.
#[derive(Default)]
struct Row {
    times: usize,
    filled: usize,
    empty: usize,
    /// What its cells hold beyond the usual, in cells.
    more: usize,
}

/// A cell, and how many bytes it holds.
struct Cell {
    times: usize,
    filled: bool,
    bytes: usize,
}

/// How many cells the sheets of a `content.xml` span at most; long texts count for several. `None` where it is no XML,
/// or breaks off.
pub(super) fn cells(xml: &[u8]) -> Option<usize> {
    let mut reader = Reader::from_reader(xml);
    let (mut count, mut depth) = (Count::default(), 0_usize);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                depth += 1;
                count.start(tag.name().as_ref(), tag.as_bytes())?;
            }
            Event::Empty(tag) => {
                count.start(tag.name().as_ref(), tag.as_bytes())?;
                count.end(tag.name().as_ref());
            }
            Event::End(tag) => {
                depth -= 1;
                count.end(tag.name().as_ref());
            }
            Event::Text(text) => count.holds(text.len()),
            Event::CData(text) => count.holds(text.len()),
            Event::GeneralRef(entity) => count.holds(entity.len()),
            Event::Eof => return (depth == 0).then_some(count.all),
            _ => {}
        }
    }
}

impl Count {
    /// `None` where a cell stands in a cell: no program writes that, and the library loses count of the ends.
    fn start(&mut self, name: &str, tag: &[u8]) -> Option<()> {
        match name {
            "table:table-row" => {
                self.sheet.end_row();
                self.sheet.row.times = attribute(tag, b"table:number-rows-repeated").min(ROWS);
            }
            "table:table-cell" | "table:covered-table-cell" if self.cell.is_some() => return None,
            "table:table-cell" | "table:covered-table-cell" => {
                let filled = [&b"value"[..], b"formula"].iter().any(|word| place(tag, word).is_some());
                let times = attribute(tag, b"table:number-columns-repeated").min(COLUMNS);
                self.cell = Some(Cell { times, filled, bytes: tag.len() });
            }
            "text:s" => self.holds(attribute(tag, b"text:c")),
            _ => {}
        }
        Some(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "table:table" => {
                self.sheet.end_row();
                let sheet = std::mem::take(&mut self.sheet);
                let spanned = sheet.rows.min(ROWS).saturating_mul(sheet.width);
                self.all = self.all.saturating_add(sheet.cells).saturating_add(spanned);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.sheet.row.cell(&cell);
                }
            }
            _ => {}
        }
    }

    fn holds(&mut self, bytes: usize) {
        if let Some(cell) = &mut self.cell {
            cell.bytes = cell.bytes.saturating_add(bytes);
        }
    }
}

impl Row {
    fn cell(&mut self, cell: &Cell) {
        let more = cell.bytes.saturating_sub(USUAL) / ROOM;
        self.more = self.more.saturating_add(cell.times.saturating_mul(more));
        if cell.filled {
            self.filled = self.filled.saturating_add(self.empty).saturating_add(cell.times).min(COLUMNS);
            self.empty = 0;
        } else {
            self.empty = self.empty.saturating_add(cell.times).min(COLUMNS);
        }
    }
}

impl Sheet {
    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        self.cells = self.cells.saturating_add(row.more.saturating_mul(row.times));
        if row.filled == 0 {
            self.empty = self.empty.saturating_add(row.times);
            return;
        }
        self.cells = self.cells.saturating_add(row.filled);
        self.width = self.width.max(row.filled);
        self.rows = self.rows.saturating_add(row.times).saturating_add(std::mem::take(&mut self.empty));
    }
}

/// Where a word begins in a tag.
fn place(tag: &[u8], word: &[u8]) -> Option<usize> {
    tag.windows(word.len()).position(|part| part == word)
}

/// The number that an attribute says, 1 where it says none.
fn attribute(tag: &[u8], name: &[u8]) -> usize {
    let Some(at) = place(tag, name) else { return 1 };
    let rest = tag.get(at + name.len()..).unwrap_or_default();
    let figures = rest.iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
    figures.fold(0_usize, |sum, byte| sum.saturating_mul(10).saturating_add(usize::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_the_last_word_counts_for_nothing() {
        let filled = "<table:table-cell office:value-type=\"string\" x='a>b'/>";
        let many = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
        let times = "<table:table-cell table:number-columns-repeated='500' office:value=\"1\"/>";
        let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
        let rows = |times: usize, cells: &str| {
            format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
        };
        for (rows, expected) in [
            (row(many), 0),
            (row(&[filled, many].concat()), 2),
            (row(times) + &row(filled), 501 + 1000),
            (row(filled) + &rows(1_000_000, many), 2),
            (rows(1000, many) + &row(filled), 1 + 1001),
            (rows(1000, times), 500 + 500_000),
            (rows(usize::MAX, &[many, filled].concat()), COLUMNS + ROWS * COLUMNS),
            ("<table:table-row/>".to_owned() + &row(filled), 1 + 2),
        ] {
            let sheet = format!("<table:table table:name=\"a\">{rows}</table:table >");
            assert_eq!(cells(sheet.as_bytes()), Some(expected), "{sheet}");
            assert_eq!(cells(sheet.repeat(2).as_bytes()), Some(2 * expected), "{sheet}");
        }
    }

    #[test]
    fn long_texts_count_for_several_cells() {
        let text = "x".repeat(3200);
        let held = |times: usize| {
            format!("<table:table-cell table:number-columns-repeated=\"{times}\">{text}</table:table-cell>")
        };
        let blanks = "<table:table-cell><text:s text:c=\"99999999999999\"/></table:table-cell>";
        for (row, most, fewest) in
            [(held(1), 100, 90), (held(1000), 100_000, 90_000), (blanks.to_owned(), usize::MAX, 1 << 40)]
        {
            let sheet = format!("<table:table><table:table-row>{row}</table:table-row></table:table>");
            let count = cells(sheet.as_bytes()).unwrap();
            assert!((fewest..=most).contains(&count), "{count}");
        }
    }

    #[test]
    fn what_breaks_off_is_not_read() {
        let whole = "<table:table><table:table-row><table:table-cell/></table:table-row></table:table>";
        assert_eq!(cells(whole.as_bytes()), Some(0));
        for xml in [
            &whole[..whole.len() - 14],
            "<table:table",
            "<a></b>",
            "</a>",
            "<table:table-cell><table:table-cell/></table:table-cell>",
        ] {
            assert_eq!(cells(xml.as_bytes()), None, "{xml}");
        }
    }
}
