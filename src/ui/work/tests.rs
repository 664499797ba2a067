//! How the parts of the work were reviewed.

use crate::app::Msg;
use crate::app::record::fixture::{press, send};
use crate::app::work::tests::model;
use crate::ui::record::tests::screen;
use crate::ui::tests::terminal;

#[test]
fn a_part_and_what_stands_over_it_show_as_they_were_reviewed() {
    for size in [(80, 24), (120, 36)] {
        let name = format!("{}x{}", size.0, size.1);
        let mut model = model(size);
        for (what, keys) in
            [("list", ""), ("by-state", "b"), ("acts", "r"), ("form", "d o f tab"), ("wrong", "x ctrl-s")]
        {
            if !keys.is_empty() {
                press(&mut model, keys);
            }
            insta::assert_snapshot!(format!("{what}-{name}"), screen(&model));
        }
    }
}

#[test]
fn no_size_panics() {
    for keys in ["", "r", "r d"] {
        let mut model = model((120, 36));
        if !keys.is_empty() {
            press(&mut model, keys);
        }
        for size in (60..=64).flat_map(|columns| (0..=20).map(move |rows| (columns, rows))).chain([(500, 200)]) {
            send(&mut model, Msg::Resized(size.0, size.1));
            terminal(&model);
        }
    }
}
