//! The last PEP was rated red.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::day_or_unknown;
use crate::domain::rules::{Family, Occasion, Reason, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "pep-quality",
    title: "PEP rated red",
    doc: "The last PEP held is rated red.",
    source: "councils' PEP quality frameworks: a red PEP goes back",
    family: Family::Pep,
    reads: &[Kind::Pep],
    occasion: Occasion::Term,
    check,
    explain,
    ..Rule::BASE
};

fn check(case: &Case<'_>, _: &[i64]) -> Option<Finding> {
    let last = case.last_held_pep().filter(|pep| pep.red)?;
    Some(Finding { severity: Severity::Watch, value: None, since: last.held })
}

fn explain(_: &Case<'_>, finding: &Finding, _: &[i64]) -> Reason {
    Reason {
        short: "last PEP rated red".to_owned(),
        sums: vec![format!("held {}", day_or_unknown(finding.since))],
        limit: "a red rating".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, found, pep};

    #[test]
    fn the_last_held_pep_counts() {
        let scene = |held: &str, red: bool| {
            Scene::default().with(|child| {
                child.peps = vec![pep("", "2026-05-01"), pep("", held)];
                child.peps[usize::from(red)].red = true;
            })
        };
        assert_eq!(scene("2026-11-02", true).told(RULE.id, "2026-11-23"), found(Severity::Watch, "", "2026-11-02"));
        assert!(!scene("2026-11-02", false).fires(RULE.id, "2026-11-23"));
        assert!(!scene("2026-11-24", true).fires(RULE.id, "2026-11-23"), "it lies ahead");
        assert!(scene("2026-11-24", false).fires(RULE.id, "2026-11-23"));
    }
}
