//! `lookout held`: rows of files that were held back, to be corrected or dropped.

use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{json, output, table};
use crate::domain::audit::{Deed, Event};
use crate::domain::held::{self, HeldRow, HeldText};
use crate::domain::sealed::Sealed;
use crate::domain::visible::visible;
use crate::runtime::held::{self as runtime, Retried, retry};
use crate::store::Store;
use crate::store::command::Stamp;
use crate::store::error::StoreError;
use clap::Subcommand;
use serde::Serialize;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

/// Stands for a cell that is shown only when asked for; in a corrected row it keeps what is there.
const SEALED: &str = "[sealed]";

/// List rows of files that were held back; correct or drop them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the header and the row as CSV; addresses, telephones and columns that are not read as `[sealed]`
    Show {
        /// The row's number, as `lookout held` lists it
        #[arg(value_name = "ID")]
        id: i64,
        /// Print what is sealed too
        #[arg(long)]
        reveal: bool,
    },
    /// Take the row in, corrected: one line of CSV on standard input, its columns as in the file
    Retry {
        /// The row's number, as `lookout held` lists it
        #[arg(value_name = "ID")]
        id: i64,
    },
    /// Drop a row, or rows of a file together: they are not wanted
    Drop {
        /// The row's number, as `lookout held` lists it
        #[arg(value_name = "ID", required_unless_present = "file")]
        id: Option<i64>,
        /// All rows of a file instead, its name as `lookout held` lists it
        #[arg(long, value_name = "NAME", conflicts_with = "id")]
        file: Option<String>,
        /// Of the file's rows those alone whose column or reason holds these words
        #[arg(long, value_name = "WORDS", requires = "file")]
        like: Option<String>,
        /// Why
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
}

/// The JSON of the formats page.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    held: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: i64,
    file: &'a str,
    layout: Option<&'a str>,
    line: u32,
    column: Option<&'a str>,
    reason: &'a str,
    /// Whether its text was kept, so that it can be corrected here.
    kept: bool,
}

/// Lists them, or does what is asked with one.
///
/// # Errors
/// No such row; a corrected row that is still held back; those of opening, reading and writing.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    match &arguments.what {
        None => list(&setting, arguments.json),
        Some(What::Show { id, reveal }) => show(&setting, *id, *reveal),
        Some(What::Retry { id }) => correct(&setting, *id),
        Some(What::Drop { id, file, like, reason }) => {
            let which = id.map_or(Which::Of(file.as_deref(), like.as_deref()), Which::Row);
            drop_rows(&setting, which, reason)
        }
    }
}

fn list(setting: &Setting, as_json: bool) -> Result<(), Failure> {
    let store = setting.open()?;
    let rows = store.held()?;
    let form = if as_json { "json" } else { "text" };
    setting.witness(&store, &[Event::export(None, format!("held, {form}: {} rows", rows.len()))])?;
    if as_json {
        let held = rows.iter().map(listed).collect();
        return output::write(&json::line(&Answer { schema: "lookout.held/1", held })?);
    }
    if rows.is_empty() {
        return output::write(b"no row is held back\n");
    }
    let cells = |row: &HeldRow| {
        let (id, line) = (row.id.to_string(), row.line.to_string());
        vec![id, row.file.clone(), line, row.column.clone().unwrap_or_default(), row.reason.clone()]
    };
    let rows: Vec<_> = rows.iter().map(cells).collect();
    output::write(table::aligned(&["id", "file", "line", "column", "reason"], &rows).as_bytes())
}

fn listed(row: &HeldRow) -> Listed<'_> {
    let HeldRow { id, file, layout, line, column, reason, kept } = row;
    let (layout, column) = (layout.as_deref(), column.as_deref());
    Listed { id: *id, file, layout, line: *line, column, reason, kept: *kept }
}

/// Prints header and row, so that an editor can change it and `retry` take it.
fn show(setting: &Setting, id: i64, reveal: bool) -> Result<(), Failure> {
    let store = setting.open()?;
    let row = text_of(&store, id)?;
    let deed = if reveal { Deed::Reveal } else { Deed::Export };
    setting.witness(&store, &[Event { deed, child: None, detail: format!("held row {id}") }])?;
    let words = row.words();
    let cells: Vec<String> = row.cells().iter().map(|cell| cell.reveal().clone()).collect();
    let shown = cells.iter().enumerate().map(|(place, cell)| {
        let hide = !reveal && !cell.is_empty() && words.get(place).is_some_and(|word| row.is_sealed(word));
        if hide { SEALED } else { cell.as_str() }
    });
    let text = format!("{}\n{}\n", row.header, held::join(shown));
    // A pipe gets the row as it is, since `retry` takes it back; a terminal nothing that it would act upon.
    let text = if io::stdout().is_terminal() { escaped(&text) } else { text };
    output::write(text.as_bytes())
}

fn escaped(text: &str) -> String {
    text.split_inclusive('\n').map(|line| visible(line.trim_end_matches('\n')).into_owned() + "\n").collect()
}

/// A held-back row that can be corrected.
fn text_of(store: &Store, id: i64) -> Result<HeldText, Failure> {
    match store.held_text(id)? {
        Some(text) => Ok(text),
        None if store.held()?.iter().any(|row| row.id == id) => Err(Failure::Error(
            "the text of this row was not kept: mend the file and import it again, or drop the row. Nothing was changed"
                .to_owned(),
        )),
        None => Err(StoreError::NoSuchHeld.into()),
    }
}

fn correct(setting: &Setting, id: i64) -> Result<(), Failure> {
    let mut store = setting.open()?;
    let row = text_of(&store, id)?;
    let text = unsealed(&row, &corrected(row.header.len())?);
    match retry(&mut store, &row, &text, (&setting.profiles_folder(), Stamp(setting.clock.now())))? {
        Retried::Settled => output::write(format!("row {id} is in\n").as_bytes())
            .map_err(|failure| failure.after("the row is in: do not correct it again")),
        Retried::Still(held) => {
            let column = held.column.map_or_else(String::new, |column| format!("{column}: "));
            output::write(format!("row {id}: {column}{}\n", held.reason).as_bytes())?;
            Err(Failure::HeldInFull)
        }
    }
}

/// The corrected row on standard input, above it the header, where that is given, of so many bytes.
fn corrected(header: usize) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let most = header + 4 * held::LONGEST_ROW;
    let read = io::stdin().lock().take(most as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::unreadable(Path::new("standard input"), error))?;
    if bytes.len() > most {
        return Err(Failure::Usage("the row on standard input is too long; nothing was changed".to_owned()));
    }
    let not_text = |_| Failure::Usage("the row on standard input is not UTF-8; nothing was changed".to_owned());
    let text = String::from_utf8(bytes).map_err(not_text)?;
    let text = text.trim_end_matches(['\n', '\r']);
    if text.trim().is_empty() {
        return Err(Failure::Usage("there is no row on standard input; nothing was changed".to_owned()));
    }
    Ok(text.to_owned())
}

/// The corrected row without the header that may stand above it, sealed cells as they were kept.
fn unsealed(row: &HeldText, corrected: &str) -> String {
    let body = corrected.strip_prefix(&row.header).map_or(corrected, |rest| rest.trim_start_matches(['\r', '\n']));
    if !body.contains(SEALED) {
        return body.to_owned();
    }
    let kept = row.cells();
    let cells: Vec<String> = held::split(body)
        .into_iter()
        .enumerate()
        .map(|(place, cell)| match kept.get(place) {
            Some(kept) if cell == SEALED => kept.reveal().clone(),
            _ => cell,
        })
        .collect();
    held::join(cells.iter().map(String::as_str))
}

/// Which rows are dropped.
#[derive(Debug, Clone, Copy)]
enum Which<'a> {
    /// One, by its number.
    Row(i64),
    /// Those of a file; those alone whose column or reason holds some words.
    Of(Option<&'a str>, Option<&'a str>),
}

fn drop_rows(setting: &Setting, which: Which<'_>, reason: &str) -> Result<(), Failure> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Failure::Usage("say why with --reason; nothing was changed".to_owned()));
    }
    let reason = Sealed::new(reason.to_owned());
    let mut store = setting.open()?;
    let stamp = Stamp(setting.clock.now());
    let told = match which {
        Which::Row(id) => {
            runtime::drop_rows(&mut store, vec![id], (reason, stamp))?;
            format!("row {id} is dropped\n")
        }
        Which::Of(file, like) => {
            let (file, like) = (file.unwrap_or_default(), like.unwrap_or_default().to_lowercase());
            let rows = store.held()?;
            let wanted = |row: &&HeldRow| row.file == file && row.why().to_lowercase().contains(&like);
            let ids: Vec<i64> = rows.iter().filter(wanted).map(|row| row.id).collect();
            if ids.is_empty() {
                return Err(Failure::Error(format!(
                    "no such row of {file} is held back; `lookout held` lists them. Nothing was changed"
                )));
            }
            let dropped = runtime::drop_rows(&mut store, ids, (reason, stamp))?;
            format!("{} of {file} dropped\n", held::counted(dropped, "row"))
        }
    };
    output::write(told.as_bytes())
}
