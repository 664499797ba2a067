//! A scene for the tests of parts: a caseload, rows by kind, a day.

use crate::domain::attendance::AcademicYear;
use crate::domain::case::Context;
use crate::domain::caseload::{self, Caseload};
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::kind::{Kind, Shape, Value, spec};
use crate::domain::record::{RecordRow, Source};
use crate::domain::thresholds::Thresholds;
use crate::domain::work::{BookRow, Books, Entry, Line, Part, Scene};
use chrono::NaiveDate;

/// What a test of a part puts together.
pub(crate) struct Stage {
    pub(crate) caseload: Caseload,
    pub(crate) books: Books,
    pub(crate) thresholds: Thresholds,
    rows: Vec<(Kind, BookRow)>,
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Stage {
    /// Children with internal ids from 1.
    pub(crate) fn new(children: Vec<ChildFacts>) -> Self {
        let number =
            |(at, child): (i64, ChildFacts)| ChildFacts { key: at, child_id: format!("c{at}").into(), ..child };
        let children = caseload::shared((1..).zip(children).map(number));
        let caseload = Caseload { children, ..Caseload::default() };
        Self { caseload, books: Books::default(), thresholds: Thresholds::default(), rows: Vec::new() }
    }

    /// And a row: columns and their text, dates as `YYYY-MM-DD`, money in pence. Child 0 is none.
    pub(crate) fn row(mut self, kind: Kind, child: i64, cells: &[(&str, &str)]) -> Self {
        let spec = spec(kind);
        let mut values = vec![None; spec.fields.len()];
        for (name, text) in cells {
            let at = spec.position(name).unwrap_or_else(|| panic!("{}: {name}", spec.name));
            values[at] = Some(match spec.fields[at].shape {
                Shape::Date => Value::Date(day(text)),
                Shape::Count | Shape::UpTo(_) | Shape::Money => Value::Number(text.parse().unwrap()),
                Shape::Flag => Value::Flag(*text == "y"),
                _ => Value::Text((*text).to_owned()),
            });
        }
        let source = Source { import: 1, file: format!("{}.csv", spec.name), line: 2 };
        let child = (child > 0).then_some(ChildKey(child));
        self.rows.push((kind, BookRow { child, row: RecordRow { values, source } }));
        let of_kind = self.rows.iter().filter(|(other, _)| *other == kind).map(|(_, row)| row.clone());
        self.books.add(kind, of_kind.collect());
        self
    }

    /// And what an act wrote, as the importer would put it in: by natural key, columns not named kept.
    pub(crate) fn written(mut self, entries: Vec<Entry>) -> Self {
        for entry in entries {
            self.put(&entry);
        }
        self
    }

    fn put(&mut self, entry: &Entry) {
        let spec = spec(entry.kind);
        let place = |name: &str| spec.position(name).unwrap_or_else(|| panic!("{}: {name}", spec.name));
        let fill = |into: &mut Vec<Option<Value>>| {
            for (name, value) in &entry.cells {
                into[place(name)].clone_from(value);
            }
        };
        let key = |values: &[Option<Value>]| {
            spec.natural_key(|at| match &values[at] {
                Some(Value::Text(text)) => text.clone(),
                Some(Value::Date(day)) => day.to_string(),
                _ => String::new(),
            })
        };
        let mut values = vec![None; spec.fields.len()];
        fill(&mut values);
        let wanted = key(&values).unwrap_or_else(|| panic!("{}: no key", spec.name));
        let same = |(kind, row): &&mut (Kind, BookRow)| {
            *kind == entry.kind && row.child == entry.child && key(&row.row.values).as_ref() == Some(&wanted)
        };
        if let Some((_, row)) = self.rows.iter_mut().find(same) {
            fill(&mut row.row.values);
        } else {
            let source = Source { import: 2, file: "by hand".to_owned(), line: 1 };
            self.rows.push((entry.kind, BookRow { child: entry.child, row: RecordRow { values, source } }));
        }
        self.caseload.sources.insert(entry.kind);
        let of_kind = self.rows.iter().filter(|(other, _)| *other == entry.kind).map(|(_, row)| row.clone());
        self.books.add(entry.kind, of_kind.collect());
    }

    /// The lines of a part on a day, of the year of that day.
    pub(crate) fn lines(&self, part: &Part, today: &str) -> Vec<Line> {
        self.lines_of(part, today, AcademicYear::of(day(today)))
    }

    /// The lines of a part on a day, looking at a year.
    pub(crate) fn lines_of(&self, part: &Part, today: &str, year: AcademicYear) -> Vec<Line> {
        let context = Context::new(&self.caseload, &self.thresholds, day(today));
        let scene = Scene {
            caseload: &self.caseload,
            context: &context,
            books: &self.books,
            year,
            authority: Some("Testshire"),
            only: None,
        };
        let lines = (part.lines)(&scene);
        for line in &lines {
            assert_eq!(line.cells.len(), part.columns.len(), "a cell a column");
            assert_eq!(line.groups.len(), part.groups.len(), "a word a group");
            assert!(part.states.contains(&line.groups[0].as_str()), "state {}", line.groups[0]);
            for id in &line.watches {
                assert!(part.watches.iter().any(|watch| watch.id == *id), "watch {id}");
            }
        }
        lines
    }
}
