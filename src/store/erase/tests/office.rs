//! Two children, of one of whom something stands in every table of the file.

use crate::domain::decision::{Decision, Look, Subject, What};
use crate::domain::facts::ChildKey;
use crate::domain::kind::{KINDS, Kind, Shape};
use crate::domain::note::{Draft, DraftId, NewNote, NoteId};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{Held, Layer, Sheet};
use crate::store::command::{Applied, Command};
use crate::store::testing::{Bench, day, note, sheet, single, stamp};

/// Stands in every text of the child who is erased, and in no other.
pub(super) const CANARY: &str = "kanarek";
pub(super) const ID: &str = "kanarek-566910";
pub(super) const UPN: &str = "H801200001001";

pub(super) fn canary(text: &str) -> String {
    format!("{CANARY} {text}")
}

/// A row of a kind of which every free text holds the word.
pub(super) fn row(kind: Kind, word: &str, version: usize) -> Vec<(&'static str, String)> {
    let value = |field: &crate::domain::kind::Field| match field.shape {
        Shape::Text => format!("{word} {} {version}", field.name),
        Shape::Date => "2026-09-07".to_owned(),
        Shape::PartDate => "2019-05".to_owned(),
        Shape::Count | Shape::UpTo(_) | Shape::Money => "7".to_owned(),
        Shape::Flag => "1".to_owned(),
        Shape::OneOf(codes) | Shape::SomeOf(codes) => codes[0].to_owned(),
        Shape::AcademicYear => "2026/27".to_owned(),
        Shape::NcYear => "9".to_owned(),
        Shape::Upn => if word == CANARY { UPN } else { "A801200001002" }.to_owned(),
    };
    let spec = crate::domain::kind::spec(kind);
    // A key stays the same from version to version, so that the second changes the first and leaves an image of it.
    let keyed = |name: &str| spec.key.iter().copied().flatten().any(|key| *key == name);
    let text = |field: &crate::domain::kind::Field| {
        if keyed(field.name) && field.shape == Shape::Text { format!("{word} {}", field.name) } else { value(field) }
    };
    spec.fields.iter().map(|field| (field.name, text(field))).collect()
}

pub(super) fn of(kind: Kind, id: &str, version: usize) -> Sheet {
    let row = row(kind, if id == ID { CANARY } else { "other" }, version);
    let row: Vec<(&str, &str)> = row.iter().map(|(name, text)| (*name, text.as_str())).collect();
    sheet(kind, Layer::Own, vec![(id, row)])
}

pub(super) fn child(id: &str, forename: &str, surname: &str, upn: &str) -> Sheet {
    let row = vec![("forename", forename), ("surname", surname), ("dob", "2012-03-04"), ("upn", upn)];
    sheet(Kind::Child, Layer::Own, vec![(id, row)])
}

pub(super) fn filed(bench: &mut Bench, note: NewNote) -> NoteId {
    match bench.store.apply(Command::FileNote { note, draft: None }, stamp()).unwrap() {
        Applied::Filed(id) => id,
        other => panic!("{other:?}"),
    }
}

pub(super) fn promising(about: Vec<ChildKey>, text: &str, step: &str) -> NewNote {
    let mut note = note(about, text);
    note.person = Some(canary("Mrs Osei"));
    note.next_step = Some(step.to_owned());
    note.follow_up = Some(day("2026-12-01"));
    note
}

pub(super) fn held(id: &str, row: &str) -> Sheet {
    let held = Held {
        line: 7,
        column: Some("due".to_owned()),
        reason: "not a date".to_owned(),
        text: Some(Sealed::new(row.to_owned())),
    };
    let sheet = sheet(Kind::Pep, Layer::Own, vec![(id, vec![("due", "2026-12-01")])]);
    Sheet { held: vec![held], data_rows: 2, header: "child_id,name,due".to_owned(), ..sheet }
}

/// Two children; of one, something in every table of the file.
pub(super) fn office() -> Bench {
    let mut bench = Bench::new();
    bench.import(child("C2", "Tomos", "Rees", "A801200001002"));
    let mut first = child(ID, "Kanarek", "Quill", UPN);
    first.file = format!("from/{ID}.csv");
    bench.import(first);
    let own = |spec: &&crate::domain::kind::KindSpec| spec.of_child && spec.kind != Kind::Attendance;
    for spec in KINDS.iter().filter(own) {
        bench.import(of(spec.kind, "C2", 0));
    }
    for version in [1, 2] {
        for spec in KINDS.iter().filter(own) {
            bench.import(of(spec.kind, ID, version));
        }
    }
    bench.import(child("C2", "Tomos", "Rees", "A801200001002"));
    bench.import(child(ID, "Kanarek", "Quill", "Z801200001009"));
    bench.import(child(ID, "Kanarek", "Quill", UPN));
    bench.import(single(&[(ID, "2026-11-17", "AM", "/"), ("C2", "2026-11-17", "AM", "/")]));
    bench.import(single(&[(ID, "2026-11-17", "AM", "O")]));
    bench
}

/// The same with what people wrote.
pub(super) fn written() -> Bench {
    let mut bench = office();
    let (mine, other) = (bench.key(ID), bench.key("C2"));
    let id = filed(&mut bench, promising(vec![mine], &canary("of the child alone"), &canary("ring")));
    let changed = promising(vec![mine], &canary("changed"), &canary("ring again"));
    bench.store.apply(Command::EditNote { edit: id.into(), note: changed, draft: None }, stamp()).unwrap();
    let mut shared = note(vec![mine, other], "the coach was late");
    shared.own.insert(mine, canary("waits at home"));
    shared.own.insert(other, "is well".to_owned());
    shared.follow_up = Some(day("2026-12-02"));
    filed(&mut bench, shared);
    let mut moved = note(vec![mine], &canary("filed under the wrong child first"));
    moved.person = None;
    let id = filed(&mut bench, moved);
    let right = note(vec![other], "filed under the right one");
    bench.store.apply(Command::EditNote { edit: id.into(), note: right, draft: None }, stamp()).unwrap();
    let open = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups.to_vec();
    let first = open.iter().find(|promise| promise.child == Some(mine)).unwrap().id;
    let outcome = Sealed::new(canary("done"));
    bench.store.apply(Command::EndFollowUp { id: first, outcome }, stamp()).unwrap();
    decided(&mut bench, &[mine]);
    decided(&mut bench, &[mine, other]);
    let look = Look { child: mine, day: day("2026-11-23"), seen: vec![subject()] };
    bench.store.apply(Command::Look(look), stamp()).unwrap();
    let draft = |about, text: &str| Draft {
        id: DraftId(0),
        version: 0,
        content: note(about, text),
        edits: None,
        kept: stamp().0,
    };
    let kept = draft(vec![mine], &canary("half a note"));
    bench.store.apply(Command::KeepDraft { draft: kept, over: None }, stamp()).unwrap();
    bench.import(held(ID, &format!("{ID},x,soon")));
    bench.import(held("C2", "C9,\"Quill, Kanarek\",later"));
    bench.import(held("C2", "C2,x,soon"));
    let held = bench.store.held().unwrap();
    let reason = Sealed::new("Kanarek Quill moved".to_owned());
    let ids = vec![held.last().unwrap().id];
    bench.store.apply(Command::DropHeld { ids, reason }, stamp()).unwrap();
    bench
}

pub(super) fn subject() -> Subject {
    Subject {
        rule: "pep-due".to_owned(),
        occasion: "kanarek-occasion".to_owned(),
        severity: crate::domain::alert::Severity::Watch,
        value: None,
    }
}

pub(super) fn decided(bench: &mut Bench, about: &[ChildKey]) {
    let decision = |child: &ChildKey| Decision {
        child: *child,
        subject: Subject { occasion: format!("of {}", child.0), ..subject() },
        what: What::Acknowledged,
        to: None,
        reason: Sealed::new(if child.0 == about[0].0 { canary("known") } else { "other".to_owned() }),
        until: day("2026-12-24"),
        actor: "Anna".to_owned(),
    };
    bench.store.apply(Command::Decide(about.iter().map(decision).collect()), stamp()).unwrap();
}
