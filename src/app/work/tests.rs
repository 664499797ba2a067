//! A part on screen: asked for, narrowed, put together, written to.

use super::*;
use crate::app::change::Change;
use crate::app::invented;
use crate::app::record::fixture::press;
use crate::app::{Failure, Msg as AppMsg, update as change_model};
use crate::domain::alert::Severity;
use crate::domain::kind::{Kind, Value};
use crate::domain::part::PARTS;

/// The place of the part that the tests look at.
fn admissions() -> usize {
    PARTS.iter().position(|part| part.id == "admissions").unwrap()
}

fn line(child: i64, state: &str, school: &str, grave: Option<Severity>) -> Line {
    Line {
        cells: [school, "2026-11-02", state, ""].map(str::to_owned).to_vec(),
        groups: [state, school, "J. Own"].map(str::to_owned).to_vec(),
        grave,
        detail: vec!["asked for 15 school days ago, a decision is due after 10".to_owned()],
        ..Line::of_child(ChildKey(child))
    }
    .knowing("applied", "2026-11-02")
    .knowing("school_urn", "100001")
}

fn lines() -> Arc<[Line]> {
    Arc::from([
        line(1, "offered", "Beta School", None),
        line(2, "waiting", "Alpha School", None),
        line(3, "waiting", "Beta School", Some(Severity::ThisWeek)),
    ])
}

/// The list of places asked for, read.
pub(crate) fn model(size: (u16, u16)) -> Model {
    let mut model = invented::model(size);
    press(&mut model, "R");
    let Screen::WorkMenu(menu) = model.top_mut() else { panic!("{:?}", model.top().name()) };
    menu.cursor.at = admissions();
    let effects = press(&mut model, "enter");
    let [Effect::Work(asked, at, year)] = effects[..] else { panic!("{effects:?}") };
    assert_eq!((at, year), (admissions(), AcademicYear::of(model.today())));
    change_model(&mut model, AppMsg::Work(asked, lines()));
    model
}

fn shown(model: &Model) -> Vec<String> {
    let state = state(model).unwrap();
    let word = |row: &Row| match row {
        Row::Heading(word, count) => format!("{word} {count}"),
        Row::Line(at) => state.lines.as_ref().unwrap()[*at].child().unwrap().0.to_string(),
    };
    state.rows.iter().map(word).collect()
}

#[test]
fn what_presses_most_stands_first_and_lines_are_narrowed_and_put_together() {
    let mut model = model((80, 24));
    assert_eq!(shown(&model)[0], "3");
    for (keys, expected) in [
        ("tab", &["3", "2"][..]),
        ("tab", &["1"]),
        ("shift-tab shift-tab b", &["waiting 2", "3", "2", "offered 1", "1"]),
        ("b", &["Alpha School 1", "2", "Beta School 2", "3", "1"]),
        ("b", &["J. Own 3", "3"]),
    ] {
        press(&mut model, keys);
        assert!(matches!(model.top(), Screen::Work(_)), "{keys}: {:?}", model.top().name());
        assert_eq!(shown(&model)[..expected.len()], *expected, "{keys}");
    }
    press(&mut model, "esc");
    assert!(matches!(model.top(), Screen::Dashboard(_)));
}

#[test]
fn an_answer_to_an_older_question_is_dropped_and_the_cursor_stays_on_its_line() {
    let mut model = model((80, 24));
    press(&mut model, "j");
    let chosen = state(&model).unwrap().chosen().unwrap().child();
    let old = state(&model).unwrap().asked;
    let effects = refresh(&mut model);
    let [Effect::Work(new, ..)] = effects[..] else { panic!("{effects:?}") };
    change_model(&mut model, AppMsg::Work(old, Arc::from([])));
    assert_eq!(shown(&model).len(), 3);
    let mut again = lines().to_vec();
    again.insert(0, line(3, "refused", "Alpha School", Some(Severity::ActToday)));
    change_model(&mut model, AppMsg::Work(new, again.into()));
    assert_eq!(state(&model).unwrap().chosen().unwrap().child(), chosen);
}

#[test]
fn enter_opens_the_page_of_the_child_and_the_children_behind_a_figure() {
    let mut model = model((120, 36));
    let asked = state(&model).unwrap().asked;
    let whole =
        Line { title: "all".to_owned(), children: vec![ChildKey(2), ChildKey(1)], ..line(1, "offered", "", None) };
    let whole = Line { about: crate::domain::work::About::Whole, ..whole };
    change_model(&mut model, AppMsg::Work(asked, Arc::from([whole])));
    press(&mut model, "enter");
    assert_eq!(state(&model).unwrap().of, Of::Children);
    assert_eq!(shown(&model).len(), 2);
    let effects = press(&mut model, "enter");
    let Screen::Record(record) = model.top() else { panic!("{:?}", model.top().name()) };
    assert_eq!(record.page, Leaf::Work);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Open(..))), "{effects:?}");
    press(&mut model, "esc esc esc");
    assert!(matches!(model.top(), Screen::Dashboard(_)));
}

/// The form that is open.
fn form(model: &Model) -> &fill::State {
    let Screen::WorkFill(form) = model.top() else { panic!("{:?}", model.top().name()) };
    form
}

/// The one change that was sent.
fn sent(effects: &[Effect]) -> Change {
    let [Effect::Change(sent)] = effects else { panic!("{effects:?}") };
    (**sent).clone()
}

#[test]
fn what_is_asked_is_checked_before_it_is_sent_and_sent_once() {
    let mut model = model((80, 24));
    press(&mut model, "r s");
    assert!(matches!(model.top(), Screen::WorkActs(_)), "no place was offered");
    assert_eq!(model.toast.as_deref(), Some("no place was offered"));
    press(&mut model, "d");
    assert_eq!(form(&model).lines.len(), form(&model).choice.act.asks.len());
    assert!(press(&mut model, "x ctrl-s").is_empty());
    assert_eq!(form(&model).why.as_deref(), Some("one of offered refused waiting withdrawn"));
    let sent = sent(&press(&mut model, "backspace o f ctrl-s ctrl-s"));
    let Change::Write(entries, title) = &sent else { panic!("{sent:?}") };
    assert_eq!((*title, entries.len(), entries[0].kind), ("decision came", 1, Kind::Admission));
    assert_eq!(entries[0].child, Some(ChildKey(3)));
    let cell =
        |name: &str| entries[0].cells.iter().find(|(cell, _)| *cell == name).and_then(|(_, value)| value.clone());
    assert!(cell("decision") == Some(Value::Text("offered".to_owned())));
    assert!(cell("applied") == Some(Value::Date("2026-11-02".parse().unwrap())));
}

#[test]
fn what_could_not_be_saved_is_still_there_and_what_was_closes_the_form() {
    let mut model = model((80, 24));
    let first = sent(&press(&mut model, "r d o f ctrl-s"));
    let failure = Failure { what: "the disk is full".to_owned(), hint: String::new() };
    change_model(&mut model, AppMsg::Changed(Box::new(first), Err(failure)));
    assert_eq!(form(&model).lines[0].text(), "of");
    press(&mut model, "esc");
    let again = sent(&press(&mut model, "ctrl-s"));
    change_model(&mut model, AppMsg::Changed(Box::new(again), Ok(())));
    assert!(matches!(model.top(), Screen::Work(_)));
    assert_eq!(model.toast.as_deref(), Some("saved: decision came; u takes it back"));
}

#[test]
fn what_is_typed_takes_the_place_of_what_was_put_there_and_days_stand_in_order() {
    let mut model = model((80, 24));
    press(&mut model, "r d o f tab");
    assert_eq!(form(&model).lines[1].text(), "2026-11-23");
    press(&mut model, "1 / 1 1 / 2 0 2 6 ctrl-s");
    assert_eq!(form(&model).why.as_deref(), Some("decided lies before applied"));
    press(&mut model, "backspace backspace");
    assert_eq!(form(&model).lines[1].text(), "1/11/20", "what is touched is changed letter by letter");
}

#[test]
fn the_menu_of_actions_opens_a_part_by_its_title() {
    let mut model = invented::model((80, 24));
    let effects = press(&mut model, ": p l a c e s space a s k e d enter");
    assert!(matches!(effects[..], [Effect::Work(_, at, _)] if at == admissions()), "{effects:?}");
    press(&mut model, "esc");
    let effects = press(&mut model, ": s c h o o l s enter");
    let schools = PARTS.iter().position(|part| part.id == "schools");
    assert!(matches!(effects[..], [Effect::Work(_, at, _)] if Some(at) == schools), "{effects:?}");
}

#[test]
fn what_was_typed_is_dropped_by_the_second_press_alone() {
    let mut model = model((80, 24));
    press(&mut model, "r d o esc");
    assert!(matches!(model.top(), Screen::WorkFill(_)));
    press(&mut model, "f esc");
    assert!(matches!(model.top(), Screen::WorkFill(_)), "typing in between takes the first press back");
    press(&mut model, "esc");
    assert!(matches!(model.top(), Screen::Work(_)));
    press(&mut model, "r d esc");
    assert!(matches!(model.top(), Screen::Work(_)), "nothing was typed");
}
