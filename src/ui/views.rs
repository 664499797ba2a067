//! The overlay that lists the views.

use crate::app::Model;
use crate::app::dashboard;
use crate::app::views::list::{self, State};
use crate::app::views::saved::Saved;
use crate::app::views::{VIEWS, saved};
use crate::ui::parts::rect;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

/// Draws it over the list.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, _area: Rect) {
    let inside = parts::overlay(model.theme, "Views: S on the list saves one", frame, rect(list::area(model.size)));
    let cursor = state.cursor.shown(list::len(model), inside.height.into());
    let worn = saved::worn(model);
    let shown = dashboard::state(model).filter(|_| worn.is_none()).map(|state| state.view);
    let own = VIEWS.iter().enumerate().map(|(at, view)| {
        let keys = view.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        (shown == Some(at), keys, view.title.to_owned(), view.help.to_owned())
    });
    let saved = model.views.saved.iter().map(|saved| {
        let key = saved.key.map(|key| key.to_string()).unwrap_or_default();
        (worn == Some(saved), key, saved.name.clone(), words(model, saved))
    });
    let rows = own.chain(saved).enumerate().skip(cursor.top);
    for ((at, (shown, key, name, words)), y) in rows.zip(inside.top()..inside.bottom()) {
        let strip = Rect { y, height: 1, ..inside };
        let sign = if shown { ">" } else { " " };
        let text = format!("{sign} {} {}  {words}", parts::fit(&key, 1), parts::fit(&name, 16));
        frame.render_widget(Line::raw(parts::fit(&text, inside.width.into())), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: strip.x, y });
        }
    }
}

/// `PEPs; filter: Y9; order: school`.
fn words(model: &Model, saved: &Saved) -> String {
    let shape = &saved.shape;
    let view = VIEWS.get(shape.view).unwrap_or(&VIEWS[0]);
    let filter = shape.filter.words(&model.snapshot.caseload);
    let filter = if filter.is_empty() { String::new() } else { format!("; filter: {filter}") };
    let order = if shape.order == view.order { "" } else { shape.order.words() };
    let order = if order.is_empty() { String::new() } else { format!("; order: {order}") };
    let by = shape.by.map_or_else(String::new, |by| format!("; by {}", by.name()));
    format!("{}{by}{filter}{order}", view.title)
}
