//! A placement move of late.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::codes::EPISODE_REASON;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown, days_ago};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "placement-move",
    title: "placement move",
    doc: "A move in the last 28 days; in years 10 and 11 it is for today.",
    source: "Care Planning Regulations 2010 reg 10 and Children Act 1989 Sch 2 para 12D: no disruptive move in key stage 4",
    family: Family::Placement,
    reads: &[Kind::Placement],
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
        Some(reason) => EPISODE_REASON.words(reason),
        None => "type, provider, carer or postcode changed".to_owned(),
    };
    Reason {
        short: format!("moved placement {ago}"),
        sums: vec![format!("from {start}: {why}")],
        limit: format!("a move in the last {} (ours); act today in years {act_from} to {act_to}", count(within, "day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, found, placed};

    fn scene(start: &str, reason: &str) -> Scene {
        Scene::default().with(|child| {
            child.placements = vec![placed("2024-01-01", start, "PR1", "S"), placed(start, "", "PR4", reason)];
        })
    }

    #[test]
    fn in_the_last_28_days() {
        assert_eq!(scene("2026-10-26", "P").told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "28", "2026-10-26"));
        assert!(!scene("2026-10-25", "P").fires(RULE.id, "2026-11-23"));
        assert!(scene("2026-11-23", "B").fires(RULE.id, "2026-11-23"));
        assert!(!scene("2026-11-24", "B").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn only_reasons_p_and_b_and_without_one_any_change() {
        for (reason, moves) in
            [("P", true), ("B", true), ("T", false), ("U", false), ("L", false), ("S", false), ("", true)]
        {
            assert_eq!(scene("2026-11-20", reason).fires(RULE.id, "2026-11-23"), moves, "{reason}");
        }
        let same = scene("2026-11-20", "").with(|child| child.placements[1].provider = Some("PR1".into()));
        assert!(!same.fires(RULE.id, "2026-11-23"));
        assert!(same.clone().with(|child| child.placements[1].postcode_digest = None).fires(RULE.id, "2026-11-23"));
        assert!(same.clone().with(|child| child.placements[1].carer = Some("A".into())).fires(RULE.id, "2026-11-23"));
        assert!(same.with(|child| child.placements[1].kind = None).fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn the_first_placement_a_short_break_and_a_temporary_one_are_no_moves() {
        let first = scene("2026-11-20", "P").with(|child| child.placements.truncate(1)).with(|child| {
            child.placements[0] = placed("2026-11-20", "", "PR1", "P");
        });
        assert!(!first.fires(RULE.id, "2026-11-23"));
        let status = |status: &str, place: usize| {
            scene("2026-11-20", "P").with(|child| child.placements[place].legal_status = Some(status.into()))
        };
        assert!(!status("V3", 1).fires(RULE.id, "2026-11-23"));
        assert!(!status("V4", 0).fires(RULE.id, "2026-11-23"), "then it is the first");
        assert!(
            !scene("2026-11-20", "P")
                .with(|child| child.placements[1].kind = Some("T1".into()))
                .fires(RULE.id, "2026-11-23")
        );
    }

    #[test]
    fn a_return_from_a_temporary_placement_is_no_move() {
        let scene = |provider: &str, reason: &str| {
            Scene::default().with(|child| {
                let mut away = placed("2026-11-10", "2026-11-20", "PR9", "P");
                away.kind = Some("T2".into());
                let back = placed("2026-11-20", "", provider, reason);
                child.placements = vec![placed("2024-01-01", "2026-11-10", "PR1", "S"), away, back];
            })
        };
        assert!(!scene("PR1", "P").fires(RULE.id, "2026-11-23"));
        assert!(!scene("PR1", "").fires(RULE.id, "2026-11-23"));
        assert!(scene("PR4", "P").fires(RULE.id, "2026-11-23"));
        // With nothing before it the temporary placement is the first, and what follows a move by its reason.
        let after = |reason: &str| scene("PR1", reason).with(|child| drop(child.placements.remove(0)));
        assert!(after("P").fires(RULE.id, "2026-11-23"));
        assert!(!after("").fires(RULE.id, "2026-11-23"), "nothing to compare with");
    }

    #[test]
    fn for_today_in_years_10_and_11() {
        for (year, severity) in
            [(9, Severity::ThisWeek), (10, Severity::ActToday), (11, Severity::ActToday), (12, Severity::ThisWeek)]
        {
            let scene = scene("2026-11-20", "P").with(|child| child.nc_year = Some(year));
            assert_eq!(scene.finding(RULE.id, "2026-11-23").map(|found| found.severity), Some(severity), "{year}");
        }
    }
}
