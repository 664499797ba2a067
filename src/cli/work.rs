//! `lookout work`: the parts of the work without a screen, and the lines of one of them.

use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::cli::{csv_text, json, output, table};
use crate::domain::alert::Severity;
use crate::domain::attendance::AcademicYear;
use crate::domain::audit::Event;
use crate::domain::case::Context;
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::part;
use crate::domain::record::Source;
use crate::domain::work::line::Pressing;
use crate::domain::work::{About, Line, Part, Scene};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// List the parts of the work, or the lines of one
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A part by its name; without one they are listed with how much stands in each
    #[arg(value_name = "PART", value_parser = named)]
    part: Option<&'static Part>,
    /// As JSON
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// As CSV
    #[arg(long)]
    csv: bool,
    /// Of another academic year, as `2025/26`
    #[arg(long, value_name = "YEAR", value_parser = year)]
    year: Option<AcademicYear>,
    /// Only the lines in a state of the part
    #[arg(long, value_name = "STATE", requires = "part")]
    state: Option<String>,
    /// How many lines there are by a heading of the part: state, school, caseworker, month, topic
    #[arg(long, value_name = "HEADING", requires = "part", conflicts_with_all = ["json", "csv"])]
    by: Option<String>,
    /// Say who works with each part and which duty it serves; needs no caseload
    #[arg(long, conflicts_with_all = ["part", "json", "csv", "year"])]
    about: bool,
}

/// The parts, who works with them and which duty each serves, as Markdown; the README holds the same table.
fn about() -> String {
    let row = |part: &Part| [part.id, part.title, part.who, part.duty].map(str::to_owned).to_vec();
    let rows: Vec<_> = part::PARTS.iter().map(row).collect();
    table::markdown(&["part", "shows", "for", "duty"], &rows)
}

fn named(id: &str) -> Result<&'static Part, String> {
    let all = || part::PARTS.iter().map(|part| part.id).collect::<Vec<_>>().join(", ");
    part::by_id(id).ok_or_else(|| format!("one of {}", all()))
}

fn year(word: &str) -> Result<AcademicYear, String> {
    AcademicYear::parse(word).ok_or_else(|| "a year is written like 2025/26".to_owned())
}

/// The lines of a part with what is needed to name whom they are about.
struct Listed<'a> {
    part: &'static Part,
    caseload: &'a Caseload,
    today: NaiveDate,
    year: AcademicYear,
    lines: Vec<Line>,
}

/// A line in JSON.
#[derive(Serialize)]
struct Row<'a> {
    child_id: Option<&'a str>,
    school_urn: Option<&'a str>,
    title: Option<&'a str>,
    cells: Map<String, Value>,
    groups: Map<String, Value>,
    due: Option<NaiveDate>,
    severity: Option<&'static str>,
    watches: &'a [&'static str],
    detail: &'a [String],
    children: Vec<&'a str>,
    sources: Vec<Value>,
}

/// Lists them.
///
/// # Errors
/// No such state or heading; those of opening, reading and writing out.
pub(super) fn run(arguments: &Arguments, options: &Options) -> Result<(), Failure> {
    if arguments.about {
        return output::write(about().as_bytes());
    }
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    let thresholds = setting.thresholds_said();
    let caseload = store.caseload(setting.today)?;
    let context = Context::new(&caseload, &thresholds, setting.today);
    let asked: Vec<&'static Part> = arguments.part.map_or_else(|| part::PARTS.iter().collect(), |part| vec![part]);
    let kinds: BTreeSet<Kind> = asked.iter().flat_map(|part| part.reads).copied().collect();
    let books = store.books(&kinds.into_iter().collect::<Vec<_>>())?;
    let year = arguments.year.unwrap_or(AcademicYear::of(setting.today));
    let authority = setting.config().0.authority;
    let scene = Scene {
        caseload: &caseload,
        context: &context,
        books: &books,
        year,
        authority: authority.as_deref(),
        only: None,
    };
    let list = |part: &&'static Part| {
        let mut lines = (part.lines)(&scene);
        lines.sort_by_cached_key(|line| order(line, &caseload));
        Listed { part, caseload: &caseload, today: setting.today, year, lines }
    };
    let mut listed: Vec<Listed<'_>> = asked.iter().map(list).collect();
    if let Some(state) = &arguments.state {
        listed.iter_mut().try_for_each(|listed| listed.keep(state))?;
    }
    let answer = answer(arguments, &listed)?;
    let (what, rows) = (arguments.part.map_or("parts", |part| part.id), listed.iter().map(|one| one.lines.len()).sum());
    let rows: usize = rows;
    let form = if arguments.json {
        "json"
    } else if arguments.csv {
        "csv"
    } else {
        "text"
    };
    setting.witness(&store, &[Event::export(None, format!("work {what}, {form}: {rows} rows"))])?;
    output::write(&answer)
}

fn answer(arguments: &Arguments, listed: &[Listed<'_>]) -> Result<Vec<u8>, Failure> {
    let one = listed.first().filter(|_| arguments.part.is_some());
    match (one, &arguments.by) {
        (Some(one), Some(by)) => Ok(one.counted(by)?.into_bytes()),
        (Some(one), None) if arguments.json => json::line(&one.json()),
        (Some(one), None) if arguments.csv => one.csv(),
        (Some(one), None) => Ok(one.text().into_bytes()),
        (None, _) if arguments.json => json::line(&json!({
            "schema": "lookout.work/1",
            "parts": listed.iter().map(Listed::summary).collect::<Vec<_>>(),
        })),
        (None, _) => overview(listed, arguments.csv),
    }
}

/// What presses most first, then the earliest date, then by id; figures in the order in which the part makes them.
fn order(line: &Line, caseload: &Caseload) -> (Pressing, String) {
    let about = match &line.about {
        About::Child(child) => id_of(caseload, *child).to_owned(),
        About::School(urn) => urn.to_string(),
        About::Whole => String::new(),
    };
    let pressing = if line.about == About::Whole { (true, None, false, None) } else { line.pressing() };
    (pressing, about)
}

fn id_of(caseload: &Caseload, child: ChildKey) -> &str {
    caseload.child(child).map_or("-", |child| &child.child_id)
}

/// How many parts of a list of lines press.
fn pressing(lines: &[Line]) -> usize {
    lines.iter().filter(|line| line.grave.is_some()).count()
}

const OVERVIEW: [&str; 5] = ["part", "title", "for", "lines", "watched"];

fn overview(listed: &[Listed<'_>], csv: bool) -> Result<Vec<u8>, Failure> {
    let row = |one: &Listed<'_>| {
        let counts = [one.lines.len(), pressing(&one.lines)].map(|count| count.to_string());
        [one.part.id, one.part.title, one.part.who].map(str::to_owned).into_iter().chain(counts).collect()
    };
    let rows: Vec<Vec<String>> = listed.iter().map(row).collect();
    if csv {
        let heading = OVERVIEW.iter().map(|word| (*word).to_owned()).collect();
        return csv_text::rows(std::iter::once(heading).chain(rows).map(owned));
    }
    Ok(table::aligned(&OVERVIEW, &rows).into_bytes())
}

fn owned(row: Vec<String>) -> Vec<Cow<'static, str>> {
    row.into_iter().map(Cow::Owned).collect()
}

impl Listed<'_> {
    /// Leaves out the lines in another state.
    fn keep(&mut self, state: &str) -> Result<(), Failure> {
        if !self.part.states.contains(&state) {
            return Err(Failure::Usage(format!("--state: one of {}", self.part.states.join(", "))));
        }
        self.lines.retain(|line| line.groups.first().is_some_and(|word| word == state));
        Ok(())
    }

    fn about<'l>(&'l self, line: &'l Line) -> Cow<'l, str> {
        match &line.about {
            About::Child(child) => Cow::Borrowed(id_of(self.caseload, *child)),
            About::School(urn) => Cow::Owned(self.caseload.school_name(urn)),
            About::Whole => Cow::Borrowed(&line.title),
        }
    }

    /// How many lines under each word of a heading.
    fn counted(&self, by: &str) -> Result<String, Failure> {
        let place = self.part.groups.iter().position(|heading| *heading == by);
        let place = place.ok_or_else(|| Failure::Usage(format!("--by: one of {}", self.part.groups.join(", "))))?;
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for line in &self.lines {
            let count = counts.entry(line.groups.get(place).map_or("", String::as_str)).or_default();
            count.0 += 1;
            count.1 += usize::from(line.grave.is_some());
        }
        let word = |word: &str| if word.is_empty() { "not known".to_owned() } else { word.to_owned() };
        let rows: Vec<Vec<String>> = counts
            .iter()
            .map(|(group, (lines, watched))| vec![word(group), lines.to_string(), watched.to_string()])
            .collect();
        Ok(table::aligned(&[by, "lines", "watched"], &rows))
    }

    fn summary(&self) -> Value {
        let part = self.part;
        json!({
            "id": part.id, "title": part.title, "who": part.who, "doc": part.doc, "duty": part.duty,
            "lines": self.lines.len(), "watched": pressing(&self.lines),
        })
    }

    fn json(&self) -> Value {
        json!({
            "schema": "lookout.work/1",
            "today": self.today,
            "academic_year": self.year.to_string(),
            "part": self.part.id,
            "title": self.part.title,
            "duty": self.part.duty,
            "lines": self.lines.iter().map(|line| self.row(line)).collect::<Vec<_>>(),
        })
    }

    fn row<'l>(&'l self, line: &'l Line) -> Row<'l> {
        let (child_id, school_urn) = match &line.about {
            About::Child(child) => (Some(id_of(self.caseload, *child)), None),
            About::School(urn) => (None, Some(urn.as_str())),
            About::Whole => (None, None),
        };
        let words = |(name, text): (&str, &String)| (name.to_owned(), Value::String(text.clone()));
        let source = |source: &Source| json!({"import": source.import, "file": source.file, "line": source.line});
        Row {
            child_id,
            school_urn,
            title: Some(line.title.as_str()).filter(|title| !title.is_empty()),
            cells: self.part.columns.iter().map(|column| column.title).zip(&line.cells).map(words).collect(),
            groups: self.part.groups.iter().copied().zip(&line.groups).map(words).collect(),
            due: line.due,
            severity: line.grave.map(Severity::id),
            watches: &line.watches,
            detail: &line.detail,
            children: line.children.iter().map(|child| id_of(self.caseload, *child)).collect(),
            sources: line.sources.iter().map(source).collect(),
        }
    }

    fn headings(&self) -> Vec<&'static str> {
        let columns = self.part.columns.iter().map(|column| column.title);
        std::iter::once("about").chain(columns).chain(["state", "due", "watched"]).collect()
    }

    fn cells(&self, line: &Line) -> Vec<String> {
        let due = line.due.map(|day| day.to_string()).unwrap_or_default();
        let state = line.groups.first().cloned().unwrap_or_default();
        let columns = line.cells.iter().cloned();
        std::iter::once(self.about(line).into_owned())
            .chain(columns)
            .chain([state, due, line.watches.join(" ")])
            .collect()
    }

    fn csv(&self) -> Result<Vec<u8>, Failure> {
        let heading: Vec<String> = self.headings().into_iter().map(str::to_owned).collect();
        let rows = self.lines.iter().map(|line| self.cells(line).iter().map(|cell| csv_text::text(cell)).collect());
        csv_text::rows(std::iter::once(heading).chain(rows).map(owned))
    }

    /// For a person: ids instead of names.
    fn text(&self) -> String {
        let (part, lines) = (self.part, &self.lines);
        let mut text = format!("{}, {}: {} lines, {} watched\n", part.title, self.year, lines.len(), pressing(lines));
        let _ = writeln!(text, "{}", part.duty);
        if !lines.is_empty() {
            let rows: Vec<_> = lines.iter().map(|line| self.cells(line)).collect();
            text.push('\n');
            text.push_str(&table::aligned(&self.headings(), &rows));
        }
        text
    }
}
