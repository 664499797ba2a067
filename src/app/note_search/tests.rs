use super::*;
use crate::app::record::fixture::{AMARA, model as recorded, note as filed, press, send, type_text};
use crate::app::record::page::Page as Leaf;
use crate::app::{Msg as AppMsg, update};
use crate::domain::facts::ChildKey;
use crate::domain::note::Note;
use crate::domain::note::search::Wanted;

fn notes() -> Vec<Note> {
    let text = "Reintegration Mon 9.15; wants EP advice.\nThe taxi was late twice";
    let mut nobody = filed(3, "2026-11-21T11:30:00+00:00", "Taxi firm: new number from Monday", 0);
    nobody.content.about.clear();
    nobody.content.person = None;
    let mut both = filed(4, "2026-11-23T08:50:00+00:00", "Asked for the TAXI times of both", 1);
    both.content.about.push(ChildKey(2));
    vec![
        filed(1, "2026-11-12T16:30:00+00:00", "Homework space agreed. Sleep better.", 0),
        filed(2, "2026-11-20T14:05:00+00:00", text, 1),
        nobody,
        both,
    ]
}

/// What the file would answer.
pub(crate) fn answer(query: &str) -> Found {
    let wanted = Wanted::new(query);
    Found { hits: notes().into_iter().rev().filter_map(|note| wanted.hit(note)).collect(), more: false }
}

/// A model with the search open and these words typed and answered.
pub(crate) fn searching(size: (u16, u16), query: &str) -> Model {
    let mut model = recorded(size);
    press(&mut model, "N");
    type_text(&mut model, query);
    let generation = model.searching;
    update(&mut model, AppMsg::NotesFound(generation, Box::new(answer(query))));
    model
}

fn state(model: &Model) -> &State {
    let Screen::NoteSearch(state) = model.top() else { panic!("{:?}", model.top().name()) };
    state
}

#[test]
fn each_letter_asks_and_an_old_answer_is_dropped() {
    let mut model = recorded((80, 24));
    let opened = press(&mut model, "N");
    let [Effect::FindNotes(first, typed)] = opened.as_slice() else { panic!("{opened:?}") };
    assert_eq!(typed.reveal(), "");
    let asked = press(&mut model, "t a");
    let [Effect::FindNotes(_, t), Effect::FindNotes(newest, ta)] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((t.reveal().as_str(), ta.reveal().as_str()), ("t", "ta"));
    assert!(!format!("{asked:?}").contains("ta\""), "{asked:?}");
    update(&mut model, AppMsg::NotesFound(*first, Box::new(answer(""))));
    assert!(state(&model).found.is_none());
    update(&mut model, AppMsg::NotesFound(*newest, Box::new(answer("ta"))));
    assert_eq!(state(&model).hits().len(), 3);
}

#[test]
fn enter_opens_the_record_at_the_note_and_esc_comes_back_to_the_hits() {
    let mut model = searching((80, 24), "taxi late");
    let effects = press(&mut model, "enter");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Open(_, AMARA))), "{effects:?}");
    let shown = record::state(&model).unwrap();
    assert_eq!((shown.child, shown.page, shown.cursor.at), (AMARA, Leaf::Notes, 0));
    press(&mut model, "esc");
    assert_eq!((state(&model).line.text(), state(&model).hits().len()), ("taxi late", 1));
    let mut model = searching((80, 24), "homework");
    press(&mut model, "enter");
    assert_eq!(record::notes::chosen(&model).unwrap().id.0, 1);
    press(&mut model, "g");
    assert_eq!(record::notes::chosen(&model).unwrap().id.0, 2, "moved since");
    let refreshed = record::refresh(&mut model);
    let [Effect::Read(generation, _)] = refreshed.as_slice() else { panic!("{refreshed:?}") };
    update(&mut model, AppMsg::Opened(*generation, Box::new(record::fixture::record())));
    assert_eq!(record::notes::chosen(&model).unwrap().id.0, 2, "stays where it was moved to");
}

#[test]
fn a_note_about_no_child_opens_as_it_was_written_and_nothing_is_filed() {
    let mut model = searching((80, 24), "firm");
    press(&mut model, "enter");
    assert_eq!(note::state(&model).unwrap().text.content(), "Taxi firm: new number from Monday");
    assert_eq!(press(&mut model, "esc"), []);
    assert_eq!(state(&model).hits().len(), 1);
}

#[test]
fn without_a_hit_nothing_opens_and_that_is_said() {
    let mut model = searching((80, 24), "zebra");
    press(&mut model, "enter");
    assert_eq!(model.toast.as_deref(), Some("no note has all of these words"));
    press(&mut model, "esc");
    assert!(matches!(model.top(), Screen::Dashboard(_)));
}

#[test]
fn hits_are_walked_and_clicked_and_typing_goes_back_to_the_first() {
    let mut model = searching((80, 24), "taxi");
    press(&mut model, "down down down");
    assert_eq!(state(&model).cursor.at, 2);
    press(&mut model, "x");
    assert_eq!(state(&model).cursor.at, 0);
    press(&mut model, "backspace");
    let y = area((80, 24)).y + HEAD + ROWS;
    send(&mut model, AppMsg::Clicked(3, y + 1));
    assert_eq!(state(&model).cursor.at, 1);
    send(&mut model, AppMsg::Clicked(3, y));
    assert!(note::state(&model).is_some(), "the second is about nobody");
}

#[test]
fn what_was_found_is_asked_again_when_the_caseload_changed() {
    let mut model = searching((80, 24), "taxi");
    let (snapshot, before) = (model.snapshot.clone(), model.searching);
    let load = model.load();
    let Effect::Load(generation) = load else { panic!() };
    let effects = update(&mut model, AppMsg::Loaded(generation, snapshot, Vec::new()));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::FindNotes(next, _) if *next > before)), "{effects:?}");
}
