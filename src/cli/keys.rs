//! `lookout keys`: every key of every screen. The README holds the same tables.

use crate::app::keys::Binding;
use crate::app::{dashboard, global, note, record};
use crate::cli::failure::Failure;
use crate::cli::{output, table};

/// Print the keys of every screen
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Prints them.
///
/// # Errors
/// Those of writing out.
pub(super) fn run(_: &Arguments) -> Result<(), Failure> {
    output::write(text().as_bytes())
}

/// The table as Markdown.
pub(super) fn text() -> String {
    let rows: Vec<_> = rows("everywhere", global::KEYS)
        .chain(rows("dashboard", dashboard::KEYS))
        .chain(rows("record", record::KEYS))
        .chain(rows("note", note::KEYS))
        .collect();
    table::markdown(&["where", "keys", "does"], &rows)
}

fn rows<M>(place: &'static str, table: &'static [Binding<M>]) -> impl Iterator<Item = Vec<String>> {
    table.iter().map(move |row| {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
        vec![place.to_owned(), keys.join(" "), row.help.to_owned()]
    })
}
