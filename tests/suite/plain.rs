//! The morning without a screen: lines in, lines out.

use crate::cli::office;
use crate::harness::{Office, PASSPHRASE, Ran, until};
use lookout::store::Store;
use lookout::store::secret::Secret;
use std::io::Write;
use std::process::Stdio;

const TODAY: &str = "2026-11-23";
const NOW: (&str, &str) = ("LOOKOUT_NOW", "2026-11-23T09:14:00");

fn typed(office: &Office, lines: &[u8]) -> Ran {
    let mut command = office.command(&["--plain"]);
    command.env(NOW.0, NOW.1).stdin(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(lines);
    Ran::of(child.wait_with_output().unwrap())
}

/// The texts of the drafts in the file; `None` where it is busy.
fn read(office: &Office) -> Option<Vec<String>> {
    let store = Store::open(&office.path("caseload.db"), &Secret::new(PASSPHRASE.to_owned())).ok()?;
    Some(store.drafts().ok()?.into_iter().map(|draft| draft.content.text).collect())
}

fn drafts(office: &Office) -> Vec<String> {
    read(office).unwrap()
}

#[test]
fn a_morning_is_done_in_lines() {
    let office = office();
    let ran = typed(
        &office,
        "1\nnote visit R. Lowe\nProvision begins on Thursday.\n..\n\nCarer told – “relieved”.\n.\nring SENCO\nsoonish\nnext fri\n\
         next\nn\nBack at school.\n.\n\n\nt\nq\nnot read any more\n"
            .as_bytes(),
    );
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    insta::assert_snapshot!("morning", ran.out);
    assert!(ran.out.chars().all(|letter| letter == '\n' || !letter.is_control()), "{}", ran.out);
    let note = office.run(&["show", "C2", "--json"]).json()["notes"][0].clone();
    assert_eq!(note["text"], "Provision begins on Thursday.\n.\n\nCarer told – “relieved”.");
    for (field, value) in [("kind", "visit"), ("person", "R. Lowe"), ("follow_up", "2026-12-04")] {
        assert_eq!(note[field], value, "{note}");
    }
    assert_eq!(office.run(&["show", "C1", "--json"]).json()["notes"][0]["text"], "Back at school.");
    assert_eq!(drafts(&office), Vec::<String>::new());
}

#[test]
fn alerts_are_set_aside_follow_ups_ended_and_changes_taken_back() {
    let office = office();
    let ran = typed(
        &office,
        b"1\na\n\nknown to the school\nz\n.\n2\nz\nyesterday\n+1w\nwaits for the panel\nundo\nu\n2\nn\nRang.\n.\nring again\n+3d\n\
          due\nmove 1\n+1w\ndone 1\nspoken to\ndue\ndone 1\nlist\n",
    );
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    insta::assert_snapshot!("decisions", ran.out);
    let state = |row: usize| office.run(&["alerts", "--json"]).json()["alerts"][row]["state"].clone();
    assert_eq!((state(0), state(1)), ("seen".into(), "acknowledged".into()));
}

#[test]
fn notes_filed_one_after_another_are_on_the_page_told_next() {
    let office = office();
    let ran = typed(
        &office,
        b"1\nn\nRang once.\n.\n\n\nn\nRang twice.\n.\n\n\npage notes\nn\nRang again.\n.\n\n\n1\npage notes\n",
    );
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    // The last one is told as the last contact too.
    for (text, times) in [("Rang once.", 2), ("Rang twice.", 2), ("Rang again.", 2)] {
        assert_eq!(ran.out.lines().filter(|line| line.trim() == text).count(), times, "{text} in {}", ran.out);
    }
}

#[test]
fn one_call_on_marked_children_files_on_each_what_is_its_own() {
    let office = office();
    let typed =
        typed(&office, "mark 1-2\ncall R. Lowe\nBoth are back.\n@Zoë has no laptop\n.\n\n+2d\nmark\n".as_bytes());
    assert_eq!((typed.code, typed.err.as_str()), (Some(0), ""), "{typed:?}");
    assert!(typed.out.ends_with("saved 09:14\nnext opens Ivy Hart\nno child is marked\n"), "{}", typed.out);
    let note = |child: &str| office.run(&["show", child, "--json"]).json()["notes"][0].clone();
    let (of_one, of_other) = (note("C2"), note("C1"));
    assert_eq!(
        (&of_one["text"], &of_other["text"]),
        (&"Both are back.\nhas no laptop".into(), &"Both are back.".into())
    );
    for note in [of_one, of_other] {
        assert_eq!((&note["person"], &note["follow_up"]), (&"R. Lowe".into(), &"2026-11-25".into()));
    }
}

#[test]
fn a_kill_loses_no_line_that_was_ended() {
    let office = office();
    let mut command = office.command(&["--plain"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"1\nnote\nfirst line\nsecond line\nhalf a li").unwrap();
    until("both lines are in the file", || read(&office).is_some_and(|drafts| drafts == ["first line\nsecond line"]));
    child.kill().unwrap();
    child.wait().unwrap();
    drop(input);
    assert_eq!(drafts(&office), ["first line\nsecond line"]);
    let ran = typed(&office, b"draft 1\nthird line\n.\n\n+1w\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("drafts: 1 not yet filed") && ran.out.contains("second line\n"), "{}", ran.out);
    let note = office.run(&["show", "C2", "--json"]).json()["notes"][0].clone();
    assert_eq!(
        (&note["text"], &note["follow_up"]),
        (&"first line\nsecond line\nthird line".into(), &"2026-11-30".into())
    );
    assert_eq!(drafts(&office), Vec::<String>::new());
}

#[test]
fn the_end_of_the_input_keeps_the_note_as_a_draft() {
    let office = office();
    let ran = typed(&office, b"1\nnote\nbegun\r\nand \xff\nno end");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for words in ["not UTF-8 text and was left out", "the note is not filed yet; it is among the drafts"] {
        assert!(ran.out.contains(words), "{words} is not in {}", ran.out);
    }
    assert_eq!(drafts(&office), ["begun\nno end"]);
}

#[test]
fn what_cannot_be_opened_is_told_as_by_the_commands() {
    let ran = typed(&Office::bare(TODAY), b"");
    assert_eq!(ran.code, Some(10), "{ran:?}");
    let ran = office().run(&["--plain", "alerts"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
}

#[test]
fn a_reader_that_has_gone_ends_it_in_silence() {
    let office = office();
    let mut command = office.command(&["--plain"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let _ = child.stdin.take().unwrap().write_all(b"1\nnote\nkept?\n");
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{output:?}");
}
