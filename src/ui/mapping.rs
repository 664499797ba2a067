//! What the columns of a file of unknown layout are: its first rows, then a line a column.

use crate::app::Model;
use crate::app::mapping::work::{Column, Counts, Look};
use crate::app::mapping::{self, HEAD, NOTHING, SAMPLE, State, name};
use crate::domain::kind::spec;
use crate::ui::import::thousands;
use crate::ui::{find, parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Cells of a column of the file, the one that divides it from the next among them.
const CELL: u16 = 14;

/// Draws it.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let at = |y: u16| Rect { y: area.y + y, height: 1, ..area }.intersection(area);
    let line = |text: &str, style: Style| Line::styled(parts::fit(text, width), style);
    let Some(look) = &state.look else {
        let title = format!("The first rows are being read: {}", state.file);
        return frame.render_widget(line(&title, theme::strong()), at(0));
    };
    frame.render_widget(line(&title(state, look), theme::strong()), at(0));
    let wrong = matches!(state.counts, Some(Err(_))) || !look.lacking.is_empty();
    let style = if wrong { theme::failure(model.theme) } else { Style::new() };
    frame.render_widget(line(&live(state, look), style), at(1));
    frame.render_widget(line(&below(state, look), theme::faint()), at(2));
    for (row, y) in look.rows.0.iter().take(SAMPLE).zip(3..) {
        sample(state, row, y == 3, frame, at(y));
    }
    let heading =
        format!("  {}{}{}why", parts::fit("column", word(width)), parts::fit("is", MEANING), parts::fit("sure", SURE));
    frame.render_widget(line(&heading, theme::faint()), at(HEAD - 1));
    columns(model, state, look, frame, area);
}

/// Cells of what a column is.
const MEANING: usize = 17;
/// Cells of how sure it is.
const SURE: usize = 9;

/// Cells of a column's word.
const fn word(width: usize) -> usize {
    if width >= 106 { 34 } else { 24 }
}

fn columns(model: &Model, state: &State, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let window = mapping::place(model.size).window();
    let cursor = state.cursor.shown(look.columns.len(), window);
    for ((at, column), y) in look.columns.iter().enumerate().skip(cursor.top).take(window).zip(area.y + HEAD..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        let clashes = state.clashes(column);
        let style = match (clashes, column.meaning) {
            (true, _) => theme::failure(model.theme),
            (false, NOTHING) => theme::faint(),
            (false, _) => Style::new(),
        };
        frame.render_widget(
            Line::styled(parts::fit(&row(column, clashes, area.width.into()), area.width.into()), style),
            strip,
        );
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
}

fn row(column: &Column, clashes: bool, width: usize) -> String {
    let sign = if clashes { "x " } else { "  " };
    let why = if clashes { "another column is the same" } else { &column.why };
    let cells = [(column.word.as_str(), word(width)), (column.meaning, MEANING), (column.surety, SURE)];
    let cells = cells.map(|(text, cells)| parts::fit(text, cells - 1) + " ").concat();
    format!("{sign}{cells}{why}")
}

fn title(state: &State, look: &Look) -> String {
    let kind = spec(state.kind.unwrap_or(look.kind)).name;
    format!("Rows of {kind}, nothing is kept yet: {}", state.file)
}

/// What would go in as it is mapped now.
fn live(state: &State, look: &Look) -> String {
    match &state.counts {
        _ if state.waiting => "The columns are being looked at ...".to_owned(),
        _ if !look.lacking.is_empty() => format!("It still needs {}", look.lacking.join("; ")),
        None => "The rows are being counted ...".to_owned(),
        Some(Err(why)) => format!("It cannot be read so: {why}"),
        Some(Ok(Counts { taken, held, first })) => {
            let first = first.as_ref().map_or_else(String::new, |first| format!(": {first}"));
            format!("{} rows would go in, {} held back{first}", thousands(*taken), thousands(*held))
        }
    }
}

/// What the chosen column is, in full.
fn below(state: &State, look: &Look) -> String {
    let days = match look.days {
        0 => String::new(),
        1 => ". 1 column is a day or session".to_owned(),
        days => format!(". {days} columns are days or sessions"),
    };
    let chosen = state.chosen().map_or_else(String::new, |column| format!(": {}: {}", column.word, column.why));
    format!("Column {} of {}{chosen}{days}", state.cursor.at + 1, look.columns.len())
}

/// A row of the file, from the column on from which the chosen one is in sight.
fn sample(state: &State, row: &[String], header: bool, frame: &mut Frame<'_>, strip: Rect) {
    let shown = usize::from(strip.width / CELL).max(1);
    let chosen = state.chosen().map(|column| column.at);
    let from = chosen.map_or(0, |at| (at + 1).saturating_sub(shown));
    for ((at, text), x) in row.iter().enumerate().skip(from).take(shown).zip((strip.x..).step_by(CELL.into())) {
        let cell = Rect { x, width: CELL, ..strip }.intersection(strip);
        let style = if header { theme::strong() } else { Style::new() };
        let hidden = !header && state.look.as_ref().is_some_and(|look| look.hides(at, text));
        let text = parts::fit(if hidden { "[sealed]" } else { text }, usize::from(CELL - 1));
        frame.render_widget(Line::styled(text, style), cell);
        if Some(at) == chosen {
            frame.buffer_mut().set_style(Rect { width: cell.width.min(CELL - 1), ..cell }, theme::chosen());
        }
    }
}

/// Draws the line on which the profile is named, and above it why the last name was of no use.
pub fn name(model: &Model, state: &name::State, frame: &mut Frame<'_>, area: Rect) {
    let strip = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    if let Some(why) = &state.why {
        let row = Rect { y: strip.y.saturating_sub(1), ..strip };
        frame.render_widget(Clear, row);
        let style = theme::failure(model.theme);
        frame.render_widget(Line::styled(parts::fit(why, area.width.into()), style), row);
    }
    frame.render_widget(Clear, strip);
    find::prompt("name of the profile: ", state.line.text(), frame, strip);
}

#[cfg(test)]
mod tests;
