//! Keys typed into a held-back row, what becomes of it.

use super::*;
use crate::app::Failure;
use crate::app::invented::{self, press};
use crate::app::screen::Name;
use crate::app::update as app_update;

fn form(model: &Model) -> &State {
    let Screen::HeldRow(state) = model.top() else { panic!("{:?}", model.top().name()) };
    state
}

fn cell(model: &Model, word: &str) -> String {
    let cell = form(model).cells.iter().find(|cell| cell.word == word).unwrap();
    cell.line.text().to_owned()
}

fn retried(effects: &[Effect]) -> String {
    let [Effect::RetryHeld(1, row)] = effects else { panic!("{effects:?}") };
    row.reveal().clone()
}

#[test]
fn demand_20_the_faulty_cell_of_a_row_is_typed_into_in_its_place() {
    let mut model = invented::with_held_row((80, 24));
    assert_eq!(form(&model).cells[form(&model).cursor.at].word, "start");
    for _ in 0..10 {
        press(&mut model, "backspace");
    }
    press(&mut model, "2026-01-13");
    assert_eq!(cell(&model, "start"), "2026-01-13");
    let effects = press(&mut model, "ctrl-s");
    assert_eq!(retried(&effects), "C1,2026-01-13,U1,CANARY 1AA");
    assert_eq!(press(&mut model, "ctrl-s"), [], "once is enough");
    assert!(!format!("{effects:?} {:?}", form(&model)).contains("CANARY"));
}

#[test]
fn a_settled_row_makes_room_for_the_next_and_the_list_at_the_end() {
    let mut model = invented::with_held_row((80, 24));
    press(&mut model, "ctrl-s");
    let effects = app_update(&mut model, AppMsg::HeldAnswer(1, HeldAnswer::Settled));
    assert!(matches!(effects[..], [Effect::Held, Effect::Load(_), Effect::HeldText(2)]), "{effects:?}");
    assert_eq!((form(&model).row.id, model.toast.as_deref()), (2, Some("the row is in")));
    let text = HeldText { row: form(&model).row.clone(), ..invented::held_text() };
    app_update(&mut model, AppMsg::HeldText(2, Some(Box::new(text))));
    press(&mut model, "ctrl-s");
    // The third row's text was not kept: it cannot be opened by itself.
    app_update(&mut model, AppMsg::HeldAnswer(2, HeldAnswer::Settled));
    assert_eq!(model.top().name(), Name::Held);
}

#[test]
fn a_row_that_is_still_held_back_says_why_at_its_cell() {
    let mut model = invented::with_held_row((80, 24));
    press(&mut model, "ctrl-s");
    let held = Held { line: 2, column: Some("child_id".to_owned()), reason: "no such child".to_owned(), text: None };
    app_update(&mut model, AppMsg::HeldAnswer(1, HeldAnswer::Still(held)));
    let state = form(&model);
    assert_eq!((state.row.reason.as_str(), state.cursor.at, state.waiting), ("no such child", 0, false));
    assert_eq!(press(&mut model, "ctrl-s").len(), 1, "it can be tried again");
    let failure = Failure { what: "The disk is full.".to_owned(), hint: String::new() };
    app_update(&mut model, AppMsg::HeldAnswer(1, HeldAnswer::Failed(failure.clone())));
    assert_eq!((model.failure.as_ref(), form(&model).waiting), (Some(&failure), false));
}

#[test]
fn dropping_asks_why() {
    let mut model = invented::with_held((80, 24));
    press(&mut model, "x");
    assert_eq!(press(&mut model, "enter"), []);
    assert_eq!(model.toast.as_deref(), Some("type why the row is dropped"));
    press(&mut model, "left space care");
    let effects = press(&mut model, "enter");
    let [Effect::DropHeld(1, reason)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(reason.reveal(), "left care");
    app_update(&mut model, AppMsg::HeldAnswer(1, HeldAnswer::Settled));
    assert_eq!((form(&model).row.id, form(&model).dropping.is_some()), (2, false));
}

#[test]
fn esc_leaves_the_reason_then_the_row() {
    let mut model = invented::with_held_row((80, 24));
    press(&mut model, "ctrl-x no esc");
    assert!(form(&model).dropping.is_none());
    press(&mut model, "esc");
    assert_eq!(model.top().name(), Name::Held);
    press(&mut model, "x esc");
    assert_eq!(model.top().name(), Name::Held, "nothing of the row was read yet");
}

#[test]
fn an_address_is_typed_over_only_when_it_is_seen() {
    let mut model = invented::with_held_row((80, 24));
    press(&mut model, "end 9");
    assert_eq!(model.toast.as_deref(), Some("ctrl-r shows this cell first"));
    assert_eq!(cell(&model, "postcode"), "CANARY 1AA");
    press(&mut model, "ctrl-r 9");
    assert_eq!(cell(&model, "postcode"), "CANARY 1AA9");
}

#[test]
fn cells_without_a_column_can_be_emptied_and_long_ones_stay_whole() {
    let mut model = invented::with_held((80, 24));
    press(&mut model, "enter");
    let long = "x".repeat(500);
    let text = Sealed::new(format!("C1,{long},U1,,z"));
    let held = HeldText { text, ..invented::held_text() };
    app_update(&mut model, AppMsg::HeldText(1, Some(Box::new(held))));
    press(&mut model, "end backspace");
    assert_eq!(retried(&press(&mut model, "ctrl-s")), format!("C1,{long},U1,"));
}

#[test]
fn a_row_that_somebody_else_settled_goes_back_to_the_list() {
    let mut model = invented::with_held((80, 24));
    press(&mut model, "enter");
    assert_eq!(app_update(&mut model, AppMsg::HeldText(1, None)), [Effect::Held]);
    assert_eq!(model.top().name(), Name::Held);
}

#[test]
fn pasted_text_goes_into_the_chosen_cell() {
    let mut model = invented::with_held_row((80, 24));
    press(&mut model, "home");
    app_update(&mut model, AppMsg::Pasted("9\n".to_owned()));
    assert_eq!(cell(&model, "child_id"), "C19 ");
}
