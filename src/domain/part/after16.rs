//! What the parts about young people after 16 share: the year group in words, and the line about a young person.

use crate::domain::attendance::AcademicYear;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::work::{Line, Scene};
use chrono::{Days, NaiveDate};

/// `Y12`; of a care leaver beyond school `care leaver`.
pub(super) fn group(case: &Case<'_>) -> String {
    match case.nc_year().filter(|year| (1..=13).contains(year)) {
        Some(year) => format!("Y{year}"),
        None if case.care_leaver() => "care leaver".to_owned(),
        None => String::new(),
    }
}

/// A line about a child with words of its groups, the year group and the caseworker behind them.
pub(super) fn about(case: &Case<'_>, words: &[&str]) -> Line {
    let mut line = Line::of_child(ChildKey(case.child.key));
    let caseworker = case.caseworker();
    line.groups = words.iter().map(|&word| word.to_owned()).collect();
    line.groups.extend([group(case), caseworker.to_owned()]);
    line
}

/// The day some days after another.
pub(super) fn after(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(day)
}

/// The year group that the child will be in, or was in, in an academic year.
pub(super) fn year_group_in(scene: &Scene<'_>, case: &Case<'_>, year: AcademicYear) -> Option<i32> {
    let now = AcademicYear::of(scene.today());
    case.nc_year().map(|group| i32::from(group) + year.0 - now.0)
}
