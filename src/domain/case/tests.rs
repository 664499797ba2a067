#![allow(clippy::redundant_closure_for_method_calls, reason = "a method is not general enough over lifetimes")]

use crate::domain::attendance::tally::YearFigures;
use crate::domain::attendance::{AcademicYear, Half};
use crate::domain::facts::{Cohorts, Placement, Registration};
use crate::domain::rules::scene::{Scene, day, enrolled, looked_after, pep, placed, suspended};

const TODAY: &str = "2026-11-23";

fn episode(start: &str, end: &str, rec: &str) -> Placement {
    Placement { episode: true, rec: (!rec.is_empty()).then(|| rec.into()), ..placed(start, end, "PR1", "S") }
}

fn episodes(rows: Vec<Placement>) -> Scene {
    Scene::default().with(|child| {
        child.cohorts = None;
        child.placements = rows;
    })
}

#[test]
fn a_run_of_episodes_open_today_makes_a_child_looked_after() {
    let care = |scene: &Scene| scene.on(TODAY, |case| (case.looked_after(), case.looked_after_since()));
    let run = episodes(vec![
        episode("2020-01-01", "2020-06-01", "E4A"),
        episode("2025-01-10", "2025-03-01", "X1"),
        episode("2025-03-01", "2026-01-05", "X1"),
        episode("2026-01-05", "", ""),
    ]);
    assert_eq!(care(&run), (true, Some(day("2025-01-10"))));
    let gap = run.clone().with(|child| child.placements[1].end = Some(day("2025-02-28")));
    assert_eq!(care(&gap), (true, Some(day("2025-03-01"))));
    let other_reason = run.clone().with(|child| child.placements[2].rec = Some("E8".into()));
    assert_eq!(care(&other_reason), (true, Some(day("2026-01-05"))));
    let ended = run.clone().with(|child| child.placements[3].end = Some(day(TODAY)));
    assert_eq!(care(&ended), (false, None));
    let ends_tomorrow = run.clone().with(|child| child.placements[3].end = Some(day("2026-11-24")));
    assert_eq!(care(&ends_tomorrow), (true, Some(day("2025-01-10"))));
    // Short breaks are left out before the run is looked for.
    let short = run.clone().with(|child| {
        let short = Placement { legal_status: Some("V4".into()), ..episode("2025-06-01", "2025-06-05", "E8") };
        child.placements.insert(3, short);
    });
    assert_eq!(care(&short), (true, Some(day("2025-01-10"))));
    let plain = run.with(|child| child.placements.iter_mut().for_each(|placement| placement.episode = false));
    assert_eq!(care(&plain), (false, None));
}

#[test]
fn children_csv_wins_over_episodes() {
    let care = |scene: &Scene| scene.on(TODAY, |case| (case.looked_after(), case.looked_after_since()));
    let scene = episodes(vec![episode("2025-01-10", "", "")]);
    let cohort = scene.clone().with(|child| child.cohorts = Some(Cohorts::CIN));
    assert_eq!(care(&cohort), (false, Some(day("2025-01-10"))));
    let census = scene.clone().with(|child| child.cohorts = Some(Cohorts(Cohorts::CIN.0 | Cohorts::CENSUS.0)));
    assert_eq!(care(&census), care(&scene));
    let since = scene.with(|child| child.looked_after_since = Some(day("2024-05-05")));
    assert_eq!(care(&since), (true, Some(day("2024-05-05"))));
    let to_come = |start: &str| looked_after().with(|child| child.looked_after_since = Some(day(start)));
    assert!(care(&to_come(TODAY)).0 && !care(&to_come("2026-11-24")).0);
    assert!(care(&looked_after().with(|child| child.looked_after_since = None)).0);
}

#[test]
fn year_group_as_given_then_enrolled_then_by_age() {
    let year = |scene: &Scene| scene.on(TODAY, |case| case.nc_year());
    let scene = Scene::default().with(|child| {
        child.enrolments = vec![enrolled("100001", "2024-09-01", ""), enrolled("100002", "2026-09-01", "")];
        child.enrolments[0].nc_year = Some(8);
    });
    assert_eq!(year(&scene), Some(7));
    let scene = scene.with(|child| child.nc_year = None);
    assert_eq!(year(&scene), Some(8), "the later enrolment gives none");
    let scene = scene.with(|child| child.enrolments[0].end = Some(day("2026-11-22")));
    // Born 1 October 2014: 11 on 31 August 2026, so year 7.
    assert_eq!(year(&scene), Some(7));
    for (dob, group) in [
        ("2021-08-31", Some(1)),
        ("2021-09-01", Some(0)),
        ("2024-08-31", Some(-2)),
        ("2024-09-01", None),
        ("2015-08-31", Some(7)),
        ("2015-09-01", Some(6)),
    ] {
        assert_eq!(year(&scene.clone().with(|child| child.dob = Some(day(dob)))), group, "{dob}");
    }
}

#[test]
fn on_roll_to_the_last_day_and_the_main_school_is_the_one_that_started_last() {
    let scene = Scene::default().with(|child| {
        child.enrolments = vec![enrolled("100001", "2024-09-01", "2026-11-23"), enrolled("100002", "2026-11-23", "")];
        child.enrolments.push(enrolled("100003", "2026-11-23", "2026-11-23"));
        child.enrolments[2].registration = Registration::Ap;
    });
    let main = |at: &str| scene.on(TODAY, |case| case.main_school_on(day(at)).map(str::to_owned));
    assert_eq!(main("2026-11-22").as_deref(), Some("100001"));
    assert_eq!(main("2026-11-23").as_deref(), Some("100002"));
    assert_eq!(main("2024-08-31"), None);
    let at = |urn: &str, on: &str| scene.on(TODAY, |case| case.on_roll_at(urn, day(on)));
    assert!(at("100001", "2026-11-23") && !at("100001", "2026-11-24"));
    assert!(at("100003", "2026-11-23") && !at("100003", "2026-11-22"));
    assert!(Scene::default().on(TODAY, |case| case.on_roll(day("1999-01-01"))), "children.csv gives no start");
}

#[test]
fn figures_and_weekly_rates_end_today() {
    let scene = Scene::default().marks("2026-11-16", "2026-11-27", "/").marks("2026-11-17", "2026-11-17", "I");
    let scene = scene.mark("2026-11-18", Half::Am, "N").mark("2026-11-18", Half::Pm, "D");
    let expected = YearFigures { possible: 11, attended: 8, authorised: 2, unauthorised: 1 };
    assert_eq!(scene.on(TODAY, |case| case.figures()), expected);
    assert_eq!(scene.on(TODAY, |case| case.figures_of(AcademicYear(2025))), YearFigures::default());
    let weeks = scene.on(TODAY, |case| case.weekly_rates(3));
    assert_eq!(weeks, [None, Some((6, 9)), Some((2, 2))]);
    // The week of Mon 31 August 2026 stands in two years' marks.
    let split = Scene::default().marks("2026-08-31", "2026-09-04", "/");
    assert_eq!(split.on("2026-09-04", |case| case.weekly_rates(1)), [Some((10, 10))]);
}

#[test]
fn suspended_sessions_and_peps_for_the_dashboard() {
    let scene = Scene::default().with(|child| {
        child.exclusions = vec![suspended("2026-11-02", 3), suspended("2027-01-11", 4), suspended("2027-02-09", 9)];
        child.peps = vec![pep("2026-10-20", "2026-10-19"), pep("2027-03-01", ""), pep("2027-02-15", "2027-02-15")];
    });
    assert_eq!(scene.on("2027-02-08", |case| case.suspended_sessions()), (4, 7));
    assert_eq!(scene.on("2027-02-08", |case| case.next_due_pep()), Some(day("2027-02-15")));
    assert_eq!(scene.on("2027-02-08", |case| case.last_held_pep().and_then(|pep| pep.held)), Some(day("2026-10-19")));
}
