//! Undo and redo, change by change; any sequence of them in [`any`].

mod any;

use crate::domain::alert::Severity;
use crate::domain::decision::{Decision, Look, Subject, What};
use crate::domain::exact::Exact;
use crate::domain::note::{NewNote, NoteId};
use crate::domain::sealed::Sealed;
use crate::domain::undoable::{Turn, Undoable};
use crate::domain::who::Told;
use crate::store::Store;
use crate::store::command::{Applied, Command, Stamp};
use crate::store::error::StoreError;
use crate::store::testing::{Bench, PASSPHRASE, day, note, secret, stamp};
use rusqlite::types::Value as Sql;
use std::collections::BTreeMap;

impl Bench {
    pub(super) fn change(&mut self, command: Command) -> Result<Applied, StoreError> {
        self.store.apply(command, stamp())
    }

    fn next(&self, turn: Turn) -> Option<Undoable> {
        self.store.next_turn(turn, stamp()).unwrap()
    }

    /// Turns what is next; false where there is nothing.
    pub(super) fn turn(&mut self, turn: Turn) -> Result<bool, StoreError> {
        match self.next(turn) {
            None => Ok(false),
            Some(next) => self.change(Command::Turn(turn, next.seq)).map(|_| true),
        }
    }

    fn file(&mut self, about: &str, text: &str) -> NoteId {
        let due = Some(day("2026-12-01"));
        let note = NewNote { follow_up: due, ..note(vec![self.key(about)], text) };
        match self.change(Command::FileNote { note, draft: None }).unwrap() {
            Applied::Filed(id) => id,
            other => panic!("{other:?}"),
        }
    }

    fn texts(&self, id: &str) -> Vec<String> {
        let record = self.store.record(self.key(id)).unwrap();
        record.notes.into_iter().map(|note| note.content.text).collect()
    }

    fn promised(&self) -> Vec<(i64, String)> {
        let caseload = self.store.caseload(day("2026-11-23")).unwrap();
        let day = |due: Option<chrono::NaiveDate>| due.map(|due| due.to_string()).unwrap_or_default();
        caseload.follow_ups.iter().map(|promise| (promise.note.0, day(promise.due))).collect()
    }

    fn decisions(&self) -> Vec<Decision> {
        let caseload = self.store.caseload(day("2026-11-23")).unwrap();
        caseload.children.iter().flat_map(|child| child.decisions.clone()).collect()
    }

    fn decision(&self, child: &str, until: &str) -> Decision {
        let value = Exact::ratio(25, 2);
        let subject = Subject {
            rule: "attendance-persistent".to_owned(),
            occasion: "2026/27".to_owned(),
            severity: Severity::Watch,
            value,
        };
        Decision {
            child: self.key(child),
            subject,
            what: What::Snoozed,
            to: None,
            reason: Sealed::new("Zuzanna is known".to_owned()),
            until: day(until),
            actor: "Anna".to_owned(),
        }
    }

    /// What a person can see, in a form to be compared: nothing of the journal, and nothing that is out of sight.
    fn seen(&self) -> BTreeMap<&'static str, Vec<Vec<Sql>>> {
        let connection = &self.store.unlocked.connection;
        let tables = [
            ("notes", "SELECT v.* FROM note n JOIN note_version v ON v.note = n.id AND v.version = n.version"),
            (
                "follow-ups",
                "SELECT f.note, f.child, f.due, f.what, f.done IS NULL, CASE WHEN f.done IS NOT NULL THEN f.outcome END
                    FROM follow_up f JOIN note n ON n.id = f.note AND n.version = f.version",
            ),
            (
                "own lines",
                "SELECT c.note, c.child, c.text FROM note_child c JOIN note n ON n.id = c.note AND n.version = c.version",
            ),
            ("decisions", "SELECT child, rule, until, reason FROM decision WHERE undone IS NULL"),
            ("merged", "SELECT child, root FROM merged"),
            ("told apart", "SELECT one, other FROM told_apart"),
            ("held", "SELECT id, settled FROM held"),
            ("stages", "SELECT child, stage, \"on\" FROM referral_stage"),
            ("referrals", "SELECT child, first_action FROM referral"),
            ("facts", "SELECT child, packed FROM facts"),
        ];
        let read = |sql: &str| {
            let mut statement = connection.prepare(sql).unwrap();
            let columns = statement.column_count();
            let row = |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect::<Result<Vec<Sql>, _>>();
            let mut rows: Vec<Vec<Sql>> = statement.query_map([], row).unwrap().map(Result::unwrap).collect();
            rows.sort_by_key(|row| format!("{row:?}"));
            rows
        };
        tables.into_iter().map(|(name, sql)| (name, read(sql))).collect()
    }
}

#[test]
fn a_filed_note_is_taken_out_of_sight_and_filed_again() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.file("c1", "spoke to the DT");
    let next = bench.next(Turn::Undo).unwrap();
    assert_eq!(next.words, "the note filed");
    assert!(bench.turn(Turn::Undo).unwrap());
    assert_eq!((bench.texts("c1"), bench.promised()), (vec![], vec![]));
    assert!(bench.store.caseload(day("2026-11-23")).unwrap().children[0].last_contact.is_none());
    assert!(!bench.turn(Turn::Undo).unwrap(), "an import is taken back by its own command");
    assert!(bench.turn(Turn::Redo).unwrap());
    assert_eq!(bench.texts("c1"), ["spoke to the DT"]);
    assert_eq!(bench.promised(), [(1, "2026-12-01".to_owned())]);
    assert!(!bench.turn(Turn::Redo).unwrap());
}

#[test]
fn it_can_be_taken_back_after_a_restart_and_for_thirty_days() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.file("c1", "spoke to the DT");
    let again = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
    for (days, can) in [(30, true), (31, false)] {
        let later = Stamp(stamp().0 + chrono::TimeDelta::days(days));
        assert_eq!(again.next_turn(Turn::Undo, later).unwrap().is_some(), can, "{days}");
    }
}

#[test]
fn nothing_else_than_what_was_told_is_taken_back() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.file("c1", "first");
    let told = bench.next(Turn::Undo).unwrap();
    bench.file("c1", "second");
    let refused = bench.change(Command::Turn(Turn::Undo, told.seq));
    assert!(matches!(refused, Err(StoreError::NothingToTurn)), "{refused:?}");
    assert_eq!(bench.texts("c1"), ["first", "second"]);
    bench.turn(Turn::Undo).unwrap();
    bench.file("c1", "third");
    assert!(!bench.turn(Turn::Redo).unwrap(), "something else was done since");
}

#[test]
fn what_was_taken_back_before_something_else_was_done_is_not_done_again() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.file("c1", "first");
    bench.turn(Turn::Undo).unwrap();
    bench.file("c1", "second");
    bench.turn(Turn::Undo).unwrap();
    assert!(bench.turn(Turn::Redo).unwrap());
    assert!(!bench.turn(Turn::Redo).unwrap());
    assert_eq!(bench.texts("c1"), ["second"]);
}

#[test]
fn a_note_taken_back_is_a_draft_until_it_is_filed_again() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.file("c1", "twenty minutes of it");
    bench.turn(Turn::Undo).unwrap();
    let draft = bench.store.drafts().unwrap().remove(0);
    let (about, words) = (draft.content.about, draft.content.follow_up_words);
    assert_eq!((about, &*draft.content.text), (vec![bench.key("c1")], "twenty minutes of it"));
    assert_eq!(words.as_deref(), Some("2026-12-01"));
    bench.turn(Turn::Redo).unwrap();
    assert_eq!(bench.store.drafts().unwrap(), []);
}

#[test]
fn what_somebody_else_changed_since_stays_and_is_passed_over() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.file("c1", "first");
    let id = bench.file("c1", "second");
    let others = "UPDATE change SET actor = 'Ben' WHERE seq = (SELECT max(seq) FROM change)";
    let edit = NewNote { follow_up: Some(day("2026-12-01")), ..note(vec![bench.key("c1")], "by Ben") };
    bench.change(Command::EditNote { edit: id.into(), note: edit, draft: None }).unwrap();
    bench.store.unlocked.connection.execute(others, []).unwrap();
    let refused = bench.turn(Turn::Undo);
    assert!(matches!(refused, Err(StoreError::ChangedSince)), "{refused:?}");
    assert_eq!(bench.texts("c1"), ["first", "by Ben"]);
    assert!(bench.turn(Turn::Undo).unwrap(), "the change before it");
    assert_eq!(bench.texts("c1"), ["by Ben"]);
    // A follow-up that somebody else ended stays ended.
    let id = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups[0].id;
    bench.file("c1", "third");
    let third = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups.iter().map(|one| one.id).max().unwrap();
    assert_ne!(id, third);
    bench.change(Command::EndFollowUp { id: third, outcome: Sealed::new("by Ben".to_owned()) }).unwrap();
    bench.store.unlocked.connection.execute(others, []).unwrap();
    let refused = bench.turn(Turn::Undo);
    assert!(matches!(refused, Err(StoreError::ChangedSince)), "{refused:?}");
}

#[test]
fn what_could_not_be_made_again_is_no_longer_in_the_way() {
    let mut bench = Bench::with_children(&["c1"]);
    bench.file("c1", "will send the form");
    let id = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups[0].id;
    bench.change(Command::MoveFollowUp { id, due: day("2026-12-08") }).unwrap();
    bench.turn(Turn::Undo).unwrap();
    "Ben".clone_into(&mut bench.store.unlocked.actor);
    bench.change(Command::MoveFollowUp { id, due: day("2026-12-15") }).unwrap();
    "Anna".clone_into(&mut bench.store.unlocked.actor);
    let refused = bench.turn(Turn::Redo);
    assert!(matches!(refused, Err(StoreError::ChangedSince)), "{refused:?}");
    assert!(!bench.turn(Turn::Redo).unwrap(), "it is not offered again");
    "Ben".clone_into(&mut bench.store.unlocked.actor);
    assert!(bench.turn(Turn::Undo).unwrap());
    "Anna".clone_into(&mut bench.store.unlocked.actor);
    assert!(bench.turn(Turn::Undo).unwrap(), "nothing that stands was done to the note since");
    assert_eq!((bench.texts("c1"), bench.promised()), (vec![], vec![]));
}

#[test]
fn a_follow_up_is_moved_done_and_opened_again() {
    let mut bench = Bench::with_children(&["c1"]);
    let id = bench.file("c1", "will send the form");
    let follow_up = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups[0].id;
    bench.change(Command::MoveFollowUp { id: follow_up, due: day("2026-12-08") }).unwrap();
    // An edit that leaves the day as it was typed leaves it where it was moved to.
    let text = NewNote { follow_up: Some(day("2026-12-01")), ..note(vec![bench.key("c1")], "will send both forms") };
    bench.change(Command::EditNote { edit: id.into(), note: text, draft: None }).unwrap();
    assert_eq!(bench.promised(), [(1, "2026-12-08".to_owned())]);
    let follow_up = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups[0].id;
    bench.change(Command::EndFollowUp { id: follow_up, outcome: Sealed::new("sent".to_owned()) }).unwrap();
    assert_eq!(bench.promised(), []);
    let again = bench.change(Command::EndFollowUp { id: follow_up, outcome: Sealed::new("sent".to_owned()) });
    assert!(matches!(again, Err(StoreError::NoSuchFollowUp)), "{again:?}");
    for expected in ["2026-12-08", "2026-12-08", "2026-12-01"] {
        bench.turn(Turn::Undo).unwrap();
        assert_eq!(bench.promised(), [(1, expected.to_owned())]);
    }
    (0..3).for_each(|_| assert!(bench.turn(Turn::Redo).unwrap()));
    assert_eq!((bench.promised(), bench.texts("c1")), (vec![], vec!["will send both forms".to_owned()]));
}

#[test]
fn a_follow_up_of_two_records_of_one_child_is_one() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    let about = vec![bench.key("c1"), bench.key("c2")];
    bench.change(Command::Who(Told::One { keep: about[0], other: about[1] })).unwrap();
    bench.change(Command::Who(Told::Apart(about[1]))).unwrap();
    let note = NewNote { follow_up: Some(day("2026-12-01")), ..note(about.clone(), "of both") };
    bench.change(Command::FileNote { note, draft: None }).unwrap();
    assert_eq!(bench.promised().len(), 2);
    bench.change(Command::Who(Told::One { keep: about[0], other: about[1] })).unwrap();
    let follow_ups = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups;
    assert_eq!(follow_ups.len(), 1);
    bench.change(Command::EndFollowUp { id: follow_ups[0].id, outcome: Sealed::default() }).unwrap();
    assert_eq!(bench.promised(), []);
    bench.turn(Turn::Undo).unwrap();
    assert_eq!(bench.promised().len(), 1);
}

#[test]
fn decisions_are_read_back_as_they_were_and_the_journal_holds_no_reason() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    let decisions = vec![bench.decision("c1", "2026-12-01"), bench.decision("c2", "2026-12-01")];
    bench.change(Command::Decide(decisions.clone())).unwrap();
    assert_eq!(bench.decisions(), decisions);
    assert_eq!(bench.count("SELECT count(*) FROM change WHERE coalesce(after, '') LIKE '%Zuzanna%'"), 0);
    bench.turn(Turn::Undo).unwrap();
    assert_eq!(bench.decisions(), [], "several at once go as one");
    bench.turn(Turn::Redo).unwrap();
    assert_eq!(bench.decisions(), decisions);
}

#[test]
fn each_person_remembers_what_they_saw() {
    let mut bench = Bench::with_children(&["c1"]);
    let decision = bench.decision("c1", "2026-12-01");
    let look = Look { child: bench.key("c1"), day: day("2026-11-23"), seen: vec![decision.subject] };
    let before = bench.count("SELECT count(*) FROM change");
    bench.change(Command::Look(look.clone())).unwrap();
    assert_eq!(bench.store.caseload(day("2026-11-24")).unwrap().look_at(look.child), Some(&look));
    assert_eq!(bench.count("SELECT count(*) FROM change"), before, "looking changes no record");
    bench.store.unlocked.connection.execute("UPDATE look SET actor = 'Ben'", []).unwrap();
    assert_eq!(bench.store.caseload(day("2026-11-24")).unwrap().look_at(look.child), None);
}
