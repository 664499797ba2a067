//! The list of imports, and imports taken back.

use crate::cli::says;
use crate::harness::{Office, Ran};

const TODAY: &str = "2026-11-23";
const FILES: [(&str, &str); 4] = [
    (
        "children.csv",
        "child_id,forename,surname,dob,nc_year,cohort\nC1,Amara,Okafor,2013-05-01,9,LAC\nC2,Ivy,Hart,2012-07-03,10,LAC\n",
    ),
    ("peps.csv", "child_id,academic_year,term,due,held\nC1,2026/27,autumn,2026-11-01,\n"),
    ("exclusions.csv", "child_id,kind,start,end,sessions\nC1,SUSP,2026-11-18,2026-11-20,6\n"),
    (
        "attendance.csv",
        "child_id,week_commencing,marks\nC1,2026-11-16,/ \\ / \\ E E E E E E\nC2,2026-11-16,/ \\ / \\ / \\ / \\ / \\\n",
    ),
];

fn alerts(office: &Office) -> String {
    let ran = office.run(&["alerts", "--json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    ran.out
}

fn import(office: &Office, name: &str, text: &str) -> i64 {
    office.write(name, text.as_bytes());
    let ran = office.run(&["import", name]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    office.run(&["imports", "--json"]).json()["imports"][0]["id"].as_i64().unwrap()
}

fn undo(office: &Office, id: i64) -> Ran {
    office.run(&["undo", &id.to_string()])
}

#[test]
fn alerts_after_an_undo_are_byte_for_byte_those_before() {
    for (name, text) in [
        (
            "peps.csv",
            "child_id,academic_year,term,due,held\nC1,2026/27,autumn,2026-11-01,2026-11-02\nC2,2026/27,autumn,2026-09-01,\n",
        ),
        ("exclusions.csv", "child_id,kind,start,end,sessions\nC1,SUSP,2026-11-18,2026-11-18,1\nC2,PERM,2026-11-16,,\n"),
        (
            "attendance.csv",
            "child_id,week_commencing,marks\nC1,2026-11-16,/ \\ / \\ / \\ / \\ / \\\nC2,2026-11-09,O O O O O O O O O O\n",
        ),
        (
            "children.csv",
            "child_id,forename,surname,dob,nc_year,cohort\nC1,Amy,Roe,2013-05-01,9,\nC3,New,Child,2012-07-03,10,LAC\n",
        ),
        ("missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,01/05/2013,M,20/11/2026,\n"),
    ] {
        let office = Office::with_files(TODAY, &FILES);
        let before = alerts(&office);
        let id = import(&office, name, text);
        assert_ne!(alerts(&office), before, "{name}");
        let ran = undo(&office, id);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.starts_with(&format!("import {id}, {name}, is taken back: ")), "{ran:?}");
        assert_eq!(alerts(&office), before, "{name}");
    }
}

#[test]
fn the_list_says_who_when_what_and_that_it_was_taken_back() {
    let office = Office::with_files(TODAY, &FILES);
    assert_eq!(undo(&office, 4).code, Some(0));
    let list = office.run(&["imports", "--json"]).json();
    assert_eq!(list["schema"], "lookout.imports/1");
    let imports = list["imports"].as_array().unwrap();
    assert_eq!(imports.len(), 4);
    assert_eq!((&imports[0]["id"], &imports[0]["actor"], &imports[0]["new"]), (&4.into(), &"amy".into(), &1.into()));
    assert!(imports[0]["undone"].is_string() && imports[1]["undone"].is_null(), "{list}");
    assert_eq!(imports[0]["hash"].as_str().unwrap().len(), 64);
    let text = office.run(&["imports"]).out;
    assert!(text.contains("in/children.csv") && text.contains("taken back"), "{text}");
}

#[test]
fn what_cannot_be_taken_back_says_why() {
    let office = Office::with_files(TODAY, &FILES);
    // The children's file came in first, and the rest hangs on its children.
    says(&undo(&office, 1), 1, &["Take import"]);
    says(&undo(&office, 99), 1, &["there is no import 99"]);
    assert_eq!(undo(&office, 2).code, Some(0));
    says(&undo(&office, 2), 1, &["was taken back before"]);
    says(&office.run(&["undo"]), 2, &["ID"]);
    let ran = office.run(&["undo", "4", "3", "1"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 3), "{ran:?}");
    assert_eq!(office.run(&["alerts", "--json"]).json()["children"], 0);
    let empty = Office::new(TODAY);
    assert_eq!(empty.run(&["imports"]).out, "nothing was imported yet\n");
    says(&Office::bare(TODAY).run(&["imports"]), 10, &["lookout init"]);
}
