//! `lookout find`: fuzzy find over name, known-as name, school, UPN, id and social worker; words in notes.

mod notes;

use crate::app::snapshot::Snapshot;
use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{json, output, table};
use crate::domain::audit::Event;
use serde::Serialize;

/// The most children that a find gives.
const MOST: usize = 50;

/// Find children by name, school, UPN, id or social worker; or notes by their words
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Words in any order, accents or not
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
    /// Notes that have all the words, or words that begin so; the latest first
    #[arg(long)]
    notes: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// The JSON of the formats page.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    query: &'a str,
    results: Vec<Hit<'a>>,
}

#[derive(Serialize)]
struct Hit<'a> {
    child_id: &'a str,
    forename: Option<&'a str>,
    surname: Option<&'a str>,
    known_as: Option<&'a str>,
    nc_year: Option<String>,
    school: Option<String>,
}

/// Finds them.
///
/// # Errors
/// Those of opening, reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    let query = arguments.words.join(" ");
    if arguments.notes {
        return notes::run((&setting, &store), &query, arguments.json);
    }
    let caseload = store.caseload(setting.today)?;
    let snapshot = Snapshot::new(caseload, setting.thresholds_said(), setting.today);
    let found = snapshot.index().find(&query, snapshot.order(), None).found;
    let results: Vec<Hit<'_>> = found.iter().take(MOST).filter_map(|(child, _)| hit(&snapshot, *child)).collect();
    let form = if arguments.json { "json" } else { "text" };
    let what = format!("find, {form}: {} children", results.len());
    setting.witness(&store, &[Event::export(None, what)])?;
    if arguments.json {
        return output::write(&json::line(&Answer { schema: "lookout.find/1", query: &query, results })?);
    }
    output::write(text(&results).as_bytes())
}

fn hit(snapshot: &Snapshot, child: usize) -> Option<Hit<'_>> {
    let facts = snapshot.caseload.children.get(child)?;
    let filled = |text: &'_ str| !text.is_empty();
    let (year, urn) = snapshot.with_case(child, |case| (case.nc_year(), case.main_school().map(str::to_owned)))?;
    Some(Hit {
        child_id: &facts.child_id,
        forename: Some(facts.forename.as_ref()).filter(|name| filled(name)),
        surname: Some(facts.surname.as_ref()).filter(|name| filled(name)),
        known_as: facts.known_as.as_deref(),
        nc_year: year.map(year_word),
        school: urn.map(|urn| snapshot.caseload.school_name(&urn)),
    })
}

/// A year group as children.csv writes it.
fn year_word(year: i8) -> String {
    match year {
        -2 => "N1".to_owned(),
        -1 => "N2".to_owned(),
        0 => "R".to_owned(),
        year => year.to_string(),
    }
}

fn text(results: &[Hit<'_>]) -> String {
    if results.is_empty() {
        return "no child fits\n".to_owned();
    }
    let row = |hit: &Hit<'_>| {
        let name = [hit.forename, hit.surname].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { format!("id {}", hit.child_id) } else { name };
        let words = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let year = hit.nc_year.clone().unwrap_or_default();
        vec![hit.child_id.to_owned(), name, words(hit.known_as), year, words(hit.school.as_deref())]
    };
    let rows: Vec<_> = results.iter().map(row).collect();
    table::aligned(&["child", "name", "known as", "year", "school"], &rows)
}
