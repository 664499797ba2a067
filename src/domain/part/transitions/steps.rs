//! What must be ready for a change, by which date, on which clock: a table for each kind of change.

use crate::domain::calendar::days::days_between;
use crate::domain::case::Case;
use chrono::{Datelike, NaiveDate};

/// By when a step is due, seen from the day of the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The last such day of a year (month, day) before the change.
    Before(u32, u32),
    /// The first such day from the change on.
    From(u32, u32),
    /// So many school days of the child's school before.
    SchoolDaysBefore(i64),
    /// So many school days after.
    SchoolDaysAfter(i64),
    /// So many working days before.
    WorkingDaysBefore(i64),
    /// So many working days after.
    WorkingDaysAfter(i64),
    /// The day of the change.
    Day,
}

/// Whom a step concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    /// Every child.
    Everyone,
    /// A child with an EHC plan.
    Ehc,
    /// A child in year 10 or 11.
    ExamYears,
}

/// What in the files says that a step is done, beside a tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Nothing: somebody ticks it.
    Tick,
    /// An application for a school place.
    Applied,
    /// A place that was offered, or a roll to come.
    Offered,
    /// A PEP held on or after the day of the change.
    PepAfter,
    /// A step of careers work that was done in the two years before.
    Career(&'static str),
    /// An offer of the September Guarantee, or a destination that begins then.
    Place,
}

/// A step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Its words, which stand in the file too.
    pub(super) words: &'static str,
    /// By when.
    pub(super) by: By,
    /// For whom.
    pub(super) whom: Whom,
    /// What shows that it is done.
    pub(super) proof: Proof,
    /// Where it comes from.
    pub(super) source: &'static str,
}

const fn step(words: &'static str, by: By, source: &'static str) -> Step {
    Step { words, by, whom: Whom::Everyone, proof: Proof::Tick, source }
}
const fn shown(proof: Proof, step: Step) -> Step {
    Step { proof, ..step }
}
const fn only(whom: Whom, step: Step) -> Step {
    Step { whom, ..step }
}

const OURS: &str = "ours";
const CODE: &str = "School Admissions Code 2021: national closing and offer days";
const SEND: &str = "Special Educational Needs and Disability Regulations 2014, reg 18";
const RECORDS: &str = "Education (Pupil Information) (England) Regulations 2005, reg 9: 15 school days";
const EXAM_YEARS: &str = "Care Planning, Placement and Case Review (England) Regulations 2010, reg 10";
const PEP_AFTER: &str = "a PEP on change of school within 20 school days: one council's rule (Birmingham)";
const PEP_HELPS: Step = step("PEP plans the change", By::SchoolDaysBefore(30), "PEP quality criteria of councils");
const TEACHERS: Step = step("designated teachers spoke", By::SchoolDaysBefore(20), OURS);
const VISIT: Step = step("visit to the new school", By::SchoolDaysBefore(15), OURS);
const RECORDS_SENT: Step = step("records sent on", By::SchoolDaysAfter(15), RECORDS);
const APPROVAL: Step = only(Whom::ExamYears, step("nominated officer approves", By::WorkingDaysBefore(5), EXAM_YEARS));

/// The table of each change, by its code.
pub(super) const TABLES: &[(&str, &[Step])] = &[
    (
        "nursery",
        &[
            step("funded place asked for", By::WorkingDaysBefore(40), OURS),
            step("place found", By::WorkingDaysBefore(10), "funded hours from the term after the third birthday"),
            step("key person told what helps", By::Day, OURS),
            shown(Proof::PepAfter, step("first PEP held", By::WorkingDaysAfter(20), "PEP from the age of 3")),
        ],
    ),
    (
        "reception",
        &[
            shown(Proof::Applied, step("place applied for", By::Before(1, 15), CODE)),
            only(Whom::Ehc, step("EHC plan names the school", By::Before(2, 15), SEND)),
            shown(Proof::Offered, step("offer known", By::Before(4, 16), CODE)),
            PEP_HELPS,
            TEACHERS,
            VISIT,
            RECORDS_SENT,
        ],
    ),
    (
        "secondary",
        &[
            shown(Proof::Applied, step("place applied for", By::Before(10, 31), CODE)),
            only(Whom::Ehc, step("EHC plan names the school", By::Before(2, 15), SEND)),
            shown(Proof::Offered, step("offer known", By::Before(3, 1), CODE)),
            PEP_HELPS,
            TEACHERS,
            VISIT,
            RECORDS_SENT,
        ],
    ),
    (
        "post_16",
        &[
            shown(Proof::Career("guidance"), step("careers guidance done", By::Before(12, 18), "Gatsby benchmark 8")),
            shown(Proof::Career("application"), step("applications made", By::Before(1, 31), OURS)),
            only(Whom::Ehc, step("EHC plan names the provider", By::Before(3, 31), SEND)),
            PEP_HELPS,
            step("plan for the day of results", By::Before(7, 31), OURS),
            shown(Proof::Place, step("offer that stands", By::From(9, 30), "September Guarantee: by 30 September")),
            step("bursary asked for", By::WorkingDaysAfter(20), "16 to 19 Bursary Fund, students in care"),
            RECORDS_SENT,
        ],
    ),
    (
        "post_18",
        &[
            shown(Proof::Career("application"), step("applications made", By::Before(1, 15), OURS)),
            step("pathway plan looks ahead", By::Before(1, 31), "Children Act 1989 s.23E"),
            step("money applied for", By::Before(5, 31), OURS),
            step("home in term and holidays", By::Before(6, 30), "Children Act 1989 s.24B"),
            shown(Proof::Place, step("place or work to go to", By::Before(8, 31), OURS)),
            step("adviser's first contact", By::WorkingDaysAfter(20), OURS),
        ],
    ),
    (
        "school",
        &[
            shown(Proof::Applied, step("place asked for", By::SchoolDaysBefore(20), OURS)),
            APPROVAL,
            only(Whom::Ehc, step("EHC plan amended", By::Day, "no school change without its council's consent; ours")),
            step("designated teachers spoke", By::SchoolDaysBefore(5), OURS),
            RECORDS_SENT,
            shown(Proof::PepAfter, step("PEP at the new school", By::SchoolDaysAfter(20), PEP_AFTER)),
        ],
    ),
    (
        "placement",
        &[
            step("virtual school asked", By::WorkingDaysBefore(20), OURS),
            APPROVAL,
            step("education in place", By::Day, "statutory guidance, February 2018: before the move"),
            step("way to school settled", By::Day, OURS),
            shown(
                Proof::PepAfter,
                step("PEP amended", By::SchoolDaysAfter(20), "PEP amended on a move; the days are ours"),
            ),
        ],
    ),
];

/// The steps of a change; none of one that is not known.
pub(super) fn of(change: &str) -> &'static [Step] {
    TABLES.iter().find(|(code, _)| *code == change).map_or(&[], |(_, steps)| steps)
}

impl By {
    /// The date that it means for a child and a day of change; `None` where the term dates do not reach so far.
    pub(super) fn date(self, case: &Case<'_>, on: NaiveDate) -> Option<NaiveDate> {
        let calendar = case.context.calendar;
        let whole =
            |found: Option<(NaiveDate, i64)>, days| found.filter(|(_, known)| *known == days).map(|found| found.0);
        match self {
            Self::Before(month, day) => {
                yearly(month, day, on.year()).filter(|date| *date <= on).or_else(|| yearly(month, day, on.year() - 1))
            }
            Self::From(month, day) => {
                yearly(month, day, on.year()).filter(|date| *date >= on).or_else(|| yearly(month, day, on.year() + 1))
            }
            Self::SchoolDaysBefore(days) => whole(case.school_day_before(on, days), days),
            Self::SchoolDaysAfter(days) => whole(case.school_day_from(on.succ_opt()?, days), days),
            Self::WorkingDaysBefore(days) => Some(calendar.add_working_days(on, -days)),
            Self::WorkingDaysAfter(days) => Some(calendar.add_working_days(on, days)),
            Self::Day => Some(on),
        }
    }

    /// The clock, in words.
    pub(super) fn words(self) -> String {
        let date =
            |month, day| yearly(month, day, 2000).map(|day| day.format("by %-d %B").to_string()).unwrap_or_default();
        match self {
            Self::Before(month, day) | Self::From(month, day) => date(month, day),
            Self::SchoolDaysBefore(days) => format!("{days} school days before"),
            Self::SchoolDaysAfter(days) => format!("{days} school days after"),
            Self::WorkingDaysBefore(days) => format!("{days} working days before"),
            Self::WorkingDaysAfter(days) => format!("{days} working days after"),
            Self::Day => "on the day".to_owned(),
        }
    }
}

fn yearly(month: u32, day: u32, year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

impl Whom {
    /// Whether a child is meant.
    pub(super) fn means(self, case: &Case<'_>) -> bool {
        match self {
            Self::Everyone => true,
            Self::Ehc => case.child.sen.as_deref() == Some("E"),
            Self::ExamYears => case.in_years(10, 11),
        }
    }
}

/// Whether two days of one change may be the same change, put off or brought forward.
pub(super) fn near(one: NaiveDate, other: NaiveDate) -> bool {
    days_between(one, other).abs() <= 31
}
