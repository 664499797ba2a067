use super::wrap::paragraphs;
use super::*;
use crate::app::keys::{ch, ctrl, key};
use proptest::prelude::*;

const WIDE: usize = 80;

fn typed(presses: &[Key]) -> Text {
    let mut text = Text::lines("");
    for press in presses {
        text.press(*press, WIDE);
    }
    text
}

#[test]
fn presses_edit() {
    let mut text = Text::lines("");
    for c in "Reint. mtg".chars() {
        assert_eq!(text.press(ch(c), WIDE), Some(true));
    }
    for (press, expected) in [
        (key(Code::Backspace), "Reint. mt"),
        (ctrl('w'), "Reint. "),
        (ctrl('z'), "Reint. mt"),
        (ctrl('y'), "Reint. "),
        (key(Code::Enter), "Reint. \n"),
        (ch('x'), "Reint. \nx"),
        (key(Code::Up), "Reint. \nx"),
        (ch('y'), "Ryeint. \nx"),
        (ctrl('a'), "Ryeint. \nx"),
        (key(Code::Delete), "yeint. \nx"),
    ] {
        text.press(press, WIDE);
        assert_eq!(text.content(), expected, "after {press}");
    }
}

#[test]
fn a_line_of_its_own_takes_no_line_end() {
    let mut text = Text::line("R. Lowe");
    assert_eq!(text.press(key(Code::Enter), WIDE), None);
    assert_eq!(text.press(key(Code::Up), WIDE), None);
    assert!(text.insert(", DT\r\nNorthgate\tAcademy"));
    assert_eq!(text.content(), "R. Lowe, DT Northgate Academy");
}

#[test]
fn pasted_controls_are_dropped_and_line_ends_are_one() {
    let mut text = Text::lines("");
    text.insert("a\r\nb\rc\u{1b}[31md\u{7}\te");
    assert_eq!(text.content(), "a\nb\nc[31md\te");
}

#[test]
fn undo_reaches_the_empty_field_after_many_letters() {
    let mut text = typed(&vec![ch('a'); 500]);
    for _ in 0..500 {
        text.press(ctrl('z'), WIDE);
    }
    assert_eq!(text.content(), "");
}

#[test]
fn debug_prints_no_text() {
    assert_eq!(format!("{:?}", Text::lines("canary\nrow")), "text of 2 lines");
}

#[test]
fn rows_break_at_blanks_and_never_inside_a_letter() {
    for (text, width, expected) in [
        ("asks for EP advice", 10, vec!["asks for ", "EP advice"]),
        ("abcdefgh", 3, vec!["abc", "def", "gh"]),
        ("Jose\u{301} x", 4, vec!["Jose\u{301}", " x"]),
        ("\u{5f20}\u{4f1f}", 3, vec!["\u{5f20}", "\u{4f1f}"]),
        ("one\n\ntwo", 9, vec!["one", "", "two"]),
    ] {
        assert_eq!(paragraphs(text, width), expected, "{text}");
    }
}

#[test]
fn up_and_down_walk_the_rows_that_are_shown() {
    let mut text = Text::lines("asks for EP advice");
    text.press(key(Code::Up), 10);
    text.press(ch('!'), 10);
    assert_eq!(text.content(), "asks for! EP advice");
}

#[test]
fn the_cursor_is_always_among_the_rows_shown() {
    let mut text = Text::lines(&"a line of words\n".repeat(40));
    for (press, row) in [(key(Code::Down), 4), (key(Code::PageUp), 3), (key(Code::PageDown), 4)] {
        text.press(press, 20);
        let shown = text.shown(20, 5);
        assert_eq!((shown.rows.len(), shown.cursor.1), (5, row), "{press}");
    }
}

fn any_key() -> impl Strategy<Value = Key> {
    let codes = prop_oneof![
        4 => any::<char>().prop_map(Code::Char),
        4 => prop::sample::select(vec!['a', 'b', ' ', 'w', 'z', 'y', 'e', 'f']).prop_map(Code::Char),
        6 => prop::sample::select(vec![
            Code::Enter, Code::Backspace, Code::Delete, Code::Up, Code::Down, Code::Left, Code::Right, Code::Home,
            Code::End, Code::PageUp, Code::PageDown, Code::Tab, Code::Esc,
        ]),
    ];
    (codes, any::<bool>(), any::<bool>()).prop_map(|(code, ctrl, alt)| Key { code, ctrl, alt })
}

proptest! {
    #[test]
    fn any_presses_keep_the_cursor_inside(
        keys in prop::collection::vec(any_key(), 0..60), width in 0_usize..30, height in 1_usize..8,
    ) {
        let mut text = Text::lines("One two\nthree");
        for press in keys {
            text.press(press, width);
            let shown = text.shown(width, height);
            prop_assert!(shown.rows.len() <= height && shown.cursor.1 < shown.rows.len());
            let mut line = Text::line(&text.content());
            line.press(press, width);
            prop_assert!(line.shown_line(width).cursor.0 <= width.max(1));
        }
    }

    #[test]
    fn wrapping_keeps_every_character_in_order(line in "[a-z \u{e9}\u{5f20}]{0,60}", width in 2_usize..20) {
        let rows = wrap::wrap(&line, width);
        prop_assert_eq!(rows.iter().map(wrap::Row::text).collect::<String>(), line.clone());
        prop_assert!(rows.windows(2).all(|pair| pair[0].end == pair[1].start));
    }
}
