//! Reading again after any sequence of changes gives what reading anew gives.

use crate::domain::alert::Severity;
use crate::domain::audit::{Deed, Event};
use crate::domain::caseload::Caseload;
use crate::domain::decision::{Decision, Look, Subject, What};
use crate::domain::kind::Kind;
use crate::domain::note::NewNote;
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{Layer, Sheet};
use crate::domain::undoable::Turn;
use crate::domain::who::Told;
use crate::store::Store;
use crate::store::command::Command;
use crate::store::testing::{Bench, PASSPHRASE, day, note, secret, sheet, single, stamp};
use proptest::prelude::*;

const TODAY: &str = "2026-11-23";
const IDS: [&str; 4] = ["c1", "c2", "c3", "c4"];

/// Something that somebody does.
#[derive(Debug, Clone, Copy)]
enum Step {
    Note(usize),
    Edit(usize),
    Decide(usize),
    Look(usize),
    End,
    Mark(usize, &'static str, &'static str),
    Pep(usize),
    Rename(usize),
    Term,
    Merge(usize, usize),
    UndoImport,
    Turn(Turn),
    Elsewhere(usize),
    LookElsewhere(usize),
    SeenElsewhere,
}

impl Step {
    /// Whether it leaves alone what is no one child's: then it is read again, not anew.
    fn small(self) -> bool {
        matches!(
            self,
            Self::Note(_)
                | Self::Edit(_)
                | Self::Decide(_)
                | Self::Look(_)
                | Self::End
                | Self::Mark(_, _, "/")
                | Self::LookElsewhere(_)
        )
    }
}

fn step() -> impl Strategy<Value = Step> {
    let any = 0_usize..4;
    let days = prop::sample::select(&["2025-11-17", "2026-11-16", "2026-11-20", "2026-11-30"][..]);
    let codes = prop::sample::select(&["/", "/", "O", ""][..]);
    prop_oneof![
        any.clone().prop_map(Step::Note),
        any.clone().prop_map(Step::Edit),
        any.clone().prop_map(Step::Decide),
        any.clone().prop_map(Step::Look),
        Just(Step::End),
        (any.clone(), days.clone(), codes.clone()).prop_map(|(at, day, code)| Step::Mark(at, day, code)),
        (any.clone(), days, codes).prop_map(|(at, day, code)| Step::Mark(at, day, code)),
        any.clone().prop_map(Step::Pep),
        any.clone().prop_map(Step::Rename),
        Just(Step::Term),
        (any.clone(), any.clone()).prop_map(|(keep, other)| Step::Merge(keep, other)),
        Just(Step::UndoImport),
        Just(Step::Turn(Turn::Undo)),
        Just(Step::Turn(Turn::Undo)),
        Just(Step::Turn(Turn::Redo)),
        any.clone().prop_map(Step::Elsewhere),
        any.prop_map(Step::LookElsewhere),
        Just(Step::SeenElsewhere),
    ]
}

fn subject() -> Subject {
    Subject { rule: "pep-overdue".to_owned(), occasion: "-".to_owned(), severity: Severity::Watch, value: None }
}

fn rows(kind: Kind, child: &str, cells: &[(&'static str, &'static str)]) -> Sheet {
    sheet(kind, Layer::Own, vec![(child, cells.to_vec())])
}

impl Bench {
    fn plan(&self, sheet: Sheet) -> Command {
        Command::Import(Box::new(self.store.plan(sheet).unwrap()))
    }

    fn command_of(&self, step: Step) -> Option<Command> {
        let record = |at: usize| self.store.record_by_id(IDS[at]).unwrap().unwrap();
        let text = |at: usize| NewNote { follow_up: Some(day("2026-12-01")), ..note(vec![record(at)], "rang") };
        Some(match step {
            Step::Note(at) | Step::Elsewhere(at) => Command::FileNote { note: text(at), draft: None },
            Step::Edit(at) => {
                let id = self.store.record(record(at)).unwrap().notes.last()?.id;
                Command::EditNote { edit: id.into(), note: note(vec![record(3 - at)], "another's"), draft: None }
            }
            Step::Decide(at) => Command::Decide(vec![Decision {
                child: record(at),
                subject: subject(),
                what: What::Snoozed,
                to: None,
                reason: Sealed::new("why".to_owned()),
                until: day("2026-12-01"),
                actor: self.store.actor().to_owned(),
            }]),
            Step::Look(at) => {
                let child = self.store.child_by_id(IDS[at]).unwrap().unwrap();
                Command::Look(Look { child, day: day(TODAY), seen: vec![subject()] })
            }
            Step::LookElsewhere(at) => {
                let child = self.store.child_by_id(IDS[at]).unwrap().unwrap();
                Command::Look(Look { child, day: day(TODAY), seen: Vec::new() })
            }
            Step::SeenElsewhere => return None,
            Step::End => {
                let id = self.store.caseload(day(TODAY)).unwrap().follow_ups.first()?.id;
                Command::EndFollowUp { id, outcome: Sealed::new("done".to_owned()) }
            }
            Step::Mark(at, date, code) => self.plan(single(&[(IDS[at], date, "AM", code)])),
            Step::Pep(at) => self.plan(rows(
                Kind::Pep,
                IDS[at],
                &[("academic_year", "2026/27"), ("term", "autumn"), ("due", "2026-11-02")],
            )),
            Step::Rename(at) => self.plan(rows(Kind::Child, IDS[at], &[("surname", "Quill-Osei")])),
            Step::Term => {
                let cells = [
                    ("scope", "*"),
                    ("kind", "term"),
                    ("name", "autumn"),
                    ("start", "2026-09-02"),
                    ("end", "2026-12-18"),
                ];
                self.plan(rows(Kind::Term, "", &cells))
            }
            Step::Merge(keep, other) => Command::Who(Told::One { keep: record(keep), other: record(other) }),
            Step::UndoImport => {
                let imports = self.store.imports().unwrap();
                Command::UndoImport(imports.iter().find(|import| import.undone.is_none() && import.id.0 > 2)?.id)
            }
            Step::Turn(turn) => Command::Turn(turn, self.store.next_turn(turn, stamp()).unwrap()?.seq),
        })
    }
}

fn assert_same(again: &Caseload, anew: &Caseload) {
    assert!(again.children == anew.children, "{:?}", again.children);
    assert_eq!(again.schools, anew.schools);
    assert_eq!(again.sources, anew.sources);
    assert_eq!(again.follow_ups, anew.follow_ups);
    assert_eq!((again.looked, again.data_as_of, again.revision), (anew.looked, anew.data_as_of, anew.revision));
    assert_eq!(again.by_name(), anew.by_name());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn read_again_it_is_as_read_anew(steps in prop::collection::vec((step(), any::<bool>()), 1..20)) {
        let mut bench = Bench::with_children(&IDS);
        bench.import(single(&[("c1", "2026-11-16", "PM", "/"), ("c2", "2026-11-20", "PM", "/")]));
        let mut elsewhere = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
        let mut caseload = bench.store.caseload_to_follow(day(TODAY)).unwrap();
        let (mut small, mut others) = (true, false);
        for (step, read) in steps {
            if matches!(step, Step::SeenElsewhere) {
                let event = Event { deed: Deed::View, child: Some(bench.key("c1")), detail: String::new() };
                elsewhere.witness(&[event], stamp()).unwrap();
            }
            let Some(command) = bench.command_of(step) else { continue };
            let by = if matches!(step, Step::Elsewhere(_) | Step::LookElsewhere(_)) { &mut elsewhere } else { &mut bench.store };
            if by.apply(command, stamp()).is_ok() {
                small &= step.small();
                others |= matches!(step, Step::Elsewhere(_));
            }
            if !read {
                continue;
            }
            let again = bench.store.caseload_after(&caseload, day(TODAY)).unwrap();
            prop_assert!(again.is_some() || !small, "{step:?} reads all");
            prop_assert!(again.is_none() || !others, "what others wrote is not noted");
            (small, others) = (true, false);
            caseload = match again {
                Some((again, _)) => {
                    assert_same(&again, &bench.store.caseload(day(TODAY)).unwrap());
                    again
                }
                None => bench.store.caseload_to_follow(day(TODAY)).unwrap(),
            };
        }
    }
}

#[test]
fn one_child_is_read_after_a_note_and_nobody_after_nothing() {
    let mut bench = Bench::with_children(&IDS);
    let before = bench.store.caseload_to_follow(day(TODAY)).unwrap();
    let about = vec![bench.key("c2")];
    bench.store.apply(Command::FileNote { note: note(about, "rang"), draft: None }, stamp()).unwrap();
    let (after, changed) = bench.store.caseload_after(&before, day(TODAY)).unwrap().unwrap();
    assert_eq!(changed, [1]);
    assert!(after.children[1].last_contact.is_some() && before.children[1].last_contact.is_none());
    assert!(bench.store.caseload_after(&before, day(TODAY)).unwrap().is_none(), "that is not what was read last");
    let (_, changed) = bench.store.caseload_after(&after, day(TODAY)).unwrap().unwrap();
    assert!(changed.is_empty());
}
