//! Passphrases, checks, backups: what guards the caseload.

use crate::cli::{office, says};
use crate::harness::{Office, PASSPHRASE};
use std::os::unix::fs::PermissionsExt;

const NEW: &str = "kettle orbit seven moss";

fn own(office: &Office, name: &str, text: &str) -> String {
    let path = office.write(name, format!("{text}\n").as_bytes());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    path.display().to_string()
}

/// The moment as the machine's clock says it.
fn now() -> i64 {
    lookout::runtime::clock::Clock::running().now().timestamp()
}

#[test]
fn wrong_passphrases_wait_and_the_right_one_is_told_of_them() {
    let office = office();
    let wrong = own(&office, "wrong", "wrong horse battery");
    let tried: Vec<_> = (0..6).map(|_| office.run(&["alerts", "--passphrase-file", &wrong])).collect();
    assert!(tried.iter().all(|ran| ran.code == Some(12) && ran.out.is_empty()), "{tried:?}");
    says(&tried[2], 12, &["wrong passphrase", "not touched"]);
    let put_down = std::fs::read_to_string(office.path("caseload.db.tries")).unwrap();
    assert!((3..=5).contains(&put_down.lines().count()), "{put_down}");
    let mode = std::fs::metadata(office.path("caseload.db.tries")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // Ten just now: nobody waits that long here.
    office.write("caseload.db.tries", format!("{:012}\n", now()).repeat(10).as_bytes());
    says(&office.run(&["alerts"]), 12, &["too many wrong passphrases", "Try again in", "seconds"]);
    office.write("caseload.db.tries", format!("{:012}\n", now() - 300).repeat(10).as_bytes());
    assert_eq!(office.run(&["alerts"]).code, Some(0));
    assert_eq!(std::fs::read(office.path("caseload.db.tries")).unwrap(), b"");
}

#[test]
fn a_frozen_clock_locks_nobody_out() {
    let office = office();
    for _ in 0..12 {
        let ran = office.command(&["alerts"]).env("LOOKOUT_NOW", "2026-11-23T09:00:00").output().unwrap();
        assert_eq!(ran.status.code(), Some(0));
    }
}

#[test]
fn passphrases_are_listed_changed_added_and_removed() {
    let office = office();
    let new = own(&office, "new", NEW);
    let list = |with: &str| office.run(&["passphrase", "list", "--passphrase-file", with]);
    let old = office.path("passphrase").display().to_string();
    assert_eq!(office.run(&["passphrase"]).out, "amy  (in use)\n");
    let added = office.run(&["passphrase", "add", "Bo", "--new-passphrase-file", &new]);
    assert_eq!((added.code, added.out.as_str()), (Some(0), "Bo has a passphrase of their own now\n"), "{added:?}");
    assert_eq!(list(&new).out, "amy\nBo  (in use)\n");
    says(&office.run(&["passphrase", "add", "Bo", "--new-passphrase-file", &new]), 1, &["Bo has a passphrase"]);
    says(&office.run(&["passphrase", "remove", "Cy"]), 1, &["no passphrase of Cy", "nothing was changed"]);
    let third = own(&office, "third", "third kettle orbit moss");
    assert_eq!(office.run(&["passphrase", "change", "--new-passphrase-file", &third]).code, Some(0));
    says(&list(&old), 12, &["wrong passphrase"]);
    assert_eq!(office.run(&["passphrase", "remove", "amy", "--passphrase-file", &new]).code, Some(0));
    says(&office.run(&["passphrase", "remove", "Bo", "--passphrase-file", &new]), 1, &["only passphrase"]);
    for (weak, words) in [("short", "12 characters"), ("Password2026!", "guessers"), ("qwertyuiasdfgh", "keyboard")] {
        let weak = own(&office, "weak", weak);
        let ran = office.run(&["passphrase", "change", "--new-passphrase-file", &weak, "--passphrase-file", &new]);
        says(&ran, 2, &[words, "nothing was made"]);
    }
    assert_eq!(list(&new).out, "Bo  (in use)\n");
}

#[test]
fn a_new_recovery_code_ends_the_old_one_and_the_others() {
    let office = Office::bare("2026-11-23");
    let first = office.run(&["init"]);
    let code = |out: &str| out.trim().strip_prefix("Recovery code: ").unwrap().to_owned();
    let old = own(&office, "old", &code(&first.out));
    let asked = office.run(&["passphrase", "recovery"]);
    says(&asked, 2, &["--yes", "recovery code", "Nothing was changed"]);
    let made = office.run(&["passphrase", "recovery", "--yes"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let new = own(&office, "fresh", &code(&made.out));
    assert_eq!(office.run(&["alerts"]).code, Some(0));
    assert_eq!(office.run(&["alerts", "--passphrase-file", &new]).code, Some(0));
    says(&office.run(&["alerts", "--passphrase-file", &old]), 12, &["wrong passphrase"]);
    // With the code alone a passphrase must be chosen.
    let chosen = own(&office, "chosen", NEW);
    let arguments = ["passphrase", "recovery", "--yes", "--passphrase-file", &new, "--new-passphrase-file", &chosen];
    assert_eq!(office.run(&arguments).code, Some(0));
    assert_eq!(office.run(&["passphrase", "--passphrase-file", &chosen]).out, "amy  (in use)\n");
    says(&office.run(&["alerts"]), 12, &["wrong passphrase"]);
    assert_ne!(PASSPHRASE, NEW);
}

#[test]
fn verify_finds_nothing_in_a_sound_caseload_and_names_what_it_finds() {
    let office = office();
    let sound = office.run(&["verify"]);
    assert_eq!((sound.code, sound.err.as_str()), (Some(0), ""), "{sound:?}");
    let told = office.run(&["verify", "--json"]).json();
    assert_eq!((&told["schema"], &told["findings"]), (&"lookout.verify/1".into(), &0.into()));
    let head = told["audit"]["head"].as_str().unwrap().to_owned();
    assert_eq!(office.run(&["verify", "--head", &head]).code, Some(0));
    says(&office.run(&["verify", "--head", &head.replace('a', "b")]), 1, &["1 thing was found", "nothing was changed"]);
    says(&office.run(&["verify", "--head", "ff"]), 2, &["64 digits"]);
    let mut bytes = std::fs::read(office.path("caseload.db")).unwrap();
    let last = bytes.len() - 100;
    bytes[last] ^= 1;
    office.write("caseload.db", &bytes);
    let damaged = office.run(&["verify"]);
    assert_eq!(damaged.code, Some(1), "{damaged:?}");
    assert!(damaged.out.is_empty() || damaged.out.contains("WRONG"), "{damaged:?}");
}

#[test]
fn a_backup_is_made_looked_into_and_restored() {
    let office = office();
    let made = office.command(&["backup"]).env("LOOKOUT_NOW", "2026-11-23T09:00:00").output().unwrap();
    let made = crate::harness::Ran::of(made);
    let backup = office.path("backups/caseload-20261123-090000.db").display().to_string();
    assert_eq!(
        (made.code, made.out.as_str()),
        (Some(0), &*format!("{backup}: 3 children, 0 notes, checked\n")),
        "{made:?}"
    );
    let before = office.run(&["show", "C1", "--json"]).out;
    assert_eq!(office.run_on(&["note", "C1"], b"rang").code, Some(0));
    let looked = office.run(&["restore", &backup, "--dry-run"]);
    assert_eq!(looked.code, Some(0), "{looked:?}");
    for words in ["children     3", "notes        0", "verified", "children +0, notes +1, changes +1; it went on"] {
        assert!(looked.out.contains(words), "{words}: {looked:?}");
    }
    assert_ne!(office.run(&["show", "C1", "--json"]).out, before, "a dry run restores nothing");
    restored_from(&office, &backup, &before);
}

fn restored_from(office: &Office, backup: &str, before: &str) {
    let restored = office.run(&["restore", backup]);
    assert_eq!(restored.code, Some(0), "{restored:?}");
    assert!(restored.err.contains("kept as") && restored.err.contains("caseload.db.before-restore-"), "{restored:?}");
    assert_eq!(office.run(&["show", "C1", "--json"]).out, before);
    assert_eq!(office.run(&["verify"]).code, Some(0));
    let elsewhere = office.path("elsewhere/c.db").display().to_string();
    assert_eq!(office.run(&["restore", backup, "--to", &elsewhere]).code, Some(0));
    assert_eq!(office.run(&["show", "C1", "--json", "--db", &elsewhere]).out, before);
}

#[test]
fn a_backup_that_is_damaged_is_not_restored() {
    let office = office();
    assert_eq!(office.run(&["backup", "--to", "usb"]).code, Some(0));
    let names = std::fs::read_dir(office.path("usb")).unwrap().map(|entry| entry.unwrap().path());
    let backup = names.into_iter().find(|path| path.extension().is_some_and(|end| end == "db")).unwrap();
    let mut bytes = std::fs::read(&backup).unwrap();
    let last = bytes.len() - 100;
    bytes[last] ^= 1;
    std::fs::write(&backup, &bytes).unwrap();
    let before = office.run(&["show", "C1", "--json"]).out;
    let ran = office.run(&["restore", &backup.display().to_string()]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("not whole") || ran.err.contains("damaged"), "{ran:?}");
    assert_eq!(office.run(&["show", "C1", "--json"]).out, before);
    says(&office.run(&["restore", "nowhere.db"]), 10, &["no caseload"]);
}

#[test]
fn whatever_the_umask_every_file_is_the_owners_alone() {
    for umask in ["000", "022"] {
        let office = Office::bare("2026-11-23");
        let under = |arguments: &[&str]| {
            let script = format!("umask {umask}; exec \"$0\" \"$@\"");
            let mut command = office.command(&[]);
            let mut shell = std::process::Command::new("/bin/sh");
            shell.args(["-c", &script, env!("CARGO_BIN_EXE_lookout")]).args(arguments).env_clear();
            shell
                .envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))))
                .current_dir(office.path(""));
            command = shell;
            let ran = crate::harness::Ran::of(command.output().unwrap());
            assert_eq!(ran.code, Some(0), "{ran:?}");
        };
        under(&["init", "--db", "own/c.db"]);
        under(&["alerts", "--db", "own/c.db"]);
        under(&["backup", "--db", "own/c.db"]);
        let mut seen = Vec::new();
        for folder in ["own", "own/backups"] {
            for entry in std::fs::read_dir(office.path(folder)).unwrap() {
                let entry = entry.unwrap();
                let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
                let private = if entry.path().is_dir() { 0o700 } else { 0o600 };
                assert_eq!(mode, private, "{umask}: {:?}", entry.path());
                seen.push(entry.file_name());
            }
        }
        assert_eq!(seen.len(), 6, "caseload, keys, tries, folder, backup and its keys: {seen:?}");
    }
}

#[test]
fn a_synchronised_folder_and_files_open_to_others_are_refused_with_what_to_do() {
    let office = office();
    let cloud = office.path("OneDrive - Council/c.db").display().to_string();
    std::fs::create_dir(office.path("OneDrive - Council")).unwrap();
    says(
        &office.run(&["init", "--db", &cloud]),
        1,
        &["synchronised", "Keep the caseload on this computer", "backup --to"],
    );
    assert_eq!(office.run(&["backup", "--to", "OneDrive - Council"]).code, Some(0));
    let names: Vec<_> = std::fs::read_dir(office.path("OneDrive - Council")).unwrap().map(Result::unwrap).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let backup = names.iter().map(std::fs::DirEntry::path).find(|path| path.extension().is_some_and(|end| end == "db"));
    let backup = backup.unwrap().display().to_string();
    assert_eq!(office.run(&["restore", &backup, "--dry-run"]).code, Some(0));
    says(&office.run(&["alerts", "--db", &backup]), 1, &["synchronised"]);
    says(&office.run(&["restore", &backup, "--to", &cloud]), 1, &["synchronised"]);
    std::fs::set_permissions(office.path("caseload.db"), std::fs::Permissions::from_mode(0o666)).unwrap();
    says(&office.run(&["alerts"]), 1, &["others can write", "chmod go-w"]);
}
