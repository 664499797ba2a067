//! Triage: every child judged and ranked, the order total and the same on every machine.

use crate::domain::alert::Alert;
use crate::domain::case::Context;
use crate::domain::caseload::Caseload;
use crate::domain::rules::Reason;

/// Where a child stands on the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// A child's place in the list.
#[derive(Debug, Clone)]
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

/// Judges and ranks every child.
pub fn rank(caseload: &Caseload, context: &Context<'_>) -> Ranking {
    let _ = (caseload, context);
    todo!()
}

/// An alert's reason in words and figures. `child` is the place in [`Caseload::children`].
pub fn explain(caseload: &Caseload, context: &Context<'_>, child: usize, alert: &Alert) -> Reason {
    let _ = (caseload, context, child, alert);
    todo!()
}

/// The occasion on which a decision about an alert hangs: `2026/27`, `2026/27 autumn`, a date, or `-`.
pub fn occasion(caseload: &Caseload, context: &Context<'_>, child: usize, alert: &Alert) -> String {
    let _ = (caseload, context, child, alert);
    todo!()
}
