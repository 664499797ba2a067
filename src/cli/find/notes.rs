//! `lookout find --notes`: the notes that have all the words, each with the line that was hit.

use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::cli::{json, output, table};
use crate::domain::audit::Event;
use crate::domain::caseload::Caseload;
use crate::domain::note::search::{Hit, Wanted};
use crate::store::Store;
use chrono::{DateTime, FixedOffset};
use serde::Serialize;

/// The most notes that it gives.
const MOST: usize = 200;

#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    query: &'a str,
    results: Vec<Found<'a>>,
    /// Older notes fit too and were left out.
    more: bool,
}

#[derive(Serialize)]
struct Found<'a> {
    note: i64,
    at: DateTime<FixedOffset>,
    kind: &'static str,
    person: Option<&'a str>,
    children: Vec<&'a str>,
    line: &'a str,
}

/// Finds them.
///
/// # Errors
/// Those of reading and writing out.
pub(super) fn run((setting, store): (&Setting, &Store), query: &str, as_json: bool) -> Result<(), Failure> {
    let caseload = store.caseload(setting.today)?;
    let found = store.find_notes(&Wanted::new(query), MOST)?;
    let results: Vec<Found<'_>> = found.hits.iter().map(|hit| of(&caseload, hit)).collect();
    let form = if as_json { "json" } else { "text" };
    let what = format!("find --notes, {form}: {} notes", results.len());
    setting.witness(store, &[Event::export(None, what)])?;
    if as_json {
        let answer = Answer { schema: "lookout.find-notes/1", query, results, more: found.more };
        return output::write(&json::line(&answer)?);
    }
    output::write(text(&results, found.more).as_bytes())
}

fn of<'a>(caseload: &'a Caseload, hit: &'a Hit) -> Found<'a> {
    let content = &hit.note.content;
    let children = hit.children().iter().filter_map(|child| Some(&*caseload.child(*child)?.child_id));
    Found {
        note: hit.note.id.0,
        at: content.opened,
        kind: content.kind.id(),
        person: content.person.as_deref(),
        children: children.collect(),
        line: &hit.line.text,
    }
}

fn text(results: &[Found<'_>], more: bool) -> String {
    if results.is_empty() {
        return "no note has all of these words\n".to_owned();
    }
    let row = |found: &Found<'_>| {
        let day = found.at.format("%Y-%m-%d").to_string();
        let person = found.person.unwrap_or_default().to_owned();
        vec![day, found.kind.to_owned(), found.children.join(" "), person, found.line.to_owned()]
    };
    let rows: Vec<_> = results.iter().map(row).collect();
    let mut text = table::aligned(&["day", "kind", "child", "person", "line"], &rows);
    if more {
        text.push_str("older notes have these words too\n");
    }
    text
}
