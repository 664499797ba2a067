//! Held-back rows: the list by file.

use crate::app::Model;
use crate::app::held::{self, Line as Entry, State};
use crate::domain::held::{HeldRow, counted};
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Draws it, a row each below its file.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let title = match state.rows() {
        None => "Held back: reading ...".to_owned(),
        Some([]) => "Held back: nothing".to_owned(),
        Some(rows) => {
            let (rows, files) = (counted(rows.len(), "row"), counted(state.files, "file"));
            format!("Held back: {rows} of {files}, to be corrected or dropped")
        }
    };
    frame.render_widget(Line::styled(parts::fit(&title, width), theme::strong()), Rect { height: 1, ..area });
    let window = held::place(model.size).window();
    let cursor = state.cursor.shown(state.len(), window);
    let lines = (cursor.top..state.len()).take(window).filter_map(|at| Some((at, state.line(at)?)));
    for ((at, line), y) in lines.zip(area.y + 2..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        let shown = match line {
            Entry::File(first, rows) => {
                let layout = first.layout.as_ref().map_or_else(String::new, |layout| format!(": {layout}"));
                let words = format!("{}{layout} ({rows})", first.file);
                Line::styled(parts::fit(&words, width), theme::strong())
            }
            Entry::Row(row) => Line::raw(parts::fit(&words(row), width)),
        };
        frame.render_widget(shown, strip);
        if at == cursor.at && matches!(line, Entry::Row(_)) {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
    if state.rows().is_some_and(<[_]>::is_empty) {
        let text = "Every row of every file went in, was corrected or dropped. esc goes back.";
        let strip = Rect { y: area.y + 2, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::raw(parts::fit(text, width)), strip);
    }
}

fn words(row: &HeldRow) -> String {
    let lost = if row.kept { "" } else { "  (text not kept)" };
    format!("  line {:<6}  {}{lost}", row.line, row.why())
}
