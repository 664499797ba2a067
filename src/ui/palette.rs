//! The overlay of actions by name.

use crate::app::Model;
use crate::app::palette::{self, Choice, State};
use crate::ui::find::prompt;
use crate::ui::parts::rect;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const KEYS: usize = 16;

/// Draws it over the screen whose actions it holds.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, _area: Rect) {
    let inside = parts::overlay(model.theme, "Menu", frame, rect(palette::area(model.size)));
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }.intersection(inside);
    let cursor = state.cursor.shown(state.found.len(), list.height.into());
    let found = state.found.iter().filter_map(|at| state.choices.get(*at)).enumerate().skip(cursor.top);
    for ((at, choice), y) in found.zip(list.top()..list.bottom()) {
        let strip = Rect { y, height: 1, ..list };
        frame.render_widget(row(choice, list.width.into()), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
        }
    }
    if state.found.is_empty() {
        let strip = Rect { height: list.height.min(1), ..list };
        frame.render_widget(Line::raw("no action fits; esc closes"), strip);
    }
    prompt(": ", state.line.text(), frame, Rect { height: inside.height.min(1), ..inside });
}

fn row(choice: &Choice, width: usize) -> Line<'static> {
    let keys = Span::styled(parts::fit(&format!("  {}", choice.row.keys), KEYS), theme::strong());
    let room = width.saturating_sub(KEYS);
    match choice.disabled {
        None => Line::from(vec![keys, Span::styled(parts::fit(choice.row.help, room), Style::new())]),
        Some(reason) => {
            let text = format!("{} (not now: {reason})", choice.row.help);
            Line::from(vec![keys, Span::styled(parts::fit(&text, room), theme::faint())])
        }
    }
}
