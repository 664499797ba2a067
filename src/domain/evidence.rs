//! Evidence: the rows and marks that an alert rests on, so that its figure can be followed to file and line.

use crate::domain::alert::Alert;
use crate::domain::attendance::{NO_MARK, session_day};
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::record::{Record, RecordRow, RegisterYear, Source};
use chrono::{Days, NaiveDate};

/// Rows of one kind that are told, the latest first; an alert seldom rests on more.
const MOST: usize = 4;

/// Where something that an alert rests on stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The kind of row.
    pub kind: Kind,
    /// File, import, and the first line.
    pub source: Source,
    /// The last line; the first again where it is one row.
    pub last_line: u32,
}

/// What an alert rests on: of every kind that its rule reads the rows from the day since when on, or where there are
/// none the last one; of the marks the lines of that stretch, file by file.
pub fn of(record: &Record, alert: &Alert, today: NaiveDate) -> Vec<Evidence> {
    let since = alert.finding.since;
    let kinds = alert.rule().reads.iter();
    kinds
        .flat_map(|&kind| match kind {
            Kind::Attendance => marks(&record.registers, since, today),
            Kind::Child => vec![one(kind, &record.own)],
            kind => rows(record, kind, since, today),
        })
        .collect()
}

fn one(kind: Kind, row: &RecordRow) -> Evidence {
    Evidence { kind, source: row.source.clone(), last_line: row.source.line }
}

fn rows(record: &Record, kind: Kind, since: Option<NaiveDate>, today: NaiveDate) -> Vec<Evidence> {
    let rows = record.rows(kind);
    // Some alerts count from the day after the last day that a row tells of; a day to come is its row's own.
    let told = |day: NaiveDate| match since {
        Some(since) => day == since || (day + Days::new(1) >= since && day <= today),
        None => false,
    };
    let has = |row: &&RecordRow| dates(row).any(told);
    let found: Vec<Evidence> = rows.iter().rev().filter(has).take(MOST).map(|row| one(kind, row)).collect();
    if found.is_empty() { rows.last().map(|row| one(kind, row)).into_iter().collect() } else { found }
}

fn dates(row: &RecordRow) -> impl Iterator<Item = NaiveDate> {
    row.values.iter().filter_map(|value| match value {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    })
}

/// The lines of the marks from a day to today, else of the last mark.
fn marks(registers: &[RegisterYear], since: Option<NaiveDate>, today: NaiveDate) -> Vec<Evidence> {
    let marked = registers.iter().flat_map(|register| {
        let sessions = register.bytes.iter().enumerate().filter(|&(_, &byte)| byte != NO_MARK);
        sessions.map(move |(at, _)| (session_day(register.year, at), register.source(at)))
    });
    let past = marked.filter_map(|(day, source)| Some((day, source?))).filter(|(day, _)| *day <= today);
    let past: Vec<(NaiveDate, &Source)> = past.collect();
    let last = past.iter().map(|(day, _)| *day).max();
    let from = since.into_iter().chain(last).min();
    let mut found: Vec<Evidence> = Vec::new();
    for (_, source) in past.into_iter().filter(|(day, _)| Some(*day) >= from) {
        let same = |known: &&mut Evidence| known.source.import == source.import && known.source.file == source.file;
        match found.iter_mut().find(same) {
            Some(known) => {
                known.last_line = known.last_line.max(source.line);
                known.source.line = known.source.line.min(source.line);
            }
            None => found.push(Evidence { kind: Kind::Attendance, source: source.clone(), last_line: source.line }),
        }
    }
    found.truncate(MOST);
    found
}

impl Evidence {
    /// `exclusions: exclusions.csv line 41, import 3`.
    pub fn words(&self) -> String {
        let Source { file, line, import } = &self.source;
        let lines =
            if self.last_line > *line { format!("lines {line} to {}", self.last_line) } else { format!("line {line}") };
        format!("{}: {file} {lines}, import {import}", spec(self.kind).name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::alert::{Finding, Severity};
    use crate::domain::attendance::AcademicYear;
    use crate::domain::facts::ChildFacts;
    use crate::domain::record::RecordTable;
    use crate::domain::rules::RULES;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn source(line: u32) -> Source {
        Source { import: 3, file: "a.csv".to_owned(), line }
    }

    fn suspension(line: u32, start: &str) -> RecordRow {
        let kind = spec(Kind::Exclusion);
        let mut values = vec![None; kind.fields.len()];
        values[kind.position("start").unwrap()] = Some(Value::Date(day(start)));
        RecordRow { values, source: source(line) }
    }

    /// Three suspensions, and a mark in each of the first three weeks, a line a week.
    fn record() -> Record {
        let rows = vec![suspension(2, "2026-09-10"), suspension(3, "2026-11-02"), suspension(4, "2026-11-18")];
        let mut bytes = vec![0; 30];
        for at in [9, 19, 29] {
            bytes[at] = 0x10;
        }
        Record {
            child: ChildFacts::default(),
            own: RecordRow { values: Vec::new(), source: source(9) },
            tables: vec![RecordTable { spec: spec(Kind::Exclusion), rows }],
            registers: vec![RegisterYear {
                year: AcademicYear(2026),
                urn: String::new(),
                bytes,
                sources: vec![(0, 9, source(20)), (10, 19, source(21)), (20, 29, source(22))],
            }],
            notes: Vec::new(),
            seen: Vec::new(),
        }
    }

    fn told(rule: &str, since: Option<&str>) -> Vec<String> {
        let rule = RULES.iter().position(|known| known.id == rule).unwrap();
        let finding = Finding { severity: Severity::ActToday, value: None, since: since.map(day) };
        of(&record(), &Alert { rule, finding, dealt: crate::domain::alert::Dealt::default() }, day("2026-11-23"))
            .iter()
            .map(Evidence::words)
            .collect()
    }

    #[test]
    fn every_rule_says_what_it_reads() {
        for rule in RULES {
            assert!(!rule.reads.is_empty(), "{}", rule.id);
        }
    }

    #[test]
    fn rows_from_the_day_since_when() {
        let line = |line: u32| format!("exclusions: a.csv line {line}, import 3");
        assert_eq!(told("suspension-days", Some("2026-11-02")), [line(4), line(3)]);
        assert_eq!(told("suspension-new", Some("2026-11-18")), [line(4)]);
        assert_eq!(told("suspension-new", Some("2026-11-20")), [line(4)], "the last, where none has the day");
        assert_eq!(told("suspension-new", None), [line(4)]);
    }

    #[test]
    fn marks_by_their_lines() {
        let lines = |lines: &str| [format!("attendance: a.csv {lines}, import 3")];
        // Week 0 holds Tue 1 September: its Friday afternoon, and those of the two weeks after.
        assert_eq!(told("attendance-dip", Some("2026-09-04")), lines("lines 20 to 22"));
        assert_eq!(told("attendance-dip", Some("2026-09-05")), lines("lines 21 to 22"));
        assert_eq!(told("attendance-no-data", Some("2026-09-18")), lines("line 22"));
        assert_eq!(told("attendance-no-data", None), lines("line 22"));
    }

    #[test]
    fn kinds_of_which_there_is_nothing_are_left_out() {
        assert_eq!(told("pep-overdue", Some("2026-11-02")), Vec::<String>::new());
        assert_eq!(told("care-new", Some("2026-11-02")), ["children: a.csv line 9, import 3"]);
    }
}
