//! Fuzzy find: every typed word matched on its own over accent-folded keys built once a child.
//!
//! Whatever fits a word fits each beginning of it too, so that results only ever narrow while a word is typed.

mod fit;

use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildFacts;
use fit::{Fitter, Part};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The keys of a caseload's children, built once: all of them in three blocks, since a letter walks over them all.
#[derive(Clone, Default)]
pub struct Index {
    /// Folded names and ids of every child, one after another.
    text: String,
    /// Where each of them ends, and what it is.
    own: Vec<(u32, Part)>,
    /// Each child's places in `shared`, one after another.
    places: Vec<u32>,
    /// Where each child's part of `own` and of `places` ends.
    children: Vec<Ends>,
    /// Folded names of schools and social workers, each once: many children share them.
    shared: Vec<Box<str>>,
}

/// Where a child's keys end.
#[derive(Clone, Copy, Default)]
struct Ends {
    own: usize,
    places: usize,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "search index of {} children", self.children.len())
    }
}

/// What a query found, so that the next letter narrows it instead of starting again.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// The query.
    pub query: String,
    /// Places in [`Caseload::children`] and scores, best first; ties as in `order`.
    pub found: Vec<(usize, i64)>,
}

impl std::fmt::Debug for Hits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} hits", self.found.len())
    }
}

impl Index {
    /// Folds name, known-as name, school, UPN, id and social worker of every child.
    pub fn new(caseload: &Caseload) -> Self {
        let mut index = Self::default();
        let mut places = HashMap::new();
        for child in &caseload.children {
            for name in names_of(child) {
                index.put(&name, Part::Name);
            }
            for id in child.upn.iter().chain([&child.child_id]).chain(&child.other_ids) {
                index.put(&fold(id), Part::Id);
            }
            let schools = schools_of(child).map(|urn| caseload.school_name(urn));
            for text in schools.chain(child.social_worker.as_deref().map(str::to_owned)) {
                let place = *places.entry(text).or_insert_with_key(|text| {
                    index.shared.push(fold(text).into());
                    index.shared.len() - 1
                });
                index.places.extend(u32::try_from(place));
            }
            index.children.push(Ends { own: index.own.len(), places: index.places.len() });
        }
        index
    }

    fn put(&mut self, folded: &str, part: Part) {
        self.text.push_str(folded);
        // Beyond 4 GB of names a child is found by what came before.
        self.own.extend(u32::try_from(self.text.len()).map(|end| (end, part)));
    }

    /// How well a word fits a child; `None` where it does not.
    fn score(&self, word: &Word<'_>, child: usize) -> Option<i64> {
        let to = self.children.get(child)?;
        let from = child.checked_sub(1).and_then(|before| self.children.get(before)).copied().unwrap_or_default();
        let mut start = from.own.checked_sub(1).map_or(0, |before| self.own[before].0 as usize);
        let own = self.own[from.own..to.own].iter().filter_map(|&(end, part)| {
            let text = &self.text[start..end as usize];
            start = end as usize;
            word.fitter.score(text, part)
        });
        let shared =
            self.places[from.places..to.places].iter().filter_map(|&place| *word.shared.get(place as usize)?);
        own.chain(shared).max()
    }

    /// The children that every word of `query` fits. `order` gives each child's place in the list, by place in
    /// [`Caseload::children`], for ties. `last` narrows where `query` only grew. A query without a letter or a digit
    /// finds everybody.
    pub fn find(&self, query: &str, order: &[usize], last: Option<&Hits>) -> Hits {
        let folded = fold(query);
        let words: Vec<Word> = folded.split_whitespace().map(|word| self.word(word)).collect();
        let judge = |child: usize| {
            let scores = words.iter().map(|word| self.score(word, child));
            Some((child, scores.sum::<Option<i64>>()?))
        };
        let mut found: Vec<(usize, i64)> = match last.filter(|last| query.starts_with(&last.query)) {
            Some(last) => last.found.iter().filter_map(|&(child, _)| judge(child)).collect(),
            None => (0..self.children.len()).filter_map(judge).collect(),
        };
        found.sort_unstable_by_key(|&(child, score)| (-score, order.get(child).copied(), child));
        Hits { query: query.to_owned(), found }
    }

    fn word<'a>(&self, word: &'a str) -> Word<'a> {
        let fitter = Fitter::new(word);
        let shared = self.shared.iter().map(|text| fitter.score(text, Part::Shared)).collect();
        Word { fitter, shared }
    }
}

/// Typed words on their own, for lists that are not children.
pub struct Words<'a>(Vec<Fitter<'a>>);

impl<'a> Words<'a> {
    /// From folded text.
    pub fn new(folded: &'a str) -> Self {
        Self(folded.split_whitespace().map(Fitter::new).collect())
    }

    /// How well all words fit a folded text; `None` where one does not.
    pub fn score(&self, text: &str) -> Option<i64> {
        self.0.iter().map(|word| word.score(text, Part::Name)).sum()
    }
}

/// A typed word, already held against all that children share.
struct Word<'a> {
    fitter: Fitter<'a>,
    shared: Vec<Option<i64>>,
}

/// The folded names that a child is found by: forename and surname, then the known-as name and surname where there is one.
pub(crate) fn names_of(child: &ChildFacts) -> impl Iterator<Item = String> {
    let forenames = std::iter::once(&child.forename).chain(&child.known_as);
    forenames.map(|forename| fold(&format!("{forename} {}", child.surname)))
}

/// The schools without an end, and the one that started last: known without a day.
fn schools_of(child: &ChildFacts) -> impl Iterator<Item = &str> {
    let last = child.enrolments.iter().map(|enrolment| enrolment.start).max();
    let current = child.enrolments.iter().filter(move |row| row.end.is_none() || Some(row.start) == last);
    let own = child.school_urn.as_deref().filter(|_| child.enrolments.is_empty());
    own.into_iter().chain(current.map(|row| &*row.urn))
}

/// Lower case, accents and punctuation dropped: `Wójcik-Ó Dálaigh` is `wojcik o dalaigh`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            None if c.is_alphanumeric() => folded.push(c),
            None if is_combining_mark(c) || folded.is_empty() || folded.ends_with(' ') => {}
            None => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The same of most names, without looking anything up.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Letters that no decomposition takes apart.
const fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::caseload::{School, shared};
    use crate::domain::facts::{Enrolment, Registration};
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use std::sync::Arc;

    const NAMES: [(&str, &str, &str); 8] = [
        ("Amara", "Okafor", ""),
        ("Jay", "Parry-Rowe", ""),
        ("Łucja", "Wójcik-Ó Dálaigh", "Lucy"),
        ("Søren", "Strauß", ""),
        ("Siobhán", "O'Brien", ""),
        ("Maria", "Martinez", ""),
        ("José", "Muñoz", "Pepe"),
        ("Oka", "Forbes", ""),
    ];

    fn caseload() -> Caseload {
        let children = (0..).zip(NAMES).map(|(at, (forename, surname, known_as))| ChildFacts {
            key: at + 1,
            child_id: format!("{:04}", 400 + at).into(),
            forename: forename.into(),
            surname: surname.into(),
            known_as: (!known_as.is_empty()).then(|| known_as.into()),
            upn: (at == 1).then(|| "H801200001001".into()),
            social_worker: (at < 2).then(|| "Dee Field".into()),
            school_urn: (at % 2 == 0).then(|| "100001".into()),
            ..ChildFacts::default()
        });
        let school = School { name: "Northgate Academy".into(), ..School::default() };
        Caseload {
            children: shared(children),
            schools: Arc::new([("100001".into(), school)].into()),
            ..Caseload::default()
        }
    }

    fn found(query: &str) -> Vec<&'static str> {
        let order: Vec<usize> = (0..NAMES.len()).collect();
        Index::new(&caseload()).find(query, &order, None).found.iter().map(|hit| NAMES[hit.0].1).collect()
    }

    #[test]
    fn folds_letters_of_many_languages() {
        for (text, folded) in [
            ("Wójcik-Ó Dálaigh", "wojcik o dalaigh"),
            ("Strauß", "strauss"),
            ("STRAUẞ", "strauss"),
            ("Ægir Þór", "aegir thor"),
            ("İnci  Ilgaz", "inci ilgaz"),
            (" 'Nguyễn' ", "nguyen"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn finds_by_name_school_upn_id_and_social_worker() {
        for (query, first) in [
            ("lucja", "Wójcik-Ó Dálaigh"),
            ("lucy dal", "Wójcik-Ó Dálaigh"),
            ("soren", "Strauß"),
            ("obrien", "O'Brien"),
            ("o'brien", "O'Brien"),
            ("h801200001001", "Parry-Rowe"),
            ("0403", "Strauß"),
            ("field parry", "Parry-Rowe"),
            ("munoz pepe", "Muñoz"),
            ("mrtnez", "Martinez"),
            ("northgate amara", "Okafor"),
            ("nrthgate amara", "Okafor"),
        ] {
            assert_eq!(found(query).first(), Some(&first), "{query}");
        }
    }

    #[test]
    fn the_order_of_words_is_nothing() {
        assert_eq!(found("rowe jay"), found("jay rowe"));
        assert_eq!(found("rowe jay"), ["Parry-Rowe"]);
    }

    #[test]
    fn all_words_must_fit() {
        assert!(found("amara martinez").is_empty());
    }

    #[test]
    fn whole_words_come_before_letters_that_are_scattered() {
        assert_eq!(found("oka"), ["Forbes", "Okafor"]);
        assert_eq!(found("kaf"), ["Okafor"]);
    }

    #[test]
    fn scattered_letters_are_no_hit() {
        for query in ["zzz", "atca", "jrwoe", "h80121", "aaaaaa", "nrtgate", "noac"] {
            assert_eq!(found(query), Vec::<&str>::new(), "{query}");
        }
    }

    #[test]
    fn nothing_typed_finds_everybody_in_the_order_of_the_list() {
        let order: Vec<usize> = (0..NAMES.len()).rev().collect();
        let hits = Index::new(&caseload()).find("-", &order, None);
        assert_eq!(hits.found.iter().map(|hit| hit.0).collect::<Vec<_>>(), order);
    }

    #[test]
    fn schools_that_were_left_are_not_searched() {
        let on = |text: &str| text.parse::<NaiveDate>().unwrap();
        let row = |urn: &str, start, end| Enrolment {
            urn: urn.into(),
            start: on(start),
            end,
            registration: Registration::Main,
            nc_year: None,
            part_time: false,
        };
        let left = row("1", "2024-09-01", Some(on("2025-07-20")));
        let child = ChildFacts { enrolments: vec![left, row("2", "2025-09-01", None)], ..ChildFacts::default() };
        assert_eq!(schools_of(&child).collect::<Vec<_>>(), ["2"]);
    }

    proptest! {
        #[test]
        fn each_letter_narrows_and_narrowing_is_the_same_as_starting_again(query in "[a-zA-Zøł' 0-9]{0,12}") {
            let order: Vec<usize> = (0..NAMES.len()).collect();
            let index = Index::new(&caseload());
            let mut last = index.find("", &order, None);
            for (at, c) in query.char_indices() {
                let typed = &query[..at + c.len_utf8()];
                let next = index.find(typed, &order, Some(&last));
                prop_assert_eq!(&next, &index.find(typed, &order, None));
                prop_assert!(next.found.iter().all(|hit| last.found.iter().any(|old| old.0 == hit.0)));
                last = next;
            }
        }
    }
}
