//! The line on which one thing after the other is asked, over the list.

use crate::app::Model;
use crate::app::ask::{self, About, State};
use crate::ui::{find, parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Draws three rows: what it is about, the day that is typed or why the answer cannot be used, the question.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    let rows = Rect { y: area.bottom().saturating_sub(3), height: 3, ..area }.intersection(area);
    frame.render_widget(Clear, rows);
    let row = |at: u16| Rect { y: rows.y + at, height: 1, ..rows }.intersection(rows);
    let width = usize::from(area.width);
    frame.render_widget(Line::styled(parts::fit(&title(model, state), width), theme::strong()), row(0));
    match (state.why, ask::echo(model, state)) {
        (Some(why), _) => {
            frame.render_widget(Line::styled(parts::fit(why, width), theme::failure(model.theme)), row(1))
        }
        (None, Some(day)) => frame.render_widget(Line::styled(parts::fit(&day, width), theme::faint()), row(1)),
        (None, None) => {}
    }
    find::prompt(state.question().prompt(), state.line.text(), frame, row(2));
}

fn title(model: &Model, state: &State) -> String {
    let child = state.about.child().and_then(|child| model.snapshot.caseload.child(child));
    let name = child.map_or_else(|| "nobody".to_owned(), parts::name_of);
    match &state.about {
        About::Decide { what, subjects, .. } => {
            let count = subjects.len();
            format!("{name}: {count} {} to be {}", if count == 1 { "alert" } else { "alerts" }, what.words())
        }
        About::End(..) => format!("{name}: the follow-up is done"),
        About::View => "What the list shows now: view, filter and order, saved under a name".to_owned(),
        About::Move(..) => format!("{name}: the follow-up moves"),
    }
}
