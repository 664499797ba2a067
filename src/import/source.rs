//! The bytes of a file: their check value, and what their beginning gives away.

use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// How many bytes the beginning is judged by.
const OPENING: usize = 512;

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing in it.
    Empty,
    /// A zip or an old Office document.
    Spreadsheet,
    /// Text in two-byte characters.
    Utf16,
    /// JSON.
    Document,
    /// XML, or what looks like it.
    Markup,
    /// Rows, as far as one can tell.
    Rows,
}

/// A file read once, its check value computed on the way.
pub(super) struct Source<'s> {
    rest: &'s mut dyn Read,
    head: Vec<u8>,
    given: usize,
    hash: Sha256,
}

impl<'s> Source<'s> {
    /// Reads the beginning; a byte order mark of UTF-8 is left out of what is given on.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn open(source: &'s mut dyn Read) -> io::Result<Self> {
        let mut head = Vec::with_capacity(OPENING);
        (&mut *source).take(OPENING as u64).read_to_end(&mut head)?;
        let hash = Sha256::new_with_prefix(&head);
        let given = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        Ok(Self { rest: source, head, given, hash })
    }

    /// What the file is.
    pub(super) fn opening(&self) -> Opening {
        match self.head.get(self.given..).unwrap_or_default() {
            [] => Opening::Empty,
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => Opening::Spreadsheet,
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Opening::Utf16,
            text => match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
                Some(b'{') => Opening::Document,
                Some(b'<') => Opening::Markup,
                _ => Opening::Rows,
            },
        }
    }

    /// Reads to the end and gives the SHA-256 of all bytes.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn finish(mut self) -> io::Result<[u8; 32]> {
        io::copy(&mut self, &mut io::sink())?;
        Ok(self.hash.finalize().into())
    }
}

impl Read for Source<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let head = self.head.get(self.given..).unwrap_or_default();
        if !head.is_empty() {
            let read = (&mut &*head).read(into)?;
            self.given += read;
            return Ok(read);
        }
        let read = self.rest.read(into)?;
        self.hash.update(into.get(..read).unwrap_or_default());
        Ok(read)
    }
}
