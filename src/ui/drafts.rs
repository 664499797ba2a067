//! The list of drafts.

use crate::app::Model;
use crate::app::drafts::{self, State};
use crate::domain::note::sealing::masked;
use crate::domain::visible::visible;
use crate::ui::{dashboard, parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Draws it, two rows a draft.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let title = format!("Drafts ({}): not yet filed, kept in the caseload file", model.drafts.len());
    frame.render_widget(Line::styled(title, theme::strong()), Rect { height: area.height.min(1), ..area });
    let window = drafts::place(model.size).window();
    let cursor = state.cursor.shown(model.drafts.len(), window);
    let rows = model.drafts.iter().enumerate().skip(cursor.top).take(window);
    for ((at, draft), y) in rows.zip((area.y + 2..).step_by(2)) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        let width = usize::from(area.width);
        frame.render_widget(Line::raw(parts::fit(&dashboard::draft(model, draft), width)), strip);
        let kept = format!("    kept {}  {}", draft.kept.format("%H:%M:%S"), next_step(draft));
        let below = Rect { y: y + 1, ..strip }.intersection(area);
        frame.render_widget(Line::styled(parts::fit(&kept, width), theme::faint()), below);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
    if model.drafts.is_empty() {
        let strip = Rect { y: area.y + 2, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::raw("No drafts. n opens a note, esc goes back."), strip);
    }
}

fn next_step(draft: &crate::domain::note::Draft) -> String {
    draft.content.next_step.as_deref().map(|step| format!("next: {}", visible(&masked(step)))).unwrap_or_default()
}
