//! A dip against the child's own attendance.

use crate::domain::alert::{Finding, Severity};
use crate::domain::attendance::class_of;
use crate::domain::attendance::tally::YearFigures;
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::percent;
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "attendance-dip",
    title: "attendance dip",
    doc: "Attendance over the last 20 possible sessions is at least 10 points below that of the up to 60 before them, \
          within this academic year.",
    source: "ours, not the law's: the child against its own baseline",
    family: Family::Attendance,
    reads: &[Kind::Attendance],
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
    // Points are lost by absences of the recent part alone: few children are looked at further.
    let wanted = usize::try_from(recent).unwrap_or(0);
    let absent = case.possible_this_year().take(wanted).filter(|&byte| class_of(byte).absent()).count();
    if 100 * i64::try_from(absent).unwrap_or(0) < points * recent {
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

/// A rate without a needless decimal: `60%`, `78.3%`.
fn plain(rate: Option<Exact>) -> String {
    rate.map_or_else(|| "-".to_owned(), |rate| format!("{rate}%"))
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[points, act_points, recent, before, _] = limits else { return Reason::default() };
    let (late, early) = parts(case, recent, before);
    let lost = finding.value.map_or_else(String::new, Exact::one_decimal);
    Reason {
        short: format!("attends {}, was {}", plain(late.attendance()), plain(early.attendance())),
        sums: vec![
            format!("{} of last {} sessions = {}", late.attended, late.possible, percent(late.attendance())),
            format!("{} of {} before them = {}", early.attended, early.possible, percent(early.attendance())),
            format!("{} - {} = {lost} points", percent(early.attendance()), percent(late.attendance())),
        ],
        limit: format!("{points} points lost; act today from {act_points}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::Half;
    use crate::domain::rules::scene::{Scene, found};

    /// Forty sessions, all present: Mon 26 October to Fri 20 November, with no half term.
    fn present() -> Scene {
        Scene::default().marks("2026-10-26", "2026-11-20", "/")
    }

    #[test]
    fn ten_points_and_twenty_five() {
        let one = present().mark("2026-11-16", Half::Am, "I");
        assert!(!one.fires(RULE.id, "2026-11-23"), "95 %");
        let two = one.mark("2026-11-16", Half::Pm, "I");
        assert_eq!(two.told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "10", "2026-11-16"));
        let four = two.marks("2026-11-17", "2026-11-17", "N");
        assert_eq!(four.told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "20", "2026-11-16"));
        let five = four.mark("2026-11-09", Half::Am, "E");
        assert_eq!(five.told(RULE.id, "2026-11-23"), found(Severity::ActToday, "25", "2026-11-09"));
        assert_eq!(five.reason(RULE.id, "2026-11-23").short, "attends 75%, was 100%");
    }

    #[test]
    fn twenty_sessions_before_are_needed() {
        let dipped = present().marks("2026-11-16", "2026-11-16", "I");
        assert!(dipped.fires(RULE.id, "2026-11-23"));
        assert!(!dipped.mark("2026-10-26", Half::Am, "D").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn at_most_sixty_before_are_compared() {
        // 60 present before the last 20, and absent throughout in the two weeks before those.
        let scene = Scene::default().marks("2026-09-14", "2026-11-20", "/").marks("2026-09-14", "2026-09-25", "I");
        let dipped = scene.marks("2026-11-16", "2026-11-16", "I");
        assert_eq!(dipped.told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "10", "2026-11-16"));
    }
}
