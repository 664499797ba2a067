mod any;

use super::*;
use crate::domain::facts::{ChildFacts, Exclusion, ExclusionKind, Missing, Pep, Referral};
use crate::domain::rules::scene::{Scene, day, excluded, looked_after, pep};
use crate::domain::thresholds::Thresholds;
use proptest::prelude::*;
use std::sync::Arc;

fn caseload(scenes: Vec<(&str, Scene)>) -> Caseload {
    let mut caseload = Scene::default().caseload;
    for (place, (name, scene)) in scenes.into_iter().enumerate() {
        let (surname, forename) = name.split_once(' ').unwrap();
        caseload.children.push_back(Arc::new(ChildFacts {
            key: i64::try_from(place).unwrap(),
            child_id: format!("C{place}").into(),
            surname: surname.into(),
            forename: forename.into(),
            ..scene.child
        }));
    }
    caseload
}

/// A child of whom no rule can say anything.
fn quiet() -> Scene {
    Scene::default().with(|child| child.nc_year = Some(14))
}

fn ranked(caseload: &Caseload) -> Vec<String> {
    let thresholds = Thresholds::default();
    let ranking = rank(caseload, &Context::new(caseload, &thresholds, day("2026-11-23")));
    ranking.rows.iter().map(|row| caseload.children[row.child].surname.to_string()).collect()
}

fn missing(start: &str) -> Scene {
    quiet().with(|child| child.missing = vec![Missing { start: day(start), end: None }])
}

fn expelled(scene: Scene, start: &str) -> Scene {
    let provided = Exclusion { provision_from: Some(day(start)), ..excluded(ExclusionKind::Permanent, start) };
    scene.with(|child| child.exclusions = vec![provided])
}

#[test]
fn severity_then_number_then_rule_then_value_then_name() {
    let red = |scene: Scene| scene.with(|child| child.peps = vec![Pep { red: true, ..pep("", "2026-11-02") }]);
    let waiting = |scene: Scene| {
        let referral = Referral { received: day("2026-11-02"), first_action: None, closed: None };
        scene.with(|child| child.referrals = vec![referral])
    };
    let list = caseload(vec![
        ("Watched A", red(quiet())),
        ("Fine A", quiet()),
        ("Week A", red(waiting(quiet()))),
        ("Expelled A", expelled(quiet(), "2026-11-20")),
        ("Missing B", missing("2026-11-20")),
        ("Lately B", missing("2026-11-22")),
        ("Missing A", missing("2026-11-20")),
        ("Both A", expelled(missing("2026-10-01"), "2026-11-01")),
        ("More A", red(missing("2026-10-01"))),
        ("Érine A", quiet()),
        ("Silent A", Scene::default()),
        ("E\u{301}rin A", quiet()),
    ]);
    let order = [
        "Both",
        "More",
        "Lately",
        "Missing",
        "Missing",
        "Expelled",
        "Week",
        "Watched",
        "Silent",
        "Fine",
        "E\u{301}rin",
        "Érine",
    ];
    assert_eq!(ranked(&list), order);
    let thresholds = Thresholds::default();
    let ranking = rank(&list, &Context::new(&list, &thresholds, day("2026-11-23")));
    assert_eq!(ranking.rows[3].child, 6, "Missing A before Missing B");
    let groups: Vec<Group> = ranking.rows.iter().map(|row| row.group).collect();
    assert_eq!(groups[5..10], [Group::ActToday, Group::ThisWeek, Group::Watch, Group::NoData, Group::OnTrack]);
}

#[test]
fn a_silent_rule_is_no_data_and_names_its_source() {
    let list = |kind| {
        let scene = looked_after().without(kind);
        let mut list = caseload(vec![("A B", looked_after().marks("2026-11-09", "2026-11-23", "/"))]);
        list.facts_mut(0).peps = vec![pep("", "2026-11-02")];
        list.sources = scene.caseload.sources;
        list
    };
    let group = |list: &Caseload| {
        let thresholds = Thresholds::default();
        rank(list, &Context::new(list, &thresholds, day("2026-11-23"))).rows[0].group
    };
    for (kind, expected) in [
        (Kind::Pep, Group::NoData),
        (Kind::Exclusion, Group::NoData),
        (Kind::Attendance, Group::NoData),
        // The child has a school_urn, and is too young for a destination.
        (Kind::Enrolment, Group::OnTrack),
        (Kind::Destination, Group::OnTrack),
    ] {
        assert_eq!(group(&list(kind)), expected, "{kind:?}");
    }
}

#[test]
fn occasions() {
    let list = caseload(vec![("A B", looked_after())]);
    let thresholds = Thresholds::default();
    let context = Context::new(&list, &thresholds, day("2027-01-04"));
    let told = |id: &str, since: &str| {
        let rule = RULES.iter().position(|rule| rule.id == id).unwrap();
        let finding =
            crate::domain::alert::Finding { severity: Severity::Watch, value: None, since: since.parse().ok() };
        occasion(&list, &context, 0, &Alert { rule, finding, dealt: crate::domain::alert::Dealt::default() })
    };
    assert_eq!(told("attendance-dip", "2026-11-02"), "2026/27");
    assert_eq!(told("suspension-days", "2026-11-02"), "2026/27");
    assert_eq!(told("placement-unsettled", "2026-02-02"), "2026/27");
    assert_eq!(told("pep-overdue", "2026-12-19"), "2026/27 autumn");
    assert_eq!(told("pep-due", "2027-01-04"), "2026/27 autumn");
    assert_eq!(told("pep-due", "2027-01-05"), "2026/27 spring");
    assert_eq!(told("missing-now", "2027-01-02"), "2027-01-02");
    assert_eq!(told("eet-not-known", ""), "-");
}

#[test]
fn rules_stand_in_the_table_order_and_say_whose_they_are() {
    assert_eq!(RULES.len(), 25);
    let ours: Vec<&str> = RULES.iter().filter(|rule| rule.ours).map(|rule| rule.id).collect();
    let expected = [
        "attendance-dip",
        "attendance-unexplained",
        "placement-unsettled",
        "care-new",
        "school-move",
        "placement-planned",
        "attendance-no-data",
    ];
    assert_eq!(ours, expected);
    for rule in RULES {
        assert_eq!(rule.ours, rule.source.starts_with("ours, not the law's"), "{}", rule.id);
        assert!(rule.need_years.is_empty() || rule.need_years.len() == rule.needs.len(), "{}", rule.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn ranking_again_those_that_changed_is_ranking_all(
        list in any::caseload(), others in any::caseload(), today in any::day(), limits in any::thresholds(),
        steps in prop::collection::vec((0_usize..6, 0_usize..6), 1..8),
    ) {
        let mut list = list;
        let mut ranking = rank(&list, &Context::new(&list, &limits, today));
        for (at, other) in steps {
            let (Some(before), Some(other)) = (list.children.get(at), others.children.get(other)) else { continue };
            // What all children's judging hangs on stays.
            let facts = ChildFacts { school_urn: before.school_urn.clone(), ..(**other).clone() };
            *list.facts_mut(at) = facts;
            let context = Context::new(&list, &limits, today);
            ranking = ranking.again(&list, &context, &[at]);
            prop_assert_eq!(&ranking, &rank(&list, &context));
        }
    }

    #[test]
    fn any_caseload_is_ranked_and_every_child_once(list in any::caseload(), today in any::day(), limits in any::thresholds()) {
        let context = Context::new(&list, &limits, today);
        let ranking = rank(&list, &context);
        let mut places: Vec<usize> = ranking.rows.iter().map(|row| row.child).collect();
        places.sort_unstable();
        prop_assert_eq!(places, (0..list.children.len()).collect::<Vec<_>>());
        let mut flagged = ranking.rows.iter().map(|row| row.alerts.is_empty());
        prop_assert!(flagged.by_ref().skip_while(|calm| !calm).all(|calm| calm), "children with alerts come first");
        for row in ranking.rows.iter() {
            prop_assert!(row.alerts.is_sorted_by_key(|alert| (alert.finding.severity, alert.rule)));
            for alert in &row.alerts {
                let reason = explain(&list, &context, row.child, alert);
                prop_assert!(!reason.short.is_empty() && !reason.sums.is_empty() && !reason.limit.is_empty());
                prop_assert!(!reason.short.contains("Secretname"));
                prop_assert!(!occasion(&list, &context, row.child, alert).is_empty());
            }
        }
    }
}
