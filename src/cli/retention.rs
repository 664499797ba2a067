//! `lookout retention`: whose care ended or who turned 25, and until when the council keeps the record.

use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{json, output, table};
use crate::domain::audit::Event;
use crate::domain::case::Context;
use crate::domain::caseload::Caseload;
use crate::domain::retention::{Due, NOT_THE_RECORD, Retention, due};
use chrono::NaiveDate;
use serde::Serialize;

/// List the children whose care ended or who turned 25, and until when the council keeps their records
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    today: NaiveDate,
    nation: &'static str,
    rule: &'static str,
    source: &'static str,
    children: Vec<DueRow<'a>>,
}

#[derive(Serialize)]
struct DueRow<'a> {
    child_id: &'a str,
    ended: &'static str,
    since: NaiveDate,
    /// Null where the council's own schedule says it, or the birthday is not known.
    keep_until: Option<NaiveDate>,
}

/// Lists them.
///
/// # Errors
/// Those of opening, reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let retention = setting.config().0.nation.retention();
    let store = setting.open()?;
    let thresholds = setting.thresholds_said();
    let caseload = store.caseload(setting.today)?;
    let due = due(&caseload, &Context::new(&caseload, &thresholds, setting.today), retention);
    let form = if arguments.json { "json" } else { "text" };
    setting.witness(&store, &[Event::export(None, format!("retention, {form}: {} children", due.len()))])?;
    if arguments.json {
        let children = due.iter().filter_map(|due| row(due, &caseload)).collect();
        let Retention { id, rule, source, .. } = *retention;
        let schema = "lookout.retention/1";
        return output::write(&json::line(&Answer {
            schema,
            today: setting.today,
            nation: id,
            rule,
            source,
            children,
        })?);
    }
    output::write(text(&due, &caseload, retention).as_bytes())
}

fn row<'a>(due: &Due, caseload: &'a Caseload) -> Option<DueRow<'a>> {
    let child_id = &caseload.children.get(due.place)?.child_id;
    Some(DueRow { child_id, ended: due.ended.words(), since: due.since, keep_until: due.until })
}

fn text(due: &[Due], caseload: &Caseload, retention: &Retention) -> String {
    let Retention { rule, source, .. } = retention;
    let head = format!("{NOT_THE_RECORD}\nThe record is kept {rule} ({source}).\n");
    if due.is_empty() {
        return format!("{head}\nNo child of the caseload is due to be filed.\n");
    }
    let rows: Vec<Vec<String>> = due
        .iter()
        .filter_map(|due| {
            let child = caseload.children.get(due.place)?;
            let name = format!("{} {}", child.forename, child.surname).trim().to_owned();
            let until = until(due.until, retention);
            Some(vec![child.child_id.to_string(), name, format!("{} {}", due.ended.words(), due.since), until])
        })
        .collect();
    format!("{head}\n{}", table::aligned(&["id", "child", "since", "keep until"], &rows))
}

/// Until when, in words.
pub(super) fn until(day: Option<NaiveDate>, retention: &Retention) -> String {
    match (day, retention.years) {
        (Some(day), _) => day.to_string(),
        (None, Some(_)) => "not known: no date of birth".to_owned(),
        (None, None) => retention.source.to_owned(),
    }
}
