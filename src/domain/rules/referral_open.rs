//! A referral that nobody has acted on.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::rules::wording::{count, day_or_unknown};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "referral-open",
    title: "referral waiting",
    doc: "A referral neither closed nor acted on, more than five working days after it came.",
    source: "councils' own service standards",
    family: Family::Referral,
    unit: Unit::Days,
    limits: &[Limit::new("working_days", 5, "working days", "more than these after it came")],
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[within] = limits else { return None };
    let today = case.today();
    let waiting = case.child.referrals.iter().filter(|referral| {
        let done = [referral.first_action, referral.closed].into_iter().flatten().any(|done| done <= today);
        !done && referral.received <= today
    });
    let received = waiting.map(|referral| referral.received).min()?;
    let days = case.context.calendar.working_days_since(received, today);
    (days > within).then(|| Finding {
        severity: Severity::ThisWeek,
        value: Some(Exact::whole(days)),
        since: Some(received),
    })
}

fn explain(_: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let days = count(finding.value.map_or(0, |value| value.tenths() / 10), "working day");
    let received = day_or_unknown(finding.since);
    Reason {
        short: format!("referral waiting {days} (received {received})"),
        sums: vec![format!("received {received}, no first action, not closed: {days}")],
        limit: format!("more than {}", count(limits.first().copied().unwrap_or(0), "working day")),
    }
}
