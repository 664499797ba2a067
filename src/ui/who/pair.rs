//! Two records side by side.

use crate::app::Model;
use crate::app::who::pair::{self, HEAD, State};
use crate::domain::who::Line as Said;
use crate::ui::{parts, theme, who};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Cells of what a line is about.
const WHAT: usize = 20;
/// Cells of the mark of a line on which they contradict each other.
const MARK: usize = 7;

/// Draws it: what each says, what contradicts marked.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let side = width.saturating_sub(WHAT + MARK + 2) / 2;
    let cells = |what: &str, one: &str, other: &str| {
        format!("{} {} {}", parts::fit(what, WHAT), parts::fit(one, side), parts::fit(other, side))
    };
    let reason = state.question.reason.words();
    let title = format!("One child or two? Asked since they have {reason}");
    let counts = |counts: bool| if counts { "counts where both speak" } else { "" };
    let [one, other] = [state.question.one, state.question.other].map(|child| who::named(model, child));
    let heads = [
        Line::styled(parts::fit(&title, width), theme::strong()),
        Line::styled(parts::fit(&verdict(state), width), theme::faint()),
        Line::styled(cells("", &one, &other), theme::strong()),
        Line::styled(cells("", counts(!state.other_counts), counts(state.other_counts)), theme::faint()),
    ];
    for (head, y) in heads.into_iter().zip(area.y..) {
        frame.render_widget(head, Rect { y, height: 1, ..area }.intersection(area));
    }
    let lines = state.beside.as_ref().map_or(&[][..], |beside| &beside.lines);
    let window = pair::window(model.size);
    let cursor = state.cursor.shown(lines.len(), window);
    for ((at, line), y) in lines.iter().enumerate().skip(cursor.top).take(window).zip(area.y + HEAD..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        let text = Span::raw(cells(&line.what, &line.one, &line.other));
        let mark = Span::styled(if line.differ { " differ" } else { "" }, theme::warning(model.theme));
        frame.render_widget(Line::from(vec![text, mark]), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
}

/// On how much they contradict each other.
fn verdict(state: &State) -> String {
    let Some(beside) = &state.beside else { return "reading ...".to_owned() };
    let differ = |line: &&Said| line.differ;
    let things = match beside.lines.iter().filter(differ).count() {
        0 => "nothing".to_owned(),
        1 => "1 thing".to_owned(),
        several => format!("{several} things"),
    };
    format!("They contradict each other on {things}. Nothing is merged unless you say so.")
}
