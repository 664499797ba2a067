//! `lookout demo`: the dashboard on an invented caseload in a folder that goes with it.

use crate::cli::again::{Again, start_afresh};
use crate::cli::dashboard::{Caseload, need_terminal, opener, opening, start};
use crate::cli::failure::Failure;
use crate::cli::sample::{CHILDREN, SEED, WEEKS};
use crate::cli::setting::{Options, Setting, login_name};
use crate::import;
use crate::runtime::signals::Watch;
use crate::runtime::{self, Ended, Start};
use crate::sample::{COUNCIL_NAME, Recipe, SampleNote, invent, notes};
use crate::store::Store;
use crate::store::command::{Command, Stamp};
use crate::store::secret::Secret;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The caseload in the folder.
const FILE: &str = "demo.db";

/// Open the dashboard on an invented caseload; nothing to set up, nothing left behind
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// How many children
    #[arg(long, value_name = "N", default_value_t = CHILDREN, value_parser = clap::value_parser!(u32).range(1..))]
    children: u32,
    /// Other seeds invent other children
    #[arg(long, value_name = "S", default_value_t = SEED)]
    seed: u64,
    /// The folder of a demo that locked itself
    #[arg(long, hide = true)]
    folder: Option<PathBuf>,
}

/// Invents, imports and opens it. The folder goes when the screen does, whatever ended it; a demo that locked itself
/// goes on in the same folder.
///
/// # Errors
/// There is no terminal; no room for the folder; those of the terminal.
pub(super) fn run(arguments: &Arguments, options: &Options, view: Option<&str>, again: &Again) -> Result<(), Failure> {
    need_terminal()?;
    let setting = Setting::new(options)?;
    let opening = view.map(|name| opening(name, &[])).transpose()?.or_else(|| again.opening());
    // Before the folder is made: a signal from now on ends the screen, and the folder with it.
    let watch = Watch::new().map_err(Failure::Terminal)?;
    let folder = match &arguments.folder {
        Some(path) => Folder::taken_over(path)?,
        None => Folder::new()?,
    };
    let recipe = Recipe { children: arguments.children, seed: arguments.seed, weeks: WEEKS, today: setting.today };
    let caseload = if arguments.folder.is_some() {
        Caseload::Locked(opener(&folder.0.join(FILE), setting.clock), again.lock())
    } else {
        Caseload::Open(store(&folder.0, &recipe, &setting)?)
    };
    let start = start(&setting, options, caseload);
    let start = Start { demo: true, file: "demo".to_owned(), opening, lock_after: None, ..start };
    let start = Start { authority: Some(COUNCIL_NAME.to_owned()), ..start };
    match runtime::run(start, watch)? {
        Ended::Left => folder.close(),
        Ended::Locked(locked) => Err(start_afresh(options, &locked, &arguments.again_in(&folder))),
    }
}

/// The demo's folder; it goes when this is dropped.
struct Folder(PathBuf);

/// What its name begins with.
const PREFIX: &str = "lookout-demo-";

impl Folder {
    fn new() -> Result<Self, Failure> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let made = builder.tempdir().map_err(|error| Failure::unwritable(&std::env::temp_dir(), error))?;
        Ok(Self(made.keep()))
    }

    /// The one of a demo that locked itself: no other folder is ever taken, since it goes in the end.
    fn taken_over(path: &Path) -> Result<Self, Failure> {
        let named = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
        if named && path.parent() == Some(&std::env::temp_dir()) && path.join(FILE).is_file() {
            return Ok(Self(path.to_owned()));
        }
        Err(Failure::Usage(format!("{} is no folder of a demo", path.display())))
    }

    fn close(self) -> Result<(), Failure> {
        let gone = std::fs::remove_dir_all(&self.0);
        gone.map_err(|error| Failure::unwritable(Path::new("the demo's temporary folder"), error))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Arguments {
    /// The command that goes on in the folder.
    fn again_in(&self, folder: &Folder) -> [OsString; 7] {
        let words = ["demo", "--children", &self.children.to_string(), "--seed", &self.seed.to_string(), "--folder"];
        let [demo, children, count, seed, number, name] = words.map(OsString::from);
        [demo, children, count, seed, number, name, folder.0.clone().into()]
    }
}

/// A caseload with the invented files in it. Its passphrase guards nothing: what it holds is invented.
fn store(folder: &Path, recipe: &Recipe, setting: &Setting) -> Result<Store, Failure> {
    let secret = Secret::new("an invented caseload".to_owned());
    let (mut store, _) = Store::create_cheap(&folder.join(FILE), &login_name(), &secret)?;
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
