//! What to do when there is no child yet.

use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Draws the choices where there is no caseload at all.
pub fn view(frame: &mut Frame<'_>, area: Rect) {
    text(
        &[
            "No caseload yet.",
            "",
            "  Try it:     lookout demo          120 invented children, nothing is written",
            "  Make one:   lookout init          an encrypted file; asks for a passphrase",
            "  Fill it:    lookout import PATH   files or folders; --check only counts",
            "",
            "All data stays in one encrypted file on this computer.",
            "? keys   q quit",
        ],
        frame,
        area,
    );
}

/// Draws the choices where the caseload holds no child.
pub fn empty(loaded: bool, frame: &mut Frame<'_>, area: Rect) {
    if !loaded {
        return text(&["Reading the caseload ..."], frame, area);
    }
    text(
        &[
            "No children yet.",
            "",
            "  Fill it:    lookout import PATH   files or folders; --check only counts",
            "  Look at it: lookout demo          120 invented children, nothing is written",
            "",
            "This screen shows the children as soon as they are in.",
            "? keys   q quit",
        ],
        frame,
        area,
    );
}

fn text(lines: &[&'static str], frame: &mut Frame<'_>, area: Rect) {
    let first = area.y + area.height / 4;
    for (at, (line, y)) in lines.iter().zip(first..area.bottom()).enumerate() {
        let style = if at == 0 { theme::strong() } else { ratatui::style::Style::new() };
        let strip = Rect { x: area.x + 2.min(area.width), y, width: area.width.saturating_sub(2), height: 1 };
        frame.render_widget(Line::styled(parts::cut(line, strip.width.into()), style), strip);
    }
}
