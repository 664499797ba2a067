//! `lookout undo`: takes an import back.

use crate::cli::failure::{Failure, say};
use crate::cli::output;
use crate::cli::setting::{Options, Setting};
use crate::domain::imported::{ImportId, Undone};
use crate::domain::visible::visible;
use crate::store::command::{Applied, Command, Stamp};
use std::fmt::Write;

/// Take imports back, whole, one after the other
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Numbers from `lookout imports`; a later import that wrote over an earlier one goes first
    #[arg(value_name = "ID", required = true)]
    imports: Vec<i64>,
}

/// Takes them back and says what that did; stops at the first that cannot be.
///
/// # Errors
/// No such import, one taken back before, a later one in the way; those of opening and writing.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let mut store = setting.open()?;
    let mut told = String::new();
    let mut failed = None;
    for &import in &arguments.imports {
        match store.apply(Command::UndoImport(ImportId(import)), Stamp(setting.clock.now())) {
            Ok(Applied::Undone(undone)) => tell(&mut told, import, &undone),
            Ok(_) => failed = Some(Failure::Error(format!("import {import} was not taken back"))),
            Err(error) => failed = Some(error.into()),
        }
        if failed.is_some() {
            break;
        }
    }
    let written = output::write(told.as_bytes()).map_err(|error| error.after("the imports are taken back"));
    if failed.is_some() && !told.is_empty() {
        say("the imports listed above are taken back, the rest is not");
    }
    failed.map_or(written, Err)
}

fn tell(told: &mut String, import: i64, undone: &Undone) {
    let _ = writeln!(told, "import {import}, {}, is taken back: {}", visible(&undone.file), undone.words());
}
