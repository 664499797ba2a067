//! `lookout init`: makes the encrypted caseload and prints the recovery code once.

use crate::cli::failure::{Failure, say};
use crate::cli::setting::{Options, Setting, login_name};
use crate::cli::{output, passphrase};
use crate::store::Store;
use crate::store::error::StoreError;
use std::path::Path;

/// Make the encrypted caseload and print its recovery code once
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Makes it.
///
/// # Errors
/// A file that exists, which is left untouched; a passphrase that is too short; an unwritable folder.
pub(super) fn run(_: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    if matches!(setting.db.try_exists(), Ok(true)) {
        return Err(StoreError::Exists(setting.db).into());
    }
    Store::look_before_making(&setting.db)?;
    let secret = passphrase::chosen(setting.passphrase_file())?;
    make_folder(&setting.db)?;
    let me = options.me.clone().filter(|me| !me.trim().is_empty()).unwrap_or_else(login_name);
    let (_, code) = Store::create(&setting.db, &me, &secret)?;
    output::write(format!("Recovery code: {}\n", code.reveal()).as_bytes()).map_err(|failure| {
        say("the caseload was made, but its recovery code could not be printed: delete it and run init again");
        match failure {
            Failure::ClosedPipe => Failure::Output(std::io::ErrorKind::BrokenPipe.into(), "no code was seen"),
            other => other.after("no code was seen"),
        }
    })?;
    say("keep this code apart from the computer: it opens the caseload when the passphrase or the keys file is lost");
    Ok(())
}

/// The folder of the file, for the user alone, where it is not there yet.
fn make_folder(db: &Path) -> Result<(), Failure> {
    let Some(folder) = db.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Failure::unwritable(folder, error))
}
