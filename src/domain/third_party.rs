//! Other people in a text that leaves the caseload: other children by name, contacts, telephones, postcodes, addresses
//! of email. Each is marked where it stands, so that a person decides about it.

use crate::domain::caseload::Children;
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::note::sealing::{self, Found, masked};
use crate::domain::note::search::{Word, words};
use std::collections::BTreeMap;
use std::ops::Range;

/// The most words that one name is looked for in.
const WORDS: usize = 6;
/// A contact's surname alone is a name from so many letters on.
const SURNAME: usize = 3;

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// Another child of the caseload.
    Child,
    /// Somebody who stands with the child as a contact, a carer or a worker.
    Contact,
    /// A telephone number.
    Phone,
    /// A postcode.
    Postcode,
    /// An address of email.
    Email,
}

impl Party {
    /// The words of the mark.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Child => "another child",
            Self::Contact => "contact",
            Self::Phone => "telephone",
            Self::Postcode => "postcode",
            Self::Email => "email",
        }
    }
}

/// Whether the words that are marked stay readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    /// `[another child: Tomos Rees]`
    Shown,
    /// `[another child]`
    Withheld,
}

/// The names to be marked in what is told of one child. Its `Debug` prints none.
#[derive(Default)]
pub struct Parties {
    /// Folded whole names.
    whole: BTreeMap<String, Party>,
    /// Folded single names, which count where they begin with a capital.
    single: BTreeMap<String, Party>,
}

impl std::fmt::Debug for Parties {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} names", self.whole.len() + self.single.len())
    }
}

impl Parties {
    /// Every other child of the caseload by its whole name, and these contacts.
    pub fn of<'c>(child: &ChildFacts, children: &Children, contacts: impl IntoIterator<Item = &'c str>) -> Self {
        let mut parties = Self::default();
        for other in children.iter().filter(|other| other.key != child.key) {
            for name in whole(other) {
                parties.whole.insert(name, Party::Child);
            }
        }
        for contact in contacts {
            parties.contact(contact);
        }
        parties.spare(child);
        parties
    }

    fn contact(&mut self, name: &str) {
        let parts = parts(name);
        let all = tight(&parts);
        if parts.len() > 1 {
            self.whole.insert(all, Party::Contact);
        }
        if let Some(last) = parts.last().filter(|last| last.folded.chars().count() >= SURNAME) {
            self.single.entry(last.folded.clone()).or_insert(Party::Contact);
        }
    }

    /// And children of the same note by any of their names.
    #[must_use]
    pub fn near(&self, child: &ChildFacts, about: &[ChildKey], children: &Children) -> Self {
        let mut near = Self { whole: self.whole.clone(), single: self.single.clone() };
        let others = children.iter().filter(|other| other.key != child.key && about.contains(&ChildKey(other.key)));
        for other in others {
            for name in singles(other) {
                near.single.insert(name, Party::Child);
            }
        }
        near.spare(child);
        near
    }

    /// The child's own names are nobody else's: of a brother the forename tells.
    fn spare(&mut self, child: &ChildFacts) {
        for name in whole(child).chain(singles(child)) {
            self.whole.remove(&name);
            self.single.remove(&name);
        }
    }

    /// The pieces of a text that are somebody else's, in their order.
    pub fn found(&self, text: &str) -> Vec<(Range<usize>, Party)> {
        let mut found: Vec<(Range<usize>, Party)> = sealing::in_clear(text)
            .into_iter()
            .map(|(at, what)| (at, if what == Found::Phone { Party::Phone } else { Party::Postcode }))
            .chain(emails(text).map(|at| (at, Party::Email)))
            .chain(self.names(text))
            .collect();
        found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        let mut end = 0;
        found.retain(|(at, _)| {
            let free = at.start >= end;
            end = end.max(at.end);
            free
        });
        found
    }

    fn names(&self, text: &str) -> Vec<(Range<usize>, Party)> {
        let words = parts(text);
        let (mut found, mut from) = (Vec::new(), 0);
        while from < words.len() {
            let longest = (from + 1..=words.len().min(from + WORDS)).rev().find_map(|to| {
                let name = tight(&words[from..to]);
                let capital = !text[words[from].at.clone()].starts_with(char::is_lowercase);
                let single = self.single.get(&name).filter(|_| capital);
                Some((to, *self.whole.get(&name).or(single)?))
            });
            match longest {
                Some((to, party)) => {
                    found.push((words[from].at.start..words[to - 1].at.end, party));
                    from = to;
                }
                None => from += 1,
            }
        }
        found
    }

    /// The text with its sealed pieces out of sight and everybody else marked.
    pub fn marked(&self, text: &str, marking: Marking) -> String {
        let text = masked(text);
        let (mut marked, mut from) = (String::with_capacity(text.len()), 0);
        for (at, party) in self.found(&text) {
            marked.push_str(&text[from..at.start]);
            marked.push('[');
            marked.push_str(party.words());
            if marking == Marking::Shown {
                marked.push_str(": ");
                marked.push_str(&text[at.clone()]);
            }
            marked.push(']');
            from = at.end;
        }
        marked.push_str(&text[from..]);
        marked
    }
}

/// The words of a text, none twice: of one with an apostrophe the parts.
fn parts(text: &str) -> Vec<Word> {
    let mut words = words(text);
    words.sort_by_key(|word| (word.at.start, word.at.end));
    words.dedup_by_key(|word| word.at.start);
    words
}

fn tight(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect()
}

fn folded(text: &str) -> String {
    tight(&parts(text))
}

fn firsts(child: &ChildFacts) -> impl Iterator<Item = String> {
    let known = child.known_as.as_deref().unwrap_or_default();
    [folded(&child.forename), folded(known)].into_iter().filter(|name| !name.is_empty())
}

fn whole(child: &ChildFacts) -> impl Iterator<Item = String> {
    let surname = folded(&child.surname);
    let named = firsts(child).filter({
        let named = !surname.is_empty();
        move |_| named
    });
    named.flat_map(move |first| [format!("{first}{surname}"), format!("{surname}{first}")])
}

fn singles(child: &ChildFacts) -> impl Iterator<Item = String> {
    firsts(child).chain(Some(folded(&child.surname)).filter(|name| !name.is_empty()))
}

/// Addresses of email: a word with an `@` inside and a point behind it.
fn emails(text: &str) -> impl Iterator<Item = Range<usize>> {
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '\'');
    text.match_indices('@').filter_map(move |(at, _)| {
        let before = text[..at].chars().rev().take_while(|c| sign(*c)).map(char::len_utf8).sum::<usize>();
        let after = text[at + 1..].chars().take_while(|c| sign(*c)).map(char::len_utf8).sum::<usize>();
        let host = text[at + 1..at + 1 + after].trim_end_matches(['.', '\'', '-']);
        (before > 0 && host.trim_matches('.').contains('.')).then(|| at - before..at + 1 + host.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::caseload::shared;

    fn children() -> Children {
        let child = |(key, (forename, surname)): (i64, (&str, &str))| ChildFacts {
            key,
            forename: forename.into(),
            surname: surname.into(),
            ..ChildFacts::default()
        };
        let names = [("Amara", "Okafor"), ("Tomos", "Rees"), ("Ben", "Okafor"), ("Sean", "O'Brien"), ("Łucja", "Żak")];
        shared((1..).zip(names).map(child))
    }

    fn parties() -> Parties {
        let children = children();
        Parties::of(&children[0], &children, ["Mrs Osei", "Dr R. Lowe", "Li"])
    }

    #[test]
    fn everybody_but_the_child_is_marked() {
        for (text, marked) in [
            ("Amara is well", "Amara is well"),
            ("with tomos rees, at Amara Okafor's", "with [another child: tomos rees], at Amara Okafor's"),
            ("Rees, Tomos and Łucja Żak", "[another child: Rees, Tomos] and [another child: Łucja Żak]"),
            ("lucja zak", "[another child: lucja zak]"),
            ("Ben Okafor, the Okafors", "[another child: Ben Okafor], the Okafors"),
            ("Sean O\u{2019}Brien came", "[another child: Sean O\u{2019}Brien] came"),
            ("Mrs Osei said; Osei again", "[contact: Mrs Osei] said; [contact: Osei] again"),
            ("so low, Lowe", "so low, [contact: Lowe]"),
            ("ring 07700 900123 or LS1 4AP", "ring [telephone: 07700 900123] or [postcode: LS1 4AP]"),
            ("to a.b-c@example.org.", "to [email: a.b-c@example.org]."),
            ("to @Amara and x@y", "to @Amara and x@y"),
            ("[[07700 900123]] stays", "[sealed: p] stays"),
            ("Tomos alone", "Tomos alone"),
            ("", ""),
        ] {
            assert_eq!(parties().marked(text, Marking::Shown), marked);
        }
    }

    #[test]
    fn what_is_withheld_leaves_its_mark_alone() {
        let text = "Mrs Osei and Tomos Rees, 07700 900123, LS1 4AP, a@example.org";
        let marked = parties().marked(text, Marking::Withheld);
        assert_eq!(marked, "[contact] and [another child], [telephone], [postcode], [email]");
    }

    #[test]
    fn children_of_the_same_note_are_marked_by_any_name() {
        let children = children();
        let near = parties().near(&children[0], &[ChildKey(1), ChildKey(2), ChildKey(3)], &children);
        for (text, marked) in [
            ("Tomos sat with Amara", "[another child: Tomos] sat with Amara"),
            ("tomos", "tomos"),
            (
                "Ben Okafor, Ben; the Okafors; Okafor",
                "[another child: Ben Okafor], [another child: Ben]; the Okafors; Okafor",
            ),
            ("Sean", "Sean"),
        ] {
            assert_eq!(near.marked(text, Marking::Shown), marked);
        }
    }
}
