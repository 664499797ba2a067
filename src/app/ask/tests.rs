//! Alerts set aside, follow-ups done and moved, changes taken back, by keyboard.

use crate::app::change::Change;
use crate::app::effect::Effect;
use crate::app::invented::{self, press};
use crate::app::screen::{Name, Screen};
use crate::app::{Failure, Model, Msg, dashboard, update};
use crate::domain::decision::{Decision, What};
use crate::domain::kind::{Kind, spec};
use crate::domain::record::{Record, RecordRow, Source};
use crate::domain::undoable::{Turn, Undoable};

const SIZE: (u16, u16) = (120, 36);

/// The decisions that were sent.
fn decided(effects: &[Effect]) -> &[Decision] {
    let [Effect::Change(change)] = effects else { panic!("{effects:?}") };
    let Change::Decide(decisions) = &**change else { panic!("{change:?}") };
    decisions
}

fn changed(effects: &[Effect]) -> Change {
    let [Effect::Change(change)] = effects else { panic!("{effects:?}") };
    Change::clone(change)
}

fn saved(model: &mut Model, effects: &[Effect]) -> Vec<Effect> {
    update(model, Msg::Changed(Box::new(changed(effects)), Ok(())))
}

#[test]
fn a_reason_sets_all_alerts_of_a_child_aside_and_the_next_child_is_chosen() {
    let mut model = invented::model(SIZE);
    let child = dashboard::chosen(&model).unwrap();
    let effects = press(&mut model, "a known enter");
    let decisions = decided(&effects);
    let row = &model.snapshot.ranking.rows[model.snapshot.rank_of(child).unwrap()];
    assert_eq!(decisions.len(), row.alerts.len());
    for (decision, alert) in decisions.iter().zip(&row.alerts) {
        assert_eq!(
            (decision.child, decision.what, decision.reason.reveal().as_str()),
            (child, What::Acknowledged, "known")
        );
        assert_eq!(decision.subject.rule, alert.rule().id);
        assert_eq!(decision.until.to_string(), "2026-12-23", "thirty days");
    }
    assert_eq!(press(&mut model, "enter"), [], "nothing is sent twice");
    assert_eq!(saved(&mut model, &effects), [Effect::Load(model.generation)]);
    assert_eq!(model.top().name(), Name::Dashboard);
    assert_eq!(dashboard::chosen(&model), dashboard::neighbour(&model, child, 1));
    assert!(model.toast.as_deref().unwrap().contains("u takes it back"), "{:?}", model.toast);
}

#[test]
fn marked_children_are_set_aside_at_once_and_all_are_told_first() {
    let mut model = invented::model(SIZE);
    let marked = |model: &Model| dashboard::state(model).unwrap().marked.clone();
    press(&mut model, "space space k");
    assert_eq!(marked(&model).len(), 2);
    let first = *marked(&model).first().unwrap();
    let effects = press(&mut model, "a known enter");
    let children: std::collections::BTreeSet<_> = decided(&effects).iter().map(|decision| decision.child).collect();
    assert_eq!(children, marked(&model));
    saved(&mut model, &effects);
    assert!(model.toast.as_deref().unwrap().contains("of 2 children"), "{:?}", model.toast);
    assert!(marked(&model).is_empty());
    press(&mut model, "g space k space");
    assert!(!marked(&model).contains(&first), "a mark is taken off by the same key");
    press(&mut model, "space esc");
    assert!(marked(&model).is_empty());
}

#[test]
fn until_a_day_ahead_or_to_somebody() {
    for (words, what, until, to) in [
        ("z 4/12 enter ill enter", What::Snoozed, "2026-12-04", None),
        ("z after space half space term enter ill enter", What::Snoozed, "2027-02-22", None),
        ("D Ben enter ill enter", What::HandedOver, "2026-12-23", Some("Ben")),
    ] {
        let mut model = invented::model(SIZE);
        let effects = press(&mut model, words);
        let decision = &decided(&effects)[0];
        assert_eq!((decision.what, decision.until.to_string(), decision.to.as_deref()), (what, until.to_owned(), to));
    }
}

#[test]
fn what_cannot_be_used_is_said_and_asked_again() {
    for (words, why) in [
        ("a enter", "say why in a few words"),
        ("D enter", "say to whom"),
        ("z soon enter", "this is no day that is understood"),
        ("z 2026-11-23 enter", "this day is not ahead"),
    ] {
        let mut model = invented::model(SIZE);
        assert_eq!(press(&mut model, words), []);
        let Screen::Ask(state) = model.top() else { panic!("{:?}", model.top().name()) };
        assert_eq!(state.why, Some(why), "{words}");
    }
}

#[test]
fn esc_goes_back_question_by_question_and_saves_nothing() {
    let mut model = invented::model(SIZE);
    press(&mut model, "z 4/12 enter ill esc");
    let Screen::Ask(state) = model.top() else { panic!("{:?}", model.top().name()) };
    assert_eq!(state.line.text(), "4/12");
    assert_eq!(press(&mut model, "esc"), []);
    assert_eq!(model.top().name(), Name::Dashboard);
}

#[test]
fn what_was_not_saved_stands_there_to_be_tried_again() {
    let mut model = invented::model(SIZE);
    let effects = press(&mut model, "a known enter");
    let failure = Failure { what: "the disk is full".to_owned(), hint: String::new() };
    assert_eq!(update(&mut model, Msg::Changed(Box::new(changed(&effects)), Err(failure))), []);
    let Screen::Ask(state) = model.top() else { panic!("{:?}", model.top().name()) };
    assert_eq!((state.line.text(), state.waiting), ("known", false));
    assert_eq!(press(&mut model, "esc enter"), effects);
}

#[test]
fn a_child_without_alerts_has_nothing_to_set_aside() {
    let mut model = invented::model(SIZE);
    press(&mut model, "G a");
    assert_eq!(model.toast.as_deref(), Some("this child has no alert to set aside"));
}

#[test]
fn a_follow_up_is_done_or_moved() {
    let mut model = invented::model(SIZE);
    let effects = press(&mut model, "t x sent enter");
    let Change::End(1, outcome) = changed(&effects) else { panic!("{effects:?}") };
    assert_eq!(outcome.reveal(), "sent");
    saved(&mut model, &effects);
    assert_eq!(model.top().name(), Name::FollowUps);
    let effects = press(&mut model, "m fri enter");
    assert_eq!(changed(&effects), Change::Move(1, "2026-11-27".parse().unwrap()));
    let effects = press(&mut invented::model(SIZE), "t x enter");
    assert!(matches!(changed(&effects), Change::End(1, _)), "an outcome may be left out");
}

fn undoable() -> Undoable {
    Undoable { seq: 7, at: "2026-11-23T09:02:00Z".parse().unwrap(), words: "the note filed" }
}

#[test]
fn what_would_be_taken_back_is_said_and_the_key_pressed_again_does_it() {
    for (key, turn) in [("u", Turn::Undo), ("ctrl-r", Turn::Redo)] {
        let mut model = invented::model(SIZE);
        assert_eq!(press(&mut model, key), [Effect::NextTurn(turn)]);
        update(&mut model, Msg::NextTurn(turn, Some(undoable())));
        let toast = model.toast.clone().unwrap();
        assert!(toast.contains("the note filed (09:02)") && toast.starts_with(key), "{toast}");
        let effects = press(&mut model, key);
        assert_eq!(changed(&effects), Change::Turn(turn, 7));
        assert_eq!(saved(&mut model, &effects), [Effect::Load(model.generation)]);
    }
}

#[test]
fn any_other_key_forgets_what_would_be_taken_back() {
    for between in ["j", "ctrl-r", "enter"] {
        let mut model = invented::model(SIZE);
        press(&mut model, "u");
        update(&mut model, Msg::NextTurn(Turn::Undo, Some(undoable())));
        press(&mut model, between);
        assert_eq!(press(&mut model, "u"), [Effect::NextTurn(Turn::Undo)], "{between}");
    }
    let mut model = invented::model(SIZE);
    press(&mut model, "u");
    update(&mut model, Msg::NextTurn(Turn::Undo, None));
    assert!(model.toast.as_deref().unwrap().starts_with("nothing of yours"), "{:?}", model.toast);
}

#[test]
fn a_record_that_was_read_is_remembered_as_seen_once() {
    let mut model = invented::model(SIZE);
    let child = dashboard::chosen(&model).unwrap();
    press(&mut model, "enter");
    let facts = model.snapshot.caseload.child(child).unwrap().clone();
    let own = RecordRow { values: vec![None; spec(Kind::Child).fields.len()], source: Source::default() };
    let (tables, registers, notes) = (Vec::new(), Vec::new(), Vec::new());
    let record = Record { child: facts, own, tables, registers, notes, seen: Vec::new() };
    let record = || Box::new(record.clone());
    let reading = model.reading;
    let effects = update(&mut model, Msg::Opened(reading, record()));
    let Change::Look(look) = changed(&effects) else { panic!("{effects:?}") };
    assert_eq!((look.child, look.seen.is_empty(), look.day), (child, false, model.today()));
    assert_eq!(update(&mut model, Msg::Opened(reading, record())), []);
}
