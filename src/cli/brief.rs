//! `lookout brief`: the week's briefing, or one child on a page.

use crate::app::papers::name::exported;
use crate::app::papers::work::Wish;
use crate::app::snapshot::Snapshot;
use crate::cli::failure::Failure;
use crate::cli::out;
use crate::cli::setting::{Options, Setting};
use crate::domain::audit::Event;
use crate::domain::brief::{Asked, By};
use crate::domain::paper::Form;
use crate::runtime::paper::made;
use crate::store::error::StoreError;
use std::path::PathBuf;

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
    out::free(arguments.out.as_deref())?;
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    let snapshot = Snapshot::new(store.caseload(setting.today)?, setting.thresholds_said(), setting.today);
    let wish = if let Some(child) = &arguments.child {
        let child = store.child_by_id(child)?.ok_or(StoreError::NoSuchChild)?;
        Wish::Child { child, names: arguments.names }
    } else {
        Wish::Briefing(Asked { by: arguments.by.unwrap_or_default(), names: arguments.names })
    };
    let text = made(&store, &snapshot, wish)?.render(form);
    let viewed = match wish {
        Wish::Child { child, .. } => Some(Event::view(child, "page")),
        Wish::Briefing(_) => None,
    };
    let events: Vec<Event> = viewed.into_iter().chain([exported(wish, form)]).collect();
    setting.witness(&store, &events)?;
    out::write(arguments.out.as_deref(), text.as_bytes())
}
