//! Any sequence of changes by one person or by two, taken back and made again, ends where it was.

use crate::domain::facts::ChildKey;
use crate::domain::kind::work::REFERRAL_STAGES;
use crate::domain::kind::{Kind, Value};
use crate::domain::note::NewNote;
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{Held, Layer, Sheet};
use crate::domain::undoable::Turn;
use crate::domain::who::Told;
use crate::domain::work::Entry;
use crate::store::command::Command;
use crate::store::error::StoreError;
use crate::store::testing::{Bench, day, note, sheet};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};
use std::cell::Cell;

const IDS: [&str; 3] = ["c1", "c2", "c3"];

#[derive(Debug, Clone, Copy)]
enum Step {
    File(usize),
    Edit(usize),
    End(usize),
    Move(usize, u32),
    Decide(usize),
    Merge(usize, usize),
    Apart(usize),
    Two(usize, usize),
    Drop(usize),
    Write(usize, usize),
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    let (any, pair) = (0usize..3, (0usize..3, 0usize..3));
    prop_oneof![
        any.clone().prop_map(Step::File),
        any.clone().prop_map(Step::Edit),
        any.clone().prop_map(Step::End),
        (0usize..3, 2u32..28).prop_map(|(at, day)| Step::Move(at, day)),
        any.clone().prop_map(Step::Decide),
        pair.clone().prop_map(|(keep, other)| Step::Merge(keep, other)),
        any.clone().prop_map(Step::Apart),
        pair.clone().prop_map(|(at, stage)| Step::Write(at, stage)),
        pair.prop_map(|(one, other)| Step::Two(one, other)),
        any.prop_map(Step::Drop),
        Just(Step::Undo),
        Just(Step::Undo),
        Just(Step::Redo),
    ]
}

impl Bench {
    /// The command of a step; `None` where there is nothing to do it to.
    fn command(&self, step: Step) -> Option<Command> {
        let record = |at: usize| self.store.record_by_id(IDS[at]).unwrap().unwrap();
        let caseload = self.store.caseload(day("2026-11-23")).unwrap();
        let promise = |at: usize| caseload.follow_ups.get(at).map(|promise| promise.id);
        // About two children, with a line about the second alone.
        let text = |at: usize, text: &str| {
            let about = vec![record(at), record((at + 1) % IDS.len())];
            let own = [(about[1], "of one".to_owned())].into();
            NewNote { follow_up: Some(day("2026-12-01")), own, ..note(about, text) }
        };
        Some(match step {
            Step::File(at) => Command::FileNote { note: text(at, "filed"), draft: None },
            Step::Edit(at) => {
                let notes = self.store.record(record(at)).unwrap().notes;
                Command::EditNote { edit: notes.last()?.id.into(), note: text(at, "edited"), draft: None }
            }
            Step::End(at) => Command::EndFollowUp { id: promise(at)?, outcome: Sealed::new("done".to_owned()) },
            Step::Move(at, of_december) => {
                Command::MoveFollowUp { id: promise(at)?, due: day(&format!("2026-12-{of_december:02}")) }
            }
            Step::Decide(at) => Command::Decide(vec![self.decision(IDS[at], "2026-12-01")]),
            Step::Merge(keep, other) => Command::Who(Told::One { keep: record(keep), other: record(other) }),
            Step::Apart(at) => Command::Who(Told::Apart(record(at))),
            Step::Two(one, other) => Command::Who(Told::Two(record(one), record(other))),
            Step::Drop(at) => {
                let id = self.store.held().unwrap().get(at)?.id;
                Command::DropHeld { ids: vec![id], reason: Sealed::new("not ours".to_owned()) }
            }
            Step::Write(at, stage) => Command::Write(staged(record(at), stage)),
            Step::Undo | Step::Redo => return None,
        })
    }
}

/// A stage that a referral reached, and what the referral says then: two rows of which the second is written over.
fn staged(child: ChildKey, stage: usize) -> Vec<Entry> {
    let whole = |kind, cells: &[(&'static str, &str)]| {
        let value = |text: &str| text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Date);
        Entry { kind, child: Some(child), cells: cells.iter().map(|(name, text)| (*name, Some(value(text)))).collect() }
    };
    let key = [("received", "2026-11-02"), ("from_role", "school"), ("reason", "at risk")];
    let on = ["2026-11-03", "2026-11-04", "2026-11-05"][stage];
    let reached = [("stage", REFERRAL_STAGES[stage]), ("on", on)];
    vec![
        whole(Kind::ReferralStage, &[&key[..], &reached].concat()),
        whole(Kind::Referral, &[&key[..], &[("first_action", on)]].concat()),
    ]
}

/// How much longer the runs of a night are: `LOOKOUT_TURNS=10000 cargo test undo_and_redo`.
fn cases() -> ProptestConfig {
    let told = std::env::var("LOOKOUT_TURNS").ok().and_then(|words| words.parse().ok());
    ProptestConfig { cases: told.unwrap_or(24), source_file: Some(file!()), ..ProptestConfig::default() }
}

/// Three children and three rows held back. Each sequence works on a copy of its own in memory.
fn bench() -> Bench {
    let mut bench = Bench::with_children(&IDS);
    let held = |line| Held { line, column: None, reason: "no".to_owned(), text: None };
    let rows = sheet(Kind::Pep, Layer::Own, Vec::new());
    bench.import(Sheet { held: vec![held(2), held(3), held(4)], data_rows: 3, ..rows });
    bench
}

/// Carries a change out; whether it changed the record. What cannot be done leaves everything as it was.
fn change(bench: &mut Bench, step: Step) -> Result<bool, TestCaseError> {
    let Some(command) = bench.command(step) else { return Ok(false) };
    let (seen, changes) = (bench.seen(), bench.count("SELECT count(*) FROM change"));
    // Some cannot be done: the same two, a record that is merged into none.
    if bench.change(command).is_ok() && bench.count("SELECT count(*) FROM change") > changes {
        return Ok(true);
    }
    prop_assert_eq!(bench.seen(), seen);
    Ok(false)
}

fn alone(bench: &mut Bench, steps: Vec<Step>) -> TestCaseResult {
    // What was seen before each change that stands, and after each that was taken back.
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for step in steps {
        let seen = bench.seen();
        match step {
            Step::Undo => {
                prop_assert_eq!(bench.turn(Turn::Undo).unwrap(), !before.is_empty());
                if let Some(expected) = before.pop() {
                    prop_assert_eq!(bench.seen(), expected);
                    after.push(seen);
                }
            }
            Step::Redo => {
                prop_assert_eq!(bench.turn(Turn::Redo).unwrap(), !after.is_empty());
                if let Some(expected) = after.pop() {
                    prop_assert_eq!(bench.seen(), expected);
                    before.push(seen);
                }
            }
            step => {
                if change(bench, step)? {
                    before.push(seen);
                    after.clear();
                }
            }
        }
    }
    while let Some(expected) = before.pop() {
        prop_assert!(bench.turn(Turn::Undo).unwrap());
        prop_assert_eq!(bench.seen(), expected);
    }
    Ok(())
}

#[test]
fn undo_and_redo_end_where_it_was() {
    let bench = bench();
    let steps = proptest::collection::vec(step(), 1..24);
    TestRunner::new(cases()).run(&steps, |steps| alone(&mut bench.in_memory(), steps)).unwrap();
}

/// Two people on one file.
const PEOPLE: [&str; 2] = ["Anna", "Ben"];

/// Turns what is next of a person's own changes. What was turned, turned the other way, is where it was; what somebody
/// changed since stays as it is and is not offered again. `Some(false)`: it stays.
fn turn(bench: &mut Bench, person: usize, turn: Turn) -> Result<Option<bool>, TestCaseError> {
    PEOPLE[person].clone_into(&mut bench.store.unlocked.actor);
    let Some(next) = bench.next(turn) else { return Ok(None) };
    let own = format!("SELECT count(*) FROM change WHERE seq = {} AND actor = '{}'", next.seq, PEOPLE[person]);
    prop_assert_eq!(bench.count(&own), 1);
    let before = bench.seen();
    match bench.turn(turn) {
        Ok(_) => {
            let after = bench.seen();
            let back = if turn == Turn::Undo { Turn::Redo } else { Turn::Undo };
            for (turn, expected) in [(back, before), (turn, after)] {
                prop_assert_eq!(bench.next(turn).map(|next| next.seq), Some(next.seq));
                prop_assert!(bench.turn(turn).is_ok());
                prop_assert_eq!(bench.seen(), expected);
            }
            Ok(Some(true))
        }
        Err(StoreError::ChangedSince) => {
            prop_assert_eq!(bench.seen(), before);
            prop_assert_ne!(bench.next(turn).map(|next| next.seq), Some(next.seq));
            Ok(Some(false))
        }
        Err(other) => Err(TestCaseError::fail(format!("{other:?}"))),
    }
}

/// Whether every change could be taken back in the end: then it is where it was.
fn together(bench: &mut Bench, steps: Vec<(usize, Step)>) -> Result<bool, TestCaseError> {
    let (start, mut whole) = (bench.seen(), true);
    for (person, step) in steps {
        whole &= match step {
            Step::Undo => turn(bench, person, Turn::Undo)?.unwrap_or(true),
            // What cannot be made again stays taken back, which is where it was.
            Step::Redo => {
                turn(bench, person, Turn::Redo)?;
                true
            }
            step => {
                PEOPLE[person].clone_into(&mut bench.store.unlocked.actor);
                change(bench, step)?;
                true
            }
        };
    }
    // Whoever changed something last takes it back first.
    while let Some(person) = last(bench) {
        whole &= turn(bench, person, Turn::Undo)?.unwrap_or(true);
    }
    if whole {
        prop_assert_eq!(bench.seen(), start);
    }
    Ok(whole)
}

/// Who has the latest change that can be taken back.
fn last(bench: &mut Bench) -> Option<usize> {
    let mut offered = |person: usize| {
        PEOPLE[person].clone_into(&mut bench.store.unlocked.actor);
        bench.next(Turn::Undo).map(|next| (next.seq, person))
    };
    (0..PEOPLE.len()).filter_map(&mut offered).max().map(|(_, person)| person)
}

#[test]
fn undo_and_redo_of_two_people_end_where_it_was_or_leave_what_the_other_changed() {
    let bench = bench();
    let steps = proptest::collection::vec((0..PEOPLE.len(), step()), 1..24);
    let (whole, left) = (Cell::new(0_u32), Cell::new(0_u32));
    let run = TestRunner::new(cases()).run(&steps, |steps| {
        let counted = if together(&mut bench.in_memory(), steps)? { &whole } else { &left };
        counted.set(counted.get() + 1);
        Ok(())
    });
    run.unwrap();
    println!("{} ended where it was, {} with something left", whole.get(), left.get());
    assert!(whole.get() > 0);
}

/// How a change is taken back. A new command cannot be left out: the compiler lists it here.
fn taken_back_by(command: &Command) -> &'static str {
    match command {
        Command::FileNote { .. }
        | Command::EditNote { .. }
        | Command::DropHeld { .. }
        | Command::Who(_)
        | Command::Decide(_)
        | Command::EndFollowUp { .. }
        | Command::Write(_)
        | Command::MoveFollowUp { .. } => "undo",
        Command::Import(_) | Command::RetryHeld { .. } => "the import taken back",
        Command::Turn(..) => "the other turn",
        Command::UndoImport(_) => "the file again",
        Command::KeepDraft { .. } | Command::DropDraft(_) | Command::Look(_) => "no change of the record",
    }
}

#[test]
fn demand_09_every_change_of_a_record_can_be_taken_back() {
    let mut bench = bench();
    let steps = [
        Step::File(0),
        Step::Edit(0),
        Step::Move(0, 8),
        Step::End(0),
        Step::Decide(1),
        Step::Merge(0, 1),
        Step::Apart(1),
        Step::Two(0, 2),
        Step::Drop(0),
        Step::Write(0, 1),
    ];
    for step in steps {
        let before = bench.seen();
        let command = bench.command(step).unwrap();
        assert_eq!(taken_back_by(&command), "undo", "{step:?}");
        bench.change(command).unwrap();
        let after = bench.seen();
        assert_ne!(before, after, "{step:?}");
        let offered = bench.next(Turn::Undo).unwrap();
        assert_eq!(offered.seq, bench.count("SELECT max(seq) FROM change"), "{step:?}");
        assert!(!offered.words.is_empty(), "{step:?}");
        assert!(bench.turn(Turn::Undo).unwrap());
        assert_eq!(bench.seen(), before, "{step:?}");
        assert!(bench.turn(Turn::Redo).unwrap());
        assert_eq!(bench.seen(), after, "{step:?}");
    }
}
