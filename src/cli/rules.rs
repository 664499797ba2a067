//! `lookout rules`: what is watched, with the limits that a rules.toml can change. The README holds the same table.

use crate::cli::failure::Failure;
use crate::cli::{output, table};
use crate::domain::rules::{RULES, Rule};

/// Print the rules, their limits and where these come from
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Prints the table.
///
/// # Errors
/// Those of writing out.
pub(super) fn run(_: &Arguments) -> Result<(), Failure> {
    output::write(text().as_bytes())
}

/// The table as Markdown.
pub(super) fn text() -> String {
    let rows: Vec<_> = RULES.iter().map(row).collect();
    table::markdown(&["id", "title", "watches", "value", "limits in rules.toml", "source"], &rows)
}

fn row(rule: &Rule) -> Vec<String> {
    let limit = |limit: &crate::domain::rules::Limit| {
        format!("`{} = {}` {}: {}", limit.key, limit.default, limit.unit, limit.doc)
    };
    let limits: Vec<String> = rule.limits.iter().map(limit).collect();
    vec![
        rule.id.to_owned(),
        rule.title.to_owned(),
        rule.doc.to_owned(),
        rule.unit.id().unwrap_or("-").to_owned(),
        limits.join("; "),
        rule.source.to_owned(),
    ]
}
