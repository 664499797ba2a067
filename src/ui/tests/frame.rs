//! What stands round every screen: header, footer, and the word of a window that is too small.

use super::screen;
use crate::app::invented::{self, press};
use crate::domain::kind::Kind;

#[test]
fn a_window_that_is_too_small_says_so() {
    for (size, fits) in [((60, 16), true), ((59, 16), false), ((60, 15), false)] {
        let model = invented::with_drafts(size);
        let text = screen(&model);
        assert_eq!(text.contains("too small"), !fits, "{text}");
        assert_eq!(text.contains("Drafts are safe") && text.contains("60x16"), !fits, "{text}");
    }
}

#[test]
fn the_header_names_what_is_not_known() {
    let mut caseload = invented::caseload();
    caseload.sources = [Kind::Child, Kind::Attendance].into();
    caseload.data_as_of = None;
    let mut model = invented::of(caseload, (140, 36), Some("Q. Nobody"));
    model.demo = true;
    let text = screen(&model);
    for words in [
        "term dates assumed",
        "DEMO, invented",
        "no attendance data",
        "never imported: PEPs, exclusions, destinations",
        "no child has the caseworker Q. Nobody: everybody's are shown",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn the_header_says_it_shorter_where_there_is_less_room_and_cuts_nothing() {
    let mut caseload = invented::caseload();
    caseload.sources = [Kind::Child].into();
    for (width, words) in [
        (120, "never imported: attendance, PEPs, exclusions, destinations  term dates assumed"),
        (70, "no files: attendance, PEPs, exclusions, destinations  terms assumed"),
    ] {
        let text = screen(&invented::of(caseload.clone(), (width, 24), None));
        assert!(text.contains(words), "{width}\n{text}");
    }
}

#[test]
fn the_footer_keeps_the_way_to_the_note_the_menu_and_the_keys() {
    for (words, width) in [("", 60), ("", 80), ("enter", 60), ("enter 2", 80), ("t", 60), ("f", 60), ("d", 60)] {
        let mut model = invented::with_drafts((width, 16));
        press(&mut model, words);
        let text = screen(&model);
        let footer = text.lines().last().unwrap();
        for hint in ["n note", ": menu", "? keys", "q quit"] {
            assert!(footer.contains(hint), "{words} {width}: {footer}");
        }
    }
}
