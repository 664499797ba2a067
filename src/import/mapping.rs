//! Files of unknown layout: what each column is, proposed from its words and values, corrected by a person, kept as
//! a profile, and read by it from then on.
//!
//! [`propose()`] guesses, [`Profile`] is what a person makes of the guess, and reading by a profile hands every row,
//! translated, to the readers of the built-in layouts: the same rules hold rows back, with the file's own words.

mod cells;
mod dates;
mod days;
mod evidence;
mod head;
mod long;
mod meaning;
mod profile;
mod propose;
mod vocabulary;
mod wide;
mod wish;
mod words;

use crate::import::lines::Row;

pub(super) use propose::look;

pub use meaning::{Meaning, kinds};
pub use profile::Profile;
pub use propose::{Guess, Proposal, propose};
pub use wish::{View, Wish};

/// The texts of the first rows of a table.
pub(super) fn texts(rows: &[&Row]) -> Vec<Vec<String>> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    rows.iter().map(|row| row.texts(width)).collect()
}

/// The header rows at the top of a file, and which profile recognises them.
pub(super) struct Recognised<'p> {
    /// The profile.
    pub(super) profile: &'p Profile,
    /// The header's words, one a column.
    pub(super) words: Vec<String>,
    /// How many of the first rows stand above the data.
    pub(super) above: usize,
}

/// Finds the profile that knows most of the columns of a header among the first rows, then the first by name.
pub(super) fn recognise<'p>(rows: &[&Row], profiles: &'p [Profile]) -> Option<Recognised<'p>> {
    let texts = texts(rows);
    let mut best: Option<(usize, Recognised<'p>)> = None;
    for (first, tall) in head::places(&texts) {
        let words = head::words(texts.get(first..first + tall).unwrap_or_default());
        for profile in profiles.iter().filter(|profile| profile.header_rows == tall && profile.recognises(&words)) {
            let known = profile.known(&words);
            if best.as_ref().is_none_or(|(most, _)| known > *most) {
                best = Some((known, Recognised { profile, words: words.clone(), above: first + tall }));
            }
        }
    }
    best.map(|(_, recognised)| recognised)
}
