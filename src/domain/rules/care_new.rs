//! New to care.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit, pep_initial};

pub(crate) const RULE: Rule = Rule {
    id: "care-new",
    title: "new to care",
    doc: "Became looked after in the last 20 working days, and no PEP held since.",
    source: "ours, not the law's: the days in which the first PEP is made",
    family: Family::Care,
    reads: &[Kind::Child, Kind::Placement],
    unit: Unit::Days,
    limits: &[Limit::new("working_days", 20, "working days", "how many working days ago it may have been")],
    ours: true,
    smaller_first: true,
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[within] = limits else { return None };
    let since = case.looked_after_since().filter(|_| case.looked_after())?;
    let days = case.context.calendar.working_days_since(since, case.today());
    if days > within || case.held_since(since) || pep_initial::fires(case) {
        return None;
    }
    Some(Finding { severity: Severity::ThisWeek, value: Some(Exact::whole(days)), since: Some(since) })
}

fn explain(_: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let days = count(finding.value.map_or(0, |value| value.tenths() / 10), "working day");
    let since = day_or_unknown(finding.since);
    Reason {
        short: format!("new to care, {days}"),
        sums: vec![format!("looked after since {since}, no PEP held since")],
        limit: format!("within {}", count(limits.first().copied().unwrap_or(0), "working day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, day, found, looked_after, pep};

    fn since(start: &str) -> Scene {
        looked_after().with(|child| child.looked_after_since = Some(day(start)))
    }

    #[test]
    fn in_the_last_twenty_working_days() {
        // Mon 26 October to Mon 23 November: 20 working days.
        assert_eq!(since("2026-10-26").told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "20", "2026-10-26"));
        assert!(!since("2026-10-26").without(Kind::Pep).fires(RULE.id, "2026-11-24"));
        assert!(since("2026-11-23").fires(RULE.id, "2026-11-23"));
        assert!(!since("2026-11-24").fires(RULE.id, "2026-11-23"), "not yet looked after");
    }

    #[test]
    fn until_a_pep_is_held_or_the_first_is_overdue() {
        let held = |on: &str| since("2026-11-16").with(|child| child.peps = vec![pep("", on)]);
        assert!(held("2026-11-15").fires(RULE.id, "2026-11-23"));
        assert!(!held("2026-11-16").fires(RULE.id, "2026-11-23"));
        // Fri 23 October + 20 = Fri 20 November: on the Saturday the first PEP is overdue.
        assert!(!since("2026-10-23").fires(RULE.id, "2026-11-21"));
        assert!(since("2026-10-23").without(Kind::Pep).fires(RULE.id, "2026-11-21"));
    }
}
