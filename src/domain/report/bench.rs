//! A bench for the tests of measures: one child, asked for what it adds to a figure.

use crate::domain::attendance::AcademicYear;
use crate::domain::caseload::shared;
use crate::domain::facts::ChildFacts;
use crate::domain::facts::ChildKey;
use crate::domain::kind::{KINDS, Kind, Shape, Value, spec};
use crate::domain::part::scene::day;
use crate::domain::record::{RecordRow, Source};
use crate::domain::report::look::Sources;
use crate::domain::report::measure::MEASURES;
use crate::domain::report::period::Period;
use crate::domain::report::{Figures, Whom};
use crate::domain::rules::scene::Scene;
use crate::domain::work::{BookRow, Books};

/// A child with its rows; every kind of file has come in.
#[derive(Clone)]
pub(crate) struct Bench {
    scene: Scene,
    rows: Vec<(Kind, BookRow)>,
}

impl Bench {
    pub(crate) fn new(scene: Scene) -> Self {
        let mut scene = scene.with(|child| child.key = 1);
        scene.caseload.sources = KINDS.iter().map(|spec| spec.kind).collect();
        Self { scene, rows: Vec::new() }
    }

    /// Of whom nothing but the child itself ever came in.
    pub(crate) fn bare(scene: Scene) -> Self {
        let mut bench = Self::new(scene);
        bench.scene.caseload.sources.clear();
        bench
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut ChildFacts)) -> Self {
        self.scene = self.scene.with(change);
        self
    }

    pub(crate) fn cohort(self, cohort: &str, start: &str, end: &str) -> Self {
        let cells = [("cohort", cohort), ("start", start), ("end", end)];
        let cells: Vec<_> = cells.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        self.row(Kind::Cohort, &cells)
    }

    /// Dates as `YYYY-MM-DD`, money in pence.
    pub(crate) fn row(mut self, kind: Kind, cells: &[(&str, &str)]) -> Self {
        let spec = spec(kind);
        let mut values = vec![None; spec.fields.len()];
        for (name, text) in cells {
            let at = spec.position(name).unwrap();
            values[at] = Some(match spec.fields[at].shape {
                Shape::Date => Value::Date(day(text)),
                Shape::Count | Shape::UpTo(_) | Shape::Money => Value::Number(text.parse().unwrap()),
                _ => Value::Text((*text).to_owned()),
            });
        }
        let child = spec.of_child.then_some(ChildKey(1));
        let source = Source { import: 1, file: String::new(), line: 2 };
        self.rows.push((kind, BookRow { child, row: RecordRow { values, source } }));
        self
    }

    /// What it adds as a looked-after child to a figure of the year of a day.
    pub(crate) fn share(&self, measure: &str, today: &str) -> (i64, i64) {
        self.share_back(measure, today, 0)
    }

    /// The same of some year before.
    pub(crate) fn share_back(&self, measure: &str, today: &str, back: i32) -> (i64, i64) {
        self.figures(today, (back, None), |figures| share(figures, measure))
    }

    /// The same of a term.
    pub(crate) fn share_of_term(&self, measure: &str, term: &str, today: &str) -> (i64, i64) {
        self.figures(today, (0, Some(term)), |figures| share(figures, measure))
    }

    pub(crate) fn figures<T>(
        &self,
        on: &str,
        (back, term): (i32, Option<&str>),
        work: impl FnOnce(&Figures) -> T,
    ) -> T {
        let mut caseload = self.scene.caseload.clone();
        caseload.children = shared([self.scene.child.clone()]);
        let mut books = Books::default();
        for (kind, _) in &self.rows {
            let rows = self.rows.iter().filter(|(other, _)| other == kind).map(|(_, row)| row.clone());
            books.add(*kind, rows.collect());
        }
        let today = day(on);
        let year = AcademicYear(AcademicYear::of(today).0 - back);
        let thresholds = &self.scene.thresholds;
        let sources = Sources { caseload: &caseload, marks: year, books: &books, thresholds, today };
        let period = Period::new(&caseload.calendar, (year, term), today).unwrap();
        work(&Figures::new(&sources, period))
    }
}

fn share(figures: &Figures, measure: &str) -> (i64, i64) {
    let at = MEASURES.iter().position(|known| known.id == measure).unwrap();
    let found = figures.of(at, Whom::Cohort(0));
    let share = found.sum().unwrap().share;
    (share.part, share.whole)
}
