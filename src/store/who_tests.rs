//! Records merged and taken apart: read as one child in between, and afterwards every row where it came in.

use crate::domain::attendance::{AcademicYear, Half, session_index};
use crate::domain::facts::ChildKey;
use crate::domain::imported::ImportId;
use crate::domain::kind::Kind;
use crate::domain::sheet::{ChildBy, Layer, Sheet};
use crate::domain::who::Told;
use crate::store::command::{Applied, Command};
use crate::store::error::StoreError;
use crate::store::testing::{Bench, children, counts, day, note, sheet, single, stamp};
use crate::store::undo_tests::{any_sheet, made};
use proptest::prelude::*;

impl Bench {
    fn tell(&mut self, told: Told) -> Result<(), StoreError> {
        match self.store.apply(Command::Who(told), stamp())? {
            Applied::Told => Ok(()),
            other => panic!("{other:?}"),
        }
    }

    /// The record that came in under an id.
    fn came_as(&self, child_id: &str) -> ChildKey {
        self.store.record_by_id(child_id).unwrap().unwrap()
    }

    fn merge(&mut self, keep: &str, other: &str) -> Result<(), StoreError> {
        self.tell(Told::One { keep: self.came_as(keep), other: self.came_as(other) })
    }

    fn apart(&mut self, record: &str) -> Result<(), StoreError> {
        self.tell(Told::Apart(self.came_as(record)))
    }

    fn note(&mut self, about: &[&str], text: &str) {
        let about = about.iter().map(|id| self.came_as(id)).collect();
        let note = note(about, text);
        let due = Some(day("2026-12-01"));
        let note = crate::domain::note::NewNote { follow_up: due, ..note };
        self.store.apply(Command::FileNote { note, draft: None }, stamp()).unwrap();
    }

    fn ids(&self) -> Vec<String> {
        let caseload = self.store.caseload(day("2026-11-23")).unwrap();
        caseload.children.iter().map(|child| child.child_id.to_string()).collect()
    }
}

fn pep(child: &str, term: &str, held: &str) -> Sheet {
    let cells = vec![("academic_year", "2026/27"), ("term", term), ("held", held)];
    sheet(Kind::Pep, Layer::Own, vec![(child, cells)])
}

/// Two records with a PEP of one term each and one of their own, marks in one register, a note each.
fn two() -> Bench {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    bench.import(pep("c1", "autumn", "2026-10-01"));
    bench.import(pep("c2", "autumn", "2026-10-02"));
    bench.import(pep("c2", "spring", "2027-01-20"));
    bench.import(single(&[("c1", "2026-11-02", "AM", "/"), ("c1", "2026-11-02", "PM", "O")]));
    bench.import(single(&[("c2", "2026-11-02", "PM", "\\"), ("c2", "2025-11-03", "AM", "/")]));
    bench.note(&["c1"], "of the one");
    bench.note(&["c2"], "of the other");
    bench.note(&["c1", "c2"], "of both");
    bench
}

#[test]
fn merged_records_are_read_as_one_child() {
    let mut bench = two();
    bench.merge("c1", "c2").unwrap();
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    let [child] = caseload.children.iter().collect::<Vec<_>>()[..] else { panic!("{:?}", caseload.children) };
    assert_eq!((&*child.child_id, &child.other_ids[..]), ("c1", &["c2".into()][..]));
    let held: Vec<_> = child.peps.iter().map(|pep| pep.held.unwrap()).collect();
    assert_eq!(held, [day("2026-10-02"), day("2027-01-20")], "of one term the row that came last");
    let mark = |at: usize, date: &str, half| child.marks[at].bytes[session_index(day(date), half).unwrap()];
    assert_eq!(child.marks.iter().map(|year| year.year).collect::<Vec<_>>(), [AcademicYear(2026), AcademicYear(2025)]);
    assert_ne!(mark(0, "2026-11-02", Half::Am), 0);
    assert_ne!(mark(1, "2025-11-03", Half::Am), 0);
    assert_eq!(child.last_contact.as_ref().unwrap().gist, "of both");
    let promised: Vec<_> = caseload.follow_ups.iter().map(|promise| (promise.note.0, promise.child)).collect();
    let key = bench.came_as("c1");
    assert_eq!(promised, [(1, Some(key)), (2, Some(key)), (3, Some(key))]);
}

#[test]
fn a_merged_record_opens_the_child() {
    let mut bench = two();
    bench.merge("c1", "c2").unwrap();
    let key = bench.came_as("c1");
    for id in ["c1", "c2"] {
        let record = bench.store.record(bench.came_as(id)).unwrap();
        assert_eq!((record.child.key, record.notes.len(), record.rows(Kind::Pep).len()), (key.0, 3, 2), "{id}");
        assert!(record.notes.iter().all(|note| note.content.about == [key]));
        assert_eq!(record.registers.len(), 3);
        assert_eq!(bench.store.child_by_id(id).unwrap(), Some(key));
    }
}

#[test]
fn later_files_find_each_record_under_its_own_ids() {
    let mut bench = two();
    bench.merge("c1", "c2").unwrap();
    assert_eq!(counts(&bench.import(pep("c2", "spring", "2027-01-20"))), (0, 0, 1, 0));
    assert_eq!(counts(&bench.import(pep("c2", "summer", "2027-05-20"))), (1, 0, 0, 0));
    assert_eq!(bench.store.record(bench.key("c1")).unwrap().rows(Kind::Pep).len(), 3);
    bench.apart("c2").unwrap();
    let peps = |id: &str| bench.store.record(bench.came_as(id)).unwrap().rows(Kind::Pep).len();
    assert_eq!((peps("c1"), peps("c2")), (1, 3));
}

#[test]
fn taking_apart_leaves_all_as_it_was() {
    let mut bench = two();
    let before = bench.dump();
    bench.merge("c1", "c2").unwrap();
    assert_ne!(bench.dump(), before);
    bench.apart("c2").unwrap();
    assert_eq!(bench.dump(), before);
}

#[test]
fn a_note_changed_in_between_stays_with_its_record() {
    let mut bench = two();
    bench.merge("c1", "c2").unwrap();
    let record = bench.store.record(bench.key("c1")).unwrap();
    let of_other = record.notes.iter().find(|note| note.content.text == "of the other").unwrap();
    let note = crate::domain::note::NewNote { text: "of the other, mended".to_owned(), ..of_other.content.clone() };
    bench.store.apply(Command::EditNote { edit: of_other.id.into(), note, draft: None }, stamp()).unwrap();
    bench.apart("c2").unwrap();
    let texts = |id: &str| -> Vec<String> {
        bench.store.record(bench.came_as(id)).unwrap().notes.into_iter().map(|note| note.content.text).collect()
    };
    assert_eq!(texts("c1"), ["of the one", "of both"]);
    assert_eq!(texts("c2"), ["of the other, mended", "of both"]);
}

#[test]
fn a_record_of_several_goes_with_what_was_merged_into_it() {
    let mut bench = Bench::with_children(&["c1", "c2", "c3"]);
    bench.merge("c2", "c3").unwrap();
    bench.merge("c1", "c3").unwrap();
    assert_eq!(bench.ids(), ["c1"]);
    bench.apart("c2").unwrap();
    assert_eq!(bench.ids(), ["c1", "c2"]);
    assert_eq!(bench.key("c3"), bench.came_as("c2"));
}

#[test]
fn what_cannot_be_said_changes_nothing() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    let before = bench.dump();
    let nobody = ChildKey(99);
    let one = bench.key("c1");
    assert!(matches!(bench.merge("c1", "c1"), Err(StoreError::OneAlready)));
    assert!(matches!(bench.tell(Told::One { keep: one, other: nobody }), Err(StoreError::NoSuchChild)));
    assert!(matches!(bench.tell(Told::Two(nobody, one)), Err(StoreError::NoSuchChild)));
    assert!(matches!(bench.apart("c1"), Err(StoreError::NotMerged)));
    assert_eq!(bench.dump(), before);
    bench.merge("c1", "c2").unwrap();
    assert!(matches!(bench.merge("c2", "c1"), Err(StoreError::OneAlready)));
}

#[test]
fn what_was_said_last_counts() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    let (one, other) = (bench.came_as("c1"), bench.came_as("c2"));
    bench.tell(Told::Two(other, one)).unwrap();
    assert_eq!(bench.store.identities().unwrap().apart, [(one, other)]);
    bench.merge("c1", "c2").unwrap();
    let known = bench.store.identities().unwrap();
    assert_eq!((known.apart.len(), known.mergers.len()), (0, 1));
    assert_eq!((&*known.mergers[0].child_id, known.mergers[0].child), ("c2", one));
}

#[test]
fn two_of_one_name_stay_two_and_a_number_of_both_is_one_childs_once_they_are_merged() {
    let mut bench = Bench::new();
    let row = |id| (id, vec![("forename", "Ada"), ("surname", "Roe"), ("dob", "2012-03-04"), ("upn", "H801200001001")]);
    bench.import(sheet(Kind::Child, Layer::Own, vec![row("c1"), row("c2")]));
    assert_eq!(bench.ids(), ["c1", "c2"]);
    let by_upn = || Sheet { child_by: ChildBy::Upn, ..pep("H801200001001", "autumn", "2026-10-01") };
    assert_eq!(counts(&bench.import(by_upn())), (0, 0, 0, 1), "whose number it is, is not known");
    bench.merge("c2", "c1").unwrap();
    assert_eq!(counts(&bench.import(by_upn())), (1, 0, 0, 0));
    let rows = bench.count("SELECT count(*) FROM pep p JOIN child_key k ON k.child = p.child WHERE k.value = 'c2'");
    assert_eq!(rows, 1);
}

#[test]
fn an_import_taken_back_takes_its_records_out_of_the_children() {
    for (keep, other) in [("c1", "c2"), ("c2", "c1")] {
        let mut bench = Bench::with_children(&["c1"]);
        let before = bench.dump();
        bench.import(children(&["c2"]));
        bench.merge(keep, other).unwrap();
        bench.store.apply(Command::UndoImport(ImportId(2)), stamp()).unwrap();
        assert_eq!(bench.dump(), before, "{keep} for {other}");
    }
}

#[derive(Debug, Clone)]
enum Step {
    Import((usize, Vec<(usize, usize)>)),
    One(usize, usize),
    Apart(usize),
    Two(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        any_sheet().prop_map(Step::Import),
        (0usize..4, 0usize..4).prop_map(|(keep, other)| Step::One(keep, other)),
        (0usize..4).prop_map(Step::Apart),
        (0usize..4, 0usize..4).prop_map(|(one, other)| Step::Two(one, other)),
    ]
}

const IDS: [&str; 4] = ["c1", "c2", "c3", "c4"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn whatever_was_merged_taken_apart_is_as_if_it_never_was(steps in proptest::collection::vec(step(), 2..14)) {
        let mut bench = Bench::with_children(&IDS);
        let mut never = Bench::with_children(&IDS);
        for step in &steps {
            // Some cannot be done: the same two, a record that is merged into none.
            match step {
                Step::Import(picked) => {
                    bench.import(made(picked));
                    never.import(made(picked));
                }
                Step::One(keep, other) => drop(bench.merge(IDS[*keep], IDS[*other])),
                Step::Apart(record) => drop(bench.apart(IDS[*record])),
                Step::Two(one, other) => drop(bench.tell(Told::Two(bench.came_as(IDS[*one]), bench.came_as(IDS[*other])))),
            }
            let children = i64::try_from(bench.ids().len()).unwrap();
            prop_assert_eq!(children, 4 - bench.count("SELECT count(*) FROM merged"));
            prop_assert_eq!(bench.count("SELECT count(*) FROM facts"), children);
            prop_assert_eq!(bench.count("SELECT count(*) FROM merged WHERE root IN (SELECT child FROM merged)"), 0);
        }
        for id in IDS {
            drop(bench.apart(id));
        }
        let but_said = |bench: &Bench| {
            let mut dump = bench.dump();
            // Images name the change that they are of, and there are more changes; each file has keys of its own.
            dump.retain(|table, _| !["meta", "told_apart", "change_image", "change_marks"].contains(&table.as_str()));
            dump
        };
        for ((table, rows), (_, expected)) in but_said(&bench).into_iter().zip(but_said(&never)) {
            prop_assert_eq!(rows, expected, "{}", table);
        }
    }
}
