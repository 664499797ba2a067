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
    let rows = inside.height.saturating_sub(1 + palette::DETAIL);
    let list = Rect { y: inside.y + 1, height: rows, ..inside }.intersection(inside);
    let cursor = state.cursor.shown(state.found.len(), list.height.into());
    let found = state.found.iter().filter_map(|at| state.choices.get(*at)).enumerate().skip(cursor.top);
    for ((at, choice), y) in found.zip(list.top()..list.bottom()) {
        let strip = Rect { y, height: 1, ..list };
        frame.render_widget(row(choice, list.width.into()), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            detail(choice, frame, Rect { y: list.bottom(), height: palette::DETAIL, ..inside }.intersection(inside));
        }
    }
    if state.found.is_empty() {
        let strip = Rect { height: list.height.min(1), ..list };
        frame.render_widget(Line::raw("no action fits; esc closes"), strip);
    }
    prompt(": ", state.line.text(), frame, Rect { height: inside.height.min(1), ..inside });
}

/// The whole words of the chosen action: what it does, or why it cannot be done now.
fn detail(choice: &Choice, frame: &mut Frame<'_>, area: Rect) {
    let text = choice.disabled.map_or_else(|| choice.row.help.to_owned(), |reason| format!("not now: {reason}"));
    let lines = parts::wrap(&text, usize::from(area.width).saturating_sub(2));
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        let style = if choice.disabled.is_some() { theme::strong() } else { theme::faint() };
        frame.render_widget(Line::styled(format!("  {line}"), style), Rect { y, height: 1, ..area });
    }
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
