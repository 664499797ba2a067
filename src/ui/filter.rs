//! The overlay in which the filter is chosen.

use crate::app::filter::choice::Line;
use crate::app::filter::{self, State};
use crate::app::{Model, dashboard};
use crate::ui::parts::rect;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text;

/// Draws it over the right of the list.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, _area: Rect) {
    let inside = parts::overlay(model.theme, "Filter: space in or out", frame, rect(filter::area(model.size)));
    let cursor = state.cursor.shown(state.lines.len(), inside.height.into());
    let rows = state.lines.iter().enumerate().skip(cursor.top);
    for ((at, line), y) in rows.zip(inside.top()..inside.bottom()) {
        let strip = Rect { y, height: 1, ..inside };
        frame.render_widget(row(model, line, inside.width.into()), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: strip.x, y });
        }
    }
}

fn row(model: &Model, line: &Line, width: usize) -> text::Line<'static> {
    match line {
        Line::Heading(title) => text::Line::styled(*title, theme::strong()),
        Line::Choice { pick, words, count } => {
            let held = dashboard::state(model).is_some_and(|state| state.filter.holds(pick));
            let mark = if held { "[x]" } else { "[ ]" };
            text::Line::raw(format!(" {mark} {} {count:>6}", parts::fit(words, width.saturating_sub(12))))
        }
    }
}
