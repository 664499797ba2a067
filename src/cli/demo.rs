//! `lookout demo`: the dashboard on an invented caseload in a folder that goes with it.

use crate::cli::dashboard::{need_terminal, opening, start};
use crate::cli::failure::Failure;
use crate::cli::sample::{CHILDREN, SEED, WEEKS};
use crate::cli::setting::{Options, Setting, login_name};
use crate::import;
use crate::runtime::signals::Watch;
use crate::runtime::{self, Start};
use crate::sample::{Recipe, SampleNote, invent, notes};
use crate::store::Store;
use crate::store::command::{Command, Stamp};
use crate::store::secret::Secret;
use std::path::Path;
use tempfile::TempDir;

/// Open the dashboard on an invented caseload; nothing to set up, nothing left behind
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// How many children
    #[arg(long, value_name = "N", default_value_t = CHILDREN, value_parser = clap::value_parser!(u32).range(1..))]
    children: u32,
    /// Other seeds invent other children
    #[arg(long, value_name = "S", default_value_t = SEED)]
    seed: u64,
}

/// Invents, imports and opens it. The folder goes when the screen does, whatever ended it.
///
/// # Errors
/// There is no terminal; no room for the folder; those of the terminal.
pub(super) fn run(arguments: &Arguments, options: &Options, view: Option<&str>) -> Result<(), Failure> {
    need_terminal()?;
    let setting = Setting::new(options)?;
    let opening = view.map(|name| opening(name, &[])).transpose()?;
    // Before the folder is made: a signal from now on ends the screen, and the folder with it.
    let watch = Watch::new().map_err(Failure::Terminal)?;
    let folder = folder()?;
    let recipe = Recipe { children: arguments.children, seed: arguments.seed, weeks: WEEKS, today: setting.today };
    let store = store(folder.path(), &recipe, &setting)?;
    let start = start(&setting, options, Some(store));
    let done = runtime::run(Start { demo: true, file: "demo".to_owned(), opening, ..start }, watch);
    folder.close().map_err(|error| Failure::unwritable(Path::new("the demo's temporary folder"), error))?;
    Ok(done?)
}

fn folder() -> Result<TempDir, Failure> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("lookout-demo-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir().map_err(|error| Failure::unwritable(&std::env::temp_dir(), error))
}

/// A caseload with the invented files in it. Its passphrase guards nothing: what it holds is invented.
fn store(folder: &Path, recipe: &Recipe, setting: &Setting) -> Result<Store, Failure> {
    let secret = Secret::new("an invented caseload".to_owned());
    let (mut store, _) = Store::create_cheap(&folder.join("demo.db"), &login_name(), &secret)?;
    let mut files = invent(recipe);
    files.sort_by_key(|file| file.name != "children.csv");
    for file in files {
        let unreadable = |error| Failure::unreadable(Path::new(file.name), error);
        for sheet in import::read(file.name, &mut file.bytes.as_slice()).map_err(unreadable)? {
            let planned = store.plan(sheet)?;
            store.apply(Command::Import(Box::new(planned)), Stamp(setting.clock.now()))?;
        }
    }
    for note in notes(recipe) {
        file(&mut store, note, setting)?;
    }
    Ok(store)
}

/// Files an invented note as if it had been taken at its hour.
fn file(store: &mut Store, note: SampleNote, setting: &Setting) -> Result<(), Failure> {
    let Some(opened) = note.at.and_local_timezone(*setting.clock.now().offset()).single() else { return Ok(()) };
    let about = store.child_by_id(&note.child_id)?;
    let note = note.filed(about, opened);
    store.apply(Command::FileNote { note, draft: None }, Stamp(opened))?;
    Ok(())
}
