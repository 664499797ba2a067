//! The audit: who did what and who saw what. It holds no text of a note, no name of a child.
//!
//! What is put down, and why:
//!
//! * [`Deed::View`]: somebody opens one child's record, on the screen, with `show`, or as a page of its own; or sets
//!   two records side by side. Once an opening, however often the screen reads it again. The list, the pane beside it
//!   and what a search finds are work on the whole caseload, which everybody who can open the file sees: the unlocking
//!   tells of that.
//! * [`Deed::Reveal`]: a sealed field is shown. Its name is put down, not what stands in it.
//! * [`Deed::Change`] and [`Deed::Import`]: with the change itself, in its transaction.
//! * [`Deed::Export`]: something about children leaves the program: a paper or the list as a file, and whatever a
//!   command prints about children, be it text, CSV or JSON, for a command cannot know who reads its output.
//!
//! Reading the audit, the imports or the checks of the file is none of these: no child's data stands there.
//!
//! A row stands in the file before what it tells of is shown or written: where it cannot be put down nothing is shown
//! and nothing leaves. A file that can only be read remembers nothing, and that is said wherever the audit is shown.

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

impl Event {
    /// A child's record opened: `how` says where, as the screen or a command.
    pub fn view(child: ChildKey, how: &str) -> Self {
        Self { deed: Deed::View, child: Some(child), detail: how.to_owned() }
    }

    /// Sealed fields of a child shown, by their names.
    pub fn reveal(child: ChildKey, fields: &[String]) -> Self {
        Self { deed: Deed::Reveal, child: Some(child), detail: fields.join(", ") }
    }

    /// Something about one child, or about several, leaves.
    pub fn export(child: Option<ChildKey>, what: String) -> Self {
        Self { deed: Deed::Export, child, detail: what }
    }
}

/// Who opened a record last, in words: `opened by you 3 times today; J. Khan 19 Nov`. Of others the last two.
pub fn opened_by(seen: &[Seen], today: NaiveDate) -> Option<String> {
    let times = |seen: &Seen| match seen.times {
        1 => String::new(),
        times => format!(" {times} times"),
    };
    let day = |seen: &Seen| {
        if seen.day == today { "today".to_owned() } else { seen.day.format("%-d %b").to_string() }
    };
    let you = seen.iter().filter(|seen| seen.you).map(|seen| format!("you{} {}", times(seen), day(seen)));
    let others = seen.iter().filter(|seen| !seen.you).take(2).map(|seen| format!("{} {}", seen.actor, day(seen)));
    let words: Vec<String> = you.chain(others).collect();
    (!words.is_empty()).then(|| format!("opened by {}", words.join("; ")))
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

/// The last rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Latest {
    /// The last first.
    pub entries: Vec<Entry>,
    /// How many rows there are in all.
    pub total: i64,
    /// The file can only be read: nothing is put down now.
    pub read_only: bool,
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
    fn who_opened_a_record_is_told_in_words() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let seen = |you, actor: &str, on, times| Seen { you, actor: actor.to_owned(), day: day(on), times };
        let today = day("2026-11-23");
        for (rows, words) in [
            (vec![], None),
            (vec![seen(true, "Anna", "2026-11-23", 3)], Some("opened by you 3 times today")),
            (
                vec![seen(false, "J. Khan", "2026-11-23", 2), seen(true, "Anna", "2026-11-23", 1)],
                Some("opened by you today; J. Khan today"),
            ),
            (
                vec![
                    seen(true, "Anna", "2026-11-20", 2),
                    seen(false, "J. Khan", "2026-11-19", 2),
                    seen(false, "B. Osei", "2026-11-09", 1),
                    seen(false, "C. Low", "2026-11-08", 1),
                ],
                Some("opened by you 2 times 20 Nov; J. Khan 19 Nov; B. Osei 9 Nov"),
            ),
        ] {
            assert_eq!(opened_by(&rows, today).as_deref(), words);
        }
    }

    #[test]
    fn every_deed_has_a_word_of_its_own() {
        for (deed, word) in DEEDS {
            assert_eq!((deed.word(), Deed::of_word(word)), (word, Some(deed)));
        }
    }
}
