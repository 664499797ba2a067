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

#[test]
fn who_said_it_stands_out_without_colour() {
    let mut model = open((80, 24), "6");
    let mut record = record::fixture::record();
    let text = "DT: set two, not the carer\nthe carer: no role\nIRO: review on the 4th";
    record.notes = vec![record::fixture::note(9, "2026-11-20T14:05:00+00:00", text, 0)];
    let generation = model.reading;
    send(&mut model, Msg::Opened(generation, Box::new(record)));
    model.theme.colour = false;
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| render(&model, frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let bold = |y: u16| -> String {
        let strong = |x: &u16| buffer[(*x, y)].modifier.contains(ratatui::style::Modifier::BOLD);
        (0..80).filter(strong).map(|x| buffer[(x, y)].symbol()).collect()
    };
    let rows: Vec<String> = (6..9).map(|y| bold(y).trim().to_owned()).collect();
    assert_eq!(rows, ["DT:", "", "IRO:"], "{}", screen(&model));
}

#[test]
fn a_sealed_piece_of_a_note_shows_on_one_key_alone() {
    let mut model = open((80, 24), "6");
    let mut record = record::fixture::record();
    let mut note = record::fixture::note(9, "2026-11-20T14:05:00+00:00", "Carer: ring [[07700 900123]]", 0);
    note.content.next_step = Some("write to [[ZZ99 1AA]]".to_owned());
    record.notes = vec![note];
    let generation = model.reading;
    send(&mut model, Msg::Opened(generation, Box::new(record)));
    let sealed = screen(&model);
    assert!(sealed.contains("Carer: ring [sealed: p]") && sealed.contains("write to [sealed: p]"), "{sealed}");
    assert!(!sealed.contains("07700") && !sealed.contains("ZZ99"), "{sealed}");
    press(&mut model, "p");
    let open = screen(&model);
    assert!(open.contains("Carer: ring 07700 900123") && open.contains("write to ZZ99 1AA"), "{open}");
}

#[test]
fn of_a_note_about_several_a_record_shows_what_all_share_and_its_own_lines_alone() {
    for size in [(80, 24), (120, 36)] {
        let mut model = open(size, "6");
        let mut record = record::fixture::record();
        let mut note = record::fixture::note(9, "2026-11-20T14:05:00+00:00", "PEP dates agreed", 0);
        note.content.about.extend([2, 3].map(crate::domain::facts::ChildKey));
        let own = [(note.content.about[0], "set two\nlikes it"), (note.content.about[1], "CANARY")];
        note.content.own = own.into_iter().map(|(child, lines)| (child, lines.to_owned())).collect();
        record.notes = vec![note];
        let generation = model.reading;
        send(&mut model, Msg::Opened(generation, Box::new(record)));
        let text = screen(&model);
        for shown in ["(and 2 other children)", "PEP dates agreed", "this child: set two", "this child: likes it"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        assert!(!text.contains("CANARY") && !text.contains("Rees"), "{text}");
    }
}
