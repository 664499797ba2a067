//! `lookout import`: files and folders into the caseload.

mod progress;
mod report;

use crate::cli::failure::{Failure, say};
use crate::cli::output;
use crate::cli::setting::{Options, Setting};
use crate::domain::sheet::{Content, Sheet};
use crate::import;
use crate::runtime::clock::Clock;
use crate::runtime::files::{self, Given};
use crate::runtime::reading::Watched;
use crate::store::Store;
use crate::store::command::{Applied, Command, Stamp};
use crate::store::intake::Intake;
use progress::Progress;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Take files in, or see what they would do
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files or folders; each file's layout is recognised by its header
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Say what would happen, and write nothing
    #[arg(long)]
    check: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Takes them in and reports.
///
/// # Errors
/// A path that cannot be read; those of opening and writing; every row held back.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let groups = arguments.paths.iter().map(|path| under(path)).collect::<Result<Vec<_>, _>>()?;
    let mut store = setting.open()?;
    let sheets = read_all(groups)?;
    let (intakes, failure) =
        if arguments.check { (store.rehearse(sheets)?, None) } else { take_all(&mut store, sheets, setting.clock) };
    let report = if arguments.json { report::json(&intakes)? } else { report::text(&intakes, arguments.check).into() };
    let safe = if arguments.check {
        "nothing was imported"
    } else {
        "what the files held is in; importing them again is safe"
    };
    let told = output::write(&report).map_err(|error| error.after(safe));
    if let Some(failure) = failure {
        say("the files listed above are in; the rest is not. Importing all of them again is safe");
        return Err(failure);
    }
    told?;
    if report::held_in_full(&intakes) { Err(Failure::HeldInFull) } else { Ok(()) }
}

/// Reads the files; those of a folder with its children first, since the rest hangs on them.
fn read_all(groups: Vec<Vec<Given>>) -> Result<Vec<Sheet>, Failure> {
    let count = groups.iter().map(Vec::len).sum();
    let mut progress = Progress::new("reading", count);
    let mut all = Vec::new();
    for group in groups {
        let mut sheets = Vec::new();
        for given in group {
            progress.step(&given.name);
            sheets.append(&mut read(&given, &mut progress)?);
        }
        sheets.sort_by_key(|sheet| match sheet.layout {
            Some("children" | "ssda903-header" | "cin-children") => 0,
            Some("census-pupils") => 1,
            _ => 2,
        });
        all.append(&mut sheets);
    }
    Ok(all)
}

fn under(path: &Path) -> Result<Vec<Given>, Failure> {
    files::under(path).map_err(|error| Failure::unreadable(&error.path, error.source))
}

fn read(given: &Given, progress: &mut Progress) -> Result<Vec<Sheet>, Failure> {
    let unreadable = |error| Failure::unreadable(&given.path, error);
    let file = File::open(&given.path).map_err(unreadable)?;
    let mut source = BufReader::new(Watched::new(file, |rows, _| {
        progress.rows(rows);
        Ok(())
    }));
    import::read(&given.name, &mut source).map_err(unreadable)
}

/// Takes the sheets in one by one, and stops at the first failure: what went in before it stays.
fn take_all(store: &mut Store, sheets: Vec<Sheet>, clock: Clock) -> (Vec<Intake>, Option<Failure>) {
    let mut intakes = Vec::new();
    let mut progress = Progress::new("taking in", sheets.len());
    for sheet in sheets {
        progress.step(&sheet.file);
        match take(store, sheet, clock) {
            Ok(intake) => intakes.push(intake),
            Err(failure) => return (intakes, Some(failure)),
        }
    }
    (intakes, None)
}

/// Compares a sheet and takes it in.
fn take(store: &mut Store, sheet: Sheet, clock: Clock) -> Result<Intake, Failure> {
    let nothing = matches!(sheet.content, Content::Nothing);
    let planned = store.plan(sheet)?;
    if nothing {
        return Ok(planned.intake);
    }
    match store.apply(Command::Import(Box::new(planned)), Stamp(clock.now()))? {
        Applied::Imported(intake) => Ok(intake),
        _ => Err(Failure::Error("the file was not taken in".to_owned())),
    }
}
