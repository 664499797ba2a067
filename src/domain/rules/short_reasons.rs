//! Reasons fit their column: every rule with the longest figures that a council is likely to see.

use crate::domain::attendance::Half;
use crate::domain::facts::{DestinationStatus, ExclusionKind, Missing, Pep, Referral};
use crate::domain::rules::scene::{Scene, day, destination, enrolled, excluded, looked_after, pep, placed, suspended};
use crate::domain::rules::{RULES, by_id};
use unicode_width::UnicodeWidthStr;

/// Cells that the list keeps for a reason at its narrowest.
const WHY: usize = 30;

type Row = (&'static str, &'static str, Scene);

fn missing_since(start: &str) -> Scene {
    Scene::default().with(|child| child.missing = vec![Missing { start: day(start), end: None }])
}

fn exclusions() -> Vec<Row> {
    let excluded_on = |kind, start: &str| looked_after().with(|child| child.exclusions = vec![excluded(kind, start)]);
    let suspensions = |rows: &[(&str, u32)]| {
        Scene::default()
            .with(|child| child.exclusions = rows.iter().map(|&(start, sessions)| suspended(start, sessions)).collect())
    };
    vec![
        ("exclusion-permanent", "2026-11-23", excluded_on(ExclusionKind::Permanent, "2026-09-24")),
        ("exclusion-permanent", "2026-11-23", excluded_on(ExclusionKind::Permanent, "2026-11-23")),
        ("exclusion-provision", "2026-11-23", excluded_on(ExclusionKind::Permanent, "2025-11-24")),
        ("suspension-new", "2026-11-23", suspensions(&[("2026-11-20", 45)])),
        ("suspension-days", "2026-11-23", suspensions(&[("2026-09-07", 89)])),
        ("suspension-days", "2027-02-01", suspensions(&[("2026-09-07", 77), ("2027-01-11", 12)])),
    ]
}

fn attendance() -> Vec<Row> {
    let year = |code: &str| Scene::default().marks("2026-09-01", "2027-07-21", code);
    let weeks = |code: &str| Scene::default().marks("2026-09-07", "2026-11-20", code);
    vec![
        ("attendance-severe", "2027-07-21", year("I")),
        ("attendance-severe", "2027-07-21", year("I").mark("2026-09-01", Half::Am, "/")),
        ("attendance-unauthorised", "2026-11-20", weeks("O")),
        (
            "attendance-dip",
            "2026-11-20",
            weeks("/").marks("2026-10-12", "2026-10-12", "I").marks("2026-11-09", "2026-11-20", "I"),
        ),
        ("attendance-persistent", "2027-07-21", year("/").marks("2027-03-01", "2027-05-03", "I")),
        ("attendance-unexplained", "2026-11-20", weeks("N")),
        ("attendance-no-data", "2026-11-23", Scene::default()),
        ("attendance-no-data", "2026-11-23", Scene::default().marks("2021-03-01", "2021-03-01", "/")),
    ]
}

fn care() -> Vec<Row> {
    let since = |start: &str| looked_after().with(|child| child.looked_after_since = Some(day(start)));
    let on_no_roll = |start: &str| since(start).with(|child| child.school_urn = None);
    let old = |scene: Scene| scene.with(|child| child.dob = Some(day("2011-09-02")));
    let moves = |days: &[&str]| {
        let placements = days.iter().enumerate().map(|(at, start)| placed(start, "", &format!("provider {at}"), "P"));
        let placements = placements.collect();
        looked_after().with(|child| child.placements = placements)
    };
    let months = [
        "2025-06-01",
        "2025-12-01",
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
        "2026-04-01",
        "2026-05-01",
        "2026-06-01",
        "2026-07-01",
        "2026-08-01",
        "2026-09-01",
        "2026-10-01",
        "2026-10-26",
    ];
    let planned = moves(&["2026-06-01"]).with(|child| child.placements[0].planned_end = Some(day("2026-12-21")));
    let waiting = Referral { received: day("2023-01-23"), first_action: None, closed: None };
    vec![
        ("placement-no-school", "2026-11-23", old(on_no_roll("2012-01-09"))),
        ("placement-move", "2026-11-23", moves(&months)),
        ("placement-move", "2026-10-26", moves(&months)),
        ("placement-unsettled", "2026-11-23", moves(&months)),
        ("pep-initial", "2026-11-23", old(since("2015-01-09"))),
        ("care-new", "2026-11-23", since("2026-10-26")),
        ("referral-open", "2026-11-23", Scene::default().with(|child| child.referrals = vec![waiting])),
        ("placement-planned", "2026-11-23", planned),
    ]
}

fn peps() -> Vec<Row> {
    let with = |peps: Vec<Pep>| looked_after().with(|child| child.peps = peps);
    vec![
        ("pep-overdue", "2026-11-23", with(vec![pep("", "2020-01-20"), pep("2020-02-20", "")])),
        ("pep-due", "2027-07-15", with(vec![pep("", "2027-06-20"), pep("2027-09-06", "")])),
        ("pep-quality", "2026-11-23", with(vec![Pep { red: true, ..pep("", "2026-11-20") }])),
    ]
}

fn after_school() -> Vec<Row> {
    let year = |year| Scene::default().with(|child| child.nc_year = Some(year));
    let doing = |status, checked: &str, to: &str| {
        year(12).with(|child| {
            child.destinations = vec![destination("2023-09-10", status, checked)];
            child.destinations[0].to = to.parse().ok();
        })
    };
    let moved = [enrolled("100001", "2025-09-01", "2026-10-25"), enrolled("100002", "2026-10-26", "")];
    vec![
        ("eet-neet", "2026-11-23", doing(DestinationStatus::Neet, "", "")),
        ("eet-not-known", "2026-11-23", doing(DestinationStatus::Neet, "", "")),
        ("eet-not-known", "2026-11-23", doing(DestinationStatus::NotKnown, "", "")),
        ("eet-not-known", "2026-11-23", doing(DestinationStatus::Eet, "", "2026-11-22")),
        ("eet-not-known", "2026-11-23", year(12)),
        ("school-move", "2026-11-23", Scene::default().with(|child| child.enrolments = moved.into())),
        ("transition-phase", "2027-06-01", year(6)),
        ("transition-phase", "2027-06-01", year(11)),
    ]
}

#[test]
fn the_longest_reasons_fit_the_list_and_name_nobody() {
    let missing = ["2020-01-01", "2026-11-23"].map(|start| ("missing-now", "2026-11-23", missing_since(start)));
    let rows: Vec<Row> = missing
        .into_iter()
        .chain(exclusions())
        .chain(attendance())
        .chain(care())
        .chain(peps())
        .chain(after_school())
        .collect();
    for (rule, today, scene) in &rows {
        let scene = scene.clone().with(|child| {
            child.forename = "Forename".into();
            child.surname = "Secretname".into();
        });
        assert!(scene.fires(rule, today), "{rule} on {today}");
        let reason = scene.reason(rule, today);
        assert!(reason.short.width() <= WHY, "{rule}: {} takes {}", reason.short, reason.short.width());
        let said = format!("{reason:?}");
        assert!(!said.contains("Secretname") && !said.contains("Forename"), "{rule}");
        let source = by_id(rule).map_or("no such rule", |rule| rule.source);
        assert!(reason.limit.ends_with(&format!(". Source: {source}")), "{rule}: {}", reason.limit);
        assert!(reason.sums.iter().all(|sum| *sum != reason.short), "{rule} says the same twice: {}", reason.short);
    }
    for rule in RULES {
        assert!(rows.iter().any(|row| row.0 == rule.id), "{} has no row here", rule.id);
    }
}
