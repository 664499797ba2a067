//! `lookout imports`: who took which file in, when, and what it did.

use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{json, output, table};
use crate::domain::imported::Imported;
use chrono::{DateTime, FixedOffset, Utc};
use serde::Serialize;

/// Digits of a hash that a person is shown.
const SHORT: usize = 12;

/// List the imports, the latest first
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    imports: Vec<ImportRow<'a>>,
}

#[derive(Serialize)]
struct ImportRow<'a> {
    id: i64,
    at: DateTime<Utc>,
    actor: &'a str,
    file: &'a str,
    layout: Option<&'a str>,
    hash: &'a str,
    new: u32,
    changed: u32,
    same: u32,
    held: u32,
    undone: Option<DateTime<Utc>>,
}

/// Lists them.
///
/// # Errors
/// Those of opening, reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let imports = setting.open()?.imports()?;
    if arguments.json {
        let answer = Answer { schema: "lookout.imports/1", imports: imports.iter().map(row).collect() };
        return output::write(&json::line(&answer)?);
    }
    output::write(text(&imports, *setting.clock.now().offset()).as_bytes())
}

fn row(import: &Imported) -> ImportRow<'_> {
    ImportRow {
        id: import.id.0,
        at: import.at,
        actor: &import.actor,
        file: &import.file,
        layout: import.layout.as_deref(),
        hash: &import.hash,
        new: import.new,
        changed: import.changed,
        same: import.same,
        held: import.held,
        undone: import.undone,
    }
}

fn text(imports: &[Imported], offset: FixedOffset) -> String {
    if imports.is_empty() {
        return "nothing was imported yet\n".to_owned();
    }
    let moment = |at: DateTime<Utc>| at.with_timezone(&offset).format("%Y-%m-%d %H:%M").to_string();
    let heading = ["id", "when", "who", "new", "changed", "same", "held", "sha-256", "taken back", "file"];
    let row = |import: &Imported| {
        vec![
            import.id.0.to_string(),
            moment(import.at),
            import.actor.clone(),
            import.new.to_string(),
            import.changed.to_string(),
            import.same.to_string(),
            import.held.to_string(),
            import.hash.chars().take(SHORT).collect(),
            import.undone.map(moment).unwrap_or_default(),
            import.file.clone(),
        ]
    };
    table::aligned(&heading, &imports.iter().map(row).collect::<Vec<_>>())
}
