//! Cells that a spreadsheet would run: with an apostrophe before them they are text, and read back they are what they
//! were.

use std::borrow::Cow;

/// What a formula begins with, or what a spreadsheet takes away before it looks for one.
const BEGINS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The two of them that are hidden, as they are shown.
const SHOWN: [&str; 2] = ["<U+0009>", "<U+000D>"];

/// Whether a cell begins like a formula behind any apostrophes.
fn runs(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    cell.starts_with(BEGINS) || SHOWN.iter().any(|shown| cell.starts_with(shown))
}

/// The cell as it is written to a file that a spreadsheet opens. A lone hyphen is nothing that could run.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if cell != "-" && runs(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before [`harmless`].
pub fn read_back(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forty beginnings of a cell.
    const PREFIXES: [&str; 40] = [
        "=", "+", "-", "@", "\t", "\r", "==", "++", "--", "@@", "=+", "=-", "=@", "+=", "+-", "+@", "-=", "-+", "-@",
        "@=", "@+", "@-", "\t=", "\t+", "\t-", "\t@", "\r=", "\r+", "\r-", "\r@", "'=", "'+", "'-", "'@", "''=", "''+",
        "'\t=", "'\r=", "=\t", "=\r",
    ];

    #[test]
    fn forty_beginnings_are_harmless_and_read_back() {
        let mut tried = 0;
        for prefix in PREFIXES {
            for rest in ["cmd|' /C calc'!A0", "1+1", "SUM(A1)", "44 7700 900123"] {
                let cell = format!("{prefix}{rest}");
                let written = harmless(&cell);
                assert!(written.starts_with('\''), "{cell:?}");
                assert_eq!(read_back(&written), cell);
            }
            tried += 1;
        }
        assert_eq!(tried, 40);
    }

    #[test]
    fn other_cells_stay_as_they_are() {
        for cell in ["", "-", "'", "O'Brien", "'t Hooft", "C-1", "1=1", "a@b", " =1"] {
            assert_eq!((harmless(cell).as_ref(), read_back(cell)), (cell, cell));
        }
    }
}
