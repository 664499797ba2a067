use super::*;
use crate::domain::facts::{ChildFacts, Cohorts};
use crate::domain::part::scene::{Stage, day};
use crate::domain::work::Scene;

const TODAY: &str = "2026-11-23";

/// So many looked-after children of 12 at a school.
fn stage(children: usize, urn: &str) -> Stage {
    let child = ChildFacts {
        cohorts: Some(Cohorts::LAC),
        dob: Some(day("2014-10-01")),
        looked_after_since: Some(day("2020-01-06")),
        nc_year: Some(7),
        school_urn: Some(urn.into()),
        ..ChildFacts::default()
    };
    let mut stage = Stage::new(vec![child; children]);
    stage.caseload.sources.insert(Kind::Pep);
    stage
}

fn pep(stage: Stage, (child, term): (i64, [&str; 2]), due: &str, held: &str, colour: &str) -> Stage {
    let cells = [("academic_year", term[0]), ("term", term[1]), ("due", due), ("held", held), ("quality", colour)];
    let cells: Vec<_> = cells.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    stage.row(Kind::Pep, child, &cells)
}

const AUTUMN: [&str; 2] = ["2026/27", "autumn"];

fn school(stage: &Stage) -> Line {
    stage.lines(&PART, TODAY).into_iter().find(|line| matches!(line.about, About::School(_))).unwrap()
}

#[test]
fn a_school_over_terms() {
    let mut all = stage(5, "100001");
    for (child, held, colour) in
        [(1, "2026-11-02", "gold"), (2, "2026-11-10", "amber"), (3, "2026-11-11", "red"), (4, "", "")]
    {
        all = pep(all, (child, AUTUMN), "2026-11-10", held, colour);
    }
    all = pep(all, (5, AUTUMN), "2026-12-10", "", "");
    all = pep(all, (1, ["2025/26", "summer"]), "2026-06-10", "2026-06-09", "green");
    let line = school(&all);
    assert_eq!(line.cells, ["2 of 4", "50%", "20%", "1", "0", "1", "1", "0", "1"]);
    assert_eq!(line.children.len(), 5, "every figure can be opened");
    assert_eq!(
        line.detail[0],
        "2026/27 autumn: 2 of 4 held in time (50%), 1 to come; gold 1, green 0, amber 1, red 1, not rated 0"
    );
    let terms = line.detail.iter().filter(|told| told.contains("held in time (")).count();
    assert_eq!(terms, 2, "of terms from which no row came in nothing is said");
    assert!(line.detail[1].starts_with("2025/26 summer: 1 of 5 held in time (20%)"), "{:?}", line.detail);
    assert_eq!(
        (line.groups[0].as_str(), line.watches.as_slice()),
        ("below the mark", &["pep-timeliness", "pep-colours"][..])
    );
    let whole = all.lines(&PART, TODAY).into_iter().find(|line| line.title == "all schools").unwrap();
    assert_eq!(whole.cells, line.cells);
}

#[test]
fn the_mark_of_timeliness() {
    let late = |late: i64, of: i64| {
        let mut all = stage(usize::try_from(of).unwrap(), "100001");
        for child in 1..=of {
            let held = if child <= late { "2026-11-11" } else { "2026-11-10" };
            all = pep(all, (child, AUTUMN), "2026-11-10", held, "green");
        }
        school(&all).watches.contains(&"pep-timeliness")
    };
    assert!(!late(1, 10) && late(2, 10), "90 % are enough");
    assert!(!late(2, 2) && late(1, 3), "of two nothing is judged");
}

#[test]
fn the_mark_of_colours() {
    let poor = |poor: i64, of: i64| {
        let mut all = stage(usize::try_from(of).unwrap(), "100001");
        for child in 1..=of {
            all = pep(all, (child, AUTUMN), "2026-11-10", "2026-11-10", if child <= poor { "amber" } else { "green" });
        }
        school(&all).watches.contains(&"pep-colours")
    };
    assert!(!poor(1, 4) && poor(2, 4), "25 % are borne");
    assert!(!poor(2, 2) && poor(1, 3), "of two nothing is judged");
}

#[test]
fn what_cannot_be_judged_says_so() {
    assert_eq!(school(&pep(stage(1, "100001"), (1, AUTUMN), "2026-11-10", "2026-11-10", "gold")).groups[0], "too few");
    let to_come = pep(stage(1, "100001"), (1, AUTUMN), "2026-12-10", "", "");
    assert_eq!(school(&to_come).groups[0], "no data");
    assert_eq!(school(&to_come).cells[..2], ["0 of 0", "-"]);
    let mut others = stage(1, "100001");
    std::sync::Arc::make_mut(&mut others.caseload.children[0]).cohorts = Some(Cohorts::KIN);
    assert!(others.lines(&PART, TODAY).iter().all(|line| line.children.is_empty()));
}

#[test]
fn a_criterion_names_its_children() {
    let cells =
        |colour| [("academic_year", "2026/27"), ("term", "autumn"), ("reviewed", "2026-11-20"), ("voice", colour)];
    let stage = stage(4, "100001");
    let colours = ["red", "amber", "green", "gold"];
    let stage =
        colours.iter().zip(1..).fold(stage, |stage, (colour, child)| stage.row(Kind::PepReview, child, &cells(colour)));
    let line = stage.lines(&PART, TODAY).into_iter().find(|line| line.title == "criterion: voice").unwrap();
    assert_eq!(line.children, [ChildKey(1), ChildKey(2)]);
    assert_eq!((line.cells[3..7].join(" "), line.groups[0].as_str()), ("1 1 1 1".to_owned(), "below the mark"));
    assert!(line.detail[0].starts_with("2 of 4"), "{:?}", line.detail);
}

#[test]
fn a_record_has_a_line_a_term() {
    let stage = pep(stage(2, "100001"), (2, AUTUMN), "2026-11-10", "2026-11-11", "red");
    let stage = pep(stage, (2, ["2025/26", "spring"]), "2026-03-01", "2026-03-01", "gold");
    let context = crate::domain::case::Context::new(&stage.caseload, &stage.thresholds, day(TODAY));
    let scene = Scene {
        caseload: &stage.caseload,
        context: &context,
        books: &stage.books,
        year: context.year,
        authority: None,
        only: Some(ChildKey(2)),
    };
    let lines = (PART.lines)(&scene);
    assert_eq!(lines.len(), 3, "of the terms before the first row nothing is known");
    assert_eq!(lines[0].cells, ["late", "-", "-", "", "", "", "1", "", ""]);
    assert_eq!(lines[0].detail, ["2026/27 autumn: due 2026-11-10, held 2026-11-11, late, red"]);
    assert_eq!((lines[1].groups[0].as_str(), lines[1].cells[0].as_str()), ("below the mark", "not held"));
}
