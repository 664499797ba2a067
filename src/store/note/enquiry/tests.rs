use crate::domain::kind::{Kind, Value};
use crate::domain::note::{Draft, DraftId, NewNote, NoteId, NoteKind, Stored};
use crate::domain::undoable::Turn;
use crate::domain::work::Entry;
use crate::store::command::{Applied, Command};
use crate::store::testing::{Bench, day, note, stamp};

fn enquiry(person: &str, text: &str) -> NewNote {
    let advice = Some("Ask the school in writing".to_owned());
    let note = NewNote { kind: NoteKind::Enquiry, person: Some(person.to_owned()), ..note(vec![], text) };
    NewNote { next_step: advice, follow_up: Some(day("2026-11-27")), ..note }
}

fn file(bench: &mut Bench, note: NewNote, draft: Option<Stored>) -> NoteId {
    match bench.store.apply(Command::FileNote { note, draft }, stamp()).unwrap() {
        Applied::Filed(id) => id,
        other => panic!("{other:?}"),
    }
}

fn edit(bench: &mut Bench, id: NoteId, note: NewNote) {
    bench.store.apply(Command::EditNote { edit: id.into(), note, draft: None }, stamp()).unwrap();
}

fn turn(bench: &mut Bench, turn: Turn) {
    let next = bench.store.next_turn(turn, stamp()).unwrap().unwrap();
    bench.store.apply(Command::Turn(turn, next.seq), stamp()).unwrap();
}

fn rows(bench: &Bench) -> Vec<String> {
    let sql = "SELECT from_role || '|' || topic || '|' || reference || '|' || coalesce(question, '-') || '|' ||
        coalesce(advice, '-') || '|' || coalesce(reply_due, '-') || '|' || coalesce(replied, '-')
        FROM enquiry ORDER BY id";
    let connection = &bench.store.unlocked.connection;
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn replied(topic: &str) -> Entry {
    let entry = Entry { kind: Kind::Enquiry, child: None, cells: Vec::new() };
    let entry = entry.with("received", Some(Value::Date(stamp().0.date_naive()))).text("from_role", "school");
    entry.text("topic", topic).text("reference", "N1").day("replied", day("2026-11-24"))
}

const ROW: &str = "school|fines|N1|Is a fine due?|Ask the school in writing|2026-11-27|-";

#[test]
fn an_enquiry_is_a_note_and_a_row_from_one_moment_and_its_draft_is_gone() {
    let mut bench = Bench::new();
    let content = enquiry("school: fines", "Is a fine due?");
    let draft = Draft { id: DraftId(-1), version: 0, content: content.clone(), edits: None, kept: stamp().0 };
    let kept = match bench.store.apply(Command::KeepDraft { draft, over: None }, stamp()).unwrap() {
        Applied::Kept(stored) => stored,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        bench.store.drafts().unwrap()[0].content,
        NewNote { follow_up: Some(day("2026-11-27")), ..content.clone() }
    );
    let id = file(&mut bench, content.clone(), Some(kept));
    assert_eq!((rows(&bench), bench.store.drafts().unwrap().len()), (vec![ROW.to_owned()], 0));
    assert_eq!(bench.store.versions(id).unwrap()[0].content, content);
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    assert_eq!(caseload.follow_ups.len(), 1, "the reply is a follow-up");
    assert!(!caseload.sources.contains(&Kind::Enquiry), "no file came in");
}

#[test]
fn it_is_taken_back_and_filed_again_with_its_row_in_one_step() {
    let mut bench = Bench::new();
    file(&mut bench, enquiry("school: fines", "Is a fine due?"), None);
    turn(&mut bench, Turn::Undo);
    assert_eq!((rows(&bench).len(), bench.store.drafts().unwrap().len()), (0, 1), "a draft again, no row");
    assert!(bench.store.next_turn(Turn::Undo, stamp()).unwrap().is_none());
    turn(&mut bench, Turn::Redo);
    assert_eq!((rows(&bench), bench.store.drafts().unwrap().len()), (vec![ROW.to_owned()], 0));
}

#[test]
fn another_version_takes_the_place_of_the_row_also_under_another_topic() {
    let mut bench = Bench::new();
    let id = file(&mut bench, enquiry("school: fines", "Is a fine due?"), None);
    edit(&mut bench, id, enquiry("school: attendance", "Is a fine due?"));
    let after = "school|attendance|N1|Is a fine due?|Ask the school in writing|2026-11-27|-";
    assert_eq!(rows(&bench), [after]);
    turn(&mut bench, Turn::Undo);
    assert_eq!(rows(&bench), [ROW]);
    turn(&mut bench, Turn::Redo);
    assert_eq!(rows(&bench), [after]);
    edit(&mut bench, id, NewNote { kind: NoteKind::Call, ..enquiry("school: attendance", "It was a call") });
    assert!(rows(&bench).is_empty());
    edit(&mut bench, id, enquiry("school: fines", "Is a fine due?"));
    assert_eq!(rows(&bench), [ROW]);
}

#[test]
fn a_row_that_was_replied_to_stays_and_the_note_is_filed_all_the_same() {
    let mut bench = Bench::new();
    let id = file(&mut bench, enquiry("school: fines", "Is a fine due?"), None);
    bench.store.apply(Command::Write(vec![replied("fines")]), stamp()).unwrap();
    let stands = "school|fines|N1|Is a fine due?|Ask the school in writing|2026-11-27|2026-11-24";
    for text in ["Is a fine due, and when?", "Is a fine due at all?"] {
        edit(&mut bench, id, enquiry("school: attendance", text));
        assert_eq!(rows(&bench), [stands]);
        assert_eq!(bench.store.versions(id).unwrap().last().unwrap().content.text, text);
    }
    turn(&mut bench, Turn::Undo);
    turn(&mut bench, Turn::Undo);
    assert_eq!(rows(&bench), [stands]);
    turn(&mut bench, Turn::Undo);
    assert_eq!(rows(&bench), [ROW], "the reply is taken back");
    turn(&mut bench, Turn::Undo);
    assert!(rows(&bench).is_empty());
}

#[test]
fn a_reply_ends_the_follow_up_of_the_note_and_taken_back_opens_it_again() {
    let mut bench = Bench::new();
    file(&mut bench, enquiry("school: fines", "Is a fine due?"), None);
    file(&mut bench, enquiry("school: other", "Another"), None);
    let open = |bench: &Bench| {
        let due = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups;
        due.iter().map(|due| due.note.0).collect::<Vec<_>>()
    };
    assert_eq!(open(&bench), [1, 2]);
    bench.store.apply(Command::Write(vec![replied("fines")]), stamp()).unwrap();
    assert_eq!(open(&bench), [2]);
    turn(&mut bench, Turn::Undo);
    assert_eq!(open(&bench), [1, 2]);
    turn(&mut bench, Turn::Redo);
    assert_eq!(open(&bench), [2]);
}

#[test]
fn a_note_of_another_kind_gives_no_row() {
    let mut bench = Bench::new();
    file(&mut bench, note(vec![], "a call"), None);
    assert!(rows(&bench).is_empty());
}
