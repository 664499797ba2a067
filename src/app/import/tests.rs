//! Files named, read, previewed, taken in and taken back: keys and answers, what becomes of the model.

use crate::app::effect::{Effect, Generation};
use crate::app::import::preview::Part;
use crate::app::import::state_mut;
use crate::app::import::work::{Answer, Job, Progress, TakenIn, Work};
use crate::app::invented::{self, press};
use crate::app::screen::{Name, Screen};
use crate::app::{Failure, Model, Msg, update};
use crate::domain::facts::ChildKey;
use crate::domain::imported::{ImportId, Imported, Undone};
use crate::domain::preview::{CellChange, Change, FilePreview, Who};
use crate::domain::sheet::Held;

fn import(id: i64, file: &str, undone: bool) -> Imported {
    let at = "2026-11-20T09:14:00Z".parse().unwrap();
    Imported {
        id: ImportId(id),
        at,
        actor: "amy".to_owned(),
        file: file.to_owned(),
        layout: Some("peps".to_owned()),
        hash: "0123456789abcdef".repeat(4),
        new: 3,
        changed: 12,
        same: 1_041,
        held: 2,
        undone: undone.then_some(at),
    }
}

fn who(key: i64, id: &str, name: &str) -> Who {
    Who { child: Some(ChildKey(key)), id: id.to_owned(), name: name.to_owned() }
}

fn cell(column: &'static str, before: Option<&str>, after: Option<&str>) -> CellChange {
    CellChange { column, before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

/// A file with something in every part.
pub(crate) fn file(name: &str) -> FilePreview {
    let amara = who(1, "0412", "Amara Okafor");
    let what = "2026/27 autumn".to_owned();
    FilePreview {
        file: name.to_owned(),
        layout: Some("peps"),
        new: 1,
        changed: 1,
        same: 40,
        made: vec![Change {
            line: 3,
            who: who(2, "0413", "Jay Parry-Rowe"),
            what: what.clone(),
            cells: vec![cell("due", None, Some("2026-11-01")), cell("quality", None, Some("green"))],
        }],
        altered: vec![Change {
            line: 2,
            who: amara,
            what,
            cells: vec![
                cell("held", None, Some("2026-11-05")),
                cell("due", Some("2026-11-01"), Some("2026-11-08")),
                cell("status", Some("planned"), None),
            ],
        }],
        held_more: 0,
        held: vec![Held {
            line: 9,
            column: Some("held".to_owned()),
            reason: "not a date: 31/02/2026".to_owned(),
            text: None,
        }],
        unnamed: vec![who(3, "0414", "Tomos Rees"), who(4, "0415", "Sana Iqbal")],
        unknown_columns: Vec::new(),
    }
}

/// The list of imports, open.
pub(crate) fn listed(size: (u16, u16)) -> Model {
    let mut model = invented::model(size);
    press(&mut model, "I");
    let all = vec![import(3, "in/peps.csv", false), import(2, "in/old.csv", true), import(1, "in/children.csv", false)];
    update(&mut model, Msg::Import(Answer::Listed(all)));
    model
}

/// A file, read and shown.
pub(crate) fn previewed(size: (u16, u16)) -> Model {
    let mut model = listed(size);
    press(&mut model, "o in/peps.csv enter");
    update(&mut model, Msg::Import(Answer::Previewed(Generation(1), Ok(vec![file("in/peps.csv")]))));
    model
}

fn jobs(effects: &[Effect]) -> Vec<Job> {
    let job = |effect: &Effect| match effect {
        Effect::Import(job) => Some(job.clone()),
        _ => None,
    };
    effects.iter().filter_map(job).collect()
}

fn work(model: &mut Model) -> &Work {
    &state_mut(model).unwrap().work
}

fn names(model: &Model) -> Vec<Name> {
    model.stack.iter().map(Screen::name).collect()
}

const WIDE: (u16, u16) = (120, 36);

#[test]
fn a_file_is_named_read_shown_and_taken_in() {
    let mut model = listed(WIDE);
    let asked = press(&mut model, "o in/peps.csv enter");
    assert_eq!(jobs(&asked), [Job::Read(Generation(1), "in/peps.csv".to_owned())]);
    assert!(matches!(work(&mut model), Work::Reading(_)));
    let progress = Progress { rows: 7, ..Progress::default() };
    update(&mut model, Msg::Import(Answer::Read(Generation(1), progress)));
    assert!(matches!(work(&mut model), Work::Reading(Progress { rows: 7, .. })));
    update(&mut model, Msg::Import(Answer::Previewed(Generation(1), Ok(vec![file("in/peps.csv")]))));
    assert!(matches!(work(&mut model), Work::Preview(_)));
}

#[test]
fn what_is_accepted_goes_in_and_the_dashboard_is_read_again() {
    let mut model = previewed(WIDE);
    assert_eq!(jobs(&press(&mut model, "a")), [Job::TakeIn(Generation(1))]);
    let taken = TakenIn { files: 1, new: 1, changed: 1, same: 40, held: 1 };
    let effects = update(&mut model, Msg::Import(Answer::TakenIn(Generation(1), taken, None)));
    assert!(matches!(effects[..], [Effect::Load(_), Effect::Import(Job::List)]), "{effects:?}");
    assert_eq!(model.toast.as_deref(), Some("1 file is in: 1 new, 1 changed, 40 same, 1 held back"));
    assert!(matches!(work(&mut model), Work::Nothing));
}

#[test]
fn escape_drops_what_is_read_and_what_comes_late_is_not_shown() {
    for (words, said) in [("", "reading ended; nothing was written"), ("p", "dropped; nothing was written")] {
        let mut model = if words.is_empty() { listed(WIDE) } else { previewed(WIDE) };
        if words.is_empty() {
            press(&mut model, "o in/peps.csv enter");
        }
        assert_eq!(jobs(&press(&mut model, "esc")), [Job::Drop(Generation(1))]);
        assert_eq!(model.toast.as_deref(), Some(said));
        update(&mut model, Msg::Import(Answer::Previewed(Generation(1), Ok(vec![file("late")]))));
        assert!(matches!(work(&mut model), Work::Nothing));
        assert_eq!(jobs(&press(&mut model, "o x enter")), [Job::Read(Generation(2), "x".to_owned())]);
        update(&mut model, Msg::Import(Answer::Previewed(Generation(1), Ok(vec![file("late")]))));
        assert!(matches!(work(&mut model), Work::Reading(_)));
        press(&mut model, "esc esc");
        assert_eq!(names(&model), [Name::Dashboard]);
    }
}

#[test]
fn an_import_is_taken_back_when_asked_twice() {
    for (words, expected) in [
        ("u", vec![]),
        ("u u", vec![Job::Undo(ImportId(3))]),
        ("u j k u", vec![]),
        ("G u u", vec![Job::Undo(ImportId(1))]),
        ("j u u", vec![]),
    ] {
        let mut model = listed(WIDE);
        assert_eq!(jobs(&press(&mut model, words)), expected, "{words}");
    }
    let mut model = listed(WIDE);
    let undone = Undone { removed: 3, ..Undone::default() };
    let effects = update(&mut model, Msg::Import(Answer::Undone(ImportId(3), Ok(undone))));
    assert!(matches!(effects[..], [Effect::Load(_), Effect::Import(Job::List)]), "{effects:?}");
    let why = Failure { what: "import 4 came after".to_owned(), hint: String::new() };
    update(&mut model, Msg::Import(Answer::Undone(ImportId(1), Err(why.clone()))));
    assert_eq!(model.failure, Some(why));
}

#[test]
fn parts_turn_and_their_rows_are_walked() {
    for (words, part, at) in [
        ("", Part::New, 0),
        ("tab", Part::Changed, 0),
        ("tab j j j", Part::Changed, 2),
        ("tab tab tab tab j", Part::Unnamed, 1),
        ("tab tab tab tab tab", Part::New, 0),
        ("[", Part::Unnamed, 0),
    ] {
        let mut model = previewed(WIDE);
        press(&mut model, words);
        let Work::Preview(preview) = work(&mut model) else { panic!() };
        assert_eq!((preview.part, preview.cursor.at), (part, at), "{words}");
    }
}

#[test]
fn of_several_files_the_names_are_headings_that_are_walked_over() {
    let mut model = listed(WIDE);
    press(&mut model, "o in enter");
    let files = vec![file("in/a.csv"), file("in/b.csv")];
    update(&mut model, Msg::Import(Answer::Previewed(Generation(1), Ok(files))));
    press(&mut model, "j");
    let Work::Preview(preview) = work(&mut model) else { panic!() };
    assert_eq!((preview.len(), preview.cursor.at), (4, 3));
}

#[test]
fn what_cannot_be_done_says_why() {
    for (make, words, why) in [
        (listed as fn(_) -> _, "a", "there is no preview; o names a file"),
        (listed, "tab", "there is no preview; o names a file"),
        (listed, "j u", "this import was taken back before"),
        (listed, "o enter", "no file is named yet"),
        (listed, "t I", "the import screen is open; esc goes back to it"),
        (previewed, "o", "esc ends what is going on first"),
        (previewed, "u", "esc goes back to the list of imports first"),
    ] {
        let mut model = make(WIDE);
        press(&mut model, words);
        assert_eq!(model.toast.as_deref(), Some(why), "{words}");
    }
    let mut model = listed(WIDE);
    press(&mut model, "o x enter");
    let nothing = FilePreview { layout: None, ..file("x") };
    update(&mut model, Msg::Import(Answer::Previewed(Generation(1), Ok(vec![nothing]))));
    assert_eq!(
        (jobs(&press(&mut model, "a")), model.toast.as_deref()),
        (vec![], Some("nothing of it can be taken in"))
    );
}

#[test]
fn a_note_is_written_while_a_file_is_read() {
    let mut model = listed(WIDE);
    press(&mut model, "o in/peps.csv enter n Spoke to her");
    assert_eq!(names(&model).last(), Some(&Name::Note));
    update(&mut model, Msg::Import(Answer::Previewed(Generation(1), Ok(vec![file("in/peps.csv")]))));
    assert_eq!(names(&model).last(), Some(&Name::Note));
    assert!(matches!(work(&mut model), Work::Preview(_)));
}

#[test]
fn a_note_in_the_preview_is_about_the_child_of_the_row() {
    let mut model = previewed(WIDE);
    assert_eq!(crate::app::screen::current_child(&model), Some(ChildKey(2)));
    press(&mut model, "tab");
    assert_eq!(crate::app::screen::current_child(&model), Some(ChildKey(1)));
}

#[test]
fn a_path_is_completed_unless_it_was_changed_by_then() {
    for (typed_on, shown) in [("", "in/peps.csv"), ("x", "in/px")] {
        let mut model = listed(WIDE);
        assert_eq!(jobs(&press(&mut model, "o in/p tab")), [Job::Complete("in/p".to_owned())]);
        press(&mut model, typed_on);
        let names = vec!["peps.csv".to_owned()];
        update(&mut model, Msg::Import(Answer::Completed("in/p".to_owned(), "in/peps.csv".to_owned(), names)));
        let Screen::Path(state) = model.top() else { panic!() };
        assert_eq!(state.line.text(), shown);
    }
}

#[test]
fn a_path_that_is_pasted_opens_the_line() {
    let mut model = listed(WIDE);
    update(&mut model, Msg::Pasted("/tmp/in/peps.csv\n".to_owned()));
    assert_eq!(jobs(&press(&mut model, "enter")), [Job::Read(Generation(1), "/tmp/in/peps.csv".to_owned())]);
}
