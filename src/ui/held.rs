//! Held-back rows: the list by file.

use crate::app::Model;
use crate::app::held::{self, Line as Entry, State};
use crate::domain::held::HeldRow;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Draws it, a row each below its file.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let lines = state.lines();
    let files = lines.iter().filter(|line| matches!(line, Entry::File(..))).count();
    let title = match &state.rows {
        None => "Held back: reading ...".to_owned(),
        Some(rows) if rows.is_empty() => "Held back: nothing".to_owned(),
        Some(rows) => format!("Held back: {} rows of {files} files, to be corrected or dropped", rows.len()),
    };
    frame.render_widget(Line::styled(parts::fit(&title, width), theme::strong()), Rect { height: 1, ..area });
    let window = held::window(model.size);
    let cursor = state.cursor.shown(lines.len(), window);
    for ((at, line), y) in lines.iter().enumerate().skip(cursor.top).take(window).zip(area.y + 2..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        let shown = match line {
            Entry::File(file, rows) => Line::styled(parts::fit(&format!("{file} ({rows})"), width), theme::strong()),
            Entry::Row(row) => Line::raw(parts::fit(&words(row), width)),
        };
        frame.render_widget(shown, strip);
        if at == cursor.at && matches!(line, Entry::Row(_)) {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
    if state.rows.as_ref().is_some_and(Vec::is_empty) {
        let text = "Every row of every file went in, was corrected or dropped. esc goes back.";
        let strip = Rect { y: area.y + 2, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::raw(parts::fit(text, width)), strip);
    }
}

fn words(row: &HeldRow) -> String {
    let column = row.column.as_ref().map_or_else(String::new, |column| format!("{column}: "));
    let lost = if row.kept { "" } else { "  (text not kept)" };
    format!("  line {:<6}  {column}{}{lost}", row.line, row.reason)
}
