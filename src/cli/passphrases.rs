//! `lookout passphrase`: whose passphrases open the caseload, and a new recovery code.

use crate::cli::failure::{Failure, say};
use crate::cli::setting::{Options, Setting};
use crate::cli::{output, passphrase};
use crate::domain::visible::visible;
use crate::store::Store;
use crate::store::command::Stamp;
use crate::store::secret::Secret;
use clap::Subcommand;
use std::fmt::Write;
use std::path::PathBuf;

/// Most characters of a name.
const LONGEST_NAME: usize = 60;

/// List whose passphrases open the caseload; change yours, add or remove a colleague's, make a new recovery code
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the names, one a line
    List,
    /// Give yourself another passphrase; the old one opens the caseload no more
    Change {
        #[command(flatten)]
        new: New,
    },
    /// Give a colleague a passphrase of their own
    Add {
        /// The name under which the audit knows them
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        new: New,
    },
    /// Take a colleague's passphrase away; never the last one
    Remove {
        /// As `lookout passphrase list` prints it
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Encrypt the caseload under a new key and print its recovery code; only the passphrase in use is kept
    Recovery {
        /// Go on: colleagues must be given passphrases anew
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        new: New,
    },
}

#[derive(Debug, clap::Args)]
struct New {
    /// A file whose first line is the new passphrase, instead of asking at the terminal
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

/// Lists, changes, adds, removes, or makes the key anew.
///
/// # Errors
/// A new passphrase that is short or common; no such name, one that is there, the last; another window that has the
/// file open; those of opening and writing.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let stamp = Stamp(setting.clock.now());
    match arguments.what.as_ref().unwrap_or(&What::List) {
        What::List => list(&setting.open()?),
        What::Change { new } => {
            let store = setting.open()?;
            store.change_passphrase(&new.chosen()?, stamp)?;
            done("the passphrase is changed; the old one opens the caseload no more")
        }
        What::Add { name, new } => {
            let name = name_of(name)?;
            let store = setting.open()?;
            store.add_slot(name, &new.chosen()?, stamp)?;
            done(&format!("{name} has a passphrase of their own now"))
        }
        What::Remove { name } => {
            setting.open()?.remove_slot(name, stamp)?;
            say(
                "whoever kept a copy of the older files can still open that copy; `lookout passphrase recovery` makes a new key",
            );
            done(&format!("the passphrase of {name} opens the caseload no more"))
        }
        What::Recovery { yes, new } => recovery(&setting, *yes, new, stamp),
    }
}

impl New {
    fn chosen(&self) -> Result<Secret, Failure> {
        passphrase::chosen(self.new_passphrase_file.as_deref())
    }
}

fn name_of(name: &str) -> Result<&str, Failure> {
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME && visible(name) == name;
    fits.then_some(name).ok_or_else(|| {
        Failure::Usage(format!("a name has 1 to {LONGEST_NAME} characters that can be seen; nothing was changed"))
    })
}

fn done(what: &str) -> Result<(), Failure> {
    let line = format!("{}\n", visible(what));
    output::write(line.as_bytes()).map_err(|failure| failure.after("the passphrases are changed"))
}

fn list(store: &Store) -> Result<(), Failure> {
    let mut text = String::new();
    for name in store.slots()? {
        let own = if name == store.actor() { "  (in use)" } else { "" };
        let _ = writeln!(text, "{}{own}", visible(&name));
    }
    output::write(text.as_bytes())
}

fn recovery(setting: &Setting, yes: bool, new: &New, stamp: Stamp) -> Result<(), Failure> {
    let (store, typed) = setting.open_typed()?;
    let others = store.slots()?.len().saturating_sub(1);
    if !yes {
        return Err(Failure::Usage(format!(
            "this encrypts the caseload under a new key: the recovery code of before opens it no more, and of the \
             passphrases only that of {} is kept; {others} of others must be added again. Backups of before keep \
             their code and passphrases. Nothing was changed; add --yes to go on",
            store.actor()
        )));
    }
    // The recovery code opened it: the passphrase of before is not known here.
    let kept = if store.is_passphrase(&typed)? { typed } else { new.chosen()? };
    let (_, code) = store.rekey(&kept, stamp)?;
    output::write(format!("Recovery code: {}\n", code.reveal()).as_bytes()).map_err(|failure| {
        say("the key is new, but its recovery code could not be printed: run this again");
        failure.after("no code was seen")
    })?;
    say("keep this code apart from the computer; the code of before opens only backups made before now");
    Ok(())
}
