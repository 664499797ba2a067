//! A held-back row, cell by cell.

use crate::app::Model;
use crate::app::held_row::{self, Cell, State};
use crate::domain::visible::visible;
use crate::ui::{find, parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

/// Cells of a column's word.
const WORD: usize = 22;
/// Rows for the reason.
const REASON: usize = 2;

/// Draws it: where the row stands and why it is held back, then a line a cell, the faulty one marked.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let title = format!("{}, line {}", state.row.file, state.row.line);
    frame.render_widget(Line::styled(parts::fit(&title, width), theme::strong()), Rect { height: 1, ..area });
    for (line, y) in parts::wrap(&visible(&state.row.why()), width).into_iter().take(REASON).zip(area.y + 1..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::styled(line, theme::failure(model.theme)), strip);
    }
    cells(model, state, frame, area);
    if let Some(reason) = &state.dropping {
        let strip = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        frame.render_widget(Clear, strip);
        find::prompt("why is it dropped: ", reason.text(), frame, strip);
    }
}

fn cells(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    let window = held_row::place(model.size).window();
    let cursor = state.cursor.shown(state.cells.len(), window);
    for ((at, cell), y) in state.cells.iter().enumerate().skip(cursor.top).take(window).zip(area.y + 4..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        let (line, end) = row(model, state, cell, (at == cursor.at, strip.width.into()));
        frame.render_widget(line, strip);
        if at == cursor.at && state.dropping.is_none() && strip.width > 0 {
            let x = strip.x + u16::try_from(end).unwrap_or(u16::MAX).min(strip.width - 1);
            frame.set_cursor_position(Position { x, y });
        }
    }
    if state.cells.is_empty() {
        let text = if state.row.kept { "The row is being read ..." } else { "The text of this row was not kept." };
        let strip = Rect { y: area.y + 4, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::raw(parts::fit(text, area.width.into())), strip);
    }
}

/// A cell's line, and the column behind its text. The end of a long text is in sight where it is typed at.
fn row<'a>(model: &Model, state: &State, cell: &Cell, (chosen, width): (bool, usize)) -> (Line<'a>, usize) {
    let faulty = state.faulty(cell);
    let sign = match (faulty, chosen) {
        (true, true) => "x>",
        (true, false) => "x ",
        (false, true) => " >",
        (false, false) => "  ",
    };
    let word = if cell.word.is_empty() { "(no column)" } else { &cell.word };
    let head = format!("{sign} {}  ", parts::fit(word, WORD));
    let room = width.saturating_sub(head.width() + 1);
    let text = visible(if state.shows(cell) { cell.line.text() } else { "[sealed]" }).into_owned();
    let text = if chosen { parts::last_cells(&text, room).to_owned() } else { parts::cut(&text, room).into_owned() };
    let end = head.width() + text.width();
    let style = if faulty { theme::failure(model.theme) } else { Style::default() };
    let head_style = if chosen { theme::strong() } else { Style::default() };
    (Line::from(vec![Span::styled(head, head_style), Span::styled(text, style)]), end)
}
