//! Several placement moves in a year.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "placement-unsettled",
    title: "unsettled",
    doc: "Three or more moves in the last 365 days.",
    source: "ours, not the law's: three moves a year are the national measure of instability",
    family: Family::Placement,
    reads: &[Kind::Placement],
    unit: Unit::Moves,
    limits: &[
        Limit::new("moves", 3, "moves", "moves from which it fires"),
        Limit::new("within_days", 365, "days", "how many calendar days ago they may have been"),
    ],
    occasion: Occasion::Year,
    ours: true,
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[moves, within] = limits else { return None };
    let (mut found, mut first) = (0, None);
    for placement in case.moves(within) {
        found += 1;
        first = Some(placement.start);
    }
    (found >= moves.max(1)).then(|| Finding {
        severity: Severity::ThisWeek,
        value: Some(Exact::whole(found)),
        since: first,
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[moves, within] = limits else { return Reason::default() };
    let found = finding.value.map_or(0, |value| value.tenths() / 10);
    let starts: Vec<String> = case.moves_within(within).into_iter().rev().map(day).collect();
    Reason {
        short: format!("{} in {within} days", count(found, "placement move")),
        sums: vec![format!("on {}", starts.join(", "))],
        limit: format!("{} in {within} days", count(moves, "move")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, found, placed};

    fn scene(first: &str) -> Scene {
        Scene::default().with(|child| {
            child.placements = vec![
                placed("2024-01-01", first, "PR1", "S"),
                placed(first, "2026-05-01", "PR4", "P"),
                placed("2026-05-01", "2026-06-01", "PR1", "P"),
                placed("2026-06-01", "", "PR4", "B"),
            ];
        })
    }

    #[test]
    fn three_moves_in_365_days() {
        assert_eq!(scene("2025-11-23").told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "3", "2025-11-23"));
        assert!(!scene("2025-11-22").fires(RULE.id, "2026-11-23"));
        assert!(
            !scene("2025-11-23")
                .with(|child| child.placements[2].reason = Some("U".into()))
                .fires(RULE.id, "2026-11-23")
        );
    }
}
