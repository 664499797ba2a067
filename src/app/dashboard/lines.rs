//! The lines of the list: headings and children.

use crate::app::dashboard::calls::{By, Together};
use crate::app::dashboard::sort::{Order, Sort};
use crate::app::filter::choice::Filter;
use crate::app::snapshot::Snapshot;
use crate::app::views::pool::Entry;
use crate::domain::facts::ChildFacts;
use crate::domain::search::Hits;
use crate::domain::triage::Group;
use chrono::NaiveDate;

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// What the children below have in common, and how many are shown.
    Heading(Head, usize),
    /// Hits of a search.
    Found(Found),
    /// A child, by its place in the ranking.
    Child(usize),
}

/// What the children under a heading have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// How soon somebody must act.
    Group(Group),
    /// The day on which their records were opened last.
    Day(NaiveDate),
    /// Whom one rings, as that is known of a child by its place in the caseload; none where it is not known.
    Call(By, Option<usize>),
    /// Nothing: the view is one list.
    Every,
}

impl Head {
    /// In words: `act today`, `opened Fri 20 Nov 2026`.
    pub fn words(self, snapshot: &Snapshot) -> String {
        match self {
            Self::Group(group) => group.words().to_owned(),
            Self::Day(day) if day == snapshot.today => "opened today".to_owned(),
            Self::Call(by, child) => by.words(snapshot, child),
            Self::Day(day) => format!("opened {}", day.format("%a %-d %b %Y")),
            Self::Every => "all".to_owned(),
        }
    }
}

/// How many children a search found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Shown below.
    pub shown: usize,
    /// Left out by the view or the filter, or not mine.
    pub hidden: usize,
}

impl Line {
    /// Whether the cursor may stand on it.
    pub const fn is_child(&self) -> bool {
        matches!(self, Self::Child(_))
    }
}

/// Which children are shown.
pub struct Shown<'a> {
    snapshot: &'a Snapshot,
    me: Option<String>,
    filter: &'a Filter,
}

impl<'a> Shown<'a> {
    /// Those of a caseworker, or everybody's, as far as a filter lets them through.
    pub fn new(snapshot: &'a Snapshot, me: Option<&str>, filter: &'a Filter) -> Self {
        Self { snapshot, me: me.map(plain), filter }
    }

    fn holds(&self, rank: usize) -> bool {
        let child = self.snapshot.ranking.rows[rank].child;
        let facts = &self.snapshot.caseload.children[child];
        let mine =
            self.me.as_deref().is_none_or(|me| facts.caseworker.as_deref().is_some_and(|name| plain(name) == me));
        mine && (self.filter.is_empty() || self.filter.lets(&self.snapshot.traits()[child]))
    }
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Whether a child is the caseworker's, upper and lower case being the same.
pub fn is_mine(child: &ChildFacts, me: &str) -> bool {
    child.caseworker.as_deref().is_some_and(|name| plain(name) == plain(me))
}

/// The children shown of a view, under its headings or by whom one rings, each in an order.
pub fn grouped(shown: &Shown<'_>, pool: &[Entry], (by, order): (Option<By>, Order)) -> Vec<Line> {
    let entries = pool.iter().filter(|(rank, _)| shown.holds(*rank));
    let Together { mut runs, without } = match by {
        Some(by) => by.together(shown.snapshot, entries.map(|(rank, _)| *rank)),
        None => Together { runs: of_view(entries), without: None },
    };
    if order == (Order { sort: Sort::Flag, reversed: true }) {
        runs.reverse();
    }
    runs.extend(without);
    let mut lines = Vec::with_capacity(pool.len() + runs.len());
    for (head, mut ranks) in runs {
        order.sort(shown.snapshot, &mut ranks);
        lines.push(Line::Heading(head, ranks.len()));
        lines.extend(ranks.into_iter().map(Line::Child));
    }
    lines
}

fn of_view<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<(Head, Vec<usize>)> {
    let mut runs: Vec<(Head, Vec<usize>)> = Vec::new();
    for &(rank, head) in entries {
        match runs.last_mut() {
            Some((last, ranks)) if *last == head => ranks.push(rank),
            _ => runs.push((head, vec![rank])),
        }
    }
    runs
}

/// The hits of a search that are shown of a view, the best first.
pub fn found(shown: &Shown<'_>, pool: &[Entry], hits: &Hits) -> Vec<Line> {
    let order = shown.snapshot.order();
    let mut held = vec![false; order.len()];
    for (rank, _) in pool {
        held[*rank] = true;
    }
    let ranks = hits.found.iter().filter_map(|(child, _)| order.get(*child).copied());
    let children: Vec<Line> = ranks.filter(|rank| held[*rank] && shown.holds(*rank)).map(Line::Child).collect();
    let count = Found { shown: children.len(), hidden: hits.found.len() - children.len() };
    std::iter::once(Line::Found(count)).chain(children).collect()
}
