//! A PEP is due soon.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{day, days_ahead};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit};
use chrono::NaiveDate;

pub(crate) const RULE: Rule = Rule {
    id: "pep-due",
    title: "PEP due",
    doc: "Looked after: a PEP row not held is due within ten school days, or the first PEP within five working days.",
    source: "statutory guidance on the education of looked-after children: reviewed every school term",
    family: Family::Pep,
    reads: &[Kind::Pep],
    unit: Unit::Days,
    limits: &[
        Limit::new("school_days", 10, "school days", "a row due by this school day, counted from today"),
        Limit::new("working_days", 5, "working days", "a first PEP due by this working day, counted from today"),
    ],
    occasion: Occasion::Term,
    smaller_first: true,
    check,
    explain,
    ..Rule::BASE
};

/// The due day of a row, where it is near.
fn row_due(case: &Case<'_>, school_days: i64) -> Option<NaiveDate> {
    let due = case.next_due_pep()?;
    let (last, _) = case.school_day_from(case.today(), school_days)?;
    (due <= last).then_some(due)
}

/// The due day of the first PEP, where it is near.
fn initial_due(case: &Case<'_>, working_days: i64) -> Option<NaiveDate> {
    let due = case.initial_pep_due().filter(|&due| due >= case.today() && case.context.knows(Kind::Pep))?;
    (due <= case.context.calendar.nth_working_day_from(case.today(), working_days)).then_some(due)
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[school_days, working_days] = limits else { return None };
    if !case.looked_after() {
        return None;
    }
    let due = row_due(case, school_days).into_iter().chain(initial_due(case, working_days)).min()?;
    Some(Finding {
        severity: Severity::Watch,
        value: Some(Exact::whole(-case.context.days_since(due))),
        since: Some(due),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[school_days, working_days] = limits else { return Reason::default() };
    let ahead = days_ahead(finding.since.map_or(0, |due| -case.context.days_since(due)));
    let mut sums = Vec::new();
    if let Some(row) = row_due(case, school_days) {
        sums.push(format!("a PEP not yet held is due {}", day(row)));
    }
    if let Some(first) = initial_due(case, working_days) {
        sums.push(format!("the first PEP is due {}", day(first)));
    }
    Reason {
        short: format!("PEP due {ahead}"),
        sums,
        limit: format!("within {school_days} school days, a first PEP within {working_days} working days (ours)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, day, found, looked_after, pep};

    fn row(due: &str) -> Scene {
        looked_after().with(|child| child.peps = vec![pep("", "2026-09-15"), pep(due, "")])
    }

    #[test]
    fn a_row_due_by_the_tenth_school_day() {
        // Mon 23 November is the first, Fri 27 the fifth, Fri 4 December the tenth.
        assert_eq!(row("2026-12-04").told(RULE.id, "2026-11-23"), found(Severity::Watch, "11", "2026-12-04"));
        assert!(!row("2026-12-05").fires(RULE.id, "2026-11-23"));
        assert_eq!(row("2026-11-23").told(RULE.id, "2026-11-23"), found(Severity::Watch, "0", "2026-11-23"));
        assert!(!row("2026-11-22").fires(RULE.id, "2026-11-23"));
        // From Sunday the first is Monday, so the tenth is the same Friday.
        assert!(row("2026-12-04").fires(RULE.id, "2026-11-22"));
        assert!(
            !row("2026-12-04").with(|child| child.peps[1].held = Some(day("2026-11-23"))).fires(RULE.id, "2026-11-23")
        );
        assert!(
            row("2026-12-04").with(|child| child.peps[1].held = Some(day("2026-11-24"))).fires(RULE.id, "2026-11-23")
        );
        assert!(!row("2026-12-04").with(|child| child.cohorts = None).fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn the_first_pep_due_by_the_fifth_working_day() {
        // Mon 26 October + 20 working days = Mon 23 November. Tue 17 is the first of five to it.
        let scene = looked_after().with(|child| child.looked_after_since = Some(day("2026-10-26")));
        assert_eq!(scene.told(RULE.id, "2026-11-17"), found(Severity::Watch, "6", "2026-11-23"));
        assert!(!scene.fires(RULE.id, "2026-11-16"));
        assert!(scene.fires(RULE.id, "2026-11-23"));
        assert!(!scene.fires(RULE.id, "2026-11-24"));
        assert!(!scene.without(Kind::Pep).fires(RULE.id, "2026-11-17"));
    }
}
