//! TOML that people write: read as a table, or what is wrong with it and on which line.

use toml::Table;

/// Reads a text.
///
/// # Errors
/// The line, and what is wrong there.
pub fn table(text: &str) -> Result<Table, String> {
    text.parse().map_err(|error: toml::de::Error| {
        let place = error.span().map_or(0, |span| span.start);
        format!("line {}: {}", line(text, place), error.message())
    })
}

/// The line of a byte of a text; the first line is 1.
pub fn line(text: &str, place: usize) -> usize {
    1 + text.bytes().take(place).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, begins) in [("= 1", "line 1: "), ("a = 1\n\né = = 1\n", "line 3: "), ("a = 1\na = 2", "line 2: ")] {
            let why = table(text).unwrap_err();
            assert!(why.starts_with(begins) && why.len() > begins.len(), "{text}: {why}");
        }
        assert_eq!(table("a = 1").unwrap()["a"].as_integer(), Some(1));
    }
}
