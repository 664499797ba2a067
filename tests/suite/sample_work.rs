//! The invented caseload shows the rest of the work too: states of its parts and what they watch.
#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking; the lint knows only functions that are tests themselves"
)]
use chrono::NaiveDate;
use lookout::domain::attendance::AcademicYear;
use lookout::domain::case::Context;
use lookout::domain::kind::KINDS;
use lookout::domain::part::PARTS;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::work::{Line, Part, Scene};
use lookout::import;
use lookout::sample::{Recipe, invent};
use lookout::store::Store;
use lookout::store::command::{Command, Stamp};
use lookout::store::secret::Secret;
use std::collections::BTreeSet;

/// Parts whose every state and watch a caseload of 60 shows, and what it cannot show: of the returns missing episodes
/// are no plain file, a change of phase is told from January on, nobody is two years old, and who comes of age this
/// quarter or is part-time by the roll alone is a matter of chance.
const SHOWN: &[(&str, &[&str])] = &[
    ("cohorts", &["protection plan", "kinship", "left this year", "cohort-18", "cohort-25", "cohort-differs"]),
    ("admissions", &[]),
    ("sen", &["ehc-phase"]),
    ("wellbeing", &["no data"]),
    ("early-years", &["not yet", "no data", "no place", "planned", "early-years-place", "early-years-hours"]),
    ("timetables", &["no data", "timetable-unknown"]),
    ("report", &[]),
];

/// The same for a caseload of 600.
const SHOWN_BY_MANY: &[(&str, &[&str])] = &[
    // The oldest are 24 all through the autumn.
    ("cohorts", &["cohort-25"]),
    ("admissions", &[]),
    ("sen", &["ehc-phase"]),
    ("wellbeing", &["no data"]),
    ("early-years", &["not yet", "no data"]),
    ("timetables", &[]),
];

fn lines(children: u32, today: &str) -> Vec<(&'static Part, Vec<Line>)> {
    let folder = tempfile::tempdir().unwrap();
    let secret = Secret::new("a long enough passphrase".into());
    let (mut store, _) = Store::create_cheap(&folder.path().join("c.db"), "tests", &secret).unwrap();
    let today: NaiveDate = today.parse().unwrap();
    for file in invent(&Recipe { children, seed: 7, weeks: 12, today }) {
        let sheet = import::read(file.name, &mut file.bytes.as_slice()).unwrap().remove(0);
        let planned = store.plan(sheet).unwrap();
        let stamp = Stamp("2026-11-23T09:00:00+00:00".parse().unwrap());
        store.apply(Command::Import(Box::new(planned)), stamp).unwrap();
    }
    let (caseload, thresholds) = (store.caseload(today).unwrap(), Thresholds::default());
    let kinds: BTreeSet<_> = PARTS.iter().flat_map(|part| part.reads).copied().collect();
    let books = store.books(&kinds.into_iter().collect::<Vec<_>>()).unwrap();
    let context = Context::new(&caseload, &thresholds, today);
    let year = AcademicYear::of(today);
    let scene = Scene {
        caseload: &caseload,
        context: &context,
        books: &books,
        year,
        authority: Some("Wrenbridge"),
        only: None,
    };
    PARTS.iter().map(|part| (part, (part.lines)(&scene))).collect()
}

fn assert_shown(children: u32, shown: &[(&str, &[&str])]) {
    let all = lines(children, "2026-11-23");
    for (id, never) in shown {
        let (part, lines) = all.iter().find(|(part, _)| part.id == *id).unwrap();
        let found: BTreeSet<&str> =
            lines.iter().flat_map(|line| line.watches.iter().copied().chain([line.groups[0].as_str()])).collect();
        let expected = part.states.iter().copied().chain(part.watches.iter().map(|watch| watch.id));
        let missing: Vec<&str> = expected.filter(|word| !found.contains(word) && !never.contains(word)).collect();
        assert!(missing.is_empty(), "{id} of {children}: {missing:?} of {found:?}");
    }
}

#[test]
fn a_small_caseload_shows_every_state_and_watch_that_it_can() {
    assert_shown(60, SHOWN);
}

#[test]
fn a_larger_one_shows_the_rest() {
    assert_shown(600, SHOWN_BY_MANY);
}

#[test]
fn every_line_fits_its_part_and_rests_on_rows_or_children() {
    for (part, lines) in lines(120, "2026-11-23") {
        for line in &lines {
            assert_eq!((line.cells.len(), line.groups.len()), (part.columns.len(), part.groups.len()), "{}", part.id);
            assert!(part.states.contains(&line.groups[0].as_str()), "{}: {}", part.id, line.groups[0]);
        }
        for kind in part.reads {
            assert!(KINDS.iter().any(|spec| spec.kind == *kind), "{}", part.id);
        }
    }
}
