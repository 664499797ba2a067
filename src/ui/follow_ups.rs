//! The list of follow-ups.

use crate::app::Model;
use crate::app::follow_ups::{self, State};
use crate::ui::{dashboard, parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Draws it, a row each.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let len = follow_ups::open_ones(model).count();
    let title = format!("Follow-ups: {} due, {len} open", follow_ups::due(model).count());
    frame.render_widget(Line::styled(title, theme::strong()), Rect { height: area.height.min(1), ..area });
    let window = follow_ups::place(model.size).window();
    let cursor = state.cursor.shown(len, window);
    let rows = follow_ups::open_ones(model).enumerate().skip(cursor.top).take(window);
    for ((at, row), y) in rows.zip(area.y + 2..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        frame.render_widget(dashboard::follow_up(model, row, area.width.into()), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
    if len == 0 {
        let strip = Rect { y: area.y + 2, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::raw(parts::fit("No follow-up is open. esc goes back.", area.width.into())), strip);
    }
}
