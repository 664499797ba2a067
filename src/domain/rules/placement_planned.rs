//! A placement that is planned to end soon.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown, days_ahead};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "placement-planned",
    title: "placement ends soon",
    doc: "A placement that runs today is planned to end within the next 28 days.",
    source: "ours, not the law's: education should be in place before a planned move",
    family: Family::Placement,
    reads: &[Kind::Placement],
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
    let planned = case.current_placements().filter_map(|placement| placement.planned_end);
    let end = planned.into_iter().find(|&end| (0..=within).contains(&-case.context.days_since(end)))?;
    Some(Finding {
        severity: Severity::Watch,
        value: Some(Exact::whole(-case.context.days_since(end))),
        since: Some(end),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let ahead = days_ahead(finding.since.map_or(0, |end| -case.context.days_since(end)));
    Reason {
        short: format!("placement to end {ahead}"),
        sums: vec![format!("planned end {}", day_or_unknown(finding.since))],
        limit: format!("within {}", count(limits.first().copied().unwrap_or(0), "day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, day, found, placed};

    fn scene(end: &str, planned: &str) -> Scene {
        Scene::default().with(|child| {
            let mut placement = placed("2024-01-01", end, "PR1", "S");
            placement.planned_end = planned.parse().ok();
            child.placements = vec![placement];
        })
    }

    #[test]
    fn within_the_next_28_days() {
        assert_eq!(scene("", "2026-12-21").told(RULE.id, "2026-11-23"), found(Severity::Watch, "28", "2026-12-21"));
        assert!(!scene("", "2026-12-22").fires(RULE.id, "2026-11-23"));
        assert_eq!(scene("", "2026-11-23").told(RULE.id, "2026-11-23"), found(Severity::Watch, "0", "2026-11-23"));
        assert!(!scene("", "2026-11-22").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn only_a_placement_that_runs_and_of_several_the_latest() {
        assert!(scene("2026-11-24", "2026-12-01").fires(RULE.id, "2026-11-23"));
        assert!(!scene("2026-11-23", "2026-12-01").fires(RULE.id, "2026-11-23"));
        let several = scene("", "2026-12-01").with(|child| {
            let mut later = placed("2026-01-01", "", "PR4", "P");
            later.planned_end = Some(day("2026-12-10"));
            child.placements.push(later);
        });
        assert_eq!(several.told(RULE.id, "2026-11-23"), found(Severity::Watch, "17", "2026-12-10"));
    }
}
