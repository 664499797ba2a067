use super::*;
use crate::app::record::fixture::{AMARA, model as recorded, press, send, type_text};
use crate::app::{Msg as AppMsg, dashboard};
use crate::domain::note::NoteKind;
use crate::domain::template::{Template, with_own};

/// A model with an own template that names no field.
pub(crate) fn model(size: (u16, u16)) -> Model {
    let mut model = recorded(size);
    let own = Template::read("panel", "kind: meeting\n\nPanel about {child} and {foo bar}:\n{}").unwrap();
    model.templates = with_own(vec![own]);
    dashboard::choose(&mut model, AMARA);
    model
}

fn form(model: &Model) -> &note::State {
    note::state(model).unwrap_or_else(|| panic!("{:?}", model.top().name()))
}

#[test]
fn two_keys_begin_a_note_from_a_template_and_the_text_goes_where_it_is_wanted() {
    let mut model = model((80, 24));
    press(&mut model, "T 1");
    let note = form(&model);
    assert_eq!((note.about.as_slice(), note.kind), (&[AMARA][..], NoteKind::Call));
    assert_eq!((note.person.content().as_str(), note.follow_up.content().as_str()), ("R. Lowe", "+3d"));
    assert_eq!(note.next_step.content(), "chase the PEP");
    type_text(&mut model, "by Friday");
    let text = form(&model).text.content();
    assert!(text.starts_with("PEP chase: Ama Okafor") && text.contains("\nDT: by Friday\nPaperwork:"), "{text}");
    let effects = press(&mut model, "ctrl-s");
    let [Effect::File { note, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(note.follow_up.unwrap().to_string(), "2026-11-26");
}

#[test]
fn a_template_in_which_nothing_was_typed_is_no_draft() {
    let mut model = model((80, 24));
    press(&mut model, "T 2");
    assert!(crate::app::note::tests::later(&mut model, 5_000).is_empty());
    assert_eq!(press(&mut model, "esc"), []);
    assert!(model.drafts.is_empty());
    press(&mut model, "T 2 x");
    let effects = press(&mut model, "esc");
    assert!(matches!(effects.as_slice(), [Effect::KeepDraft(..)]), "{effects:?}");
    assert_eq!(model.drafts.len(), 1);
}

#[test]
fn in_a_note_it_goes_where_the_cursor_stands_and_overwrites_nothing() {
    let mut model = model((80, 24));
    press(&mut model, "n");
    type_text(&mut model, "Before. ");
    press(&mut model, "tab");
    type_text(&mut model, "my own step");
    press(&mut model, "ctrl-p 3");
    type_text(&mut model, "calm");
    let note = form(&model);
    let text = note.text.content();
    assert!(text.starts_with("Before. Visit about Ama Okafor") && text.contains("Carer: calm\nChild:"), "{text}");
    assert_eq!((note.next_step.content().as_str(), note.kind), ("my own step", NoteKind::Call));
    assert_eq!(note.follow_up.content(), "+2w");
    press(&mut model, "esc");
    assert_eq!(model.drafts.len(), 1, "what was typed is kept");
}

#[test]
fn an_unknown_field_is_named_and_its_text_goes_in_as_it_is() {
    let mut model = model((80, 24));
    press(&mut model, "T q n T down down down down");
    let Screen::Picker(state) = model.top() else { panic!() };
    let choice = &state.choices[state.cursor.at];
    assert_eq!(choice.complaint().unwrap(), "not filled, stays as it is: {foo bar}");
    assert!(!format!("{state:?}").contains("Okafor"), "{state:?}");
    press(&mut model, "enter");
    assert_eq!(form(&model).text.content(), "Panel about Ama Okafor and {foo bar}:\n");
    assert_eq!(form(&model).kind, NoteKind::Meeting);
}

#[test]
fn of_several_children_none_is_named() {
    let mut model = model((80, 24));
    press(&mut model, "n");
    let id = form(&model).id;
    model.desk.form_mut(id).unwrap().about.push(ChildKey(2));
    press(&mut model, "ctrl-p 1");
    let text = form(&model).text.content();
    assert!(text.starts_with("PEP chase: {child}, year {year group}, {school}."), "{text}");
}

#[test]
fn a_number_too_high_says_so_and_esc_or_a_click_outside_takes_nothing() {
    let mut model = model((80, 24));
    press(&mut model, "T 9");
    assert_eq!(model.toast.as_deref(), Some("there are fewer in the list"));
    press(&mut model, "esc");
    assert!(matches!(model.top(), Screen::Dashboard(_)));
    press(&mut model, "T");
    send(&mut model, AppMsg::Clicked(0, 10));
    assert!(matches!(model.top(), Screen::Dashboard(_)));
    press(&mut model, "T");
    let area = area((80, 24));
    send(&mut model, AppMsg::Clicked(area.x + 3, area.y + 2));
    assert!(form(&model).text.content().starts_with("Suspension: Ama Okafor"));
}

#[test]
fn who_says_it_begins_a_line_of_its_own() {
    let mut model = model((80, 24));
    press(&mut model, "enter n ctrl-o");
    let Screen::Picker(state) = model.top() else { panic!() };
    let labels: Vec<&str> = state.choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "DT  R. Lowe",
            "SW  D. Field",
            "Carer  The Hart family",
            "Child",
            "School",
            "Foster carer  B. Hart",
            "IRO  S. Bell"
        ],
        "no telephone, nothing sealed"
    );
    press(&mut model, "1");
    type_text(&mut model, "set two");
    press(&mut model, "ctrl-o 6");
    type_text(&mut model, "calm");
    press(&mut model, "enter ctrl-o 4");
    type_text(&mut model, "likes it");
    assert_eq!(form(&model).text.content(), "DT: set two\nFoster carer: calm\nChild: likes it");
}

#[test]
fn of_several_children_no_name_stands_beside_a_role() {
    let mut model = model((80, 24));
    press(&mut model, "n");
    let id = form(&model).id;
    model.desk.form_mut(id).unwrap().about.push(ChildKey(2));
    press(&mut model, "ctrl-o");
    let Screen::Picker(state) = model.top() else { panic!() };
    assert!(state.choices.iter().all(|choice| !choice.label.contains("  ")), "{state:?}");
}
