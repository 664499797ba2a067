//! The parts of the work in commands, and what the record, the chronology and the rules tell of them.

use crate::cli::says;
use crate::harness::Office;
use lookout::domain::kind::{KINDS, Kind};
use lookout::domain::part::PARTS;
use serde_json::{Value, json};

const CHILDREN: &[u8] = b"child_id,forename,surname,dob,cohort,looked_after_since,caseworker,sen\n\
    C1,Amara,Okafor,2013-05-01,LAC,2020-01-08,J Poe,E\n\
    C2,Tomos,Rees,2014-06-02,LAC,2020-01-08,J Poe,\n\
    C3,Ivy,Hart,2012-07-03,CIN,,K Poe,\n";
const SEN: &[u8] = b"child_id,status,start,need,review_due,reviewed,la\n\
    C1,E,2024-09-01,=Autism,,2025-11-20,Testshire\nC2,K,2025-01-01,,,,\n";
const TIMETABLES: &[u8] =
    b"child_id,start,end,hours,reason,agreed_by\nC2,2026-11-02,2026-12-11,10,\"settling in, with Ann Larkin\",Ann Larkin; carer\n";

fn office() -> Office {
    let office = Office::new("2026-11-23");
    for (name, text) in [("children", CHILDREN), ("sen", SEN), ("timetables", TIMETABLES)] {
        office.write(&format!("work/{name}.csv"), text);
    }
    says(&office.run(&["import", "work"]), 0, &[]);
    office
}

fn work(office: &Office, arguments: &[&str]) -> Value {
    let all: Vec<&str> = ["work"].iter().chain(arguments).chain(&["--json"]).copied().collect();
    let ran = office.run(&all);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    ran.json()
}

#[test]
fn every_part_is_listed_with_how_much_stands_in_it() {
    let office = office();
    let parts = work(&office, &[]);
    let ids: Vec<&str> = parts["parts"].as_array().unwrap().iter().map(|part| part["id"].as_str().unwrap()).collect();
    assert_eq!(ids, PARTS.iter().map(|part| part.id).collect::<Vec<_>>());
    let sen = parts["parts"].as_array().unwrap().iter().find(|part| part["id"] == "sen").unwrap();
    assert_eq!((&sen["lines"], &sen["watched"]), (&json!(2), &json!(1)));
    says(&office.run(&["work"]), 0, &[]);
    assert!(office.run(&["work", "--csv"]).out.starts_with("part,title,for,lines,watched\n"));
}

#[test]
fn the_lines_of_a_part_name_no_child_and_lead_to_their_rows() {
    let office = office();
    let sen = work(&office, &["sen"]);
    let lines = sen["lines"].as_array().unwrap();
    let ids: Vec<&str> = lines.iter().map(|line| line["child_id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["C1", "C2"], "what presses first");
    let first = &lines[0];
    assert_eq!(first["watches"], json!(["ehc-review"]));
    assert_eq!((&first["due"], &first["severity"]), (&json!("2026-11-19"), &json!("this_week")));
    assert_eq!((&first["cells"]["need"], &first["groups"]["state"]), (&json!("=Autism"), &json!("overdue")));
    assert_eq!((&first["sources"][0]["file"], &first["sources"][0]["line"]), (&json!("work/sen.csv"), &json!(2)));
    let csv = office.run(&["work", "sen", "--csv"]).out;
    assert!(csv.starts_with("about,plan,since,") && csv.contains(",'=Autism,"), "{csv}");
    let text = office.run(&["work", "sen"]).out;
    assert!(text.contains("2 lines, 1 watched") && text.contains("C1") && !text.contains("Amara"), "{text}");
}

#[test]
fn strategic_cohorts_are_figures_with_their_children_behind() {
    let office = office();
    let cohorts = work(&office, &["cohorts", "--state", "in need"]);
    let lines = cohorts["lines"].as_array().unwrap();
    assert_eq!((lines.len(), &lines[0]["child_id"], &lines[0]["title"]), (1, &Value::Null, &json!("Children in need")));
    assert_eq!((&lines[0]["cells"]["children"], &lines[0]["children"]), (&json!("1"), &json!(["C3"])));
}

#[test]
fn lines_are_narrowed_counted_and_looked_at_in_another_year() {
    let office = office();
    says(&office.run(&["work", "sen", "--by", "state"]), 0, &[]);
    let counted = office.run(&["work", "sen", "--by", "caseworker"]).out;
    assert_eq!(counted, "caseworker  lines  watched\nJ Poe       2      1\n");
    says(&office.run(&["work", "sen", "--by", "month"]), 2, &["one of state, school, caseworker"]);
    says(&office.run(&["work", "sen", "--state", "lost"]), 2, &["one of overdue"]);
    says(&office.run(&["work", "nothing"]), 2, &["one of cohorts"]);
    says(&office.run(&["work", "sen", "--year", "2026"]), 2, &["2025/26"]);
    assert_eq!(work(&office, &["timetables", "--year", "2025/26"])["academic_year"], "2025/26");
}

#[test]
fn a_record_has_the_kinds_of_the_work_behind_those_it_had() {
    let office = office();
    let shown = office.run(&["show", "C2", "--json"]).json();
    for spec in KINDS.iter().filter(|spec| spec.of_child && spec.kind >= Kind::Cohort) {
        assert!(shown[spec.name].is_array(), "{}", spec.name);
    }
    assert_eq!((&shown["timetables"][0]["hours"], &shown["sen"][0]["status"]), (&json!(10), &json!("K")));
    let text = office.run(&["show", "C2"]).out;
    assert!(text.contains("\ntimetables\n") && !text.contains("\nadmissions\n"), "{text}");
}

#[test]
fn the_chronology_tells_of_it_and_marks_who_is_named_by_name() {
    let office = office();
    let told = office.run(&["sar", "C2"]).out;
    assert!(told.contains("2 November 2026: Part time timetable"), "{told}");
    assert!(
        told.contains("\\[contact: Ann Larkin\\]; carer") && told.contains("with \\[contact: Ann Larkin\\]"),
        "{told}"
    );
}
