//! A placement that is planned to end soon.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::rules::wording::{count, day_or_unknown, days_ahead};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "placement-planned",
    title: "placement ends soon",
    doc: "A placement that runs today is planned to end within the next 28 days.",
    source: "ours, not the law's: education should be in place before a planned move",
    family: Family::Placement,
    unit: Unit::Days,
    limits: &[Limit::new("within_days", 28, "days", "how many calendar days ahead it may be")],
    ours: true,
    smaller_first: true,
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[within] = limits else { return None };
    let span = case.today()..=case.context.days_ahead(within);
    let planned = case.current_placements().filter_map(|placement| placement.planned_end);
    let end = planned.into_iter().find(|end| span.contains(end))?;
    Some(Finding {
        severity: Severity::Watch,
        value: Some(Exact::whole(-case.context.days_since(end))),
        since: Some(end),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let ahead = days_ahead(finding.since.map_or(0, |end| -case.context.days_since(end)));
    let end = day_or_unknown(finding.since);
    Reason {
        short: format!("placement planned to end {ahead} ({end})"),
        sums: vec![format!("planned end {end}: {ahead}")],
        limit: format!("within {}", count(limits.first().copied().unwrap_or(0), "day")),
    }
}
