//! `lookout show --reveal`: one sealed field, because somebody asked for it by its name.

use crate::cli::failure::Failure;
use crate::cli::table;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Value;
use crate::domain::note::sealing::{masked, revealed};
use crate::domain::record::{NOTES, Record, RecordRow};

/// The values of a field, a line each, with what tells their rows apart.
///
/// # Errors
/// Nothing of that name is sealed in this record: the names of what is.
pub(super) fn text(record: &Record, field: &str) -> Result<String, Failure> {
    let rows = if field == NOTES { of_notes(record) } else { of_rows(record, field) };
    if rows.is_empty() {
        let names = record.sealed_names();
        let known = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        let words = format!("no {field} is sealed in this record; sealed is: {known}. Nothing was shown");
        return Err(Failure::Error(words));
    }
    Ok(table::aligned(&["of", field], &rows))
}

fn of_rows(record: &Record, field: &str) -> Vec<Vec<String>> {
    let wanted = record.sealed_values().filter(|(name, ..)| name == field);
    wanted.map(|(_, row, value)| vec![label(row), value.reveal().clone()]).collect()
}

/// The first columns of a row that are known: role and name of a contact, the days of a placement.
fn label(row: &RecordRow) -> String {
    let words = row.values.iter().flatten().filter_map(|value| match value {
        Value::Text(text) if !text.is_empty() => Some(text.clone()),
        Value::Date(day) => Some(day.to_string()),
        _ => None,
    });
    words.take(2).collect::<Vec<_>>().join(" ")
}

fn of_notes(record: &Record) -> Vec<Vec<String>> {
    let child = ChildKey(record.child.key);
    let texts = record.notes.iter().map(|note| (note, note.content.text_of(child).into_owned()));
    let hiding = texts.filter(|(_, text)| *masked(text) != **text);
    hiding.map(|(note, text)| vec![format!("note {}", note.id.0), revealed(&text).into_owned()]).collect()
}
