//! One note edited in two windows: both versions are kept, and the later one says so.

use crate::domain::note::{Beside, Draft, DraftId, Edit, NoteId};
use crate::store::Store;
use crate::store::command::{Applied, Command};
use crate::store::testing::{Bench, PASSPHRASE, note, secret, stamp};
use proptest::prelude::*;

const OTHER: &str = "another horse battery";

/// Two windows on one caseload, of two people, and a note of the first.
fn two() -> (Bench, Store, NoteId) {
    let mut bench = Bench::with_children(&["c1"]);
    bench.store.add_slot("Bo", &secret(OTHER), stamp()).unwrap();
    let about = vec![bench.key("c1")];
    let filed = bench.store.apply(Command::FileNote { note: note(about, "one"), draft: None }, stamp()).unwrap();
    let Applied::Filed(id) = filed else { panic!() };
    let other = Store::open(&bench.path, &secret(OTHER)).unwrap();
    (bench, other, id)
}

fn edit(store: &mut Store, (note_id, seen): (NoteId, u32), text: &str) -> Option<Beside> {
    let about = store.child_by_id("c1").unwrap().into_iter().collect();
    let edit = Edit { note: note_id, seen: Some(seen) };
    match store.apply(Command::EditNote { edit, note: note(about, text), draft: None }, stamp()).unwrap() {
        Applied::Filed(_) => None,
        Applied::FiledBeside(_, beside) => Some(beside),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_edit_of_a_version_that_is_no_longer_the_latest_is_kept_beside_it() {
    let (mut bench, mut other, id) = two();
    assert_eq!(edit(&mut bench.store, (id, 1), "two"), None);
    let beside = Beside { version: 2, actor: "Anna".to_owned() };
    assert_eq!(edit(&mut other, (id, 1), "three"), Some(beside.clone()));
    assert_eq!(beside.words(), "edited at the same time as version 2 by Anna");
    let versions = bench.store.versions(id).unwrap();
    let texts: Vec<_> = versions.iter().map(|note| (note.content.text.as_str(), note.beside.clone())).collect();
    assert_eq!(texts, [("one", None), ("two", None), ("three", Some(beside.clone()))]);
    let child = bench.key("c1");
    let shown = bench.store.record(child).unwrap().notes;
    assert_eq!((shown[0].content.text.as_str(), shown[0].beside.as_ref()), ("three", Some(&beside)));
    assert_eq!(edit(&mut bench.store, (id, 3), "four"), None, "whoever saw both edits further");
}

#[test]
fn a_draft_knows_the_version_that_it_began_from() {
    let (mut bench, _, id) = two();
    let edits = Some(Edit { note: id, seen: Some(7) });
    let draft = Draft { id: DraftId(-1), version: 0, content: note(vec![], "half"), edits, kept: stamp().0 };
    let Applied::Kept(stored) = bench.store.apply(Command::KeepDraft { draft, over: None }, stamp()).unwrap() else {
        panic!()
    };
    assert_eq!(bench.store.drafts().unwrap()[0].edits, edits);
    let whole = Draft { edits: Some(id.into()), ..bench.store.drafts().unwrap()[0].clone() };
    bench.store.apply(Command::KeepDraft { draft: whole, over: Some(stored) }, stamp()).unwrap();
    assert_eq!(bench.store.drafts().unwrap()[0].edits, Some(Edit { note: id, seen: None }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each window edits from what it saw last, looking again now and then: nothing that was filed is lost, and exactly
    /// the edits of what was no longer the latest say so.
    #[test]
    fn whatever_two_windows_file_is_kept(turns in proptest::collection::vec((any::<bool>(), any::<bool>()), 1..40)) {
        let (mut bench, mut other, id) = two();
        let mut saw = [1, 1];
        let mut written = vec!["one".to_owned()];
        for (n, (which, looks)) in turns.into_iter().enumerate() {
            let latest = u32::try_from(written.len()).unwrap();
            let saw = &mut saw[usize::from(which)];
            if looks {
                *saw = latest;
            }
            let store = if which { &mut other } else { &mut bench.store };
            let beside = edit(store, (id, *saw), &format!("text {n}"));
            prop_assert_eq!(beside.map(|beside| beside.version), (*saw != latest).then_some(latest));
            written.push(format!("text {n}"));
        }
        let kept: Vec<String> = other.versions(id).unwrap().into_iter().map(|note| note.content.text).collect();
        prop_assert_eq!(kept, written);
        prop_assert_eq!(bench.store.verify(None).count(), 0);
    }
}

#[test]
fn two_that_write_at_once_lose_nothing() {
    const EACH: usize = 60;
    let (bench, other, id) = two();
    let path = bench.path.clone();
    drop(other);
    std::thread::scope(|scope| {
        for passphrase in [PASSPHRASE, OTHER] {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path, &secret(passphrase)).unwrap();
                for n in 0..EACH {
                    let seen = store.versions(id).unwrap().len();
                    edit(&mut store, (id, u32::try_from(seen).unwrap()), &format!("{passphrase} {n}"));
                }
            });
        }
    });
    let versions = bench.store.versions(id).unwrap();
    assert_eq!(versions.len(), 1 + 2 * EACH);
    for passphrase in [PASSPHRASE, OTHER] {
        let texts = versions.iter().filter(|note| note.content.text.starts_with(passphrase));
        let numbers: Vec<_> = texts.map(|note| note.content.text.rsplit(' ').next().unwrap().to_owned()).collect();
        assert_eq!(numbers, (0..EACH).map(|n| n.to_string()).collect::<Vec<_>>());
    }
}
