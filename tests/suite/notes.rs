//! Notes in a terminal and by command: searched, opened.

use crate::harness::Office;
use serde_json::json;

const TODAY: &str = "2026-11-23";
const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort\n\
    C1,Amara,Okafor,2013-05-01,9,LAC\n\
    C2,Łucja,Wójcik,2014-06-02,8,LAC\n";

fn office() -> Office {
    let office = Office::with_files(TODAY, &[("children.csv", CHILDREN)]);
    for (child, person, text) in [
        ("C1", "R. Lowe", "Reintegration Monday.\nThe café is where they meet"),
        ("C2", "Mrs Osei", "taxi late again"),
        ("C2", "Mrs Osei", "no news"),
    ] {
        let ran = office.run_on(&["note", child, "--person", person], text.as_bytes());
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    office
}

#[test]
fn demand_19_a_word_in_a_note_is_searched_and_the_note_opened() {
    for size in [(120, 36), (80, 24)] {
        let office = office();
        let mut window = office.window(&[], size, &[]);
        window.wait_text("everybody's 2 children");
        window.send("N");
        window.wait_text("The latest notes");
        window.send("cafe");
        window.wait_text("1 note");
        window.wait_text("The café is where they meet");
        window.send("\x7f\x7f\x7f\x7flate");
        window.wait_text("taxi late again");
        window.wait("one hit alone", |screen| !screen.contents().contains("café"));
        window.send("\r");
        window.wait_text("Łucja Wójcik");
        // The second of two notes about the child.
        window.wait("the note found is the chosen one", |screen| {
            let text = screen.contents();
            let rows: Vec<&str> = text.lines().collect();
            let chosen = rows.iter().position(|row| row.starts_with("> "));
            chosen.is_some_and(|at| rows.get(at + 1).is_some_and(|row| row.contains("taxi late again")))
        });
        window.send("\x1b");
        window.wait_text("find in notes: late");
        window.send("\x1b");
        window.wait("the search is closed", |screen| !screen.contents().contains("find in notes"));
        window.send("q");
        assert_eq!(window.exit_code(), 0);
    }
}

#[test]
fn notes_are_found_by_command_and_nothing_typed_is_an_error() {
    let office = office();
    let found = office.run(&["find", "--notes", "CAFÉ", "mon", "--json"]).json();
    assert_eq!(found["schema"], "lookout.find-notes/1");
    assert_eq!((&found["query"], &found["more"]), (&json!("CAFÉ mon"), &json!(false)));
    let hit = &found["results"][0];
    assert_eq!(
        (&hit["note"], &hit["kind"], &hit["person"], &hit["children"], &hit["line"]),
        (&json!(1), &json!("call"), &json!("R. Lowe"), &json!(["C1"]), &json!("Reintegration Monday."))
    );
    let text = office.run(&["find", "--notes", "late"]).out;
    assert!(text.contains("C2") && text.contains("taxi late again"), "{text}");
    assert_eq!(office.run(&["find", "--notes", "zebra"]).out, "no note has all of these words\n");
    for words in ["\"", "AND", "NEAR(", "a*b^c:", "(", "--", "'; DROP TABLE note; --", "\u{202e}"] {
        let ran = office.run(&["find", "--notes", "--json", "--", words]);
        assert_eq!(ran.code, Some(0), "{words}: {ran:?}");
    }
}

#[test]
fn a_note_is_begun_from_a_template_in_two_keys_and_filed_with_its_follow_up() {
    for size in [(120, 36), (80, 24)] {
        let office = office();
        office.write("config/templates/panel.txt", b"kind: meeting\n\nPanel about {child}, {foo}: {}\n");
        office.write("config/templates/bad.txt", b"kind: chat\n\nx\n");
        let mut window = office.window(&[], size, &[]);
        window.wait_text("bad.txt is not used");
        window.send("\x1b");
        window.wait("the complaint is gone", |screen| !screen.contents().contains("bad.txt"));
        window.send("T");
        window.wait_text("attendance call");
        window.send("\x1b[F");
        window.wait_text("stays as it is: {foo}");
        window.send("1");
        window.wait_text("PEP chase: Amara Okafor, year 9");
        window.send("by Friday");
        window.wait_text("DT: by Friday");
        window.send("\x13");
        window.wait_text("saved");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        let note = office.run(&["show", "C1", "--json"]).json()["notes"][1].clone();
        let text = note["text"].as_str().unwrap();
        assert!(text.starts_with("PEP chase: Amara Okafor") && text.contains("\nDT: by Friday\n"), "{text}");
        assert_eq!(note["follow_up"], "2026-11-26");
    }
}

#[test]
fn templates_fields_and_the_folder_are_listed() {
    let office = office();
    office.write("config/templates/panel.txt", b"Panel about {child}\n");
    office.write("config/templates/empty.txt", b"");
    let ran = office.run(&["templates"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for words in ["PEP chase", "panel", "{pep due}", "{child}", "config/templates"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(ran.err.contains("empty.txt is not used: it has no text"), "{}", ran.err);
}

#[test]
fn a_sealed_piece_of_a_note_leaves_by_no_command() {
    let office = office();
    office.run_on(&["note", "C1"], b"Carer: ring [[07700 900123]] after four");
    for arguments in
        [&["show", "C1", "--json"][..], &["show", "C1"], &["find", "--notes", "after"], &["find", "--notes", "0770"]]
    {
        let ran = office.run(arguments);
        assert!(!ran.out.contains("07700"), "{arguments:?}: {}", ran.out);
    }
    let shown = office.run(&["show", "C1", "--json"]).json();
    assert_eq!(shown["notes"][1]["text"], "Carer: ring [sealed: p] after four");
    assert!(shown["sealed"].as_array().unwrap().contains(&json!("notes.text")), "{shown}");
}
