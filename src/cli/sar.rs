//! `lookout sar`: everything about one child as a dated chronology, for a subject access request.

use crate::cli::failure::Failure;
use crate::cli::out;
use crate::cli::setting::{Options, Setting};
use crate::domain::audit::Event;
use crate::domain::paper::Form;
use crate::domain::sar::{Request, sealed_fields};
use crate::store::error::StoreError;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Make a chronology of everything about one child, for a subject access request
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The council's id for the child
    #[arg(value_name = "CHILD_ID")]
    child: String,
    /// A new file, readable by its owner alone; else it goes to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// `md` or `html`; else by the end of the file's name, else md
    #[arg(long, value_name = "FORM", value_parser = form)]
    form: Option<Form>,
    /// A sealed field to be shown, such as placements.postcode; each is put down in the audit
    #[arg(long, value_name = "FIELD", value_parser = field)]
    reveal: Vec<String>,
}

fn form(word: &str) -> Result<Form, String> {
    let found = [Form::Markdown, Form::Html].into_iter().find(|form| form.id() == word);
    found.ok_or_else(|| "one of md, html".to_owned())
}

fn field(word: &str) -> Result<String, String> {
    let fields = sealed_fields();
    let words = || format!("one of {}", fields.join(", "));
    fields.iter().find(|field| *field == word).cloned().ok_or_else(words)
}

/// Makes it.
///
/// # Errors
/// No such child; a file of that name is there or cannot be written; those of opening, reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    out::free(arguments.out.as_deref())?;
    let named = arguments.out.as_deref().and_then(|path| Form::of_file(&path.to_string_lossy()));
    let form = arguments.form.or(named.filter(|form| *form != Form::Csv)).unwrap_or(Form::Markdown);
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    let child = store.child_by_id(&arguments.child)?.ok_or(StoreError::NoSuchChild)?;
    let revealed: BTreeSet<String> = arguments.reveal.iter().cloned().collect();
    let request = Request {
        caseload: &store.caseload(setting.today)?,
        record: &store.record(child)?,
        history: &store.history(child)?,
        imports: &store.imports()?,
        revealed: &revealed,
        today: setting.today,
    };
    let text = request.paper().render(form);
    // Put down first: what went out is known even where writing it failed.
    let mut events = vec![Event::export(Some(child), "sar".to_owned())];
    if !revealed.is_empty() {
        events.push(Event::reveal(child, &revealed.iter().cloned().collect::<Vec<_>>()));
    }
    setting.witness(&store, &events)?;
    out::write(arguments.out.as_deref(), text.as_bytes())
}
