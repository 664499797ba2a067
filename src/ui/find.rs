//! The line on which a query is typed: the last row of the body.

use crate::app::Model;
use crate::app::find::State;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

/// Draws it over the list.
pub fn view(_model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    let strip = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    frame.render_widget(Clear, strip);
    prompt("find: ", state.line.text(), frame, strip);
}

/// Draws a prompt and what is typed after it, its end in sight, the cursor behind it.
pub fn prompt(words: &'static str, typed: &str, frame: &mut Frame<'_>, strip: Rect) {
    let room = usize::from(strip.width).saturating_sub(words.width() + 1);
    let shown = crate::domain::visible::visible(typed).into_owned();
    let end = parts::last_cells(&shown, room);
    let used = u16::try_from(words.width() + end.width()).unwrap_or(strip.width);
    let x = strip.x + used.min(strip.width.saturating_sub(1));
    frame.render_widget(Line::from(vec![Span::styled(words, theme::strong()), Span::raw(end.to_owned())]), strip);
    frame.set_cursor_position(Position { x, y: strip.y });
}
