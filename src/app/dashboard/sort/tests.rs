use crate::app::dashboard::{self, lines::Line};
use crate::app::invented::{self, press};
use crate::app::{Model, screen};

fn names(model: &Model) -> Vec<String> {
    let children = dashboard::state(model).unwrap().lines.iter().filter_map(|line| match line {
        Line::Child(rank) => Some(model.snapshot.ranking.rows[*rank].child),
        _ => None,
    });
    children.map(|place| model.snapshot.caseload.children[place].surname.to_string()).collect()
}

fn headings(model: &Model) -> Vec<usize> {
    let lines = &dashboard::state(model).unwrap().lines;
    (0..lines.len()).filter(|at| !lines[*at].is_child()).collect()
}

#[test]
fn each_press_sorts_within_the_groups_and_the_sixth_is_the_ranking_again() {
    let mut model = invented::model((120, 36));
    let (ranked, groups) = (names(&model), headings(&model));
    let mut orders = vec![ranked.clone()];
    for _ in 0..5 {
        press(&mut model, "o");
        assert_eq!(headings(&model), groups);
        orders.push(names(&model));
    }
    let first_group = groups[1] - 1;
    let mut by_name = ranked[..first_group].to_vec();
    by_name.sort();
    assert_eq!(orders[1][..first_group], by_name);
    assert!(orders[1..].iter().all(|order| *order != ranked), "{orders:?}");
    press(&mut model, "o");
    assert_eq!(names(&model), ranked);
}

#[test]
fn the_cursor_stays_on_its_child_and_the_order_outlives_the_record() {
    let mut model = invented::model((120, 36));
    press(&mut model, "j j");
    let chosen = screen::current_child(&model);
    press(&mut model, "o");
    assert_eq!(screen::current_child(&model), chosen);
    let sorted = names(&model);
    press(&mut model, "enter esc");
    assert_eq!((screen::current_child(&model), names(&model)), (chosen, sorted));
}

#[test]
fn the_other_way_round_turns_what_is_known_and_leaves_the_unknown_last() {
    let mut caseload = invented::caseload();
    caseload.facts_mut(6).nc_year = None;
    caseload.facts_mut(6).dob = None;
    caseload.facts_mut(4).marks.clear();
    // By name, since all children stand in one list there: year and attendance.
    for (words, last) in [("2 o o", "Hart"), ("2 o o o o", "Wójcik-Ó Dálaigh")] {
        let mut model = invented::of(caseload.clone(), (120, 36), None);
        press(&mut model, words);
        let forwards = names(&model);
        press(&mut model, "O");
        let backwards = names(&model);
        assert_eq!((forwards.last(), backwards.last()), (Some(&last.to_owned()), Some(&last.to_owned())), "{words}");
        assert_ne!(forwards, backwards, "{words}");
        press(&mut model, "O");
        assert_eq!(names(&model), forwards, "{words}");
    }
}

#[test]
fn the_gravest_last_turns_the_headings_too() {
    let mut model = invented::model((120, 36));
    let mut ranked = names(&model);
    press(&mut model, "O");
    ranked.reverse();
    assert_eq!(names(&model), ranked);
}

#[test]
fn attendance_goes_from_the_lowest_up() {
    let mut model = invented::model((120, 36));
    press(&mut model, "2 o o o o");
    assert_eq!(names(&model)[..2], ["Parry-Rowe", "Wójcik-Ó Dálaigh"]);
}
