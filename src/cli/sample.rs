//! `lookout sample`: an invented caseload as files.

use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::setting::{Options, clock};
use crate::disk;
use crate::sample::{Recipe, SampleFile, invent};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Children of an invented caseload, where nothing else is said.
pub(super) const CHILDREN: u32 = 120;
/// The seed, where nothing else is said.
pub(super) const SEED: u64 = 7;
/// Weeks of marks, where nothing else is said.
pub(super) const WEEKS: u32 = 12;

/// Write an invented caseload as files; no real child
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder, made where it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// How many children
    #[arg(long, value_name = "N", default_value_t = CHILDREN, value_parser = clap::value_parser!(u32).range(1..))]
    children: u32,
    /// Other seeds invent other children
    #[arg(long, value_name = "S", default_value_t = SEED)]
    seed: u64,
    /// Weeks of register marks, ending today
    #[arg(long, value_name = "W", default_value_t = WEEKS, value_parser = clap::value_parser!(u32).range(1..=520))]
    weeks: u32,
}

/// Writes the files; all or none.
///
/// # Errors
/// A file of such a name is there already; the folder cannot be written.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let today = match options.today {
        Some(today) => today,
        None => clock()?.now().date_naive(),
    };
    let Arguments { out, children, seed, weeks } = arguments;
    let files = invent(&Recipe { children: *children, seed: *seed, weeks: *weeks, today });
    if let Some(there) = files.iter().map(|file| out.join(file.name)).find(|path| path.symlink_metadata().is_ok()) {
        let words = format!("{} is there already; nothing was written. Name another folder", there.display());
        return Err(Failure::Error(words));
    }
    fs::create_dir_all(out).map_err(|error| Failure::unwritable(out, error))?;
    let mut written = Vec::new();
    for file in &files {
        let path = out.join(file.name);
        let done = write(&path, file);
        // A file that somebody else made in the meantime is not ours to remove.
        if done.as_ref().err().is_none_or(|error| error.kind() != io::ErrorKind::AlreadyExists) {
            written.push(path.clone());
        }
        if let Err(error) = done {
            take_back(&written);
            return Err(Failure::unwritable(&path, error));
        }
    }
    disk::sync_folder(out).map_err(|error| Failure::unwritable(out, error))?;
    let text = format!("{} files for {children} invented children in {}\n", files.len(), out.display());
    output::write(crate::domain::visible::visible(text.trim_end()).as_bytes())?;
    output::write(b"\n")
}

/// Writes a file through to the disk.
fn write(path: &Path, file: &SampleFile) -> io::Result<()> {
    let mut to = OpenOptions::new().write(true).create_new(true).open(path)?;
    to.write_all(&file.bytes)?;
    to.sync_all()
}

fn take_back(paths: &[PathBuf]) {
    for path in paths {
        // What cannot be taken back stays; the failure that follows names the folder.
        let _ = fs::remove_file(path);
    }
}
