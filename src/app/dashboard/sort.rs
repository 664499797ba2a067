//! The order of the children under a heading.

use crate::app::snapshot::Snapshot;
use std::cmp::Reverse;

/// By which column the children under a heading stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The view's own ranking: the gravest first.
    #[default]
    Flag,
    /// Surname, forename.
    Name,
    /// The school's name.
    School,
    /// Year group, the youngest first.
    Year,
    /// Whom nobody was in touch about for longest first, never before all.
    Contact,
    /// This academic year's attendance, the lowest first.
    Attendance,
}

/// A column, and in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// The column.
    pub sort: Sort,
    /// The other way round. Those of whom nothing is known stand last in either direction.
    pub reversed: bool,
}

impl Sort {
    /// In the order in which a key goes through them.
    pub const ALL: [Self; 6] = [Self::Flag, Self::Name, Self::School, Self::Year, Self::Contact, Self::Attendance];

    /// The one after, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|sort| *sort == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Name => "name",
            Self::School => "school",
            Self::Year => "year",
            Self::Contact => "contact",
            Self::Attendance => "attendance",
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Flag => ("gravest first", "gravest last"),
            Self::Name => ("surname", "surname, Z first"),
            Self::School => ("school", "school, Z first"),
            Self::Year => ("year group", "year group, oldest first"),
            Self::Contact => ("longest without contact", "latest contact first"),
            Self::Attendance => ("lowest attendance", "highest attendance"),
        }
    }
}

impl Order {
    /// What the header says.
    pub const fn words(self) -> &'static str {
        let (forwards, backwards) = self.sort.words();
        if self.reversed { backwards } else { forwards }
    }

    /// Sorts places of the ranking that stand in the view's own order; of equal ones the graver stays first.
    pub fn sort(self, snapshot: &Snapshot, ranks: &mut [usize]) {
        let place = |rank: usize| snapshot.ranking.rows[rank].child;
        let child = |rank: usize| &snapshot.caseload.children[place(rank)];
        match self.sort {
            Sort::Flag if self.reversed => ranks.reverse(),
            Sort::Flag => {}
            Sort::Name => self.by(ranks, |rank| Some(snapshot.alphabet().name[place(rank)])),
            Sort::School => self.by(ranks, |rank| snapshot.alphabet().school[place(rank)]),
            Sort::Year => self.by(ranks, |rank| snapshot.traits()[place(rank)].year),
            Sort::Contact => {
                self.by(ranks, |rank| Some(child(rank).last_contact.as_deref().map(|contact| contact.at)));
            }
            Sort::Attendance => self.by(ranks, |rank| snapshot.attendance()[place(rank)]),
        }
    }

    fn by<K: Ord>(self, ranks: &mut [usize], key: impl Fn(usize) -> Option<K>) {
        ranks.sort_by_cached_key(|rank| match key(*rank) {
            None => (true, None, None),
            Some(key) if self.reversed => (false, None, Some(Reverse(key))),
            Some(key) => (false, Some(key), None),
        });
    }
}

#[cfg(test)]
mod tests;
