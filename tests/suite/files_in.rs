//! Files in, in a terminal: previewed, accepted, taken back; a reading that is ended; the line on standard error.

use crate::harness::{Office, until};
use crate::window::Window;
use std::fmt::Write;
use std::path::Path;

const TODAY: &str = "2026-11-23";
const SIZES: [(u16, u16); 2] = [(120, 36), (80, 24)];
const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort\n\
    C1,Amara,Okafor,2013-05-01,9,LAC\n\
    C2,Tomos,Rees,2014-06-02,8,LAC\n";
const PEPS: &str = "child_id,academic_year,term,due,held\n\
    C1,2026/27,autumn,2026-11-01,\n\
    C2,2026/27,autumn,2026-11-02,\n";
const CHANGED: &str = "child_id,academic_year,term,due,held\n\
    C1,2026/27,autumn,2026-11-01,2026-11-05\n\
    C1,2026/27,spring,2027-02-01,\n\
    C9,2026/27,autumn,2026-11-01,\n";

fn office() -> Office {
    Office::with_files(TODAY, &[("children.csv", CHILDREN), ("peps.csv", PEPS)])
}

fn alerts(office: &Office) -> String {
    let ran = office.run(&["alerts", "--json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    ran.out
}

/// Opens the import screen on the dashboard.
fn imports(office: &Office, size: (u16, u16)) -> Window {
    let mut window = office.window(&[], size, &[]);
    window.wait_text("Okafor");
    window.send("I");
    window.wait_text("Imports (2)");
    window
}

#[test]
fn preview_accept_and_undo_leave_the_alerts_as_they_were() {
    for size in SIZES {
        let office = office();
        office.write("new/peps.csv", CHANGED.as_bytes());
        let before = alerts(&office);
        let mut window = imports(&office, size);
        window.send("o");
        window.wait_text("file or folder:");
        window.send("new/p\t");
        window.wait_text("new/peps.csv");
        window.send("\r");
        window.wait_text("nothing is written yet");
        window.wait_text("[new 1]");
        window.send("\t");
        window.wait_text("held: (empty) | 2026-11-05");
        window.send("\t\t");
        window.wait_text("no such child");
        window.send("\t");
        window.wait_text("Left care, or an incomplete file?");
        window.wait_text("Tomos Rees");
        assert_eq!(alerts(&office), before, "nothing is written by looking");
        window.send("a");
        window.wait_text("1 file is in: 1 new, 1 changed, 0 same, 1 held back");
        window.wait_text("Imports (3)");
        assert_ne!(alerts(&office), before);
        window.send("u");
        window.wait_text("u again takes the whole of import 3");
        window.send("u");
        window.wait_text("import 3 is taken back: 1 rows removed, 1 as they were before");
        window.wait_text("taken back  ");
        assert_eq!(alerts(&office), before);
        window.send("q");
        assert_eq!(window.exit_code(), 0);
    }
}

#[test]
fn a_preview_that_is_dropped_leaves_nothing() {
    let office = office();
    office.write("peps.csv", CHANGED.as_bytes());
    let before = alerts(&office);
    let mut window = imports(&office, SIZES[0]);
    // Pasted, as a file dragged into the window comes.
    window.send("\x1b[200~'peps.csv'\x1b[201~");
    window.wait_text("file or folder:");
    window.send("\r");
    window.wait_text("nothing is written yet");
    window.send("\x1b");
    window.wait_text("dropped; nothing was written");
    window.send("o");
    window.wait_text("file or folder:");
    window.send("none.csv\r");
    window.wait_text("cannot be read");
    window.send("q");
    assert_eq!(window.exit_code(), 0);
    assert_eq!(alerts(&office), before);
    assert_eq!(office.run(&["imports", "--json"]).json()["imports"].as_array().unwrap().len(), 2);
}

/// A register that takes a while to read.
fn long_register(office: &Office) {
    let mut text = "child_id,date,session,code\n".to_owned();
    for row in 0..400_000 {
        let _ = writeln!(text, "C{},2026-11-{:02},AM,/", row % 50_000, row % 5 + 16);
    }
    office.write("long.csv", text.as_bytes());
}

#[test]
fn a_note_is_filed_while_a_file_is_read_and_escape_ends_the_reading() {
    let office = office();
    long_register(&office);
    let mut window = imports(&office, SIZES[0]);
    window.send("o");
    window.wait_text("file or folder:");
    window.send("long.csv\r");
    window.send("n");
    window.wait_text("Note:");
    window.send("filed meanwhile\x13");
    window.wait_text("saved");
    window.send("\x1b");
    window.wait_text("nothing was written");
    window.send("q");
    assert_eq!(window.exit_code(), 0);
    assert_eq!(office.run(&["show", "C1", "--json"]).json()["notes"][0]["text"], "filed meanwhile");
    assert_eq!(office.run(&["imports", "--json"]).json()["imports"].as_array().unwrap().len(), 2);
}

#[test]
fn a_terminal_sees_how_far_an_import_is_and_ctrl_c_leaves_nothing() {
    let office = office();
    long_register(&office);
    let before = alerts(&office);
    let mut window = office.window(&["import", "long.csv"], SIZES[1], &[]);
    window.wait_text("a second");
    window.send("\x03");
    assert_ne!(window.exit_code(), 0);
    assert_eq!(alerts(&office), before);
    until("nobody holds the caseload", || office.run(&["import", "in"]).code == Some(0));
}

fn export(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exports").join(name)).unwrap()
}

/// The import screen of a caseload with the children of the invented exports, one of these in its folder.
fn exports(name: &str) -> (Office, Window) {
    let office = Office::new(TODAY);
    office.write("children.csv", &export("children.csv"));
    assert_eq!(office.run(&["import", "children.csv"]).code, Some(0));
    office.write(name, &export(name));
    let mut window = office.window(&[], SIZES[0], &[]);
    window.wait_text("Quill");
    window.send("I");
    window.wait_text("Imports (1)");
    (office, window)
}

fn open_file(window: &mut Window, name: &str) {
    window.send("o");
    window.wait_text("file or folder:");
    // A long name of one read is a paste, in which the last key would be text.
    window.send(name);
    window.wait_text(&format!("file or folder: {name}"));
    window.send("\r");
    window.wait_text("nothing is written yet");
}

/// Exports of invented providers, how many rows each has, and what is read of the columns.
const EXPORTS: [(&str, &str, &str); 6] = [
    ("penhallow-epep.csv", "5 rows would go in, 0 held back", "Rows of peps"),
    ("harbour-call.csv", "20 rows would go in, 0 held back", "Rows of attendance"),
    ("tidewater-register.xlsx", "5 rows would go in, 0 held back", "Rows of attendance"),
    ("larch-marks.xlsx", "5 rows would go in, 0 held back", "Rows of attendance"),
    ("brightline-days.csv", "5 rows would go in, 0 held back", "Rows of attendance"),
    ("kestrel-suspensions.tsv", "3 rows would go in, 0 held back", "Rows of exclusions"),
];

#[test]
fn an_unknown_export_is_mapped_by_keyboard_and_from_then_on_recognised() {
    for (name, counts, kind) in EXPORTS {
        let (office, mut window) = exports(name);
        open_file(&mut window, name);
        window.wait_text("not recognised");
        window.send("p");
        window.wait_text(kind);
        window.wait_text(counts);
        window.send("\x13");
        window.wait_text("name of the profile:");
        window.send("\x17provider\r");
        window.wait_text("profile provider is kept");
        window.wait_text("[new ");
        window.send("a");
        window.wait_text("1 file is in:");
        window.send("q");
        assert_eq!(window.exit_code(), 0, "{name}");
        let again = office.run(&["import", name, "--json"]).json();
        let file = &again["files"][0];
        assert_eq!((&file["profile"], &file["new"], &file["held"]), (&"provider".into(), &0.into(), &0.into()));
        let mut window = office.window(&[], SIZES[1], &[]);
        window.wait_text("Quill");
        window.send("I");
        window.wait_text("Imports (3)");
        open_file(&mut window, name);
        window.wait_text("[same ");
        window.send("q");
        assert_eq!(window.exit_code(), 0, "{name}");
    }
}

#[test]
fn what_a_person_says_of_a_column_is_counted_at_once_and_dropped_with_esc() {
    let (office, mut window) = exports("penhallow-epep.csv");
    open_file(&mut window, "penhallow-epep.csv");
    window.send("p");
    window.wait_text("5 rows would go in, 0 held back");
    // The child's column left out, and the name of the child in its place: nobody is called so.
    window.send("x");
    window.wait_text("It still needs child_id or upn");
    window.send("j ");
    window.wait_text("0 rows would go in, 5 held back");
    window.send("c");
    window.wait_text("Rows of exclusions");
    window.send("\x1b");
    window.wait_text("nothing is written yet");
    window.send("\x1b");
    window.wait_text("dropped; nothing was written");
    window.send("q");
    assert_eq!(window.exit_code(), 0);
    assert_eq!(office.run(&["profile", "list"]).out, "there are no profiles\n");
    assert_eq!(office.run(&["imports", "--json"]).json()["imports"].as_array().unwrap().len(), 1);
}

#[test]
fn a_corrected_column_is_read_as_it_was_said() {
    let (office, mut window) = exports("penhallow-epep.csv");
    open_file(&mut window, "penhallow-epep.csv");
    window.send("p");
    window.wait_text("5 rows would go in, 0 held back");
    // The last column but one, the rating, is left out; another profile of that name is not overwritten.
    window.send("Gkx");
    window.wait_text("by hand");
    window.wait_text("5 rows would go in, 0 held back");
    office.write("config/profiles/taken.toml", &export("harbour-call.toml"));
    window.send("\x13");
    window.wait_text("name of the profile: penhallow-epep");
    window.send("\x17taken\r");
    window.wait_text("there is another profile");
    window.send(" 2\r");
    window.wait_text("profile taken 2 is kept");
    window.wait_text("[new 5]");
    window.send("a");
    window.wait_text("1 file is in: 5 new");
    window.send("q");
    assert_eq!(window.exit_code(), 0);
    let pep = &office.run(&["show", "P-1001", "--json"]).json()["peps"][0];
    assert_eq!((&pep["held"], &pep["quality"]), (&"2026-11-02".into(), &serde_json::Value::Null));
    let text = std::fs::read_to_string(office.path("config/profiles/taken-2.toml")).unwrap();
    assert!(text.contains("\"PEP RAG\" = \"nothing\"") && !text.contains("Quill"), "{text}");
}
