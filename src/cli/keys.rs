//! `lookout keys`: every key of every screen. The README holds the same tables.

use crate::app::keymap::Keymap;
use crate::app::keys;
use crate::cli::failure::{Failure, say};
use crate::cli::setting::{Options, Setting};
use crate::cli::{output, table};

/// Print the keys of every screen, and the names by which config.toml knows them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Prints those in force.
///
/// # Errors
/// Those of the setting and of writing out.
pub(super) fn run(_: &Arguments, options: &Options) -> Result<(), Failure> {
    let (config, complaints) = Setting::new(options)?.config();
    for complaint in &complaints {
        say(complaint);
    }
    output::write(text(&config.keymap).as_bytes())
}

/// The table as Markdown.
fn text(keymap: &Keymap) -> String {
    let rows: Vec<_> = keys::tables(keymap)
        .into_iter()
        .flat_map(|table| table.rows.into_iter().map(move |row| of(table.title, &table.id, &row)))
        .collect();
    table::markdown(&["where", "keys", "does", "in config.toml"], &rows)
}

fn of(place: &str, section: &str, row: &keys::Row) -> Vec<String> {
    let keys: Vec<String> = row.keys.split(' ').map(|key| format!("`{key}`")).collect();
    vec![place.to_owned(), keys.join(" "), row.help.to_owned(), format!("{section}.{}", row.name)]
}
