//! Previews: what is told before anything is written.

use crate::domain::kind::Kind;
use crate::domain::preview::{Change, FilePreview};
use crate::domain::sheet::{Layer, Sheet};
use crate::store::testing::{Bench, children, counts, sheet, weeks};

fn told(changes: &[Change]) -> Vec<String> {
    let cell = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let one = |change: &Change| {
        let cells = change.cells.iter();
        let cells: Vec<_> = cells.map(|c| format!("{} {} > {}", c.column, cell(&c.before), cell(&c.after))).collect();
        format!("{} {} {}: {}", change.line, change.who.id, change.what, cells.join(", "))
    };
    changes.iter().map(one).collect()
}

fn unnamed(preview: &FilePreview) -> Vec<&str> {
    preview.unnamed.iter().map(|who| who.id.as_str()).collect()
}

fn of(bench: &Bench, sheet: Sheet) -> FilePreview {
    let before = bench.store.revision().unwrap();
    let (mut previews, sheets) = bench.store.preview(vec![sheet]).unwrap();
    assert_eq!((previews.len(), sheets.len(), bench.store.revision().unwrap()), (1, 1, before));
    previews.remove(0)
}

#[test]
fn old_and_new_values_stand_beside_each_other() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    let pep = |child, due, held| {
        (child, vec![("academic_year", "2026/27"), ("term", "autumn"), ("due", due), ("held", held)])
    };
    let peps = |rows| sheet(Kind::Pep, Layer::Own, rows);
    bench.import(peps(vec![pep("c1", "2026-11-01", ""), pep("c2", "2026-11-02", "")]));
    let preview = of(&bench, peps(vec![pep("c1", "2026-11-01", "2026-11-05"), pep("c9", "2026-11-01", "")]));
    assert_eq!(told(&preview.altered), ["2 c1 2026/27 autumn: held - > 2026-11-05"]);
    assert_eq!((told(&preview.made).len(), preview.held.len()), (0, 1));
    assert_eq!(unnamed(&preview), ["c2"]);
}

#[test]
fn marks_are_told_session_by_session() {
    let mut bench = Bench::with_children(&["c1", "c2", "c3"]);
    bench.import(weeks(&[
        ("c1", "2026-11-02", "/ \\ - - - - - - - -", ""),
        ("c2", "2026-11-02", "/ \\ - - - - - - - -", ""),
    ]));
    let preview = of(&bench, weeks(&[("c1", "2026-11-02", "I \\ O - - - - - - -", "")]));
    assert_eq!(told(&preview.altered), ["2 c1 Mon 2 Nov 2026 AM: code / > I"]);
    assert_eq!(told(&preview.made), ["2 c1 Tue 3 Nov 2026 AM: code - > O"]);
    assert_eq!(unnamed(&preview), ["c2"], "c3 was never in a register");
}

#[test]
fn several_files_are_told_as_if_those_before_had_gone_in() {
    let bench = Bench::with_children(&["c1"]);
    let pep = sheet(Kind::Pep, Layer::Own, vec![("c2", vec![("due", "2026-11-01")])]);
    let (previews, sheets) = bench.store.preview(vec![children(&["c1", "c2"]), pep]).unwrap();
    assert_eq!((sheets.len(), previews[0].same, previews[0].new, previews[1].new), (2, 1, 1, 1));
    assert_eq!(previews[1].made[0].who.id, "c2");
    assert_eq!(bench.count("SELECT count(*) FROM child"), 1);
}

#[test]
fn what_is_sealed_is_told_to_be_there_and_no_more() {
    let bench = Bench::with_children(&["c1"]);
    let cells = vec![("role", "Foster carer"), ("name", "Pat"), ("phone", "0113 496 0000")];
    let contact = of(&bench, sheet(Kind::Contact, Layer::Own, vec![("c1", cells)]));
    assert_eq!(told(&contact.made), ["2 c1 Foster carer Pat: role - > Foster carer, name - > Pat, phone - > sealed"]);
    let cells = vec![("start", "2026-10-01"), ("postcode", "LS1 4AP")];
    let placement = of(&bench, sheet(Kind::Placement, Layer::Own, vec![("c1", cells)]));
    assert!(told(&placement.made)[0].ends_with("postcode - > sealed"), "{:?}", told(&placement.made));
}

#[test]
fn another_door_reads_while_the_first_writes() {
    let mut bench = Bench::with_children(&["c1"]);
    let beside = bench.store.beside().unwrap();
    let planned = beside.plan(children(&["c1", "c2"])).unwrap();
    assert_eq!(counts(&planned.intake), (1, 0, 1, 0));
    bench.import(children(&["c2"]));
    assert_eq!(beside.plan(children(&["c2"])).unwrap().intake.same, 1);
}

#[test]
fn a_name_that_looks_like_another_is_told_on_its_row() {
    let bench = Bench::with_children(&["c1"]);
    let row = |id, forename| (id, vec![("forename", forename), ("surname", "Quill"), ("dob", "2012-03-04")]);
    let rows = vec![row("c2", "Zuz\u{430}nna"), row("c3", "Zuzanna"), row("c4", "Zofia"), row("c5", "Z\u{43e}fia")];
    let preview = of(&bench, sheet(Kind::Child, Layer::Own, rows));
    let told: Vec<&str> = preview.made.iter().map(|change| change.what.as_str()).collect();
    let like = |ids: &str| format!("the name looks like that of {ids}");
    assert_eq!(told, [like("c1, c3"), like("c2"), like("c5"), like("c4")]);
}
