//! The head's report: a year's or a term's figures of each cohort, the year before beside them, and the national ones.
//!
//! [`MEASURES`] is the table; a report is a walk over it for every cohort. A figure keeps the children behind it. What is
//! meant to leave the office has its small numbers kept back ([`kept_back`]); [`paper`] makes the paper.

pub mod figure;
pub mod kept_back;

pub mod look;
pub mod measure;
pub mod national;
pub mod paper;

#[cfg(test)]
pub(crate) mod bench;
pub mod period;
pub mod spells;

use crate::domain::attendance::AcademicYear;
use crate::domain::case::{Case, Context};
use crate::domain::kind::{COHORTS, Kind};
use crate::domain::report::figure::{Figure, Sum};
use crate::domain::report::look::{Look, Sources};
use crate::domain::report::measure::{By, MEASURES, Measure, Pupil};
use crate::domain::report::period::Period;
use crate::domain::report::spells::{COUNT, Spell, Spells, joined};
use chrono::NaiveDate;
use rayon::prelude::*;
use std::cell::OnceCell;

/// The kinds of row that a report reads beside the facts.
pub const READS: &[Kind] = &[
    Kind::Cohort,
    Kind::Plan,
    Kind::Pep,
    Kind::PepReview,
    Kind::Attainment,
    Kind::Premium,
    Kind::Enquiry,
    Kind::National,
];

/// Whom figures are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// A cohort, by its place in [`COHORTS`].
    Cohort(usize),
    /// Every child in any cohort, once.
    Everybody,
    /// The service: no child.
    Service,
}

impl Whom {
    /// Everybody about whom a report has figures, in its order.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Everybody).chain((0..COUNT).map(Self::Cohort)).chain([Self::Service])
    }

    /// The word in national.csv and JSON: `LAC`, `all`, `service`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cohort(place) => COHORTS.get(place).copied().unwrap_or_default(),
            Self::Everybody => "all",
            Self::Service => "service",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self.id() {
            "LAC" => "looked after",
            "PLAC" => "previously looked after",
            "CIN" => "children in need",
            "CP" => "on a protection plan",
            "KIN" => "kinship care",
            "CL" => "care leavers",
            "all" => "all children",
            _ => "the service",
        }
    }

    /// Which duty its figures serve; of a strategic one, that it implies no case work.
    pub fn duty(self) -> &'static str {
        match self.id() {
            "LAC" => "Statutory, for each child (Children Act 1989 s.22(3A)).",
            "PLAC" => "Statutory, advice and information on request (Children Act 1989 s.23ZZA): no case work.",
            "CIN" | "CP" | "KIN" => "Strategic (Children Act 1989 s.23ZZZA): figures about the whole, no case work.",
            "CL" => "A personal adviser to 25 for every care leaver; destinations are followed.",
            "all" => "Every child in a cohort, once; cohorts overlap.",
            _ => "The work of the team, about children with and without a record.",
        }
    }

    /// Whether a measure has a figure about them.
    pub fn takes(self, measure: &Measure) -> bool {
        match (self, measure.by) {
            (Self::Service, By::Service(_)) => true,
            (Self::Service, By::Child(_)) | (_, By::Service(_)) => false,
            (Self::Cohort(place), By::Child(_)) => measure.only.is_none_or(|only| only == place),
            (Self::Everybody, By::Child(_)) => measure.only.is_none(),
        }
    }

    fn place(self) -> usize {
        match self {
            Self::Cohort(place) => place,
            Self::Everybody => COUNT,
            Self::Service => COUNT + 1,
        }
    }
}

/// The figures of one period.
#[derive(Debug)]
pub struct Figures {
    /// The period.
    pub period: Period,
    sums: Sums,
    /// What is known of each measure, else why nothing is.
    unknown: Vec<Option<&'static str>>,
    /// Children that stand in a cohort of which no day is known, by cohort.
    pub undated: [usize; COUNT],
    /// Whether such children count.
    pub undated_count: bool,
    /// The kinds of which the file holds nothing from the first weeks of the period, with their first day.
    pub late: Vec<(Kind, NaiveDate)>,
}

/// A sum a measure, for each of those whom figures are about, and the children without days.
#[derive(Debug, Clone)]
struct Sums {
    by_whom: Vec<Vec<Sum>>,
    undated: [usize; COUNT],
}

impl Sums {
    fn new() -> Self {
        Self { by_whom: vec![vec![Sum::default(); MEASURES.len()]; COUNT + 2], undated: [0; COUNT] }
    }

    fn append(mut self, other: Self) -> Self {
        for (mine, theirs) in self.by_whom.iter_mut().flatten().zip(other.by_whom.into_iter().flatten()) {
            mine.append(theirs);
        }
        for (mine, theirs) in self.undated.iter_mut().zip(other.undated) {
            *mine += theirs;
        }
        self
    }
}

/// Children that one thread adds up, at least.
const SHARE: usize = 512;
/// Why a figure is not known of which no file came in.
pub const NEVER: &str = "such a file was never imported";
const TOO_OLD: &str = "the file holds nothing so old";
const NO_MARKS: &str = "the marks of this year are not read here: lookout report has them";
/// Why a figure of an earlier year is not known.
pub const NO_DAYS: &str = "since when they are in the cohort is not known";

impl Figures {
    /// Of a period.
    pub fn new(sources: &Sources<'_>, period: Period) -> Self {
        let look = Look::new(sources, period);
        let today = Context::new(sources.caseload, sources.thresholds, sources.today);
        let children = sources.caseload.children.len();
        let shares: Vec<Sums> = (0..children.div_ceil(SHARE))
            .into_par_iter()
            .map(|share| {
                let places = share * SHARE..children.min((share + 1) * SHARE);
                let mut sums = Sums::new();
                places.for_each(|at| add_child(&mut sums, &look, &Case::new(&sources.caseload.children[at], &today)));
                sums
            })
            .collect();
        let mut sums = shares.into_iter().fold(Sums::new(), Sums::append);
        for (at, measure) in MEASURES.iter().enumerate() {
            if let By::Service(of) = measure.by {
                sums.by_whom[Whom::Service.place()][at].share = of(&look);
            }
        }
        let unknown = MEASURES.iter().map(|measure| measure.needs.and_then(|kind| why_unknown(&look, kind)));
        let undated_count = period.year == AcademicYear::of(sources.today);
        let late = look.late();
        Self { period, unknown: unknown.collect(), undated: sums.undated, undated_count, late, sums }
    }

    /// A figure by the place of its measure.
    pub fn of(&self, measure: usize, whom: Whom) -> Figure {
        if let Some(why) = self.unknown[measure] {
            return Figure::Unknown(why);
        }
        if self.lacks_days(whom) {
            return Figure::Unknown(NO_DAYS);
        }
        Figure::Known(self.sums.by_whom[whom.place()][measure].clone())
    }

    /// Whether who was in a cohort is not known at all; of all children, whether that is so of one of their cohorts.
    fn lacks_days(&self, whom: Whom) -> bool {
        let lacks = |place: usize| {
            !self.undated_count && self.undated[place] > 0 && self.sums.by_whom[place][0].share.part == 0
        };
        match whom {
            Whom::Cohort(place) => lacks(place),
            Whom::Everybody => (0..COUNT).any(lacks),
            Whom::Service => false,
        }
    }

    /// Whether anybody stood in a cohort.
    pub fn has(&self, whom: Whom) -> bool {
        self.sums.by_whom[whom.place()][0].share.part > 0
    }
}

fn why_unknown(look: &Look<'_>, kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Attendance if look.context.knows(kind) && !look.knows(kind) => Some(NO_MARKS),
        kind if !look.knows(kind) => Some(NEVER),
        kind => {
            let first = look.first_day(kind);
            // Without a mark of the year there is no first one.
            let unmarked = kind == Kind::Attendance && first.is_none();
            (unmarked || first.is_some_and(|first| first > look.period.until)).then_some(TOO_OLD)
        }
    }
}

/// Adds what a child adds, `today` being its case of the day of the report.
fn add_child(sums: &mut Sums, look: &Look<'_>, today: &Case<'_>) {
    let spells = Spells::of(today, look.books);
    for (count, undated) in sums.undated.iter_mut().zip(spells.undated) {
        *count += usize::from(undated);
    }
    let this_year = look.period.year == AcademicYear::of(look.today);
    let within: Vec<Vec<Spell>> = (0..COUNT).map(|place| spells.within(place, &look.period, this_year)).collect();
    let until = look.period.until;
    let care_leaver = within[CL].iter().any(|spell| spell.holds(until));
    let add = |whom: Whom, spells: Vec<Spell>, sums: &mut Sums| {
        let case = Case::new(today.child, &look.context);
        let pupil = Pupil { look, case, spells, care_leaver, sessions: OnceCell::new() };
        let sums = &mut sums.by_whom[whom.place()];
        for (measure, sum) in MEASURES.iter().zip(sums).filter(|(measure, _)| whom.takes(measure)) {
            if let By::Child(of) = measure.by {
                sum.add(pupil.key(), of(&pupil));
            }
        }
    };
    let mut all: Vec<Spell> = within.iter().flatten().copied().collect();
    joined(&mut all);
    for (place, spells) in within.into_iter().enumerate().filter(|(_, spells)| !spells.is_empty()) {
        add(Whom::Cohort(place), spells, sums);
    }
    if !all.is_empty() {
        add(Whom::Everybody, all, sums);
    }
}

/// The place of care leavers in [`COHORTS`].
const CL: usize = 5;
