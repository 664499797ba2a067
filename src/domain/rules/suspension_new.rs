//! A new suspension.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::{Case, CountedFrom};
use crate::domain::exact::Exact;
use crate::domain::rules::wording::{count, day, day_or_unknown, figure};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "suspension-new",
    title: "new suspension",
    doc: "A suspension started on or after the tenth school day before today.",
    source: "DfE suspension and permanent exclusion guidance: the virtual school head is told without delay",
    family: Family::Exclusion,
    unit: Unit::Days,
    limits: &[Limit::new("school_days", 10, "school days", "how many school days before today it may have started")],
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[school_days] = limits else { return None };
    let suspension = case.suspensions().max_by_key(|suspension| suspension.start)?;
    let first = case.school_day_before(case.today(), school_days).map_or(case.today(), |(day, _)| day);
    (suspension.start >= first).then(|| Finding {
        severity: Severity::ActToday,
        value: Some(Exact::half_days(case.length(suspension).sessions)),
        since: Some(suspension.start),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let start = day_or_unknown(finding.since);
    let days = finding.value.unwrap_or(Exact::whole(0));
    let mut sums = Vec::new();
    if let Some(suspension) = case.suspensions().find(|suspension| Some(suspension.start) == finding.since) {
        let length = case.length(suspension);
        let sessions = count(length.sessions, "session");
        let from = match length.from {
            CountedFrom::Sessions => "as given".to_owned(),
            CountedFrom::Days => format!("from the school days to {}", day_or_unknown(suspension.end)),
            CountedFrom::Nothing => "assumed: neither sessions nor end were given".to_owned(),
        };
        sums.push(format!("suspended from {start}: {sessions} / 2 = {} ({from})", figure(days, "day")));
    }
    let school_days = limits.first().copied().unwrap_or(0);
    let first = case.school_day_before(case.today(), school_days).map_or(case.today(), |(day, _)| day);
    sums.push(format!("{} before today: {}", count(school_days, "school day"), day(first)));
    Reason {
        short: format!("suspended {} from {start}", figure(days, "day")),
        sums,
        limit: format!("started within {}", count(school_days, "school day")),
    }
}
