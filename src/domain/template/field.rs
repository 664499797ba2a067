//! The fields of templates: one table, each with how it is filled.

use crate::domain::alert::Alert;
use crate::domain::case::Case;
use crate::domain::caseload::{Caseload, School};
use crate::domain::kind::Kind;
use crate::domain::triage::explain_case;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// What a template is filled from: one child, or none where a note is about nobody or about several.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The schools.
    pub caseload: &'a Caseload,
    /// The child.
    pub case: Option<&'a Case<'a>>,
    /// The child's gravest alert.
    pub alert: Option<&'a Alert>,
    /// The moment.
    pub now: DateTime<FixedOffset>,
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// Its name between braces.
    pub name: &'static str,
    /// What stands in its place.
    pub doc: &'static str,
    /// What it is filled with; `None` where that is not known.
    pub value: fn(&Known<'_>) -> Option<String>,
}

const fn field(name: &'static str, doc: &'static str, value: fn(&Known<'_>) -> Option<String>) -> Field {
    Field { name, doc, value }
}

/// Every field. None gives what is sealed: no address, no postcode, no carer's telephone.
pub const FIELDS: &[Field] = &[
    field("child", "the name that the child goes by", |known| {
        let child = known.case?.child;
        let first = child.known_as.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or(&child.forename);
        let name = format!("{first} {}", child.surname);
        Some(if name.trim().is_empty() { format!("id {}", child.child_id) } else { name.trim().to_owned() })
    }),
    field("child id", "the council's id", |known| Some(known.case?.child.child_id.to_string())),
    field("year group", "N1, N2, R or a number", |known| {
        Some(match known.case?.nc_year()? {
            -2 => "N1".to_owned(),
            -1 => "N2".to_owned(),
            0 => "R".to_owned(),
            year => year.to_string(),
        })
    }),
    field("age", "in whole years", |known| Some(known.case?.age()?.to_string())),
    field("school", "the main school", |known| Some(known.caseload.school_name(known.case?.main_school()?))),
    field("school phone", "the school's telephone", |known| school(known)?.phone.as_deref().map(str::to_owned)),
    field("designated teacher", "of the child, else of the school", |known| {
        let own = known.case?.child.designated_teacher.as_deref();
        own.or_else(|| school(known)?.designated_teacher.as_deref()).map(str::to_owned)
    }),
    field("social worker", "the social worker's name", |known| {
        known.case?.child.social_worker.as_deref().map(str::to_owned)
    }),
    field("carer", "the carer's name", |known| known.case?.child.carer.as_deref().map(str::to_owned)),
    field("caseworker", "the virtual school's caseworker", |known| {
        known.case?.child.caseworker.as_deref().map(str::to_owned)
    }),
    field("reason", "why the child stands on the list: the gravest reason", |known| {
        Some(explain_case(known.case?, known.alert?).short)
    }),
    field("attendance", "this academic year's rate and its sessions", |known| {
        let figures = known.case?.figures();
        Some(format!("{:.1}% of {} sessions", figures.attendance()?.rounded(), figures.possible))
    }),
    field("pep due", "when the next PEP is due, or one was that is not held", |known| {
        let case = known.case?;
        let missed = case.child.peps.iter().filter(|pep| case.held(pep).is_none()).filter_map(|pep| pep.due).min();
        missed.or_else(|| case.initial_pep_due()).map(day)
    }),
    field("pep held", "when the last PEP was held", |known| known.case?.last_held_pep()?.held.map(day)),
    field("suspended", "days this term and this year", |known| {
        let case = known.case.filter(|case| case.context.knows(Kind::Exclusion))?;
        let (term, year) = case.suspended_sessions();
        Some(format!("{} days this term, {} this year", days(term), days(year)))
    }),
    field("last contact", "day, kind and person of the last note", |known| {
        let last = known.case?.child.last_contact.as_deref()?;
        let person = last.person.as_deref().unwrap_or_default();
        Some(format!("{} {} {person}", day(last.at.date_naive()), last.kind).trim().to_owned())
    }),
    field("today", "the day", |known| Some(day(known.now.date_naive()))),
    field("time", "the time", |known| Some(known.now.format("%H:%M").to_string())),
];

fn school<'a>(known: &Known<'a>) -> Option<&'a School> {
    known.caseload.schools.get(known.case?.main_school()?)
}

fn day(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// Half-day sessions as days.
fn days(sessions: i64) -> String {
    if sessions % 2 == 0 { (sessions / 2).to_string() } else { format!("{}.5", sessions / 2) }
}
