//! The mapping of a file: keys and answers, what becomes of the model.

use crate::app::effect::{Effect, Generation};
use crate::app::import::tests::{file, listed};
use crate::app::import::work as import;
use crate::app::invented::press;
use crate::app::mapping::state_mut;
use crate::app::mapping::work::{Answer, Ask, Column, Counts, Job, Look, Rows};
use crate::app::screen::{Name, Screen};
use crate::app::{Failure, Model, Msg, update};
use crate::domain::kind::Kind;
use crate::domain::preview::FilePreview;
use crate::domain::sheet::Held;

const WIDE: (u16, u16) = (120, 36);
const FILE: &str = "in/penhallow-epep.csv";

fn column(at: usize, word: &str, meaning: &'static str, why: &str) -> Column {
    let surety = if meaning == "nothing" { "no idea" } else { "sure" };
    Column { word: word.to_owned(), at, meaning, surety, why: why.to_owned(), by_hand: false }
}

/// What an export of PEPs seems to be.
pub(crate) fn look() -> Look {
    let rows = [
        "Mosaic ID,Surname,Next PEP,Date of last PEP,PEP RAG,Att %,Comment of the designated teacher",
        "P-1001,Quill,18 Dec 2026,2-Nov-2026,Green,90.5,",
        "P-1002,Thistle,04 Dec 2026,,Not rated,91.5,asks for a laptop",
        "P-1003,Marrow,11 Dec 2026,13-Oct-2026,Amber,92.5,",
    ];
    Look {
        kind: Kind::Pep,
        kinds: vec![Kind::Child, Kind::Attendance, Kind::Pep],
        columns: vec![
            column(0, "Mosaic ID", "child_id", "the word means child_id"),
            column(1, "Surname", "nothing", "nothing here is called so"),
            column(2, "Next PEP", "due", "the word means due; 5 of 5 values fit"),
            column(3, "Date of last PEP", "held", "the word means held; 3 of 3 values fit"),
            column(4, "PEP RAG", "quality", "the word means quality; 4 of 4 values fit"),
            column(5, "Att %", "nothing", "nothing here is called so"),
            column(6, "Comment of the designated teacher", "nothing", "nothing here is called so"),
        ],
        meanings: vec!["nothing", "child_id", "upn", "term", "due", "held", "quality"],
        days: 0,
        lacking: Vec::new(),
        rows: Rows(rows.iter().map(|row| row.split(',').map(str::to_owned).collect()).collect()),
        name: "penhallow-epep".to_owned(),
    }
}

fn unknown() -> FilePreview {
    let reason = "the header is of no known layout".to_owned();
    let held = vec![Held { line: 1, column: None, reason, text: None }];
    FilePreview { file: FILE.to_owned(), layout: None, held, ..FilePreview::default() }
}

/// A file of unknown layout, read and shown.
pub(crate) fn refused(size: (u16, u16)) -> Model {
    let mut model = listed(size);
    press(&mut model, "o in/penhallow-epep.csv enter");
    update(&mut model, Msg::Import(import::Answer::Previewed(Generation(1), Ok(vec![unknown()]))));
    model
}

/// Its columns, proposed and counted.
pub(crate) fn mapped(size: (u16, u16)) -> Model {
    let mut model = refused(size);
    press(&mut model, "p");
    looked(&mut model, 1, look());
    let first = Some("line 6, PEP RAG: not one of green, amber, red: Gold".to_owned());
    counted(&mut model, 1, Ok(Counts { taken: 4, held: 1, first }));
    model
}

pub(crate) fn looked(model: &mut Model, generation: u64, look: Look) {
    update(model, Msg::Mapping(Answer::Looked(Generation(generation), Ok(Box::new(look)))));
}

pub(crate) fn counted(model: &mut Model, generation: u64, counts: Result<Counts, String>) {
    update(model, Msg::Mapping(Answer::Counted(Generation(generation), counts)));
}

fn jobs(effects: Vec<Effect>) -> Vec<Job> {
    let job = |effect| match effect {
        Effect::Mapping(job) => Some(job),
        _ => None,
    };
    effects.into_iter().filter_map(job).collect()
}

fn ask(kind: Option<Kind>, columns: &[(&str, &'static str)]) -> Ask {
    let columns = columns.iter().map(|(word, meaning)| ((*word).to_owned(), *meaning)).collect();
    Ask { file: FILE.to_owned(), kind, columns }
}

fn meanings(model: &mut Model) -> Vec<&'static str> {
    let look = state_mut(model).unwrap().look.as_ref().unwrap();
    look.columns.iter().map(|column| column.meaning).collect()
}

fn names(model: &Model) -> Vec<Name> {
    model.stack.iter().map(Screen::name).collect()
}

#[test]
fn p_asks_about_the_chosen_file_and_esc_leaves_nothing() {
    let mut model = refused(WIDE);
    assert_eq!(jobs(press(&mut model, "p")), [Job::Look(Generation(1), ask(None, &[]))]);
    assert_eq!(names(&model).last(), Some(&Name::Mapping));
    assert_eq!(jobs(press(&mut model, "esc")), [Job::Drop]);
    assert_eq!(names(&model).last(), Some(&Name::Import));
    looked(&mut model, 1, look());
    assert_eq!(names(&model).last(), Some(&Name::Import));
}

#[test]
fn p_says_why_there_is_nothing_to_be_mapped() {
    for (files, why) in [
        (None, "there is no preview; o names a file"),
        (Some(vec![file("in/peps.csv")]), "the layout of this file is known"),
        (Some(Vec::new()), "there is no file"),
    ] {
        let mut model = listed(WIDE);
        if let Some(files) = files {
            press(&mut model, "o in enter");
            update(&mut model, Msg::Import(import::Answer::Previewed(Generation(1), Ok(files))));
        }
        assert_eq!((jobs(press(&mut model, "p")), model.toast.as_deref()), (vec![], Some(why)));
    }
}

#[test]
fn of_several_files_it_is_the_one_under_the_cursor() {
    let known = FilePreview { new: 0, made: Vec::new(), changed: 0, same: 0, altered: Vec::new(), ..file("in/a.csv") };
    for (words, opens) in [("tab tab tab tab tab p", false), ("tab tab tab tab tab j p", true)] {
        let mut model = listed(WIDE);
        press(&mut model, "o in enter");
        let files = vec![known.clone(), unknown()];
        update(&mut model, Msg::Import(import::Answer::Previewed(Generation(1), Ok(files))));
        assert_eq!(!jobs(press(&mut model, words)).is_empty(), opens, "{words}");
    }
}

#[test]
fn keys_step_through_what_a_column_can_be_and_each_change_is_counted() {
    for (words, at, meaning) in [
        ("enter", 0, "upn"),
        ("space space", 0, "term"),
        ("l", 0, "upn"),
        ("h", 0, "nothing"),
        ("h h", 0, "quality"),
        ("j enter", 1, "child_id"),
        ("x", 0, "nothing"),
        ("j j j j l", 4, "nothing"),
    ] {
        let mut model = mapped(WIDE);
        let asked = jobs(press(&mut model, words));
        assert_eq!(meanings(&mut model)[at], meaning, "{words}");
        let word = look().columns[at].word.clone();
        let Some(Job::Look(generation, last)) = asked.last() else { panic!("{words}") };
        assert_eq!(last, &ask(Some(Kind::Pep), &[(&word, meaning)]), "{words}");
        assert_eq!(
            (state_mut(&mut model).unwrap().generation, &state_mut(&mut model).unwrap().counts),
            (*generation, &None)
        );
    }
}

#[test]
fn only_the_answers_to_the_newest_question_are_taken() {
    let mut model = mapped(WIDE);
    press(&mut model, "j x j x");
    let counts = Counts { taken: 5, held: 0, first: None };
    for (generation, taken) in [(1, None), (2, Some(5))] {
        counted(&mut model, generation, Ok(counts.clone()));
        let shown = state_mut(&mut model).unwrap().counts.as_ref().and_then(|counts| counts.as_ref().ok());
        assert_eq!(shown.map(|counts| counts.taken), taken);
    }
    looked(&mut model, 1, look());
    assert_eq!(meanings(&mut model)[2], "nothing");
}

#[test]
fn the_kind_of_rows_is_changed_and_what_was_said_of_the_columns_is_forgotten() {
    let mut model = mapped(WIDE);
    press(&mut model, "j enter");
    for kind in [Kind::Child, Kind::Attendance, Kind::Pep] {
        let asked = jobs(press(&mut model, "c"));
        assert!(matches!(&asked[..], [Job::Look(_, asked)] if *asked == ask(Some(kind), &[])), "{asked:?}");
        press(&mut model, "enter");
        assert_eq!(model.toast.as_deref(), Some("the file is still being read"));
    }
    let generation = state_mut(&mut model).unwrap().generation.0;
    looked(&mut model, generation, look());
    assert_eq!(meanings(&mut model)[1], "nothing");
}

#[test]
fn it_is_kept_under_a_name_and_the_files_are_read_again() {
    let mut model = mapped(WIDE);
    press(&mut model, "j j j j x ctrl-s");
    assert_eq!(names(&model).last(), Some(&Name::MappingName));
    let asked = jobs(press(&mut model, "- 2 enter"));
    let kept = ask(Some(Kind::Pep), &[("PEP RAG", "nothing")]);
    assert_eq!(asked, [Job::Save(Generation(2), kept, "penhallow-epep-2".to_owned())]);
    update(&mut model, Msg::Mapping(Answer::Saved(Generation(2), Err("there is another".to_owned()))));
    assert!(matches!(model.top(), Screen::MappingName(form) if form.why.as_deref() == Some("there is another")));
    press(&mut model, "backspace 3 enter");
    assert!(matches!(model.top(), Screen::MappingName(form) if form.why.is_none()));
    let effects = update(&mut model, Msg::Mapping(Answer::Saved(Generation(2), Ok("penhallow-epep-3".to_owned()))));
    let read = import::Job::Read(Generation(2), FILE.to_owned());
    assert_eq!(effects, [Effect::Mapping(Job::Drop), Effect::Import(read)]);
    assert_eq!(names(&model).last(), Some(&Name::Import));
    assert!(model.toast.as_deref().unwrap().contains("penhallow-epep-3"));
}

#[test]
fn what_became_of_a_profile_is_told_after_the_screen_was_closed() {
    for (saved, said) in [
        (Ok("weekly".to_owned()), "profile weekly is kept; files of this header are recognised from now on"),
        (Err("disk full".to_owned()), "disk full"),
    ] {
        let mut model = mapped(WIDE);
        press(&mut model, "ctrl-s enter esc esc");
        assert_eq!(update(&mut model, Msg::Mapping(Answer::Saved(Generation(1), saved))), []);
        assert_eq!((names(&model).last(), model.toast.as_deref()), (Some(&Name::Import), Some(said)));
    }
}

#[test]
fn a_name_that_is_given_up_goes_back_to_the_columns() {
    let mut model = mapped(WIDE);
    press(&mut model, "ctrl-s esc");
    assert_eq!(names(&model).last(), Some(&Name::Mapping));
    press(&mut model, "ctrl-s ctrl-w enter");
    assert_eq!(model.toast.as_deref(), Some("the profile has no name yet"));
}

#[test]
fn what_cannot_be_kept_says_why() {
    let mut clashing = mapped(WIDE);
    press(&mut clashing, "j enter ctrl-s");
    assert_eq!(clashing.toast.as_deref(), Some("two columns are the same: leave one of them out"));
    let mut lacking = mapped(WIDE);
    press(&mut lacking, "x");
    looked(&mut lacking, 2, Look { lacking: vec!["child_id or upn".to_owned()], ..look() });
    press(&mut lacking, "ctrl-s");
    assert_eq!(lacking.toast.as_deref(), Some("something is lacking; the line above says what"));
    let mut unreadable = mapped(WIDE);
    counted(&mut unreadable, 1, Err("days".to_owned()));
    press(&mut unreadable, "ctrl-s");
    assert_eq!(unreadable.toast.as_deref(), Some("it cannot be read so; the line above says why"));
    let mut out = mapped(WIDE);
    press(&mut out, "j x");
    assert_eq!(out.toast.as_deref(), Some("this column is left out already"));
}

#[test]
fn what_cannot_be_proposed_goes_back_and_says_why() {
    let mut model = refused(WIDE);
    press(&mut model, "p");
    let why = Failure { what: "no header".to_owned(), hint: String::new() };
    update(&mut model, Msg::Mapping(Answer::Looked(Generation(1), Err(why.clone()))));
    assert_eq!((names(&model).last(), model.failure), (Some(&Name::Import), Some(why)));
}

#[test]
fn a_click_chooses_a_column() {
    let mut model = mapped(WIDE);
    let y = super::place(WIDE).area.y;
    for (row, at) in [(2, 2), (6, 6), (7, 6)] {
        update(&mut model, Msg::Clicked(3, y + row));
        assert_eq!(state_mut(&mut model).unwrap().cursor.at, at);
    }
}
