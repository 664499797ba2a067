//! New to care.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::rules::wording::{count, day_or_unknown};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit, pep_initial};

pub(crate) const RULE: Rule = Rule {
    id: "care-new",
    title: "new to care",
    doc: "Became looked after in the last 20 working days, and no PEP held since.",
    source: "ours, not the law's: the days in which the first PEP is made",
    family: Family::Care,
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
        short: format!("new to care, {days} (since {since})"),
        sums: vec![format!("looked after since {since}: {days}"), "no PEP held since".to_owned()],
        limit: format!("within {}", count(limits.first().copied().unwrap_or(0), "working day")),
    }
}
