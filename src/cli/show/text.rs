//! A record for a person.

use super::{Shown, rows};
use crate::cli::table;
use crate::domain::kind::spec;
use crate::domain::rules::Reason;
use crate::domain::triage::explain;
use crate::domain::visible::visible;
use serde_json::Value;
use std::fmt::Write;

/// The record as text.
pub(super) fn of(shown: &Shown<'_>) -> String {
    let mut text = head(shown);
    text.push_str(&alerts(shown));
    text.push_str(&attendance(shown));
    for kind in rows::KINDS.iter().copied().chain(rows::of_the_work()) {
        section(&mut text, spec(kind).name, &rows::table(&shown.record, kind));
    }
    section(&mut text, "notes", &rows::notes(&shown.record));
    let sealed = rows::sealed(&shown.record);
    if !sealed.is_empty() {
        let _ = write!(text, "\nsealed, shown by name with --reveal: {}\n", sealed.join(", "));
    }
    text
}

fn head(shown: &Shown<'_>) -> String {
    let object = rows::child(&shown.record, shown.judged.today);
    let mut text = String::new();
    for (name, value) in object.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
        let _ = writeln!(text, "{name:<20}{}", cell(value));
    }
    text
}

fn alerts(shown: &Shown<'_>) -> String {
    let (judged, context) = (shown.judged, shown.judged.context());
    let mut text = format!("\n{}\n", shown.ranked.group.words());
    for alert in &shown.ranked.alerts {
        let Reason { short, sums, limit } = explain(&judged.caseload, &context, shown.ranked.child, alert);
        let until =
            alert.dealt.until.map(|day| format!(" ({} until {day})", alert.dealt.state.id())).unwrap_or_default();
        let (severity, title) = (alert.finding.severity.words(), alert.rule().title);
        let _ = writeln!(text, "  {severity}: {title}: {}{until}", visible(&short));
        for line in sums.iter().chain([&limit]).filter(|line| !line.is_empty()) {
            let _ = writeln!(text, "    {}", visible(line));
        }
    }
    text
}

fn attendance(shown: &Shown<'_>) -> String {
    let years = rows::attendance(&shown.record, shown.judged.today);
    if years.is_empty() {
        return "\nattendance: no marks\n".to_owned();
    }
    let row = |year: &rows::YearSums| {
        let sums = [year.possible, year.attended, year.authorised, year.unauthorised];
        let mut row = vec![year.academic_year.clone()];
        row.extend(sums.iter().map(u32::to_string));
        row
    };
    let rows: Vec<_> = years.iter().map(row).collect();
    let heading = ["year", "possible", "attended", "authorised", "unauthorised"];
    format!("\nattendance, in sessions\n{}", table::aligned(&heading, &rows))
}

/// A table of the columns that any of the rows fills.
fn section(text: &mut String, name: &str, rows: &Value) {
    let rows: Vec<_> = rows.as_array().into_iter().flatten().filter_map(Value::as_object).collect();
    // Rows with sealed fields have fewer keys than others.
    let keys = rows.iter().max_by_key(|row| row.len()).into_iter().flat_map(|row| row.keys().map(String::as_str));
    let filled = |column: &&str| rows.iter().any(|row| row.get(*column).is_some_and(|value| !value.is_null()));
    let columns: Vec<&str> = keys.filter(filled).filter(|column| *column != "child_id").collect();
    if rows.is_empty() {
        return;
    }
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| columns.iter().map(|column| row.get(*column).map_or_else(String::new, cell)).collect())
        .collect();
    let _ = write!(text, "\n{name}\n{}", table::aligned(&columns, &cells));
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => visible(text).into_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Array(several) => several.iter().map(cell).collect::<Vec<_>>().join(", "),
        Value::Object(source) => {
            let part = |name: &str| source.get(name).map_or_else(String::new, cell);
            format!("{}:{}", part("file"), part("line"))
        }
        other @ Value::Number(_) => other.to_string(),
    }
}
