//! A paper as CSV (RFC 4180): one table of all its tables, so that a spreadsheet can filter it by part and section.

use crate::domain::formula::harmless;
use crate::domain::paper::{Paper, Section, Table};
use crate::domain::visible::visible;

/// The columns that stand before those of the tables.
const FIRST: [&str; 3] = ["Part", "Section", "Text"];

pub(super) fn of(paper: &Paper) -> String {
    let sections: Vec<(&str, &Section)> = paper.sections().collect();
    if let ([(_, Section { lines, table: Some(table), .. })], true) = (&*sections, paper.lead.is_empty())
        && lines.is_empty()
    {
        return list(table);
    }
    let columns = columns(&sections);
    let mut text = record(FIRST.into_iter().chain(columns.iter().copied()));
    let mut put = |first: [&str; 3], cells: &[&str]| {
        let cells = cells.iter().copied().chain(std::iter::repeat_n("", columns.len() - cells.len()));
        text.push_str(&record(first.into_iter().chain(cells)));
    };
    for line in std::iter::once(&paper.title).chain(&paper.lead) {
        put(["", "", line], &[]);
    }
    for (part, section) in sections {
        for line in &section.lines {
            put([part, &section.title, line], &[]);
        }
        for (table, row) in section.table.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
            put([part, &section.title, ""], &placed(table, row, &columns));
        }
    }
    text
}

/// A list alone, as it stands on the screen: it needs no columns about parts.
fn list(table: &Table) -> String {
    let rows = table.rows.iter().map(|row| record(row.iter().map(String::as_str)));
    std::iter::once(record(table.columns.iter().copied())).chain(rows).collect()
}

/// The columns of all tables, in the order in which they first come.
fn columns(sections: &[(&str, &Section)]) -> Vec<&'static str> {
    let mut columns: Vec<&'static str> = Vec::new();
    for word in sections.iter().filter_map(|(_, section)| section.table.as_ref()).flat_map(|table| &table.columns) {
        if !columns.contains(word) {
            columns.push(word);
        }
    }
    columns
}

/// The cells of a row under the columns of all tables.
fn placed<'a>(table: &Table, row: &'a [String], columns: &[&'static str]) -> Vec<&'a str> {
    let cell = |word: &&'static str| {
        let at = table.columns.iter().position(|own| own == word)?;
        row.get(at).map(String::as_str)
    };
    columns.iter().map(|word| cell(word).unwrap_or_default()).collect()
}

fn record<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    cells.map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A cell: what a spreadsheet would run as a formula with an apostrophe before it, quotation marks where they must be.
fn cell(text: &str) -> String {
    let shown = visible(text);
    // A paper is not read again as a week of marks, so that a lone hyphen need not stay one.
    let harmless = if shown == "-" { "'-".into() } else { harmless(&shown) };
    if harmless.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", harmless.replace('"', "\"\""))
    } else {
        harmless.into_owned()
    }
}
