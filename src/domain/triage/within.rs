//! The same list as far as some families of rules go: those children alone, grouped and ordered by those alerts.

use crate::domain::alert::Alert;
use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::kind::Kind;
use crate::domain::rules::{Family, RULES};
use crate::domain::triage::order::Standing;
use crate::domain::triage::{Group, Ranked, Ranking, SHARE, group_of};
use rayon::prelude::*;

/// The children about whom rules of these families say something, or cannot for want of data: places in the ranking,
/// each with its group, in the order that the whole list would have if there were no other rules.
pub fn rank_within(
    caseload: &Caseload,
    context: &Context<'_>,
    ranking: &Ranking,
    families: &[Family],
) -> Vec<(usize, Group)> {
    let names = caseload.by_name();
    let judged = ranking.rows.par_iter().with_min_len(SHARE).enumerate().filter_map(|(rank, row)| {
        let case = Case::new(&caseload.children[row.child], context);
        let (group, alerts) = within(&case, row, families)?;
        Some((Standing::new(names[row.child], &alerts, group), rank, group))
    });
    let mut judged: Vec<(Standing, usize, Group)> = judged.collect();
    judged.par_sort_unstable_by_key(|(standing, ..)| *standing);
    judged.into_iter().map(|(_, rank, group)| (rank, group)).collect()
}

/// A child's group as far as these families go; `None` where their rules have nothing to say of it.
pub fn group_within(case: &Case<'_>, row: &Ranked, families: &[Family]) -> Option<Group> {
    within(case, row, families).map(|(group, _)| group)
}

/// The kinds of file that no row ever came from and without which a rule of these families is silent about this child;
/// a kind may stand several times.
pub fn missing_within(case: &Case<'_>, families: &[Family]) -> impl Iterator<Item = Kind> {
    RULES.iter().enumerate().filter(|(_, rule)| families.contains(&rule.family)).filter_map(|(place, rule)| {
        let kind = case.lacks(rule)?;
        (rule.applies)(case, case.context.thresholds.of(place)).then_some(kind)
    })
}

/// The group, and the alerts that are in the way.
fn within(case: &Case<'_>, row: &Ranked, families: &[Family]) -> Option<(Group, Vec<Alert>)> {
    let ours = |alert: &&Alert| families.contains(&alert.rule().family);
    let alerts: Vec<Alert> = row.in_the_way().iter().filter(ours).copied().collect();
    if !alerts.is_empty() {
        return Some((group_of(&alerts)?, alerts));
    }
    if row.alerts.iter().any(|alert| ours(&alert)) {
        return Some((Group::Aside, alerts));
    }
    missing_within(case, families).next().map(|_| (Group::NoData, alerts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::caseload::shared;
    use crate::domain::facts::{ChildFacts, Pep};
    use crate::domain::rules::scene::{Scene, day, excluded, looked_after, pep};
    use crate::domain::thresholds::Thresholds;
    use crate::domain::triage::rank;

    const TODAY: &str = "2026-11-23";

    fn caseload(children: Vec<ChildFacts>) -> Caseload {
        let mut caseload = looked_after().caseload;
        let numbered = (1..).zip(children);
        caseload.children = shared(numbered.map(|(key, child)| ChildFacts { key, ..child }));
        caseload
    }

    fn child(surname: &str, scene: Scene) -> ChildFacts {
        ChildFacts { surname: surname.into(), ..scene.child }
    }

    fn ranked(caseload: &Caseload, families: &[Family]) -> Vec<(String, Group)> {
        let thresholds = Thresholds::default();
        let context = Context::new(caseload, &thresholds, day(TODAY));
        let ranking = rank(caseload, &context);
        let rows = rank_within(caseload, &context, &ranking, families);
        for &(rank, group) in &rows {
            let row = &ranking.rows[rank];
            let case = Case::new(&caseload.children[row.child], &context);
            assert_eq!(group_within(&case, row, families), Some(group));
        }
        let name = |rank: usize| caseload.children[ranking.rows[rank].child].surname.to_string();
        rows.into_iter().map(|(rank, group)| (name(rank), group)).collect()
    }

    #[test]
    fn a_child_stands_by_the_alerts_of_the_family_alone() {
        let held = || vec![pep("", "2026-11-02")];
        let red = || vec![Pep { red: true, ..pep("", "2026-11-02") }];
        let expelled = |peps: Vec<Pep>| {
            looked_after().with(|child| {
                child.exclusions = vec![excluded(crate::domain::facts::ExclusionKind::Permanent, "2026-11-20")];
                child.peps = peps;
            })
        };
        let list = caseload(vec![
            child("Both", expelled(red())),
            child("Expelled", expelled(held())),
            child("Overdue", looked_after()),
        ]);
        let names = |families| ranked(&list, families).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(&[Family::Pep]), ["Overdue", "Both"], "what else is grave does not count");
        let groups: Vec<Group> = ranked(&list, &[Family::Pep]).into_iter().map(|(_, group)| group).collect();
        assert_eq!(groups[1], Group::Watch);
        assert!(groups[0] < Group::Watch);
        assert_eq!(names(&[Family::Exclusion]), ["Both", "Expelled"]);
        assert_eq!(names(&[Family::Referral]), [""; 0]);
    }

    #[test]
    fn what_was_never_imported_is_no_data_and_not_left_out() {
        let scene = looked_after().without(Kind::Pep);
        let mut list = caseload(vec![child("Silent", looked_after())]);
        list.sources = scene.caseload.sources;
        assert_eq!(ranked(&list, &[Family::Pep]), [("Silent".to_owned(), Group::NoData)]);
        assert_eq!(ranked(&list, &[Family::Referral]), []);
    }

    #[test]
    fn all_families_are_the_whole_ranking_but_for_those_on_track() {
        let all = crate::domain::rules::RULES.iter().map(|rule| rule.family).collect::<Vec<_>>();
        let list = caseload(vec![
            child("B", looked_after()),
            child("A", looked_after().with(|child| child.peps = vec![pep("", "2026-11-02")])),
        ]);
        let thresholds = Thresholds::default();
        let context = Context::new(&list, &thresholds, day(TODAY));
        let ranking = rank(&list, &context);
        let whole = ranking.rows.iter().enumerate().filter(|(_, row)| row.group != Group::OnTrack);
        let whole: Vec<(usize, Group)> = whole.map(|(rank, row)| (rank, row.group)).collect();
        assert_eq!(rank_within(&list, &context, &ranking, &all), whole);
    }
}
