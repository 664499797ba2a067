//! `lookout brief`: the week's briefing, or one child on a page.

use crate::cli::failure::Failure;
use crate::cli::judged::Judged;
use crate::cli::output;
use crate::cli::setting::{Options, Setting};
use crate::domain::brief::{Asked, By, Judging, Week, week_before};
use crate::domain::case::{Case, Context};
use crate::domain::paper::naming::Naming;
use crate::domain::paper::{Form, Paper};
use crate::domain::summary::About;
use crate::domain::triage::rank;
use crate::domain::visible::visible;
use crate::runtime::paper::write_new;
use crate::store::error::StoreError;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Make the week's briefing for the team meeting, or one child's page for a PEP meeting
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The council's id of a child: one page about it instead
    #[arg(value_name = "CHILD_ID", conflicts_with = "by")]
    child: Option<String>,
    /// A part for each `caseworker` or `school`
    #[arg(long, value_name = "WHO", value_parser = by)]
    by: Option<By>,
    /// `md`, `html` or `csv`; else by the end of the file's name, else md
    #[arg(long, value_name = "FORM", value_parser = form)]
    format: Option<Form>,
    /// Children by name; else by initials, with the council's id where two share them
    #[arg(long)]
    names: bool,
    /// A new file, readable by its owner alone; else it goes to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

fn by(word: &str) -> Result<By, String> {
    let found = [By::Caseworker, By::School].into_iter().find(|by| by.id() == word);
    found.ok_or_else(|| "caseworker or school".to_owned())
}

fn form(word: &str) -> Result<Form, String> {
    Form::ALL.into_iter().find(|form| form.id() == word).ok_or_else(|| "one of md, html, csv".to_owned())
}

/// Makes it.
///
/// # Errors
/// No such child, or a child's page as CSV; a file of that name is there or cannot be written; those of opening,
/// reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let named = arguments.out.as_deref().and_then(|path| Form::of_file(&path.to_string_lossy()));
    let form = arguments.format.or(named).unwrap_or(Form::Markdown);
    if arguments.child.is_some() && form == Form::Csv {
        return Err(Failure::Usage("a child's page is made as md or html".to_owned()));
    }
    if let Some(path) = arguments.out.as_deref().filter(|path| path.symlink_metadata().is_ok()) {
        return Err(there(path));
    }
    let judged = Judged::new(&Setting::new(options)?)?;
    let paper = match &arguments.child {
        Some(child) => summary(&judged, child, arguments.names)?,
        None => briefing(&judged, Asked { by: arguments.by.unwrap_or_default(), names: arguments.names })?,
    };
    let text = paper.render(form);
    let Some(path) = &arguments.out else { return output::write(text.as_bytes()) };
    write_new(path, text.as_bytes()).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => there(path),
        _ => Failure::unwritable(path, error),
    })?;
    output::write(format!("written: {}\n", visible(&path.display().to_string())).as_bytes())
}

fn there(path: &Path) -> Failure {
    Failure::Error(format!("{} is there already; nothing was written. Name another file", path.display()))
}

/// The same file judged for a week before is read for that day, so that marks reach as far back from it.
fn briefing(judged: &Judged, asked: Asked) -> Result<Paper, Failure> {
    let earlier = week_before(judged.today);
    let caseload = judged.store.caseload(earlier)?;
    let context = Context::new(&caseload, &judged.thresholds, earlier);
    let ranking = rank(&caseload, &context);
    let sources = judged.store.ledger()?.sources;
    let now = Judging { caseload: &judged.caseload, context: judged.context(), ranking: &judged.ranking };
    let before = Judging { caseload: &caseload, context, ranking: &ranking };
    Ok(Week { now, before, sources: &sources }.paper(asked))
}

fn summary(judged: &Judged, child: &str, names: bool) -> Result<Paper, Failure> {
    let key = judged.store.child_by_id(child)?.ok_or(StoreError::NoSuchChild)?;
    let place = judged.caseload.position(key).ok_or(StoreError::NoSuchChild)?;
    let record = judged.store.record(key)?;
    let context = judged.context();
    let case = Case::new(&judged.caseload.children[place], &context);
    let naming = Naming::new(&judged.caseload.children, names);
    Ok(About { record: &record, case: &case, caseload: &judged.caseload, name: naming.of(place) }.paper())
}
