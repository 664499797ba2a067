//! Rows of a CSV file as a stream: bounded memory, physical line numbers, nothing guessed about broken quotes.
//!
//! The csv crate gives neither: it grows with the longest row, skips blank lines without counting them into the
//! line of the next row, and reads on over an open quotation mark to the end of the file.

use std::borrow::Cow;
use std::io::{self, Read};

/// The longest row that is taken, in bytes.
pub(super) const LONGEST_ROW: usize = 1 << 20;
const CHUNK: usize = 1 << 17;

/// The cells of one row, quotation marks resolved.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The physical line on which it starts.
    pub(super) line: u32,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// What stands next in a file.
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
    /// The end of the file.
    End,
}

/// A file as a stream of rows.
pub(super) struct Rows<'s> {
    source: &'s mut dyn Read,
    buffer: Vec<u8>,
    start: usize,
    line: u32,
    ended: bool,
}

/// What splitting the bytes at hand gave.
#[derive(Debug, PartialEq, Eq)]
enum Split {
    Row {
        bytes: usize,
        lines: u32,
    },
    Broken(&'static str),
    /// The row goes on behind the bytes at hand; `quoted` where it does so inside quotation marks.
    More {
        quoted: bool,
    },
}

const OPEN_QUOTE: &str = "a quotation mark is opened and not closed";
const AFTER_QUOTE: &str = "text stands behind a closing quotation mark";
const TOO_LONG: &str = "the row is longer than 1 MB";

impl Row {
    /// A row of texts that stand in no line of cells.
    pub(super) fn of<'t>(line: u32, cells: impl Iterator<Item = &'t str>) -> Self {
        let mut row = Self { line, ..Self::default() };
        for cell in cells {
            row.bytes.extend_from_slice(cell.as_bytes());
            row.end_cell();
        }
        row
    }

    /// How many cells the row has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a cell, empty where there is none.
    fn cell(&self, place: usize) -> &[u8] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or_default());
        let end = self.ends.get(place).copied().unwrap_or_default();
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The text of a cell without the blanks round it: UTF-8, else Windows-1252.
    pub(super) fn text(&self, place: usize) -> Cow<'_, str> {
        let bytes = self.cell(place);
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Cow::Borrowed(text.trim());
        }
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
        Cow::Owned(text.trim().to_owned())
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
    }

    fn is_blank(&self) -> bool {
        self.ends.len() == 1 && self.bytes.iter().all(u8::is_ascii_whitespace)
    }
}

impl<'s> Rows<'s> {
    /// A stream of rows; `line` is that of the first byte.
    pub(super) fn new(source: &'s mut dyn Read) -> Self {
        Self { source, buffer: Vec::new(), start: 0, line: 1, ended: false }
    }

    /// The next row that is not blank.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn next(&mut self, row: &mut Row) -> io::Result<Next> {
        loop {
            let pending = self.buffer.get(self.start..).unwrap_or_default();
            if pending.is_empty() && self.ended {
                return Ok(Next::End);
            }
            let reason = match split(pending, self.ended, row) {
                Split::Row { bytes, lines } => {
                    row.line = self.line;
                    self.start += bytes;
                    self.line = self.line.saturating_add(lines);
                    if bytes > LONGEST_ROW {
                        return Ok(Next::Broken { line: row.line, reason: TOO_LONG });
                    }
                    if row.is_blank() {
                        continue;
                    }
                    return Ok(Next::Row);
                }
                Split::More { .. } if pending.len() <= LONGEST_ROW => {
                    self.fill()?;
                    continue;
                }
                Split::More { quoted: false } => TOO_LONG,
                Split::More { quoted: true } => OPEN_QUOTE,
                Split::Broken(reason) => reason,
            };
            let line = self.line;
            self.skip_line()?;
            return Ok(Next::Broken { line, reason });
        }
    }

    /// Reads on; marks the end where nothing came.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let held = self.buffer.len();
        // Doubling keeps the work of splitting a long row anew linear in its length.
        self.buffer.resize(held + CHUNK.max(held), 0);
        let read = loop {
            match self.source.read(self.buffer.get_mut(held..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.buffer.truncate(held + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(())
    }

    /// Leaves out the rest of a physical line, however long.
    fn skip_line(&mut self) -> io::Result<()> {
        self.line = self.line.saturating_add(1);
        loop {
            let pending = self.buffer.get(self.start..).unwrap_or_default();
            let found = pending.iter().position(|&byte| is_line_end(byte));
            match found.map(|at| (at, line_end(pending.get(at..).unwrap_or_default(), self.ended))) {
                Some((at, Some(width))) => {
                    self.start += at + width;
                    return Ok(());
                }
                Some((at, None)) => self.start += at,
                None => self.start = self.buffer.len(),
            }
            if self.ended {
                return Ok(());
            }
            self.fill()?;
        }
    }
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The width of the line end with which the bytes begin; `None` where a carriage return may still be followed by a
/// line feed.
fn line_end(bytes: &[u8], ended: bool) -> Option<usize> {
    match bytes {
        [b'\r', b'\n', ..] => Some(2),
        [b'\r'] if !ended => None,
        _ => Some(1),
    }
}

/// Splits the row with which the bytes begin. `ended` says that nothing follows them.
fn split(bytes: &[u8], ended: bool, row: &mut Row) -> Split {
    row.clear();
    let (mut at, mut lines) = (0, 1);
    loop {
        let cell = bytes.get(at..).unwrap_or_default();
        let blanks = cell.iter().take_while(|&&byte| byte == b' ' || byte == b'\t').count();
        at += match cell.get(blanks) {
            Some(b'"') => match quoted(cell.get(blanks + 1..).unwrap_or_default(), ended, row) {
                Ok((width, inner)) => {
                    lines += inner;
                    blanks + 1 + width
                }
                Err(stop) => return stop,
            },
            _ => bare(cell, row),
        };
        row.end_cell();
        match bytes.get(at) {
            Some(b',') => at += 1,
            Some(_) => match line_end(bytes.get(at..).unwrap_or_default(), ended) {
                Some(width) => return Split::Row { bytes: at + width, lines },
                None => return Split::More { quoted: false },
            },
            None if ended => return Split::Row { bytes: at, lines },
            None => return Split::More { quoted: false },
        }
    }
}

/// Takes a cell without quotation marks; gives its width.
fn bare(cell: &[u8], row: &mut Row) -> usize {
    let width = cell.iter().position(|&byte| byte == b',' || is_line_end(byte)).unwrap_or(cell.len());
    row.bytes.extend_from_slice(cell.get(..width).unwrap_or_default());
    width
}

/// Takes a cell behind its opening quotation mark; gives its width up to what must be a comma or a line end, and
/// the line ends inside.
fn quoted(cell: &[u8], ended: bool, row: &mut Row) -> Result<(usize, u32), Split> {
    let mut at = 0;
    let open = || if ended { Split::Broken(OPEN_QUOTE) } else { Split::More { quoted: true } };
    let first = row.bytes.len();
    loop {
        let rest = cell.get(at..).unwrap_or_default();
        let Some(close) = rest.iter().position(|&byte| byte == b'"') else { return Err(open()) };
        row.bytes.extend_from_slice(rest.get(..close).unwrap_or_default());
        at += close + 1;
        match cell.get(at) {
            Some(b'"') => {
                row.bytes.push(b'"');
                at += 1;
            }
            None if !ended => return Err(Split::More { quoted: false }),
            _ => break,
        }
    }
    at += cell.get(at..).unwrap_or_default().iter().take_while(|&&byte| byte == b' ' || byte == b'\t').count();
    let lines = line_ends(row.bytes.get(first..).unwrap_or_default());
    match cell.get(at) {
        None if !ended => Err(Split::More { quoted: false }),
        Some(&byte) if byte != b',' && !is_line_end(byte) => {
            // Across lines it is rather the mark of a later row that seems to close the one that was left open.
            Err(Split::Broken(if lines == 0 { AFTER_QUOTE } else { OPEN_QUOTE }))
        }
        _ => Ok((at, lines)),
    }
}

fn line_ends(bytes: &[u8]) -> u32 {
    let ends = bytes.iter().enumerate().filter(|&(at, &byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    u32::try_from(ends.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, so that every boundary falls between two reads.
    struct Drip<'b>(&'b [u8]);
    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let (Some((first, rest)), Some(slot)) = (self.0.split_first(), into.first_mut()) else { return Ok(0) };
            *slot = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn rows(source: &mut dyn Read) -> Vec<String> {
        let (mut rows, mut row, mut out) = (Rows::new(source), Row::default(), Vec::new());
        loop {
            match rows.next(&mut row).unwrap() {
                Next::Row => {
                    let cells: Vec<_> = (0..row.len()).map(|place| row.text(place).into_owned()).collect();
                    out.push(format!("{}:{}", row.line, cells.join("|")));
                }
                Next::Broken { line, reason } => out.push(format!("{line}!{reason}")),
                Next::End => return out,
            }
        }
    }

    #[test]
    fn rows_have_the_line_on_which_they_start() {
        let cases: &[(&str, &[&str])] = &[
            ("a,b\n1,2\n", &["1:a|b", "2:1|2"]),
            ("a,b\r\n\r\n1,2", &["1:a|b", "3:1|2"]),
            ("a\rb\r", &["1:a", "2:b"]),
            ("a,\"x\ny\r\nz\",c\nd,,\n", &["1:a|x\ny\r\nz|c", "4:d||"]),
            ("  \n a , \"b, \"\"c\"\"\" ,d \n", &["2:a|b, \"c\"|d"]),
            ("a,b \"c\" d\n", &["1:a|b \"c\" d"]),
            ("a,\"b\nc,d\n", &["1!a quotation mark is opened and not closed", "2:c|d"]),
            ("a,\"b\"c\nd\n", &["1!text stands behind a closing quotation mark", "2:d"]),
            ("a,\"b\"", &["1:a|b"]),
            ("a,\"b", &["1!a quotation mark is opened and not closed"]),
            ("a,", &["1:a|"]),
            ("", &[]),
            ("\n\r\n \t\n", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(rows(&mut text.as_bytes()), *expected, "{text:?}");
            assert_eq!(rows(&mut Drip(text.as_bytes())), *expected, "{text:?} in drips");
        }
    }

    #[test]
    fn other_bytes_are_windows_1252() {
        assert_eq!(rows(&mut &b"Zo\xeb,\x93ok\x94,Zo\xc3\xab\n"[..]), ["1:Zoë|“ok”|Zoë"]);
    }

    #[test]
    fn a_row_beyond_the_limit_is_left_out_in_bounded_memory() {
        for (head, reason) in [("", TOO_LONG), ("\"", OPEN_QUOTE)] {
            let long = io::repeat(b'x').take(8 * LONGEST_ROW as u64);
            let mut source = head.as_bytes().chain(long).chain(&b"\nc,d\n"[..]);
            let (mut rows, mut row) = (Rows::new(&mut source), Row::default());
            assert_eq!(rows.next(&mut row).unwrap(), Next::Broken { line: 1, reason });
            assert_eq!(rows.next(&mut row).unwrap(), Next::Row);
            assert_eq!((row.line, row.text(1).as_ref()), (2, "d"));
            assert!(rows.buffer.capacity() <= 5 * LONGEST_ROW, "{}", rows.buffer.capacity());
        }
    }

    #[test]
    fn the_longest_row_is_taken_and_one_byte_more_is_not() {
        for (length, expected) in
            [(LONGEST_ROW - 1, Next::Row), (LONGEST_ROW, Next::Broken { line: 1, reason: TOO_LONG })]
        {
            let mut source = io::repeat(b'x').take(length as u64).chain(&b"\n"[..]);
            assert_eq!(Rows::new(&mut source).next(&mut Row::default()).unwrap(), expected, "{length}");
        }
    }
}
