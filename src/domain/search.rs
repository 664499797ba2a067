//! Fuzzy find: every typed word matched on its own over an accent-folded key built once a child.

use crate::domain::caseload::Caseload;

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
        let _ = caseload;
        todo!()
    }

    /// The children that every word of `query` fits. `order` gives each child's place in the list, by place in
    /// [`Caseload::children`], for ties. `last` narrows where `query` only grew.
    pub fn find(&self, query: &str, order: &[usize], last: Option<&Hits>) -> Hits {
        let _ = (query, order, last);
        todo!()
    }
}

/// Lower case, accents and punctuation dropped: `Wójcik-Ó Dálaigh` is `wojcik o dalaigh`.
pub fn fold(text: &str) -> String {
    let _ = text;
    todo!()
}
