//! Triage: every child judged and ranked, the order total and the same on every machine.

mod order;
mod rows;
mod within;

pub use rows::Rows;
pub use within::{group_within, missing_within, rank_within};

use crate::domain::alert::{Alert, Dealt, Severity};
use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::decision;
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
    /// Every alert was acknowledged or put off, and none is back.
    Aside,
}

impl Group {
    /// In the order of the list.
    pub const ALL: [Self; 6] = [Self::ActToday, Self::ThisWeek, Self::Watch, Self::NoData, Self::OnTrack, Self::Aside];

    /// The words on screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ActToday => "act today",
            Self::ThisWeek => "this week",
            Self::Watch => "watch",
            Self::NoData => "no data",
            Self::OnTrack => "on track",
            Self::Aside => "set aside",
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ranked {
    /// Its place in [`Caseload::children`].
    pub child: usize,
    /// Its group.
    pub group: Group,
    /// Its alerts, those in the way first, of those the gravest first.
    pub alerts: Vec<Alert>,
}

impl Ranked {
    /// The alerts that nobody set aside, the gravest first.
    pub fn in_the_way(&self) -> &[Alert] {
        in_the_way(&self.alerts)
    }
}

fn in_the_way(alerts: &[Alert]) -> &[Alert] {
    &alerts[..alerts.partition_point(|alert| !alert.dealt.aside())]
}

/// Every child, in the order of the list: those with alerts first, by the rules page; then no data and on track by
/// name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ranking {
    /// A row a child.
    pub rows: Rows,
}

/// Children that one thread judges at least: fewer are not worth waking another.
const SHARE: usize = 256;

/// Judges and ranks every child. The answer is the same on any number of processors.
pub fn rank(caseload: &Caseload, context: &Context<'_>) -> Ranking {
    let names = caseload.by_name();
    let children = (0..caseload.children.len()).into_par_iter().with_min_len(SHARE);
    let judged = children.map(|at| judged(&Case::new(&caseload.children[at], context), (at, names[at])));
    Ranking { rows: Rows::of(judged.collect()) }
}

impl Ranking {
    /// The ranking of a caseload that differs from the one ranked here by the facts of some children alone, told by
    /// their places in [`Caseload::children`]: only those are judged. Names are as they were.
    #[must_use]
    pub fn again(&self, caseload: &Caseload, context: &Context<'_>, changed: &[usize]) -> Self {
        let mut rows = self.rows.clone();
        for &child in changed {
            rows.again(caseload, context, child);
        }
        Self { rows }
    }
}

/// A child's row and where it stands; by its place in [`Caseload::children`] and by name.
fn judged(case: &Case<'_>, (child, name): (usize, u32)) -> (Standing, Ranked) {
    let mut alerts = judge(case);
    deal(case, &mut alerts);
    let group = group(case, &alerts);
    let row = Ranked { child, group, alerts };
    (Standing::of(name, &row), row)
}

/// A child's alerts, the gravest first, of those as grave in the order of the rules.
pub fn judge(case: &Case<'_>) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for (place, rule) in RULES.iter().enumerate() {
        if case.lacks(rule).is_some() {
            continue;
        }
        if let Some(finding) = (rule.check)(case, case.context.thresholds.of(place)) {
            alerts.push(Alert { rule: place, finding, dealt: Dealt::default() });
        }
    }
    alerts.sort_by_key(|alert| alert.finding.severity);
    alerts
}

/// Marks what was decided and seen, and puts what was set aside last.
fn deal(case: &Case<'_>, alerts: &mut [Alert]) {
    let (decisions, look) = (&case.child.decisions, case.child.look.as_deref());
    if decisions.is_empty() && look.is_none() {
        return;
    }
    for alert in &mut *alerts {
        let occasion = occasion_of(case, alert);
        alert.dealt = decision::dealt((alert, &occasion), decisions, look, case.today());
    }
    alerts.sort_by_key(|alert| alert.dealt.aside());
}

fn group(case: &Case<'_>, alerts: &[Alert]) -> Group {
    if !alerts.is_empty() && in_the_way(alerts).is_empty() {
        return Group::Aside;
    }
    match group_of(in_the_way(alerts)) {
        Some(group) => group,
        None if missing_sources(case).next().is_some() => Group::NoData,
        None => Group::OnTrack,
    }
}

/// The group of alerts in the way, the gravest first; `None`: there are none.
fn group_of(alerts: &[Alert]) -> Option<Group> {
    match alerts {
        [] => None,
        [only] if only.rule == attendance_no_data::PLACE => Some(Group::NoData),
        [gravest, ..] => Some(gravest.finding.severity.into()),
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
    caseload.children.get(child).map_or_else(String::new, |child| occasion_of(&Case::new(child, context), alert))
}

/// The same for a case already prepared.
pub fn occasion_of(case: &Case<'_>, alert: &Alert) -> String {
    let since = || alert.finding.since.map_or_else(|| "-".to_owned(), |since| since.to_string());
    match (alert.rule().occasion, alert.finding.since) {
        (Occasion::Year, _) => case.context.year.to_string(),
        (Occasion::Term, Some(day)) => {
            let term = case.terms().current(day);
            term.map_or_else(since, |term| format!("{} {}", term.year, term.name))
        }
        _ => since(),
    }
}

#[cfg(test)]
mod tests;
