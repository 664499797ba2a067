//! Fuzzy find: every typed word matched on its own over an accent-folded key built once a child.

use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildFacts;
use unicode_normalization::UnicodeNormalization;

/// The keys of a caseload's children, built once.
#[derive(Clone, Default)]
pub struct Index {
    keys: Vec<String>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "search index of {} children", self.keys.len())
    }
}

/// What a query found, so that the next letter narrows it instead of starting again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// The query.
    pub query: String,
    /// Places in [`Caseload::children`] and scores, best first; ties as in `order`.
    pub found: Vec<(usize, i64)>,
}

impl Index {
    /// Folds name, known-as name, school, UPN, id and social worker of every child into one key.
    pub fn new(caseload: &Caseload) -> Self {
        let keys = caseload.children.iter().map(|child| key_of(caseload, child)).collect();
        Self { keys }
    }

    /// The children that every word of `query` fits. `order` gives each child's place in the list, by place in
    /// [`Caseload::children`], for ties. `last` narrows where `query` only grew.
    pub fn find(&self, query: &str, order: &[usize], last: Option<&Hits>) -> Hits {
        let folded = fold(query);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let found = match last.filter(|last| !last.query.is_empty() && query.starts_with(&last.query)) {
            Some(last) => self.judge(last.found.iter().map(|hit| hit.0), &words),
            None => self.judge(0..self.keys.len(), &words),
        };
        let mut found = found;
        found.sort_unstable_by_key(|&(child, score)| (-score, order.get(child).copied()));
        Hits { query: query.to_owned(), found }
    }

    fn judge(&self, children: impl Iterator<Item = usize>, words: &[&str]) -> Vec<(usize, i64)> {
        children.filter_map(|child| Some((child, score(self.keys.get(child)?, words)?))).collect()
    }
}

fn score(key: &str, words: &[&str]) -> Option<i64> {
    words.iter().map(|word| key.contains(word).then_some(1)).sum()
}

fn key_of(caseload: &Caseload, child: &ChildFacts) -> String {
    let mut key = fold(&format!("{} {}", child.forename, child.surname));
    for part in [&child.known_as, &child.upn, &child.social_worker].into_iter().flatten() {
        key.push(' ');
        key.push_str(&fold(part));
    }
    if let Some(urn) = &child.school_urn {
        key.push(' ');
        key.push_str(&fold(&caseload.school_name(urn)));
    }
    key.push(' ');
    key.push_str(&fold(&child.child_id));
    key
}

/// Lower case, accents and punctuation dropped: `Wójcik-Ó Dálaigh` is `wojcik o dalaigh`.
pub fn fold(text: &str) -> String {
    let letters = text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let plain: String = letters.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
