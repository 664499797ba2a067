//! A paper as Markdown, with tables as GitHub and pandoc read them.

use crate::domain::paper::{Paper, Section, Table};
use crate::domain::visible::visible;
use std::fmt::Write;

pub(super) fn of(paper: &Paper) -> String {
    let mut text = format!("# {}\n", escaped(&paper.title));
    put_lines(&mut text, &paper.lead);
    for part in &paper.parts {
        if !part.title.is_empty() {
            let _ = write!(text, "\n## {}\n", escaped(&part.title));
        }
        let level = if part.title.is_empty() { "##" } else { "###" };
        for section in &part.sections {
            put_section(&mut text, level, section);
        }
    }
    text
}

fn put_section(text: &mut String, level: &str, section: &Section) {
    let _ = write!(text, "\n{level} {}\n", escaped(&section.title));
    put_lines(text, &section.lines);
    if let Some(table) = &section.table {
        put_table(text, table);
    }
}

/// A paragraph each.
fn put_lines(text: &mut String, lines: &[String]) {
    for line in lines {
        let _ = write!(text, "\n{}\n", escaped(line));
    }
}

fn put_table(text: &mut String, table: &Table) {
    let row = |cells: &mut dyn Iterator<Item = String>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
    let rule = |column| if table.is_figures(column) { "---:" } else { "---" }.to_owned();
    text.push('\n');
    text.push_str(&row(&mut table.columns.iter().map(|word| escaped(word))));
    text.push_str(&row(&mut (0..table.columns.len()).map(rule)));
    for cells in &table.rows {
        text.push_str(&row(&mut cells.iter().map(|cell| escaped(cell))));
    }
}

/// Text that is only text: no markup, no link, no HTML; hidden characters visible.
fn escaped(text: &str) -> String {
    let shown = visible(text);
    let mut escaped = String::with_capacity(shown.len());
    for c in shown.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '!' | '@') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    // A bare address would become a link.
    escaped.replace("://", ":\\//").replace("www.", "www\\.")
}
