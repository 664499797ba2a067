//! Whom a view shows, under which headings, before search and filter narrow it.

use crate::app::dashboard::lines::Head;
use crate::app::snapshot::Snapshot;
use crate::app::views::{Heads, View};
use crate::domain::facts::ChildKey;
use crate::domain::triage::rank_within;
use std::collections::BTreeSet;

/// A child of a view: its place in the ranking, and under which heading it stands.
pub type Entry = (usize, Head);

/// The children of a view, heading by heading, under each the gravest first. `looked` are those whose records were
/// opened since the caseload was read.
pub fn of(snapshot: &Snapshot, view: &View, looked: &BTreeSet<ChildKey>) -> Vec<Entry> {
    let rows = snapshot.ranking.rows.iter().enumerate();
    match view.heads {
        Heads::Days => recent(snapshot, looked),
        Heads::One => rows.map(|(rank, _)| (rank, Head::Every)).collect(),
        Heads::Groups if view.families.is_empty() => rows.map(|(rank, row)| (rank, Head::Group(row.group))).collect(),
        Heads::Groups => {
            let ranked = rank_within(&snapshot.caseload, &snapshot.context(), &snapshot.ranking, view.families);
            ranked.into_iter().map(|(rank, group)| (rank, Head::Group(group))).collect()
        }
    }
}

fn recent(snapshot: &Snapshot, looked: &BTreeSet<ChildKey>) -> Vec<Entry> {
    let children = snapshot.caseload.children.iter().zip(snapshot.order());
    let days = children.filter_map(|(child, rank)| {
        let seen = || child.look.as_deref().map(|look| look.day);
        let day = if looked.contains(&ChildKey(child.key)) { Some(snapshot.today) } else { seen() };
        Some((*rank, Head::Day(day?)))
    });
    let mut entries: Vec<Entry> = days.collect();
    entries.sort_by_key(|(rank, head)| (std::cmp::Reverse(*head), *rank));
    entries
}
