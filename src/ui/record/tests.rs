use crate::app::record::fixture::{model, press};
use crate::app::{Model, record};
use crate::ui::render;
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
