//! Files in: the imports so far, how far the reading is, the preview.

pub mod path;
pub mod preview;

use crate::app::Model;
use crate::app::import::work::{Progress, Work};
use crate::app::import::{self, State};
use crate::app::layout::WIDE;
use crate::domain::imported::Imported;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Clear;

/// Cells of the bar that shows how far the reading is.
const BAR: usize = 40;

/// Draws it.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    match &state.work {
        Work::Nothing => list(model, state, frame, area),
        Work::Reading(progress) => reading(progress, frame, area),
        Work::Preview(preview) => preview::view(model, preview, frame, area),
        Work::Taking => {
            let words = "Taking in. What is not in yet when the program ends is not in at all.";
            frame.render_widget(Line::styled(words, theme::strong()), Rect { height: 1, ..area });
        }
    }
}

fn list(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    let imports = state.imports.as_deref().unwrap_or_default();
    let title = match &state.imports {
        None => "Imports: reading the list".to_owned(),
        Some(all) if all.is_empty() => "Imports: nothing was imported yet. o names a file or folder".to_owned(),
        Some(all) => format!("Imports ({}): o names a file or folder, u takes the chosen import back", all.len()),
    };
    let width = usize::from(area.width);
    frame.render_widget(Line::styled(parts::fit(&title, width), theme::strong()), Rect { height: 1, ..area });
    let heading = Rect { y: area.y + 1, height: 1, ..area }.intersection(area);
    if !imports.is_empty() {
        frame.render_widget(Line::styled(parts::fit(&columns(area.width), width), theme::faint()), heading);
    }
    let window = import::place(model.size).window();
    let cursor = state.cursor.shown(imports.len(), window);
    for ((at, import), y) in imports.iter().enumerate().skip(cursor.top).take(window).zip(area.y + 2..) {
        let strip = Rect { y, height: 1, ..area }.intersection(area);
        let style = if import.undone.is_some() { theme::faint() } else { ratatui::style::Style::new() };
        frame.render_widget(Line::styled(parts::fit(&row(model, import, area.width), width), style), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y });
        }
    }
}

fn columns(width: u16) -> String {
    let who = if width >= WIDE { "who           " } else { "" };
    let hash = if width >= WIDE { "sha-256       " } else { "" };
    format!("   id  when             {who}    new changed    same   held  {hash}file")
}

/// The end of a path says most.
fn row(model: &Model, import: &Imported, width: u16) -> String {
    let when = import.at.with_timezone(model.now.offset()).format("%-d %b %y %H:%M").to_string();
    let wide = width >= WIDE;
    let who = if wide { format!("{} ", parts::fit(&import.actor, 13)) } else { String::new() };
    let hash = if wide { format!("{}  ", import.hash.chars().take(12).collect::<String>()) } else { String::new() };
    let Imported { new, changed, same, held, .. } = import;
    let back = if import.undone.is_some() { "taken back  " } else { "" };
    let start = format!("{:>5}  {when:<17}{who}{new:>7} {changed:>7} {same:>7} {held:>6}  {hash}{back}", import.id.0);
    let file = crate::domain::visible::visible(&import.file).into_owned();
    let room = usize::from(width).saturating_sub(start.chars().count());
    format!("{start}{}", parts::end(&file, room))
}

fn reading(progress: &Progress, frame: &mut Frame<'_>, area: Rect) {
    let Progress { file, at, files, rows, rate, percent, comparing } = progress;
    let which = if *files > 1 { format!("file {at} of {files}: {file}") } else { file.clone() };
    let filled = BAR * usize::from(*percent).min(100) / 100;
    let bar = format!("[{}{}] {percent:>3} %", "#".repeat(filled), "-".repeat(BAR - filled));
    // A spreadsheet's rows are known when all of it is read.
    let counted = || format!("{} rows, {} a second", thousands(*rows), thousands(*rate));
    let counts = if *rows == 0 { String::new() } else { counted() };
    let below = if *comparing { "read; being compared with the caseload".to_owned() } else { counts };
    let title = "Reading: nothing is written; esc ends it. Notes can be written meanwhile";
    for (text, y) in [title.to_owned(), String::new(), which, bar, below].iter().zip(area.top()..area.bottom()) {
        let style = if y == area.top() { theme::strong() } else { ratatui::style::Style::new() };
        frame.render_widget(Line::styled(parts::fit(text, area.width.into()), style), Rect { y, height: 1, ..area });
    }
}

/// A number with a comma before each three digits.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests;
