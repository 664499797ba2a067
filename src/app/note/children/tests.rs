use super::*;
use crate::app::effect::Effect;
use crate::app::invented::{self, press};
use crate::app::note;
use crate::domain::note::{Draft, DraftId, NoteId};

const WIDE: (u16, u16) = (120, 36);

fn type_text(model: &mut Model, text: &str) {
    for c in text.chars() {
        let key =
            if c == '\n' { crate::app::keys::key(crate::app::keys::Code::Enter) } else { crate::app::keys::ch(c) };
        crate::app::update(model, crate::app::Msg::Key(key));
    }
}

/// A call about Amara Okafor (1), Łucja Wójcik-Ó Dálaigh (5), Tomos Rees (3) and Ivy Hart (7), with a text.
fn call(text: &str) -> Model {
    let mut model = invented::model(WIDE);
    press(&mut model, "c");
    assert_eq!(note::state(&model).unwrap().about, [1, 5, 3, 7].map(ChildKey));
    type_text(&mut model, text);
    model
}

fn file(model: &mut Model) -> Result<NewNote, String> {
    match press(model, "ctrl-s").as_slice() {
        [Effect::File { note, .. }] => Ok((**note).clone()),
        [] => Err(note::state(model).unwrap().told().unwrap().to_owned()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn lines_behind_a_name_are_filed_with_that_child_and_the_rest_with_all() {
    let mut model = call("PEP dates agreed\n@Amara set two\n@rees: late by taxi");
    let note = file(&mut model).unwrap();
    assert_eq!(note.text, "PEP dates agreed");
    assert_eq!(note.text_of(ChildKey(1)), "PEP dates agreed\nset two");
    assert_eq!(note.text_of(ChildKey(3)), "PEP dates agreed\nlate by taxi");
    assert_eq!(note.text_of(ChildKey(7)), "PEP dates agreed");
}

#[test]
fn a_name_in_what_all_share_is_said_once_and_the_next_press_files_it() {
    for (text, wanted) in [
        ("Amara is well", "records would name Amara Okafor; @ and a name begin a line for one"),
        ("all well\n@Amara sits with Tomos", "the lines for Amara Okafor name Tomos Rees"),
        ("met Sana Iqbal", "records would name Sana Iqbal"),
        ("@Bob x", "@Bob is no one child of this note"),
    ] {
        let mut model = call(text);
        let told = file(&mut model).unwrap_err();
        assert!(told.contains(wanted), "{told}");
        assert!(note::state(&model).is_some_and(|state| state.told().is_some()), "nothing is lost: {text}");
        let mut again = call(text);
        file(&mut again).unwrap_err();
        type_text(&mut again, "!");
        file(&mut again).unwrap_err();
        assert!(file(&mut model).is_ok(), "asked for: {text}");
    }
    for text in ["all well", "we hope they may come", "@Amara is Amara", "met Iqbal", "the Okafors"] {
        assert!(file(&mut call(text)).is_ok(), "{text}");
    }
}

#[test]
fn of_one_child_another_ones_whole_name_is_said() {
    let mut model = invented::model(WIDE);
    press(&mut model, "n");
    type_text(&mut model, "Amara Okafor met Tomos Rees and Jay Parry-Rowe");
    assert_eq!(file(&mut model).unwrap_err(), "it names Jaybird Parry-Rowe and 1 more, whom this note is not about");
    assert_eq!(file(&mut model).unwrap().text, "Amara Okafor met Tomos Rees and Jay Parry-Rowe");
    let mut model = invented::model(WIDE);
    press(&mut model, "n");
    type_text(&mut model, "Tomos is a friend");
    assert!(file(&mut model).is_ok(), "a first name alone may be anybody's");
}

#[test]
fn to_be_written_on_the_lines_stand_in_the_text_again() {
    let mut model = call("PEP\n@Amara set two\n@Amara likes it");
    let filed = file(&mut model).unwrap();
    let draft =
        Draft { id: DraftId(4), version: 1, content: filed.clone(), edits: Some(NoteId(9).into()), kept: model.now };
    note::reopen(&mut model, &draft);
    assert_eq!(note::state(&model).unwrap().text.content(), "PEP\n@Amara set two\n@Amara likes it");
    let again = file(&mut model).unwrap();
    assert!(again == filed, "and part again");
}
