//! A term by year and name, as rows of PEPs and of money name it.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::Term;
use crate::domain::kind::work::TERMS;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A term by its year and its place there, whatever its dates; the earlier is the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedTerm {
    /// The academic year.
    pub year: AcademicYear,
    place: usize,
}

impl NamedTerm {
    /// That of a calendar's term; one that has another name goes by the month in which it begins.
    pub fn of(term: &Term) -> Self {
        let place = TERMS.iter().position(|name| *name == &*term.name);
        Self { year: term.year, place: place.unwrap_or_else(|| place_of(term.start)) }
    }

    /// That of a day, by its month alone: autumn from September, spring from January, summer from April.
    pub fn of_month(day: NaiveDate) -> Self {
        Self { year: AcademicYear::of(day), place: place_of(day) }
    }

    /// As columns hold it: `2026/27` and `autumn`.
    pub fn read(year: &str, term: &str) -> Option<Self> {
        Some(Self { year: AcademicYear::parse(year)?, place: TERMS.iter().position(|name| *name == term)? })
    }

    /// autumn, spring, summer.
    pub fn name(self) -> &'static str {
        TERMS.get(self.place).copied().unwrap_or_default()
    }

    /// The term before.
    #[must_use]
    pub fn before(self) -> Self {
        match self.place {
            0 => Self { year: AcademicYear(self.year.0 - 1), place: TERMS.len() - 1 },
            place => Self { place: place - 1, ..self },
        }
    }
}

fn place_of(day: NaiveDate) -> usize {
    match day.month() {
        9.. => 0,
        1..4 => 1,
        _ => 2,
    }
}

/// Prints `2026/27 autumn`.
impl fmt::Display for NamedTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.year, self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_follow_one_another() {
        let autumn = NamedTerm::read("2026/27", "autumn").unwrap();
        assert_eq!(autumn.before().to_string(), "2025/26 summer");
        assert_eq!(autumn.before().before().to_string(), "2025/26 spring");
        assert!(autumn.before() < autumn);
        assert_eq!(NamedTerm::read("2026/27", ""), None);
    }

    #[test]
    fn a_month_has_its_term() {
        for (day, term) in
            [("2026-09-01", "2026/27 autumn"), ("2027-03-31", "2026/27 spring"), ("2027-08-31", "2026/27 summer")]
        {
            assert_eq!(NamedTerm::of_month(day.parse().unwrap()).to_string(), term);
        }
    }
}
