//! Who saw and changed what.

use crate::app::Model;
use crate::app::audit::{self, State, child_id};
use crate::domain::audit::Entry;
use crate::ui::find::prompt;
use crate::ui::parts::fit;
use crate::ui::theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Cells of the moment, the actor, the deed; of the child's id where there are several.
const WHEN: usize = 17;
const ACTOR: usize = 16;
const DEED: usize = 14;
const CHILD: usize = 12;

/// Draws it, a row an entry; the whole words of the chosen one below.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let said = Rect { y: area.y + 1, height: 1, ..area }.intersection(area);
    frame.render_widget(Line::styled(fit(&words(model, state), width), theme::faint()), said);
    let window = audit::place(model.size).window();
    let cursor = state.cursor.shown(state.rows().len(), window);
    let rows = state.rows().enumerate().skip(cursor.top).take(window);
    for ((at, entry), y) in rows.zip(area.y + 2..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::raw(row(model, (state, entry), width)), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
        }
    }
    if let Some(entry) = state.chosen() {
        let foot = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }.intersection(area);
        let change = entry.change.map_or_else(String::new, |change| format!(", change {change}"));
        let whole = format!("row {}{change}: {}", entry.seq, entry.event.detail);
        frame.render_widget(Line::styled(fit(&whole, width), theme::faint()), foot);
    }
    prompt("who saw and changed what: ", state.line.text(), frame, Rect { height: area.height.min(1), ..area });
}

fn words(model: &Model, state: &State) -> String {
    let Some(latest) = &state.latest else { return "reading ...".to_owned() };
    let child = state.child.and_then(|child| model.snapshot.caseload.child(child));
    let of = child.map_or_else(String::new, |child| format!(" about {}", child.child_id));
    let read = i64::try_from(latest.entries.len()).unwrap_or(i64::MAX);
    let more = match latest.total - read {
        more if more > 0 => format!("; {more} more: lookout audit"),
        _ => String::new(),
    };
    let only = if latest.read_only { "; read-only: nothing is added" } else { "" };
    format!("{} of {} rows{of}, the last first{more}{only}", state.rows().len(), latest.total)
}

fn row(model: &Model, (state, entry): (&State, &Entry), width: usize) -> String {
    let when = entry.at.format("%Y-%m-%d %H:%M").to_string();
    let child = match state.child {
        None => fit(child_id(model, entry), CHILD - 1) + " ",
        Some(_) => String::new(),
    };
    let cells = [fit(&when, WHEN), fit(&entry.actor, ACTOR - 1) + " ", fit(entry.event.deed.word(), DEED), child];
    fit(&format!("{}{}", cells.concat(), entry.event.detail), width)
}
