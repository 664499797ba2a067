//! `lookout health`: how old each kind of file is, and what in the data is missing or cannot be.

use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{json, output, table};
use crate::domain::audit::Event;
use crate::domain::case::Context;
use crate::domain::caseload::Caseload;
use crate::domain::health::{Report, Row, Source};
use crate::domain::kind::spec;
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt::Write;

/// Say how old each kind of file is, and what in the data is missing or cannot be
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// The JSON of the formats page.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    today: NaiveDate,
    sources: Vec<SourceRow<'a>>,
    checks: Vec<CheckRow<'a>>,
}

#[derive(Serialize)]
struct SourceRow<'a> {
    kind: &'static str,
    last_import: Option<NaiveDate>,
    file: Option<&'a str>,
    days: Option<i64>,
}

#[derive(Serialize)]
struct CheckRow<'a> {
    id: &'static str,
    title: &'static str,
    children: Vec<Concern<'a>>,
}

#[derive(Serialize)]
struct Concern<'a> {
    /// Null for a file or a calendar.
    child_id: Option<&'a str>,
    what: &'a str,
}

/// Asks every check and reports.
///
/// # Errors
/// Those of opening, reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    let thresholds = setting.thresholds_said();
    let caseload = store.caseload(setting.today)?;
    let report = Report::new(&caseload, &Context::new(&caseload, &thresholds, setting.today), store.ledger()?);
    let form = if arguments.json { "json" } else { "text" };
    let rows: usize = report.findings.iter().map(|finding| finding.rows.len()).sum();
    setting.witness(&store, &[Event::export(None, format!("health, {form}: {rows} rows"))])?;
    if arguments.json {
        return output::write(&json::line(&answer(&report, &caseload))?);
    }
    output::write(text(&report, &caseload).as_bytes())
}

fn answer<'a>(report: &'a Report, caseload: &'a Caseload) -> Answer<'a> {
    let source = |source: &'a Source| SourceRow {
        kind: spec(source.kind).name,
        last_import: source.last.as_ref().map(|last| last.day),
        file: source.last.as_ref().map(|last| last.file.as_str()),
        days: source.days(report.today),
    };
    let concern = |row: &'a Row| Concern { child_id: child_id(row, caseload), what: &row.what };
    Answer {
        schema: "lookout.health/1",
        today: report.today,
        sources: report.sources.iter().map(source).collect(),
        checks: report
            .findings
            .iter()
            .map(|finding| CheckRow {
                id: finding.check.id,
                title: finding.check.title,
                children: finding.rows.iter().map(concern).collect(),
            })
            .collect(),
    }
}

fn child_id<'a>(row: &Row, caseload: &'a Caseload) -> Option<&'a str> {
    Some(caseload.child(row.child?)?.child_id.as_str())
}

/// The report for a person: the sources, then what each check found.
fn text(report: &Report, caseload: &Caseload) -> String {
    let row = |source: &Source| {
        let last = source.last.as_ref();
        vec![
            spec(source.kind).name.to_owned(),
            last.map_or_else(|| "never".to_owned(), |last| last.day.to_string()),
            source.days(report.today).map_or_else(String::new, |days| days.to_string()),
            last.map_or_else(String::new, |last| last.file.clone()),
        ]
    };
    let rows: Vec<_> = report.sources.iter().map(row).collect();
    let mut text = table::aligned(&["file", "last import", "days", "from"], &rows);
    for finding in report.findings.iter().filter(|finding| !finding.rows.is_empty()) {
        let _ = writeln!(text, "\n{} ({})", finding.check.title, finding.rows.len());
        let cells = |row: &Row| vec![child_id(row, caseload).unwrap_or("-").to_owned(), row.what.clone()];
        let rows: Vec<_> = finding.rows.iter().map(cells).collect();
        text.push_str(&table::aligned(&["child", "what"], &rows));
    }
    if report.count() == 0 {
        let _ = writeln!(text, "\nNone of the {} checks found anything", report.findings.len());
    }
    text
}
