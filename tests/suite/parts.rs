//! The parts of the work over the invented caseload, read back from the file as the screen reads it.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use chrono::NaiveDate;
use lookout::domain::attendance::AcademicYear;
use lookout::domain::case::Context;
use lookout::domain::part;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::work::{Line, Part, Scene};
use lookout::import;
use lookout::sample::{Recipe, invent};
use lookout::store::Store;
use lookout::store::command::{Command, Stamp};
use lookout::store::secret::Secret;
use std::collections::BTreeSet;

/// The lines of parts over a caseload of sixty children on a day.
fn lines(parts: &[&'static Part], seed: u64, today: NaiveDate) -> Vec<(&'static Part, Vec<Line>)> {
    let folder = tempfile::tempdir().unwrap();
    let secret = Secret::new("a long enough passphrase".into());
    let (mut store, _) = Store::create_cheap(&folder.path().join("c.db"), "tests", &secret).unwrap();
    let stamp = Stamp("2026-11-23T09:00:00+00:00".parse().unwrap());
    for file in invent(&Recipe { children: 60, seed, weeks: 2, today }) {
        let planned = store.plan(import::read(file.name, &mut file.bytes.as_slice()).unwrap().remove(0)).unwrap();
        store.apply(Command::Import(Box::new(planned)), stamp).unwrap();
    }
    let caseload = store.caseload(today).unwrap();
    let thresholds = Thresholds::default();
    let context = Context::new(&caseload, &thresholds, today);
    let of = |part: &&'static Part| {
        let books = store.books(part.reads).unwrap();
        let year = AcademicYear::of(today);
        let scene = Scene { caseload: &caseload, context: &context, books: &books, year, authority: None, only: None };
        (*part, (part.lines)(&scene))
    };
    parts.iter().map(of).collect()
}

/// What cannot occur where every file came in, or stands in no cohort of the sixty.
const NOT_AMONG_SIXTY: &[(&str, &str)] = &[("eet", "no data"), ("eet", "figures"), ("guarantee", "figures")];

#[test]
fn every_state_and_watch_occurs_among_sixty_children_at_some_time_of_the_year() {
    let ids = ["attainment", "eet", "guarantee", "careers", "transitions"];
    let parts: Vec<_> = ids.iter().filter_map(|id| part::by_id(id)).collect();
    let mut seen = BTreeSet::new();
    // Few of sixty are past year 11.
    let seeds = [(7, "2026-11-23"), (7, "2027-02-10"), (7, "2027-06-14"), (7, "2026-09-24")];
    for (seed, day) in
        seeds.into_iter().chain([(1, "2026-09-24"), (2, "2026-09-24"), (3, "2026-11-23"), (4, "2026-11-23")])
    {
        for (part, lines) in lines(&parts, seed, day.parse().unwrap()) {
            for line in lines {
                seen.insert((part.id, line.groups[0].clone()));
                seen.extend(line.watches.iter().map(|watch| (part.id, (*watch).to_owned())));
            }
        }
    }
    let named = |part: &'static Part| {
        let watches = part.watches.iter().map(|watch| watch.id);
        part.states.iter().copied().chain(watches).map(|word| (part.id, word))
    };
    let missing: Vec<_> = parts
        .iter()
        .flat_map(|part| named(part))
        .filter(|word| !NOT_AMONG_SIXTY.contains(word))
        .filter(|(part, word)| !seen.contains(&(*part, (*word).to_owned())))
        .collect();
    assert_eq!(missing, []);
}
