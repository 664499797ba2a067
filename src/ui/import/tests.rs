//! The import screen as it was reviewed.

use crate::app::effect::Generation;
use crate::app::import::tests::{file, listed, previewed};
use crate::app::import::work::{Answer, Progress};
use crate::app::invented::press;
use crate::app::{Model, Msg, update};
use crate::ui::import::thousands;
use crate::ui::tests::{screen, terminal};

fn shots(name: &str, make: impl Fn((u16, u16)) -> Model) {
    for size in [(80, 24), (120, 36)] {
        insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), screen(&make(size)));
    }
}

fn with(make: fn((u16, u16)) -> Model, words: &'static str) -> impl Fn((u16, u16)) -> Model {
    move |size| {
        let mut model = make(size);
        press(&mut model, words);
        model
    }
}

#[test]
fn imports_show_as_they_were_reviewed() {
    shots("import-list", with(listed, "j"));
    shots("import-undo-asked", with(listed, "u"));
    shots("import-path", |size| {
        let mut model = listed(size);
        press(&mut model, "o in/p tab");
        let names = vec!["pep-old.csv".to_owned(), "peps.csv".to_owned()];
        update(&mut model, Msg::Import(Answer::Completed("in/p".to_owned(), "in/pep".to_owned(), names)));
        model
    });
    shots("import-reading", |size| {
        let mut model = listed(size);
        press(&mut model, "o in enter");
        let file = "in/attendance.csv".to_owned();
        let progress =
            Progress { file, at: 2, files: 14, rows: 1_234_567, rate: 812_000, percent: 43, comparing: false };
        update(&mut model, Msg::Import(Answer::Read(Generation(1), progress)));
        model
    });
}

#[test]
fn previews_show_as_they_were_reviewed() {
    shots("import-new", previewed);
    shots("import-changed", with(previewed, "tab j"));
    shots("import-same", with(previewed, "tab tab"));
    shots("import-held", with(previewed, "tab tab tab"));
    shots("import-unnamed", with(previewed, "["));
    shots("import-files", |size| {
        let mut model = listed(size);
        press(&mut model, "o in enter");
        let files = vec![file("in/a.csv"), file("in/b.csv")];
        update(&mut model, Msg::Import(Answer::Previewed(Generation(1), Ok(files))));
        press(&mut model, "tab");
        model
    });
}

#[test]
fn no_size_panics_on_any_part() {
    for words in ["", "tab", "tab tab", "[ [", "[", "esc", "esc o abc"] {
        let mut model = previewed((120, 36));
        press(&mut model, words);
        for size in (0..=80).step_by(4).flat_map(|columns| (0..=40).map(move |rows| (columns, rows))) {
            update(&mut model, Msg::Resized(size.0, size.1));
            terminal(&model);
        }
    }
}

#[test]
fn numbers_are_grouped() {
    for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
        assert_eq!(thousands(number), text);
    }
}
