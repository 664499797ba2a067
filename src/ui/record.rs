//! The record screen: who, the tabs, the page.

mod calendar;

use crate::app::layout::{Area, Page as Window};
use crate::app::record::item::{Leaf, Tone};
use crate::app::record::page::{Page, parts as areas, tabs};
use crate::app::record::{State, leaf, overview};
use crate::app::{Model, dashboard};
use crate::domain::case::Case;
use crate::domain::triage::Group;
use crate::domain::visible::visible;
use crate::ui::parts::{cut, fit, rect};
use crate::ui::theme;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Draws it.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let areas = areas(Window::of(model.size).body);
    who(model, state, frame, areas.head);
    tab_row(model, state, frame, areas.tabs);
    match state.page {
        Page::Attendance => calendar::view(model, state, frame),
        _ => items(model, state, frame, areas.page),
    }
}

/// Two rows: who, and what to know before ringing; else the cohort and the school.
fn who(model: &Model, state: &State, frame: &mut Frame<'_>, area: Area) {
    let Some(place) = model.snapshot.caseload.position(state.child) else { return };
    let Some((name, school)) = model.snapshot.with_case(place, |case| (name(case), school(model, case))) else {
        return;
    };
    let width = usize::from(area.width);
    let flagged = flagged(model, state);
    let room = width.saturating_sub(flagged.chars().count());
    let first = format!("{}{flagged}", fit(&name, room));
    let caution = model.snapshot.caseload.children[place].caution.as_deref();
    let second = caution.map_or(school, |caution| format!("!! CAUTION {}", visible(caution)));
    let style = caution.map_or(theme::faint(), |_| theme::group(model.theme, Group::ActToday));
    let (top, bottom) = area.top(1);
    frame.render_widget(Line::styled(first, theme::strong()), rect(top));
    frame.render_widget(Line::styled(cut(&second, width), style), rect(bottom));
}

fn name(case: &Case<'_>) -> String {
    let child = case.child;
    let named = format!("{} {}", child.forename, child.surname);
    let named = if named.trim().is_empty() { format!("id {}", child.child_id) } else { named };
    let known = child.known_as.as_deref().map_or_else(String::new, |known| format!(" ({known})"));
    let year = case.nc_year().map_or_else(String::new, |year| format!("  {}", year_words(year)));
    let age = case.age().map_or_else(String::new, |age| format!("  {age}y"));
    visible(&format!("{named}{known}{year}{age}  id {}  {}", child.child_id, overview::cohorts(case))).into_owned()
}

fn year_words(year: i8) -> String {
    match year {
        -2 => "N1".to_owned(),
        -1 => "N2".to_owned(),
        0 => "R".to_owned(),
        year => format!("Y{year}"),
    }
}

fn school(model: &Model, case: &Case<'_>) -> String {
    let school = case.main_school().map(|urn| model.snapshot.caseload.school_name(urn));
    let since = case.looked_after_since().map(|day| format!("  looked after since {}", day.format("%-d %b %Y")));
    visible(&format!("{}{}", school.as_deref().unwrap_or("on no roll"), since.unwrap_or_default())).into_owned()
}

/// `3 of 14 flagged`, where the child is flagged.
fn flagged(model: &Model, state: &State) -> String {
    let Some(list) = dashboard::state(model) else { return String::new() };
    let rows = &model.snapshot.ranking.rows;
    let places = list.lines.iter().filter_map(|line| match line {
        dashboard::lines::Line::Child(place) => rows.get(*place),
        _ => None,
    });
    let flagged: Vec<i64> = places
        .filter(|row| !row.alerts.is_empty())
        .map(|row| model.snapshot.caseload.children[row.child].key)
        .collect();
    let at = flagged.iter().position(|key| *key == state.child.0);
    at.map_or_else(String::new, |at| format!("  {} of {} flagged ", at + 1, flagged.len()))
}

fn tab_row(model: &Model, state: &State, frame: &mut Frame<'_>, area: Area) {
    let style = |page| if page == state.page { theme::chosen() } else { theme::faint() };
    let mut spans: Vec<Span<'static>> = tabs().map(|(page, label, _)| Span::styled(label, style(page))).collect();
    if state.revealed {
        spans.push(Span::styled(" sealed fields shown", theme::group(model.theme, Group::ActToday)));
    }
    frame.render_widget(Line::from(spans), rect(area));
}

fn tone(model: &Model, tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => theme::strong(),
        Tone::Faint => theme::faint(),
        Tone::Severity(severity) => theme::group(model.theme, severity.into()),
    }
}

fn symbol(tone: Tone) -> &'static str {
    match tone {
        Tone::Severity(severity) => theme::symbol(severity.into()),
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

/// The counters, then the items round the chosen one.
fn items(model: &Model, state: &State, frame: &mut Frame<'_>, area: Area) {
    let Leaf { head, items, nothing } = leaf(model, state);
    let (top, rest) = area.top(u16::try_from(head.len()).unwrap_or(0));
    for ((shade, text), y) in head.iter().zip(top.y..top.y + top.height) {
        let text = format!("  {}{text}", sign(*shade));
        let row = Rect { y, height: 1, ..rect(top) };
        frame.render_widget(Line::styled(cut(&text, usize::from(top.width)), tone(model, *shade)), row);
    }
    if items.is_empty() {
        return frame.render_widget(Line::styled(format!("  {nothing}"), theme::faint()), rect(rest));
    }
    let (rows, at) = flatten(state, &items, usize::from(rest.width).saturating_sub(2).max(1));
    let window = usize::from(rest.height);
    let (start, length) = at;
    let middle = (start + length / 2).saturating_sub(window / 2);
    let first = if length > window { start + state.scrolled } else { middle.min(rows.len().saturating_sub(window)) };
    for ((y, row), number) in (rest.y..rest.y + rest.height).zip(rows.iter().skip(first)).zip(first..) {
        let line = Rect { y, height: 1, ..rect(rest) };
        let mark = if number == start { "> " } else { "  " };
        let text = format!("{mark}{}{}", signed(row), row.text);
        frame
            .render_widget(Line::styled(cut(&text, usize::from(rest.width)).into_owned(), tone(model, row.tone)), line);
        if number == start {
            frame.set_cursor_position(Position { x: rest.x, y });
        }
    }
    more(frame, rest, first, rows.len());
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
fn flatten(state: &State, items: &[crate::app::record::item::Item], width: usize) -> (Vec<Row>, (usize, usize)) {
    let mut rows = Vec::new();
    let mut chosen = (0, 0);
    for (number, item) in items.iter().enumerate() {
        let indent = sign(item.tone).len();
        let lines = item.wrapped(width.saturating_sub(indent).max(1), state.sources);
        if number == state.cursor.at.min(items.len() - 1) {
            chosen = (rows.len(), lines.len());
        }
        let lines = lines.into_iter().enumerate();
        rows.extend(lines.map(|(at, (tone, text))| Row { tone, text, first: at == 0, indent }));
    }
    (rows, chosen)
}

#[cfg(test)]
#[path = "record/tests.rs"]
pub(crate) mod tests;
