//! Held-back rows dropped together: which, and the line for the reason, on the last rows of the body.

use crate::app::held_drop::State;
use crate::domain::visible::visible;
use crate::ui::{find, parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Rows for what is about to be done.
const QUESTION: usize = 3;

/// Draws it over the list.
pub fn view(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let lines = parts::wrap(&visible(&state.question()), width);
    let strip = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
    for (line, above) in lines.iter().take(QUESTION).rev().zip(1..) {
        let row = Rect { y: strip.y.saturating_sub(above), height: 1, ..area }.intersection(area);
        frame.render_widget(Clear, row);
        frame.render_widget(Line::styled(parts::fit(line, width), theme::strong()), row);
    }
    frame.render_widget(Clear, strip);
    find::prompt("why are they dropped: ", state.line.text(), frame, strip);
}
