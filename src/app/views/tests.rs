use super::*;
use crate::app::dashboard::{self, lines::Head, lines::Line};
use crate::app::effect::Generation;
use crate::app::invented::{self, press};
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
    caseload.looks = vec![look(2, "2026-11-20"), look(4, "2026-11-16"), look(5, "2026-11-20")];
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
