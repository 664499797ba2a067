//! What a child may ask of the council and the council of the program: the record read, shared, kept and erased.

use crate::cli::says;
use crate::harness::{Office, PASSPHRASE, Ran, until};
use lookout::store::Store;
use lookout::store::secret::Secret;
use std::fmt::Write;
use std::fs;
use std::process::Stdio;

const TODAY: &str = "2026-11-23";

const CHILDREN: &str = "child_id,forename,surname,dob,upn,carer,caution,looked_after_since,cohort\n\
    C100,Amara,Okafor,2012-05-01,A801200001002,Mrs Osei,dog at the door,2020-01-06,LAC\n\
    C200,Tomos,Rees,2013-02-03,,,,2021-01-06,LAC\n\
    C300,Old,Hand,2001-11-20,,,,,\n";
const PLACEMENTS: &str =
    "child_id,start,end,type,postcode\nC100,2024-03-01,,U4,LS1 4AP\nC300,2015-01-01,2019-11-20,U4,\n";
const CONTACTS: &str = "child_id,role,name,phone\nC100,carer,Mrs Osei,07700 900123\n";
const MARKS: &str = "child_id,date,session,code\nC100,2026-11-16,AM,/\nC100,2026-11-16,PM,O\n";

fn office() -> Office {
    let files = [
        ("children.csv", CHILDREN),
        ("placements.csv", PLACEMENTS),
        ("contacts.csv", CONTACTS),
        ("attendance.csv", MARKS),
    ];
    Office::with_files(TODAY, &files)
}

fn with_note() -> Office {
    let office = office();
    let text =
        b"Tomos Rees sat with her. Mrs Osei: ring 07700 900123, LS1 4AP, a@example.org [[07700 900999]]\n-2 marks";
    done(office.run_on(&["note", "C100", "--person", "Mrs Osei", "--follow-up", "+3d"], text));
    office
}

fn done(ran: Ran) -> String {
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    ran.out
}

#[cfg(unix)]
fn owners_alone(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[cfg(not(unix))]
fn owners_alone(_: &std::path::Path) {}

fn store(office: &Office) -> Store {
    Store::open(&office.path("caseload.db"), &Secret::new(PASSPHRASE.to_owned())).unwrap()
}

#[test]
fn a_child_is_erased_after_its_record_was_filed() {
    let office = with_note();
    let refused = "say where with --filed-ref";
    says(&office.run(&["erase", "C100"]), 2, &[refused, "nothing was erased"]);
    says(&office.run(&["erase", "C100", "--filed-ref", "  "]), 2, &[refused]);
    says(&office.run(&["erase", "C100", "--filed-ref", "Okafor, box 3", "--yes"]), 2, &["names the child"]);
    says(&office.run(&["erase", "C999", "--filed-ref", "box 3"]), 1, &["no such child"]);
    let waits = ["1 open follow-up would go with the child", "nothing was erased", "--yes"];
    says(&office.run(&["erase", "C100", "--filed-ref", "box 3"]), 1, &waits);
    assert!(store(&office).child_by_id("C100").unwrap().is_some());
    fs::copy(office.path("caseload.db"), office.path("caseload.db.before-9")).unwrap();
    let out = done(office.run(&["erase", "C100", "--filed-ref", "box 3", "--yes"]));
    for words in
        ["1 note", "until the 75th birthday", "2087-05-01", "not the record of case", "before-9 still holds the child"]
    {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(!out.contains("Amara") && !out.contains("C100"), "{out}");
    says(&office.run(&["show", "C100"]), 1, &["no such child"]);
    done(office.run(&["show", "C200"]));
    let again = office.run(&["import", "in", "--json"]).json();
    let held = again["held"].as_array().unwrap();
    assert_eq!(held.len(), 5, "{again}");
    assert!(held.iter().all(|row| row["reason"] == "this child was erased on 22 November 2026"
        || row["reason"].as_str().unwrap().starts_with("this child was erased on ")));
    assert!(store(&office).child_by_id("C100").unwrap().is_none());
}

#[test]
fn erasing_that_is_killed_is_whole_or_did_not_begin() {
    let (mut whole, mut nothing) = (0, 0);
    for pages in 0..12_u64 {
        let office = with_note();
        let log = office.path("caseload.db-wal");
        let arguments = ["erase", "C100", "--filed-ref", "box 3", "--yes"];
        let mut child = office.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let written = || fs::metadata(&log).map_or(0, |log| log.len()) >= pages * 8 * 16_384;
        let ended = std::cell::RefCell::new(&mut child);
        until("it has written so much, or ended", || written() || ended.borrow_mut().try_wait().unwrap().is_some());
        let _ = child.kill();
        child.wait().unwrap();
        let store = store(&office);
        match store.child_by_id("C100").unwrap() {
            None => {
                whole += 1;
                assert_eq!(store.caseload(TODAY.parse().unwrap()).unwrap().children.len(), 2);
                assert!(store.caseload(TODAY.parse().unwrap()).unwrap().follow_ups.is_empty());
            }
            Some(key) => {
                nothing += 1;
                let record = store.record(key).unwrap();
                assert_eq!((record.notes.len(), record.registers.len()), (1, 1), "after {pages}");
            }
        }
        assert_eq!(store.audit_chain().unwrap().broken, None);
    }
    assert_eq!(whole + nothing, 12);
    assert!(nothing > 0, "none was killed before it was done");
}

#[test]
fn a_chronology_marks_other_people_and_withholds_what_is_sealed() {
    let office = with_note();
    let out = done(office.run(&["sar", "C100"]));
    for words in [
        "# Subject access request: Amara Okafor (id C100)",
        "\\[another child: Tomos Rees\\]",
        "\\[contact: Mrs Osei\\]",
        "\\[telephone: 07700 900123\\]",
        "\\[postcode: LS1 4AP\\]",
        "\\[email: a\\@example.org\\]",
        "\\[sealed: placements.postcode\\]",
        "\\[sealed: contacts.phone\\]",
        "\\[sealed: notes.text\\]",
        "1 of 2 sessions attended",
        "placements.csv, line 2",
        "1 March 2024: Placement",
        "Follow-up of note 1",
        "Open",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(!out.contains("900999") && !out.contains("Hand"), "{out}");
    let revealed = ["sar", "C100", "--reveal", "placements.postcode", "--reveal", "notes.text", "--out", "sar.html"];
    assert_eq!(done(office.run(&revealed)), "written: sar.html\n");
    let html = fs::read_to_string(office.path("sar.html")).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("900999") && html.contains("postcode: LS1 4AP"));
    assert!(html.contains("[sealed: contacts.phone]"));
    owners_alone(&office.path("sar.html"));
    says(&office.run(&revealed), 1, &["sar.html is there already"]);
    says(&office.run(&["sar", "C100", "--reveal", "everything"]), 2, &["one of", "placements.postcode"]);
    says(&office.run(&["sar", "C9"]), 1, &["no such child"]);
    let store = store(&office);
    let told = store.audit(store.child_by_id("C100").unwrap()).unwrap();
    let told: Vec<String> = told.iter().map(|row| format!("{} {}", row.event.deed.word(), row.event.detail)).collect();
    let wanted = ["export sar", "export sar", "reveal notes.text, placements.postcode"];
    assert!(told.join("\n").ends_with(&wanted.join("\n")), "{told:?}");
}

#[test]
fn an_export_holds_no_free_text_and_no_sealed_field_unless_it_is_asked_for() {
    let office = with_note();
    let check = done(office.run(&["export", "all", "--check", "--with", "notes"]));
    for words in ["3 rows, 13 columns", "caution (free text)", "carer (another person)", "notes", "Nothing was written"]
    {
        assert!(check.contains(words), "{words}: {check}");
    }
    assert_eq!(done(office.run(&["export", "C100", "--out", "one.csv"])), "written: one.csv\n");
    let csv = fs::read_to_string(office.path("one.csv")).unwrap();
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(
        csv.starts_with("child_id,forename,surname,dob,upn,") && csv.contains("C100,Amara,Okafor,2012-05-01"),
        "{csv}"
    );
    for canary in ["dog", "Osei", "LS1", "07700", "Tomos"] {
        assert!(!csv.contains(canary), "{canary}: {csv}");
    }
    owners_alone(&office.path("one.csv"));
    says(&office.run(&["export", "C100", "--out", "one.csv"]), 1, &["one.csv is there already"]);
}

#[test]
fn notes_go_out_with_other_people_marked_and_each_export_is_put_down() {
    let office = with_note();
    done(office.run(&["export", "C100", "--out", "notes.json", "--with", "notes"]));
    let json: serde_json::Value = serde_json::from_slice(&fs::read(office.path("notes.json")).unwrap()).unwrap();
    let note = &json["children"][0]["notes"][0];
    let text = note["text"].as_str().unwrap();
    assert!(
        text.starts_with("[another child] sat with her. [contact]: ring [telephone], [postcode], [email]"),
        "{text}"
    );
    assert!(text.contains("[sealed: p]") && note["person"].is_null() && json["schema"] == "lookout.export/1");
    done(office.run(&["export", "C100", "--out", "named.json", "--with", "notes", "--third-parties"]));
    let named = fs::read_to_string(office.path("named.json")).unwrap();
    assert!(named.contains("[another child: Tomos Rees]") && named.contains("Mrs Osei") && !named.contains("900999"));
    done(office.run(&["export", "--view", "all", "--out", "view.csv"]));
    assert_eq!(fs::read_to_string(office.path("view.csv")).unwrap().lines().count(), 4);
    for (arguments, code, words) in [
        (&["export", "C100", "--out", "one.pdf"][..], 2, ".csv or .json"),
        (&["export", "C100"], 2, "--out"),
        (&["export", "--out", "x.csv"], 2, "required"),
        (&["export", "--view", "none", "--out", "x.csv"], 2, "no view of children by that name"),
        (&["export", "C9", "--out", "x.csv"], 1, "no such child"),
        (&["export", "C100", "--out", "no/x.csv"], 74, "cannot be written"),
    ] {
        says(&office.run(arguments), code, &[words]);
    }
    let audit = store(&office).audit(None).unwrap();
    let exports: Vec<_> = audit.iter().filter(|row| row.event.deed == lookout::domain::audit::Deed::Export).collect();
    assert!(exports.iter().any(|row| row.event.detail == "export csv: 3 children"), "{exports:?}");
    assert!(exports.iter().any(|row| row.event.detail == "export json with notes, other people named"));
}

#[test]
fn an_export_is_read_again_with_the_same_values_whatever_a_name_begins_with() {
    let mut rows = String::from("child_id,forename,surname,dob\n");
    let begins = ["=", "+", "-", "@", "'=", "''-", "'", "O'"];
    for (number, begin) in begins.iter().enumerate() {
        let _ = writeln!(rows, "K{number},\"{begin}1+1\",\"{begin}SUM(A1)\",2012-01-0{}", number + 1);
    }
    let office = Office::with_files(TODAY, &[("children.csv", &rows)]);
    done(office.run(&["export", "all", "--out", "children.csv"]));
    let written = fs::read_to_string(office.path("children.csv")).unwrap();
    for cell in written.lines().skip(1).flat_map(|line| line.split(',').skip(1).take(2)) {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{written}");
    }
    let again = office.run(&["import", "--json", "children.csv"]).json();
    assert_eq!((&again["files"][0]["same"], &again["held"]), (&begins.len().into(), &serde_json::json!([])), "{again}");
}

#[test]
fn records_due_to_be_filed_are_listed_by_the_nations_rule() {
    let office = office();
    let json = office.run(&["retention", "--json"]).json();
    assert_eq!((&json["schema"], &json["nation"]), (&"lookout.retention/1".into(), &"england".into()));
    let due = serde_json::json!([
        {"child_id": "C300", "ended": "turned 25", "since": "2026-11-20", "keep_until": "2076-11-20"}
    ]);
    assert_eq!(json["children"], due);
    office.write("config/config.toml", b"nation = \"scotland\"\n");
    let out = done(office.run(&["retention"]));
    assert!(out.contains("2101-11-20") && out.contains("not the record of case") && out.contains("Scotland"), "{out}");
    office.write("config/config.toml", b"nation = \"northern-ireland\"\n");
    assert!(done(office.run(&["retention"])).contains("the council's own schedule"));
}
