//! `lookout held`: rows that were held back, corrected from outside, dropped, and never said aloud.

use crate::cli::says;
use crate::harness::{Office, Ran};
use serde_json::json;

const TODAY: &str = "2026-11-23";
const CHILDREN: &str = "child_id,forename,surname,dob\nC1,Amara,Okafor,2013-05-01\n";
const PLACEMENTS: &str = "child_id,start,type,postcode\n\
    C1,2026-13-01,U1,CANARY 1AA\n\
    C9,2026-02-02,U1,CANARY 2BB\n\
    C1,2026-03-03,U1,CANARY 3CC\n";
const MARKS: &str = "child_id,date,session,code\nC9,2026-11-17,AM,/\nC1,2026-11-17,AM,/\nC1,2026-11-17,PM,??\n";

fn office() -> Office {
    let files = [("children.csv", CHILDREN), ("placements.csv", PLACEMENTS), ("attendance.csv", MARKS)];
    Office::with_files(TODAY, &files)
}

fn list(office: &Office) -> Vec<serde_json::Value> {
    let ran = office.run(&["held", "--json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let json = ran.json();
    assert_eq!(json["schema"], "lookout.held/1");
    json["held"].as_array().unwrap().clone()
}

/// The number of the row at a line of a file.
fn id(office: &Office, file: &str, line: u32) -> String {
    let rows = list(office);
    let row = rows.iter().find(|row| row["file"] == format!("in/{file}") && row["line"] == line);
    row.unwrap_or_else(|| panic!("{rows:?}"))["id"].to_string()
}

fn quiet(ran: &Ran) {
    assert!(!ran.err.contains("CANARY"), "{ran:?}");
}

#[test]
fn rows_held_back_are_listed_with_their_place_and_reason() {
    let office = office();
    let rows = list(&office);
    assert_eq!(rows.len(), 4);
    let place: Vec<_> =
        rows.iter().map(|row| (row["file"].clone(), row["line"].clone(), row["column"].clone())).collect();
    assert!(place.contains(&(json!("in/placements.csv"), json!(2), json!("start"))), "{place:?}");
    assert!(place.contains(&(json!("in/attendance.csv"), json!(4), json!("code"))), "{place:?}");
    assert!(rows.iter().all(|row| row["kept"] == true), "{rows:?}");
    let text = office.run(&["held"]);
    assert!(text.out.contains("no such child in the caseload") && !text.out.contains("CANARY"), "{text:?}");
    let health = office.run(&["health"]);
    assert!(health.out.contains("in/placements.csv: 2 rows"), "{health:?}");
}

#[test]
fn a_row_is_shown_without_its_address_unless_asked_and_goes_in_when_corrected() {
    let office = office();
    let row = id(&office, "placements.csv", 2);
    let shown = office.run(&["held", "show", &row]);
    assert_eq!(shown.out, "child_id,start,type,postcode\nC1,2026-13-01,U1,[sealed]\n");
    assert!(office.run(&["held", "show", &row, "--reveal"]).out.contains("CANARY 1AA"));
    let still = office.run_on(&["held", "retry", &row], b"C1,2026-14-01,U1,CANARY 1AA\n");
    assert_eq!(still.code, Some(65), "{still:?}");
    assert!(still.out.contains("start: "), "{still:?}");
    quiet(&still);
    let again = shown.out.replace("2026-13-01", "2026-01-13");
    let retried = office.run_on(&["held", "retry", &row], again.as_bytes());
    assert_eq!((retried.code, retried.out), (Some(0), format!("row {row} is in\n")));
    let source = office.run(&["show", "C1", "--json"]).json()["placements"][0].clone();
    assert_eq!(source["start"], "2026-01-13");
    assert_eq!((&source["source"]["file"], &source["source"]["line"]), (&json!("in/placements.csv"), &json!(2)));
    assert_eq!(list(&office).len(), 3);
    says(&office.run_on(&["held", "retry", &row], again.as_bytes()), 1, &["no such row", "nothing was changed"]);
}

#[test]
fn a_mark_of_a_child_who_comes_later_goes_in_as_it_was() {
    let office = office();
    let row = id(&office, "attendance.csv", 2);
    let shown = office.run(&["held", "show", &row]).out;
    assert_eq!(shown, "child_id,date,session,code\nC9,2026-11-17,AM,/\n");
    assert_eq!(office.run_on(&["held", "retry", &row], shown.as_bytes()).code, Some(65));
    office.write("later/children.csv", b"child_id,forename,surname,dob\nC9,Ivy,Hart,2012-07-03\n");
    assert_eq!(office.run(&["import", "later"]).code, Some(0));
    assert_eq!(office.run_on(&["held", "retry", &row], shown.as_bytes()).code, Some(0));
    assert_eq!(office.run(&["show", "C9", "--json"]).json()["attendance"][0]["attended"], 1);
}

#[test]
fn a_row_that_is_not_wanted_is_dropped_with_a_reason() {
    let office = office();
    let row = id(&office, "placements.csv", 3);
    says(&office.run(&["held", "drop", &row, "--reason", " "]), 2, &["nothing was changed"]);
    assert_eq!(office.run(&["held", "drop", &row]).code, Some(2));
    let dropped = office.run(&["held", "drop", &row, "--reason", "left care in 2024"]);
    assert_eq!(dropped.code, Some(0), "{dropped:?}");
    assert_eq!(list(&office).len(), 3);
    says(&office.run(&["held", "show", &row]), 1, &["no such row"]);
}

#[test]
fn bad_corrections_change_nothing() {
    let office = office();
    let row = id(&office, "placements.csv", 2);
    for (input, code) in
        [(&b""[..], 2), (b"\xff\xfe", 2), (b"C1,2026-01-13\n", 65), (b"C1,2026-01-13,U1,\nC1,2026-01-14,U1,\n", 65)]
    {
        let ran = office.run_on(&["held", "retry", &row], input);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        quiet(&ran);
    }
    assert_eq!(list(&office).len(), 4);
}

#[test]
fn rows_of_a_file_are_dropped_together() {
    let office = office();
    let drop = |more: &[&str]| office.run(&[&["held", "drop", "--reason", "last year's"], more].concat());
    for more in [&[][..], &["--like", "x"], &["1", "--file", "in/placements.csv"]] {
        assert_eq!(drop(more).code, Some(2), "{more:?}");
    }
    says(&drop(&["--file", "placements.csv"]), 1, &["no such row of placements.csv", "Nothing was changed"]);
    says(&drop(&["--file", "in/placements.csv", "--like", "no such column"]), 1, &["Nothing was changed"]);
    let dropped = drop(&["--file", "in/placements.csv", "--like", "START: "]);
    assert_eq!((dropped.code, dropped.out.as_str()), (Some(0), "1 row of in/placements.csv dropped\n"));
    let dropped = drop(&["--file", "in/attendance.csv"]);
    assert_eq!((dropped.code, dropped.out.as_str()), (Some(0), "2 rows of in/attendance.csv dropped\n"));
    let left: Vec<_> = list(&office).iter().map(|row| (row["file"].clone(), row["line"].clone())).collect();
    assert_eq!(left, [(json!("in/placements.csv"), json!(3))]);
}

const RETURN: &str = "<EXPSSDA903>\n<CHILD><HEADER><CHILDID>C1</CHILDID></HEADER>\n\
    <EPISODE><DECOM>31/02/2026</DECOM><RNE>L</RNE><PL>U1</PL><PL_POST>CANARY 4DD</PL_POST></EPISODE></CHILD>\n\
    </EXPSSDA903>\n";

#[test]
fn a_row_of_a_return_in_xml_is_corrected_under_the_words_of_its_table() {
    let office = Office::with_files(TODAY, &[("children.csv", CHILDREN), ("return.xml", RETURN)]);
    let row = id(&office, "return.xml", 3);
    let shown = office.run(&["held", "show", &row]).out;
    assert!(shown.starts_with("CHILD,DECOM,") && shown.contains("[sealed]"), "{shown}");
    assert!(!shown.contains("CANARY"), "{shown}");
    let retried = office.run_on(&["held", "retry", &row], shown.replace("31/02/2026", "28/02/2026").as_bytes());
    assert_eq!((retried.code, retried.out), (Some(0), format!("row {row} is in\n")));
    let record = office.run(&["show", "C1", "--json"]).json();
    let placement = &record["placements"][0];
    assert_eq!((&placement["start"], &placement["source"]["line"]), (&json!("2026-02-28"), &json!(3)));
}

fn with_profile(profile: &str, name: &str, text: &str) -> Office {
    let office = Office::with_files(TODAY, &[("children.csv", CHILDREN)]);
    office.write("theirs.toml", profile.as_bytes());
    assert_eq!(office.run(&["profile", "add", "theirs.toml"]).code, Some(0));
    office.write(&format!("in/{name}"), text.as_bytes());
    let imported = office.run(&["import", &format!("in/{name}")]);
    assert!(matches!(imported.code, Some(0 | 65)), "{imported:?}");
    office
}

#[test]
fn a_row_of_a_profile_is_corrected_in_the_columns_of_its_file_and_stays_sealed() {
    let profile = "name = \"theirs\"\nkind = \"contacts\"\n[columns]\nref = \"child_id\"\nas = \"role\"\n\
        who = \"name\"\nLine = \"phone\"\n[codes.as]\nFC = \"foster carer\"\n";
    let office = with_profile(profile, "theirs.csv", "who,ref,as,Line\n,C1,FC,CANARY 1\nAnn,C9,FC,CANARY 2\n");
    let row = id(&office, "theirs.csv", 2);
    let shown = office.run(&["held", "show", &row]).out;
    assert_eq!(shown, "who,ref,as,Line\n,C1,FC,[sealed]\n");
    assert_eq!(
        office.run(&["held", "show", &id(&office, "theirs.csv", 3)]).out,
        "who,ref,as,Line\nAnn,C9,FC,[sealed]\n"
    );
    let still = office.run_on(&["held", "retry", &row], shown.as_bytes());
    assert_eq!(
        (still.code, still.out.as_str()),
        (Some(65), format!("row {row}: who: is empty and must be filled\n").as_str())
    );
    let mended = shown.replace("\n,C1", "\nAnn,C1");
    let path = office.path("config/profiles/theirs.toml");
    std::fs::remove_file(&path).unwrap();
    let gone = office.run_on(&["held", "retry", &row], mended.as_bytes());
    assert!(gone.code == Some(65) && gone.out.contains("the profile theirs, which is not there"), "{gone:?}");
    std::fs::write(path, profile).unwrap();
    let retried = office.run_on(&["held", "retry", &row], mended.as_bytes());
    assert_eq!(retried.code, Some(0), "{retried:?}");
    quiet(&retried);
    let contact = office.run(&["show", "C1", "--json"]).json()["contacts"][0].clone();
    assert_eq!((&contact["role"], &contact["name"]), (&json!("foster carer"), &json!("Ann")));
    assert_eq!(contact["source"]["line"], 2);
    assert_eq!(list(&office).len(), 1);
}

#[test]
fn a_line_of_a_register_of_a_child_who_comes_later_goes_in_as_it_was() {
    let profile = "name = \"days\"\nkind = \"attendance\"\ndays = true\n[columns]\nref = \"child_id\"\n";
    let office =
        with_profile(profile, "week.csv", "Name,ref,17/11/2026,18/11/2026\nAnn,C1,/,/\n\"Hart, Ivy\",C9,/\\,II\n");
    let row = id(&office, "week.csv", 3);
    let shown = office.run(&["held", "show", &row]).out;
    assert_eq!(shown, "Name,ref,17/11/2026,18/11/2026\n[sealed],C9,/\\,II\n");
    office.write("later/children.csv", b"child_id,forename,surname,dob\nC9,Ivy,Hart,2012-07-03\n");
    assert_eq!(office.run(&["import", "later"]).code, Some(0));
    assert_eq!(office.run_on(&["held", "retry", &row], shown.as_bytes()).code, Some(0));
    let year = office.run(&["show", "C9", "--json"]).json()["attendance"][0].clone();
    assert_eq!((&year["attended"], &year["authorised"]), (&json!(2), &json!(2)), "{year}");
}
