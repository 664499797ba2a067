//! A referral that nobody has acted on.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "referral-open",
    title: "referral waiting",
    doc: "A referral neither closed nor acted on, more than five working days after it came.",
    source: "councils' own service standards",
    family: Family::Referral,
    reads: &[Kind::Referral],
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
        short: format!("referral open {days}"),
        sums: vec![format!("received {received}, no first action, not closed")],
        limit: format!("more than {}", count(limits.first().copied().unwrap_or(0), "working day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::Referral;
    use crate::domain::rules::scene::{Scene, day, found};

    fn scene(received: &str, first_action: &str, closed: &str) -> Scene {
        Scene::default().with(|child| {
            child.referrals = vec![Referral {
                received: day(received),
                first_action: first_action.parse().ok(),
                closed: closed.parse().ok(),
            }];
        })
    }

    #[test]
    fn more_than_five_working_days() {
        // Fri 13 November: Mon 23 is the sixth working day after; Mon 16: the fifth.
        assert_eq!(
            scene("2026-11-13", "", "").told(RULE.id, "2026-11-23"),
            found(Severity::ThisWeek, "6", "2026-11-13")
        );
        assert!(!scene("2026-11-16", "", "").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn until_acted_on_or_closed() {
        assert!(!scene("2026-11-02", "2026-11-23", "").fires(RULE.id, "2026-11-23"));
        assert!(scene("2026-11-02", "2026-11-24", "").fires(RULE.id, "2026-11-23"));
        assert!(!scene("2026-11-02", "", "2026-11-23").fires(RULE.id, "2026-11-23"));
        assert!(scene("2026-11-02", "", "2026-11-24").fires(RULE.id, "2026-11-23"));
        let two = scene("2026-11-02", "", "").with(|child| {
            child.referrals.push(Referral { received: day("2026-10-19"), first_action: None, closed: None });
        });
        assert_eq!(two.finding(RULE.id, "2026-11-23").unwrap().since, Some(day("2026-10-19")));
    }
}
