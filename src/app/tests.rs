//! Keys typed, what becomes of the model.

mod demands;
mod tables;

use crate::app::backup::Job;
use crate::app::effect::{Effect, Ending, Generation};
use crate::app::invented::{caseload, model, of, press, with_drafts};
use crate::app::screen::{Name, current_child};
use crate::app::snapshot::Snapshot;
use crate::app::{Failure, Model, Msg, dashboard, update};
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::thresholds::Thresholds;
use dashboard::Whose;
use std::sync::Arc;

const WIDE: (u16, u16) = (120, 36);

fn surname(model: &Model) -> String {
    let child = current_child(model).and_then(|key| model.snapshot.caseload.child(key));
    child.map_or_else(String::new, |child| child.surname.to_string())
}

fn names(model: &Model) -> Vec<Name> {
    model.stack.iter().map(crate::app::screen::Screen::name).collect()
}

#[test]
fn moving_walks_children_and_skips_headings() {
    for (words, there) in [
        ("", "Okafor"),
        ("k", "Okafor"),
        ("j", "Parry-Rowe"),
        ("j j j j", "Rees"),
        ("j j j j k", "Iqbal"),
        ("G", "王小明"),
        ("G j", "王小明"),
        ("G g", "Okafor"),
        ("end home down up down", "Parry-Rowe"),
        ("ctrl-d ctrl-u", "Okafor"),
        ("pgdn pgup", "Okafor"),
    ] {
        let mut model = model(WIDE);
        press(&mut model, words);
        assert_eq!(surname(&model), there, "{words}");
    }
}

#[test]
fn enter_opens_and_back_finds_the_list_as_it_was() {
    let mut model = model(WIDE);
    let effects = press(&mut model, "j j enter");
    assert!(matches!(effects[..], [Effect::Open(_, ChildKey(_))]), "{effects:?}");
    assert_eq!(names(&model), [Name::Dashboard, Name::Record]);
    let there = surname(&model);
    press(&mut model, "esc");
    assert_eq!((names(&model), surname(&model)), (vec![Name::Dashboard], there));
}

#[test]
fn a_search_narrows_with_each_letter_and_its_hits_are_walked_while_typing() {
    let mut model = model(WIDE);
    press(&mut model, "/ n");
    let broad = dashboard::state(&model).unwrap().children().count();
    press(&mut model, "orth");
    let narrow = dashboard::state(&model).unwrap().children().count();
    assert!(narrow < broad && narrow == 6, "{broad} {narrow}");
    press(&mut model, "down enter");
    assert_eq!(names(&model), [Name::Dashboard, Name::Record]);
    let there = surname(&model);
    press(&mut model, "esc");
    assert_eq!((dashboard::query(&model), surname(&model)), (Some("north"), there.clone()), "hits and cursor stay");
    press(&mut model, "esc");
    assert_eq!((dashboard::query(&model), surname(&model)), (None, there), "the cursor stays on its child");
}

#[test]
fn typing_again_goes_on_from_what_was_typed() {
    let mut model = model(WIDE);
    press(&mut model, "/ nort tab j / h");
    assert_eq!(dashboard::query(&model), Some("north"));
    press(&mut model, "esc");
    assert_eq!((dashboard::query(&model), names(&model)), (None, vec![Name::Dashboard]));
}

#[test]
fn letters_are_text_while_typing() {
    let mut model = model(WIDE);
    let effects = press(&mut model, "/ qndMjk?:");
    assert_eq!((effects, dashboard::query(&model)), (Vec::new(), Some("qndMjk?:")));
}

#[test]
fn demand_08_filters_combine_and_one_key_clears_them() {
    let mut model = model(WIDE);
    let all = dashboard::state(&model).unwrap().children().count();
    // The second and the third kind of flag: attendance, placement.
    press(&mut model, "f j space j space enter");
    let filter = &dashboard::state(&model).unwrap().filter;
    assert_eq!(filter.words(&model.snapshot.caseload), "attendance or placement");
    assert_eq!(dashboard::state(&model).unwrap().children().count(), 3);
    // The first year group that has children: none of them in it.
    press(&mut model, "f tab space enter");
    assert_eq!(dashboard::state(&model).unwrap().children().count(), 0);
    assert_eq!(surname(&model), "");
    press(&mut model, "F");
    assert_eq!(dashboard::state(&model).unwrap().children().count(), all);
}

#[test]
fn the_list_opens_on_the_children_of_me() {
    for (me, whose, count) in
        [(Some("j. smith "), Whose::Mine, 4), (Some("Nobody"), Whose::Everybody, 12), (None, Whose::Everybody, 12)]
    {
        let model = of(caseload(), WIDE, me);
        let state = dashboard::state(&model).unwrap();
        assert_eq!((state.whose, state.children().count()), (whose, count), "{me:?}");
        assert_eq!(dashboard::nobody_is_mine(&model), me == Some("Nobody"));
    }
    let mut model = of(caseload(), WIDE, Some("J. Smith"));
    press(&mut model, "m");
    assert_eq!(dashboard::state(&model).unwrap().children().count(), 12);
    press(&mut model, "m");
    assert_eq!(dashboard::state(&model).unwrap().children().count(), 4);
}

#[test]
fn what_cannot_be_done_says_why() {
    for (words, why) in [
        ("m", "start with --me NAME to see your own children alone"),
        ("F", "there is no filter to clear"),
        ("d", "there are no drafts"),
        ("esc", "this is the first screen; q quits"),
        ("/ zzz enter", "there is no child in the list"),
        (": my enter", "start with --me NAME to see your own children alone"),
        (": xyzzy enter", "no action fits what is typed"),
    ] {
        let mut model = model(WIDE);
        assert_eq!(press(&mut model, words), Vec::new(), "{words}");
        assert_eq!(model.toast.as_deref(), Some(why), "{words}");
    }
}

#[test]
fn the_menu_runs_what_is_chosen() {
    let mut model = model(WIDE);
    assert_eq!(press(&mut model, ": mouse enter"), [Effect::Mouse(false)]);
    assert_eq!(names(&model), [Name::Dashboard]);
    press(&mut model, ": find by enter");
    assert_eq!(names(&model), [Name::Dashboard, Name::Find]);
}

#[test]
fn quitting_asks_nothing() {
    for words in ["q", "enter q", "ctrl-c", "f q", "d q", "/ ab ctrl-c", "? ctrl-c"] {
        let mut model = with_drafts(WIDE);
        assert_eq!(press(&mut model, words).last(), Some(&Effect::End(Ending::Quit)), "{words}");
    }
}

#[test]
fn pasted_text_runs_nothing_in_a_list() {
    for words in ["", "f", "d", "enter"] {
        let mut model = with_drafts(WIDE);
        press(&mut model, words);
        let before = names(&model);
        let effects = update(&mut model, Msg::Pasted("dddqxy\n".repeat(1_000)));
        assert_eq!((effects, names(&model)), (Vec::new(), before), "{words}");
        let said = "7000 characters pasted: nothing was done; n opens a note";
        assert_eq!(model.toast.as_deref(), Some(said), "{words}");
    }
}

#[test]
fn pasted_text_is_text_where_text_is_typed() {
    let mut model = model(WIDE);
    press(&mut model, "/");
    update(&mut model, Msg::Pasted("north\n".to_owned()));
    assert_eq!(dashboard::query(&model), Some("north "));
}

#[test]
fn a_click_chooses_and_a_second_one_opens() {
    let mut model = model(WIDE);
    // Rows of the window: two of the header, the columns, the heading, then children.
    update(&mut model, Msg::Clicked(5, 6));
    assert_eq!(surname(&model), "Wójcik-Ó Dálaigh");
    assert_eq!(update(&mut model, Msg::Clicked(5, 3)), Vec::new(), "a heading");
    assert_eq!(update(&mut model, Msg::Clicked(110, 6)), Vec::new(), "beside the list");
    assert!(matches!(update(&mut model, Msg::Clicked(5, 6))[..], [Effect::Open(..)]));
}

#[test]
fn the_wheel_walks() {
    let mut model = model(WIDE);
    update(&mut model, Msg::Scrolled(3));
    assert_eq!(surname(&model), "Iqbal");
    update(&mut model, Msg::Scrolled(-1));
    assert_eq!(surname(&model), "Wójcik-Ó Dálaigh");
}

#[test]
fn a_failure_stays_until_it_is_dismissed() {
    let mut model = model(WIDE);
    let failure = Failure { what: "Could not save: the disk is full.".to_owned(), hint: "Free 2 MB.".to_owned() };
    update(&mut model, Msg::Failed(failure.clone()));
    press(&mut model, "j / ab");
    assert_eq!(model.failure, Some(failure));
    press(&mut model, "esc");
    assert_eq!((model.failure.clone(), names(&model)), (None, vec![Name::Dashboard, Name::Find]), "only the banner");
}

#[test]
fn an_older_load_is_dropped_and_a_newer_one_keeps_the_cursor_on_its_child() {
    let mut model = model(WIDE);
    press(&mut model, "j j");
    let there = surname(&model);
    let old = model.generation;
    model.load();
    let empty = Arc::new(Snapshot::new(Caseload::default(), Thresholds::default(), model.today()));
    update(&mut model, Msg::Loaded(old, empty, Vec::new()));
    assert_eq!(model.snapshot.caseload.children.len(), 12);
    // The first child is fine again, so that every other one moves up.
    let mut better = caseload();
    better.facts_mut(0).exclusions.clear();
    let better = Arc::new(Snapshot::new(better, Thresholds::default(), model.today()));
    update(&mut model, Msg::Loaded(Generation(9), better, Vec::new()));
    assert_eq!((surname(&model), model.generation), (there, Generation(9)));
}

#[test]
fn next_and_previous_flagged_child_follow_the_list() {
    let mut model = model(WIDE);
    let first = current_child(&model).unwrap();
    let second = dashboard::neighbour(&model, first, 1).unwrap();
    assert_eq!(dashboard::neighbour(&model, second, -1), Some(first));
    assert_eq!(dashboard::neighbour(&model, first, -1), None);
    let walk = std::iter::successors(Some(first), |child| dashboard::neighbour(&model, *child, 1));
    assert_eq!(walk.count(), 7, "children with an alert");
    dashboard::choose(&mut model, second);
    assert_eq!(current_child(&model), Some(second));
}

#[test]
fn demand_24_only_what_changes_the_screen_draws() {
    let mut model = model(WIDE);
    model.dirty = false;
    let tick = |seconds| Msg::Tick(model_now() + chrono::TimeDelta::seconds(seconds));
    assert_eq!((update(&mut model, tick(1)), model.dirty), (Vec::new(), false), "inside the minute");
    let first = vec![Effect::LookForChanges, Effect::Backup(Job::Ask)];
    assert_eq!((update(&mut model, tick(60)), model.dirty), (first, true), "the next minute, the first of the day");
    model.dirty = false;
    assert_eq!((update(&mut model, tick(120)), model.dirty), (vec![Effect::LookForChanges], true), "the one after");
    model.dirty = false;
    let effects = update(&mut model, tick(15 * 3_600));
    assert_eq!(effects, [Effect::Load(model.generation)], "the next day is judged anew");
}

fn model_now() -> chrono::DateTime<chrono::FixedOffset> {
    crate::app::invented::now()
}
