//! What is put down of a day's commands, and how it is read back.

use crate::harness::Office;
use serde_json::{Value, json};

const TODAY: &str = "2026-11-23";
const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort\n\
    C1,Amara,Okafor,2013-05-01,9,LAC\nC2,Amara,Okafor,2013-05-01,9,LAC\n";
const PLACEMENTS: &str = "child_id,start,type,postcode\nC1,2026-03-03,U1,CANARY 1AA\nC1,2026-13-01,U1,CANARY 2BB\n";

fn office() -> Office {
    Office::with_files(TODAY, &[("okafor-children.csv", CHILDREN), ("placements.csv", PLACEMENTS)])
}

fn audit(office: &Office, more: &[&str]) -> Value {
    let ran = office.run(&[&["audit", "--json"], more].concat());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(!ran.out.contains("kafor") && !ran.out.contains("CANARY") && !ran.out.contains("Amara"), "{ran:?}");
    ran.json()
}

/// Deed, child and detail of each row.
fn rows(office: &Office, more: &[&str]) -> Vec<(String, Value, String)> {
    let answer = audit(office, more);
    assert_eq!(answer["schema"], "lookout.audit/1");
    assert_eq!(answer["chain"]["broken"], Value::Null);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = answer["entries"].as_array().unwrap().iter().filter(|row| row["deed"] != "unlock");
    rows.map(|row| (text(&row["deed"]), row["child_id"].clone(), text(&row["detail"]))).collect()
}

#[test]
fn every_command_that_prints_about_children_is_put_down() {
    let office = office();
    for (arguments, told) in [
        (&["alerts"][..], &[("export", Value::Null, "alerts, text: ")][..]),
        (&["alerts", "--csv"], &[("export", Value::Null, "alerts, csv: ")]),
        (&["alerts", "--json"], &[("export", Value::Null, "alerts, json: ")]),
        (&["find", "amara"], &[("export", Value::Null, "find, text: 2 children")]),
        (&["find", "amara", "--json"], &[("export", Value::Null, "find, json: 2 children")]),
        (&["find", "--notes", "taxi"], &[("export", Value::Null, "find --notes, text: 0 notes")]),
        (&["health"], &[("export", Value::Null, "health, text: ")]),
        (&["held", "--json"], &[("export", Value::Null, "held, json: 1 rows")]),
        (&["held", "show", "1"], &[("export", Value::Null, "held row 1")]),
        (&["held", "show", "1", "--reveal"], &[("reveal", Value::Null, "held row 1")]),
        (&["who"], &[("export", Value::Null, "who, text: 1 rows")]),
        (
            &["who", "compare", "C1", "C2"],
            &[("view", json!("C1"), "who compare"), ("view", json!("C2"), "who compare")],
        ),
        (&["show", "C1"], &[("view", json!("C1"), "show")]),
        (&["show", "C1", "--json"], &[("view", json!("C1"), "show --json")]),
        (&["show", "C1", "--reveal", "placements.postcode"], &[("reveal", json!("C1"), "placements.postcode")]),
        (&["brief"], &[("export", Value::Null, "briefing, md, initials")]),
        (
            &["brief", "C1", "--names", "--format", "html"],
            &[("view", json!("C1"), "page"), ("export", json!("C1"), "child's page, html, names")],
        ),
        (&["report", "--csv"], &[("export", Value::Null, "head's report, 2026/27, csv, small numbers kept back")]),
        (&["retention"], &[("export", Value::Null, "retention, text: ")]),
        (&["sar", "C1"], &[("export", json!("C1"), "sar")]),
        (
            &["export", "C1", "--out", "one.csv"],
            &[("export", Value::Null, "export csv: 1 children"), ("export", json!("C1"), "export csv")],
        ),
        (&["export", "C1", "--check"], &[]),
        (&["work", "cohorts"], &[("export", Value::Null, "work cohorts, text: ")]),
        (&["work", "--json"], &[("export", Value::Null, "work parts, json: ")]),
        (&["imports"], &[]),
        (&["audit"], &[]),
        (&["rules"], &[]),
        (&["show", "C9"], &[]),
        (&["show", "C1", "--reveal", "contacts.phone"], &[]),
    ] {
        let before = rows(&office, &[]).len();
        let ran = office.run(arguments);
        let added = rows(&office, &[]).split_off(before);
        assert_eq!(added.len(), told.len(), "{arguments:?}: {added:?}, {ran:?}");
        for ((deed, child, detail), (as_deed, as_child, begins)) in added.iter().zip(told) {
            assert_eq!((deed.as_str(), child), (*as_deed, as_child), "{arguments:?}");
            assert!(detail.starts_with(begins), "{arguments:?}: {detail}");
        }
    }
}

#[test]
fn a_sealed_field_is_printed_by_its_name_alone() {
    let office = office();
    let ran = office.run(&["show", "C1"]);
    assert!(ran.out.contains("placements.postcode") && !ran.out.contains("CANARY"), "{ran:?}");
    let ran = office.run(&["show", "C1", "--reveal", "placements.postcode"]);
    assert!(ran.out.contains("CANARY 1AA") && ran.out.contains("2026-03-03"), "{ran:?}");
    let ran = office.run(&["show", "C1", "--reveal", "contacts.phone"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("sealed is: placements.postcode"), "{ran:?}");
}

#[test]
fn imports_and_notes_are_rows_and_the_list_is_narrowed() {
    let office = office();
    let imports = rows(&office, &["--deed", "import"]);
    let told: Vec<&str> = imports.iter().map(|(_, _, detail)| detail.as_str()).collect();
    assert_eq!(told, ["import 1: 2 new, 0 changed, 0 same, 0 held", "import 2: 1 new, 0 changed, 0 same, 1 held"]);
    assert_eq!(office.run_on(&["note", "C2"], b"Amara rang").code, Some(0));
    assert_eq!(rows(&office, &["--child", "C2"]), [("change".to_owned(), json!("C2"), "file_note".to_owned())]);
    assert!(rows(&office, &["--from", "2099-01-01"]).is_empty());
    let head = office.run(&["audit", "--head"]);
    let (length, hash) = head.out.trim_end().split_once(' ').unwrap();
    let whole = audit(&office, &[]);
    let row = &whole["entries"][length.parse::<usize>().unwrap() - 1];
    assert_eq!((row["hash"].as_str(), row["seq"].to_string()), (Some(hash), length.to_owned()));
    assert_eq!(office.run(&["verify", "--head", hash]).code, Some(0));
    assert_eq!(office.run(&["audit", "--deed", "nothing"]).code, Some(2));
    assert_eq!(office.run(&["audit", "--child", "C9"]).code, Some(1));
    let text = office.run(&["audit", "--child", "C2"]);
    let lines: Vec<&str> = text.out.lines().collect();
    assert!(lines.len() == 2 && lines[1].ends_with("change  C2     file_note"), "{text:?}");
}
