//! `lookout profile`: what the columns of files of unknown layout are.

use crate::cli::failure::{Failure, say};
use crate::cli::output;
use crate::cli::setting::{Options, Setting};
use crate::domain::kind::spec;
use crate::domain::visible::visible;
use crate::import;
use crate::import::mapping::Profile;
use crate::runtime::profiles;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Files of unknown layout: propose what their columns are, keep it as a profile
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Propose what a file's columns are, as a profile to be read and corrected
    Propose {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// What the profile is to be called; else after the file
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Keep a profile, so that files of its header are recognised
    Add {
        /// The profile, as `propose` prints it
        #[arg(value_name = "NAME.toml")]
        file: PathBuf,
        /// Put it in the place of another of the same name
        #[arg(long)]
        replace: bool,
    },
    /// List the profiles
    List,
}

/// Does it.
///
/// # Errors
/// A file that cannot be read or written, or is no profile; a profile of that name that says otherwise.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    match &arguments.what {
        What::Propose { file, name } => propose(file, name.as_deref()),
        What::Add { file, replace } => add(file, *replace, &Setting::new(options)?.profiles_folder()),
        What::List => list(&Setting::new(options)?.profiles_folder()),
    }
}

fn propose(path: &Path, name: Option<&str>) -> Result<(), Failure> {
    let unreadable = |error| Failure::unreadable(path, error);
    let mut source = BufReader::new(File::open(path).map_err(unreadable)?);
    let Some(proposal) = import::propose(&mut source).map_err(unreadable)? else {
        let words = format!("{}: no header of two columns or more was found; nothing was proposed", path.display());
        return Err(Failure::Error(words));
    };
    let name = name.map_or_else(|| profiles::name_of(path), str::to_owned);
    output::write(proposal.text(&name).as_bytes())?;
    if !proposal.lacking.is_empty() {
        say(&format!("the proposal still needs {}: correct it before you add it", proposal.lacking.join("; ")));
    }
    Ok(())
}

fn add(file: &Path, replace: bool, folder: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::unreadable(file, error))?;
    let profile =
        Profile::read(&text).map_err(|why| Failure::Error(format!("{}: {why}. Nothing was added", file.display())))?;
    let (known, complaints) = profiles::read(folder);
    for complaint in &complaints {
        say(complaint);
    }
    let path = profiles::path(folder, &profile);
    if profiles::in_the_way(folder, &known, &profile) && !replace {
        let words =
            format!("there is another profile {}; nothing was added. --replace puts this in its place", profile.name);
        return Err(Failure::Error(words));
    }
    let path = profiles::write(folder, &profile, &text).map_err(|error| Failure::unwritable(&path, error))?;
    output::write(format!("{}: {}\n", profile.name, visible(&path.display().to_string())).as_bytes())
}

fn list(folder: &Path) -> Result<(), Failure> {
    let (profiles, complaints) = profiles::read(folder);
    for complaint in &complaints {
        say(complaint);
    }
    let mut text = String::new();
    for profile in &profiles {
        let _ = writeln!(text, "{}: {}", profile.name, spec(profile.kind).name);
    }
    if profiles.is_empty() {
        text.push_str("there are no profiles\n");
    }
    output::write(text.as_bytes())
}
