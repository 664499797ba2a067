//! Measures: what a report counts. One table, of which the report, its charts and the part are walks.

mod after_sixteen;
mod attendance;
mod moves;
mod peps;
mod premium;
mod progress;
mod suspensions;

use crate::domain::attendance::tally::YearFigures;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::report::look::Look;
use crate::domain::report::spells::{LAC, Spell};
use chrono::NaiveDate;
use std::cell::OnceCell;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Children, each once.
    Children,
    /// Events: suspensions, moves, enquiries.
    Events,
    /// Half-day sessions, shown as days.
    Days,
    /// A part of the children, in per cent.
    OfChildren,
    /// A part of something else, named: sessions, results.
    Of(&'static str),
    /// Pence of pence.
    Money,
}

impl Unit {
    /// Whether it is a part of a whole.
    pub const fn is_rate(self) -> bool {
        matches!(self, Self::OfChildren | Self::Of(_) | Self::Money)
    }
}

/// Where a measure's figures come from.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// Each child of a cohort adds its share.
    Child(fn(&Pupil<'_>) -> Share),
    /// It belongs to no child and no cohort.
    Service(fn(&Look<'_>) -> Share),
}

/// What somebody adds to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// What is counted.
    pub part: i64,
    /// Of how much; 0 where the figure is no rate, or this child is no part of it.
    pub whole: i64,
}

impl Share {
    /// A count.
    pub const fn count(part: i64) -> Self {
        Self { part, whole: 0 }
    }

    /// A child that is looked at, and whether it is so.
    pub const fn one(so: bool) -> Self {
        Self { part: so as i64, whole: 1 }
    }
}

/// A measure.
#[derive(Debug)]
pub struct Measure {
    /// Its name in national.csv and JSON: `persistent`.
    pub id: &'static str,
    /// The words of its row, at most 22 letters.
    pub title: &'static str,
    /// What is counted, of whom, in a sentence.
    pub doc: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// The only cohort that it is about, by its place in [`crate::domain::kind::COHORTS`]; `None`: every one.
    pub only: Option<usize>,
    /// The kind of row without which nothing is known.
    pub needs: Option<Kind>,
    /// Measures of one group divide the same children: with two of three the third would be known.
    pub group: Option<&'static str>,
    /// Where it comes from.
    pub by: By,
}

pub(super) use peps::terms;
pub(super) use premium::allocated;

impl Measure {
    /// Whether the children behind its figures are known.
    pub const fn by_child(&self) -> bool {
        matches!(self.by, By::Child(_))
    }

    const BASE: Self = Self {
        id: "",
        title: "",
        doc: "",
        unit: Unit::Children,
        only: None,
        needs: None,
        group: None,
        by: By::Child(|_| Share { part: 0, whole: 0 }),
    };
}

/// Every measure, in the order of the report.
pub const MEASURES: &[Measure] = &[
    Measure {
        id: "size",
        title: "Children",
        doc: "In the cohort on at least one day of the period.",
        by: By::Child(|_| Share::count(1)),
        ..Measure::BASE
    },
    Measure {
        id: "size-end",
        title: "On the last day",
        doc: "In the cohort on the last day of the period that counts.",
        by: By::Child(|pupil| Share::count(i64::from(pupil.is_in(pupil.look.period.until)))),
        ..Measure::BASE
    },
    attendance::ATTENDANCE,
    attendance::PERSISTENT,
    attendance::SEVERE,
    suspensions::SUSPENDED,
    suspensions::SUSPENSIONS,
    suspensions::DAYS,
    suspensions::PERMANENT,
    peps::TIMELY,
    peps::GOOD,
    progress::AT_TARGET,
    after_sixteen::EET,
    after_sixteen::NEET,
    after_sixteen::NOT_KNOWN,
    premium::SPENT,
    moves::HOMES,
    moves::SCHOOLS,
    ENQUIRIES,
    ANSWERED,
];

/// A child in a period, in one cohort or in any.
#[derive(Debug)]
pub struct Pupil<'a> {
    /// The period and what is known of it.
    pub look: &'a Look<'a>,
    /// Its case on the last day that counts.
    pub case: Case<'a>,
    /// Its days in the cohort, the earliest first.
    pub spells: Vec<Spell>,
    /// Whether the spells of care leaving hold the last day.
    pub care_leaver: bool,
    pub(super) sessions: OnceCell<YearFigures>,
}

impl Pupil<'_> {
    /// Its internal id.
    pub fn key(&self) -> ChildKey {
        ChildKey(self.case.child.key)
    }

    /// In the cohort on a day.
    pub fn is_in(&self, day: NaiveDate) -> bool {
        self.spells.iter().any(|spell| spell.holds(day))
    }

    /// A day of the period on which it was in the cohort.
    pub fn counts(&self, day: NaiveDate) -> bool {
        self.look.period.holds(day) && self.is_in(day)
    }

    /// Its year group on the last day that counts. What children.csv gives is today's, one less for every year back.
    pub fn nc_year(&self) -> Option<i64> {
        match self.case.child.nc_year {
            Some(given) => Some(i64::from(given) - i64::from(self.look.years_back())).filter(|year| *year >= -2),
            None => self.case.nc_year().map(i64::from),
        }
    }

    /// Of compulsory school age: reception to year 11.
    pub fn at_school(&self) -> bool {
        self.nc_year().is_some_and(|year| (0..=11).contains(&year))
    }
}

const ENQUIRIES: Measure = Measure {
    id: "enquiries",
    title: "Enquiries",
    doc: "Enquiries received in the period, about any child.",
    unit: Unit::Events,
    needs: Some(Kind::Enquiry),
    by: By::Service(|look| {
        let received = look.books.all(Kind::Enquiry).filter_map(|row| row.date("received"));
        Share::count(received.filter(|day| look.period.holds(*day)).map(|_| 1).sum())
    }),
    ..Measure::BASE
};

const ANSWERED: Measure = Measure {
    id: "enquiries-in-time",
    title: "Enquiries on time",
    doc: "Enquiries whose reply was due in the period, and those of them replied to on or before that day.",
    unit: Unit::Of("enquiries with a day"),
    needs: Some(Kind::Enquiry),
    by: By::Service(|look| {
        let mut share = Share::default();
        for row in look.books.all(Kind::Enquiry) {
            if let Some(due) = row.date("reply_due").filter(|due| look.period.holds(*due)) {
                let in_time = row.date("replied").is_some_and(|replied| replied <= due);
                share = Share { part: share.part + i64::from(in_time), whole: share.whole + 1 };
            }
        }
        share
    }),
    ..Measure::BASE
};

/// About care alone: no PEP is owed to others.
const ONLY_CARE: Option<usize> = Some(LAC);
