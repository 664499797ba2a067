//! The parts of PEPs and of money over an invented caseload: every state and every watch occurs, and figures agree.

use crate::sample::{TakenIn, recipe};
use lookout::domain::case::Context;
use lookout::domain::caseload::Caseload;
use lookout::domain::kind::Kind;
use lookout::domain::part;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::work::{About, Line, Scene};
use std::collections::BTreeSet;

const PARTS: [&str; 4] = ["peps", "pep-quality", "premium", "premium-schools"];

/// The lines of a part over a caseload.
fn lines(taken: &TakenIn, caseload: &Caseload, id: &str) -> Vec<Line> {
    let part = part::by_id(id).unwrap();
    let books = taken.store.books(part.reads).unwrap();
    let thresholds = Thresholds::default();
    let context = Context::new(caseload, &thresholds, taken.today);
    let scene = Scene { caseload, context: &context, books: &books, year: context.year, authority: None, only: None };
    (part.lines)(&scene)
}

#[test]
fn every_watch_and_state_occurs_among_sixty_children_in_march() {
    for seed in [7, 42] {
        let taken = TakenIn::new(&recipe(60, seed, "2027-03-10"));
        let caseload = taken.caseload();
        for id in PARTS {
            let part = part::by_id(id).unwrap();
            let lines = lines(&taken, &caseload, id);
            let told: BTreeSet<_> = lines.iter().flat_map(|line| line.watches.iter().copied()).collect();
            let all: BTreeSet<_> = part.watches.iter().map(|watch| watch.id).collect();
            // A school has three PEPs to be judged by in few caseloads as small as this.
            let judged = id != "pep-quality" || seed == 7;
            assert!(!judged || told == all, "{id} with seed {seed}: {told:?}");
            let states: BTreeSet<_> = lines.iter().map(|line| line.groups[0].as_str()).collect();
            let missing: Vec<_> = part.states.iter().filter(|state| !states.contains(**state)).collect();
            // Files of every kind came in, and every child is of a year that runs.
            let may: &[&str] = match id {
                "peps" | "premium" => &["no data", "unspent"],
                _ => &["no data", "nothing allocated", "spent", "as expected"],
            };
            assert!(missing.iter().all(|state| may.contains(state)), "{id} with seed {seed}: {missing:?}");
        }
    }
}

#[test]
fn the_sums_of_schools_are_those_of_the_children() {
    let taken = TakenIn::new(&recipe(300, 7, "2026-11-23"));
    let caseload = taken.caseload();
    let pence = |text: &str| text.replace([',', '.'], "").parse::<i64>().unwrap();
    let sum = |lines: &[Line], at: usize| lines.iter().map(|line| pence(&line.cells[at])).sum::<i64>();
    let children = lines(&taken, &caseload, "premium");
    let added = lines(&taken, &caseload, "premium-schools");
    let of = |group: &str| added.iter().filter(|line| line.groups[1] == group).cloned().collect::<Vec<_>>();
    for (of_child, of_sum) in [(0, 1), (2, 2), (3, 3), (1, 4)] {
        let whole = sum(&children, of_child);
        assert!(whole > 0 && whole == sum(&of("all"), of_sum) && whole == sum(&of("schools"), of_sum), "{of_child}");
    }
    let books = taken.store.books(&[Kind::PremiumRelease]).unwrap();
    let released: i64 = books.all(Kind::PremiumRelease).filter_map(|row| row.number("amount")).sum();
    assert_eq!(sum(&children, 1), released, "each release lies in the running year");
}

#[test]
fn every_figure_of_pep_quality_opens_its_children_and_the_board_has_each_child_once() {
    let taken = TakenIn::new(&recipe(300, 7, "2026-11-23"));
    let caseload = taken.caseload();
    let board = lines(&taken, &caseload, "peps");
    let whom: BTreeSet<_> = board.iter().filter_map(Line::child).collect();
    assert!(whom.len() == board.len() && board.len() > 150, "{} lines", board.len());
    let quality = lines(&taken, &caseload, "pep-quality");
    let schools: Vec<_> = quality.iter().filter(|line| line.groups[1] == "schools").collect();
    let whole = quality.iter().find(|line| line.groups[1] == "all").unwrap();
    let behind: usize = schools.iter().map(|line| line.children.len()).sum();
    assert_eq!(behind, whole.children.len());
    assert!(schools.iter().any(|line| matches!(line.about, About::School(_))));
}
