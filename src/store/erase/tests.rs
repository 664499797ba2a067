//! What stays of an erased child: nothing that was ever written of it, in no page of the file.

mod office;

use crate::domain::audit::Deed;
use crate::domain::erased::{Erasure, Mention, Waiting};
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::note::{Draft, DraftId, NewNote};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{Content, Layer};
use crate::domain::undoable::Turn;
use crate::domain::who::Told;
use crate::store::Store;
use crate::store::command::{Applied, Command};
use crate::store::error::StoreError;
use crate::store::testing::{Bench, PASSPHRASE, children, counts, day, note, secret, sheet, single, stamp};
use crate::store::{erase, files, schema};
use office::{CANARY, ID, UPN, canary, child, decided, filed, of, office, written};
use rusqlite::MAIN_DB;

/// Every page of the file as it stands there, decrypted, small letters.
fn pages(bench: &mut Bench) -> Vec<u8> {
    let connection = &mut bench.store.unlocked.connection;
    connection.serialize(MAIN_DB).unwrap().to_ascii_lowercase()
}

fn holds(pages: &[u8], text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    pages.windows(text.len()).any(|window| window == text.as_bytes())
}

fn log(bench: &Bench) -> u64 {
    std::fs::metadata(files::beside(&bench.path, "-wal")).map_or(0, |log| log.len())
}

fn erase(bench: &mut Bench, id: &str) -> Erasure {
    let child = bench.key(id);
    bench.store.erase(child, "Archive box 12", stamp()).unwrap()
}

#[test]
fn nothing_that_was_written_of_an_erased_child_stands_in_any_page() {
    let mut bench = written();
    let before = pages(&mut bench);
    for text in [CANARY, ID, UPN, "quill"] {
        assert!(holds(&before, text), "the search finds {text}");
    }
    assert!(log(&bench) > 0);
    let waiting = bench.store.waiting_of(bench.key(ID)).unwrap();
    assert_eq!(waiting, Waiting { follow_ups: 1, drafts: 1 });
    let erasure = erase(&mut bench, ID);
    assert!(!erasure.unswept);
    assert_eq!((erasure.notes, erasure.shared, erasure.drafts, erasure.held), (1, 2, 1, 2), "{erasure:?}");
    assert_eq!((erasure.decisions, erasure.files, erasure.mentions.len()), (2, 1, 0), "{erasure:?}");
    let after = pages(&mut bench);
    for text in [CANARY, ID, UPN, "quill", "Z801200001009"] {
        assert!(!holds(&after, text), "{text} is still there");
    }
    assert_eq!(log(&bench), 0, "the log is empty");
    assert!(holds(&after, "Archive box 12") && holds(&after, "the coach was late") && holds(&after, "is well"));
}

#[test]
fn no_row_of_any_table_is_of_an_erased_child() {
    let mut bench = written();
    let key = bench.key(ID).0;
    erase(&mut bench, ID);
    let connection = &bench.store.unlocked.connection;
    let sql = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'
        AND c.name IN ('child', 'one', 'other', 'said', 'root') AND t.name NOT IN ('audit', 'erased', 'erased_key')";
    let mut statement = connection.prepare(sql).unwrap();
    let columns: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert!(columns.len() > 25, "{columns:?}");
    for (table, column) in columns {
        assert_eq!(bench.count(&format!("SELECT count(*) FROM {table} WHERE {column} = {key}")), 0, "{table}");
    }
    assert_eq!(bench.count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_eq!(bench.count("SELECT count(*) FROM child_row"), 1, "the other child is there");
    let stub =
        "SELECT count(*) FROM erased WHERE actor = 'Anna' AND filed_ref = 'Archive box 12' AND day = '2026-11-23'";
    assert_eq!(bench.count(stub), 1);
    let told = bench.store.audit(Some(ChildKey(key))).unwrap();
    let last = &told.last().unwrap().event;
    assert_eq!((last.deed, last.detail.as_str()), (Deed::Erase, "filed: Archive box 12"));
    assert_eq!(bench.store.audit_chain().unwrap().broken, None);
}

#[test]
fn the_other_children_stand_as_they_did() {
    let mut bench = written();
    let other = bench.key("C2");
    let before = bench.store.record(other).unwrap();
    erase(&mut bench, ID);
    let after = bench.store.record(other).unwrap();
    assert_eq!((before.child, before.tables.len()), (after.child, after.tables.len()));
    for (before, after) in before.tables.iter().zip(&after.tables) {
        assert!(before.rows == after.rows, "{}", before.spec.name);
    }
    let texts: Vec<String> = after.notes.iter().map(|note| note.content.text_of(other).into_owned()).collect();
    assert_eq!(texts, ["the coach was late\nis well", "filed under the right one"]);
    assert!(after.notes.iter().all(|note| note.content.about == [other]));
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    assert_eq!((caseload.children.len(), caseload.follow_ups.len()), (1, 1));
    assert_eq!(bench.store.held().unwrap().len(), 0);
}

#[test]
fn changes_of_an_erased_child_are_not_offered_to_be_undone() {
    let mut bench = office();
    let (mine, other) = (bench.key(ID), bench.key("C2"));
    filed(&mut bench, note(vec![other], "before"));
    filed(&mut bench, note(vec![mine], &canary("text")));
    decided(&mut bench, &[mine]);
    erase(&mut bench, ID);
    let next = bench.store.next_turn(Turn::Undo, stamp()).unwrap().unwrap();
    let turned = bench.store.apply(Command::Turn(Turn::Undo, next.seq), stamp()).unwrap();
    assert!(matches!(turned, Applied::Turned(turned) if turned.words == "the note filed"));
    assert_eq!(bench.store.drafts().unwrap()[0].content.text, "before");
    assert_eq!(bench.store.next_turn(Turn::Undo, stamp()).unwrap(), None);
    assert_eq!(bench.count("SELECT count(*) FROM change WHERE command = 'decide' AND after IS NOT NULL"), 0);
}

#[test]
fn a_child_of_several_records_is_erased_with_all_of_them() {
    let mut bench = written();
    bench.import(children(&["C3"]));
    let (mine, more) = (bench.key(ID), bench.key("C3"));
    bench.store.apply(Command::Who(Told::One { keep: more, other: mine }), stamp()).unwrap();
    erase(&mut bench, ID);
    assert!(!holds(&pages(&mut bench), CANARY) && !holds(&pages(&mut bench), "zuzanna"));
    assert_eq!((bench.count("SELECT count(*) FROM erased"), bench.count("SELECT count(*) FROM merged")), (2, 0));
    assert_eq!(
        bench.store.next_turn(Turn::Undo, stamp()).unwrap().map(|next| next.words),
        Some("the held-back row dropped")
    );
}

#[test]
fn a_later_file_that_brings_the_child_again_is_told_of_it() {
    let mut bench = office();
    bench.import(of(Kind::CensusPupil, ID, 1));
    erase(&mut bench, ID);
    let upn = crate::domain::sheet::by_upn(UPN);
    for (sheet, why) in [
        (child(ID, "Kanarek", "Quill", ""), "by the council's id"),
        (child("C7", "Kanarek", "Quill", UPN), "by the pupil number under another id"),
        (sheet(Kind::Pep, Layer::Own, vec![(ID, vec![("due", "2026-12-01")])]), "a row of another kind"),
        (sheet(Kind::Pep, Layer::Own, vec![(upn.as_str(), vec![("due", "2026-12-01")])]), "a row by pupil number"),
        (single(&[(ID, "2026-11-17", "AM", "/")]), "a mark"),
    ] {
        let mut sheet = sheet;
        if let Content::Rows { rows, .. } = &mut sheet.content {
            rows[0].text = Some(Sealed::new(format!("{ID},{CANARY}")));
        }
        sheet.texts.insert(2, Sealed::new(format!("{ID},{CANARY}")));
        "child_id,date,session,code".clone_into(&mut sheet.header);
        let intake = bench.import(sheet);
        assert_eq!(counts(&intake), (0, 0, 0, 1), "{why}");
        assert_eq!(intake.held[0].reason, "this child was erased on 23 November 2026", "{why}");
    }
    assert!(!holds(&pages(&mut bench), CANARY), "nothing of the rows is kept");
    let unknown = bench.import(sheet(Kind::Pep, Layer::Own, vec![("C8", vec![("due", "2026-12-01")])]));
    assert_eq!(unknown.held[0].reason, "no such child in the caseload");
    assert_eq!(counts(&bench.import(child("C8", "Kanarek", "Quill", "B801200001003"))), (1, 0, 0, 0), "a namesake");
}

#[test]
fn without_a_reference_or_with_one_that_names_the_child_nothing_is_erased() {
    let mut bench = written();
    let (child, before) = (bench.key(ID), bench.dump());
    for reference in ["", "  ", "a\nb", &"x".repeat(121)] {
        assert!(matches!(bench.store.erase(child, reference, stamp()), Err(StoreError::NoFiledRef)), "{reference}");
    }
    for reference in ["box of Kanarek", "Quill, K", ID, &format!("LL/{UPN}")] {
        assert!(matches!(bench.store.erase(child, reference, stamp()), Err(StoreError::RefNamesChild)), "{reference}");
    }
    assert_eq!(bench.dump(), before);
}

#[test]
fn nobody_is_erased_and_nobody_of_whom_a_draft_tells_beside_others() {
    let mut bench = written();
    let (child, before) = (bench.key(ID), bench.dump());
    let nobody = bench.store.erase(ChildKey(99), "box", stamp());
    assert!(matches!(nobody, Err(StoreError::NoSuchChild)), "{nobody:?}");
    let both = vec![child, bench.key("C2")];
    let content = note(both, "half a note");
    let draft = Draft { id: DraftId(0), version: 0, content, edits: None, kept: stamp().0 };
    assert_eq!(bench.dump(), before);
    bench.store.apply(Command::KeepDraft { draft, over: None }, stamp()).unwrap();
    assert!(matches!(bench.store.erase(child, "box", stamp()), Err(StoreError::SharedDraft)));
    assert!(matches!(bench.store.waiting_of(child), Err(StoreError::SharedDraft)));
}

#[test]
fn texts_of_others_that_name_the_child_are_told() {
    let mut bench = office();
    let (mine, other) = (bench.key(ID), bench.key("C2"));
    let named = filed(&mut bench, note(vec![other], "sat with Kanarek Quill"));
    filed(&mut bench, note(vec![other], "heard a Kanarek sing"));
    let shared = filed(&mut bench, note(vec![mine, other], "Kanarek and Tomos"));
    let promised = NewNote {
        next_step: Some(format!("ask for {UPN}")),
        follow_up: Some(day("2026-12-01")),
        ..note(vec![other], "x")
    };
    let promised = filed(&mut bench, promised);
    bench.import(child(ID, "Zofia", "Quill", UPN));
    let asked = |reference: &'static str, question| {
        let row = [("received", "2026-11-02"), ("from_role", "school"), ("topic", "peps"), ("reference", reference)];
        ("", [&row[..], &[("question", question)]].concat())
    };
    let rows = vec![asked("one", "about Kanarek Quill"), asked("two", "about a bird")];
    bench.import(sheet(Kind::Enquiry, Layer::Own, rows));
    let erasure = erase(&mut bench, ID);
    let notes = [named, shared, promised].map(Mention::Note);
    let others = [Mention::FollowUp(promised), Mention::Row(Kind::Enquiry, 1)];
    assert_eq!(erasure.mentions, [&notes[..], &others].concat());
}

#[test]
fn what_could_not_be_swept_is_swept_at_the_next_start() {
    let mut bench = written();
    let reader = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
    let connection = &reader.unlocked.connection;
    bench.store.unlocked.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let reading = connection.unchecked_transaction().unwrap();
    let _: i64 = reading.query_row("SELECT count(*) FROM child", [], |row| row.get(0)).unwrap();
    assert!(erase(&mut bench, ID).unswept);
    drop(reading);
    drop(reader);
    let Bench { store, path, folder, code } = bench;
    drop(store);
    let store = Store::open(&path, &secret(PASSPHRASE)).unwrap();
    let mut bench = Bench { store, path, code, folder };
    assert!(!holds(&pages(&mut bench), CANARY));
    assert_eq!(
        (log(&bench), schema::meta_integer(&bench.store.unlocked.connection, erase::UNSWEPT).unwrap()),
        (0, None)
    );
}

#[test]
fn copies_beside_the_caseload_that_hold_the_child_are_named() {
    let mut bench = written();
    let child = bench.key(ID);
    assert_eq!(bench.store.copies_with(child).unwrap(), []);
    let unlocked = &bench.store.unlocked;
    let copy = files::beside(&bench.path, ".before-9");
    drop(crate::store::open::copy(&unlocked.connection, &copy, &unlocked.key).unwrap());
    let strange = bench.folder.path().join("strange");
    std::fs::write(&strange, vec![7; 32_768]).unwrap();
    std::fs::write(bench.folder.path().join("letter.txt"), "text").unwrap();
    let log = files::beside(&bench.path, ".wal-damaged-7");
    std::fs::write(&log, "a log").unwrap();
    let backup = bench.store.backup(None, stamp()).unwrap().path;
    let found = bench.store.copies_with(child).unwrap();
    let told: Vec<_> = found.iter().map(|copy| (copy.path.clone(), copy.certain)).collect();
    assert_eq!(told, [(backup, true), (copy, true), (log, false), (strange, false)]);
    bench.import(children(&["C5"]));
    assert_eq!(bench.store.copies_with(bench.key("C5")).unwrap().iter().filter(|copy| copy.certain).count(), 0);
}
