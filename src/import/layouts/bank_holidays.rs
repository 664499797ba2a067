//! Bank holidays as GOV.UK publishes them: JSON, of which England and Wales are taken.

use crate::domain::kind::{Kind, Value, spec};
use crate::domain::sheet::{Cell, Content, Layer, SheetRow};
use crate::import::dates::date;
use crate::import::layouts::{Form, Layout};
use crate::import::refusal::{Refusal, Tally};
use crate::import::table;
use serde_json::Value as Json;
use std::collections::BTreeMap;

const DIVISION: &str = "england-and-wales";

/// `{division: {division, events: [{date, title}]}}`.
pub(super) const LAYOUT: Layout =
    Layout { name: "bank-holidays", kind: Kind::BankHoliday, child: None, form: Form::Document { fits, take } };

fn fits(document: &Json) -> bool {
    events(document).is_some()
}

fn events(document: &Json) -> Option<&Vec<Json>> {
    document.get(DIVISION)?.get("events")?.as_array()
}

fn take(document: &Json, text: &str, tally: &mut Tally) {
    let mut lines = event_lines(text).into_iter();
    let mut rows: BTreeMap<String, SheetRow> = BTreeMap::new();
    let mut earlier = Vec::new();
    for event in events(document).into_iter().flatten() {
        let line = lines.next().unwrap_or(1);
        tally.data_rows = tally.data_rows.saturating_add(1);
        match row(event, line) {
            Ok(row) => earlier.extend(rows.insert(row.key.clone(), row)),
            Err(refusal) => tally.hold(line, refusal),
        }
    }
    for row in earlier {
        if let Some(last) = rows.get(&row.key) {
            tally.fold(row.line, row.cells == last.cells, last.line);
        }
    }
    tally.content = Content::Rows { kind: Kind::BankHoliday, layer: Layer::Own, rows: rows.into_values().collect() };
}

fn row(event: &Json, line: u32) -> Result<SheetRow, Refusal> {
    let word = |name: &str| event.get(name).and_then(Json::as_str).map(str::trim).filter(|text| !text.is_empty());
    let refuse = |reason: String| Refusal { column: Some("date".to_owned()), reason };
    let date = date(word("date").ok_or_else(|| refuse("is missing".to_owned()))?).map_err(refuse)?;
    let title = word("title").map_or(Cell::Clear, |title| Cell::Set(Value::Text(title.to_owned())));
    let cells = vec![Cell::Set(Value::Text(DIVISION.to_owned())), Cell::Set(Value::Date(date)), title];
    let key = table::key(spec(Kind::BankHoliday), &cells).unwrap_or_default();
    Ok(SheetRow { line, child_id: String::new(), key, cells, text: None })
}

/// The lines on which the events of the division begin: the objects of the first array behind its name.
fn event_lines(text: &str) -> Vec<u32> {
    let name = format!("\"{DIVISION}\"");
    let begin = text.match_indices(&name).find(|(at, _)| {
        let rest = text.get(at + name.len()..).unwrap_or_default();
        rest.trim_start().strip_prefix(':').is_some_and(|rest| rest.trim_start().starts_with('{'))
    });
    let begin = begin.map_or(0, |(at, _)| at);
    let mut line = 1_u32.saturating_add(count_lines(text.get(..begin).unwrap_or_default()));
    let (mut lines, mut open, mut quoted, mut escaped) = (Vec::new(), Vec::new(), false, false);
    for byte in text.get(begin..).unwrap_or_default().bytes() {
        line = line.saturating_add(u32::from(byte == b'\n'));
        if quoted {
            quoted = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => {
                if byte == b'{' && open == [b'{', b'['] {
                    lines.push(line);
                }
                open.push(byte);
            }
            b'}' | b']' => {
                open.pop();
                if open.is_empty() {
                    break;
                }
            }
            _ => {}
        }
    }
    lines
}

fn count_lines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|&byte| byte == b'\n').count()).unwrap_or(u32::MAX)
}
