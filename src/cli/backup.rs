//! `lookout backup`: a whole encrypted copy, checked before it has its name.

use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::setting::{Options, Setting};
use crate::domain::visible::visible;
use crate::store::command::Stamp;
use std::path::PathBuf;

/// Write an encrypted copy of the caseload and its keys file, and check it
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Where to, instead of `backups` beside the caseload, where the newest ten are kept; elsewhere none is removed
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

/// Writes it and says where it is and what it holds.
///
/// # Errors
/// A folder that cannot be written, a full disk: nothing that is called a backup is there then; those of opening.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let made = setting.open()?.backup(arguments.to.as_deref(), Stamp(setting.clock.now()))?;
    let older = if made.removed > 0 { format!("; {} of the oldest removed", made.removed) } else { String::new() };
    let line = format!(
        "{}: {} children, {} notes, checked{older}\n",
        visible(&made.path.display().to_string()),
        made.contents.children,
        made.contents.notes
    );
    output::write(line.as_bytes()).map_err(|failure| failure.after("the backup is written"))
}
