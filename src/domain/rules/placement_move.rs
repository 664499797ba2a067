//! A placement move of late.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::rules::wording::{count, day_or_unknown, days_ago};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "placement-move",
    title: "placement move",
    doc: "A move in the last 28 days; in years 10 and 11 it is for today.",
    source: "Care Planning Regulations 2010 reg 10 and Children Act 1989 Sch 2 para 12D: no disruptive move in key stage 4",
    family: Family::Placement,
    unit: Unit::Days,
    limits: &[
        Limit::new("within_days", 28, "days", "how many calendar days ago it may have been"),
        Limit::new("act_from_year", 10, "year group", "first year group for which it is for today"),
        Limit::new("act_to_year", 11, "year group", "last year group for which it is for today"),
    ],
    smaller_first: true,
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[within, act_from, act_to] = limits else { return None };
    let start = case.moves(within).next()?.start;
    Some(Finding {
        severity: if case.in_years(act_from, act_to) { Severity::ActToday } else { Severity::ThisWeek },
        value: Some(Exact::whole(case.context.days_since(start))),
        since: Some(start),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[within, act_from, act_to] = limits else { return Reason::default() };
    let ago = days_ago(finding.since.map_or(0, |start| case.context.days_since(start)));
    let start = day_or_unknown(finding.since);
    let begun = case.child.placements.iter().find(|placement| Some(placement.start) == finding.since);
    let why = match begun.and_then(|placement| placement.reason.as_deref()).filter(|reason| !reason.is_empty()) {
        Some(reason) => format!("reason {reason}"),
        None => "type, provider, carer or postcode changed".to_owned(),
    };
    Reason {
        short: format!("moved placement {ago} ({start})"),
        sums: vec![format!("placement from {start}: {why}, {ago}")],
        limit: format!("a move in the last {}; act today in years {act_from} to {act_to}", count(within, "day")),
    }
}
