//! `lookout export`: children as a file to be shared, without free text and sealed fields; notes where they are asked
//! for, to be filed in the main system.

mod rows;

use crate::app::snapshot::Snapshot;
use crate::app::views::saved::{Opening, Saved, names, opening};
use crate::app::views::{VIEWS, pool};
use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{csv_text, json, out, output};
use crate::domain::audit::Event;
use crate::domain::facts::ChildKey;
use crate::domain::held::counted;
use crate::store::Store;
use crate::store::error::StoreError;
use rows::{Columns, Exported, With};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Write children to a file to be shared: no free text, no sealed field
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The council's ids of children, or `all`
    #[arg(value_name = "CHILD_ID", conflicts_with = "of_view", required_unless_present = "of_view")]
    children: Vec<String>,
    /// The children of a view, or of a saved one
    #[arg(long = "view", value_name = "NAME")]
    of_view: Option<String>,
    /// A new file, readable by its owner alone; its end, .csv or .json, says the form
    #[arg(long, value_name = "FILE", required_unless_present = "check")]
    out: Option<PathBuf>,
    /// `notes`: with the notes, in which other people are marked
    #[arg(long, value_name = "WHAT", value_parser = with)]
    with: Option<With>,
    /// Other people by name: carers and workers, and what is marked in notes
    #[arg(long)]
    third_parties: bool,
    /// Say what would go out; nothing is written
    #[arg(long)]
    check: bool,
}

fn with(word: &str) -> Result<With, String> {
    if word == "notes" { Ok(With::Notes) } else { Err("notes".to_owned()) }
}

/// The forms of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Json,
}

impl Form {
    fn of(path: &Path) -> Result<Self, Failure> {
        let end = path.extension().map(|end| end.to_string_lossy().to_lowercase());
        match end.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("json") => Ok(Self::Json),
            _ => Err(Failure::Usage("the file's name ends in .csv or .json".to_owned())),
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Writes them, or says what would go out.
///
/// # Errors
/// No such child or view; a file of that name is there or cannot be written; those of opening and reading.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let form = arguments.out.as_deref().map(Form::of).transpose()?;
    if !arguments.check {
        out::free(arguments.out.as_deref())?;
    }
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    let snapshot = Snapshot::new(store.caseload(setting.today)?, setting.thresholds_said(), setting.today);
    let keys = match &arguments.of_view {
        Some(name) => of_view(name, &snapshot, &setting.kept().views().0)?,
        None => chosen(&arguments.children, &store, &snapshot)?,
    };
    let columns = Columns { with: arguments.with, third_parties: arguments.third_parties };
    if arguments.check {
        return output::write(columns.preview(keys.len()).as_bytes());
    }
    let (Some(path), Some(form)) = (&arguments.out, form) else { return Ok(()) };
    let exported: Result<Vec<Exported>, Failure> =
        keys.iter().map(|key| Ok(columns.of(&store.record(*key)?, &snapshot.caseload))).collect();
    let bytes = match form {
        Form::Csv => csv_text::rows(columns.table(&exported?))?,
        Form::Json => {
            let children: Vec<_> = exported?.iter().map(|child| columns.object(child)).collect();
            json::line(&json!({ "schema": "lookout.export/1", "today": setting.today, "children": children }))?
        }
    };
    // Put down first: what went out is known even where writing it failed.
    setting.witness(&store, &events(&keys, form, columns))?;
    out::write(Some(path), &bytes)
}

/// One row for the whole, and one for each child.
fn events(keys: &[ChildKey], form: Form, columns: Columns) -> Vec<Event> {
    let what = if columns.with.is_some() { " with notes" } else { "" };
    let others = if columns.third_parties { ", other people named" } else { "" };
    let detail = format!("export {}{what}{others}", form.word());
    let whole = format!("{detail}: {} children", keys.len());
    let each = keys.iter().map(|key| Event::export(Some(*key), detail.clone()));
    std::iter::once(Event::export(None, whole)).chain(each).collect()
}

fn chosen(words: &[String], store: &Store, snapshot: &Snapshot) -> Result<Vec<ChildKey>, Failure> {
    if let [word] = words
        && word == "all"
    {
        return Ok(snapshot.caseload.children.iter().map(|child| ChildKey(child.key)).collect());
    }
    let mut keys = Vec::new();
    for word in words {
        let key = store.child_by_id(word)?.ok_or(StoreError::NoSuchChild)?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok(keys)
}

/// The children of a view, in its order.
fn of_view(name: &str, snapshot: &Snapshot, saved: &[Saved]) -> Result<Vec<ChildKey>, Failure> {
    let (view, filter) = match opening(name, saved) {
        Some(Opening::View(place)) => (place, None),
        Some(Opening::Saved(shape)) => (shape.view, Some(shape.filter)),
        _ => {
            let known: Vec<&str> = names(saved).collect();
            return Err(Failure::Usage(format!("there is no view of children by that name: {}", known.join(", "))));
        }
    };
    let Some(view) = VIEWS.get(view) else { return Ok(Vec::new()) };
    let entries = pool::of(snapshot, view, &BTreeSet::new());
    let keys = entries.into_iter().filter_map(|(rank, _)| {
        let place = snapshot.ranking.rows.get(rank)?.child;
        let lets =
            filter.as_ref().is_none_or(|filter| snapshot.traits().get(place).is_some_and(|one| filter.lets(one)));
        snapshot.key_at(rank).filter(|_| lets)
    });
    Ok(keys.collect())
}

impl Columns {
    /// What would go out, in words.
    fn preview(self, children: usize) -> String {
        let left: Vec<String> = self.left_out().map(|(name, why)| format!("{name} ({why})")).collect();
        let notes = match (self.with, self.third_parties) {
            (None, _) => "Notes do not go out.",
            (Some(With::Notes), false) => {
                "Notes go out whole: free text. Other people, telephones, postcodes and emails are taken out and marked."
            }
            (Some(With::Notes), true) => "Notes go out whole: free text. Other people are marked and stay readable.",
        };
        format!(
            "Would go out: {}, {}\n{}\nLeft out: {}\n{notes}\nSealed fields do not go out. Nothing was written.\n",
            counted(children, "row"),
            counted(self.names().count(), "column"),
            self.names().collect::<Vec<_>>().join(", "),
            left.join(", ")
        )
    }
}
