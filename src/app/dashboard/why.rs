//! The reason on a row of the list.

use crate::app::filter::choice::Filter;
use crate::domain::alert::Alert;
use crate::domain::case::Case;
use crate::domain::kind::Kind;
use crate::domain::triage::{Group, Ranked, explain_case, missing_sources};

/// The gravest reason, of those that the filter asks for; of a child without data what is missing; else nothing.
pub fn reason(filter: &Filter, case: &Case<'_>, row: &Ranked) -> String {
    match gravest(filter, row) {
        Some(alert) => explain_case(case, alert).short,
        None if row.group == Group::NoData => lacking(case),
        None => String::new(),
    }
}

/// The gravest alert, of those that a filter asks for.
fn gravest<'a>(filter: &Filter, row: &'a Ranked) -> Option<&'a Alert> {
    row.alerts.iter().find(|alert| filter.families.contains(&alert.rule().family)).or(row.alerts.first())
}

/// `no PEP, destination data`: what was never imported and would judge this child.
pub fn lacking(case: &Case<'_>) -> String {
    let mut kinds: Vec<Kind> = missing_sources(case).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let words: Vec<&str> = kinds.into_iter().map(kind_words).collect();
    if words.is_empty() { "no data".to_owned() } else { format!("no {} data", words.join(", ")) }
}

const fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Pep => "PEP",
        Kind::Enrolment => "school",
        Kind::Destination => "destination",
        Kind::Attendance => "attendance",
        Kind::Exclusion => "exclusion",
        _ => "other",
    }
}
