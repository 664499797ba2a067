//! `lookout keys`: every key of every screen. The README holds the same tables.

use crate::app::keys;
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
    let rows: Vec<_> = keys::tables()
        .into_iter()
        .flat_map(|table| table.rows.into_iter().map(move |row| of(table.title, &row)))
        .collect();
    table::markdown(&["where", "keys", "does"], &rows)
}

fn of(place: &str, row: &keys::Row) -> Vec<String> {
    let keys: Vec<String> = row.keys.split(' ').map(|key| format!("`{key}`")).collect();
    vec![place.to_owned(), keys.join(" "), row.help.to_owned()]
}
