//! Drawing: pure functions of the model. The only place for widgets, colours and symbols.

use crate::app::Model;
use ratatui::Frame;

/// Draws the model: every screen of the stack from the bottom up, then the footer.
pub fn render(model: &Model, frame: &mut Frame<'_>) {
    let _ = (model, frame);
    todo!()
}
