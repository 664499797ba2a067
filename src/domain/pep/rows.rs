//! A child's rows about PEPs, each read once.

use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::pep::plan::TermDates;
use crate::domain::pep::{NamedTerm, Stage};
use crate::domain::work::Books;
use crate::domain::work::books::Entered;
use chrono::NaiveDate;

/// A row of PEPs.
#[derive(Clone, Copy)]
pub struct PlanRow<'a> {
    /// The term that it names.
    pub named: Option<NamedTerm>,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// When it was held, not after today.
    pub held: Option<NaiveDate>,
    /// A day of holding that lies ahead.
    pub planned: Option<NaiveDate>,
    /// The row.
    pub row: Entered<'a>,
}

/// Something that happened to a PEP of a term, not after today.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    /// Which term.
    pub term: NamedTerm,
    /// When.
    pub on: NaiveDate,
    /// The stage reached; `None` of a review.
    pub stage: Option<Stage>,
    /// The row.
    pub row: Entered<'a>,
}

/// The rows of a child.
pub struct Rows<'a> {
    /// Of PEPs.
    pub plans: Vec<PlanRow<'a>>,
    /// Stages.
    pub stages: Vec<Step<'a>>,
    /// Reviews.
    pub reviews: Vec<Step<'a>>,
    /// Whether any file about PEPs ever came in, about whichever child.
    pub known: bool,
}

impl<'a> Rows<'a> {
    /// Those of a child as of the day of its case.
    pub fn of(books: &'a Books, case: &Case<'_>) -> Self {
        let (child, today) = (ChildKey(case.child.key), case.today());
        let plan = |row: Entered<'a>| {
            let held = row.date("held");
            PlanRow {
                named: named(row),
                due: row.date("due"),
                held: held.filter(|day| *day <= today),
                planned: held.filter(|day| *day > today),
                row,
            }
        };
        let steps = |kind, day: &'static str| {
            let step = move |row: Entered<'a>| {
                let on = row.date(day).filter(|day| *day <= today)?;
                let stage = if kind == Kind::PepStage { Stage::of_code(row.text("stage")) } else { None };
                Some(Step { term: named(row)?, on, stage, row })
            };
            books.of(kind, child).filter_map(step).collect()
        };
        Self {
            plans: books.of(Kind::Pep, child).map(plan).collect(),
            stages: steps(Kind::PepStage, "on"),
            reviews: steps(Kind::PepReview, "reviewed"),
            known: case.context.knows(Kind::Pep) || case.context.knows(Kind::PepStage),
        }
    }

    /// The rows of PEPs of a term: those that name it, and those that name none and were due, or held, between its days.
    pub fn plans(&self, term: TermDates) -> impl Iterator<Item = &PlanRow<'a>> {
        self.plans.iter().filter(move |plan| match plan.named {
            Some(named) => named == term.term,
            None => plan.due.or(plan.held).or(plan.planned).is_some_and(|day| term.holds(day)),
        })
    }
}

fn named(row: Entered<'_>) -> Option<NamedTerm> {
    NamedTerm::read(row.text("academic_year"), row.text("term"))
}
