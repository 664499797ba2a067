//! `lookout health`: what it says of files, and of children.

use crate::harness::Office;

const TODAY: &str = "2026-11-23";
const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort,looked_after_since,upn,school_urn\n\
    C1,Amara,Okafor,2013-05-01,9,LAC,2024-01-08,H801200001001,100001\n\
    C2,Zoë,Wójcik,2014-06-02,8,CIN,,H801200001001,100001\n\
    C3,Ivy,Hart,2012-07-03,10,CIN,,J801200001001,\n";
const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,2,02/05/2013,WBRI,H801200001001,,\n";

fn office() -> Office {
    Office::with_files(TODAY, &[("children.csv", CHILDREN), ("header.csv", HEADER)])
}

#[test]
fn health_as_json_names_sources_and_whom_each_check_concerns() {
    let health = office().run(&["health", "--json"]);
    assert_eq!(health.code, Some(0), "{health:?}");
    let json = health.json();
    let keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys.join(" "), "schema today sources checks");
    assert_eq!((&json["schema"], &json["today"]), (&"lookout.health/1".into(), &TODAY.into()));
    let source = |kind: &str| {
        let sources = json["sources"].as_array().unwrap();
        sources.iter().find(|source| source["kind"] == kind).unwrap().clone()
    };
    assert_eq!(source("children")["file"], "in/header.csv");
    let never = r#"{"kind":"peps","last_import":null,"file":null,"days":null}"#;
    assert_eq!(source("peps"), serde_json::from_str::<serde_json::Value>(never).unwrap());
    let concerns = |id: &str| {
        let checks = json["checks"].as_array().unwrap();
        let check = checks.iter().find(|check| check["id"] == id).unwrap();
        let rows = check["children"].as_array().unwrap().iter();
        rows.map(|row| format!("{} {}", row["child_id"], row["what"].as_str().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(
        (concerns("upn-twice"), concerns("who-is-who").join("")),
        (vec![], "\"C1\" may be C2: one UPN".to_owned())
    );
    assert_eq!(concerns("upn-wrong"), ["\"C3\" J801200001001: by its check the letter is H"]);
    assert_eq!(concerns("no-school"), ["\"C3\" no file names a school"]);
    assert_eq!(
        concerns("sources-differ"),
        ["\"C1\" dob: 2013-05-01 in children.csv, 2013-05-02 in the SSDA903 header"]
    );
    assert_eq!(concerns("date-impossible"), [""; 0]);
    assert!(concerns("source-never").iter().all(|row| row.starts_with("null ")));
}

#[test]
fn health_for_a_person_lists_what_was_found_alone() {
    let office = office();
    assert!(office.run(&["health"]).out.contains("C1     may be C2: one UPN"));
    office.run(&["who", "two", "C1", "C2"]);
    let ran = office.run(&["health"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for words in ["children", "never", "one UPN, several children (2)", "C3     J801200001001"] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    assert!(!ran.out.contains("a date that cannot be"), "{}", ran.out);
    assert!(!ran.out.contains("Okafor"), "{}", ran.out);
}
