//! Notes, versions, drafts and follow-ups.

use crate::domain::note::{Draft, DraftId, NoteId, Stored};
use crate::store::command::{Applied, Command};
use crate::store::error::StoreError;
use crate::store::testing::{Bench, day, note, stamp};

fn file(bench: &mut Bench, note: crate::domain::note::NewNote, draft: Option<Stored>) -> NoteId {
    match bench.store.apply(Command::FileNote { note, draft }, stamp()).unwrap() {
        Applied::Filed(id) => id,
        other => panic!("{other:?}"),
    }
}

fn keep(bench: &mut Bench, over: Option<Stored>, text: &str) -> Stored {
    let draft = Draft { id: DraftId(-1), version: 0, content: note(vec![], text), edits: None, kept: stamp().0 };
    match bench.store.apply(Command::KeepDraft { draft, over }, stamp()).unwrap() {
        Applied::Kept(stored) => stored,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_note_is_the_last_contact_and_promises_what_it_says() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    let (first, second) = (bench.key("c1"), bench.key("c2"));
    let long = "rang the school\nand ".repeat(20);
    let filed = crate::domain::note::NewNote { follow_up: Some(day("2026-12-04")), ..note(vec![first, second], &long) };
    file(&mut bench, filed, None);
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    let contact = caseload.children[0].last_contact.as_ref().unwrap();
    assert_eq!((contact.gist.chars().count(), contact.gist.contains('\n')), (160, false));
    assert_eq!(contact.follow_up, Some(day("2026-12-04")));
    let children: Vec<_> = caseload.follow_ups.iter().map(|due| due.child).collect();
    assert_eq!(children, [Some(first), Some(second)]);
    assert_eq!(bench.store.record(second).unwrap().notes[0].content.about, [first, second]);
}

#[test]
fn words_not_understood_are_a_follow_up_without_a_date() {
    let mut bench = Bench::new();
    let filed =
        crate::domain::note::NewNote { follow_up_words: Some("when she is back".to_owned()), ..note(vec![], "x") };
    file(&mut bench, filed, None);
    let due = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups;
    assert_eq!((due[0].due, due[0].what.as_str(), due[0].child), (None, "when she is back", None));
}

#[test]
fn an_edit_keeps_the_earlier_version_and_moves_what_hangs_on_it() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    let (first, second) = (bench.key("c1"), bench.key("c2"));
    let promised = crate::domain::note::NewNote { follow_up: Some(day("2026-12-04")), ..note(vec![first], "one") };
    let id = file(&mut bench, promised, None);
    bench
        .store
        .apply(Command::EditNote { edit: id.into(), note: note(vec![second], "two"), draft: None }, stamp())
        .unwrap();
    let texts: Vec<_> = bench.store.versions(id).unwrap().into_iter().map(|v| (v.content.text, v.earlier)).collect();
    assert_eq!(texts, [("one".to_owned(), 0), ("two".to_owned(), 1)]);
    assert!(bench.store.record(first).unwrap().notes.is_empty());
    assert_eq!(bench.store.record(second).unwrap().notes[0].earlier, 1);
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    assert!(caseload.follow_ups.is_empty());
    assert!(caseload.children[0].last_contact.is_none());
    assert_eq!(&*caseload.children[1].last_contact.as_ref().unwrap().gist, "two");
    assert_eq!(bench.count("SELECT count(*) FROM change WHERE command IN ('file_note', 'edit_note')"), 2);
}

fn drafts(bench: &Bench) -> Vec<String> {
    bench.store.drafts().unwrap().into_iter().map(|draft| draft.content.text).collect()
}

#[test]
fn a_draft_is_kept_changed_filed_and_dropped() {
    let mut bench = Bench::new();
    let (first, second) = (keep(&mut bench, None, "one"), keep(&mut bench, None, "other"));
    let first = Stored { version: 2, ..first };
    assert_eq!(keep(&mut bench, Some(Stored { version: 1, ..first }), "one and more"), first);
    assert_eq!(drafts(&bench), ["other", "one and more"]);
    file(&mut bench, note(vec![], "one and more"), Some(first));
    assert_eq!(drafts(&bench), ["other"]);
    bench.store.apply(Command::DropDraft(second), stamp()).unwrap();
    assert!(drafts(&bench).is_empty());
    assert!(keep(&mut bench, None, "new").id > second.id, "an id is never given twice");
}

#[test]
fn nobody_writes_over_or_takes_away_what_another_kept_since() {
    let mut bench = Bench::new();
    let seen = keep(&mut bench, None, "both saw this");
    keep(&mut bench, Some(seen), "theirs");
    let ours = keep(&mut bench, Some(seen), "ours");
    assert_eq!((ours.id > seen.id, ours.version), (true, 1), "kept beside it");
    assert_eq!(drafts(&bench), ["ours", "theirs"]);
    bench.store.apply(Command::DropDraft(seen), stamp()).unwrap();
    file(&mut bench, note(vec![], "both saw this"), Some(seen));
    assert_eq!(drafts(&bench), ["ours", "theirs"], "neither goes by an older word");
    file(&mut bench, note(vec![], "ours"), Some(ours));
    let again = keep(&mut bench, Some(ours), "ours, typed on where it was filed elsewhere");
    assert!(again.id > ours.id);
}

#[test]
fn every_character_comes_back_as_it_was() {
    let mut bench = Bench::with_children(&["c1"]);
    let child = bench.key("c1");
    let text = format!("nul \u{0} and \u{1f9d2} {}", "long ".repeat(200_000));
    let kept = keep(&mut bench, None, &text);
    assert_eq!(drafts(&bench), [text.as_str()]);
    file(&mut bench, note(vec![child], &text), Some(kept));
    assert_eq!(bench.store.record(child).unwrap().notes[0].content.text, text);
}

#[test]
fn what_fails_leaves_nothing() {
    let mut bench = Bench::new();
    let draft = keep(&mut bench, None, "kept");
    let nobody = note(vec![crate::domain::facts::ChildKey(9)], "x");
    let failed = bench.store.apply(Command::FileNote { note: nobody, draft: Some(draft) }, stamp());
    assert!(matches!(failed, Err(StoreError::NoSuchChild)));
    let missing = Command::EditNote { edit: NoteId(4).into(), note: note(vec![], "x"), draft: Some(draft) };
    assert!(matches!(bench.store.apply(missing, stamp()), Err(StoreError::NoSuchNote)));
    for table in ["note", "note_version", "change"] {
        assert_eq!(bench.count(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    assert_eq!(bench.store.drafts().unwrap().len(), 1);
}
