use super::*;
use crate::app::invented::{self, press};

fn model() -> Model {
    let mut model = invented::model((120, 36));
    press(&mut model, "c");
    model
}

fn about(model: &Model) -> Vec<ChildKey> {
    model
        .stack
        .iter()
        .rev()
        .find_map(|screen| match screen {
            Screen::Note(form) => model.desk.form(*form).map(|form| form.about.clone()),
            _ => None,
        })
        .unwrap()
}

fn labels(model: &Model) -> Vec<String> {
    let Screen::Picker(state) = model.top() else { panic!("{:?}", model.top().name()) };
    state.choices.iter().map(|choice| choice.label.clone()).collect()
}

#[test]
fn the_list_shows_every_child_of_the_school_and_who_is_on_the_note() {
    let mut model = model();
    let on = about(&model).len();
    press(&mut model, "ctrl-f");
    let labels = labels(&model);
    assert!(labels.len() > on, "those without an alert are offered too: {labels:?}");
    assert_eq!(labels.iter().filter(|label| label.starts_with("[x]")).count(), on);
    assert!(labels[0].starts_with("[x] Amara Okafor  Y9  suspended 3 days"), "{labels:?}");
    let Screen::Picker(state) = model.top() else { panic!() };
    assert!(state.choices[0].preview().starts_with("CAUTION Do not tell the mother"), "{}", state.choices[0].preview());
}

#[test]
fn space_puts_a_child_on_or_off_and_the_list_stays() {
    let mut model = model();
    let before = about(&model);
    press(&mut model, "ctrl-f space");
    assert_eq!(about(&model), before[1..]);
    assert!(labels(&model)[0].starts_with("[ ] Amara"));
    press(&mut model, "space end space");
    assert_eq!(about(&model).len(), before.len() + 1);
    press(&mut model, "esc x");
    let form = note::state(&model).unwrap();
    assert_eq!(form.text.content(), "x", "typing goes on");
    assert!(form.saving.unkept());
}

#[test]
fn a_child_that_is_taken_begins_a_line_for_it() {
    let mut model = model();
    press(&mut model, "a l l ctrl-f 1");
    press(&mut model, "x ctrl-f 2 y ctrl-f esc");
    assert_eq!(note::state(&model).unwrap().text.content(), "all\n@Amara x\n@Łucja y");
    let mut model = invented::model((120, 36));
    press(&mut model, "n ctrl-f 1 z");
    assert_eq!(note::state(&model).unwrap().text.content(), "z", "of one child alone every line is");
    press(&mut model, "ctrl-f 2 y");
    assert_eq!(note::state(&model).unwrap().text.content(), "z\n@Łucja y");
    assert_eq!(about(&model), [ChildKey(1), ChildKey(5)]);
}

#[test]
fn a_note_about_nobody_offers_nobody() {
    let mut model = invented::of(crate::domain::caseload::Caseload::default(), (120, 36), None);
    press(&mut model, "n ctrl-f");
    assert!(note::state(&model).is_some());
    assert_eq!(model.toast.as_deref(), Some("open the note on a child, or mark children in the list first"));
}
