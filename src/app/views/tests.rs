use super::*;
use crate::app::dashboard::{self, lines::Head, lines::Line};
use crate::app::effect::{Effect, Generation};
use crate::app::invented::{self, press};
use crate::app::screen::Screen;
use crate::app::snapshot::Snapshot;
use crate::app::{Model, Msg, update};
use crate::domain::decision::Look;
use crate::domain::facts::ChildKey;
use crate::domain::thresholds::Thresholds;
use crate::domain::triage::Group;
use std::sync::Arc;

fn names(model: &Model) -> Vec<String> {
    let children = dashboard::state(model).unwrap().children();
    let surname = |rank: usize| &model.snapshot.caseload.children[model.snapshot.ranking.rows[rank].child].surname;
    children.map(|rank| surname(rank).to_string()).collect()
}

fn heads(model: &Model) -> Vec<Head> {
    let lines = dashboard::state(model).unwrap().lines.iter();
    lines.filter_map(|line| if let Line::Heading(head, _) = line { Some(*head) } else { None }).collect()
}

#[test]
fn names_keys_and_places_are_one_to_one() {
    for (at, view) in VIEWS.iter().enumerate() {
        assert_eq!(place(&view.name.to_uppercase()), Some(at));
        let key = char::from_digit(u32::try_from(at + 1).unwrap(), 10).unwrap();
        assert_eq!(view.keys, [ch(key)]);
    }
    assert_eq!(place("xyzzy"), None);
}

#[test]
fn a_view_shows_those_whom_its_rules_concern() {
    for (key, children) in [
        ("3", vec!["Iqbal", "Hart"]),
        ("4", vec!["Parry-Rowe", "Wójcik-Ó Dálaigh"]),
        ("5", vec!["Okafor"]),
        ("6", vec!["Rees"]),
        ("7", vec![]),
    ] {
        let mut model = invented::model((120, 36));
        press(&mut model, key);
        assert_eq!(names(&model), children, "{key}");
    }
}

#[test]
fn all_children_stand_by_name_in_one_list() {
    let mut model = invented::model((120, 36));
    press(&mut model, "2");
    assert_eq!((names(&model).len(), heads(&model)), (12, vec![Head::Every]));
    let first = names(&model)[0].clone();
    assert_eq!(first, "Bell-with-a-very-long-family-name");
}

#[test]
fn the_cursor_stays_on_its_child_where_the_view_shows_it_else_goes_to_the_top() {
    let mut model = invented::model((120, 36));
    press(&mut model, "j j j j 2");
    let rees = dashboard::chosen(&model);
    assert_eq!(model.snapshot.caseload.child(rees.unwrap()).unwrap().surname, "Rees");
    press(&mut model, "6");
    assert_eq!(dashboard::chosen(&model), rees);
    press(&mut model, "3");
    assert_eq!(dashboard::state(&model).unwrap().cursor.at, 1);
}

#[test]
fn each_view_keeps_its_own_order_and_what_narrows_it_stays() {
    let mut model = invented::model((120, 36));
    press(&mut model, "o o 2 O");
    let order = |model: &Model| dashboard::state(model).unwrap().order();
    assert_eq!(order(&model), Order { sort: Sort::Name, reversed: true });
    press(&mut model, "1");
    assert_eq!(order(&model), Order { sort: Sort::School, reversed: false });
    press(&mut model, "f j space esc 4");
    assert_eq!(names(&model), ["Parry-Rowe", "Wójcik-Ó Dálaigh"]);
    press(&mut model, "5");
    assert_eq!(names(&model), [""; 0], "of attendance and of exclusions: none");
}

#[test]
fn a_search_looks_within_the_view_and_says_how_many_are_outside() {
    let mut model = invented::model((120, 36));
    press(&mut model, "3 / okafor tab");
    let lines = &dashboard::state(&model).unwrap().lines;
    let Line::Found(found) = lines[0] else { panic!("{lines:?}") };
    assert_eq!(found.shown, 0);
    assert!(found.hidden >= 1);
    press(&mut model, "1");
    assert_eq!(names(&model)[0], "Okafor", "the search goes on in the other view");
}

#[test]
fn what_is_set_aside_and_what_was_never_imported_stand_in_groups_of_their_own() {
    let mut caseload = invented::caseload();
    caseload.sources.remove(&crate::domain::kind::Kind::Pep);
    let mut model = invented::of(caseload, (120, 36), None);
    press(&mut model, "3");
    assert!(heads(&model).contains(&Head::Group(Group::NoData)), "{:?}", heads(&model));
}

#[test]
fn the_recent_ones_stand_by_the_day_of_the_last_look() {
    let mut caseload = invented::caseload();
    let look = |child, day| Look { child: ChildKey(child), day: invented::day(day), seen: Vec::new() };
    caseload.deal(Vec::new(), vec![look(2, "2026-11-20"), look(4, "2026-11-16"), look(5, "2026-11-20")]);
    let mut model = Model::new(invented::now(), (120, 36));
    let snapshot = Arc::new(Snapshot::new(caseload, Thresholds::default(), model.today()));
    update(&mut model, Msg::Loaded(Generation(1), snapshot, Vec::new()));
    press(&mut model, "7");
    let days = |days: &[&str]| days.iter().map(|day| Head::Day(invented::day(day))).collect::<Vec<_>>();
    assert_eq!(names(&model), ["Parry-Rowe", "Wójcik-Ó Dálaigh", "Iqbal"]);
    assert_eq!(heads(&model), days(&["2026-11-20", "2026-11-16"]));
    // Looked at just now: it moves up, the cursor with it.
    model.looked.insert(ChildKey(4));
    press(&mut model, "j j");
    dashboard::looked(&mut model);
    assert_eq!(names(&model), ["Iqbal", "Parry-Rowe", "Wójcik-Ó Dálaigh"]);
    assert_eq!(dashboard::chosen(&model), Some(ChildKey(4)));
}

fn kept(model: &mut Model, words: &str) -> Vec<Effect> {
    let effects = press(model, words);
    for effect in effects.clone() {
        if let Effect::KeepViews(change) = effect {
            let mut saved = model.views.saved.clone();
            let said = change.make(&mut saved).unwrap();
            update(model, Msg::ViewsKept(Some(saved), Ok(said)));
        }
    }
    effects
}

#[test]
fn what_is_shown_is_saved_under_the_next_free_number() {
    let mut model = invented::model((120, 36));
    for (words, said) in [
        ("3 o S First enter", "saved: 8 shows First"),
        ("4 f j space esc S Second enter", "saved: 9 shows Second"),
        ("1 F S Third enter", "saved: 0 shows Third"),
        ("5 S Fourth enter", "saved: Fourth; 8, 9 and 0 are taken, v lists it"),
    ] {
        kept(&mut model, words);
        assert_eq!(model.toast.as_deref(), Some(said));
        assert_eq!(model.stack.len(), 1);
    }
    press(&mut model, "9");
    let state = dashboard::state(&model).unwrap();
    assert_eq!((state.view, state.filter.is_empty()), (3, false));
    press(&mut model, "8");
    let state = dashboard::state(&model).unwrap();
    let by_name = Order { sort: Sort::Name, reversed: false };
    assert_eq!((state.view, state.order(), state.filter.is_empty()), (2, by_name, true));
    assert_eq!(saved::worn(&model).unwrap().name, "First");
}

#[test]
fn a_name_that_cannot_be_given_says_why_and_a_failure_loses_no_letter() {
    let mut model = invented::model((120, 36));
    for (name, why) in [
        (" ", "give it a name"),
        ("TRIAGE", "there is a view of this name; v lists them"),
        ("follow-ups", "there is a view of this name; v lists them"),
        ("12345678901234567890123456789012345678901", "at most 40 characters"),
    ] {
        press(&mut model, &format!("S {name} enter"));
        let Screen::Ask(state) = model.top() else { panic!("{name}") };
        assert_eq!(state.why, Some(why), "{name}");
        press(&mut model, "esc");
    }
    press(&mut model, "S Mine enter");
    let failure = crate::app::Failure { what: "disk".to_owned(), hint: String::new() };
    update(&mut model, Msg::ViewsKept(None, Err(failure)));
    let Screen::Ask(state) = model.top() else { panic!() };
    assert_eq!((state.line.text(), model.views.saved.len()), ("Mine", 0));
}

#[test]
fn one_press_deletes_nothing_and_the_programs_own_stay() {
    let mut model = invented::model((120, 36));
    kept(&mut model, "2 S Mine enter");
    press(&mut model, "1");
    assert_eq!(kept(&mut model, "v x x"), []);
    assert_eq!(model.toast.as_deref(), Some("the program's own views stay"));
    assert_eq!(kept(&mut model, "G x k j x"), [], "another key forgets the first press");
    assert_eq!(kept(&mut model, "x").len(), 1);
    assert_eq!(model.views.saved, []);
    press(&mut model, "enter");
    assert_eq!(model.stack.len(), 1);
}

#[test]
fn nothing_is_saved_over_what_could_not_be_read_nor_in_the_demo() {
    let mut model = invented::model((120, 36));
    model.views.broken = true;
    assert_eq!(press(&mut model, "S"), []);
    assert!(model.toast.as_deref().unwrap().contains("views.toml"));
    model.views.broken = false;
    model.demo = true;
    press(&mut model, "S");
    assert_eq!(model.toast.as_deref(), Some("the demo keeps nothing"));
    press(&mut model, "8");
    assert_eq!(model.toast.as_deref(), Some("nothing is saved under this number; S saves"));
}

fn started(left: saved::Left, opening: Option<saved::Opening>) -> Model {
    let mut model = Model::new(invented::now(), (120, 36));
    saved::take_up(&mut model, left, opening);
    let snapshot = Arc::new(Snapshot::new(invented::caseload(), Thresholds::default(), model.today()));
    update(&mut model, Msg::Loaded(Generation(1), snapshot, Vec::new()));
    model
}

#[test]
fn a_start_takes_the_list_up_where_it_was_left() {
    let mut model = invented::model((120, 36));
    press(&mut model, "o 4 O f j space esc j");
    let left = saved::left(&model).unwrap();
    assert_eq!(left.child, Some(ChildKey(2)));
    let again = started(left.clone(), None);
    assert_eq!(saved::left(&again), Some(left.clone()));
    assert_eq!(dashboard::state(&again).unwrap().lines, dashboard::state(&model).unwrap().lines);
    let named = started(left, saved::opening("moves", &[]));
    assert_eq!(names(&named), ["Rees"], "a view that is named comes without the filter");
    let gone = started(saved::Left { child: Some(ChildKey(999)), ..saved::Left::default() }, None);
    assert_eq!(dashboard::state(&gone).unwrap().cursor.at, 1, "a child that is gone");
}

#[test]
fn names_open_views_and_the_screens_of_their_own() {
    let model = started(saved::Left::default(), saved::opening(" Follow-Ups", &[]));
    assert!(matches!(model.top(), Screen::FollowUps(_)));
    let model = started(saved::Left::default(), saved::opening("drafts", &[]));
    assert_eq!(model.toast.as_deref(), Some("there are no drafts"));
    assert_eq!(saved::opening("xyzzy", &[]), None);
    let own = saved::Saved { name: "Mine".to_owned(), key: None, shape: Shape { view: 2, ..Shape::default() } };
    let opening = saved::opening("mINE", std::slice::from_ref(&own));
    assert_eq!(opening, Some(saved::Opening::Saved(own.shape)));
    assert_eq!(names(&started(saved::Left::default(), opening)), ["Iqbal", "Hart"]);
}
