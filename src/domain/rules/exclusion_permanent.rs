//! Permanently excluded of late.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::facts::ExclusionKind;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "exclusion-permanent",
    title: "permanent exclusion",
    doc: "A permanent exclusion started in the last 60 days.",
    source: "DfE suspension and permanent exclusion guidance: the virtual school head is told without delay",
    family: Family::Exclusion,
    reads: &[Kind::Exclusion],
    unit: Unit::Days,
    limits: &[Limit::new("within_days", 60, "days", "how many calendar days ago it may have started")],
    smaller_first: true,
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[within] = limits else { return None };
    if case.child.exclusions.is_empty() {
        return None;
    }
    let span = case.context.days_ago(within)..=case.today();
    let permanent = case.child.exclusions.iter().filter(|exclusion| exclusion.kind == ExclusionKind::Permanent);
    let start = permanent.map(|exclusion| exclusion.start).filter(|start| span.contains(start)).max()?;
    Some(Finding {
        severity: Severity::ActToday,
        value: Some(Exact::whole(case.context.days_since(start))),
        since: Some(start),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let days = finding.since.map_or(0, |start| case.context.days_since(start));
    Reason {
        short: if days == 0 {
            "permanently excluded today".to_owned()
        } else {
            format!("permanently excluded {days} d ago")
        },
        sums: vec![format!("from {}", day_or_unknown(finding.since))],
        limit: format!(
            "started in the last {} (ours)",
            limits.first().map_or_else(String::new, |&days| count(days, "day"))
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, excluded, found};

    fn scene(kind: ExclusionKind, start: &str) -> Scene {
        Scene::default().with(|child| child.exclusions = vec![excluded(kind, start)])
    }

    #[test]
    fn counts_for_sixty_days() {
        // 24 September to 23 November: 6 + 31 + 23 = 60.
        let told = scene(ExclusionKind::Permanent, "2026-09-24").told(RULE.id, "2026-11-23");
        assert_eq!(told, found(Severity::ActToday, "60", "2026-09-24"));
        assert!(!scene(ExclusionKind::Permanent, "2026-09-23").fires(RULE.id, "2026-11-23"));
        assert!(!scene(ExclusionKind::Permanent, "2026-11-24").fires(RULE.id, "2026-11-23"));
        assert!(!scene(ExclusionKind::Suspension, "2026-11-20").fires(RULE.id, "2026-11-23"));
    }
}
