//! The bytes of a file: their check value, and what their beginning gives away.

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE};
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
    /// Rows in two-byte characters, as the byte order mark says.
    Utf16(&'static Encoding),
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
            [0xff, 0xfe, ..] => Opening::Utf16(UTF_16LE),
            [0xfe, 0xff, ..] => Opening::Utf16(UTF_16BE),
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

/// Two-byte characters read on as UTF-8.
pub(super) struct Utf16<'r> {
    source: &'r mut dyn Read,
    decoder: Decoder,
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<'r> Utf16<'r> {
    /// Reads on in an encoding; its byte order mark is left out.
    pub(super) fn new(source: &'r mut dyn Read, encoding: &'static Encoding) -> Self {
        Self { source, decoder: encoding.new_decoder_with_bom_removal(), text: Vec::new(), given: 0, ended: false }
    }

    fn fill(&mut self) -> io::Result<()> {
        let mut bytes = [0; 1 << 13];
        let read = self.source.read(&mut bytes)?;
        self.ended = read == 0;
        let most = self.decoder.max_utf8_buffer_length(read).unwrap_or(4 * bytes.len());
        self.text.resize(most, 0);
        let bytes = bytes.get(..read).unwrap_or_default();
        let (_, _, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.text, self.ended);
        self.text.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl Read for Utf16<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.fill()?;
        }
        let read = self.text.get(self.given..).unwrap_or_default().read(into)?;
        self.given += read;
        Ok(read)
    }
}
