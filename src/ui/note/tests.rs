use crate::app::record::fixture::{model, press, type_text};
use crate::app::{Model, dashboard, record};
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
