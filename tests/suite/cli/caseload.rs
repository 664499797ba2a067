//! Caseload files that cannot be used: busy, newer, cut off, half lost. Each has its exit code, and stays as it is.

use crate::cli::says;
use crate::harness::{Office, PASSPHRASE, Ran};
use data_encoding::BASE32_NOPAD;
use lookout::store::Store;
use lookout::store::secret::Secret;
use rusqlite::Connection;
use std::io::Write;
use std::process::{Child, Stdio};

const TODAY: &str = "2026-11-23";
const CHILDREN: &[u8] = b"child_id,forename,surname,dob\nC1,Amara,Okafor,2013-05-01\n";

/// An office with one child, and a door to its file past the program: what another program would do.
fn office() -> (Office, Connection) {
    let office = Office::bare(TODAY);
    let path = office.path("caseload.db");
    let (_, code) = Store::create_cheap(&path, "amy", &Secret::new(PASSPHRASE.to_owned())).unwrap();
    office.write("in/children.csv", CHILDREN);
    assert_eq!(office.run(&["import", "in"]).code, Some(0));
    let letters = code.reveal().replace('-', "");
    let key = data_encoding::HEXLOWER.encode(&BASE32_NOPAD.decode(letters.as_bytes()).unwrap()[..32]);
    let door = Connection::open(path).unwrap();
    door.execute_batch(&format!(
        "PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = 16384; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
         PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;"
    ))
    .unwrap();
    (office, door)
}

fn start(office: &Office, arguments: &[&str], input: &[u8]) -> Child {
    let mut child = office.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child
}

fn notes(office: &Office) -> usize {
    office.run(&["show", "C1", "--json"]).json()["notes"].as_array().unwrap().len()
}

#[test]
fn a_caseload_that_another_program_writes_to_is_busy_and_can_be_read() {
    let (office, door) = office();
    office.write("later/children.csv", b"child_id,forename,surname,dob\nC2,Ivy,Hart,2012-07-03\n");
    door.execute_batch("BEGIN IMMEDIATE").unwrap();
    let filing = start(&office, &["note", "C1"], b"rang");
    let importing = start(&office, &["import", "later"], b"");
    assert_eq!(office.run(&["imports", "--json"]).json()["imports"].as_array().unwrap().len(), 1);
    // What is about children leaves only once that is put down.
    let listing = start(&office, &["alerts", "--json"], b"");
    let showing = start(&office, &["show", "C1"], b"");
    for waiting in [filing, importing, listing, showing] {
        says(
            &Ran::of(waiting.wait_with_output().unwrap()),
            11,
            &["another program", "nothing was changed", "Try again"],
        );
    }
    door.execute_batch("ROLLBACK").unwrap();
    assert_eq!((notes(&office), office.run(&["alerts", "--json"]).json()["children"].as_u64()), (0, Some(1)));
    assert_eq!(office.run_on(&["note", "C1"], b"rang").code, Some(0));
}

#[test]
fn a_newer_file_is_refused_or_read_as_it_says() {
    let (office, door) = office();
    door.execute_batch("PRAGMA user_version = 99; UPDATE meta SET value = 1 WHERE name = 'min_reader';").unwrap();
    assert_eq!(office.run(&["alerts", "--json"]).json()["children"], 1);
    assert_eq!(office.run(&["import", "in", "--check"]).code, Some(0));
    for arguments in [&["note", "C1"][..], &["import", "in"]] {
        let ran = office.run_on(arguments, b"rang");
        says(&ran, 13, &["caseload.db", "newer", "version 99", "nothing was changed", "Update Lookout"]);
    }
    assert_eq!(notes(&office), 0);
    door.execute_batch("UPDATE meta SET value = 99 WHERE name = 'min_reader'").unwrap();
    for arguments in [&["alerts"][..], &["show", "C1"], &["find", "x"], &["note", "C1"], &["import", "in"]] {
        says(
            &office.run_on(arguments, b"rang"),
            13,
            &["caseload.db", "newer", "nothing was changed", "Update Lookout"],
        );
    }
    let version: i64 = door.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 99);
}

#[test]
fn a_caseload_that_was_cut_off_is_damaged_and_not_begun_anew() {
    let (office, door) = office();
    door.close().unwrap();
    for length in [0, 100, 16_384, 40_000] {
        let whole = std::fs::read(office.path("caseload.db")).unwrap();
        office.write("cut.db", &whole[..length]);
        std::fs::copy(office.path("caseload.db.keys"), office.path("cut.db.keys")).unwrap();
        for arguments in [&["alerts", "--db", "cut.db"][..], &["import", "in", "--db", "cut.db"]] {
            says(&office.run(arguments), 1, &["cut.db", "damaged", "nothing was changed", "backup"]);
        }
        assert_eq!(std::fs::metadata(office.path("cut.db")).unwrap().len(), length as u64);
    }
}

#[test]
fn a_lost_caseload_is_not_taken_for_none() {
    let (office, door) = office();
    door.close().unwrap();
    std::fs::rename(office.path("caseload.db"), office.path("elsewhere")).unwrap();
    for arguments in [&["alerts"][..], &["import", "in"]] {
        says(&office.run(arguments), 10, &["caseload.db is missing", "keys file", "backup"]);
    }
    says(&office.run(&["init"]), 1, &["caseload.db.keys", "untouched"]);
    assert!(!office.path("caseload.db").exists());
}

#[test]
fn a_screen_that_can_only_read_says_so_before_a_note_is_begun() {
    let (office, door) = office();
    door.execute_batch("PRAGMA user_version = 99; UPDATE meta SET value = 1 WHERE name = 'min_reader';").unwrap();
    let window = office.window(&[], (80, 24), &[]);
    window.wait_text("can only be read here");
}

#[test]
fn an_audit_that_somebody_changed_past_the_program_is_listed_and_its_first_bad_row_named() {
    let (office, door) = office();
    for _ in 0..3 {
        assert_eq!(office.run(&["show", "C1"]).code, Some(0));
    }
    assert!(door.execute_batch("UPDATE audit SET actor = 'nobody'").is_err(), "the file itself refuses");
    door.execute_batch("DROP TRIGGER audit_is_not_changed; UPDATE audit SET actor = 'nobody' WHERE seq = 3").unwrap();
    for arguments in [&["audit"][..], &["audit", "--json"], &["audit", "--head"]] {
        says(&office.run(arguments), 1, &["from row 3 on", "compare it with a backup"]);
    }
    let ran = office.run(&["audit", "--json"]);
    assert_eq!(ran.json()["chain"]["broken"], 3);
}
