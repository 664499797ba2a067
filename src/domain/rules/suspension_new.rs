//! A new suspension.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::{Case, CountedFrom};
use crate::domain::exact::Exact;
use crate::domain::facts::Exclusion;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day, day_or_unknown, figure};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "suspension-new",
    title: "new suspension",
    doc: "A suspension started on or after the tenth school day before today.",
    source: "DfE suspension and permanent exclusion guidance: the virtual school head is told without delay",
    family: Family::Exclusion,
    reads: &[Kind::Exclusion],
    unit: Unit::Days,
    limits: &[Limit::new("school_days", 10, "school days", "how many school days before today it may have started")],
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[school_days] = limits else { return None };
    let suspension = latest(case)?;
    let first = case.school_day_before(case.today(), school_days).map_or(case.today(), |(day, _)| day);
    (suspension.start >= first).then(|| Finding {
        severity: Severity::ActToday,
        value: Some(Exact::half_days(case.length(suspension).sessions)),
        since: Some(suspension.start),
    })
}

/// The latest suspension; of two that began on one day (a lunchtime beside a whole one) the longer.
fn latest<'a>(case: &Case<'a>) -> Option<&'a Exclusion> {
    case.suspensions().max_by_key(|suspension| (suspension.start, case.length(suspension).sessions))
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let start = day_or_unknown(finding.since);
    let days = finding.value.unwrap_or(Exact::whole(0));
    let mut sums = Vec::new();
    if let Some(suspension) = latest(case) {
        let length = case.length(suspension);
        let sessions = count(length.sessions, "session");
        let from = match length.from {
            CountedFrom::Sessions => "as given".to_owned(),
            CountedFrom::Days => format!("from the school days to {}", day_or_unknown(suspension.end)),
            CountedFrom::Nothing => "assumed: neither sessions nor end were given".to_owned(),
        };
        sums.push(format!("from {start}: {sessions} / 2 = {} ({from})", figure(days, "day")));
    }
    let school_days = limits.first().copied().unwrap_or(0);
    let first = case.school_day_before(case.today(), school_days).map_or(case.today(), |(day, _)| day);
    Reason {
        short: match finding.since {
            Some(start) => format!("suspended {} ({})", figure(days, "day"), start.format("%-d %b")),
            None => format!("suspended {}", figure(days, "day")),
        },
        sums,
        limit: format!("started within {} (ours), since {}", count(school_days, "school day"), day(first)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::TermKind;
    use crate::domain::facts::ExclusionKind;
    use crate::domain::rules::scene::{Scene, day, excluded, found, suspended};

    #[test]
    fn of_two_on_one_day_the_longer() {
        let lunch = Exclusion { kind: ExclusionKind::Lunch, ..suspended("2026-11-20", 1) };
        let scene = Scene::default().with(|child| child.exclusions = vec![suspended("2026-11-20", 4), lunch]);
        assert_eq!(scene.told(RULE.id, "2026-11-23"), found(Severity::ActToday, "2", "2026-11-20"));
    }

    #[test]
    fn from_the_tenth_school_day_before_today() {
        // Before Mon 23 November: 20 to 16 are five school days, 13 to 9 ten.
        let scene = |start: &str| Scene::default().with(|child| child.exclusions = vec![suspended(start, 3)]);
        assert_eq!(scene("2026-11-09").told(RULE.id, "2026-11-23"), found(Severity::ActToday, "1.5", "2026-11-09"));
        assert!(!scene("2026-11-08").fires(RULE.id, "2026-11-23"));
        assert!(scene("2026-11-23").fires(RULE.id, "2026-11-23"));
        assert!(!scene("2026-11-24").fires(RULE.id, "2026-11-23"));
        // Half term does not count: before Wed 4 November 3 and 2, then 23 to 19 October, then 16 to 14.
        assert!(scene("2026-10-14").fires(RULE.id, "2026-11-04"));
        assert!(!scene("2026-10-13").fires(RULE.id, "2026-11-04"));
    }

    #[test]
    fn days_where_no_sessions_are_given() {
        let scene = |kind, end: &str| {
            Scene::default().with(|child| {
                child.exclusions = vec![Exclusion { end: end.parse().ok(), ..excluded(kind, "2026-11-19") }];
            })
        };
        let days =
            |kind, end: &str| scene(kind, end).finding(RULE.id, "2026-11-23").unwrap().value.unwrap().to_string();
        // Thu 19, Fri 20, Mon 23.
        assert_eq!(days(ExclusionKind::Suspension, "2026-11-23"), "3");
        assert_eq!(days(ExclusionKind::Suspension, ""), "1");
        assert_eq!(days(ExclusionKind::Lunch, "2026-11-23"), "1.5");
        assert_eq!(days(ExclusionKind::Lunch, ""), "0.5");
        let said = scene(ExclusionKind::Suspension, "").reason(RULE.id, "2026-11-23");
        assert!(said.sums[0].contains("assumed"), "{said:?}");
    }

    #[test]
    fn a_school_with_terms_of_its_own_counts_its_own_days() {
        let scene = |urn: &str| {
            let rows = [
                ("*", TermKind::Term, "autumn", "2026-09-01", "2026-12-19"),
                ("100002", TermKind::Inset, "training", "2026-11-16", "2026-11-16"),
            ];
            Scene::default().terms(&rows).with(|child| {
                child.school_urn = Some(urn.into());
                child.exclusions = vec![suspended("2026-11-06", 2)];
            })
        };
        assert!(scene("100002").fires(RULE.id, "2026-11-23"));
        assert!(!scene("100001").fires(RULE.id, "2026-11-23"));
        assert_eq!(
            scene("100002").on("2026-11-23", |case| case.school_day_before(day("2026-11-23"), 10)),
            Some((day("2026-11-06"), 10))
        );
    }
}
