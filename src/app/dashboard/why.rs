//! The reason on a row of the list.

use crate::app::filter::choice::Filter;
use crate::domain::alert::Alert;
use crate::domain::case::Case;
use crate::domain::kind::Kind;
use crate::domain::rules::Family;
use crate::domain::triage::{Group, Ranked, explain_case, missing_sources, missing_within};

/// The gravest reason, of those that a view's families and the filter ask for; of a child without data what is
/// missing; else nothing. No families are every family.
pub fn reason((families, filter): (&[Family], &Filter), case: &Case<'_>, row: &Ranked) -> String {
    match gravest(families, filter, row) {
        Some(alert) => explain_case(case, alert).short,
        None if !families.is_empty() => without(missing_within(case, families).collect()),
        None if row.group == Group::NoData => lacking(case),
        None => String::new(),
    }
}

/// The gravest alert, of those that the view or else a filter asks for; in a view that has none of its kind, none.
fn gravest<'a>(families: &[Family], filter: &Filter, row: &'a Ranked) -> Option<&'a Alert> {
    let of_view = |alert: &&Alert| families.is_empty() || families.contains(&alert.rule().family);
    let mut alerts = row.alerts.iter().filter(of_view);
    let first = alerts.clone().next();
    alerts.find(|alert| filter.families.contains(&alert.rule().family)).or(first)
}

/// `no PEP, destination data`: what was never imported and would judge this child.
pub fn lacking(case: &Case<'_>) -> String {
    without(missing_sources(case).collect())
}

fn without(mut kinds: Vec<Kind>) -> String {
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
