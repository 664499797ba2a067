//! The mapping of a file as it was reviewed.

use crate::app::effect::Generation;
use crate::app::invented::press;
use crate::app::mapping::tests::{look, looked, mapped, refused};
use crate::app::mapping::work::{Answer, Look};
use crate::app::{Model, Msg, update};
use crate::ui::tests::{screen, terminal};

fn shots(name: &str, words: &str, make: impl Fn((u16, u16)) -> Model) {
    for size in [(80, 24), (120, 36)] {
        let mut model = make(size);
        press(&mut model, words);
        insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), screen(&model));
    }
}

#[test]
fn mappings_show_as_they_were_reviewed() {
    shots("mapping-refused", "", refused);
    shots("mapping", "", mapped);
    shots("mapping-clash", "G enter", mapped);
    shots("mapping-kind", "c", mapped);
    shots("mapping-lacking", "", |size| {
        let mut model = mapped(size);
        press(&mut model, "x");
        let lacking = vec!["child_id or upn".to_owned()];
        looked(&mut model, 2, Look { lacking, days: 10, ..look() });
        model
    });
    shots("mapping-name", "ctrl-s", |size| {
        let mut model = mapped(size);
        press(&mut model, "ctrl-s enter");
        let why = "there is another profile penhallow-epep: nothing was kept; give it another name".to_owned();
        update(&mut model, Msg::Mapping(Answer::Saved(Generation(1), Err(why))));
        model
    });
}

#[test]
fn no_size_panics_on_the_mapping() {
    for words in ["", "G", "x", "ctrl-s"] {
        let mut model = mapped((120, 36));
        press(&mut model, words);
        for size in (0..=80).step_by(4).flat_map(|columns| (0..=40).map(move |rows| (columns, rows))) {
            update(&mut model, Msg::Resized(size.0, size.1));
            terminal(&model);
        }
    }
}
