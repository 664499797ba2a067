//! How many cells an `OpenDocument` spans, before the library makes room for them: a cell may say that it stands 16,384
//! times in its row, and a row that it stands a million times.

/// The widest row that the library makes.
const COLUMNS: usize = 1 << 14;
/// The longest sheet that it makes.
const ROWS: usize = 1 << 20;

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
}

/// How many cells the sheets of a `content.xml` span at most.
pub(super) fn cells(xml: &[u8]) -> usize {
    let (mut all, mut sheet, mut at) = (0_usize, Sheet::default(), 0);
    while let Some(start) = position(xml, at, b'<') {
        let end = tag_end(xml, start);
        let tag = xml.get(start + 1..end).unwrap_or_default();
        if tag.starts_with(b"table:table-row") {
            sheet.end_row();
            sheet.row.times = attribute(tag, b"table:number-rows-repeated").min(ROWS);
        } else if tag.starts_with(b"table:table-cell") || tag.starts_with(b"table:covered-table-cell") {
            sheet.row.cell(attribute(tag, b"table:number-columns-repeated").min(COLUMNS), tag);
        } else if tag.starts_with(b"/table:table") && tag.get(b"/table:table".len()).is_none_or(u8::is_ascii_whitespace)
        {
            sheet.end_row();
            all = all.saturating_add(sheet.cells).saturating_add(sheet.rows.min(ROWS).saturating_mul(sheet.width));
            sheet = Sheet::default();
        }
        at = end;
    }
    all.saturating_add(sheet.cells)
}

impl Row {
    fn cell(&mut self, times: usize, tag: &[u8]) {
        let filled = [&b"value"[..], b"formula"].iter().any(|word| tag.windows(word.len()).any(|part| part == *word));
        if filled {
            self.filled = self.filled.saturating_add(self.empty).saturating_add(times).min(COLUMNS);
            self.empty = 0;
        } else {
            self.empty = self.empty.saturating_add(times).min(COLUMNS);
        }
    }
}

impl Sheet {
    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.filled == 0 {
            self.empty = self.empty.saturating_add(row.times);
            return;
        }
        self.cells = self.cells.saturating_add(row.filled);
        self.width = self.width.max(row.filled);
        self.rows = self.rows.saturating_add(row.times).saturating_add(std::mem::take(&mut self.empty));
    }
}

/// Where a byte stands next.
fn position(xml: &[u8], from: usize, wanted: u8) -> Option<usize> {
    xml.get(from..)?.iter().position(|&byte| byte == wanted).map(|at| from + at)
}

/// Where a tag ends: at the first `>` outside quotation marks.
fn tag_end(xml: &[u8], start: usize) -> usize {
    let mut quote = None;
    for (at, &byte) in xml.iter().enumerate().skip(start) {
        match quote {
            Some(mark) if byte == mark => quote = None,
            None if byte == b'>' => return at,
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            _ => {}
        }
    }
    xml.len()
}

/// The number that an attribute says, 1 where it says none.
fn attribute(tag: &[u8], name: &[u8]) -> usize {
    let Some(at) = tag.windows(name.len()).position(|part| part == name) else { return 1 };
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
            assert_eq!(cells(sheet.as_bytes()), expected, "{sheet}");
            assert_eq!(cells(sheet.repeat(2).as_bytes()), 2 * expected, "{sheet}");
        }
    }
}
