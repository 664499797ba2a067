//! The note screen.

use crate::app::Model;
use crate::app::note::State;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Clear;

/// Draws it.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    let _ = (model, state);
    frame.render_widget(Clear, area);
}
