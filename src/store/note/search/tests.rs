//! Search in notes: boundaries, edits, merged records, older files, and nothing typed that fails.

use crate::domain::facts::ChildKey;
use crate::domain::imported::ImportId;
use crate::domain::note::search::{Found, Wanted, indexed};
use crate::domain::note::{NewNote, NoteId};
use crate::domain::undoable::Turn;
use crate::domain::who::Told;
use crate::store::Store;
use crate::store::command::{Applied, Command};
use crate::store::schema::MIGRATIONS;
use crate::store::testing::{Bench, PASSPHRASE, children, note, secret, stamp};
use proptest::prelude::*;

fn file(bench: &mut Bench, note: NewNote) -> NoteId {
    match bench.store.apply(Command::FileNote { note, draft: None }, stamp()).unwrap() {
        Applied::Filed(id) => id,
        other => panic!("{other:?}"),
    }
}

fn with_notes(texts: &[&str]) -> Bench {
    let mut bench = Bench::new();
    for text in texts {
        file(&mut bench, NewNote { person: None, ..note(vec![], text) });
    }
    bench
}

fn find(bench: &Bench, query: &str, most: usize) -> Found {
    bench.store.find_notes(&Wanted::new(query), most).unwrap()
}

fn lines(bench: &Bench, query: &str) -> Vec<String> {
    find(bench, query, 9).hits.into_iter().map(|hit| hit.line.text).collect()
}

#[test]
fn the_note_filed_last_comes_first_and_what_is_left_out_is_said() {
    let bench = with_notes(&["taxi late", "no coach", "Taxi cancelled", "taxis"]);
    assert_eq!(lines(&bench, "taxi"), ["taxis", "Taxi cancelled", "taxi late"]);
    assert_eq!(lines(&bench, "taxi l"), ["taxi late"]);
    assert_eq!(lines(&bench, ""), ["taxis", "Taxi cancelled", "no coach", "taxi late"]);
    for (query, most, hits, more) in [
        ("taxi", 3, 3, false),
        ("taxi", 2, 2, true),
        ("taxi", 0, 0, true),
        ("", 4, 4, false),
        ("", 3, 3, true),
        ("zz", 0, 0, false),
    ] {
        let found = find(&bench, query, most);
        assert_eq!((found.hits.len(), found.more), (hits, more), "{query} {most}");
    }
}

#[test]
fn an_edit_is_found_by_its_new_words_alone() {
    let mut bench = with_notes(&["taxi late", "other"]);
    let id = find(&bench, "taxi", 1).hits[0].note.id;
    bench
        .store
        .apply(Command::EditNote { edit: id.into(), note: note(vec![], "coach late"), draft: None }, stamp())
        .unwrap();
    assert_eq!(
        (lines(&bench, "taxi").len(), lines(&bench, "coach"), lines(&bench, "late")),
        (0, vec!["coach late".to_owned()], vec!["coach late".to_owned()])
    );
    assert_eq!(find(&bench, "osei", 9).hits[0].note.earlier, 1, "the person is searched too");
}

#[test]
fn a_note_about_a_merged_record_is_about_the_child_that_stands_for_it() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    let (keep, other) = (bench.key("c1"), bench.key("c2"));
    file(&mut bench, note(vec![other, keep], "taxi"));
    let about = |bench: &Bench| find(bench, "taxi", 9).hits[0].note.content.about.clone();
    assert_eq!(about(&bench), [keep, other]);
    bench.store.apply(Command::Who(Told::One { keep, other }), stamp()).unwrap();
    assert_eq!(about(&bench), [keep]);
    bench.store.apply(Command::Who(Told::Apart(other)), stamp()).unwrap();
    assert_eq!(about(&bench), [keep, other]);
}

#[test]
fn an_import_taken_back_leaves_every_note_to_be_found() {
    let mut bench = Bench::new();
    bench.import(children(&["c1"]));
    let child = bench.key("c1");
    file(&mut bench, note(vec![child], "taxi"));
    bench.store.apply(Command::UndoImport(ImportId(1)), stamp()).unwrap();
    assert_eq!(lines(&bench, "taxi"), ["taxi"]);
}

#[test]
fn what_fails_leaves_no_word() {
    let mut bench = Bench::new();
    let nobody = note(vec![ChildKey(9)], "taxi");
    assert!(bench.store.apply(Command::FileNote { note: nobody, draft: None }, stamp()).is_err());
    assert_eq!(bench.count("SELECT count(*) FROM note_search"), 0);
}

#[test]
fn the_notes_of_an_older_file_are_found_after_it_was_opened() {
    let bench = with_notes(&["taxi late", "coach"]);
    let number = MIGRATIONS.iter().position(|sql| sql.contains("note_search")).unwrap();
    let since = MIGRATIONS[number..].iter().flat_map(|sql| sql.lines());
    let made = since.filter_map(|line| line.strip_prefix("CREATE ")?.split_once("TABLE ")?.1.split_once(' '));
    let tables: Vec<_> = made.map(|(table, _)| format!("DROP TABLE {table};")).collect();
    let older = format!(
        "{}
        ALTER TABLE draft DROP COLUMN own; ALTER TABLE draft DROP COLUMN seen;
         ALTER TABLE note_version DROP COLUMN beside; PRAGMA user_version = {number};",
        tables.into_iter().rev().collect::<String>()
    );
    assert_eq!(number + 6, MIGRATIONS.len(), "say here how the file was before");
    bench.store.unlocked.connection.execute_batch(&older).unwrap();
    let Bench { store, path, folder, .. } = bench;
    drop(store);
    let store = Store::open(&path, &secret(PASSPHRASE)).unwrap();
    assert_eq!(store.find_notes(&Wanted::new("tax"), 9).unwrap().hits.len(), 1);
    assert_eq!(store.find_notes(&Wanted::default(), 9).unwrap().hits.len(), 2);
    drop(folder);
}

#[test]
fn what_looks_like_an_operator_is_words() {
    let bench = with_notes(&["and or not near words", "O'Brien\u{2019}s 50% (half) *starred*"]);
    for (query, hits) in [
        ("AND", 1),
        ("NOT near", 1),
        ("NEAR(and or)", 1),
        ("words:and", 1),
        ("\"and or", 1),
        ("and*", 1),
        ("^and", 1),
        ("-and", 1),
        ("{words} : or", 1),
        ("obriens", 1),
        ("o'brien", 1),
        ("50%", 1),
        ("\0half", 1),
        ("*", 2),
        ("\"", 2),
        ("(", 2),
        ("'", 2),
        (";--", 2),
    ] {
        assert_eq!(find(&bench, query, 9).hits.len(), hits, "{query}");
    }
}

#[test]
fn a_query_however_long_is_answered_by_all_of_its_words() {
    let text: Vec<String> = (0..3_000).map(|number| format!("w{number}")).collect();
    let bench = with_notes(&[&text.join(" ")]);
    assert_eq!(find(&bench, &text.join(" "), 9).hits.len(), 1);
    assert_eq!(find(&bench, &format!("{} other", text.join(" ")), 9).hits.len(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_query_fails_and_what_is_found_is_what_has_the_words(
        texts in proptest::collection::vec("(?s)[a-cÁł'\" \\n*()漢]{0,12}|.{0,12}", 1..5),
        queries in proptest::collection::vec("(?s)[a-cÁł'\"*():^ -]{0,6}|.{0,8}", 12),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let bench = with_notes(&texts);
        for query in queries {
            let wanted = Wanted::new(&query);
            let found = find(&bench, &query, 9);
            let fits = |text: &str| {
                let words = indexed(&NewNote { person: None, ..note(vec![], text) });
                wanted.words().iter().all(|word| words.split(' ').any(|known| known.starts_with(word.as_str())))
            };
            let expected: Vec<&str> = texts.iter().rev().copied().filter(|text| fits(text)).collect();
            let texts: Vec<String> = found.hits.into_iter().map(|hit| hit.note.content.text).collect();
            prop_assert_eq!(texts, expected, "{:?}", query);
        }
    }
}

#[test]
fn a_note_or_an_edit_taken_back_is_not_found_until_it_is_made_again() {
    let mut bench = with_notes(&["taxi late", "other"]);
    let id = find(&bench, "taxi", 1).hits[0].note.id;
    bench
        .store
        .apply(Command::EditNote { edit: id.into(), note: note(vec![], "coach late"), draft: None }, stamp())
        .unwrap();
    let turn = |bench: &mut Bench, turn: Turn| {
        let seq = bench.store.next_turn(turn, stamp()).unwrap().unwrap().seq;
        bench.store.apply(Command::Turn(turn, seq), stamp()).unwrap();
        ["taxi", "coach", "other", ""].map(|query| lines(bench, query).len())
    };
    for (to, taxi, coach, other, all) in [
        (Turn::Undo, 1, 0, 1, 2),
        (Turn::Undo, 1, 0, 0, 1),
        (Turn::Undo, 0, 0, 0, 0),
        (Turn::Redo, 1, 0, 0, 1),
        (Turn::Redo, 1, 0, 1, 2),
        (Turn::Redo, 0, 1, 1, 2),
    ] {
        assert_eq!(turn(&mut bench, to), [taxi, coach, other, all], "{to:?}");
    }
}

#[test]
fn a_sealed_piece_is_found_nowhere_and_stands_in_no_list() {
    let mut bench = Bench::with_children(&["c1"]);
    let child = bench.key("c1");
    let sealed = NewNote {
        next_step: Some("ring [[07700 900123]] again".to_owned()),
        follow_up: Some(crate::store::testing::day("2026-12-04")),
        ..note(vec![child], "moved to [[ZZ99 1AA]] on Friday")
    };
    file(&mut bench, sealed);
    for query in ["zz99", "07700", "1AA", "900123"] {
        assert_eq!(find(&bench, query, 9).hits.len(), 0, "{query}");
    }
    assert_eq!(lines(&bench, "friday"), ["moved to [sealed: p] on Friday"]);
    let caseload = bench.store.caseload(crate::store::testing::day("2026-11-23")).unwrap();
    let contact = caseload.children[0].last_contact.as_ref().unwrap();
    assert_eq!(contact.gist, "moved to [sealed: p] on Friday");
    assert_eq!(contact.next_step.as_deref(), Some("ring [sealed: p] again"));
    assert_eq!(caseload.follow_ups[0].what, "ring [sealed: p] again");
    let whole = bench.store.record(child).unwrap().notes[0].content.clone();
    assert_eq!(whole.text, "moved to [[ZZ99 1AA]] on Friday", "the note itself keeps it");
}
