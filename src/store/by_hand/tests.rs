//! Rows by hand: they stand beside those of files, are taken back together, and go with the child.

use crate::domain::facts::ChildKey;
use crate::domain::kind::{Kind, Value};
use crate::domain::sheet::Layer;
use crate::domain::undoable::Turn;
use crate::domain::work::Entry;
use crate::store::command::Command;
use crate::store::testing::{Bench, day, sheet, stamp};

fn entry(kind: Kind, child: Option<ChildKey>, cells: &[(&'static str, &str)]) -> Entry {
    let value = |text: &str| text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Date);
    let cells = cells.iter().map(|(name, text)| (*name, Some(value(text)).filter(|_| !text.is_empty())));
    Entry { kind, child, cells: cells.collect() }
}

fn sent_back(child: ChildKey) -> Vec<Entry> {
    let term = [("academic_year", "2026/27"), ("term", "autumn")];
    let stage = [&term[..], &[("stage", "sent_back"), ("on", "2026-11-20"), ("reason", "no voice")]].concat();
    let pep = [&term[..], &[("status", "sent back"), ("quality", "amber")]].concat();
    vec![entry(Kind::PepStage, Some(child), &stage), entry(Kind::Pep, Some(child), &pep)]
}

impl Bench {
    fn write(&mut self, entries: Vec<Entry>) {
        self.store.apply(Command::Write(entries), stamp()).unwrap();
    }

    fn turn_hand(&mut self, turn: Turn) {
        let next = self.store.next_turn(turn, stamp()).unwrap().unwrap();
        self.store.apply(Command::Turn(turn, next.seq), stamp()).unwrap();
    }

    fn pep(&self) -> (i64, String) {
        let sql = "SELECT coalesce(status, '-') || ' ' || coalesce(quality, '-') || ' ' || coalesce(due, '-') FROM pep";
        let connection = &self.store.unlocked.connection;
        (self.count("SELECT count(*) FROM pep_stage"), connection.query_row(sql, [], |row| row.get(0)).unwrap())
    }
}

fn with_pep() -> Bench {
    let mut bench = Bench::with_children(&["c1"]);
    let row = vec![("academic_year", "2026/27"), ("term", "autumn"), ("due", "2026-12-01"), ("status", "Submitted")];
    bench.import(sheet(Kind::Pep, Layer::Own, vec![("c1", row)]));
    bench
}

#[test]
fn what_a_change_writes_goes_in_over_what_a_file_said_and_is_taken_back_and_made_again_together() {
    let mut bench = with_pep();
    let child = bench.key("c1");
    bench.write(sent_back(child));
    assert_eq!(bench.pep(), (1, "sent back amber 2026-12-01".to_owned()), "columns that it does not name stay");
    bench.turn_hand(Turn::Undo);
    assert_eq!(bench.pep(), (0, "Submitted - 2026-12-01".to_owned()));
    bench.turn_hand(Turn::Redo);
    assert_eq!(bench.pep(), (1, "sent back amber 2026-12-01".to_owned()));
    bench.turn_hand(Turn::Undo);
    assert_eq!(bench.pep(), (0, "Submitted - 2026-12-01".to_owned()));
}

#[test]
fn judging_reads_it_at_once() {
    let mut bench = Bench::with_children(&["c1"]);
    let child = bench.key("c1");
    let row = [("received", "2026-11-02"), ("from_role", "school"), ("reason", "at risk")];
    bench.write(vec![entry(Kind::Referral, Some(child), &row)]);
    let caseload = |bench: &Bench| bench.store.caseload(day("2026-11-23")).unwrap();
    assert_eq!(caseload(&bench).child(child).unwrap().referrals.len(), 1);
    bench.turn_hand(Turn::Undo);
    assert!(caseload(&bench).child(child).unwrap().referrals.is_empty());
}

#[test]
fn no_kind_counts_as_come_in_and_no_import_is_listed() {
    let mut bench = Bench::with_children(&["c1"]);
    let child = bench.key("c1");
    let imports = bench.store.imports().unwrap().len();
    bench.write(sent_back(child));
    assert!(!bench.store.caseload(day("2026-11-23")).unwrap().sources.contains(&Kind::Pep));
    assert_eq!(bench.store.imports().unwrap().len(), imports);
    let last = bench.store.ledger().unwrap().sources.into_iter().find(|source| source.kind == Kind::Pep).unwrap().last;
    assert_eq!(last, None);
}

#[test]
fn a_row_of_a_merged_record_is_changed_where_it_stands() {
    use crate::domain::who::Told;
    let mut bench = with_pep();
    let row = vec![("forename", "Zuzanna"), ("surname", "Quill"), ("dob", "2012-03-04")];
    bench.import(sheet(Kind::Child, Layer::Own, vec![("c2", row)]));
    let (keep, other) = (bench.key("c2"), bench.key("c1"));
    bench.store.apply(Command::Who(Told::One { keep, other }), stamp()).unwrap();
    bench.write(sent_back(keep));
    assert_eq!(bench.pep().1, "sent back amber 2026-12-01");
    assert_eq!(bench.count("SELECT count(*) FROM pep"), 1);
}

#[test]
fn what_a_file_wrote_over_since_is_not_taken_back() {
    let mut bench = with_pep();
    let child = bench.key("c1");
    bench.write(sent_back(child));
    let row = vec![("academic_year", "2026/27"), ("term", "autumn"), ("status", "Complete")];
    bench.import(sheet(Kind::Pep, Layer::Own, vec![("c1", row)]));
    let next = bench.store.next_turn(Turn::Undo, stamp()).unwrap().unwrap();
    assert!(bench.store.apply(Command::Turn(Turn::Undo, next.seq), stamp()).is_err());
    assert_eq!(bench.pep(), (1, "Complete amber 2026-12-01".to_owned()));
}
