//! A dip against the child's own attendance.

use crate::domain::alert::{Finding, Severity};
use crate::domain::attendance::class_of;
use crate::domain::attendance::tally::YearFigures;
use crate::domain::case::Case;
use crate::domain::rules::wording::{attendance, percent};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "attendance-dip",
    title: "attendance dip",
    doc: "Attendance over the last 20 possible sessions is at least 10 points below that of the up to 60 before them, \
          within this academic year.",
    source: "ours, not the law's: the child against its own baseline",
    family: Family::Attendance,
    unit: Unit::Points,
    limits: &[
        Limit::new("points", 10, "points", "points lost from which it fires"),
        Limit::new("act_points", 25, "points", "points lost from which it is for today"),
        Limit::new("recent_sessions", 20, "sessions", "possible sessions of the recent part"),
        Limit::new("before_sessions", 60, "sessions", "possible sessions before them that are compared, at most"),
        Limit::new("at_least_before", 20, "sessions", "possible sessions before them, at least"),
    ],
    occasion: Occasion::Year,
    ours: true,
    check,
    explain,
    ..Rule::BASE
};

/// The recent part and the part before it.
fn parts(case: &Case<'_>, recent: i64, before: i64) -> (YearFigures, YearFigures) {
    let (mut late, mut early) = (YearFigures::default(), YearFigures::default());
    for byte in case.possible_this_year() {
        if late.possible < recent {
            late.add(byte);
        } else if early.possible < before {
            early.add(byte);
        } else {
            break;
        }
    }
    (late, early)
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[points, act_points, recent, before, at_least] = limits else { return None };
    // No points can be lost that the year's absences do not make up.
    if case.figures().possible < recent + at_least || 100 * case.figures().absent() < points * recent {
        return None;
    }
    let (late, early) = parts(case, recent, before);
    if late.possible < recent || early.possible < at_least {
        return None;
    }
    let lost = early.attendance()?.minus(late.attendance()?);
    if lost < points.into() || late.absent() == 0 {
        return None;
    }
    Some(Finding {
        severity: if lost >= act_points.into() { Severity::ActToday } else { Severity::ThisWeek },
        value: Some(lost),
        since: first_absence(case, recent),
    })
}

/// The first absence of the recent part.
fn first_absence(case: &Case<'_>, recent: i64) -> Option<chrono::NaiveDate> {
    let year = case.context.year;
    let recent = case.possible_back().take(usize::try_from(recent).unwrap_or(0)).filter(|mark| mark.in_year(year));
    recent.filter(|mark| class_of(mark.byte).absent()).last().map(|mark| mark.day())
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[points, _, recent, before, _] = limits else { return Reason::default() };
    let (late, early) = parts(case, recent, before);
    let lost = finding.value.map_or_else(String::new, |lost| lost.one_decimal());
    Reason {
        short: format!(
            "{} to {} over the last {recent} sessions",
            percent(early.attendance()),
            percent(late.attendance())
        ),
        sums: vec![
            format!("last {recent} sessions: {}", attendance(&late)),
            format!("before them: {}", attendance(&early)),
            format!("{} - {} = {lost} points", percent(early.attendance()), percent(late.attendance())),
        ],
        limit: format!("{points} points lost"),
    }
}
