//! Text from files is only text: control and invisible characters show as visible marks.

use std::borrow::Cow;
use std::fmt::Write;
use unicode_general_category::{GeneralCategory, get_general_category};

/// Accents that one letter may carry; those beyond would run into the lines above and below.
const MOST_ACCENTS: usize = 4;

/// Whether a character is of the Unicode classes Cc or Cf.
pub fn is_hidden(c: char) -> bool {
    match c {
        ' '..='~' => false,
        _ => matches!(get_general_category(c), GeneralCategory::Control | GeneralCategory::Format),
    }
}

fn is_accent(c: char) -> bool {
    use GeneralCategory::{EnclosingMark, NonspacingMark};
    c > '~' && matches!(get_general_category(c), NonspacingMark | EnclosingMark)
}

/// The text with every hidden character as `<U+202E>`, and accents beyond four on one letter left out.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let (mut shown, mut accents) = (String::with_capacity(text.len()), 0);
    for c in text.chars() {
        accents = if is_accent(c) { accents + 1 } else { 0 };
        if is_hidden(c) {
            // Writing into a String cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        } else if accents <= MOST_ACCENTS {
            shown.push(c);
        }
    }
    if shown == text { Cow::Borrowed(text) } else { Cow::Owned(shown) }
}

/// Finished JSON with every hidden character inside its strings as `\uXXXX`; the line ends between its values stay.
pub fn escape_hidden(json: &str) -> Cow<'_, str> {
    if json.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    // Outside strings JSON holds no hidden character but blanks; inside them a bare one is not allowed.
    for c in json.chars() {
        if is_hidden(c) && !matches!(c, '\n' | '\r' | '\t') {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_show() {
        for (text, shown) in [
            ("Zoë O'Brien", "Zoë O'Brien"),
            ("a\u{202e}b", "a<U+202E>b"),
            ("a\tb\u{7f}\u{85}", "a<U+0009>b<U+007F><U+0085>"),
            ("\u{200b}\u{feff}", "<U+200B><U+FEFF>"),
            ("\u{e0041}", "<U+E0041>"),
            ("كريم 李", "كريم 李"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn four_accents_stay_and_a_fifth_does_not() {
        let accented = |count: usize| format!("e{}x", "\u{301}".repeat(count));
        assert_eq!(visible(&accented(4)), accented(4));
        assert_eq!(visible(&accented(5)), accented(4));
        assert_eq!(visible(&accented(40)), accented(4));
    }

    #[test]
    fn escaped_json_says_the_same() {
        let value = serde_json::json!({"name": "a\u{202e}b\u{7f}\u{85}\n\u{e0041}é", "list": [1, "\u{feff}"]});
        for json in [serde_json::to_string(&value).unwrap(), serde_json::to_string_pretty(&value).unwrap()] {
            let escaped = escape_hidden(&json);
            assert!(escaped.contains("a\\u202eb\\u007f\\u0085\\n\\udb40\\udc41é"), "{escaped}");
            assert!(!escaped.chars().any(|c| is_hidden(c) && c != '\n'), "{escaped}");
            assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), value);
        }
    }
}
