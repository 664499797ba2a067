//! Files of unknown layout: proposed, kept as a profile, read by it, and recognised the week after.

use crate::cli::says;
use crate::harness::Office;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

const TODAY: &str = "2026-11-23";

/// An export of an invented provider, and what comes of it: file, name, layout, rows, columns that nobody asked about.
const EXPORTS: &[(&str, &str, &str, u32)] = &[
    ("harbour-call.csv", "harbour-call", "attendance", 20),
    ("penhallow-epep.csv", "penhallow-epep", "peps", 5),
    ("tidewater-register.xlsx", "tidewater-register", "attendance", 5),
    ("brightline-days.csv", "brightline-days", "attendance", 5),
    ("larch-marks.xlsx", "larch-marks", "attendance", 5),
    ("kestrel-suspensions.tsv", "kestrel-suspensions", "exclusions", 3),
];

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/exports").join(name)
}

fn office() -> Office {
    let office = Office::new(TODAY);
    office.write("children.csv", &fs::read(data("children.csv")).unwrap());
    assert_eq!(office.run(&["import", "children.csv"]).code, Some(0));
    office
}

/// Proposes a profile for a file and keeps it, as a user does who finds nothing to correct.
fn keep(office: &Office, file: &str) -> String {
    let proposed = office.run(&["profile", "propose", file]);
    assert_eq!((proposed.code, proposed.err.as_str()), (Some(0), ""), "{proposed:?}");
    office.write("proposed.toml", proposed.out.as_bytes());
    says(&office.run(&["profile", "add", "proposed.toml"]), 0, &[]);
    proposed.out
}

fn counts(report: &Value) -> Value {
    let file = &report["files"][0];
    json!([file["layout"], file["profile"], file["new"], file["changed"], file["same"], file["held"]])
}

#[test]
fn each_export_is_proposed_kept_and_read_by_its_profile_ever_after() {
    for &(file, name, layout, rows) in EXPORTS {
        let office = office();
        office.write(file, &fs::read(data(file)).unwrap());
        let before = office.run(&["import", file, "--json"]);
        assert_eq!((before.code, &before.json()["files"][0]["layout"]), (Some(65), &Value::Null), "{file}");
        let proposed = keep(&office, file);
        let kept = data(&format!("{name}.toml"));
        if std::env::var_os("UPDATE_PROFILES").is_some() {
            fs::write(&kept, &proposed).unwrap();
        }
        assert_eq!(proposed, fs::read_to_string(kept).unwrap(), "{file}");
        let first = office.run(&["import", file, "--json"]).json();
        assert_eq!(counts(&first), json!([layout, name, rows, 0, 0, 0]), "{first}");
        let again = office.run(&["import", file, "--json"]).json();
        assert_eq!(counts(&again), json!([layout, name, 0, 0, rows, 0]), "{again}");
    }
}

#[test]
fn what_came_in_is_what_the_files_say() {
    let office = office();
    for &(file, ..) in EXPORTS {
        office.write(file, &fs::read(data(file)).unwrap());
        keep(&office, file);
        says(&office.run(&["import", file]), 0, &[]);
    }
    let names: Vec<_> = EXPORTS.iter().map(|export| format!("{}: {}", export.1, export.2)).collect();
    let listed = office.run(&["profile", "list"]).out;
    assert!(names.iter().all(|name| listed.contains(name)) && listed.lines().count() == names.len(), "{listed}");
    let shown = |id: &str| office.run(&["show", id, "--json"]).json();
    // Quill: a week of presence, a week of holidays, a week with a day of illness, whichever file tells of it.
    let quill = shown("P-1001");
    let year = &quill["attendance"][0];
    assert_eq!(
        json!([year["academic_year"], year["possible"], year["attended"], year["authorised"]]),
        json!(["2026/27", 20, 18, 2])
    );
    let pep = &quill["peps"][0];
    assert_eq!(
        json!([pep["academic_year"], pep["term"], pep["due"], pep["held"], pep["status"], pep["quality"]]),
        json!(["2026/27", "autumn", "2026-12-18", "2026-11-02", "Complete", "green"])
    );
    assert_eq!(pep["source"]["line"], 2);
    // A date that is to be confirmed, and a rating that is not there yet, are empty.
    assert_eq!(shown("P-1004")["peps"][0]["held"], Value::Null);
    assert_eq!(shown("P-1002")["peps"][0]["quality"], Value::Null);
    let suspended = &shown("P-1005")["exclusions"][0];
    assert_eq!(
        json!([
            suspended["kind"],
            suspended["start"],
            suspended["end"],
            suspended["sessions"],
            suspended["source"]["line"]
        ]),
        json!(["SUSP", "2026-11-16", "2026-11-18", 5, 3])
    );
    assert_eq!(shown("P-1003")["exclusions"][0]["kind"], "PERM");
}

#[test]
fn next_weeks_file_is_recognised_by_its_header_in_another_order_and_with_a_new_column() {
    let office = office();
    office.write("week1.csv", &fs::read(data("brightline-days.csv")).unwrap());
    keep(&office, "week1.csv");
    office.write(
        "week2.csv",
        b"Form,upn,2026-11-23,2026-11-24,PUPIL NAME,Total\n10A,E801200002000,/\\,I,\"Quill, Ottoline\",4\n\
          10A,X000000000000,/\\,I,Nobody,4\n7B,T801200002037,/?,I,\"Thistle, Barnaby\",4\n",
    );
    let ran = office.run(&["import", "week2.csv"]);
    for words in [
        "week2.csv: attendance by the profile week: 1 new, 0 changed, 0 same, 2 held back",
        "columns not used: Form",
        "week2.csv:3: upn: no such child in the caseload",
        "week2.csv:4: 2026-11-23: ? is no register code",
    ] {
        assert!(ran.out.contains(words), "{words} is not in {ran:?}");
    }
}

#[test]
fn a_profile_can_be_forced_and_one_that_does_not_fit_says_what_is_missing() {
    let office = office();
    let text = "name = \"mine\"\nkind = \"peps\"\n[columns]\nref = \"child_id\"\ndue = \"due\"\n";
    office.write("mine.toml", text.as_bytes());
    says(&office.run(&["profile", "add", "mine.toml"]), 0, &[]);
    office.write("peps.csv", b"child_id,ref,due\nP-1001,P-1002,2026-12-01\n");
    let counted = |arguments: &[&str]| counts(&office.run(arguments).json());
    assert_eq!(counted(&["import", "peps.csv", "--json"]), json!(["peps", null, 1, 0, 0, 0]));
    assert_eq!(counted(&["import", "peps.csv", "--profile", "mine", "--json"]), json!(["peps", "mine", 1, 0, 0, 0]));
    says(&office.run(&["import", "peps.csv", "--profile", "other"]), 2, &["no profile other", "mine"]);
    office.write("else.csv", b"ref,held\nP-1001,2026-12-01\n");
    let ran = office.run(&["import", "else.csv", "--profile", "mine"]);
    assert_eq!(ran.code, Some(65));
    assert!(ran.out.contains("no header fits the profile mine: there is no column due"), "{ran:?}");
}

#[test]
fn a_profile_that_is_none_is_refused_and_another_of_the_name_is_not_lost() {
    let office = office();
    let add = |text: &str, more: &[&str]| {
        office.write("p.toml", text.as_bytes());
        office.run(&[&["profile", "add", "p.toml"], more].concat())
    };
    for (text, why) in [
        ("name = \"p\"", "kind: one of"),
        ("kind = \"peps\"\nname = \"../p\"\n[columns]\na = \"upn\"\nb = \"due\"\n", "name: letters"),
        ("name = \"p\"\nkind = \"peps\"\n[columns]\na = \"upn\"\n", "peps need"),
        ("name = \"p\"\nkind = \"peps\"\n[columns]\na = \"upn\"\nb = \"dew\"\n", "b: one of"),
        ("name = = \"p\"\n", "line 1"),
    ] {
        let ran = add(text, &[]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.err.contains(why) && ran.err.contains("Nothing was added"), "{ran:?}");
    }
    let peps = |column: &str| format!("name = \"p\"\nkind = \"peps\"\n[columns]\na = \"upn\"\n{column} = \"due\"\n");
    assert_eq!(add(&peps("b"), &[]).code, Some(0));
    assert_eq!(add(&peps("b"), &[]).code, Some(0));
    let refused = add(&peps("c"), &[]);
    assert!(refused.code == Some(1) && refused.err.contains("--replace"), "{refused:?}");
    assert_eq!(add(&peps("c"), &["--replace"]).code, Some(0));
    assert!(fs::read_to_string(office.path("config/profiles/p.toml")).unwrap().contains("c = "));
    office.write("config/profiles/broken.toml", b"name = 3\n");
    let listed = office.run(&["profile", "list"]);
    assert!(listed.out == "p: peps\n" && listed.err.contains("broken.toml is not used"), "{listed:?}");
}

#[test]
fn a_proposal_holds_no_value_of_a_row_and_says_what_it_lacks() {
    let office = Office::bare(TODAY);
    office.write("x.csv", b"Pupil ref,Surname,Att %\nP-1,Larkspur,93.5\nP-2,Larkspur,83.5\n");
    let ran = office.run(&["profile", "propose", "x.csv"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("NOT READY") && ran.err.contains("still needs"), "{ran:?}");
    assert!(!ran.out.contains("Larkspur") && !ran.out.contains("P-1"), "{ran:?}");
    office.write("y.csv", b"one column\n1\n");
    says(&office.run(&["profile", "propose", "y.csv"]), 1, &["no header of two columns"]);
}
