use super::fixture::{AMARA, model, press, send};
use super::*;
use crate::app::Msg as AppMsg;
use crate::app::keys::{Code, ch, key};
use crate::domain::note::Beside;

fn open(size: (u16, u16), keys: &str) -> Model {
    let mut model = model(size);
    dashboard::choose(&mut model, AMARA);
    press(&mut model, "enter");
    press(&mut model, keys);
    model
}

#[test]
fn opens_at_once_from_the_facts_and_is_filled_in_when_it_is_read() {
    let mut model = model((80, 24));
    dashboard::choose(&mut model, AMARA);
    let effects = crate::app::update(&mut model, AppMsg::Key(key(Code::Enter)));
    let [Effect::Open(generation, AMARA)] = effects.as_slice() else { panic!("{effects:?}") };
    crate::app::update(&mut model, AppMsg::Key(ch('3')));
    let titles = |model: &Model| {
        leaf(model, state(model).unwrap()).items.iter().map(|item| item.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&model)[0], "PEP due Fri 11 Dec 2026 (18 days)");
    crate::app::update(&mut model, AppMsg::Opened(*generation, Box::new(fixture::record())));
    assert_eq!(titles(&model)[0], "PEP 2026/27 autumn due Fri 11 Dec 2026 (18 days)");
}

#[test]
fn an_older_answer_or_another_childs_is_dropped() {
    let mut model = open((80, 24), "3");
    state_mut(&mut model).unwrap().record = None;
    let stale = Generation(model.reading.0 - 1);
    opened(&mut model, stale, fixture::record());
    assert!(state(&model).unwrap().record.is_none());
    let (newest, mut other) = (model.reading, fixture::record());
    other.child.key = 2;
    opened(&mut model, newest, other);
    assert!(state(&model).unwrap().record.is_none());
}

#[test]
fn keys_turn_the_pages() {
    for (keys, page) in [
        ("2", Page::Attendance),
        ("7", Page::Contacts),
        ("7 tab", Page::Work),
        ("8 tab", Page::Overview),
        ("shift-tab", Page::Work),
        ("right", Page::Attendance),
        ("right right", Page::Attendance),
        ("3 left", Page::Attendance),
        ("l", Page::Attendance),
    ] {
        assert_eq!(state(&open((80, 24), keys)).unwrap().page, page, "{keys}");
    }
}

#[test]
fn brackets_walk_the_flagged_children_and_seal_again() {
    let mut model = open((80, 24), "5 p");
    assert!(state(&model).unwrap().revealed);
    press(&mut model, "]");
    let next = state(&model).unwrap();
    assert_ne!(next.child, AMARA);
    assert_eq!((next.revealed, next.page), (false, Page::Timeline));
    press(&mut model, "[");
    assert_eq!(state(&model).unwrap().child, AMARA);
    press(&mut model, "[");
    assert_eq!(state(&model).unwrap().child, AMARA, "nobody before");
    assert_eq!(model.toast.as_deref(), Some("this is the first flagged child of the list"));
}

#[test]
fn the_calendar_says_what_stands_under_the_cursor() {
    let mut model = open((80, 24), "2");
    for (keys, expected) in [
        (
            "left",
            vec!["Fri 20 Nov 2026 afternoon", "E  suspended or excluded, no provision: counts as authorised absence"],
        ),
        ("k", vec!["Fri 13 Nov 2026 afternoon", "O  absent without authorisation: counts as unauthorised absence"]),
        ("G", vec!["Fri 3 Sep 2027 afternoon", "no mark", "after today: counts for nothing yet"]),
    ] {
        press(&mut model, keys);
        let words = year::words(&model, state(&model).unwrap());
        assert_eq!(words[..expected.len()], expected, "{keys}");
    }
    press(&mut model, ",");
    assert_eq!(state(&model).unwrap().year.shown().0, 2025);
    press(&mut model, ",");
    assert_eq!(model.toast.as_deref(), Some("there are no earlier marks"));
}

#[test]
fn the_years_figures_add_up() {
    let model = open((80, 24), "2");
    let state = state(&model).unwrap();
    let figures = year::figures(&model, state);
    // 11 weeks from 1 September without half term: 54 days, 108 sessions; 6 E, I, C2 authorised; O, N not.
    assert_eq!((figures.possible, figures.attended, figures.authorised, figures.unauthorised), (108, 98, 8, 2));
    let legend: Vec<_> = year::legend(&model, state).iter().map(|(code, count)| (code.code, *count)).collect();
    assert_eq!(legend, [("/", 51), ("\\", 46), ("K", 1), ("C2", 1), ("E", 6), ("I", 1), ("N", 1), ("O", 1)]);
}

#[test]
fn governors_dates_follow_the_days_of_the_term() {
    // 5.5 days in the term: 50 school days after 18 November 2026, Christmas left out, on Thursday 11 February 2027.
    let model = open((80, 24), "4");
    let lines = leaf(&model, state(&model).unwrap()).items;
    assert!(
        lines[0].lines[2].starts_with("governors meet if the parent asks, by Thu 11 Feb 2027"),
        "{:?}",
        lines[0].lines
    );
    assert!(!lines[1].lines.iter().any(|line| line.contains("governors")), "2.5 days");
}

#[test]
fn a_long_note_scrolls_before_the_next_one_is_chosen() {
    let mut model = open((80, 24), "6 pgdn");
    let at = |model: &Model| (state(model).unwrap().cursor.at, state(model).unwrap().scrolled);
    assert_eq!(at(&model).0, 0);
    assert!(at(&model).1 > 0);
    press(&mut model, "pgdn pgdn pgdn");
    assert_eq!(at(&model), (1, 0));
}

#[test]
fn earlier_versions_are_asked_for_and_shown() {
    let mut model = open((80, 24), "6");
    let effects = press(&mut model, "v");
    let [Effect::Versions(id)] = effects.as_slice() else { panic!("{effects:?}") };
    let before = fixture::note(id.0, "2026-11-20T14:05:00+00:00", "as it was", 0);
    let after = fixture::note(id.0, "2026-11-20T14:15:00+00:00", "as it is", 1);
    send(&mut model, AppMsg::Versions(*id, vec![before, after]));
    let item = leaf(&model, state(&model).unwrap()).items.remove(0);
    assert!(item.lines.iter().any(|line| line == "as it was"), "{:?}", item.lines);
    let beside = Beside { version: 1, actor: "bo".to_owned() };
    state_mut(&mut model).unwrap().record.as_mut().unwrap().notes.last_mut().unwrap().beside = Some(beside);
    let item = leaf(&model, state(&model).unwrap()).items.remove(0);
    assert!(item.title.contains("edited at the same time as version 1 by bo: v shows it"), "{}", item.title);
    assert!(press(&mut model, "v").is_empty());
    press(&mut model, "j v");
    assert_eq!(model.toast.as_deref(), Some("choose an edited note on page 6 first"));
}

#[test]
fn a_click_turns_to_a_tab_or_a_session() {
    let mut model = open((80, 24), "1");
    clicked(&mut model, 15, 4);
    assert_eq!(state(&model).unwrap().page, Page::Attendance);
    let weeks = year::panes(model.size).weeks;
    clicked(&mut model, weeks.x + year::DATE + 4 * year::CELL, weeks.y + year::HEADING);
    assert_eq!(state(&model).unwrap().year.at % 10, 4);
}

#[test]
fn an_alert_is_followed_to_the_file_and_line_of_its_rows() {
    let mut model = open((120, 36), "1");
    state_mut(&mut model).unwrap().record = Some(Box::new(fixture::record()));
    let items = leaf(&model, state(&model).unwrap()).items;
    let told: Vec<&String> = items.iter().flat_map(|item| &item.sources).filter(|line| line.contains("line")).collect();
    assert!(told.iter().any(|line| *line == "rests on exclusions: exclusions.csv line 41, import 3"), "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("rests on attendance: attendance.csv line")), "{told:?}");
}

#[test]
fn a_record_that_nobody_was_let_into_is_closed_again() {
    let mut model = model((80, 24));
    dashboard::choose(&mut model, AMARA);
    let effects = crate::app::update(&mut model, AppMsg::Key(key(Code::Enter)));
    let [Effect::Open(generation, AMARA)] = effects.as_slice() else { panic!("{effects:?}") };
    let failure = Failure { what: "The record is not shown".to_owned(), hint: String::new() };
    crate::app::update(&mut model, AppMsg::NotOpened(*generation, failure.clone()));
    assert!(state(&model).is_none());
    assert_eq!(model.failure, Some(failure));
}

#[test]
fn what_is_sealed_is_asked_for_by_name_and_shown_for_the_opening_that_asked() {
    let mut model = open((80, 24), "7");
    let effects = crate::app::update(&mut model, AppMsg::Key(ch('p')));
    let [Effect::Reveal(veil @ Veil::Record(opening, AMARA, names))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(names.iter().any(|name| name == "contacts.phone"), "{names:?}");
    assert!(!state(&model).unwrap().revealed, "not before it is put down");
    let stale = Veil::Record(Generation(opening.0 + 9), AMARA, Vec::new());
    crate::app::update(&mut model, AppMsg::Revealed(stale, Ok(())));
    assert!(!state(&model).unwrap().revealed, "of another opening");
    crate::app::update(&mut model, AppMsg::Revealed(veil.clone(), Ok(())));
    assert!(state(&model).unwrap().revealed);
    assert!(crate::app::update(&mut model, AppMsg::Key(ch('p'))).is_empty(), "hiding is not put down");
    assert!(!state(&model).unwrap().revealed);
}
