//! The audit: who did what and who saw what. It holds no text of a note, no name of a child.

use crate::domain::facts::ChildKey;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// What was done, as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// The file was unlocked.
    Unlock,
    /// Somebody tried a wrong passphrase.
    FailedUnlock,
    /// The screen was locked.
    Lock,
    /// A child's record was opened.
    View,
    /// A sealed field was shown or written out.
    Reveal,
    /// The record was changed; the journal knows how.
    Change,
    /// Files were taken in, or an import taken back.
    Import,
    /// Something left the file: a paper, a list, an export.
    Export,
    /// A child was erased.
    Erase,
    /// A backup was written.
    Backup,
    /// Passphrases were changed, added or removed, or the key was made anew.
    Keys,
}

/// Every deed with its word in the file.
pub const DEEDS: [(Deed, &str); 11] = [
    (Deed::Unlock, "unlock"),
    (Deed::FailedUnlock, "failed-unlock"),
    (Deed::Lock, "lock"),
    (Deed::View, "view"),
    (Deed::Reveal, "reveal"),
    (Deed::Change, "change"),
    (Deed::Import, "import"),
    (Deed::Export, "export"),
    (Deed::Erase, "erase"),
    (Deed::Backup, "backup"),
    (Deed::Keys, "keys"),
];

impl Deed {
    /// Its word in the file.
    pub fn word(self) -> &'static str {
        DEEDS.iter().find(|(deed, _)| *deed == self).map_or("", |(_, word)| word)
    }

    /// The deed that a word in the file names.
    pub fn of_word(word: &str) -> Option<Self> {
        DEEDS.iter().find(|(_, known)| *known == word).map(|(deed, _)| *deed)
    }
}

/// Something to be put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What was done.
    pub deed: Deed,
    /// The child that it is about, where it is one child.
    pub child: Option<ChildKey>,
    /// What more is to be known, in words of the program: a command, a field's name, a count. Never what somebody
    /// wrote, never a name of a child.
    pub detail: String,
}

/// A row of the audit as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number; the first is 1 and none is left out.
    pub seq: i64,
    /// When, by the user's clock.
    pub at: DateTime<FixedOffset>,
    /// The key slot that was open.
    pub actor: String,
    /// What was done.
    pub event: Event,
    /// The row of the journal that says how, for a change.
    pub change: Option<i64>,
    /// SHA-256 over this row and the hash of the one before, in hexadecimal digits.
    pub hash: String,
}

/// What the chain of hashes says of the whole audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// How many rows there are.
    pub length: i64,
    /// The hash of the last row, in hexadecimal digits: to be kept elsewhere and compared.
    pub head: String,
    /// The first row that is not as it was written, or whose place is empty.
    pub broken: Option<i64>,
}

/// When somebody last opened a child's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Whether it is who asks.
    pub you: bool,
    /// The key slot that was open.
    pub actor: String,
    /// The day, by that user's clock.
    pub day: NaiveDate,
    /// How often on that day.
    pub times: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_deed_has_a_word_of_its_own() {
        for (deed, word) in DEEDS {
            assert_eq!((deed.word(), Deed::of_word(word)), (word, Some(deed)));
        }
    }
}
