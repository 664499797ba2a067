//! `lookout config`: where the configuration stands, and what in it cannot be used.

mod file;

pub(super) use file::{Config, text};

use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{output, table};
use crate::domain::visible::visible;
use crate::runtime::profiles;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Say where the configuration stands, and what in it cannot be used
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Print where each file and folder stands, or would stand
    Path,
    /// Name what cannot be used, with its line; exit code 1 where there is such
    Check,
}

/// A file or folder of the configuration.
struct Place {
    name: &'static str,
    path: PathBuf,
    /// What in it cannot be used.
    complaints: fn(&Setting) -> Vec<String>,
}

/// Every place, in the order in which they are shown.
fn places(setting: &Setting) -> [Place; 4] {
    [
        Place { name: "config.toml", path: setting.config.clone(), complaints: |setting| setting.config().1 },
        Place { name: "rules.toml", path: setting.rules_file(), complaints: |setting| setting.thresholds().1 },
        Place {
            name: "profiles",
            path: setting.profiles_folder(),
            complaints: |setting| profiles::read(&setting.profiles_folder()).1,
        },
        Place {
            name: "templates",
            path: setting.templates_folder(),
            complaints: |setting| no_text(&setting.templates_folder()),
        },
    ]
}

/// Does it.
///
/// # Errors
/// Something cannot be used; those of writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    match arguments.what {
        What::Path => path(&setting),
        What::Check => check(&setting),
    }
}

fn path(setting: &Setting) -> Result<(), Failure> {
    let row = |place: Place| {
        let there = if place.path.exists() { "there" } else { "not there" };
        vec![place.name.to_owned(), visible(&place.path.display().to_string()).into_owned(), there.to_owned()]
    };
    let rows: Vec<_> = places(setting).into_iter().map(row).collect();
    output::write(table::aligned(&["what", "where", ""], &rows).as_bytes())
}

fn check(setting: &Setting) -> Result<(), Failure> {
    let (mut text, mut count) = (String::new(), 0);
    for place in places(setting) {
        let complaints = (place.complaints)(setting);
        count += complaints.len();
        let said = match (place.path.exists(), complaints.is_empty()) {
            (_, false) => "not all of it can be used",
            (true, true) => "nothing wrong",
            (false, true) => "not there",
        };
        let _ = writeln!(text, "{} ({}): {said}", place.name, visible(&place.path.display().to_string()));
        for complaint in complaints {
            let _ = writeln!(text, "  {}", visible(&complaint));
        }
    }
    output::write(text.as_bytes())?;
    match count {
        0 => Ok(()),
        1 => Err(Failure::Error("1 thing cannot be used; its default stands".to_owned())),
        _ => Err(Failure::Error(format!("{count} things cannot be used; their defaults stand"))),
    }
}

/// The files of a folder that are no text. No folder is no file.
fn no_text(folder: &Path) -> Vec<String> {
    let said = |path: &Path, why: &dyn std::fmt::Display| format!("{} is not used: {why}", path.display());
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) => return vec![said(folder, &error)],
    };
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).err().map(|error| said(path, &error))).collect()
}
