//! Care: whether and since when a child is looked after, its placements and moves.

use crate::domain::case::Case;
use crate::domain::facts::{ChildFacts, Cohorts, Placement};
use chrono::NaiveDate;

/// Whether a child is looked after, and since when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Care {
    looked_after: bool,
    since: Option<NaiveDate>,
}

impl Placement {
    /// Short breaks (legal status V3 or V4): no placement in the sense of the rules.
    pub fn short_break(&self) -> bool {
        matches!(self.legal_status.as_deref(), Some("V3" | "V4"))
    }

    /// A temporary placement (T0 to T4): hospital, holiday, trial.
    pub fn temporary(&self) -> bool {
        matches!(self.kind.as_deref(), Some("T0" | "T1" | "T2" | "T3" | "T4"))
    }

    /// Runs on a day; `end` is the first day after.
    pub fn runs(&self, day: NaiveDate) -> bool {
        self.start <= day && self.end.is_none_or(|end| day < end)
    }

    fn same_home(&self, other: &Self) -> bool {
        self.provider == other.provider && self.postcode_digest == other.postcode_digest
    }

    fn same(&self, other: &Self) -> bool {
        self.same_home(other) && self.kind == other.kind && self.carer == other.carer
    }
}

/// The first day of the run of SSDA903 episodes that is open on a day.
fn open_run(child: &ChildFacts, today: NaiveDate) -> Option<NaiveDate> {
    let episodes = child.placements.iter().rev();
    let episodes = episodes.filter(|episode| episode.episode && !episode.short_break() && episode.start <= today);
    let mut first: Option<NaiveDate> = None;
    for episode in episodes {
        match first {
            None if episode.runs(today) => first = Some(episode.start),
            None => {}
            Some(next) if episode.rec.as_deref() == Some("X1") && episode.end == Some(next) => {
                first = Some(episode.start);
            }
            Some(_) => break,
        }
    }
    first
}

/// Whether the placement at a place began as a move.
fn is_move(placements: &[Placement], place: usize) -> bool {
    let placement = &placements[place];
    if placement.temporary() || placement.short_break() {
        return false;
    }
    let mut before = placements[..place].iter().rev().filter(|earlier| !earlier.short_break());
    let Some(previous) = before.clone().next() else { return false };
    let settled = before.find(|earlier| !earlier.temporary());
    if previous.temporary() && settled.is_some_and(|settled| placement.same_home(settled)) {
        return false;
    }
    match placement.reason.as_deref().filter(|reason| !reason.is_empty()) {
        Some(reason) => matches!(reason, "P" | "B"),
        None => settled.is_some_and(|settled| !placement.same(settled)),
    }
}

impl<'a> Case<'a> {
    fn care(&self) -> Care {
        *self.care.get_or_init(|| {
            let told = self.child.cohorts.filter(|cohorts| !cohorts.has(Cohorts::CENSUS));
            let given = told.is_some() && self.child.looked_after_since.is_some();
            let run = if given { None } else { open_run(self.child, self.today()) };
            let since = self.child.looked_after_since.or(run);
            let cohort = told.map_or(run.is_some(), |cohorts| cohorts.has(Cohorts::LAC));
            Care { looked_after: cohort && since.is_none_or(|since| since <= self.today()), since }
        })
    }

    /// Looked after today.
    pub fn looked_after(&self) -> bool {
        self.care().looked_after
    }

    /// Whether the virtual school's duty is to this child: looked after, a care leaver, or nothing is told of it. To those
    /// in need, on protection plans or in kinship care it is strategic, and to those previously looked after it is advice.
    pub fn case_work(&self) -> bool {
        self.looked_after() || self.care_leaver() || self.child.cohorts.is_none()
    }

    /// Since when, where known.
    pub fn looked_after_since(&self) -> Option<NaiveDate> {
        self.care().since
    }

    /// Placements that run today, the latest first.
    pub fn current_placements(&self) -> impl Iterator<Item = &'a Placement> {
        let today = self.today();
        self.child.placements.iter().rev().filter(move |placement| placement.runs(today))
    }

    /// The placement that runs today, the latest of several.
    pub fn current_placement(&self) -> Option<&'a Placement> {
        self.current_placements().next()
    }

    /// The moves in the last `days` days, today included, the latest first.
    pub fn moves(&self, days: i64) -> impl Iterator<Item = &'a Placement> {
        let placements = self.child.placements.as_slice();
        let today = self.today();
        // A single placement is the first, and no move.
        let first = if placements.len() < 2 { today } else { self.context.days_ago(days) };
        placements
            .iter()
            .enumerate()
            .rev()
            .skip_while(move |(_, placement)| placement.start > today)
            .take_while(move |(_, placement)| placement.start >= first)
            .filter(|&(place, _)| is_move(placements, place))
            .map(|(_, placement)| placement)
    }

    /// Starts of the moves in the last `days` days, the latest first.
    pub fn moves_within(&self, days: i64) -> Vec<NaiveDate> {
        self.moves(days).map(|placement| placement.start).collect()
    }
}
