//! The financial year, from 1 April to 31 March.

use crate::domain::attendance::AcademicYear;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A financial year, named by the calendar year of its 1 April.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FinancialYear(pub i32);

impl FinancialYear {
    /// The year that holds a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() >= 4 { day.year() } else { day.year() - 1 })
    }

    /// The one that is looked at with an academic year: the running one with the running, else that of the same name.
    pub fn shown(year: AcademicYear, today: NaiveDate) -> Self {
        if year == AcademicYear::of(today) { Self::of(today) } else { Self(year.0) }
    }

    /// Reads `2026/27` or `2026-27`; `None` unless the second half follows the first.
    pub fn read(text: &str) -> Option<Self> {
        let year =
            if text.contains('-') { AcademicYear::parse(&text.replace('-', "/")) } else { AcademicYear::parse(text) };
        year.map(|year| Self(year.0))
    }

    /// 1 April.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 4, 1).unwrap_or_default()
    }

    /// 31 March: what is unspent then goes back.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 + 1, 3, 31).unwrap_or_default()
    }

    /// The 31 August by which ages are counted: that before the year begins.
    pub fn age_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 - 1, 8, 31).unwrap_or_default()
    }
}

/// Prints `2026/27`.
impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        AcademicYear(self.0).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lies_in_its_year() {
        for (day, year) in [("2026-04-01", "2026/27"), ("2027-03-31", "2026/27"), ("2027-04-01", "2027/28")] {
            let found = FinancialYear::of(day.parse().unwrap());
            assert_eq!(found.to_string(), year);
            assert_eq!(FinancialYear::read(&year.replace('/', "-")), Some(found));
            assert!((found.first_day()..=found.last_day()).contains(&day.parse().unwrap()));
        }
        assert_eq!(FinancialYear::read("2026/28"), None);
        assert_eq!(FinancialYear::shown(AcademicYear(2025), "2026-06-01".parse().unwrap()), FinancialYear(2026));
        assert_eq!(FinancialYear::shown(AcademicYear(2024), "2026-06-01".parse().unwrap()), FinancialYear(2024));
    }
}
