//! Reading that is watched: how far it is, and an end to it at any time.

use std::io::{self, Read};

/// A source whose reading is told to somebody: its lines, where it is text, and bytes so far. An error that they give
/// back ends it.
pub struct Watched<R, F> {
    source: R,
    tell: F,
    rows: u64,
    bytes: u64,
    /// Whether it is text, once its first bytes were seen.
    text: Option<bool>,
}

impl<R, F> std::fmt::Debug for Watched<R, F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} lines, {} bytes", self.rows, self.bytes)
    }
}

impl<R: Read, F: FnMut(u64, u64) -> io::Result<()>> Watched<R, F> {
    /// Tells of a source before each time that it is read from.
    pub const fn new(source: R, tell: F) -> Self {
        Self { source, tell, rows: 0, bytes: 0, text: None }
    }
}

impl<R: Read, F: FnMut(u64, u64) -> io::Result<()>> Read for Watched<R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (self.tell)(self.rows, self.bytes)?;
        let count = self.source.read(buffer)?;
        // A spreadsheet is packed: what looks like line ends there is none.
        let text = *self.text.get_or_insert_with(|| !buffer[..count].contains(&0));
        let lines = if text { lines(&buffer[..count]) } else { 0 };
        self.rows += lines;
        self.bytes += count as u64;
        Ok(count)
    }
}

fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |lines, byte| lines + u64::from(*byte == b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_bytes_are_told_and_an_error_ends_it() {
        let mut told = Vec::new();
        let text = b"a\nb\nc\n";
        let mut whole = Vec::new();
        let mut source = Watched::new(&text[..], |rows, bytes| {
            told.push((rows, bytes));
            Ok(())
        });
        source.read_to_end(&mut whole).unwrap();
        assert_eq!((whole.as_slice(), told.last()), (&text[..], Some(&(3, 6))));
        let mut ended =
            Watched::new(&text[..], |rows, _| if rows > 0 { Err(io::Error::other("ended")) } else { Ok(()) });
        assert!(ended.read_to_end(&mut whole).is_err());
    }
}
