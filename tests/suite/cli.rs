//! The commands as the formats page writes them: exit codes, JSON, and what bad input gets.

mod caseload;
mod health;
mod held;
mod import;
mod profile;
mod published;
mod shell;
mod undo;
mod vault;
mod who;
mod work;

use crate::harness::{Office, Ran};
use std::process::Stdio;

const TODAY: &str = "2026-11-23";
const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort\n\
    C1,Amara,Okafor,2013-05-01,9,LAC\n\
    C2,Zoë,Wójcik,2014-06-02,8,LAC\n\
    C3,Ivy,Hart,2012-07-03,10,LAC\n";
const EXCLUSIONS: &str = "child_id,kind,start,end,sessions,provision_from\n\
    C1,SUSP,2026-11-18,2026-11-20,5,2026-11-18\n\
    C2,PERM,2026-11-16,,,2026-11-16\n";

pub(crate) fn office() -> Office {
    Office::with_files(TODAY, &[("children.csv", CHILDREN), ("exclusions.csv", EXCLUSIONS)])
}

/// What is said in an error: the words, and never a child's name.
pub(crate) fn says(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    for word in words {
        assert!(ran.err.contains(word), "{word} is not in {ran:?}");
    }
    for name in ["Okafor", "Amara", "Wójcik"] {
        assert!(!ran.err.contains(name), "{ran:?}");
    }
}

#[test]
fn alerts_as_json_are_written_as_on_the_formats_page() {
    let ran = office().run(&["alerts", "--json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let first = r#"{"schema":"lookout.alerts/1","today":"2026-11-23","data_as_of":null,"children":3,"alerts":[{"rank":1,"child_id":"C2","rule":"exclusion-permanent","severity":"act_today","occasion":"2026-11-16","since":"2026-11-16","value":7,"unit":"days","why":""#;
    assert!(ran.out.starts_with(first), "{}", ran.out);
    let alerts = ran.json()["alerts"].clone();
    assert_eq!(alerts[1]["child_id"], "C1");
    assert_eq!(alerts[1]["value"].to_string(), "2.5");
    for alert in alerts.as_array().unwrap() {
        assert_eq!((&alert["state"], &alert["until"]), (&"new".into(), &serde_json::Value::Null));
    }
}

#[test]
fn alerts_print_the_same_bytes_twice() {
    let office = office();
    for arguments in [&["alerts", "--json"][..], &["alerts", "--csv"], &["alerts"], &["show", "C1", "--json"]] {
        let once = office.run(arguments);
        assert_eq!(once.code, Some(0), "{once:?}");
        assert_eq!(once.out, office.run(arguments).out);
    }
}

#[test]
fn filters_of_alerts_combine_and_keep_ranks() {
    let office = office();
    let lines = |more: &[&str]| {
        let ran = office.run(&[&["alerts", "--csv"], more].concat());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let rows = ran.out.lines().skip(1).map(|line| line.splitn(4, ',').take(3).collect::<Vec<_>>().join(","));
        rows.collect::<Vec<_>>()
    };
    assert_eq!(lines(&[]), ["1,C2,exclusion-permanent", "2,C1,suspension-new"]);
    assert_eq!(lines(&["--children"]), ["1,C2,exclusion-permanent", "2,C1,suspension-new"]);
    assert_eq!(lines(&["--rule", "suspension-new", "--children"]), ["2,C1,suspension-new"]);
    assert_eq!(lines(&["--rule", "suspension-new", "--severity", "watch"]), Vec::<String>::new());
    let heading = "rank,child_id,rule,severity,occasion,since,value,unit,why,state,until";
    assert!(office.run(&["alerts", "--csv"]).out.starts_with(heading));
}

#[test]
fn options_stand_before_or_after_and_win_over_variables() {
    let office = office();
    for arguments in [["--today", "2026-11-24", "alerts", "--json"], ["alerts", "--json", "--today", "2026-11-24"]] {
        assert_eq!(office.run(&arguments).json()["today"], "2026-11-24");
    }
    let frozen = |arguments: &[&str]| {
        let mut command = office.command(arguments);
        command.env_remove("LOOKOUT_TODAY").env("LOOKOUT_NOW", "2026-11-30T08:00:00");
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(frozen(&["alerts", "--json"]).contains("\"today\":\"2026-11-30\""));
    assert!(frozen(&["alerts", "--json", "--today", TODAY]).contains("\"today\":\"2026-11-23\""));
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_command_in_silence() {
    let office = office();
    let mut child = office.command(&["alerts", "--json"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_output_is_told() {
    let office = office();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = office.command(&["alerts"]).stdout(Stdio::from(full)).output().unwrap();
    assert_eq!(output.status.code(), Some(74), "{output:?}");
}

#[test]
fn show_gives_a_record_with_its_sources() {
    let office = office();
    let shown = office.run(&["show", "C1", "--json"]).json();
    let keys: Vec<_> = shown.as_object().unwrap().keys().cloned().collect();
    let expected = "schema today child alerts attendance peps exclusions placements enrolments contacts destinations \
                    referrals attainment premium notes sealed";
    assert_eq!(keys.join(" "), expected);
    assert_eq!(shown["child"]["age"], 13);
    assert_eq!(shown["exclusions"][0]["sessions"], 5);
    assert_eq!(shown["exclusions"][0]["source"]["file"], "in/exclusions.csv");
    assert_eq!(shown["exclusions"][0]["source"]["line"], 2);
    assert_eq!(shown["alerts"][0]["rank"], 2);
    says(&office.run(&["show", "C9"]), 1, &["no such child"]);
}

#[test]
fn sealed_text_is_in_no_output() {
    let office = office();
    office.write("in/placements.csv", b"child_id,start,type,postcode\nC1,2026-01-05,U1,CANARY 1AA\n");
    office.write("in/contacts.csv", b"child_id,role,name,phone,email\nC1,foster carer,P,CANARY 2,CANARY@3\n");
    assert_eq!(office.run(&["import", "in"]).code, Some(0));
    let shown = office.run(&["show", "C1", "--json"]);
    assert_eq!(shown.json()["sealed"], serde_json::json!(["placements.postcode", "contacts.phone", "contacts.email"]));
    for arguments in [&["show", "C1", "--json"][..], &["show", "C1"], &["alerts", "--json"], &["find", "canary"]] {
        let ran = office.run(arguments);
        assert!(!ran.out.contains("CANARY"), "{ran:?}");
    }
}

#[test]
fn find_knows_names_without_their_accents() {
    let office = office();
    let found = office.run(&["find", "wojcik", "zoe", "--json"]);
    let expected = r#"{"schema":"lookout.find/1","query":"wojcik zoe","results":[{"child_id":"C2","forename":"Zoë","surname":"Wójcik","known_as":null,"nc_year":"8","school":null}]}"#;
    assert_eq!(found.out.trim_end(), expected);
    let none = office.run(&["find", "qqqqqq", "--json"]);
    assert_eq!((none.code, none.json()["results"].clone()), (Some(0), serde_json::json!([])));
}

#[test]
fn a_note_is_filed_from_standard_input() {
    let office = office();
    let ran =
        office.run_on(&["note", "C1", "--kind", "visit", "--follow-up", "next fri"], "Fine – “calm”\n\n".as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "1\n"), "{ran:?}");
    let note = office.run(&["show", "C1", "--json"]).json()["notes"][0].clone();
    assert_eq!(note["text"], "Fine – “calm”\n");
    assert_eq!(
        (&note["kind"], &note["follow_up"], &note["actor"]),
        (&"visit".into(), &"2026-12-04".into(), &"amy".into())
    );
    for (arguments, input, code) in [
        (&["note", "C1"][..], &b"\n"[..], 2),
        (&["note", "C1"], b"\xff\xfe", 2),
        (&["note", "C1", "--kind", "fax"], b"x", 2),
        (&["note", "C1", "--follow-up", "whenever"], b"x", 2),
        (&["note", "C9"], b"x", 1),
    ] {
        says(&office.run_on(arguments, input), code, &[]);
    }
    assert_eq!(office.run(&["show", "C1", "--json"]).json()["notes"].as_array().unwrap().len(), 1);
}

#[test]
fn today_never_dates_a_note() {
    let office = office();
    let mut command = office.command(&["note", "C1", "--today", "2020-01-02"]);
    command.env("LOOKOUT_NOW", "2026-11-23T09:14:00").stdin(Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"x").unwrap();
    assert!(child.wait().unwrap().success());
    let note = office.run(&["show", "C1", "--json"]).json()["notes"][0].clone();
    assert_eq!(note["at"], "2026-11-23T09:14:00+00:00");
}

#[test]
fn init_prints_the_code_alone_and_touches_no_file_that_is_there() {
    let office = Office::bare(TODAY);
    let made = office.run(&["init", "--db", "new/c.db"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let code = made.out.strip_prefix("Recovery code: ").unwrap();
    assert_eq!(made.out.lines().count(), 1);
    let before = std::fs::read(office.path("new/c.db")).unwrap();
    says(&office.run(&["init", "--db", "new/c.db"]), 1, &["untouched"]);
    assert_eq!(std::fs::read(office.path("new/c.db")).unwrap(), before);
    office.write("code", code.as_bytes());
    assert_eq!(office.run(&["alerts", "--db", "new/c.db", "--passphrase-file", "code"]).code, Some(0));
    office.write("short", b"eleven char\n");
    says(&office.run(&["init", "--db", "other.db", "--passphrase-file", "short"]), 2, &["12"]);
    assert!(!office.path("other.db").exists());
    let passphrase =
        office.command(&["init", "--db", "other.db"]).env_remove("LOOKOUT_PASSPHRASE_FILE").output().unwrap();
    assert_eq!(passphrase.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_passphrase_that_others_can_read_is_warned_of_and_taken() {
    use std::os::unix::fs::PermissionsExt;
    let office = office();
    std::fs::set_permissions(office.path("passphrase"), std::fs::Permissions::from_mode(0o644)).unwrap();
    says(&office.run(&["alerts"]), 0, &["warning"]);
}

#[test]
fn bad_caseloads_have_their_exit_codes() {
    let office = office();
    let wrong = office.write("wrong", b"not the passphrase\n");
    says(&office.run(&["alerts", "--passphrase-file", wrong.to_str().unwrap()]), 12, &["wrong passphrase"]);
    says(&office.run(&["alerts", "--passphrase-file", "none"]), 74, &["none", "cannot be read"]);
    says(&office.run(&["alerts", "--db", "none.db"]), 10, &["none.db", "lookout init"]);
    says(&office.run(&[]), 2, &["terminal"]);
    says(&office.run(&["demo"]), 2, &["terminal"]);
    says(&office.run(&["alerts", "--today", "2026-02-30"]), 2, &["YYYY-MM-DD"]);
    let copy = |name: &str| {
        std::fs::copy(office.path("caseload.db"), office.path(name)).unwrap();
        std::fs::copy(office.path("caseload.db.keys"), office.path(&format!("{name}.keys"))).unwrap();
    };
    copy("damaged.db");
    let mut bytes = std::fs::read(office.path("damaged.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes.iter_mut().step_by(512).for_each(|byte| *byte ^= 1);
    bytes[middle] ^= 1;
    office.write("damaged.db", &bytes);
    says(&office.run(&["alerts", "--db", "damaged.db"]), 1, &["damaged"]);
    copy("keyless.db");
    std::fs::remove_file(office.path("keyless.db.keys")).unwrap();
    says(&office.run(&["alerts", "--db", "keyless.db"]), 1, &["keyless.db.keys", "recovery code"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::bare(TODAY);
    let folder = office.path("locked");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o500)).unwrap();
    if std::fs::write(folder.join("probe"), "x").is_ok() {
        // Whoever runs this may write everywhere.
        return;
    }
    says(&office.run(&["init", "--db", "locked/c.db"]), 74, &["locked"]);
    says(&office.run(&["sample", "--out", "locked"]), 74, &["locked"]);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_folder_that_is_a_file_is_told() {
    let office = Office::bare(TODAY);
    office.write("file", b"x");
    says(&office.run(&["init", "--db", "file/c.db"]), 74, &["file"]);
    says(&office.run(&["sample", "--out", "file"]), 74, &["file"]);
}

/// A file alone, what becomes of it, and words of the reason.
fn held(file: &str, bytes: &[u8], code: i32, lines: &[u64], words: &str) {
    let office = office();
    office.write(file, bytes);
    let ran = office.run(&["import", file, "--json"]);
    assert_eq!(ran.code, Some(code), "{file}: {ran:?}");
    let report = ran.json();
    let held = report["held"].as_array().unwrap();
    assert_eq!(held.iter().map(|row| row["line"].as_u64().unwrap()).collect::<Vec<_>>(), lines, "{report}");
    assert!(held.is_empty() || held[0]["reason"].as_str().unwrap().contains(words), "{report}");
    assert_eq!(report["files"][0]["held"], lines.len());
}

#[test]
fn bad_files_are_held_back_by_line() {
    let children = |rows: &str| format!("child_id,forename,surname,dob\n{rows}").into_bytes();
    held("empty.csv", b"", 65, &[1], "empty");
    held("header.csv", b"a,b,c\n1,2,3\n", 65, &[1], "");
    held("sheet.csv", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", 65, &[1], "spreadsheet");
    held("latin1.csv", b"child_id,forename,surname,dob\nD1,Ren\xe9,Noir,2012-01-01\n", 0, &[], "");
    held("twice.csv", &children("D1,A,B,2012-01-01\nD1,A,C,2012-01-01\n"), 0, &[2], "line 3");
    held("dates.csv", &children("D1,A,B,2012-02-30\nD2,A,B,31/04/2012\nD3,A,B,2012-01-01\n"), 0, &[2, 3], "");
    let marks = b"child_id,date,session,code\nNOBODY,2026-11-16,AM,/\nC1,2026-11-16,AM,/\n";
    held("attendance.csv", marks, 0, &[2], "");
    let mut long = children("D1,");
    long.extend(std::iter::repeat_n(b'x', 60 << 20));
    long.extend(b",B,2012-01-01\nD2,A,B,2012-01-01\n");
    held("long.csv", &long, 0, &[2], "");
}

#[test]
fn an_import_twice_changes_nothing_and_a_check_writes_nothing() {
    let office = Office::new(TODAY);
    let sample = office.run(&["sample", "--out", "drop", "--children", "12", "--weeks", "3"]);
    assert_eq!(sample.code, Some(0), "{sample:?}");
    let counts = |arguments: &[&str]| {
        let report = office.run(arguments).json();
        let sum =
            |key: &str| report["files"].as_array().unwrap().iter().map(|row| row[key].as_u64().unwrap()).sum::<u64>();
        (sum("new"), sum("changed"), sum("same"), sum("held"))
    };
    let check = counts(&["import", "drop", "--check", "--json"]);
    assert_eq!(office.run(&["alerts", "--json"]).json()["children"], 0);
    let first = counts(&["import", "drop", "--json"]);
    assert_eq!(check, first);
    assert!(first.0 > 12 && (first.1, first.2, first.3) == (0, 0, 0), "{first:?}");
    assert_eq!(counts(&["import", "drop", "--json"]), (0, 0, first.0, 0));
    says(&office.run(&["import", "drop", "not-there"]), 74, &["not-there"]);
    says(&office.run(&["sample", "--out", "drop"]), 1, &["there already"]);
}

#[test]
fn hidden_characters_are_escaped_in_json_and_visible_in_text() {
    let office = office();
    office.write(
        "in/children.csv",
        "child_id,forename,surname,dob\nC1,A\u{202e}b\u{1b}[2J,Okafor,2013-05-01\n".as_bytes(),
    );
    assert_eq!(office.run(&["import", "in/children.csv"]).code, Some(0));
    let json = office.run(&["show", "C1", "--json"]);
    assert!(json.out.contains(r"A\u202eb\u001b[2J"), "{json:?}");
    let text = office.run(&["show", "C1"]);
    assert!(text.out.contains("U+202E") && !text.out.contains(['\u{1b}', '\u{202e}']), "{text:?}");
}

#[test]
fn bad_lines_of_rules_toml_are_named_and_their_defaults_stand() {
    let office = office();
    office.write("config/rules.toml", b"[suspension-new]\nschool_days = \"many\"\n[no-such-rule]\nx = 1\n");
    let ran = office.run(&["alerts", "--json"]);
    says(&ran, 0, &["rules.toml line 2", "school_days", "rules.toml line 3", "no-such-rule"]);
    assert_eq!(ran.out, self::office().run(&["alerts", "--json"]).out);
    office.write("config/rules.toml", b"[suspension-new]\nschool_days = 1\n");
    assert_eq!(office.run(&["alerts", "--json", "--rule", "suspension-new"]).json()["alerts"], serde_json::json!([]));
}
