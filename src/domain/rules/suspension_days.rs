//! Days of suspension added up.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::{Case, CountedFrom};
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day, figure};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "suspension-days",
    title: "days suspended",
    doc: "Days of suspension begun in the current term are more than 5 or more than 15, or 30 or more in the academic \
          year.",
    source: "Education Act 2002 s.51A and School Discipline Regulations 2012: governors meet above 5 and 15 days a \
             term; at most 45 days a year",
    family: Family::Exclusion,
    reads: &[Kind::Exclusion],
    unit: Unit::Days,
    limits: &[
        Limit::new("term_days", 5, "days", "more than these in the term: this week"),
        Limit::new("act_term_days", 15, "days", "more than these in the term: act today"),
        Limit::new("act_year_days", 30, "days", "these or more in the academic year: act today"),
        Limit::new("cap_days", 45, "days", "the most that the law allows in an academic year; shown, not compared"),
    ],
    occasion: Occasion::Year,
    check,
    explain,
    ..Rule::BASE
};

/// Which sum the value is: the year's where only the year's is at its limit.
fn counts_year(term: i64, year: i64, limits: &[i64]) -> bool {
    let &[_, act_term, act_year, _] = limits else { return false };
    term <= 2 * act_term && year >= 2 * act_year
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[this_week, act_term, act_year, _] = limits else { return None };
    if case.child.exclusions.is_empty() {
        return None;
    }
    let (term, year) = case.suspended_sessions();
    let act = term > 2 * act_term || (year >= 2 * act_year && year > 0);
    if !act && term <= 2 * this_week {
        return None;
    }
    let year_counts = counts_year(term, year, limits);
    let since = if year_counts {
        case.suspensions_this_year().map(|suspension| suspension.start).max()
    } else {
        case.suspensions_this_term().map(|suspension| suspension.start).max()
    };
    Some(Finding {
        severity: if act { Severity::ActToday } else { Severity::ThisWeek },
        value: Some(Exact::half_days(if year_counts { year } else { term })),
        since,
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let (term, year) = case.suspended_sessions();
    let span = if counts_year(term, year, limits) { "year" } else { "term" };
    let days = |sessions| figure(Exact::half_days(sessions), "day");
    let lines = case.suspensions_this_year().map(|suspension| {
        let length = case.length(suspension);
        let assumed =
            if length.from == CountedFrom::Nothing { " (assumed: neither sessions nor end were given)" } else { "" };
        format!("{}: {}{assumed}", day(suspension.start), count(length.sessions, "session"))
    });
    let mut sums: Vec<String> = lines.collect();
    sums.push(format!("this term: {} / 2 = {}", count(term, "session"), days(term)));
    sums.push(format!("this year: {} / 2 = {}", count(year, "session"), days(year)));
    let &[this_week, act_term, act_year, cap] = limits else { return Reason::default() };
    Reason {
        short: format!("suspended {} this {span}", figure(finding.value.unwrap_or(Exact::whole(0)), "day")),
        sums,
        limit: format!(
            "more than {this_week} or {act_term} days a term, {act_year} or more a year (ours); the law allows {cap} a year"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, found, suspended};

    fn scene(rows: &[(&str, u32)]) -> Scene {
        Scene::default()
            .with(|child| child.exclusions = rows.iter().map(|&(start, sessions)| suspended(start, sessions)).collect())
    }

    #[test]
    fn above_five_and_fifteen_days_in_the_term() {
        for (sessions, expected) in [
            (10, None),
            (11, found(Severity::ThisWeek, "5.5", "2026-11-02")),
            (30, found(Severity::ThisWeek, "15", "2026-11-02")),
            (31, found(Severity::ActToday, "15.5", "2026-11-02")),
        ] {
            let scene = scene(&[("2026-09-14", sessions - 2), ("2026-11-02", 2), ("2026-11-24", 40)]);
            assert_eq!(scene.told(RULE.id, "2026-11-23"), expected, "{sessions}");
        }
    }

    #[test]
    fn thirty_days_in_the_year() {
        // 20 sessions in autumn, the rest in spring, none this term above 15 days.
        for (spring, expected) in
            [(30, found(Severity::ThisWeek, "15", "2027-01-11")), (29, found(Severity::ThisWeek, "14.5", "2027-01-11"))]
        {
            assert_eq!(scene(&[("2026-11-02", 29), ("2027-01-11", spring)]).told(RULE.id, "2027-02-01"), expected);
        }
        let told = scene(&[("2026-11-02", 30), ("2027-01-11", 30)]).told(RULE.id, "2027-02-01");
        assert_eq!(told, found(Severity::ActToday, "30", "2027-01-11"));
        // Above 15 days this term the term's days count, whatever the year's.
        let told = scene(&[("2026-11-02", 60), ("2027-01-11", 31)]).told(RULE.id, "2027-02-01");
        assert_eq!(told, found(Severity::ActToday, "15.5", "2027-01-11"));
        // The year alone: its latest suspension, though it began last term.
        let told = scene(&[("2026-11-02", 60)]).told(RULE.id, "2027-02-01");
        assert_eq!(told, found(Severity::ActToday, "30", "2026-11-02"));
        assert!(!scene(&[("2026-11-02", 59)]).fires(RULE.id, "2027-02-01"));
        assert!(!scene(&[("2026-06-01", 60)]).fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn in_the_holidays_the_term_that_ended_is_current() {
        let scene = scene(&[("2026-12-18", 12)]);
        assert!(scene.fires(RULE.id, "2027-01-04"));
        assert!(!scene.fires(RULE.id, "2027-01-05"));
    }
}
