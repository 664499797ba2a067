//! The overlay of keys.

use crate::app::Model;
use crate::app::help::{HelpLine, State, lines};
use crate::app::layout::Page;
use crate::ui::find::prompt;
use crate::ui::parts::rect;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const KEYS: usize = 22;

/// Draws it over the screen whose keys it shows.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, _area: Rect) {
    let title = format!("Keys: {}", state.of.title());
    let inside = parts::overlay(model.theme, &title, frame, rect(Page::of(model.size).body.middle(78, u16::MAX)));
    let (lines, all) = lines(state);
    let shown = lines.iter().filter(|line| matches!(line, HelpLine::Key(_))).count();
    let (list, foot) = (inside.height.saturating_sub(2), inside.bottom().saturating_sub(1));
    let cursor = state.cursor.shown(lines.len(), list.into());
    let rows = lines.iter().enumerate().skip(cursor.top).take(list.into());
    for ((at, line), y) in rows.zip(inside.y..) {
        let strip = Rect { y, height: 1, ..inside };
        frame.render_widget(row(line, inside.width.into()), strip);
        if at == cursor.at && cursor.at > 0 {
            frame.buffer_mut().set_style(strip, theme::chosen());
        }
    }
    let foot = Rect { y: foot, height: 1, ..inside };
    let count = format!("{shown} of {all} shown");
    let right = Rect { x: foot.right().saturating_sub(18), width: 18.min(foot.width), ..foot };
    frame.render_widget(Line::styled(count, theme::faint()).right_aligned(), right);
    prompt("type to narrow: ", state.line.text(), frame, Rect { width: foot.width.saturating_sub(18), ..foot });
}

fn row(line: &HelpLine, width: usize) -> Line<'static> {
    match line {
        HelpLine::Title(title) => Line::styled(*title, theme::strong()),
        HelpLine::Key(row) => Line::from(vec![
            Span::styled(parts::fit(&format!("  {}", row.keys), KEYS), theme::strong()),
            Span::raw(parts::fit(row.help, width.saturating_sub(KEYS))),
        ]),
    }
}
