//! The lines of the list: headings and children.

use crate::app::dashboard::sort::Sort;
use crate::app::filter::choice::Filter;
use crate::app::snapshot::Snapshot;
use crate::domain::facts::ChildFacts;
use crate::domain::search::Hits;
use crate::domain::triage::Group;

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A group and how many of its children are shown.
    Heading(Group, usize),
    /// Hits of a search.
    Found(Found),
    /// A child, by its place in the ranking.
    Child(usize),
}

/// How many children a search found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Shown below.
    pub shown: usize,
    /// Left out by the filter, or not mine.
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

/// The children shown, under headings, each group in an order.
pub fn grouped(shown: &Shown<'_>, sort: Sort) -> Vec<Line> {
    let rows = &shown.snapshot.ranking.rows;
    let mut ranks: Vec<usize> = (0..rows.len()).filter(|rank| shown.holds(*rank)).collect();
    let mut lines = Vec::with_capacity(ranks.len() + Group::ALL.len());
    for run in ranks.chunk_by_mut(|left, right| rows[*left].group == rows[*right].group) {
        sort.sort(shown.snapshot, run);
        lines.push(Line::Heading(rows[run[0]].group, run.len()));
        lines.extend(run.iter().copied().map(Line::Child));
    }
    lines
}

/// The hits of a search that are shown, the best first.
pub fn found(shown: &Shown<'_>, hits: &Hits) -> Vec<Line> {
    let ranks = hits.found.iter().filter_map(|(child, _)| shown.snapshot.order.get(*child).copied());
    let children: Vec<Line> = ranks.filter(|rank| shown.holds(*rank)).map(Line::Child).collect();
    let count = Found { shown: children.len(), hidden: hits.found.len() - children.len() };
    std::iter::once(Line::Found(count)).chain(children).collect()
}
