//! No place known for September.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::kind::Kind;
use crate::domain::rules::{Family, Limit, Reason, Rule};
use chrono::{Datelike, Month, NaiveDate};

/// The year group that goes on to secondary school.
const PRIMARY: i8 = 6;
/// The year group that goes on to education, employment or training.
const SECONDARY: i8 = 11;

pub(crate) const RULE: Rule = Rule {
    id: "transition-phase",
    title: "no place for September",
    doc: "From May to August: in year 6 and no later enrolment at another school, or in year 11 and no later \
          destination.",
    source: "admissions timetable and September Guarantee",
    family: Family::School,
    reads: &[Kind::Child],
    limits: &[
        Limit::new("from_month", 5, "month", "the month from whose first day it is watched"),
        Limit::new("to_month", 8, "month", "the month to whose last day it is watched"),
    ],
    needs: &[Kind::Enrolment, Kind::Destination],
    need_years: &[PRIMARY, SECONDARY],
    check,
    applies,
    explain,
    ..Rule::BASE
};

fn in_season(case: &Case<'_>, limits: &[i64]) -> bool {
    let &[from, to] = limits else { return false };
    (from..=to).contains(&i64::from(case.today().month()))
}

fn applies(case: &Case<'_>, limits: &[i64]) -> bool {
    in_season(case, limits) && matches!(case.nc_year(), Some(PRIMARY | SECONDARY))
}

fn placed(case: &Case<'_>) -> bool {
    let today = case.today();
    match case.nc_year() {
        Some(PRIMARY) => {
            let later = case.child.enrolments.iter().filter(|enrolment| enrolment.start > today);
            later.into_iter().any(|enrolment| !case.on_roll_at(&enrolment.urn, today))
        }
        Some(SECONDARY) => case.child.destinations.iter().any(|destination| destination.from > today),
        _ => true,
    }
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[from, _] = limits else { return None };
    if !in_season(case, limits) || placed(case) {
        return None;
    }
    let since = NaiveDate::from_ymd_opt(case.today().year(), u32::try_from(from).ok()?, 1);
    Some(Finding { severity: Severity::Watch, value: None, since })
}

/// A month's name.
fn month(number: Option<&i64>) -> &'static str {
    let month = number.and_then(|&number| Month::try_from(u8::try_from(number).ok()?).ok());
    month.map_or("-", |month| month.name())
}

fn explain(case: &Case<'_>, _: &Finding, limits: &[i64]) -> Reason {
    let (short, sum) = if case.nc_year() == Some(PRIMARY) {
        ("year 6, no secondary school", "no enrolment starts after today at a school where the child is not on roll")
    } else {
        ("year 11, no destination known", "no destination begins after today")
    };
    Reason {
        short: short.to_owned(),
        sums: vec![sum.to_owned()],
        limit: format!("watched from {} to {}", month(limits.first()), month(limits.last())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::DestinationStatus;
    use crate::domain::rules::scene::{Scene, destination, enrolled, found};

    fn year(year: i8) -> Scene {
        Scene::default().with(|child| child.nc_year = Some(year))
    }

    #[test]
    fn from_may_to_august_in_years_6_and_11() {
        for (year_group, fires) in [(5, false), (6, true), (7, false), (11, true), (12, false)] {
            assert_eq!(year(year_group).fires(RULE.id, "2027-06-01"), fires, "{year_group}");
        }
        assert_eq!(year(6).told(RULE.id, "2027-05-01"), found(Severity::Watch, "", "2027-05-01"));
        assert!(!year(6).fires(RULE.id, "2027-04-30"));
        assert!(year(6).fires(RULE.id, "2027-08-31"));
        assert!(!year(6).fires(RULE.id, "2027-09-01"));
    }

    #[test]
    fn a_place_to_come_ends_it() {
        let next = |urn: &str, start: &str| {
            year(6)
                .with(|child| child.enrolments = vec![enrolled("100001", "2025-09-01", ""), enrolled(urn, start, "")])
        };
        assert!(!next("100002", "2027-06-02").fires(RULE.id, "2027-06-01"));
        assert!(next("100002", "2027-06-01").fires(RULE.id, "2027-06-01"));
        assert!(next("100001", "2027-09-01").fires(RULE.id, "2027-06-01"));
        let college = |from: &str| {
            year(11).with(|child| child.destinations = vec![destination(from, DestinationStatus::Eet, "")])
        };
        assert!(!college("2027-06-02").fires(RULE.id, "2027-06-01"));
        assert!(college("2027-06-01").fires(RULE.id, "2027-06-01"));
    }

    #[test]
    fn each_year_group_needs_its_own_source() {
        assert!(year(6).without(Kind::Destination).fires(RULE.id, "2027-06-01"));
        assert!(!year(11).without(Kind::Destination).fires(RULE.id, "2027-06-01"));
        assert!(year(11).without(Kind::Enrolment).fires(RULE.id, "2027-06-01"));
        let unknown = year(6).without(Kind::Enrolment).with(|child| child.school_urn = None);
        assert!(!unknown.fires(RULE.id, "2027-06-01"));
    }
}
