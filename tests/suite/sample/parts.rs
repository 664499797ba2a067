//! The parts of the work over an invented caseload: none of their states is left empty, every watch says something.

use super::{THE_DAY, TakenIn, recipe};
use lookout::domain::attendance::AcademicYear;
use lookout::domain::case::Context;
use lookout::domain::part::PARTS;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::work::{Line, Part, Scene};
use std::collections::BTreeSet;

/// The parts that it is asked of.
const ASKED: &[&str] = &["inclusion", "challenges", "schools", "training", "advice"];

/// What no invented caseload has: its schools are all named in schools.csv, each with a designated teacher, and
/// training is known of some.
const NEVER: &[&str] = &["schools no data", "schools dt-unknown"];

fn lines(taken: &TakenIn, part: &'static Part) -> Vec<Line> {
    let (caseload, thresholds) = (taken.caseload(), Thresholds::default());
    let context = Context::new(&caseload, &thresholds, taken.today);
    let books = taken.store.books(part.reads).unwrap();
    let year = AcademicYear::of(taken.today);
    let scene = Scene {
        caseload: &caseload,
        context: &context,
        books: &books,
        year,
        authority: Some("Wrenbridge"),
        only: None,
    };
    (part.lines)(&scene)
}

#[test]
fn sixty_children_show_every_state_and_every_watch_of_a_part() {
    for seed in [1, 7] {
        let taken = TakenIn::new(&recipe(60, seed, THE_DAY));
        for part in PARTS.iter().filter(|part| ASKED.contains(&part.id)) {
            let lines = lines(&taken, part);
            let shown: BTreeSet<&str> = lines.iter().map(|line| line.groups[0].as_str()).collect();
            let said: BTreeSet<&str> = lines.iter().flat_map(|line| line.watches.iter().copied()).collect();
            let watches = part.watches.iter().map(|watch| (watch.id, said.contains(watch.id)));
            let states = part.states.iter().map(|state| (*state, shown.contains(state)));
            let missing: Vec<String> =
                states.chain(watches).filter(|(_, has)| !has).map(|(what, _)| format!("{} {what}", part.id)).collect();
            let missing: Vec<_> = missing.iter().filter(|missing| !NEVER.contains(&missing.as_str())).collect();
            assert!(missing.is_empty(), "seed {seed}, {} lines: {missing:?}", lines.len());
        }
    }
}
