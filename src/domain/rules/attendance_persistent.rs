//! Persistent absence.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::kind::Kind;
use crate::domain::rules::attendance_severe::{at_limit, fires, first_absence};
use crate::domain::rules::wording::{absence, percent};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "attendance-persistent",
    title: "persistent absence",
    doc: "Absent for a tenth or more of the possible sessions of this academic year, but not severely.",
    source: "persistent absence, DfE pupil absence methodology",
    family: Family::Attendance,
    reads: &[Kind::Attendance],
    unit: Unit::Percent,
    limits: &[
        Limit::new("percent", 10, "%", "absence rate from which it fires"),
        Limit::new("at_least_sessions", 20, "sessions", "possible sessions below which no rate is judged"),
    ],
    occasion: Occasion::Year,
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[percent, at_least] = limits else { return None };
    let figures = case.figures();
    if !at_limit(&figures, percent, at_least) || fires(case) {
        return None;
    }
    Some(Finding { severity: Severity::ThisWeek, value: figures.absence(), since: first_absence(case) })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[limit, at_least] = limits else { return Reason::default() };
    let figures = case.figures();
    Reason {
        short: format!("absent {} of {} sessions", percent(finding.value), figures.possible),
        sums: vec![format!("{}: {}", case.context.year, absence(&figures))],
        limit: format!("{limit}%, from {at_least} sessions on (ours)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, found};

    #[test]
    fn a_tenth_of_at_least_twenty_sessions() {
        // Two of 20 sessions, then two of 21 and of 22.
        let scene = Scene::default().marks("2026-11-09", "2026-11-20", "/").marks("2026-11-11", "2026-11-11", "O");
        assert_eq!(scene.told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "10", "2026-11-11"));
        assert!(!scene.fires(RULE.id, "2026-11-19"), "18 sessions");
        assert!(!scene.marks("2026-11-23", "2026-11-23", "/").fires(RULE.id, "2026-11-23"), "2 of 22");
    }

    #[test]
    fn yields_to_severe_absence() {
        let scene = Scene::default().marks("2026-11-09", "2026-11-13", "/").marks("2026-11-16", "2026-11-20", "I");
        assert!(!scene.fires(RULE.id, "2026-11-23"));
        assert!(scene.marks("2026-11-16", "2026-11-16", "/").fires(RULE.id, "2026-11-23"));
    }
}
