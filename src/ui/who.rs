//! Who is who: the questions and the mergers.

pub mod pair;

use crate::app::Model;
use crate::app::who::{self, Line as Entry, State};
use crate::domain::facts::ChildKey;
use crate::domain::who::{Merger, Question};
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Cells of the reason to ask.
const REASON: usize = 22;

/// Draws it, a row a question, then a row a merged record.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let (title, below) = words(state);
    let heads = [
        Line::styled(parts::fit(&title, width), theme::strong()),
        Line::styled(parts::fit(below, width), theme::faint()),
    ];
    for (head, y) in heads.into_iter().zip(area.y..) {
        frame.render_widget(head, Rect { y, height: 1, ..area }.intersection(area));
    }
    let lines = state.lines();
    let window = who::place(model.size).window();
    let cursor = state.cursor.shown(lines.len(), window);
    for ((at, line), y) in lines.iter().enumerate().skip(cursor.top).take(window).zip(area.y + who::HEAD..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        let shown = match line {
            Entry::Question(question) => Line::raw(parts::fit(&asked(model, question, width), width)),
            Entry::Heading => Line::styled(parts::fit("Merged", width), theme::strong()),
            Entry::Merger(merger) => Line::raw(parts::fit(&merged(model, merger, width), width)),
        };
        frame.render_widget(shown, strip);
        if at == cursor.at && !matches!(line, Entry::Heading) {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
}

fn words(state: &State) -> (String, &'static str) {
    let Some(known) = &state.known else { return ("Who is who: reading ...".to_owned(), "") };
    match known.questions.len() {
        0 => (
            "Who is who: nothing to be asked".to_owned(),
            "No two records share a UPN, now or before, or a name and birthday.",
        ),
        1 => ("Who is who: two records may be one child".to_owned(), "Nothing is merged unless you say so."),
        asked => {
            (format!("Who is who: {asked} pairs of records may be one child"), "Nothing is merged unless you say so.")
        }
    }
}

/// A child as a row names it: the council's id, then the name.
pub(super) fn named(model: &Model, child: ChildKey) -> String {
    model
        .snapshot
        .caseload
        .child(child)
        .map_or_else(String::new, |child| format!("{}  {}", child.child_id, model.name_of(child)))
}

fn asked(model: &Model, question: &Question, width: usize) -> String {
    let cells = width.saturating_sub(REASON + 2) / 2;
    let [one, other] = [question.one, question.other].map(|child| parts::fit(&named(model, child), cells));
    format!("{one} {other} {}", question.reason.words())
}

fn merged(model: &Model, merger: &Merger, width: usize) -> String {
    let at = merger.at.with_timezone(model.now.offset()).format("%-d %b %Y");
    let said = format!("{at}, {}", merger.actor);
    let cells = width.saturating_sub(REASON + 2);
    parts::fit(&format!("{} is part of {}", merger.child_id, named(model, merger.child)), cells) + "  " + &said
}
