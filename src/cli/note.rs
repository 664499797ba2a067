//! `lookout note`: files a note; its text comes from standard input, never from an argument.

use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::setting::{Options, Setting};
use crate::domain::calendar::COUNCIL;
use crate::domain::case::{Case, Context};
use crate::domain::facts::ChildKey;
use crate::domain::note::{NewNote, NoteKind, Own};
use crate::domain::thresholds::Thresholds;
use crate::domain::when;
use crate::store::Store;
use crate::store::command::{Applied, Command, Stamp};
use crate::store::error::StoreError;
use chrono::NaiveDate;
use std::io::{self, Read};
use std::path::Path;

/// File a note about a child; its text comes from standard input
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The council's id for the child
    #[arg(value_name = "CHILD_ID")]
    child: String,
    /// call, visit, email, meeting, other, enquiry
    #[arg(long, value_name = "K", default_value = "call", value_parser = kind)]
    kind: NoteKind,
    /// Who was spoken to
    #[arg(long, value_name = "P")]
    person: Option<String>,
    /// When to follow it up: fri, next fri, +3d, +2w, 4/12, after half term, 2026-12-04
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    follow_up: Option<String>,
}

fn kind(word: &str) -> Result<NoteKind, String> {
    NoteKind::parse(word).ok_or_else(|| "one of call, visit, email, meeting, other, enquiry".to_owned())
}

/// Files it and prints its id.
///
/// # Errors
/// Empty or unreadable text, words for the follow-up that are not understood; no such child; those of writing.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let text = text()?;
    let mut store = setting.open()?;
    let child = store.child_by_id(&arguments.child)?.ok_or(StoreError::NoSuchChild)?;
    let words = arguments.follow_up.as_deref();
    let follow_up = words.map(|words| follow_up(words, &store, child, setting.today)).transpose()?;
    let opened = setting.clock.now();
    let note = NewNote {
        about: vec![child],
        kind: arguments.kind,
        person: arguments.person.clone().filter(|person| !person.trim().is_empty()),
        text,
        own: Own::new(),
        next_step: None,
        follow_up,
        follow_up_words: None,
        opened,
    };
    match store.apply(Command::FileNote { note, draft: None }, Stamp(opened))? {
        Applied::Filed(id) => output::write(format!("{}\n", id.0).as_bytes())
            .map_err(|failure| failure.after("the note is filed: do not file it again")),
        _ => Err(Failure::Error("the note was not filed".to_owned())),
    }
}

/// Standard input to its end, the last line end cut.
fn text() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::unreadable(Path::new("standard input"), error))?;
    let not_text = |_| Failure::Usage("the text on standard input is not UTF-8; nothing was filed".to_owned());
    let mut text = String::from_utf8(bytes).map_err(not_text)?;
    if text.ends_with('\n') {
        text.pop();
        text.truncate(text.strip_suffix('\r').map_or(text.len(), str::len));
    }
    if text.trim().is_empty() {
        return Err(Failure::Usage("there is no text on standard input; nothing was filed".to_owned()));
    }
    Ok(text)
}

/// The day that the words mean, by the terms of the child's school.
fn follow_up(words: &str, store: &Store, child: ChildKey, today: NaiveDate) -> Result<NaiveDate, Failure> {
    let caseload = store.caseload(today)?;
    let limits = Thresholds::default();
    let context = Context::new(&caseload, &limits, today);
    let school = caseload.child(child).and_then(|facts| Case::new(facts, &context).main_school());
    let unclear = || {
        Failure::Usage(
            "the follow-up was not understood; nothing was filed. Write fri, next fri, +3d, +2w, 4/12, after half \
             term or a date as YYYY-MM-DD"
                .to_owned(),
        )
    };
    when::parse(words, today, &caseload.calendar, school.unwrap_or(COUNCIL)).ok_or_else(unclear)
}
