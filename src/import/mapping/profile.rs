//! Profiles: what a person said the columns of a file are, kept under a name. They hold header words and their
//! meaning, and no row of any file.

mod text;

use crate::domain::held::is_sealed;
use crate::domain::kind::Kind;
use crate::import::header::Header;
use crate::import::mapping::cells::Codes;
use crate::import::mapping::dates::Order;
use crate::import::mapping::days::{Day, DayColumn, day};
use crate::import::mapping::long::Long;
use crate::import::mapping::meaning::Meaning;
use crate::import::mapping::propose::Proposal;
use crate::import::mapping::vocabulary::folded;
use crate::import::mapping::wide::Wide;
use crate::import::reader::Reader;
use std::collections::BTreeMap;

static NO_CODES: Codes = Codes::new();

/// How files of one layout are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name: letters, figures, `-`, `_` and blanks.
    pub name: String,
    /// What the rows become.
    pub kind: Kind,
    /// How many rows the header has: 2 where cells are merged above others.
    pub header_rows: usize,
    /// Whether columns whose word is a day are read.
    pub days: bool,
    pub(super) order: Order,
    pub(super) columns: Vec<(String, Meaning)>,
    /// By the header's word, folded.
    pub(super) codes: BTreeMap<String, Codes>,
    pub(super) day_codes: Codes,
}

/// A column that a profile reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    /// Where it stands.
    pub(super) at: usize,
    /// What its words are translated to.
    pub(super) codes: &'p Codes,
}

impl Profile {
    /// Takes a proposal as it is.
    pub fn of(proposal: &Proposal, name: &str) -> Self {
        let columns = proposal.columns.iter();
        let codes = columns.clone().filter(|guess| !guess.codes.is_empty());
        Self {
            name: name.to_owned(),
            kind: proposal.kind,
            header_rows: proposal.header_rows,
            days: proposal.days > 0,
            order: proposal.order,
            columns: columns.map(|guess| (guess.word.clone(), guess.meaning)).collect(),
            codes: codes.map(|guess| (folded(&guess.word), guess.codes.clone())).collect(),
            day_codes: proposal.day_codes.clone(),
        }
    }

    /// Reads a profile's TOML.
    ///
    /// # Errors
    /// What in it cannot be used, in words for the person who edits it.
    pub fn read(text: &str) -> Result<Self, String> {
        text::read(text)
    }

    /// Writes it as TOML that [`Profile::read`] reads.
    pub fn text(&self) -> String {
        text::write(self, &|_| String::new())
    }

    /// Whether a header has every column that the profile reads, in whatever order and among whatever others.
    pub fn recognises(&self, words: &[String]) -> bool {
        let has_days = !self.days || words.iter().any(|word| day(word, self.order).is_some());
        // A profile names a child or a key at least, else it could not have been read.
        has_days && self.lacking(words).is_empty()
    }

    /// The columns that it reads and a header does not have.
    pub(in crate::import) fn lacking(&self, words: &[String]) -> Vec<String> {
        let there = |word: &str| words.iter().any(|written| folded(written) == folded(word));
        let read = self.columns.iter().filter(|(word, meaning)| *meaning != Meaning::Nothing && !there(word));
        read.map(|(word, _)| word.clone()).collect()
    }

    /// How many of a header's columns it names.
    pub(in crate::import) fn known(&self, words: &[String]) -> usize {
        words.iter().filter(|word| self.names(word)).count()
    }

    /// The columns of a header that it does not name.
    pub(in crate::import) fn unknown(&self, header: &Header) -> Vec<String> {
        let words = (0..header.len()).filter_map(|at| header.word(at));
        words.filter(|word| !word.is_empty() && !self.names(word)).collect()
    }

    fn names(&self, word: &str) -> bool {
        let folded_word = folded(word);
        self.columns.iter().any(|(known, _)| folded(known) == folded_word)
            || self.days && day(word, self.order).is_some()
    }

    /// Makes what reads the rows below a header that it recognises.
    pub(in crate::import) fn open(&self, header: &Header) -> Option<Box<dyn Reader>> {
        let has = |word| self.columns.iter().any(|(_, meaning)| *meaning == Meaning::Field(word));
        if self.kind == Kind::Attendance && (self.days || !has("session")) {
            return Some(Box::new(Wide::new(self, header)));
        }
        Some(Box::new(Long::new(self, header)?))
    }

    /// The header's word for the child, for rows of children who are not in the caseload.
    pub(in crate::import) fn child_column(&self, header: &Header) -> String {
        let named = |meaning| header.word(self.column(header, meaning)?);
        named(Meaning::Child).or_else(|| named(Meaning::Upn)).unwrap_or_default()
    }

    /// The header's words of the columns whose cells are shown only when a person asks, whatever they are called: those
    /// that hold addresses and telephones, and those that are not read, of which nobody said what they hold.
    pub(in crate::import) fn sealed(&self, header: &Header) -> Vec<String> {
        let shown = |word: &str| {
            let named = self.columns.iter().find(|(known, _)| folded(known) == folded(word));
            match named {
                Some((_, meaning)) => *meaning != Meaning::Nothing && !is_sealed(meaning.word()),
                None => self.days && day(word, self.order).is_some(),
            }
        };
        let words = (0..header.len()).filter_map(|at| header.word(at));
        words.filter(|word| !word.is_empty() && !shown(word)).collect()
    }

    /// Where a meaning stands in a header.
    pub(super) fn column(&self, header: &Header, meaning: Meaning) -> Option<usize> {
        let (word, _) = self.columns.iter().find(|(_, is)| *is == meaning)?;
        (0..header.len()).find(|&at| header.word(at).is_some_and(|written| folded(&written) == folded(word)))
    }

    /// Where a field stands in a header, and its translations.
    pub(super) fn place(&self, header: &Header, field: &'static str) -> Option<Place<'_>> {
        let at = self.column(header, Meaning::Field(field))?;
        Some(Place { at, codes: self.codes_of(header, at) })
    }

    /// The translations of a column.
    pub(super) fn codes_of(&self, header: &Header, at: usize) -> &Codes {
        header.word(at).and_then(|word| self.codes.get(&folded(&word))).unwrap_or(&NO_CODES)
    }

    /// The columns of days.
    pub(super) fn day_columns(&self, header: &Header) -> Vec<(usize, DayColumn)> {
        let named = |word: &str| self.columns.iter().any(|(known, _)| folded(known) == folded(word));
        let words = (0..header.len()).filter(|_| self.days).filter_map(|at| Some((at, header.word(at)?)));
        let days = words.filter(|(_, word)| !named(word)).filter_map(|(at, word)| Some((at, day(&word, self.order)?)));
        days.collect()
    }

    /// Whether days are named by weekday, so that a row has to say its week.
    pub(in crate::import) fn lacks_week(&self, header: &Header) -> bool {
        let weekdays = self.day_columns(header).iter().any(|(_, column)| matches!(column.day, Day::Weekday(_)));
        weekdays && self.column(header, Meaning::Field("week_commencing")).is_none()
    }
}

impl Proposal {
    /// The proposal as a profile's TOML, with its reasons as comments.
    pub fn text(&self, name: &str) -> String {
        let why = |word: &str| {
            let guess = self.columns.iter().find(|guess| guess.word == word);
            guess.map_or_else(String::new, |guess| match guess.meaning {
                Meaning::Nothing => guess.why.clone(),
                _ => format!("{}: {}", guess.surety(), guess.why),
            })
        };
        text::head(self) + &text::write(&Profile::of(self, name), &why)
    }
}
