//! A part of the work: title and duty, tabs of states, the lines under their headings, and what the chosen one rests on.

pub mod overlays;

use crate::app::Model;
use crate::app::layout::WIDE;
use crate::app::record::item::describe;
use crate::app::work::rows::{self, Row, name_of, said};
use crate::app::work::{self, State};
use crate::domain::alert::Severity;
use crate::domain::triage::Group;
use crate::domain::visible::visible;
use crate::domain::work::{Column, Line as Entry};
use crate::ui::parts::rect;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Cells of a name, in a narrow and in a wide window.
const NAME: (usize, usize) = (22, 28);
/// The most cells that a column is widened by.
const MORE: usize = 24;
/// The columns of children behind a figure.
const CHILDREN: &[Column] = &[Column::new("school", 24), Column::new("year", 8), Column::new("flagged for", 18)];

/// Draws it.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let (list, detail) = work::areas(model.size);
    head(state, frame, rect(list));
    list_of(model, state, frame);
    rests_on(model, state, frame, rect(detail));
}

fn strip(area: Rect, at: u16) -> Rect {
    Rect { y: area.y + at, height: 1, ..area }.intersection(area)
}

fn head(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let whose = if state.mine { "mine" } else { "everybody's" };
    let by = state.part().and_then(|part| part.groups.get(state.by.checked_sub(1)?));
    let by = by.map(|by| format!(", by {by}")).unwrap_or_default();
    let year = if state.part().is_some() { format!(", {}", state.year) } else { String::new() };
    let title = format!("{}{year}: {whose}{by}", state.title);
    frame.render_widget(Line::styled(parts::fit(&title, width), theme::strong()), strip(area, 0));
    let duty = state.part().map_or("Children behind the figure", |part| part.duty);
    let rows = work::DUTY;
    let most = width.saturating_sub(4) * usize::from(rows);
    for (line, at) in parts::wrap(&parts::cut(duty, most), width).iter().zip(1..=rows) {
        frame.render_widget(Line::styled(parts::fit(line, width), theme::faint()), strip(area, at));
    }
    frame.render_widget(tabs(state, width), strip(area, rows + 1));
    let columns = columns(state, area.width);
    let mut heading = format!("   {} ", parts::fit("", name_width(area.width)));
    for (column, width) in &columns {
        heading.push_str(&parts::fit(column.title, *width));
        heading.push(' ');
    }
    frame.render_widget(Line::styled(parts::fit(&heading, width), theme::faint()), strip(area, rows + 2));
}

/// The states with their counts; the one that is shown in brackets.
fn tabs(state: &State, width: usize) -> Line<'static> {
    if state.lines.is_none() {
        return Line::raw("is being read ...");
    }
    let states = state.part().map_or(&[][..], |part| part.states);
    let words = std::iter::once("all").chain(states.iter().copied());
    let tabs: Vec<String> = words
        .enumerate()
        .map(|(at, word)| {
            let word = format!("{} {}", word.replace('_', " "), state.counts.get(at).copied().unwrap_or_default());
            if at == state.tab { format!("[{word}]") } else { format!(" {word} ") }
        })
        .collect();
    // The one that is shown is in sight in a narrow window too.
    let before = |from: usize| tabs[from..=state.tab].iter().map(|tab| tab.len() + 1).sum::<usize>();
    let first = (0..=state.tab).find(|from| before(*from) <= width).unwrap_or(state.tab);
    let mut spans = Vec::new();
    for (at, tab) in tabs.into_iter().enumerate().skip(first) {
        let style = if at == state.tab { theme::strong() } else { theme::faint() };
        spans.extend([Span::styled(tab, style), Span::raw(" ")]);
    }
    Line::from(spans)
}

const fn name_width(width: u16) -> usize {
    if width < WIDE { NAME.0 } else { NAME.1 }
}

/// The columns that there is room for, with their widths: in a wide window all, and of the room that is left the
/// widest gets some.
fn columns(state: &State, width: u16) -> Vec<(&'static Column, usize)> {
    let all = state.part().map_or(CHILDREN, |part| part.columns);
    let wide = width >= WIDE;
    let mut columns: Vec<(&Column, usize)> =
        all.iter().filter(|column| wide || !column.wide).map(|column| (column, usize::from(column.width))).collect();
    let used: usize = 4 + name_width(width) + columns.iter().map(|(_, width)| width + 1).sum::<usize>();
    let free = usize::from(width).saturating_sub(used);
    if let Some((_, widest)) = columns.iter_mut().max_by_key(|(_, width)| *width) {
        *widest += free.min(MORE);
    }
    columns
}

fn list_of(model: &Model, state: &State, frame: &mut Frame<'_>) {
    let place = work::place(model.size);
    let area = rect(place.area);
    let cursor = state.cursor.shown(state.rows.len(), place.window());
    for ((at, row), y) in state.rows.iter().enumerate().skip(cursor.top).take(place.window()).zip(area.y..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        match row {
            Row::Heading(word, count) => {
                let text = format!("{} ({count})", visible(&word.replace('_', " ")));
                frame.render_widget(Line::styled(parts::fit(&text, area.width.into()), theme::strong()), strip);
            }
            Row::Line(place) => {
                let Some(line) = state.lines.as_ref().and_then(|lines| lines.get(*place)) else { continue };
                frame.render_widget(entry(model, state, line, area.width), strip);
            }
        }
        if at == cursor.at && matches!(row, Row::Line(_)) {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
    if state.rows.is_empty() && state.lines.is_some() {
        let words = "Nothing stands here. tab shows another state, r begins something, esc goes back.";
        frame.render_widget(Line::raw(parts::fit(words, area.width.into())), strip(area, 0));
    }
}

const fn group(grave: Severity) -> Group {
    match grave {
        Severity::ActToday => Group::ActToday,
        Severity::ThisWeek => Group::ThisWeek,
        Severity::Watch => Group::Watch,
    }
}

fn entry(model: &Model, state: &State, line: &Entry, width: u16) -> Line<'static> {
    let sign = line.grave.map_or(Span::raw("  "), |grave| {
        Span::styled(theme::symbol(group(grave)), theme::group(model.theme, group(grave)))
    });
    let mut text = format!(" {} ", parts::fit(&name_of(model, line), name_width(width)));
    let all = state.part().map_or(CHILDREN, |part| part.columns);
    for (column, width) in columns(state, width) {
        let place = all.iter().position(|other| std::ptr::eq(other, column));
        let cell = place.and_then(|place| line.cells.get(place)).map_or("", String::as_str);
        text.push_str(&parts::fit(&rows::cell(cell), width));
        text.push(' ');
    }
    Line::from(vec![sign, Span::raw(text)])
}

/// What the chosen line rests on: what is due, in words, and the rows.
fn rests_on(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let line = Line::styled(theme::across(model.theme).repeat(width), theme::faint());
    frame.render_widget(line, strip(area, 0));
    let Some(line) = state.chosen() else { return };
    let mut lines: Vec<String> = Vec::new();
    if let Some(part) = state.part() {
        let watches = part.watches.iter().filter(|watch| line.watches.contains(&watch.id));
        lines.extend(watches.map(|watch| format!("{}  ({})", watch.title, watch.source)));
        let hidden = part
            .columns
            .iter()
            .zip(&line.cells)
            .filter(|(column, cell)| area.width < WIDE && column.wide && !cell.trim().is_empty());
        let hidden: Vec<String> = hidden.map(|(column, cell)| format!("{}: {}", column.title, said(cell))).collect();
        lines.extend(Some(hidden.join(", ")).filter(|text| !text.is_empty()));
    }
    lines.extend(line.detail.iter().map(|text| said(text)));
    if !line.children.is_empty() {
        let count = line.children.len();
        lines.push(format!("{count} {} behind it: enter lists them", if count == 1 { "child" } else { "children" }));
    }
    if state.sources {
        lines.extend(line.sources.iter().map(describe));
    }
    let rows = lines.iter().flat_map(|text| parts::wrap(&visible(text), width.saturating_sub(1)));
    for (text, y) in rows.zip(area.y + 1..area.bottom()) {
        frame.render_widget(Line::raw(format!(" {text}")), Rect { y, height: 1, ..area });
    }
}

#[cfg(test)]
mod tests;
