use crate::app::record::fixture::{model, press, type_text};
use crate::app::{Model, dashboard, invented, record};
use crate::ui::record::tests::screen;

fn open(size: (u16, u16)) -> Model {
    let mut model = model(size);
    dashboard::choose(&mut model, record::fixture::AMARA);
    press(&mut model, "n");
    model
}

#[test]
fn the_form_shows_as_it_was_reviewed() {
    for size in [(80, 24), (120, 36)] {
        let mut model = open(size);
        type_text(
            &mut model,
            "Reint. mtg went ahead 9.15, attended by carer + DT. A. calm, anxious about maths set.\nQuiet start",
        );
        press(&mut model, "tab");
        type_text(&mut model, "send EP referral form to R. Lowe");
        press(&mut model, "tab");
        type_text(&mut model, "next fri");
        insta::assert_snapshot!(format!("note-{}x{}", size.0, size.1), screen(&model));
        type_text(&mut model, "isch");
        press(&mut model, "tab");
        insta::assert_snapshot!(format!("note-unread-{}x{}", size.0, size.1), screen(&model));
    }
}

#[test]
fn an_enquiry_shows_as_it_was_reviewed() {
    for size in [(80, 24), (120, 36)] {
        let mut model = model(size);
        press(&mut model, "E");
        insta::assert_snapshot!(format!("enquiry-new-{}x{}", size.0, size.1), screen(&model));
        type_text(&mut model, "kin carer: school place");
        press(&mut model, "tab");
        type_text(
            &mut model,
            "Grandmother asks whether a child whom she looks after has priority at the school nearby.",
        );
        press(&mut model, "tab");
        type_text(&mut model, "Only a child in care, or once in care; appeal within 20 school days");
        press(&mut model, "tab");
        type_text(&mut model, "next fri");
        insta::assert_snapshot!(format!("enquiry-{}x{}", size.0, size.1), screen(&model));
    }
}

#[test]
fn a_call_about_several_shows_as_it_was_reviewed() {
    for size in [(80, 24), (120, 36)] {
        let name = |what: &str| format!("call-{what}-{}x{}", size.0, size.1);
        let mut model = invented::model(size);
        invented::press(&mut model, "b");
        insta::assert_snapshot!(name("by-school"), screen(&model));
        invented::press(&mut model, "b b");
        insta::assert_snapshot!(name("by-carer"), screen(&model));
        invented::press(&mut model, "b c");
        type_text(&mut model, "PEP dates agreed for all. Amara is calm.\n@Tomos taxi was late twice");
        invented::press(&mut model, "ctrl-f down space");
        insta::assert_snapshot!(name("for-whom"), screen(&model));
        invented::press(&mut model, "esc ctrl-s");
        insta::assert_snapshot!(name("names"), screen(&model));
    }
}
