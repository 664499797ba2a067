//! `lookout show`: one child's record.

mod reveal;
mod rows;
mod text;

use crate::cli::alert_rows::{self, AlertRow, Filter};
use crate::cli::failure::Failure;
use crate::cli::judged::Judged;
use crate::cli::setting::{Options, Setting};
use crate::cli::{json, output};
use crate::domain::audit::Event;
use crate::domain::record::Record;
use crate::domain::triage::Ranked;
use crate::store::error::StoreError;
use serde_json::{Map, Value, json};

/// Show one child's record
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The council's id for the child
    #[arg(value_name = "CHILD_ID")]
    child: String,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// Print one sealed field instead, by its name as `show` lists it; that is put down
    #[arg(long, value_name = "FIELD", conflicts_with = "json")]
    reveal: Option<String>,
}

/// A record with its place in the list.
struct Shown<'a> {
    judged: &'a Judged,
    record: Record,
    /// The child's place in the list.
    place: usize,
    ranked: &'a Ranked,
}

impl Shown<'_> {
    fn alerts(&self) -> Vec<AlertRow<'_>> {
        let context = self.judged.context();
        alert_rows::of_child(&self.judged.caseload, &context, self.place, self.ranked, Filter::default()).collect()
    }
}

/// Shows it.
///
/// # Errors
/// No such child; those of opening, reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    if let Some(field) = &arguments.reveal {
        return reveal(&setting, &arguments.child, field);
    }
    let judged = Judged::new(&setting)?;
    let key = judged.store.child_by_id(&arguments.child)?.ok_or(StoreError::NoSuchChild)?;
    let at = judged.caseload.position(key).ok_or(StoreError::NoSuchChild)?;
    let mut list = judged.ranking.rows.iter().enumerate();
    let (place, ranked) = list.find(|(_, row)| row.child == at).ok_or(StoreError::NoSuchChild)?;
    let how = if arguments.json { "show --json" } else { "show" };
    setting.witness(&judged.store, &[Event::view(key, how)])?;
    let shown = Shown { record: judged.store.record(key)?, judged: &judged, place, ranked };
    if arguments.json {
        output::write(&json::line(&answer(&shown))?)
    } else {
        output::write(text::of(&shown).as_bytes())
    }
}

/// Prints one sealed field.
fn reveal(setting: &Setting, child: &str, field: &str) -> Result<(), Failure> {
    let store = setting.open()?;
    let key = store.child_by_id(child)?.ok_or(StoreError::NoSuchChild)?;
    let text = reveal::text(&store.record(key)?, field)?;
    setting.witness(&store, &[Event::reveal(key, &[field.to_owned()])])?;
    output::write(text.as_bytes())
}

/// The JSON of the formats page.
fn answer(shown: &Shown<'_>) -> Value {
    let mut answer = Map::new();
    answer.insert("schema".to_owned(), json!("lookout.show/1"));
    answer.insert("today".to_owned(), json!(shown.judged.today));
    answer.insert("child".to_owned(), rows::child(&shown.record, shown.judged.today));
    answer.insert("alerts".to_owned(), json!(shown.alerts()));
    answer.insert("attendance".to_owned(), json!(rows::attendance(&shown.record, shown.judged.today)));
    for kind in rows::KINDS {
        answer.insert(crate::domain::kind::spec(*kind).name.to_owned(), rows::table(&shown.record, *kind));
    }
    answer.insert("notes".to_owned(), rows::notes(&shown.record));
    answer.insert("sealed".to_owned(), json!(rows::sealed(&shown.record)));
    for kind in rows::of_the_work() {
        answer.insert(crate::domain::kind::spec(kind).name.to_owned(), rows::table(&shown.record, kind));
    }
    Value::Object(answer)
}
