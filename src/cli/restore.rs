//! `lookout restore`: what a backup holds, and a backup in the place of the caseload.

use crate::cli::failure::{Failure, say};
use crate::cli::output;
use crate::cli::setting::{Options, Setting};
use crate::domain::visible::visible;
use crate::store::command::Stamp;
use crate::store::contents::Contents;
use crate::store::restore::{Beside, Kept};
use std::fmt::Write;
use std::path::PathBuf;

/// Say what a backup holds, or put it in the place of the caseload, which is put aside and not written over
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The backup; its keys file stands beside it
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only say what it holds and how it differs from the caseload in use
    #[arg(long)]
    dry_run: bool,
    /// Restore to this file instead of the caseload's place
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// Says what is in it, and restores it unless that is all that is asked.
///
/// # Errors
/// A backup that is not whole, a caseload that is open elsewhere: nothing is changed then; those of opening.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let mut setting = Setting::new(options)?;
    if let Some(to) = &arguments.to {
        setting.db.clone_from(to);
    }
    let (kept, typed) = setting.open_backup(&arguments.file)?;
    let beside = kept.beside(&setting.db);
    let mut text = told(&kept);
    match &beside {
        Ok(beside) => compared(&mut text, &kept, beside.as_ref(), setting.has_caseload()),
        Err(error) => {
            let _ = writeln!(text, "the caseload in use cannot be compared: {}", visible(&error.to_string()));
        }
    }
    output::write(text.as_bytes())?;
    if !kept.wrong.is_empty() {
        return Err(Failure::Error("this backup is not whole; nothing was changed. Try an older one".to_owned()));
    }
    if arguments.dry_run {
        return Ok(());
    }
    let aside = kept.restore(&setting.db, &typed, Stamp(setting.clock.now()))?;
    if let Some(aside) = aside {
        say(&format!("the caseload of before is kept as {}", aside.display()));
    }
    let line = format!("restored to {}\n", visible(&setting.db.display().to_string()));
    output::write(line.as_bytes()).map_err(|failure| failure.after("the backup is restored"))
}

fn told(kept: &Kept) -> String {
    let mut text = lines(&kept.contents);
    if kept.wrong.is_empty() {
        text.push_str("verified     every page, reference and row of the audit is as it was written\n");
    }
    for wrong in &kept.wrong {
        let _ = writeln!(text, "WRONG        {}", visible(wrong));
    }
    text
}

fn lines(contents: &Contents) -> String {
    let Contents { version, children, notes, changes, last_change, chain } = contents;
    let last = last_change.map_or_else(|| "none".to_owned(), |at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
    let audit = chain.as_ref().map_or_else(
        || "none: it is older than the audit".to_owned(),
        |chain| format!("{} rows, head {}", chain.length, chain.head),
    );
    format!(
        "children     {children}\nnotes        {notes}\nchanges      {changes}\nlast change  {last}\n\
         version      {version}\naudit        {audit}\n"
    )
}

fn compared(text: &mut String, kept: &Kept, beside: Option<&Beside>, there: bool) {
    let line = match beside {
        None if there => "the caseload in use is under another key and is not compared".to_owned(),
        None => "there is no caseload in use".to_owned(),
        Some(Beside { contents, goes_on }) => {
            let more = |now: i64, then: i64| format!("{:+}", now - then);
            let (now, then) = (contents, &kept.contents);
            let history = if *goes_on { "it went on from this backup" } else { "it did not go on from this backup" };
            format!(
                "the caseload in use: children {}, notes {}, changes {}; {history}",
                more(now.children, then.children),
                more(now.notes, then.notes),
                more(now.changes, then.changes)
            )
        }
    };
    let _ = writeln!(text, "{line}");
}
