//! Files in, past what the first tests see: which file wins, what was ever known, and a program that dies midway.

use crate::cli::says;
use crate::harness::{Office, Ran, until};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::fmt::Write;
use std::process::Stdio;

const TODAY: &str = "2026-11-23";
const HEADER: &[u8] = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n\
    566910,2,27/03/2012,WROM,UN1,,\n\
    384923,1,09/09/2011,REFU,L034811502612,,\n";

fn taken(office: &Office, paths: &[&str]) {
    for path in paths {
        let ran = office.run(&["import", path]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
}

fn child(office: &Office, id: &str) -> Value {
    office.run(&["show", id, "--json"]).json()["child"].clone()
}

fn rules(office: &Office) -> Vec<String> {
    let alerts = office.run(&["alerts", "--json"]).json()["alerts"].clone();
    alerts.as_array().unwrap().iter().map(|alert| alert["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn own_files_win_over_published_ones_field_by_field_in_any_order() {
    let own = b"child_id,forename,surname,dob,upn,sex\n384923,Ivy,Hart,2011-09-10,,F\n";
    let schools = b"urn,name,phone\n100001,Our Own Name,\n";
    let gias = b"URN,EstablishmentName,TelephoneNum,LA (name)\n100001,Gias Name,01632 960111,Leeds\n";
    for order in
        [["header.csv", "own.csv", "schools.csv", "gias.csv"], ["own.csv", "header.csv", "gias.csv", "schools.csv"]]
    {
        let office = Office::new(TODAY);
        for (name, bytes) in [("header.csv", HEADER), ("own.csv", own), ("schools.csv", schools), ("gias.csv", gias)] {
            office.write(name, bytes);
        }
        taken(&office, &order);
        let child = child(&office, "384923");
        let shown = ["surname", "dob", "upn", "sex"].map(|key| child[key].clone());
        assert_eq!(json!(shown), json!(["Hart", "2011-09-10", "L034811502612", "F"]), "{order:?}");
        office.write("roll.csv", b"child_id,forename,surname,dob,school_urn\n384923,Ivy,Hart,2011-09-10,100001\n");
        taken(&office, &["roll.csv"]);
        let found = office.run(&["find", "Hart", "--json"]).json()["results"][0]["school"].clone();
        assert_eq!(found, "Our Own Name", "{order:?}");
        assert_eq!(office.run(&["import", "gias.csv", "--json"]).json()["files"][0]["same"], 1);
    }
}

#[test]
fn a_return_and_its_marks_raise_nothing_that_needs_other_files() {
    let office = Office::new(TODAY);
    let episodes = b"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
        566910,15/02/2016,S,C2,N3,U1,PR0,14/08/2017,X1,CLOSE,,,4244474\n\
        566910,14/08/2017,P,C2,N3,U1,PR3,,,,,,8969628\n\
        384923,01/09/2025,S,C2,N3,U1,PR0,,,,,,\n\
        111111,01/09/2025,S,C2,N3,U1,PR0,,,,,,\n";
    let mut marks = "child_id,date,session,code\n384923,2026-11-19,XX,/\n".to_owned();
    for day in (9..=13).chain(16..=20) {
        for (id, code) in [("566910", 'O'), ("384923", '/')] {
            for session in ["AM", "PM"] {
                writeln!(marks, "{id},2026-11-{day:02},{session},{code}").unwrap();
            }
        }
    }
    for (name, bytes) in [("header.csv", HEADER), ("episodes.csv", episodes), ("attendance.csv", marks.as_bytes())] {
        office.write(&format!("in/{name}"), bytes);
    }
    let report = office.run(&["import", "in", "--json"]).json();
    let held: Vec<_> = report["held"].as_array().unwrap().iter().map(|row| (&row["file"], &row["line"])).collect();
    assert_eq!(json!(held), json!([["in/attendance.csv", 2], ["in/episodes.csv", 5]]));
    assert_eq!(report["files"][0]["file"], "in/header.csv");
    assert_eq!(rules(&office), ["attendance-severe", "attendance-unauthorised"]);
    assert_eq!(office.run(&["import", "in", "--json"]).json()["files"][2]["new"], 0);
    let found = office.run(&["find", "566910"]);
    assert!(found.out.contains("id 566910"), "{found:?}");
}

#[test]
fn a_school_that_was_ever_known_makes_no_school_an_alert() {
    let office = Office::new(TODAY);
    let children = |urn: &str| {
        let text = format!(
            "child_id,forename,surname,dob,cohort,looked_after_since,school_urn\n\
             C1,Ivy,Hart,2014-07-03,LAC,2020-01-06,{urn}\n"
        );
        office.write("children.csv", text.as_bytes());
        taken(&office, &["children.csv"]);
    };
    children("");
    assert_eq!(rules(&office), Vec::<String>::new());
    children("100001");
    assert_eq!(rules(&office), Vec::<String>::new());
    children("");
    assert_eq!(rules(&office), ["placement-no-school"]);
}

/// Kills of one caseload, each a little further into the import.
const KILLS: u64 = 6;

/// `LOOKOUT_KILLS=200 cargo test killed` kills so often, each time at another point.
#[test]
fn each_file_is_in_whole_or_not_at_all_when_the_program_is_killed() {
    let kills = std::env::var("LOOKOUT_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(KILLS);
    for round in 0..kills.div_ceil(KILLS) {
        // The log beside the file grows with what is written.
        kill_again_and_again(|step| step * 90_000 + round * 7_919 % 90_000);
    }
}

fn kill_again_and_again(point: impl Fn(u64) -> u64) {
    let office = Office::new(TODAY);
    assert_eq!(office.run(&["sample", "--out", "drop", "--children", "60", "--weeks", "6"]).code, Some(0));
    let wal = office.path("caseload.db-wal");
    for step in 0..KILLS {
        let child = RefCell::new(office.command(&["import", "drop"]).stdout(Stdio::null()).spawn().unwrap());
        let enough = |bytes: u64| std::fs::metadata(&wal).is_ok_and(|log| log.len() >= bytes);
        let ended = || child.borrow_mut().try_wait().unwrap().is_some();
        until("the import is under way", || enough(point(step)) || ended());
        child.borrow_mut().kill().unwrap();
        child.borrow_mut().wait().unwrap();
        let report = office.run(&["import", "drop", "--check", "--json"]).json();
        for file in report["files"].as_array().unwrap() {
            let count = |key: &str| file[key].as_u64().unwrap();
            assert!(count("changed") + count("held") == 0 && (count("new") == 0 || count("same") == 0), "{file}");
        }
    }
    taken(&office, &["drop"]);
    let report = office.run(&["import", "drop", "--json"]).json();
    assert!(
        report["files"].as_array().unwrap().iter().all(|file| file["new"] == 0 && file["changed"] == 0),
        "{report}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_done_is_said_where_the_output_cannot_be_written() {
    let office =
        Office::with_files(TODAY, &[("children.csv", "child_id,forename,surname,dob\nC1,Ivy,Hart,2012-07-03\n")]);
    for (arguments, words) in [
        (&["note", "C1"][..], "the note is filed"),
        (&["import", "in"], "is in"),
        (&["import", "in", "--check"], "nothing was imported"),
        (&["alerts"], "not affected"),
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let text = std::fs::File::open(office.write("text", b"rang")).unwrap();
        let output = office.command(arguments).stdin(text).stdout(full).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(74) && told.contains(words), "{told}");
    }
    assert_eq!(office.run(&["show", "C1", "--json"]).json()["notes"].as_array().unwrap().len(), 1);
}

#[test]
fn a_header_alone_is_no_file_of_its_kind() {
    let office = Office::new(TODAY);
    let lac = "child_id,forename,surname,dob,cohort,looked_after_since\nC1,Ivy,Hart,2014-07-03,LAC,2020-01-06\n";
    office.write("in/children.csv", lac.as_bytes());
    office.write("in/peps.csv", b"child_id,due,held\n");
    let report = office.run(&["import", "in", "--json"]).json();
    let peps = json!({"file": "in/peps.csv", "layout": "peps", "new": 0, "changed": 0, "same": 0, "held": 0});
    assert_eq!(report["files"][1], peps);
    assert_eq!(rules(&office), Vec::<String>::new());
    office.write("in/peps.csv", b"child_id,due,held\nC1,2026-10-01,\n");
    taken(&office, &["in/peps.csv"]);
    assert_eq!(rules(&office), ["pep-initial"]);
    says(&office.run(&["show", "nobody"]), 1, &["no such child"]);
}

#[test]
fn a_check_writes_no_file_anywhere() {
    let office =
        Office::with_files(TODAY, &[("children.csv", "child_id,forename,surname,dob\nC1,Ivy,Hart,2012-07-03\n")]);
    office.write("more/peps.csv", b"child_id,due\nC1,2026-10-01\nC2,2026-10-01\n");
    let files = |folder: &str| {
        let names = std::fs::read_dir(office.path(folder)).unwrap().map(|entry| entry.unwrap().file_name());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    // Every unlock is put down in the audit; of the record not a word is other than before.
    let record = || (office.run(&["show", "C1", "--json"]).out, office.run(&["imports", "--json"]).out);
    let before = (record(), files(""));
    let mut command = office.command(&["import", "more", "--check", "--json"]);
    // There is no temporary folder to put a copy in.
    command.env("TMPDIR", office.path("none")).env("SQLITE_TMPDIR", office.path("none"));
    let report = Ran::of(command.output().unwrap()).json();
    assert_eq!((&report["files"][0]["new"], &report["files"][0]["held"]), (&json!(1), &json!(1)));
    assert!((record(), files("")) == before);
}
