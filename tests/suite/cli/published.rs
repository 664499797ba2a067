//! Every published layout, as files come: in with one command, the same again, and silent where a return is old news.

use crate::harness::Office;
use serde_json::Value;
use std::path::Path;

/// After every date of the excerpts by years.
const TODAY: &str = "2026-11-23";

fn office() -> Office {
    let office = Office::new(TODAY);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/published");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension != "md") {
            office.write(
                &format!("drop/{}", path.file_name().unwrap().to_str().unwrap()),
                &std::fs::read(&path).unwrap(),
            );
        }
    }
    office
}

fn counts(file: &Value) -> [u64; 4] {
    ["new", "changed", "same", "held"].map(|key| file[key].as_u64().unwrap())
}

#[test]
fn all_of_them_go_in_with_one_command_and_are_the_same_the_second_time() {
    let office = office();
    let first = office.run(&["import", "drop", "--json"]).json();
    let second = office.run(&["import", "drop", "--json"]).json();
    let (first, second) = (first["files"].as_array().unwrap(), second["files"].as_array().unwrap());
    let layouts: std::collections::BTreeSet<_> = first.iter().map(|file| file["layout"].as_str().unwrap()).collect();
    let expected = [
        "census-exclusions",
        "census-pupils",
        "census-sessions",
        "children",
        "cin-children",
        "cin-plans",
        "gias",
        "ssda903-episodes",
        "ssda903-header",
        "ssda903-missing",
        "ssda903-oc2",
        "ssda903-oc3",
        "ssda903-previous-permanence",
        "ssda903-reviews",
        "ssda903-sw-episodes",
        "ssda903-uasc",
    ];
    assert_eq!(layouts.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(first.len(), second.len());
    for (first, second) in first.iter().zip(second) {
        let ([new, changed, same, held], again) = (counts(first), counts(second));
        assert_eq!(again, [0, 0, new + changed + same, held], "{first} {second}");
    }
    let of = |layout: &str| first.iter().find(|file| file["layout"] == layout).map(counts).unwrap();
    assert_eq!(of("census-pupils"), [2, 0, 0, 6]);
    assert!(of("census-exclusions")[0] > 0 && of("census-sessions")[0] > 0);
    let show = office.run(&["show", "566910", "--json"]).json();
    assert!(show["exclusions"].as_array().unwrap().iter().any(|row| row["kind"] == "PERM"), "{show}");
}

#[test]
fn what_only_returns_say_makes_no_rule_speak() {
    let office = office();
    let take = |names: &[&str]| {
        let paths: Vec<String> = names.iter().map(|name| format!("drop/{name}")).collect();
        let arguments: Vec<&str> = std::iter::once("import").chain(paths.iter().map(String::as_str)).collect();
        assert_eq!(office.run(&arguments).code, Some(0));
    };
    office.write("drop/exclusions.csv", b"child_id,kind,start,sessions\n566910,SUSP,2026-11-18,6\n");
    take(&["children.csv", "exclusions.csv", "header.csv", "episodes.csv", "missing.csv", "cin.xml"]);
    let alerts = || office.run(&["alerts", "--json"]).json();
    let before = alerts();
    take(&["reviews.csv", "oc2.csv", "uasc.csv", "previous_permanence.csv"]);
    take(&["2025_spring_pupilonroll.csv", "2025_spring_termlysessiondetailsonroll.csv"]);
    assert_eq!(alerts(), before);
    assert!(!before["alerts"].as_array().unwrap().is_empty());
}
