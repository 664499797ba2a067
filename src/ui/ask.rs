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
    let told = match (state.why, ask::echo(model, state)) {
        (Some(why), _) => Line::styled(parts::fit(why, width), theme::failure(model.theme)),
        (None, day) => Line::styled(parts::fit(&day.unwrap_or_default(), width), theme::faint()),
    };
    frame.render_widget(told, row(1));
    find::prompt(state.question().prompt(), state.line.text(), frame, row(2));
}

fn title(model: &Model, state: &State) -> String {
    let name = |child| model.snapshot.caseload.child(child).map(|child| model.name_of(child));
    let one = state.about.child().and_then(name).unwrap_or_else(|| "nobody".to_owned());
    match &state.about {
        About::Decide { what, of } => {
            let count: usize = of.iter().map(|(_, subjects)| subjects.len()).sum();
            let names: Vec<String> = of.iter().filter_map(|(child, _)| name(*child)).collect();
            let whose = if of.len() > 1 { format!("{} children ({})", of.len(), names.join(", ")) } else { one };
            format!("{count} {} to be {}: {whose}", if count == 1 { "alert" } else { "alerts" }, what.words())
        }
        About::End(..) => format!("the follow-up is done: {one}"),
        About::Move(..) => format!("the follow-up moves: {one}"),
        About::View => "What the list shows now: view, filter and order, saved under a name".to_owned(),
    }
}
