//! Suspensions and exclusions with their counters and deadlines.
//!
//! Limits: School Discipline (Pupil Exclusions and Reviews) (England) Regulations 2012 and the guidance on suspension
//! and permanent exclusion: 45 days a year; governors meet within 15 school days after a permanent exclusion or
//! where a term adds up to more than 15 days, within 50 where it adds up to more than 5 and the parent asks;
//! provision from the sixth day, for looked-after children from the first.

use crate::app::Model;
use crate::app::record::State;
use crate::app::record::item::{Item, Leaf, Tone, date, days, span};
use crate::domain::alert::Severity;
use crate::domain::case::{Case, CountedFrom};
use crate::domain::codes::EXCLUSION_REASON;
use crate::domain::facts::{Exclusion, ExclusionKind};
use crate::domain::kind::{Kind, spec};
use crate::domain::record::{Record, RecordRow};
use crate::domain::when::distance;

/// Half-day sessions in a term from which on governors meet where the parent asks, and where they must.
const MAY_MEET: i64 = 10;
const MUST_MEET: i64 = 30;
/// School days within which they meet.
const MAY_WITHIN: i64 = 50;
const MUST_WITHIN: i64 = 15;
/// Half-day sessions allowed in a year.
const YEAR: i64 = 90;

/// The page: counters, then the latest first.
pub fn leaf(model: &Model, state: &State) -> Leaf {
    let snapshot = &model.snapshot;
    let leaf = snapshot.caseload.position(state.child).and_then(|place| {
        snapshot.with_case(place, |case| {
            let record = state.record.as_deref();
            let mut all: Vec<&Exclusion> = case.child.exclusions.iter().collect();
            all.sort_by_key(|exclusion| std::cmp::Reverse(exclusion.start));
            let items = all.into_iter().map(|exclusion| item(case, exclusion, record)).collect();
            Leaf { head: counters(case), items, nothing: nothing(case).to_owned(), ..Leaf::default() }
        })
    });
    leaf.unwrap_or_default()
}

fn nothing(case: &Case<'_>) -> &'static str {
    if case.context.knows(Kind::Exclusion) {
        "No suspension or exclusion is known."
    } else {
        "No exclusion data: no exclusions file ever came in."
    }
}

fn counters(case: &Case<'_>) -> Vec<(Tone, String)> {
    if !case.context.knows(Kind::Exclusion) {
        return Vec::new();
    }
    let (term, year) = case.suspended_sessions();
    let tone = |over: bool| if over { Tone::Severity(Severity::ThisWeek) } else { Tone::Plain };
    vec![
        (tone(term > MAY_MEET), format!("this term {} days: governors may meet above 5, must above 15", days(term))),
        (tone(year > YEAR / 3 * 2), format!("this year {} days of at most 45", days(year))),
    ]
}

fn item(case: &Case<'_>, exclusion: &Exclusion, record: Option<&Record>) -> Item {
    let spec = spec(Kind::Exclusion);
    let row = record.and_then(|record| find(record, exclusion));
    let mut item = Item::new(Tone::Strong, format!("{} {}", title(exclusion), span_of(exclusion)))
        .line(length(case, exclusion))
        .line(provision(case, exclusion))
        .line(governors(case, exclusion));
    if let Some(row) = row {
        let codes = row.text(spec, "reasons").split(';').filter(|code| !code.trim().is_empty());
        let reasons = codes.map(|code| EXCLUSION_REASON.words(code)).collect::<Vec<_>>().join(", ");
        item = item.line(if reasons.is_empty() { reasons } else { format!("reasons: {reasons}") });
        let back = row.date(spec, "reintegration").map(|day| format!("reintegration {}", date(day)));
        item = item.line(back.unwrap_or_default()).from(&row.source);
    }
    item
}

fn find<'a>(record: &'a Record, exclusion: &Exclusion) -> Option<&'a RecordRow> {
    let spec = spec(Kind::Exclusion);
    let code = match exclusion.kind {
        ExclusionKind::Suspension => "SUSP",
        ExclusionKind::Lunch => "LUNCH",
        ExclusionKind::Permanent => "PERM",
    };
    let mut rows = record.rows(Kind::Exclusion).iter();
    rows.find(|row| row.text(spec, "kind") == code && row.date(spec, "start") == Some(exclusion.start))
}

const fn title(exclusion: &Exclusion) -> &'static str {
    match exclusion.kind {
        ExclusionKind::Suspension => "suspended",
        ExclusionKind::Lunch => "suspended over lunch",
        ExclusionKind::Permanent => "permanently excluded",
    }
}

fn span_of(exclusion: &Exclusion) -> String {
    match (exclusion.kind, exclusion.end) {
        (_, Some(end)) if end != exclusion.start => span(exclusion.start, Some(end)),
        (ExclusionKind::Permanent, None) => span(exclusion.start, None),
        _ => date(exclusion.start),
    }
}

fn length(case: &Case<'_>, exclusion: &Exclusion) -> String {
    if exclusion.kind == ExclusionKind::Permanent {
        return String::new();
    }
    let counted = case.length(exclusion);
    let from = match counted.from {
        CountedFrom::Sessions => "sessions as given",
        CountedFrom::Days => "counted in school days from start to end",
        CountedFrom::Nothing => "neither sessions nor end given: one day assumed",
    };
    format!("{} days, {from}", days(counted.sessions))
}

fn provision(case: &Case<'_>, exclusion: &Exclusion) -> String {
    if exclusion.kind == ExclusionKind::Lunch {
        return String::new();
    }
    let (count, whose) = if case.looked_after() { (1, "looked after: day 1") } else { (6, "day 6") };
    let given =
        exclusion.provision_from.map_or("no provision known".to_owned(), |day| format!("given from {}", date(day)));
    let due = case.school_day_from(exclusion.start, count).filter(|(_, known)| *known == count);
    due.map_or(given.clone(), |(due, _)| format!("provision due {} ({whose}); {given}", date(due)))
}

/// What governors must do, and by when; counted from the first day, since files do not tell the day of notice.
fn governors(case: &Case<'_>, exclusion: &Exclusion) -> String {
    let total = in_term_so_far(case, exclusion);
    let (within, what) = match exclusion.kind {
        ExclusionKind::Permanent => (MUST_WITHIN, "must meet"),
        _ if total > MUST_MEET => (MUST_WITHIN, "must meet"),
        _ if total > MAY_MEET => (MAY_WITHIN, "meet if the parent asks,"),
        _ => return String::new(),
    };
    let first = exclusion.start.succ_opt().unwrap_or(exclusion.start);
    let by = case.school_day_from(first, within).filter(|(_, known)| *known == within);
    let by = by.map_or("date not known: no terms so far ahead".to_owned(), |(by, _)| {
        format!("by {} ({})", date(by), distance(by, case.today()))
    });
    format!("governors {what} {by}: {within} school days from its first day; {} days in that term", days(total))
}

/// Sessions of suspension begun in the term of one, up to and including it.
fn in_term_so_far(case: &Case<'_>, exclusion: &Exclusion) -> i64 {
    let scope = case.main_school_on(exclusion.start).unwrap_or(crate::domain::calendar::COUNCIL);
    let first = case.context.calendar.term_holding(scope, exclusion.start).map_or(exclusion.start, |term| term.start);
    let counts = |other: &Exclusion| (first..=exclusion.start).contains(&other.start);
    let suspensions = case.child.exclusions.iter().filter(|other| other.kind != ExclusionKind::Permanent);
    suspensions.filter(|other| counts(other)).map(|other| case.length(other).sessions).sum()
}
