//! `lookout who`: records that may be one child, and what was said of them.

use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{json, output, table};
use crate::domain::audit::Event;
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::who::{Identities, Line, Question, Told, beside, questions};
use crate::store::Store;
use crate::store::command::{Command, Stamp};
use crate::store::error::StoreError;
use chrono::{DateTime, FixedOffset, Utc};
use clap::Subcommand;
use serde::Serialize;
use std::fmt::Write;

/// List records that may be one child and those that were merged; merge two, or take them apart
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Ids are the council's.
#[derive(Debug, Subcommand)]
enum What {
    /// Print what two records say side by side, addresses and telephones left out
    Compare {
        /// The council's id of one record
        #[arg(value_name = "ID")]
        one: String,
        /// The council's id of the other
        #[arg(value_name = "ID")]
        other: String,
    },
    /// Say that two records are one child; where both say something, the first counts
    Merge {
        /// The council's id of the record that stands for the child
        #[arg(value_name = "KEEP")]
        keep: String,
        /// The council's id of the other record
        #[arg(value_name = "OTHER")]
        other: String,
    },
    /// Take a merged record out again: a child of its own, as it was
    Apart {
        /// The council's id of the merged record
        #[arg(value_name = "ID")]
        record: String,
    },
    /// Say that two records are two children: they are not asked about again
    Two {
        /// The council's id of one record
        #[arg(value_name = "ID")]
        one: String,
        /// The council's id of the other
        #[arg(value_name = "ID")]
        other: String,
    },
}

/// The JSON; ids are the council's.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    questions: Vec<Asked<'a>>,
    merged: Vec<Merged<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    one: &'a str,
    other: &'a str,
    reason: &'static str,
}

#[derive(Serialize)]
struct Merged<'a> {
    record: &'a str,
    child: &'a str,
    at: DateTime<Utc>,
    actor: &'a str,
}

/// Lists questions and mergers, or says who is who.
///
/// # Errors
/// No such record; two that are one already, one that was not merged; those of opening, reading and writing.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    match &arguments.what {
        None => list(&setting, arguments.json),
        Some(What::Compare { one, other }) => compare(&setting, one, other),
        Some(What::Merge { keep, other }) => {
            let one = |[keep, other]: [ChildKey; 2]| Told::One { keep, other };
            tell(&setting, [keep, other], one, |[keep, other]| format!("{other} is now read as part of {keep}"))
        }
        Some(What::Apart { record }) => {
            let apart = |[record]: [ChildKey; 1]| Told::Apart(record);
            tell(&setting, [record], apart, |_| format!("{record} is a child of its own again"))
        }
        Some(What::Two { one, other }) => {
            let two = |[one, other]: [ChildKey; 2]| Told::Two(one, other);
            tell(&setting, [one, other], two, |[one, other]| format!("{one} and {other} are two children"))
        }
    }
}

fn list(setting: &Setting, as_json: bool) -> Result<(), Failure> {
    let store = setting.open()?;
    let (caseload, known) = (store.caseload(setting.today)?, store.identities()?);
    let questions = questions(&caseload, &known);
    let (form, rows) = (if as_json { "json" } else { "text" }, questions.len() + known.mergers.len());
    setting.witness(&store, &[Event::export(None, format!("who, {form}: {rows} rows"))])?;
    if as_json {
        return output::write(&json::line(&answer(&caseload, &known, &questions))?);
    }
    output::write(text(&caseload, (&known, &questions), *setting.clock.now().offset()).as_bytes())
}

fn id(caseload: &Caseload, child: ChildKey) -> &str {
    caseload.child(child).map_or("", |child| &child.child_id)
}

fn answer<'a>(caseload: &'a Caseload, known: &'a Identities, questions: &[Question]) -> Answer<'a> {
    let asked = |asked: &Question| Asked {
        one: id(caseload, asked.one),
        other: id(caseload, asked.other),
        reason: asked.reason.id(),
    };
    let mergers = known.mergers.iter();
    let merged = mergers.map(|merger| Merged {
        record: &merger.child_id,
        child: id(caseload, merger.child),
        at: merger.at,
        actor: &merger.actor,
    });
    Answer { schema: "lookout.who/1", questions: questions.iter().map(asked).collect(), merged: merged.collect() }
}

fn text(caseload: &Caseload, (known, questions): (&Identities, &[Question]), here: FixedOffset) -> String {
    if questions.is_empty() && known.mergers.is_empty() {
        return "no two records may be one child, and none was merged\n".to_owned();
    }
    let mut text = String::new();
    if !questions.is_empty() {
        let row = |asked: &Question| {
            let ids = [asked.one, asked.other].map(|child| id(caseload, child).to_owned());
            ids.into_iter().chain([asked.reason.words().to_owned()]).collect()
        };
        let rows: Vec<Vec<String>> = questions.iter().map(row).collect();
        text.push_str(&table::aligned(&["one", "other", "one child? they have"], &rows));
    }
    if !known.mergers.is_empty() {
        let rows: Vec<Vec<String>> = known
            .mergers
            .iter()
            .map(|merger| {
                let at = merger.at.with_timezone(&here).format("%Y-%m-%d %H:%M").to_string();
                vec![merger.child_id.clone(), id(caseload, merger.child).to_owned(), at, merger.actor.clone()]
            })
            .collect();
        let _ = write!(text, "{}", if text.is_empty() { "" } else { "\n" });
        text.push_str(&table::aligned(&["merged", "read as part of", "said", "by"], &rows));
    }
    text
}

fn compare(setting: &Setting, one: &str, other: &str) -> Result<(), Failure> {
    let store = setting.open()?;
    let [left, right] = records(&store, [one, other])?;
    setting.witness(&store, &[left, right].map(|child| Event::view(child, "who compare")))?;
    let (left, right) = (store.record(left)?, store.record(right)?);
    if left.child.key == right.child.key {
        return Err(StoreError::OneAlready.into());
    }
    let mark = |differ| if differ { "differ" } else { "" }.to_owned();
    let row = |line: Line| vec![line.what, line.one, line.other, mark(line.differ)];
    let rows: Vec<_> = beside(&left, &right).lines.into_iter().map(row).collect();
    output::write(table::aligned(&["", one, other, ""], &rows).as_bytes())
}

/// The records that came in under these ids.
fn records<const N: usize>(store: &Store, ids: [&str; N]) -> Result<[ChildKey; N], Failure> {
    let mut records = [ChildKey(0); N];
    for (record, id) in records.iter_mut().zip(ids) {
        *record = store.record_by_id(id)?.ok_or(StoreError::NoSuchChild)?;
    }
    Ok(records)
}

fn tell<const N: usize>(
    setting: &Setting,
    ids: [&String; N],
    told: impl Fn([ChildKey; N]) -> Told,
    done: impl Fn([&str; N]) -> String,
) -> Result<(), Failure> {
    let mut store = setting.open()?;
    let records = records(&store, ids.map(String::as_str))?;
    let mut children = Vec::new();
    for id in ids {
        children.push(child(&store, id)?);
    }
    let mut named = ids.map(String::as_str);
    named.iter_mut().zip(&children).for_each(|(named, child)| *named = child);
    store.apply(Command::Who(told(records)), Stamp(setting.clock.now()))?;
    output::write(format!("{}\n", done(named)).as_bytes()).map_err(|failure| failure.after("it was said"))
}

/// The child that a record is of now: where another record stands for it, by the id of that one.
fn child(store: &Store, id: &str) -> Result<String, Failure> {
    let child = store.child_by_id(id)?.ok_or(StoreError::NoSuchChild)?;
    let stands = store.record(child)?.child.child_id;
    Ok(if stands.as_str() == id { id.to_owned() } else { format!("{stands} (which {id} is part of)") })
}
