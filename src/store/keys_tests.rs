//! Opening: each thing that can be wrong is a message of its own.

use crate::store::Store;
use crate::store::command::Command;
use crate::store::error::StoreError;
use crate::store::files::beside;
use crate::store::testing::{Bench, PASSPHRASE, day, note, secret, stamp};

fn open(bench: &Bench, typed: &str) -> Result<Store, StoreError> {
    Store::open(&bench.path, &secret(typed))
}

#[test]
fn the_passphrase_and_the_recovery_code_open() {
    let bench = Bench::with_children(&["c1"]);
    for typed in [PASSPHRASE, &bench.code, &bench.code.to_lowercase()] {
        let store = open(&bench, typed).unwrap();
        assert_eq!((store.actor(), store.caseload(day("2026-11-23")).unwrap().children.len()), ("Anna", 1));
    }
}

#[test]
fn a_wrong_passphrase_says_so() {
    let bench = Bench::new();
    let other = Bench::new();
    for typed in ["wrong horse battery", "", &other.code] {
        assert!(matches!(open(&bench, typed), Err(StoreError::WrongPassphrase)), "{typed}");
    }
}

#[test]
fn no_caseload_and_an_existing_one_say_so() {
    let bench = Bench::new();
    let before = std::fs::read(&bench.path).unwrap();
    let again = Store::create_cheap(&bench.path, "Bo", &secret(PASSPHRASE));
    assert!(matches!(again, Err(StoreError::Exists(_))));
    assert_eq!(std::fs::read(&bench.path).unwrap(), before);
    let nowhere = bench.folder.path().join("other.db");
    assert!(matches!(Store::open(&nowhere, &secret(PASSPHRASE)), Err(StoreError::NoCaseload(_))));
    assert!(!nowhere.exists());
    let no_folder = bench.folder.path().join("none").join("c.db");
    assert!(matches!(Store::create_cheap(&no_folder, "Bo", &secret(PASSPHRASE)), Err(StoreError::Io { .. })));
}

#[test]
fn a_lost_keys_file_is_made_anew_by_the_recovery_code() {
    let bench = Bench::new();
    let keys = beside(&bench.path, ".keys");
    std::fs::remove_file(&keys).unwrap();
    assert!(matches!(open(&bench, PASSPHRASE), Err(StoreError::LostKeys(_))));
    assert!(matches!(open(&bench, &Bench::new().code), Err(StoreError::WrongPassphrase)));
    open(&bench, &bench.code).unwrap();
    open(&bench, PASSPHRASE).unwrap();
}

#[test]
fn a_flipped_bit_anywhere_in_the_keys_file_is_damage() {
    let bench = Bench::new();
    let keys = beside(&bench.path, ".keys");
    let whole = std::fs::read(&keys).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 4;
        std::fs::write(&keys, &bytes).unwrap();
        assert!(matches!(open(&bench, PASSPHRASE), Err(StoreError::DamagedKeys(_))), "byte {at}");
    }
    open(&bench, &bench.code).unwrap();
    assert_eq!(std::fs::read(&keys).unwrap(), whole);
}

#[test]
fn an_open_program_makes_a_lost_keys_file_anew() {
    let mut bench = Bench::new();
    let keys = beside(&bench.path, ".keys");
    std::fs::remove_file(&keys).unwrap();
    bench.store.apply(Command::FileNote { note: note(vec![], "rang"), draft: None }, stamp()).unwrap();
    open(&bench, PASSPHRASE).unwrap();
}

#[test]
fn a_flipped_bit_in_the_caseload_is_refused_and_never_shown() {
    let mut bench = Bench::with_children(&["c1", "c2"]);
    let child = bench.key("c1");
    bench.store.apply(Command::FileNote { note: note(vec![child], "rang"), draft: None }, stamp()).unwrap();
    let read = |store: &Store| -> Result<_, StoreError> {
        let (caseload, record) = (store.caseload(day("2026-11-23"))?, store.record(child)?);
        Ok((caseload.children, record.own.values, record.notes))
    };
    let truth = read(&bench.store).unwrap();
    let Bench { store, path, folder, .. } = bench;
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    let mut refused = 0;
    for at in (8..whole.len()).step_by(1777) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        match Store::open(&path, &secret(PASSPHRASE)).and_then(|store| read(&store)) {
            Ok(shown) => assert!(shown == truth, "byte {at}"),
            Err(StoreError::Damaged(_)) => refused += 1,
            Err(other) => panic!("byte {at}: {other:?}"),
        }
    }
    assert!(refused > 9, "{refused}");
    drop(folder);
}

#[test]
fn every_file_is_the_owners_alone_and_none_holds_plain_text() {
    use std::os::unix::fs::PermissionsExt;
    let mut bench = Bench::with_children(&["c1"]);
    bench
        .store
        .apply(Command::FileNote { note: note(vec![bench.key("c1")], "plain words"), draft: None }, stamp())
        .unwrap();
    let mut seen = 0;
    for entry in std::fs::read_dir(bench.folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.file_name());
        let bytes = std::fs::read(entry.path()).unwrap();
        for word in ["Zuzanna", "Quill", "plain words", "SQLite format", PASSPHRASE] {
            assert!(!bytes.windows(word.len()).any(|found| found == word.as_bytes()), "{:?}", entry.file_name());
        }
        seen += 1;
    }
    assert_eq!(seen, 4, "caseload, keys, log and its index");
}
