//! The bytes of an XML file as UTF-8, counted by lines, never more of them at once than a child may take.

use crate::import::rows::LONGEST_ROW;
use std::io::{self, BufRead, Read};

const CHUNK: usize = 1 << 16;

/// Bytes on their way to the parser. What is no UTF-8 is read as Windows-1252, as in other files.
pub(super) struct Feed<'r> {
    source: &'r mut dyn Read,
    raw: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    ended: bool,
    /// Line ends that were handed on.
    pub(super) lines: u32,
    /// Bytes handed on since this was last set to 0.
    pub(super) since: usize,
    /// More than [`LONGEST_ROW`] were asked for at once.
    pub(super) too_long: bool,
    /// What the source answered.
    pub(super) failed: Option<io::Error>,
}

impl<'r> Feed<'r> {
    pub(super) fn new(source: &'r mut dyn Read) -> Self {
        let (raw, text) = (Vec::new(), Vec::new());
        Self { source, raw, text, at: 0, ended: false, lines: 0, since: 0, too_long: false, failed: None }
    }

    fn refill(&mut self) -> io::Result<()> {
        let before = self.raw.len();
        self.raw.resize(before + CHUNK, 0);
        let read = self.source.read(self.raw.get_mut(before..).unwrap_or_default())?;
        self.raw.truncate(before + read);
        self.ended = read == 0;
        self.text.clear();
        self.at = 0;
        let mut taken = 0;
        for chunk in self.raw.utf8_chunks() {
            self.text.extend_from_slice(chunk.valid().as_bytes());
            let rest = chunk.invalid();
            // A letter of which the end is yet to come.
            let cut = std::str::from_utf8(rest).is_err_and(|error| error.error_len().is_none());
            let last = taken + chunk.valid().len() + rest.len() == self.raw.len();
            taken += chunk.valid().len();
            if cut && last && !self.ended {
                break;
            }
            taken += rest.len();
            let (letters, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(rest);
            self.text.extend_from_slice(letters.as_bytes());
        }
        self.raw.drain(..taken);
        Ok(())
    }
}

impl Read for Feed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Feed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.text.len() && !self.ended {
            match self.refill() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failed = Some(error);
                    return Err(io::Error::other("the source cannot be read"));
                }
                Ok(()) => {}
            }
        }
        if self.since > LONGEST_ROW {
            self.too_long = true;
            return Err(io::Error::other("too long"));
        }
        // No further than a child may reach, so that it makes no difference how much was read at once.
        let rest = self.text.get(self.at..).unwrap_or_default();
        Ok(rest.get(..=LONGEST_ROW - self.since).unwrap_or(rest))
    }

    fn consume(&mut self, bytes: usize) {
        let to = self.at.saturating_add(bytes).min(self.text.len());
        let taken = self.text.get(self.at..to).unwrap_or_default();
        let lines = taken.iter().map(|&byte| u32::from(byte == b'\n')).sum();
        self.lines = self.lines.saturating_add(lines);
        self.since = self.since.saturating_add(taken.len());
        self.at = to;
    }
}
