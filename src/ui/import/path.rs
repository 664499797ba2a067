//! The line on which a file or folder is named: the last rows of the body.

use crate::app::import::path::State;
use crate::ui::{find, parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Draws it over the list, the names that fit above it.
pub fn view(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let strip = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    let lines = parts::wrap(&state.names.join("  "), area.width.into());
    let count = if state.names.is_empty() { 0 } else { lines.len().min(4) };
    for (line, above) in lines.iter().take(count).rev().zip(1..) {
        let row = Rect { y: strip.y.saturating_sub(above), height: 1, ..area };
        frame.render_widget(Clear, row);
        frame.render_widget(Line::styled(parts::fit(line, area.width.into()), theme::faint()), row);
    }
    frame.render_widget(Clear, strip);
    find::prompt("file or folder: ", state.line.text(), frame, strip);
}
