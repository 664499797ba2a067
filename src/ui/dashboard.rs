//! The dashboard.

use crate::app::Model;
use crate::app::dashboard::lines::Line;
use crate::app::dashboard::{self, State};
use crate::ui::parts::rect;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text;

/// Draws the list and the chosen child.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, _area: Rect) {
    let panes = dashboard::panes(model.size);
    let list = rect(panes.list);
    let rows = state.lines.iter().enumerate().skip(state.cursor.top).take(usize::from(list.height));
    for ((at, line), y) in rows.zip(list.y..) {
        let row = Rect { y, height: 1, ..list };
        let chosen = at == state.cursor.at;
        frame.render_widget(row_of(model, line, list.width), row);
        if chosen {
            frame.buffer_mut().set_style(row, theme::chosen());
            frame.set_cursor_position(Position { x: list.x, y });
        }
    }
}

fn row_of(model: &Model, line: &Line, width: u16) -> text::Line<'static> {
    match line {
        Line::Heading(group, count) => text::Line::styled(
            format!("{} {} ({count})", theme::symbol(*group), group.words()),
            theme::group(model.theme, *group),
        ),
        Line::Child(place) => {
            let row = &model.snapshot.ranking.rows[*place];
            let child = &model.snapshot.caseload.children[row.child];
            let name = format!(" {} {} {}", theme::symbol(row.group), child.forename, child.surname);
            text::Line::raw(parts::fit(&name, width.into()))
        }
    }
}
