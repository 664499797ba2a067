//! The lines of the list: headings and children.

use crate::app::snapshot::Snapshot;
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::triage::Group;

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A group and how many of its children are shown.
    Heading(Group, usize),
    /// A child, by its place in the ranking.
    Child(usize),
}

/// Whether a child is the caseworker's.
pub fn is_mine(child: &ChildFacts, me: &str) -> bool {
    child.caseworker.as_deref().is_some_and(|name| name.trim().to_lowercase() == me.trim().to_lowercase())
}

/// The children that `shown` lets through (by place in the caseload), under headings.
pub fn grouped(snapshot: &Snapshot, shown: impl Fn(usize) -> bool) -> Vec<Line> {
    let rows = &snapshot.ranking.rows;
    let places: Vec<usize> = (0..rows.len()).filter(|place| shown(rows[*place].child)).collect();
    let mut lines = Vec::with_capacity(places.len() + Group::ALL.len());
    for run in places.chunk_by(|left, right| rows[*left].group == rows[*right].group) {
        lines.push(Line::Heading(rows[run[0]].group, run.len()));
        lines.extend(run.iter().copied().map(Line::Child));
    }
    lines
}

/// Where a child stands among the lines.
pub fn find(lines: &[Line], snapshot: &Snapshot, child: ChildKey) -> Option<usize> {
    let at = snapshot.caseload.position(child)?;
    let place = *snapshot.order.get(at)?;
    lines.iter().position(|line| *line == Line::Child(place))
}
