//! A page of the record that is a list of items: in one column, or in two where there is room.

use crate::app::Model;
use crate::app::layout::Area;
use crate::app::record::item::{Item, Leaf, Tone};
use crate::app::record::page::{columns, width};
use crate::app::record::{State, leaf};
use crate::ui::parts::{cut, rect};
use crate::ui::theme;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

fn tone(model: &Model, tone: Tone) -> Style {
    match tone {
        Tone::Plain | Tone::Said(_) => Style::new(),
        Tone::Strong => theme::strong(),
        Tone::Faint => theme::faint(),
        Tone::Group(group) => theme::group(model.theme, group),
        Tone::Severity(severity) => theme::group(model.theme, severity.into()),
    }
}

fn symbol(tone: Tone) -> &'static str {
    match tone {
        Tone::Severity(severity) => theme::symbol(severity.into()),
        Tone::Group(group) => theme::symbol(group),
        _ => "",
    }
}

/// The symbol of a severity and a blank.
fn sign(tone: Tone) -> String {
    if symbol(tone).is_empty() { String::new() } else { format!("{} ", symbol(tone)) }
}

/// The same before the first row of an item; the rows below stand under its words.
fn signed(row: &Row) -> String {
    if row.first { sign(row.tone) } else { " ".repeat(row.indent) }
}

/// The counters, then the items round the chosen one, in one column or in two.
pub(super) fn view(model: &Model, state: &State, frame: &mut Frame<'_>) {
    let Leaf { head, items, beside, nothing } = leaf(model, state);
    let (left, right) = columns(model.size, beside.is_some());
    let (top, rest) = left.top(u16::try_from(head.len()).unwrap_or(0));
    for ((shade, text), y) in head.iter().zip(top.y..top.y + top.height) {
        let text = format!("  {}{text}", sign(*shade));
        let row = Rect { y, height: 1, ..rect(top) };
        frame.render_widget(Line::styled(cut(&text, usize::from(top.width)), tone(model, *shade)), row);
    }
    if items.is_empty() {
        return frame.render_widget(Line::styled(format!("  {nothing}"), theme::faint()), rect(rest));
    }
    let chosen = state.cursor.at.min(items.len() - 1);
    match right.zip(beside.filter(|first| *first < items.len())) {
        None => column(model, state, &Part { items: &items, chosen: Some(chosen) }, rest, frame),
        Some((right, first)) => {
            let (before, after) = items.split_at(first);
            let part = Part { items: before, chosen: Some(chosen).filter(|at| *at < first) };
            column(model, state, &part, rest, frame);
            let part = Part { items: after, chosen: chosen.checked_sub(first) };
            column(model, state, &part, right, frame);
        }
    }
}

/// The items of a column, and which of them is chosen.
struct Part<'a> {
    items: &'a [Item],
    chosen: Option<usize>,
}

fn column(model: &Model, state: &State, part: &Part<'_>, area: Area, frame: &mut Frame<'_>) {
    let (rows, at) = flatten(state, part, width(area));
    let window = usize::from(area.height);
    let (start, length) = at.unwrap_or((0, 0));
    let middle = (start + length / 2).saturating_sub(window / 2);
    let first = if length > window { start + state.scrolled } else { middle.min(rows.len().saturating_sub(window)) };
    for ((y, row), number) in (area.y..area.y + area.height).zip(rows.iter().skip(first)).zip(first..) {
        let line = Rect { y, height: 1, ..rect(area) };
        let here = at.is_some() && number == start;
        let text = format!("{}{}{}", if here { "> " } else { "  " }, signed(row), row.text);
        frame
            .render_widget(Line::styled(cut(&text, usize::from(area.width)).into_owned(), tone(model, row.tone)), line);
        if let Tone::Said(cells) = row.tone {
            // Two cells before each row, two before each line of an item.
            let said = u16::try_from(cells + row.indent + 4).unwrap_or(u16::MAX);
            frame.buffer_mut().set_style(Rect { width: said.min(line.width), ..line }, theme::strong());
        }
        if here {
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
    more(frame, area, first, rows.len());
}

/// Says on the right edge that there is more above or below.
fn more(frame: &mut Frame<'_>, area: Area, first: usize, total: usize) {
    let x = area.x + area.width.saturating_sub(1);
    let below = first + usize::from(area.height) < total;
    for (shown, sign, y) in [(first > 0, "^", area.y), (below, "v", area.y + area.height.saturating_sub(1))] {
        if shown {
            frame.render_widget(Line::styled(sign, theme::strong()), Rect { x, y, width: 1, height: 1 });
        }
    }
}

struct Row {
    tone: Tone,
    text: String,
    first: bool,
    indent: usize,
}

/// Every row of every item, and where the chosen item stands: first row and number of rows.
fn flatten(state: &State, part: &Part<'_>, width: usize) -> (Vec<Row>, Option<(usize, usize)>) {
    let mut rows = Vec::new();
    let mut chosen = None;
    for (number, item) in part.items.iter().enumerate() {
        let indent = sign(item.tone).len();
        let lines = item.wrapped(width.saturating_sub(indent).max(1), state.sources);
        if part.chosen == Some(number) {
            chosen = Some((rows.len(), lines.len()));
        }
        let lines = lines.into_iter().enumerate();
        rows.extend(lines.map(|(at, (tone, text))| Row { tone, text, first: at == 0, indent }));
    }
    (rows, chosen)
}
