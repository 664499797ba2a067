//! Held-back rows: what a file said that could not be taken, kept to be worked through.

use crate::domain::rules::wording::count;
use crate::domain::sealed::Sealed;
use std::borrow::Cow;

/// The most held-back rows of an import whose text is kept; the others are counted and reported.
pub const MOST_KEPT: usize = 10_000;

/// The most held-back rows of a file that are told one by one; the others are counted. Of a file of a gigabyte every
/// row may be held back: a whole school's register, of which the caseload has few children.
pub const MOST_TOLD: usize = 100_000;

/// How many rows are held back: those that are told one by one, and those beyond.
pub fn held_rows(told: usize, more: u32) -> u32 {
    u32::try_from(told).unwrap_or(u32::MAX).saturating_add(more)
}
/// The longest row that is kept, in bytes.
pub const LONGEST_ROW: usize = 4_096;

/// A row held back and not settled yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRow {
    /// Its number in the caseload.
    pub id: i64,
    /// The path of the file as it was given.
    pub file: String,
    /// The layout that the file was recognised as.
    pub layout: Option<String>,
    /// The line on which it starts, the header being 1.
    pub line: u32,
    /// The header's word of the column at fault, where it is one column.
    pub column: Option<String>,
    /// Why it is held back.
    pub reason: String,
    /// Whether its text was kept, so that it can be corrected here.
    pub kept: bool,
}

impl HeldRow {
    /// Why it is held back, the column before it.
    pub fn why(&self) -> String {
        let column = self.column.as_ref().map_or_else(String::new, |column| format!("{column}: "));
        format!("{column}{}", self.reason)
    }

    /// Whether another row is held back for the same reason: the figures in it, a line or a date, are of no account.
    pub fn is_like(&self, other: &Self) -> bool {
        let bare = |reason: &str| reason.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
        self.column == other.column && bare(&self.reason) == bare(&other.reason)
    }
}

/// A number of things: "1 row", "312 rows".
pub fn counted(number: usize, thing: &str) -> String {
    count(i64::try_from(number).unwrap_or(i64::MAX), thing)
}

/// A held-back row with its text. The text may hold names and addresses: its `Debug` prints none of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldText {
    /// Which row.
    pub row: HeldRow,
    /// The profile by which its file was read, where no built-in layout was.
    pub profile: Option<String>,
    /// The header under which it is read again, as a line of CSV.
    pub header: String,
    /// Words of the header whose cells are shown only when a person asks, whatever they are called.
    pub sealed: Vec<String>,
    /// The row as a line of CSV.
    pub text: Sealed<String>,
}

impl HeldText {
    /// The header's words.
    pub fn words(&self) -> Vec<String> {
        split(&self.header)
    }

    /// Whether the cells under a word are shown only when a person asks.
    pub fn is_sealed(&self, word: &str) -> bool {
        is_sealed(word) || self.sealed.iter().any(|sealed| sealed == word)
    }

    /// The row's cells.
    pub fn cells(&self) -> Vec<Sealed<String>> {
        split(self.text.reveal()).into_iter().map(Sealed::new).collect()
    }
}

/// Words of a header whose cells are shown only when a person asks: addresses and telephones, whoever's they are.
const SEALED_WORDS: &[&str] = &["post", "address", "phone", "mobile", "email", "contactn"];
/// The same as words of their own: "hotel" holds no telephone.
const SHORT_WORDS: &[&str] = &["tel", "telno", "mob", "addr"];

/// Whether the cells of a column are shown only when a person asks.
pub fn is_sealed(word: &str) -> bool {
    let word = word.to_lowercase();
    let parts: Vec<&str> = word.split(|letter: char| !letter.is_alphanumeric()).collect();
    let joined = parts.concat();
    SEALED_WORDS.iter().any(|sealed| joined.contains(sealed)) || parts.iter().any(|part| SHORT_WORDS.contains(part))
}

/// Cells as a line of CSV, each in quotation marks where it must be.
pub fn join<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<Cow<'_, str>> = cells.into_iter().map(quote).collect();
    quoted.join(",")
}

fn quote(cell: &str) -> Cow<'_, str> {
    let edge = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let plain = !cell.contains([',', '"', '\n', '\r']) && !edge(cell.chars().next()) && !edge(cell.chars().next_back());
    if plain { Cow::Borrowed(cell) } else { Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\""))) }
}

/// The cells of a line of CSV that [`join`] wrote.
pub fn split(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        let next_is_quote = characters.peek() == Some(&'"');
        match c {
            '"' if quoted && next_is_quote => {
                characters.next();
                add(&mut cells, '"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => add(&mut cells, c),
        }
    }
    cells
}

fn add(cells: &mut [String], c: char) {
    if let Some(cell) = cells.last_mut() {
        cell.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_and_telephones_are_sealed() {
        for (word, sealed) in [
            ("postcode", true),
            ("HOME_POST", true),
            ("Carer telephone", true),
            ("email", true),
            ("Carer Tel.", true),
            ("Home e mail", true),
            ("Contact no", true),
            ("Contact", false),
            ("Hotel", false),
            ("child_id", false),
            ("dob", false),
        ] {
            assert_eq!(is_sealed(word), sealed, "{word}");
        }
    }

    #[test]
    fn a_row_is_written_as_files_write_it() {
        assert_eq!(join(["C1", "O\"Neil, A", "", " x"]), "C1,\"O\"\"Neil, A\",,\" x\"");
        assert_eq!(split("C1,\"O\"\"Neil, A\",,\" x\""), ["C1", "O\"Neil, A", "", " x"]);
    }

    proptest! {
        #[test]
        fn cells_come_back_as_they_were(cells in proptest::collection::vec("[a,\" \n\ré]{0,6}", 1..6)) {
            prop_assert_eq!(split(&join(cells.iter().map(String::as_str))), cells);
        }
    }
}
