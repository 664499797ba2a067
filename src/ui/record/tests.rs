use crate::app::Msg;
use crate::app::record::fixture::{model, press, send};
use crate::app::theme::Theme;
use crate::app::{Model, record};
use crate::ui::render;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

/// What stands on the screen.
pub(crate) fn screen(model: &Model) -> String {
    let mut terminal = Terminal::new(TestBackend::new(model.size.0, model.size.1)).unwrap();
    terminal.draw(|frame| render(model, frame)).unwrap();
    terminal.backend().to_string()
}

fn open(size: (u16, u16), keys: &str) -> Model {
    let mut model = model(size);
    crate::app::dashboard::choose(&mut model, record::fixture::AMARA);
    press(&mut model, "enter");
    press(&mut model, keys);
    model
}

#[test]
fn each_page_shows_as_it_was_reviewed() {
    for (name, keys) in [
        ("overview", "1"),
        ("attendance", "2 up up left left"),
        ("peps", "3 s"),
        ("exclusions", "4"),
        ("timeline", "5"),
        ("notes", "6"),
        ("contacts", "7"),
        ("revealed", "7 p"),
        ("sources", "2 up left s"),
    ] {
        for size in SIZES {
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), screen(&open(size, keys)));
        }
    }
}

#[test]
fn sealed_fields_show_on_one_key_alone() {
    for (page, value) in [("1", "ZZ99 2BB"), ("5", "ZZ99 1AA"), ("7", "07700 900111")] {
        let sealed = screen(&open((120, 36), page));
        assert!(!sealed.contains(value) && sealed.contains("[sealed: p]"), "{page}");
        let revealed = screen(&open((120, 36), &format!("{page} p")));
        assert!(revealed.contains(value), "{page}: {revealed}");
    }
}

#[test]
fn every_page_draws_in_every_size() {
    for page in 1..=7 {
        let mut model = open((80, 24), &page.to_string());
        for (width, height) in
            (1..=130).step_by(9).flat_map(|width| (1..=40).step_by(3).map(move |height| (width, height)))
        {
            send(&mut model, Msg::Resized(width, height));
            screen(&model);
        }
    }
}

#[test]
fn without_colour_and_in_ascii_nothing_but_ascii_is_ours() {
    for keys in ["1", "2", "4", "6", "n"] {
        let mut model = open((80, 24), keys);
        model.theme = Theme { colour: false, light: false, ascii: true };
        let drawn = screen(&model);
        assert!(drawn.is_ascii(), "{keys}: {drawn}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_on_any_child_draw(
        child in 0_usize..5,
        keys in prop::collection::vec(prop::sample::select(vec![
            "1", "2", "3", "4", "5", "6", "7", "tab", "shift-tab", "left", "right", "up", "down", "j", "k", "g", "G",
            "pgdn", "pgup", "ctrl-d", "ctrl-u", "]", "[", "p", "s", "v", ",", ".", "e", "esc", "enter", "h", "l",
        ]), 0..40),
    ) {
        let mut model = model((80, 24));
        let key = model.snapshot.caseload.children[child].key;
        crate::app::dashboard::choose(&mut model, crate::domain::facts::ChildKey(key));
        press(&mut model, "enter");
        for key in keys {
            press(&mut model, key);
            screen(&model);
        }
    }
}
