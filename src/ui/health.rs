//! The health of the data: checks with what they found, or whom one of them concerns.

use crate::app::Model;
use crate::app::health::{self, Line as Entry, State};
use crate::app::list::Cursor;
use crate::domain::health::{Finding, Report, Row, Source};
use crate::domain::kind::spec;
use crate::domain::visible::visible;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Cells of a child's name.
const NAME: usize = 24;
/// Rows for what a check looks at.
const ABOUT: usize = 2;
/// Cells of a check's title.
const TITLE: usize = 28;

/// Draws it.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let Some(report) = &state.report else {
        return head(frame, area, "Data health", "The checks are being asked ...");
    };
    match state.opened() {
        Some((finding, cursor)) => rows(model, finding, cursor, frame, area),
        None => checks(model, (state, report), frame, area),
    }
}

fn head(frame: &mut Frame<'_>, area: Rect, title: &str, below: &str) {
    let width = usize::from(area.width);
    let title = Line::styled(parts::fit(title, width), theme::strong());
    frame.render_widget(title, Rect { height: area.height.min(1), ..area });
    for (line, y) in parts::wrap(below, width).into_iter().take(ABOUT).zip(area.y + 1..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::styled(line, theme::faint()), strip);
    }
}

fn checks(model: &Model, (state, report): (&State, &Report), frame: &mut Frame<'_>, area: Rect) {
    let found = report.findings.iter().filter(|finding| !finding.rows.is_empty()).count();
    let title = match found {
        0 => "Data health: nothing is wrong".to_owned(),
        found => format!("Data health: {found} of {} checks found something", report.findings.len()),
    };
    let lines = state.lines();
    let below = match lines.get(state.cursor.at) {
        Some(Entry::Check(finding)) if found > 0 => finding.check.doc.to_owned(),
        _ => looked_at(model, report),
    };
    head(frame, area, &title, &below);
    let lines: Vec<(String, Style)> = lines.iter().map(|line| entry(report, *line)).collect();
    list(model, (&lines, state.cursor), frame, area);
}

/// How much data there was to find something in.
fn looked_at(model: &Model, report: &Report) -> String {
    let came = report.sources.iter().filter(|source| source.last.is_some()).count();
    let children = model.snapshot.caseload.children.len();
    format!("Looked at: {children} children, {came} kinds of file that came in, by {} checks.", report.findings.len())
}

fn entry(report: &Report, line: Entry<'_>) -> (String, Style) {
    match line {
        Entry::Check(finding) => {
            let count = finding.rows.len();
            let first = finding.rows.first().map_or("", |row| row.what.as_str());
            let text = format!("{count:>5}  {}  {first}", parts::fit(finding.check.title, TITLE));
            (text, if count == 0 { theme::faint() } else { Style::default() })
        }
        Entry::Heading => ("  days  file, and when it last came".to_owned(), theme::strong()),
        Entry::Source(source) => (source_row(report, source), Style::default()),
    }
}

fn source_row(report: &Report, source: &Source) -> String {
    let name = parts::fit(spec(source.kind).name, TITLE);
    match &source.last {
        Some(last) => {
            let days = source.days(report.today).unwrap_or_default();
            format!("{days:>5}  {name}  {}  {}", last.day.format("%-d %b %Y"), last.file)
        }
        None => format!("    -  {name}  never imported"),
    }
}

fn rows(model: &Model, finding: &Finding, cursor: Cursor, frame: &mut Frame<'_>, area: Rect) {
    let chosen = finding.rows.get(cursor.at).map_or(finding.check.doc, |row| &row.what);
    head(frame, area, &format!("{} ({})", finding.check.title, finding.rows.len()), &visible(chosen));
    let text = |row: &Row| {
        let child = row.child.and_then(|child| model.snapshot.caseload.child(child));
        let name = child.map_or_else(|| "-".to_owned(), |child| model.name_of(child));
        (format!("{}  {}", parts::fit(&name, NAME), row.what), Style::default())
    };
    // Only what is in sight is put into words: a check may concern every child.
    let cursor = cursor.shown(finding.rows.len(), health::place(model.size).window());
    let shown = finding.rows.iter().skip(cursor.top).take(health::place(model.size).window());
    let lines: Vec<(String, Style)> = shown.map(text).collect();
    let inside = Cursor { at: cursor.at.saturating_sub(cursor.top), top: 0 };
    list(model, (&lines, inside), frame, area);
}

fn list(model: &Model, (lines, cursor): (&[(String, Style)], Cursor), frame: &mut Frame<'_>, area: Rect) {
    let window = health::place(model.size).window();
    let cursor = cursor.shown(lines.len(), window);
    for ((at, (text, style)), y) in lines.iter().enumerate().skip(cursor.top).take(window).zip(area.y + 4..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::styled(parts::fit(text, area.width.into()), *style), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
}
