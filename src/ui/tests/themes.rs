//! The same screens on terminals of little colour, on light, and without UTF-8.

use crate::app::Model;
use crate::app::invented::{self, press};
use crate::app::theme::Theme;
use crate::ui::tests::terminal;
use ratatui::backend::Backend;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

const DARK: Theme = Theme { colour: true, light: false, ascii: false };
const LIGHT: Theme = Theme { light: true, ..DARK };
const NO_COLOUR: Theme = Theme { colour: false, ..DARK };
const ASCII: Theme = Theme { ascii: true, ..DARK };

fn drawn(theme: Theme, words: &str) -> Model {
    let mut model = invented::with_drafts((80, 24));
    model.theme = theme;
    press(&mut model, words);
    model
}

/// The letter of a cell's colour, large where it is bold; `#` is reversed, `b` bold and `.` dim without a colour.
fn style(cell: &Cell) -> char {
    let bold = cell.modifier.contains(Modifier::BOLD);
    let letter = match cell.fg {
        _ if cell.modifier.contains(Modifier::REVERSED) => return '#',
        Color::Red => 'r',
        Color::Yellow => 'y',
        Color::Cyan => 'c',
        Color::Magenta => 'm',
        Color::Green => 'g',
        Color::Blue => 'u',
        _ if bold => return 'b',
        _ if cell.modifier.contains(Modifier::DIM) => return '.',
        _ => return ' ',
    };
    if bold { letter.to_ascii_uppercase() } else { letter }
}

/// The screen as text, and the style of each cell below it.
fn golden(model: &Model) -> String {
    let terminal = terminal(model);
    let mut text = terminal.backend().to_string();
    for row in terminal.backend().buffer().content().chunks(model.size.0.into()) {
        let _ = writeln!(text, "{}", row.iter().map(style).collect::<String>().trim_end());
    }
    text
}

#[test]
fn screens_on_other_terminals() {
    for (name, theme) in [("16-colours", DARK), ("light", LIGHT), ("no-colour", NO_COLOUR), ("ascii", ASCII)] {
        for (screen, words) in [("dashboard", ""), ("calendar", "enter 2"), ("menu", ":")] {
            insta::assert_snapshot!(format!("{screen}-{name}-80x24"), golden(&drawn(theme, words)));
        }
    }
}

#[test]
fn no_screen_needs_more_than_the_eight_colours_and_none_sets_a_background() {
    for words in ["", "j enter", "enter 2", "enter 4", "n", "t", "?", ":", "f", "d", "I", "/ o"] {
        for theme in [DARK, LIGHT, ASCII, NO_COLOUR] {
            let drawn = terminal(&drawn(theme, words));
            for cell in drawn.backend().buffer().content() {
                let named = match cell.fg {
                    Color::Reset => true,
                    Color::Yellow | Color::Cyan | Color::Green => theme.colour && !theme.light,
                    Color::Red | Color::Magenta | Color::Blue => theme.colour,
                    _ => false,
                };
                assert!(named && cell.bg == Color::Reset, "{words} {theme:?}: {cell:?}");
            }
        }
    }
}

#[test]
fn what_a_colour_says_is_said_without_it() {
    for words in ["", "enter 2", "t"] {
        let text = |theme| terminal(&drawn(theme, words)).backend().to_string();
        assert_eq!(text(DARK), text(NO_COLOUR), "{words}");
        assert_eq!(text(DARK), text(LIGHT), "{words}");
    }
}

#[test]
fn demand_15_the_chosen_row_stands_out_on_every_terminal() {
    for theme in [DARK, LIGHT, NO_COLOUR, ASCII] {
        for words in ["", "j j", "G", "t j", "d j", "v j"] {
            let mut terminal = terminal(&drawn(theme, words));
            let chosen = terminal.backend_mut().get_cursor_position().unwrap().y;
            let reversed = |cell: &&Cell| cell.modifier.contains(Modifier::REVERSED);
            let rows = terminal.backend().buffer().content().chunks(80).zip(0..);
            // A cell beside a wide letter is of no account.
            let whole = rows.filter(|(row, _)| row.iter().filter(reversed).count() > 70).map(|(_, y)| y);
            assert_eq!(whole.collect::<Vec<u16>>(), [chosen], "{theme:?} {words}");
        }
    }
}
