//! JSON as bytes: one line, keys in the order of the types, hidden characters escaped.

use crate::cli::failure::Failure;
use crate::domain::visible::is_hidden;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io;

/// Writes compact JSON in which every character of the Unicode classes Cc and Cf is escaped.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_hidden(*c)) {
            to.write_all(&fragment.as_bytes()[plain..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        to.write_all(&fragment.as_bytes()[plain..])
    }
}

/// The value as a line of JSON.
///
/// # Errors
/// A value that JSON cannot hold.
pub(super) fn line<T: Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, Escaping));
    written.map_err(|error| Failure::Error(format!("the JSON could not be made: {error}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_come_back() {
        for (text, written) in [
            ("Wójcik", "\"Wójcik\""),
            ("a\u{202e}b\u{200b}", "\"a\\u202eb\\u200b\""),
            ("\u{7f}\u{9b}\n\u{1b}", "\"\\u007f\\u009b\\n\\u001b\""),
            ("\u{e0001}x", "\"\\udb40\\udc01x\""),
        ] {
            let bytes = line(&text).unwrap();
            assert_eq!(String::from_utf8(bytes.clone()).unwrap().trim_end(), written);
            assert_eq!(serde_json::from_slice::<String>(&bytes).unwrap(), text);
        }
    }
}
