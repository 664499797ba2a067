//! Who is who: never merged by a file, asked, said by a person, taken apart.

use crate::cli::says;
use crate::harness::{Office, Ran};
use serde_json::{Value, json};

const TODAY: &str = "2026-11-23";
const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort,upn\n\
    C1,Amara,Okafor,2013-05-01,9,LAC,H801200001001\n\
    C2,Zoë,Wójcik,2014-06-02,8,LAC,\n\
    C7,Amara,Okafor,2013-05-01,9,LAC,\n\
    C9,Amy,Okafor,2013-05-01,9,LAC,H801200001001\n";

fn office() -> Office {
    Office::with_files(TODAY, &[("children.csv", CHILDREN)])
}

fn done(ran: &Ran) -> &str {
    assert_eq!(ran.code, Some(0), "{ran:?}");
    &ran.out
}

fn who(office: &Office) -> Value {
    office.run(&["who", "--json"]).json()
}

fn alerts(office: &Office) -> String {
    done(&office.run(&["alerts", "--json"])).to_owned()
}

/// The rules that speak of the child that C9 is.
fn rules(office: &Office) -> Vec<String> {
    let alerts = office.run(&["alerts", "--json"]).json();
    let of_child = alerts["alerts"].as_array().unwrap().iter().filter(|alert| alert["child_id"] == "C9");
    of_child.map(|alert| alert["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn questions_are_asked_and_no_file_merges() {
    let office = office();
    let expected = json!([
        { "one": "C1", "other": "C9", "reason": "upn" },
        { "one": "C1", "other": "C7", "reason": "name-and-birthday" },
    ]);
    assert_eq!(who(&office)["questions"], expected);
    assert_eq!(office.run(&["find", "okafor", "--json"]).json()["results"].as_array().unwrap().len(), 3);
    office.run(&["import", "children.csv"]);
    assert_eq!(who(&office)["questions"], expected, "the same file again changes nothing");
    assert_eq!(done(&office.run(&["who", "two", "C1", "C7"])), "C1 and C7 are two children\n");
    assert_eq!(who(&office)["questions"], json!([expected[0]]));
}

#[test]
fn both_are_seen_side_by_side_and_what_contradicts_is_marked() {
    let office = office();
    let ran = office.run(&["who", "compare", "C1", "C9"]);
    let lines: Vec<String> =
        done(&ran).lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in ["forename Amara Amy differ", "surname Okafor Okafor", "dob 1 May 2013 1 May 2013"] {
        assert!(lines.iter().any(|found| found == line), "{line} is not in {lines:#?}");
    }
}

#[test]
fn a_merged_child_is_one_until_taken_apart_and_then_all_is_as_before() {
    let office = office();
    office.write("peps.csv", b"child_id,academic_year,term,due,held\nC1,2026/27,autumn,2026-10-01,\n");
    office.write("exclusions.csv", b"child_id,kind,start,end,sessions\nC9,SUSP,2026-11-18,2026-11-20,6\n");
    done(&office.run(&["import", "peps.csv", "exclusions.csv"]));
    let (before, shown) = (alerts(&office), done(&office.run(&["show", "C9", "--json"])).to_owned());
    let merged = office.run(&["who", "merge", "C9", "C1"]);
    assert_eq!(done(&merged), "C1 is now read as part of C9\n");
    let known = who(&office);
    assert_eq!((&known["merged"][0]["record"], &known["merged"][0]["child"]), (&json!("C1"), &json!("C9")));
    let told = rules(&office);
    assert!(told.iter().any(|rule| rule == "pep-overdue") && told.iter().any(|rule| rule.contains("susp")), "{told:?}");
    for id in ["C1", "C9"] {
        let child = office.run(&["show", id, "--json"]).json();
        assert_eq!(
            (&child["child"]["child_id"], &child["child"]["other_ids"]),
            (&json!("C9"), &json!(["C1"])),
            "{child}"
        );
    }
    let found = office.run(&["find", "C1", "--json"]).json();
    assert_eq!(found["results"][0]["child_id"], "C9", "{found}");
    // A file that still names the old id goes in.
    office.write("peps.csv", b"child_id,academic_year,term,due,held\nC1,2026/27,autumn,2026-10-01,2026-10-02\n");
    done(&office.run(&["import", "peps.csv"]));
    assert!(!rules(&office).contains(&"pep-overdue".to_owned()));
    done(&office.run(&["undo", "4"]));
    assert_eq!(done(&office.run(&["who", "apart", "C1"])), "C1 is a child of its own again\n");
    assert_eq!(alerts(&office), before);
    assert_eq!(done(&office.run(&["show", "C9", "--json"])), shown);
}

#[test]
fn what_was_said_names_the_record_that_stands_for_a_child() {
    let office = office();
    for (arguments, said) in [
        (["merge", "C2", "C7"], "C7 is now read as part of C2"),
        (["two", "C7", "C9"], "C2 (which C7 is part of) and C9 are two children"),
        (["merge", "C7", "C1"], "C1 is now read as part of C2 (which C7 is part of)"),
        (["merge", "C9", "C7"], "C2 (which C7 is part of) is now read as part of C9"),
    ] {
        let ran = office.run(&[&["who"], &arguments[..]].concat());
        assert_eq!(done(&ran).trim_end(), said, "{arguments:?}");
    }
    let merged = who(&office);
    let children: Vec<&Value> = merged["merged"].as_array().unwrap().iter().map(|merged| &merged["child"]).collect();
    assert_eq!(children, ["C9"; 3]);
}

#[test]
fn what_cannot_be_said_says_why() {
    let office = office();
    for (arguments, words) in [
        (&["merge", "C1", "C99"][..], "no such child"),
        (&["merge", "C1", "C1"], "one child already"),
        (&["apart", "C1"], "not merged"),
        (&["two", "C2", "C2"], "one child already"),
        (&["compare", "C1", "C1"], "one child already"),
    ] {
        let ran = office.run(&[&["who"], arguments].concat());
        says(&ran, 1, &[words]);
    }
    done(&office.run(&["who", "two", "C1", "C9"]));
    done(&office.run(&["who", "two", "C1", "C7"]));
    assert_eq!(done(&office.run(&["who"])), "no two records may be one child, and none was merged\n");
}
