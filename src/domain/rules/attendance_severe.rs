//! Severe absence.

use crate::domain::alert::{Finding, Severity};
use crate::domain::attendance::class_of;
use crate::domain::attendance::tally::YearFigures;
use crate::domain::case::Case;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{absence, percent};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit, place};
use chrono::NaiveDate;

/// The rule's place in [`crate::domain::rules::RULES`].
pub(crate) const PLACE: usize = place(RULE.id);

pub(crate) const RULE: Rule = Rule {
    id: "attendance-severe",
    title: "severe absence",
    doc: "Absent for half or more of the possible sessions of this academic year.",
    source: "severe absence, DfE pupil absence methodology",
    family: Family::Attendance,
    reads: &[Kind::Attendance],
    unit: Unit::Percent,
    limits: &[
        Limit::new("percent", 50, "%", "absence rate from which it fires"),
        Limit::new("at_least_sessions", 20, "sessions", "possible sessions below which no rate is judged"),
        Limit::new("recent_sessions", 20, "sessions", "act today where the rate without these was below the limit"),
    ],
    occasion: Occasion::Year,
    check,
    explain,
    ..Rule::BASE
};

/// Whether an absence rate is at or above a limit in per cent, with sessions enough to judge it.
pub(crate) fn at_limit(figures: &YearFigures, percent: i64, at_least: i64) -> bool {
    figures.possible >= at_least.max(1) && 100 * figures.absent() >= percent * figures.possible
}

/// The first absence of the academic year.
pub(crate) fn first_absence(case: &Case<'_>) -> Option<NaiveDate> {
    case.marks_on().find(|mark| class_of(mark.byte).absent()).map(|mark| mark.day())
}

/// The year's figures without the last possible sessions.
fn before_recent(case: &Case<'_>, recent: i64) -> YearFigures {
    let mut last = YearFigures::default();
    case.possible_this_year().take(usize::try_from(recent).unwrap_or(0)).for_each(|byte| last.add(byte));
    case.figures().without(&last)
}

/// Whether the rule fires, for the rule on persistent absence, which yields to it.
pub(crate) fn fires(case: &Case<'_>) -> bool {
    let &[percent, at_least, _] = case.context.thresholds.of(PLACE) else { return false };
    at_limit(&case.figures(), percent, at_least)
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[percent, at_least, recent] = limits else { return None };
    let figures = case.figures();
    if !at_limit(&figures, percent, at_least) {
        return None;
    }
    let before = before_recent(case, recent);
    let new = before.possible == 0 || 100 * before.absent() < percent * before.possible;
    Some(Finding {
        severity: if new { Severity::ActToday } else { Severity::ThisWeek },
        value: figures.absence(),
        since: first_absence(case),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[limit, at_least, recent] = limits else { return Reason::default() };
    let (figures, before) = (case.figures(), before_recent(case, recent));
    let earlier = if before.possible == 0 { "no sessions".to_owned() } else { absence(&before) };
    Reason {
        short: format!("absent {} of {} sessions", percent(finding.value), figures.possible),
        sums: vec![
            format!("{}: {}", case.context.year, absence(&figures)),
            format!("without the last {recent} sessions: {earlier}"),
        ],
        limit: format!("{limit}%, from {at_least} sessions on (ours)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, found};

    #[test]
    fn half_of_at_least_twenty_sessions() {
        // Mon 9 to Fri 20 November: 20 sessions, the first week absent.
        let half = Scene::default().marks("2026-11-09", "2026-11-13", "I").marks("2026-11-16", "2026-11-20", "/");
        assert_eq!(half.told(RULE.id, "2026-11-23"), found(Severity::ActToday, "50", "2026-11-09"));
        assert!(!half.fires(RULE.id, "2026-11-19"), "eighteen sessions are too few");
        assert!(!half.clone().marks("2026-11-13", "2026-11-13", "L").fires(RULE.id, "2026-11-23"), "40 %");
        assert!(
            !half.clone().marks("2026-11-16", "2026-11-16", "D").fires(RULE.id, "2026-11-23"),
            "eighteen are possible"
        );
        assert!(half.marks("2026-11-23", "2026-11-27", "/").fires(RULE.id, "2026-11-22"), "marks to come do not count");
    }

    #[test]
    fn today_only_while_it_is_new() {
        // 40 sessions before the last 20: absent for half of them, or for one less.
        let before = Scene::default().marks("2026-09-07", "2026-09-18", "I").marks("2026-09-21", "2026-10-02", "/");
        let old = before.clone().marks("2026-11-09", "2026-11-20", "I");
        assert_eq!(old.told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "66.7", "2026-09-07"));
        let new = before.marks("2026-09-07", "2026-09-07", "/").marks("2026-11-09", "2026-11-20", "I");
        assert_eq!(new.told(RULE.id, "2026-11-23"), found(Severity::ActToday, "63.3", "2026-09-08"));
        assert_eq!(new.reason(RULE.id, "2026-11-23").short, "absent 63.3% of 60 sessions");
    }

    #[test]
    fn last_years_marks_do_not_count() {
        let scene = Scene::default().marks("2026-06-01", "2026-07-17", "I").marks("2026-09-07", "2026-09-18", "/");
        assert!(!scene.fires(RULE.id, "2026-09-21"));
    }
}
