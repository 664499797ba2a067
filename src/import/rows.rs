//! Rows of a text file as a stream: bounded memory, physical line numbers, nothing guessed about broken quotes.
//!
//! The csv crate gives neither: it grows with the longest row, skips blank lines without counting them into the
//! line of the next row, and reads on over an open quotation mark to the end of the file.

use crate::import::lines::{Lines, Next, Row};
use std::io::{self, Read};

/// The longest row that is taken, in bytes.
pub(super) const LONGEST_ROW: usize = 1 << 20;
const CHUNK: usize = 1 << 17;

/// A file as a stream of rows.
pub(super) struct Rows<'s> {
    source: &'s mut dyn Read,
    buffer: Vec<u8>,
    start: usize,
    line: u32,
    ended: bool,
    delimiter: u8,
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
/// What is said of a longer one.
pub(super) const TOO_LONG: &str = "the row is longer than 1 MB";

impl<'s> Rows<'s> {
    /// A stream of rows whose cells a byte divides: a comma, a semicolon or a tab.
    pub(super) fn new(source: &'s mut dyn Read, delimiter: u8) -> Self {
        Self { source, buffer: Vec::new(), start: 0, line: 1, ended: false, delimiter }
    }

    /// Divides the cells by another byte from here on.
    pub(super) fn divide_by(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
    }

    /// The first bytes, before any row was taken: whole lines of them where the file is longer.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn beginning(&mut self, bytes: usize) -> io::Result<&[u8]> {
        while !self.ended && self.buffer.len() < bytes {
            self.fill()?;
        }
        let first = self.buffer.get(..bytes).unwrap_or(&self.buffer);
        let whole = first.iter().rposition(|&byte| is_line_end(byte)).filter(|_| first.len() == bytes);
        Ok(whole.and_then(|end| first.get(..end)).unwrap_or(first))
    }

    /// Reads on; marks the end where nothing came.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let held = self.buffer.len();
        // Doubling keeps the work of splitting a long row anew linear in its length.
        self.buffer.resize(held + CHUNK.max(held), 0);
        let mut read = held;
        let outcome = loop {
            match self.source.read(self.buffer.get_mut(read..).unwrap_or_default()) {
                Ok(0) => break Ok(()),
                Ok(more) => read += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
        };
        self.ended = read < self.buffer.len();
        self.buffer.truncate(read);
        outcome
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

impl Lines for Rows<'_> {
    fn next(&mut self, row: &mut Row) -> io::Result<Next> {
        loop {
            let pending = self.buffer.get(self.start..).unwrap_or_default();
            if pending.is_empty() && self.ended {
                return Ok(Next::End);
            }
            // What is longer than a row may be is not looked at, so that it makes no difference how much was read.
            let window = pending.get(..=LONGEST_ROW).unwrap_or(pending);
            let ended = self.ended && window.len() == pending.len();
            let reason = match split(window, ended, self.delimiter, row) {
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

/// The width of the blanks with which the bytes begin.
fn blanks(bytes: &[u8], delimiter: u8) -> usize {
    bytes.iter().take_while(|&&byte| (byte == b' ' || byte == b'\t') && byte != delimiter).count()
}

/// Splits the row with which the bytes begin. `ended` says that nothing follows them.
fn split(bytes: &[u8], ended: bool, delimiter: u8, row: &mut Row) -> Split {
    row.clear();
    let (mut at, mut lines) = (0, 1);
    loop {
        let cell = bytes.get(at..).unwrap_or_default();
        let blanks = blanks(cell, delimiter);
        at += match cell.get(blanks) {
            Some(b'"') => match quoted(cell.get(blanks + 1..).unwrap_or_default(), ended, delimiter, row) {
                Ok((width, inner)) => {
                    lines += inner;
                    blanks + 1 + width
                }
                Err(stop) => return stop,
            },
            _ => bare(cell, delimiter, row),
        };
        row.end_cell();
        match bytes.get(at) {
            Some(&byte) if byte == delimiter => at += 1,
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
fn bare(cell: &[u8], delimiter: u8, row: &mut Row) -> usize {
    let width = cell.iter().position(|&byte| byte == delimiter || is_line_end(byte)).unwrap_or(cell.len());
    row.extend(cell.get(..width).unwrap_or_default());
    width
}

/// Takes a cell behind its opening quotation mark; gives its width up to what must be a delimiter or a line end, and
/// the line ends inside.
fn quoted(cell: &[u8], ended: bool, delimiter: u8, row: &mut Row) -> Result<(usize, u32), Split> {
    let mut at = 0;
    let open = || if ended { Split::Broken(OPEN_QUOTE) } else { Split::More { quoted: true } };
    let first = row.bytes().len();
    loop {
        let rest = cell.get(at..).unwrap_or_default();
        let Some(close) = rest.iter().position(|&byte| byte == b'"') else { return Err(open()) };
        row.extend(rest.get(..close).unwrap_or_default());
        at += close + 1;
        match cell.get(at) {
            Some(b'"') => {
                row.extend(b"\"");
                at += 1;
            }
            None if !ended => return Err(Split::More { quoted: false }),
            _ => break,
        }
    }
    at += blanks(cell.get(at..).unwrap_or_default(), delimiter);
    let lines = line_ends(row.bytes().get(first..).unwrap_or_default());
    match cell.get(at) {
        None if !ended => Err(Split::More { quoted: false }),
        Some(&byte) if byte != delimiter && !is_line_end(byte) => {
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
mod tests;
