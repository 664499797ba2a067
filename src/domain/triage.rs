//! Triage: every child judged and ranked, the order total and the same on every machine.

mod order;

use crate::domain::alert::{Alert, Severity};
use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::kind::Kind;
use crate::domain::rules::{Occasion, RULES, Reason, attendance_no_data};
use crate::domain::triage::order::Standing;
use rayon::prelude::*;

/// Where a child stands on the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Group {
    /// The gravest alert says act today.
    ActToday,
    /// The gravest says this week.
    ThisWeek,
    /// The gravest says watch.
    Watch,
    /// Judged without the files that a rule needs, or without marks: never to be read as fine.
    NoData,
    /// Judged, and no rule fired.
    #[default]
    OnTrack,
}

impl Group {
    /// In the order of the list.
    pub const ALL: [Self; 5] = [Self::ActToday, Self::ThisWeek, Self::Watch, Self::NoData, Self::OnTrack];

    /// The words on screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ActToday => "act today",
            Self::ThisWeek => "this week",
            Self::Watch => "watch",
            Self::NoData => "no data",
            Self::OnTrack => "on track",
        }
    }
}

/// The group of a child whose gravest alert is of a severity.
impl From<Severity> for Group {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::ActToday => Self::ActToday,
            Severity::ThisWeek => Self::ThisWeek,
            Severity::Watch => Self::Watch,
        }
    }
}

/// A child's place in the list.
#[derive(Debug, Clone, Default)]
pub struct Ranked {
    /// Its place in [`Caseload::children`].
    pub child: usize,
    /// Its group.
    pub group: Group,
    /// Its alerts, the gravest first.
    pub alerts: Vec<Alert>,
}

/// Every child, in the order of the list: those with alerts first, by the rules page; then no data and on track by
/// name.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    /// A row a child.
    pub rows: Vec<Ranked>,
}

/// Children that one thread judges at least: fewer are not worth waking another.
const SHARE: usize = 256;

/// Judges and ranks every child. The answer is the same on any number of processors.
pub fn rank(caseload: &Caseload, context: &Context<'_>) -> Ranking {
    let children = caseload.children.par_iter().with_min_len(SHARE).zip(caseload.by_name()).enumerate();
    let judged = children.map(|(place, (child, &name))| {
        let case = Case::new(child, context);
        let alerts = judge(&case);
        let group = group(&case, &alerts);
        (Standing::new(name, &alerts, group), Ranked { child: place, group, alerts })
    });
    let mut judged: Vec<(Standing, Ranked)> = judged.collect();
    judged.par_sort_unstable_by_key(|(standing, _)| *standing);
    Ranking { rows: judged.into_iter().map(|(_, row)| row).collect() }
}

/// A child's alerts, the gravest first, of those as grave in the order of the rules.
pub fn judge(case: &Case<'_>) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for (place, rule) in RULES.iter().enumerate() {
        if case.lacks(rule).is_some() {
            continue;
        }
        if let Some(finding) = (rule.check)(case, case.context.thresholds.of(place)) {
            alerts.push(Alert { rule: place, finding });
        }
    }
    alerts.sort_by_key(|alert| alert.finding.severity);
    alerts
}

fn group(case: &Case<'_>, alerts: &[Alert]) -> Group {
    match alerts {
        [only] if only.rule == attendance_no_data::PLACE => Group::NoData,
        [gravest, ..] => gravest.finding.severity.into(),
        [] if missing_sources(case).next().is_some() => Group::NoData,
        [] => Group::OnTrack,
    }
}

/// The kinds of file that no row ever came from and without which a rule is silent about this child; a kind may
/// stand several times.
pub fn missing_sources(case: &Case<'_>) -> impl Iterator<Item = Kind> {
    RULES.iter().enumerate().filter_map(|(place, rule)| {
        let kind = case.lacks(rule)?;
        (rule.applies)(case, case.context.thresholds.of(place)).then_some(kind)
    })
}

/// An alert's reason in words and figures. `child` is the place in [`Caseload::children`].
pub fn explain(caseload: &Caseload, context: &Context<'_>, child: usize, alert: &Alert) -> Reason {
    let Some(child) = caseload.children.get(child) else { return Reason::default() };
    explain_case(&Case::new(child, context), alert)
}

/// The same for a case already prepared.
pub fn explain_case(case: &Case<'_>, alert: &Alert) -> Reason {
    let rule = alert.rule();
    let mut reason = (rule.explain)(case, &alert.finding, case.context.thresholds.of(alert.rule));
    reason.limit = format!("{}. Source: {}", reason.limit, rule.source);
    reason
}

/// The occasion on which a decision about an alert hangs: `2026/27`, `2026/27 autumn`, a date, or `-`.
pub fn occasion(caseload: &Caseload, context: &Context<'_>, child: usize, alert: &Alert) -> String {
    let since = || alert.finding.since.map_or_else(|| "-".to_owned(), |since| since.to_string());
    match (alert.rule().occasion, caseload.children.get(child), alert.finding.since) {
        (Occasion::Year, ..) => context.year.to_string(),
        (Occasion::Term, Some(child), Some(day)) => {
            let term = Case::new(child, context).terms().current(day);
            term.map_or_else(since, |term| format!("{} {}", term.year, term.name))
        }
        _ => since(),
    }
}

#[cfg(test)]
mod tests;
