//! A child's row in an export: the columns of children.csv that hold no free text, so that a caseload reads them again.

use crate::cli::csv_text;
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::kind::{Field, Kind, Value as Cell, spec};
use crate::domain::note::Note;
use crate::domain::record::Record;
use crate::domain::third_party::{Marking, Parties};
use crate::domain::visible::visible;
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// Columns in which anything may stand.
const FREE: [&str; 1] = ["caution"];
/// Columns that name other people.
const OTHERS: [&str; 4] = ["caseworker", "social_worker", "carer", "designated_teacher"];
/// Council's id, the first column.
const CHILD_ID: &str = "child_id";
/// The notes, the last column.
const NOTES: &str = "notes";

/// What goes out beside the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum With {
    /// The notes.
    Notes,
}

/// Which columns go out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) with: Option<With>,
    pub(super) third_parties: bool,
}

/// What goes out of one child.
pub(super) struct Exported {
    cells: Vec<String>,
    notes: Vec<Value>,
}

fn fields() -> impl Iterator<Item = (usize, &'static Field)> {
    spec(Kind::Child).fields.iter().enumerate().filter(|(_, field)| field.plain)
}

impl Columns {
    fn goes(self, field: &Field) -> bool {
        self.why_not(field).is_none()
    }

    fn why_not(self, field: &Field) -> Option<&'static str> {
        if field.sealed {
            return Some("sealed");
        }
        if FREE.contains(&field.name) {
            return Some("free text");
        }
        (OTHERS.contains(&field.name) && !self.third_parties).then_some("another person")
    }

    /// The columns of children.csv that stay here, and why.
    pub(super) fn left_out(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        fields().filter_map(move |(_, field)| Some((field.name, self.why_not(field)?)))
    }

    /// The columns that go out.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let named = fields().filter(move |(_, field)| self.goes(field)).map(|(_, field)| field.name);
        std::iter::once(CHILD_ID).chain(named).chain(self.with.map(|_| NOTES))
    }

    /// What goes out of a child.
    pub(super) fn of(self, record: &Record, caseload: &Caseload) -> Exported {
        let values = fields().filter(|(_, field)| self.goes(field));
        let cells =
            values.map(|(at, _)| record.own.values.get(at).and_then(Option::as_ref).map_or_else(String::new, text));
        let cells = std::iter::once(record.child.child_id.to_string()).chain(cells).collect();
        let notes = if self.with.is_some() { self.notes(record, caseload) } else { Vec::new() };
        Exported { cells, notes }
    }

    fn notes(self, record: &Record, caseload: &Caseload) -> Vec<Value> {
        let own = spec(Kind::Contact);
        let contacts = record.rows(Kind::Contact).iter().map(|row| row.text(own, "name"));
        let child = &record.child;
        let known = [&child.carer, &child.social_worker, &child.designated_teacher];
        let known = known.into_iter().filter_map(|name| name.as_deref());
        let parties = Parties::of(child, &caseload.children, contacts.chain(known));
        record.notes.iter().map(|note| self.note(note, (record, caseload), &parties)).collect()
    }

    fn note(self, note: &Note, (record, caseload): (&Record, &Caseload), parties: &Parties) -> Value {
        let content = &note.content;
        let near = parties.near(&record.child, &content.about, &caseload.children);
        let marking = if self.third_parties { Marking::Shown } else { Marking::Withheld };
        let text = |text: &str| near.marked(text, marking);
        // Who was spoken to is somebody else, whatever the name.
        let person = content.person.as_ref().filter(|_| self.third_parties);
        json!({
            "id": note.id.0,
            "at": content.opened.to_rfc3339(),
            "actor": note.actor,
            "kind": content.kind.id(),
            "person": person,
            "text": text(&content.text_of(ChildKey(record.child.key))),
            "next_step": content.next_step.as_deref().map(text),
            "follow_up": content.follow_up,
        })
    }

    /// Rows of text, the header first.
    pub(super) fn table(self, exported: &[Exported]) -> impl Iterator<Item = Vec<Cow<'_, str>>> {
        let header = self.names().map(Cow::Borrowed).collect();
        let rows = exported.iter().map(move |child| {
            let notes = self.with.map(|_| child.notes.iter().map(line).collect::<Vec<_>>().join("\n\n"));
            let notes = notes.map(|text| text.lines().map(visible).collect::<Vec<_>>().join("\n"));
            child.cells.iter().map(|cell| csv_text::text(cell)).chain(notes).map(Cow::Owned).collect()
        });
        std::iter::once(header).chain(rows)
    }

    /// The same as an object.
    pub(super) fn object(self, child: &Exported) -> Value {
        let cells = self.names().zip(&child.cells).map(|(name, cell)| {
            (name.to_owned(), if cell.is_empty() { Value::Null } else { Value::String(cell.clone()) })
        });
        let mut object: Map<String, Value> = cells.collect();
        if self.with.is_some() {
            object.insert(NOTES.to_owned(), Value::Array(child.notes.clone()));
        }
        Value::Object(object)
    }
}

/// A note as lines of text: when, what, by whom, then what was said.
fn line(note: &Value) -> String {
    let word = |name: &str| note.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut head = format!("{} {} by {}", word("at"), word("kind"), word("actor"));
    if !word("person").is_empty() {
        head = format!("{head} with {}", word("person"));
    }
    let step = if word("next_step").is_empty() { String::new() } else { format!("\nNext step: {}", word("next_step")) };
    format!("{head}\n{}{step}", word("text"))
}

fn text(value: &Cell) -> String {
    match value {
        Cell::Text(text) => text.clone(),
        Cell::Date(day) => day.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Cell::Sealed(_) => String::new(),
    }
}
