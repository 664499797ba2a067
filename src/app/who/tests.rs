//! Who is who by keyboard: asked, looked at, said, taken apart.

use crate::app::effect::Effect;
use crate::app::invented::press;
use crate::app::screen::{Name, Screen, current_child};
use crate::app::who::fixture::{with_pair, with_who};
use crate::app::who::pair::State as Pair;
use crate::app::who::work::{Answer, Job, Known};
use crate::app::{Failure, Model, Msg, invented, update};
use crate::domain::facts::ChildKey;
use crate::domain::health::WHO;
use crate::domain::who::Told;

const ONE: ChildKey = ChildKey(2);
const OTHER: ChildKey = ChildKey(5);

fn tell(told: Told) -> Vec<Effect> {
    vec![Effect::Who(Job::Tell(told))]
}

fn pair(model: &Model) -> &Pair {
    let Screen::Pair(state) = model.top() else { panic!("{:?}", model.top().name()) };
    state
}

#[test]
fn the_two_are_read_before_anybody_says_who_they_are() {
    let mut model = with_who((80, 24));
    assert_eq!(press(&mut model, "enter"), [Effect::Who(Job::Compare(ONE, OTHER))]);
    for words in ["m", "x", "tab"] {
        assert_eq!(press(&mut model, words), [], "{words}");
        assert_eq!(model.toast.as_deref(), Some("the records are still being read"));
    }
}

#[test]
fn the_later_record_counts_unless_somebody_says_otherwise() {
    assert_eq!(press(&mut with_pair((80, 24)), "m"), tell(Told::One { keep: OTHER, other: ONE }));
    assert_eq!(press(&mut with_pair((80, 24)), "tab m"), tell(Told::One { keep: ONE, other: OTHER }));
    assert_eq!(press(&mut with_pair((80, 24)), "x"), tell(Told::Two(ONE, OTHER)));
}

#[test]
fn what_was_said_goes_back_to_the_list_and_reads_the_caseload_again() {
    for (words, told) in [("m", Told::One { keep: OTHER, other: ONE }), ("x", Told::Two(ONE, OTHER))] {
        let mut model = with_pair((80, 24));
        press(&mut model, words);
        assert_eq!(press(&mut model, words), [], "nothing is said twice");
        let effects = update(&mut model, Msg::Who(Answer::Told(told, Ok(()))));
        assert_eq!((effects, model.top().name()), (vec![Effect::Load(model.generation)], Name::Who));
        let (generation, snapshot) = (model.generation, model.snapshot.clone());
        let effects = update(&mut model, Msg::Loaded(generation, snapshot, Vec::new()));
        assert!(effects.contains(&Effect::Who(Job::List)), "{effects:?}");
    }
}

#[test]
fn what_could_not_be_saved_stays_to_be_tried_again() {
    let mut model = with_pair((80, 24));
    let told = press(&mut model, "m");
    let failure = Failure { what: "the disk is full".to_owned(), hint: String::new() };
    let one = Told::One { keep: OTHER, other: ONE };
    assert_eq!(update(&mut model, Msg::Who(Answer::Told(one, Err(failure)))), []);
    assert!(!pair(&model).waiting);
    assert_eq!(press(&mut model, "esc m"), told);
}

#[test]
fn esc_says_nothing() {
    let mut model = with_pair((80, 24));
    assert_eq!(press(&mut model, "esc"), []);
    assert_eq!(model.top().name(), Name::Who);
    press(&mut model, "esc");
    assert_eq!(model.top().name(), Name::Dashboard);
}

#[test]
fn a_merged_record_is_taken_apart_and_opens_its_child() {
    let mut model = with_who((80, 24));
    press(&mut model, "u");
    assert_eq!(model.toast.as_deref(), Some("choose a merged record first"));
    press(&mut model, "j");
    assert_eq!(current_child(&model), Some(ChildKey(3)));
    assert_eq!(press(&mut model, "u"), []);
    assert!(model.toast.as_deref().unwrap().starts_with("u once more takes C99"), "{:?}", model.toast);
    assert_eq!(press(&mut model, "k j u"), [], "any move forgets it");
    assert_eq!(press(&mut model, "u"), tell(Told::Apart(ChildKey(99))));
    let opened = press(&mut model, "enter");
    assert!(matches!(opened[..], [Effect::Open(_, ChildKey(3))]), "{opened:?}");
}

#[test]
fn nothing_to_ask_says_so() {
    let mut model = invented::model((80, 24));
    press(&mut model, "W");
    update(&mut model, Msg::Who(Answer::Listed(Known::default())));
    press(&mut model, "enter");
    assert_eq!(model.toast.as_deref(), Some("there is nothing to be asked"));
}

#[test]
fn an_answer_about_others_is_not_shown() {
    let mut model = with_who((80, 24));
    press(&mut model, "enter");
    let beside = pair(&with_pair((80, 24))).beside.clone().unwrap();
    update(&mut model, Msg::Who(Answer::Compared((OTHER, ONE), Box::new(beside))));
    assert!(pair(&model).beside.is_none());
}

#[test]
fn the_check_of_the_data_opens_the_list() {
    let mut model = invented::with_health((80, 24));
    let Screen::Health(state) = model.top() else { panic!("{:?}", model.top().name()) };
    let findings = &state.report.as_ref().unwrap().findings;
    let at = findings.iter().position(|finding| finding.check.id == WHO).unwrap();
    (0..at).for_each(|_| drop(press(&mut model, "j")));
    assert_eq!(press(&mut model, "enter enter"), [Effect::Who(Job::List)]);
    assert_eq!(model.top().name(), Name::Who);
}

#[test]
fn a_click_chooses_and_the_second_opens() {
    let mut model = with_who((80, 24));
    let y = super::place((80, 24)).area.y;
    update(&mut model, Msg::Clicked(4, y + 2));
    assert_eq!(current_child(&model), Some(ChildKey(3)));
    update(&mut model, Msg::Clicked(4, y + 1));
    assert_eq!(current_child(&model), Some(ChildKey(3)), "the heading is no row");
    update(&mut model, Msg::Clicked(4, y));
    assert_eq!(update(&mut model, Msg::Clicked(4, y)), [Effect::Who(Job::Compare(ONE, OTHER))]);
}
