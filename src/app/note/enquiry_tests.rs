//! An enquiry, taken down during a call.

use super::tests::{drafts, filed, kept, later, not_filed};
use super::*;
use crate::app::record::fixture::{AMARA, day, model, press, send, type_text};

/// Takes one down with so many presses besides the text.
fn taken_down(model: &mut Model) -> Vec<Effect> {
    press(model, "E");
    type_text(model, "kin carer: school place");
    press(model, "tab");
    type_text(model, "Is there priority?");
    press(model, "tab");
    type_text(model, "Only for children in care");
    press(model, "tab");
    type_text(model, "next fri");
    press(model, "ctrl-s")
}

#[test]
fn five_presses_besides_the_text_take_down_all_of_an_enquiry() {
    let mut model = model((80, 24));
    crate::app::dashboard::choose(&mut model, AMARA);
    let effects = taken_down(&mut model);
    let [Effect::File { note, edits: None, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((note.kind, note.about.len()), (NoteKind::Enquiry, 0), "about nobody, whoever was chosen");
    assert_eq!((note.person.as_deref(), note.text.as_str()), (Some("kin carer: school place"), "Is there priority?"));
    assert_eq!(note.next_step.as_deref(), Some("Only for children in care"));
    assert_eq!(note.follow_up, Some(day("2026-12-04")));
    send(&mut model, filed(&effects));
    assert_eq!(model.toast.as_deref(), Some("saved 09:14"));
}

#[test]
fn it_opens_from_every_screen_that_takes_a_note_and_goes_back_there() {
    for way in ["", "enter", "enter 6", "t", "H", "R", "I", "N esc"] {
        let mut model = model((120, 36));
        if !way.is_empty() {
            press(&mut model, way);
        }
        let below = model.top().name();
        press(&mut model, "E");
        match state(&model) {
            Some(form) => assert_eq!((form.kind, form.field), (NoteKind::Enquiry, Field::Person), "{way}"),
            None => panic!("{way}: {below:?}"),
        }
        press(&mut model, "esc");
        assert_eq!(model.top().name(), below, "{way}");
    }
}

#[test]
fn what_was_typed_is_a_draft_within_a_second_and_comes_back_where_it_cannot_be_filed() {
    let mut model = model((80, 24));
    press(&mut model, "E");
    type_text(&mut model, "school: fines");
    let effects = later(&mut model, 1_000);
    let [draft] = drafts(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!((draft.content.kind, draft.content.person.as_deref()), (NoteKind::Enquiry, Some("school: fines")));
    send(&mut model, kept(&effects, 3, 1));
    press(&mut model, "tab");
    type_text(&mut model, "Is a fine due?");
    let effects = press(&mut model, "ctrl-s");
    send(&mut model, not_filed(&effects));
    let form = state(&model).unwrap();
    assert_eq!((form.text.content(), form.kind), ("Is a fine due?".to_owned(), NoteKind::Enquiry));
}

#[test]
fn put_aside_it_is_listed_and_opened_as_it_was() {
    let mut model = model((80, 24));
    press(&mut model, "E");
    type_text(&mut model, "school: fines");
    press(&mut model, "esc");
    assert_eq!(model.drafts.len(), 1);
    press(&mut model, "d enter");
    let form = state(&model).unwrap();
    assert_eq!((form.kind, form.person.content()), (NoteKind::Enquiry, "school: fines".to_owned()));
}
