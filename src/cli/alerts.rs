//! `lookout alerts`: the ranked alerts without a screen.

use crate::cli::alert_rows::{self, AlertRow, COLUMNS, Filter};
use crate::cli::failure::Failure;
use crate::cli::judged::Judged;
use crate::cli::setting::{Options, Setting};
use crate::cli::{csv_text, json, output, table};
use crate::domain::alert::Severity;
use crate::domain::audit::Event;
use crate::domain::rules::RULES;
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;

/// List the ranked alerts
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// As JSON
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// As CSV
    #[arg(long)]
    csv: bool,
    /// Only those of a rule; `lookout rules` lists them
    #[arg(long, value_name = "ID", value_parser = rule)]
    rule: Option<usize>,
    /// Only those of a severity: `act_today`, `this_week`, `watch`
    #[arg(long, value_name = "S", value_parser = severity)]
    severity: Option<Severity>,
    /// One row a child, its gravest alert
    #[arg(long)]
    children: bool,
}

fn rule(id: &str) -> Result<usize, String> {
    RULES.iter().position(|rule| rule.id == id).ok_or_else(|| "there is no such rule; see `lookout rules`".to_owned())
}

fn severity(id: &str) -> Result<Severity, String> {
    let found = Severity::ALL.into_iter().find(|severity| severity.id() == id);
    found.ok_or_else(|| "one of act_today, this_week, watch".to_owned())
}

/// The JSON of the formats page.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    today: NaiveDate,
    data_as_of: Option<NaiveDate>,
    children: usize,
    alerts: Vec<AlertRow<'a>>,
}

/// Lists them.
///
/// # Errors
/// Those of opening, reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let judged = Judged::new(&setting)?;
    let filter = Filter { rule: arguments.rule, severity: arguments.severity, one_a_child: arguments.children };
    let alerts: Vec<AlertRow<'_>> = alert_rows::all(&judged, filter);
    let what = format!("alerts, {}: {} rows", exported(arguments.json, arguments.csv), alerts.len());
    setting.witness(&judged.store, &[Event::export(None, what)])?;
    if arguments.json {
        let (today, data_as_of) = (judged.today, judged.caseload.data_as_of);
        let children = judged.caseload.children.len();
        return output::write(&json::line(&Answer {
            schema: "lookout.alerts/1",
            today,
            data_as_of,
            children,
            alerts,
        })?);
    }
    if arguments.csv {
        let heading = COLUMNS.iter().map(|&word| Cow::Borrowed(word)).collect();
        return output::write(&csv_text::rows(std::iter::once(heading).chain(alerts.iter().map(cells)))?);
    }
    output::write(text(&judged, &alerts).as_bytes())
}

const fn exported(json: bool, csv: bool) -> &'static str {
    match (json, csv) {
        (true, _) => "json",
        (_, true) => "csv",
        _ => "text",
    }
}

fn cells<'a>(row: &AlertRow<'a>) -> Vec<Cow<'a, str>> {
    let shown = |value: Option<String>| Cow::Owned(value.unwrap_or_default());
    vec![
        Cow::Owned(row.rank.to_string()),
        Cow::Owned(csv_text::text(row.child_id)),
        Cow::Borrowed(row.rule),
        Cow::Borrowed(row.severity),
        Cow::Owned(csv_text::text(&row.occasion)),
        shown(row.since.map(|day| day.to_string())),
        shown(row.value.map(|value| value.to_string())),
        Cow::Borrowed(row.unit.unwrap_or_default()),
        Cow::Owned(csv_text::text(&row.why)),
        Cow::Borrowed(row.state),
        shown(row.until.map(|day| day.to_string())),
    ]
}

/// For a person: ids instead of names, which leave the file only when one child is asked for.
fn text(judged: &Judged, alerts: &[AlertRow<'_>]) -> String {
    let as_of = judged.caseload.data_as_of.map_or_else(|| "no marks".to_owned(), |day| format!("marks to {day}"));
    let children = judged.caseload.children.len();
    let mut text = format!("{}, {as_of}, {children} children, {} alerts\n", judged.today, alerts.len());
    if !alerts.is_empty() {
        let words =
            |id: &str| Severity::ALL.into_iter().find(|severity| severity.id() == id).map_or("", Severity::words);
        let row = |row: &AlertRow<'_>| {
            vec![
                row.rank.to_string(),
                words(row.severity).to_owned(),
                row.child_id.to_owned(),
                row.rule.to_owned(),
                row.why.clone(),
            ]
        };
        let rows: Vec<_> = alerts.iter().map(row).collect();
        text.push('\n');
        text.push_str(&table::aligned(&["rank", "severity", "child", "rule", "why"], &rows));
    }
    text
}
