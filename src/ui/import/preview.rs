//! The preview of files: parts with their counts, rows, and the chosen row in full.

use crate::app::Model;
use crate::app::import::preview::{self, FOOT, HEAD, Part, Preview, Row};
use crate::domain::preview::{CellChange, Change, Who};
use crate::ui::import::thousands;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

/// Draws it.
pub fn view(model: &Model, preview: &Preview, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let at = |y: u16| Rect { y: area.y + y, height: 1, ..area }.intersection(area);
    frame.render_widget(Line::styled(parts::fit(&title(preview), width), theme::strong()), at(0));
    frame.render_widget(tabs(preview), at(1));
    let len = preview.len();
    frame.render_widget(Line::styled(parts::fit(says(preview, len), width), theme::faint()), at(2));
    let window = preview::place(model.size).window();
    let cursor = preview.cursor.shown(len, window);
    let shown = (cursor.top..len).take(window).filter_map(|place| Some((place, preview.row(place)?)));
    for ((place, row), y) in shown.zip(HEAD..) {
        let style = if matches!(row, Row::File(_)) { theme::strong() } else { ratatui::style::Style::new() };
        frame.render_widget(Line::styled(parts::fit(&short(row, width), width), style), at(y));
        if place == cursor.at {
            frame.buffer_mut().set_style(at(y), theme::chosen());
            frame.set_cursor_position(Position { x: area.x, y: at(y).y });
        }
    }
    if let Some(row) = preview.row(cursor.at) {
        let lines = parts::wrap(&crate::domain::visible::visible(&full(row)), width);
        let first = area.height.saturating_sub(FOOT - 1);
        for (line, y) in lines.iter().zip(first..area.height) {
            frame.render_widget(Line::raw(parts::fit(line, width)), at(y));
        }
    }
}

fn title(preview: &Preview) -> String {
    match &preview.files[..] {
        [] => "Preview: there are no files. esc goes back".to_owned(),
        [file] => {
            let layout = file.layout.unwrap_or("not recognised");
            format!("Preview, nothing is written yet: {layout}: {}", file.file)
        }
        files => format!("Preview, nothing is written yet: {} files", files.len()),
    }
}

fn tabs(preview: &Preview) -> Line<'static> {
    let tab = |part: Part| {
        let words = format!("{} {}", part.words(), thousands(preview.count(part) as u64));
        let shown = part == preview.part;
        let text = if shown { format!("[{words}] ") } else { format!(" {words}  ") };
        Span::styled(text, if shown { theme::strong() } else { ratatui::style::Style::new() })
    };
    Line::from(Part::ALL.into_iter().map(tab).collect::<Vec<_>>())
}

/// What stands between the parts and their rows.
fn says(preview: &Preview, rows: usize) -> &'static str {
    let cut = preview.files.iter().any(|file| {
        let most = crate::domain::preview::FilePreview::MOST;
        preview.part == Part::New && file.made.len() >= most
            || preview.part == Part::Changed && file.altered.len() >= most
    });
    match preview.part {
        Part::Unnamed if rows > 0 => "Left care, or an incomplete file? Nothing is done about them.",
        Part::Held if preview.files.iter().any(|file| file.layout.is_none()) => {
            "Of no known layout? p proposes what its columns are, to be corrected and kept."
        }
        _ if cut => "The first 5,000 of each file are shown; all go in.",
        Part::Changed if rows > 0 => "What stands there | what would stand there.",
        _ if rows == 0 => "None.",
        _ => "",
    }
}

/// A row, cut by whoever draws it.
fn short(row: Row<'_>, width: usize) -> String {
    // Line, whom, which row; the values have the rest.
    let name = if width >= 106 { 26 } else { 18 };
    let what = if width >= 106 { 30 } else { 20 };
    match row {
        Row::File(file) => format!("{}: {}", file.layout.unwrap_or("not recognised"), file.file),
        Row::Made(change) => {
            format!("{} {}  {}", place(change.line), parts::fit(&named(&change.who), name), values(change))
        }
        Row::Cell(change, cell) => format!(
            "{} {} {} {}",
            place(change.line),
            parts::fit(&named(&change.who), name),
            parts::fit(&change.what, what),
            both(cell)
        ),
        Row::Same(file) => format!("{} rows say what is there: {}", thousands(file.same.into()), file.file),
        Row::Held(held) => {
            let column = held.column.as_ref().map_or_else(String::new, |column| format!("{column}: "));
            format!("{} {column}{}", place(held.line), held.reason)
        }
        Row::Unnamed(who) => format!("{}  id {}", parts::fit(&named(who), name), who.id),
    }
}

fn place(line: u32) -> String {
    if line == 0 { format!("{:>7}", "") } else { format!("{line:>7}") }
}

fn named(who: &Who) -> String {
    match (who.name.is_empty(), who.id.is_empty()) {
        (false, _) => who.name.clone(),
        (true, false) => format!("id {}", who.id),
        (true, true) => String::new(),
    }
}

fn both(cell: &CellChange) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "(empty)".to_owned());
    format!("{}: {} | {}", cell.column, text(&cell.before), text(&cell.after))
}

fn values(change: &Change) -> String {
    let filled = change.cells.iter().filter_map(|cell| Some((cell.column, cell.after.as_ref()?)));
    let cells: Vec<String> = filled.map(|(column, value)| format!("{column} {value}")).collect();
    // A mark alone does not say of which session it is.
    if change.cells.len() == 1 && !change.what.is_empty() {
        format!("{}: {}", change.what, cells.join(""))
    } else {
        cells.join(", ")
    }
}

/// Which of the child's rows; a child's own has no key.
fn which(change: &Change) -> String {
    if change.what.is_empty() { String::new() } else { format!(", {}", change.what) }
}

/// The chosen row with all that it says.
fn full(row: Row<'_>) -> String {
    let line = |line: u32| if line == 0 { "no line of the file".to_owned() } else { format!("line {line}") };
    let whose = |who: &Who| {
        let name = named(who);
        if name.is_empty() { String::new() } else { format!(", {name} (id {})", who.id) }
    };
    match row {
        Row::Made(change) => {
            format!("{}{}{}: {}", line(change.line), whose(&change.who), which(change), values(change))
        }
        Row::Cell(change, cell) => {
            format!("{}{}{}: {}", line(change.line), whose(&change.who), which(change), both(cell))
        }
        Row::Held(held) => {
            let column = held.column.as_ref().map_or_else(String::new, |column| format!(", column {column}"));
            format!("{}{column}: {}", line(held.line), held.reason)
        }
        Row::Unnamed(who) => {
            format!("{} (id {}): the caseload has rows of this kind about this child", named(who), who.id)
        }
        Row::File(file) | Row::Same(file) => file.file.clone(),
    }
}
