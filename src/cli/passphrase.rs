//! The passphrase: from a file, or asked at the terminal. Never an argument, never a variable.

use crate::cli::failure::{Failure, say};
use crate::store::secret::Secret;
use std::io::{self, IsTerminal};
use std::path::Path;
use zeroize::Zeroizing;

/// The passphrase or recovery code that opens a caseload.
///
/// # Errors
/// The file cannot be read; there is neither a file nor a terminal.
pub(super) fn given(file: Option<&Path>) -> Result<Secret, Failure> {
    match file {
        Some(file) => first_line(file),
        None => ask("Passphrase or recovery code: "),
    }
}

/// A new passphrase: from the file, or asked twice.
///
/// # Errors
/// As [`given`]; fewer than 12 characters, or what guessers try first; the second differs from the first.
pub(super) fn chosen(file: Option<&Path>) -> Result<Secret, Failure> {
    let secret = match file {
        Some(file) => first_line(file)?,
        None => ask("New passphrase, 12 characters or more: ")?,
    };
    if let Some(weakness) = secret.weakness() {
        return Err(Failure::Usage(format!("the passphrase {}; nothing was made", weakness.words())));
    }
    if file.is_none() && !secret.same_as(&ask("The same again: ")?) {
        return Err(Failure::Usage("the two differ; nothing was made. Try again".to_owned()));
    }
    Ok(secret)
}

fn first_line(file: &Path) -> Result<Secret, Failure> {
    let bytes = Zeroizing::new(std::fs::read(file).map_err(|error| Failure::unreadable(file, error))?);
    warn_of_readers(file);
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let text = std::str::from_utf8(line);
    let text = text.map_err(|_| Failure::Usage(format!("{} is not UTF-8 text", file.display())))?;
    Ok(Secret::new(text.to_owned()))
}

#[cfg(unix)]
fn warn_of_readers(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let others = |meta: std::fs::Metadata| meta.is_file() && meta.permissions().mode() & 0o044 != 0;
    if std::fs::metadata(file).is_ok_and(others) {
        say(&format!("warning: others can read {}; chmod 600 keeps it to you", file.display()));
    }
}

#[cfg(not(unix))]
fn warn_of_readers(_: &Path) {}

fn ask(prompt: &str) -> Result<Secret, Failure> {
    let none =
        || Failure::Usage("there is no terminal to ask for the passphrase; give --passphrase-file FILE".to_owned());
    if !io::stdin().is_terminal() && !io::stderr().is_terminal() {
        return Err(none());
    }
    rpassword::prompt_password(prompt).map(Secret::new).map_err(|_| none())
}
