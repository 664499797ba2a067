//! The first PEP of a child new to care is overdue.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day, day_or_unknown};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit, place};

/// The rule's place in [`crate::domain::rules::RULES`].
pub(crate) const PLACE: usize = place(RULE.id);

pub(crate) const RULE: Rule = Rule {
    id: "pep-initial",
    title: "first PEP overdue",
    doc: "Looked after, aged 3 to 17, and no PEP held within 20 working days of becoming looked after or of the third \
          birthday.",
    source: "Care Planning Regulations 2010 reg 33 and PEP guidance: ready for the first review, within 20 working days",
    family: Family::Pep,
    reads: &[Kind::Child, Kind::Placement],
    unit: Unit::Days,
    limits: &[
        Limit::new("working_days", 20, "working days", "within which the first PEP is due"),
        Limit::new("act_working_days", 10, "working days", "past these after the due day it is for today"),
        Limit::new("from_age", 3, "years", "youngest age"),
        Limit::new("to_age", 17, "years", "oldest age"),
    ],
    needs: &[Kind::Pep],
    occasion: Occasion::Term,
    check,
    applies,
    explain,
    ..Rule::BASE
};

fn applies(case: &Case<'_>, limits: &[i64]) -> bool {
    let &[_, _, from_age, to_age] = limits else { return false };
    case.looked_after() && case.aged(from_age, to_age) && case.looked_after_since().is_some()
}

/// Whether the rule fires, for the rules that yield to it.
pub(crate) fn fires(case: &Case<'_>) -> bool {
    case.context.knows(Kind::Pep) && case.initial_pep_due().is_some_and(|due| case.today() > due)
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[_, act, ..] = limits else { return None };
    let due = case.initial_pep_due().filter(|&due| case.today() > due)?;
    let grave = case.today() > case.context.calendar.add_working_days(due, act);
    Some(Finding {
        severity: if grave { Severity::ActToday } else { Severity::ThisWeek },
        value: Some(Exact::whole(case.context.days_since(due))),
        since: Some(due),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[working_days, act, from_age, _] = limits else { return Reason::default() };
    let days = finding.since.map_or(0, |due| case.context.days_since(due));
    let due = day_or_unknown(finding.since);
    let clock = case.pep_clock(from_age).map_or_else(String::new, day);
    Reason {
        short: format!("first PEP {} overdue", count(days, "day")),
        sums: vec![
            format!("looked after since {}, none held since", day_or_unknown(case.looked_after_since())),
            format!("due {working_days} working days after {clock}: {due}"),
        ],
        limit: format!("{working_days} working days; act today past {act} more (ours)"),
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
    fn due_twenty_working_days_after_the_child_came() {
        // Mon 26 October + 20 working days = Mon 23 November; + 10 more = Mon 7 December.
        let scene = since("2026-10-26");
        assert!(!scene.fires(RULE.id, "2026-11-23"));
        assert_eq!(scene.told(RULE.id, "2026-11-24"), found(Severity::ThisWeek, "1", "2026-11-23"));
        assert_eq!(scene.told(RULE.id, "2026-12-07"), found(Severity::ThisWeek, "14", "2026-11-23"));
        assert_eq!(scene.told(RULE.id, "2026-12-08"), found(Severity::ActToday, "15", "2026-11-23"));
        assert_eq!(scene.reason(RULE.id, "2026-11-24").short, "first PEP 1 day overdue");
    }

    #[test]
    fn a_pep_held_on_or_after_that_day_ends_it() {
        let held = |on: &str| since("2026-10-26").with(|child| child.peps = vec![pep("", on)]);
        assert!(held("2026-10-25").fires(RULE.id, "2026-11-24"));
        assert!(!held("2026-10-26").fires(RULE.id, "2026-11-24"));
        assert!(held("2026-11-25").fires(RULE.id, "2026-11-24"), "it lies ahead");
    }

    #[test]
    fn from_three_to_seventeen_by_the_third_birthday() {
        // Born 26 October 2023: the clock runs from the third birthday.
        let born = |dob: &str| looked_after().with(|child| child.dob = Some(day(dob)));
        assert_eq!(born("2023-10-26").told(RULE.id, "2026-11-24"), found(Severity::ThisWeek, "1", "2026-11-23"));
        assert!(!born("2023-10-27").fires(RULE.id, "2026-11-24"));
        assert!(born("2008-11-25").fires(RULE.id, "2026-11-24"));
        assert!(!born("2008-11-24").fires(RULE.id, "2026-11-24"), "eighteen today");
        // Born 29 February 2020: three on 1 March 2023.
        let due = born("2020-02-29")
            .with(|child| child.looked_after_since = Some(day("2020-06-01")))
            .finding(RULE.id, "2026-11-24");
        assert_eq!(due.and_then(|due| due.since), Some(day("2023-03-29")));
    }

    #[test]
    fn silent_without_peps_and_outside_care() {
        assert!(!since("2026-10-26").without(Kind::Pep).fires(RULE.id, "2026-11-24"));
        assert!(!since("2026-10-26").with(|child| child.cohorts = None).fires(RULE.id, "2026-11-24"));
        assert!(!since("2026-10-26").with(|child| child.dob = None).fires(RULE.id, "2026-11-24"));
    }
}
