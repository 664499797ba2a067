//! The terms that the invented council sets for an academic year, and those of the one school that sets its own.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::{COUNCIL, TermKind, TermRow};
use crate::sample::almanac::{Term, shift};
use crate::sample::holidays::easter;
use crate::sample::schools::OWN_TERMS;
use chrono::{Datelike, NaiveDate};

fn on(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The first day on a weekday (0 Monday to 6 Sunday) from a day on.
fn next(weekday: u32, day: NaiveDate) -> NaiveDate {
    shift(day, i64::from((7 + weekday - day.weekday().num_days_from_monday()) % 7))
}

/// The last day on a weekday up to a day.
fn last(weekday: u32, day: NaiveDate) -> NaiveDate {
    shift(next(weekday, day), if day.weekday().num_days_from_monday() == weekday { 0 } else { -7 })
}

/// The council's terms of an academic year.
pub(super) fn terms(year: AcademicYear) -> [Term; 3] {
    let AcademicYear(autumn) = year;
    let spring = autumn + 1;
    let first = on(autumn, 9, 1);
    let start = if first.weekday().num_days_from_monday() > 3 { next(0, first) } else { first };
    // The Easter holiday starts on Maundy Thursday's evening, yet never after the first Thursday from 3 April on.
    let easter_break = shift(easter(spring), -3).min(next(3, on(spring, 4, 3)));
    let term = |name, start, end| Term { year, name, start, end };
    [
        term("autumn", start, last(4, on(autumn, 12, 20))),
        term("spring", next(0, on(spring, 1, 4)), easter_break),
        term("summer", next(0, shift(easter_break, 16)), last(2, on(spring, 7, 22))),
    ]
}

fn breaks(year: AcademicYear) -> [(&'static str, NaiveDate, NaiveDate); 3] {
    let AcademicYear(autumn) = year;
    let week = |monday: NaiveDate| (monday, shift(monday, 4));
    let october = week(last(0, on(autumn, 10, 27)));
    let february = week(shift(next(0, on(autumn + 1, 2, 1)), 14));
    let may = week(last(0, on(autumn + 1, 5, 31)));
    [
        ("October half term", october.0, october.1),
        ("February half term", february.0, february.1),
        ("May half term", may.0, may.1),
    ]
}

/// The rows of terms.csv for an academic year.
pub(super) fn rows(year: AcademicYear) -> Vec<TermRow> {
    let row = |scope: &str, kind, name: &str, start, end| TermRow {
        scope: scope.into(),
        kind,
        name: name.into(),
        start,
        end,
    };
    let terms = terms(year);
    let mut rows: Vec<TermRow> =
        terms.iter().map(|term| row(COUNCIL, TermKind::Term, term.name, term.start, term.end)).collect();
    let breaks = breaks(year);
    rows.extend(breaks.iter().map(|(name, start, end)| row(COUNCIL, TermKind::Break, name, *start, *end)));
    let inset = |scope: &str, name: &str, day| row(scope, TermKind::Inset, name, day, day);
    let summer = last(4, on(year.0 + 1, 6, 30));
    rows.extend([
        inset(COUNCIL, "September training", terms[0].start),
        inset(COUNCIL, "January training", terms[1].start),
        inset(COUNCIL, "June training", summer),
    ]);
    let october = breaks[0];
    rows.extend([
        row(OWN_TERMS, TermKind::Term, "autumn", terms[0].start, shift(terms[0].end, -1)),
        row(OWN_TERMS, TermKind::Break, october.0, shift(october.1, -7), october.2),
        inset(OWN_TERMS, "September training", terms[0].start),
        inset(OWN_TERMS, "November training", last(4, on(year.0, 11, 30))),
    ]);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_some_years() {
        let shown = |year| terms(AcademicYear(year)).map(|term| format!("{} to {}", term.start, term.end));
        assert_eq!(shown(2026), ["2026-09-01 to 2026-12-18", "2027-01-04 to 2027-03-25", "2027-04-12 to 2027-07-21"]);
        assert_eq!(shown(2024), ["2024-09-02 to 2024-12-20", "2025-01-06 to 2025-04-03", "2025-04-21 to 2025-07-16"]);
    }

    #[test]
    fn terms_and_breaks_lie_in_order() {
        for year in 2015..2060 {
            let [autumn, spring, summer] = terms(AcademicYear(year));
            assert!(autumn.end < spring.start && spring.end < summer.start, "{year}");
            for (term, (name, start, end)) in [autumn, spring, summer].iter().zip(breaks(AcademicYear(year))) {
                assert!(term.start < start && end < term.end, "{year}: {name}");
            }
        }
    }
}
