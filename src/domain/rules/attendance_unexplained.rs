//! Absences that nobody has explained.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit};

/// The byte of code N, reason not yet known.
const NOT_YET_KNOWN: u8 = 0x41;

pub(crate) const RULE: Rule = Rule {
    id: "attendance-unexplained",
    title: "unexplained absence",
    doc: "Three or more N (reason not yet known) among the last ten possible sessions.",
    source: "ours, not the law's: schools are to replace N once the reason is known",
    family: Family::Attendance,
    reads: &[Kind::Attendance],
    unit: Unit::Sessions,
    limits: &[
        Limit::new("sessions", 3, "sessions", "sessions of N from which it fires"),
        Limit::new("recent_sessions", 10, "sessions", "how many possible sessions are looked at"),
        Limit::new("recent_days", 28, "days", "there must be a possible session in these last days"),
    ],
    occasion: Occasion::Year,
    ours: true,
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[sessions, recent, recent_days] = limits else { return None };
    let last = case.possible_back().take(usize::try_from(recent).unwrap_or(0));
    let (mut unexplained, mut first) = (0, None);
    for mark in last.filter(|mark| mark.byte == NOT_YET_KNOWN) {
        unexplained += 1;
        first = Some(mark);
    }
    if unexplained < sessions.max(1) || !case.possible_within(recent_days) {
        return None;
    }
    Some(Finding {
        severity: Severity::ThisWeek,
        value: Some(Exact::whole(unexplained)),
        since: first.map(|mark| mark.day()),
    })
}

fn explain(_: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[sessions, recent, _] = limits else { return Reason::default() };
    let found = finding.value.map_or(0, |value| value.tenths() / 10);
    Reason {
        short: format!("{found} unexplained in {}", count(recent, "session")),
        sums: vec![format!("code N in the last {recent} sessions, first on {}", day_or_unknown(finding.since))],
        limit: format!("{sessions} of the last {recent} sessions"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::Half;
    use crate::domain::rules::scene::{Scene, found};

    #[test]
    fn three_of_the_last_ten() {
        let scene = Scene::default().marks("2026-11-09", "2026-11-20", "/").mark("2026-11-16", Half::Am, "N");
        let two = scene.mark("2026-11-18", Half::Am, "N");
        assert!(!two.clone().mark("2026-11-13", Half::Pm, "N").fires(RULE.id, "2026-11-23"), "eleven back");
        let three = two.mark("2026-11-20", Half::Pm, "N");
        assert_eq!(three.told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "3", "2026-11-16"));
        // A session that is not possible does not push the first out; one that is does.
        assert!(three.clone().mark("2026-11-23", Half::Am, "Y1").fires(RULE.id, "2026-11-23"));
        assert!(!three.mark("2026-11-23", Half::Am, "/").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn a_possible_session_in_the_last_28_days() {
        let scene = Scene::default().marks("2026-11-20", "2026-11-20", "N").marks("2026-11-19", "2026-11-19", "N");
        assert!(scene.fires(RULE.id, "2026-12-18"));
        assert!(!scene.fires(RULE.id, "2026-12-19"));
    }
}
