//! Papers: the page as it would be written, and the line on which its file is named.

use crate::app::Model;
use crate::app::papers::laid::Tone;
use crate::app::papers::name::{State as Name, What};
use crate::app::papers::work::Wish;
use crate::app::papers::{self, State};
use crate::domain::brief::By;
use crate::domain::paper::Form;
use crate::ui::{find, parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Draws as much of it as the window shows.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let window = papers::window(model.size);
    let top = state.cursor.at;
    let (first, last) = (top + 1, (top + window).min(state.lines.len()));
    let place =
        if state.lines.is_empty() { String::new() } else { format!("  lines {first}-{last} of {}", state.lines.len()) };
    let room = width.saturating_sub(place.len());
    let head = format!("{}{place}", parts::fit(&said(state), room));
    frame.render_widget(Line::styled(head, theme::faint()), Rect { height: area.height.min(1), ..area });
    for (line, y) in state.lines.iter().skip(top).take(window).zip(area.y + papers::HEAD..) {
        let style = match line.tone {
            Tone::Heading => theme::strong(),
            Tone::Plain => Style::default(),
            Tone::Columns => theme::faint(),
        };
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::styled(line.text.as_str(), style), strip);
    }
    frame.set_cursor_position(Position { x: area.x, y: (area.y + papers::HEAD).min(area.bottom().saturating_sub(1)) });
}

/// What is shown, and how it can be had otherwise.
fn said(state: &State) -> String {
    let making = if state.paper().is_none() { "being made ... " } else { "" };
    let names = if state.wish.names() { "names" } else { "initials" };
    let what = match state.wish {
        Wish::Briefing(asked) => match asked.by {
            By::Whole => "briefing".to_owned(),
            by => format!("briefing by {}", by.id()),
        },
        Wish::Child { .. } => "a child's page".to_owned(),
    };
    format!("Preview, {making}{what}, {names}")
}

/// Draws the line on which the file is named over the last rows of the body.
pub fn name(state: &Name, frame: &mut Frame<'_>, area: Rect) {
    let strip = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    let above = Rect { y: strip.y.saturating_sub(1), ..strip };
    frame.render_widget(Clear, above);
    frame.render_widget(Clear, strip);
    let forms = Form::ALL.map(|form| format!(".{}", form.id())).join(", ");
    let what = match state.what {
        What::Paper(wish, _) if wish.names() => "with children's names",
        What::Paper(..) => "with initials",
        What::List(true) => "the list, with names",
        What::List(false) => "the list, with initials",
    };
    let writing = if state.writing { "writing ... " } else { "" };
    let text = format!("{writing}{what}; the name ends in {forms}");
    frame.render_widget(Line::styled(parts::fit(&text, area.width.into()), theme::faint()), above);
    find::prompt("new file: ", state.line.text(), frame, strip);
}
