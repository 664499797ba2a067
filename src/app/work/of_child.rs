//! The page of a record that gathers what the parts of the work say about its child.

use crate::app::Model;
use crate::app::record::State;
use crate::app::record::item::{Item, Leaf, Tone, date, describe};
use crate::app::snapshot::Snapshot;
use crate::app::work::rows::{is_same, said};
use crate::domain::attendance::AcademicYear;
use crate::domain::part::PARTS;
use crate::domain::record::Record;
use crate::domain::when::distance;
use crate::domain::work::{Books, Line, Part, Scene};

/// The lines of every part about one child, in the order of the parts; of a part what presses most first.
pub fn lines(snapshot: &Snapshot, record: &Record) -> Vec<(&'static Part, Line)> {
    let (books, context) = (Books::of_record(record), snapshot.context());
    let child = crate::domain::facts::ChildKey(record.child.key);
    let scene = Scene {
        caseload: &snapshot.caseload,
        context: &context,
        books: &books,
        year: AcademicYear::of(snapshot.today),
        authority: None,
        only: Some(child),
    };
    let mut all = Vec::new();
    for part in PARTS {
        let mut lines: Vec<Line> = (part.lines)(&scene);
        lines.retain(|line| line.child() == Some(child));
        lines.sort_by_key(Line::pressing);
        all.extend(lines.into_iter().map(|line| (part, line)));
    }
    all
}

/// Puts the cursor on the line from which the record was opened.
pub fn settle(state: &mut State) {
    let Some((id, line)) = state.seek_line.take() else { return };
    if let Some(at) = state.work.iter().position(|(part, other)| part.id == id && is_same(other, &line)) {
        state.cursor.at = at;
    }
}

/// The page.
pub fn leaf(model: &Model, state: &State) -> Leaf {
    let nothing = match &state.record {
        None => "The record is being read ...",
        Some(_) => "No part of the work has anything about this child. r begins something.",
    };
    let items = state.work.iter().map(|(part, line)| item(model, part, line)).collect();
    Leaf { items, nothing: nothing.to_owned(), ..Leaf::default() }
}

fn item(model: &Model, part: &Part, line: &Line) -> Item {
    let tone = line.grave.map_or(Tone::Strong, Tone::Severity);
    let state = line.groups.first().map_or("", String::as_str);
    let due = line.due.map(|due| format!(", due {} ({})", date(due), distance(due, model.today())));
    let mut item = Item::new(tone, format!("{}: {}{}", part.title, said(state), due.unwrap_or_default()));
    for id in &line.watches {
        let watch = part.watches.iter().find(|watch| watch.id == *id);
        item = item.line(watch.map_or("", |watch| watch.title));
    }
    let cells = part.columns.iter().zip(&line.cells).filter(|(_, cell)| !cell.trim().is_empty());
    let cells: Vec<String> = cells.map(|(column, cell)| format!("{} {}", column.title, said(cell.trim()))).collect();
    item = item.line(cells.join(", "));
    for text in &line.detail {
        item = item.line(said(text));
    }
    item.sources.extend(line.sources.iter().map(describe));
    item
}
