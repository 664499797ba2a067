//! Missing from care today.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown};
use crate::domain::rules::{Family, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "missing-now",
    title: "missing now",
    doc: "A missing episode (SSDA903 MISSING M or A) is open today.",
    source: "statutory guidance on children who run away or go missing from home or care, 2014",
    family: Family::Missing,
    reads: &[Kind::Missing],
    unit: Unit::Days,
    smaller_first: true,
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, _: &[i64]) -> Option<Finding> {
    let today = case.today();
    let open = case.child.missing.iter().filter(|episode| episode.start <= today);
    let open = open.filter(|episode| episode.end.is_none_or(|end| today < end));
    let start = open.map(|episode| episode.start).max()?;
    Some(Finding {
        severity: Severity::ActToday,
        value: Some(Exact::whole(case.context.days_since(start))),
        since: Some(start),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, _: &[i64]) -> Reason {
    let days = finding.since.map_or(0, |start| case.context.days_since(start));
    let since = day_or_unknown(finding.since);
    Reason {
        short: if days == 0 { "missing since today".to_owned() } else { format!("missing for {}", count(days, "day")) },
        sums: vec![format!("episode from {since}, not ended")],
        limit: "any open episode".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::Missing;
    use crate::domain::rules::scene::{Scene, day, found};

    fn scene(start: &str, end: &str) -> Scene {
        Scene::default().with(|child| child.missing = vec![Missing { start: day(start), end: end.parse().ok() }])
    }

    #[test]
    fn an_episode_is_open_until_the_day_before_its_end() {
        let today = "2026-11-23";
        assert_eq!(scene("2026-11-20", "").told(RULE.id, today), found(Severity::ActToday, "3", "2026-11-20"));
        assert!(scene("2026-11-20", "2026-11-24").fires(RULE.id, today));
        assert!(!scene("2026-11-20", "2026-11-23").fires(RULE.id, today));
        assert!(scene("2026-11-23", "").fires(RULE.id, today));
        assert!(!scene("2026-11-24", "").fires(RULE.id, today));
    }
}
