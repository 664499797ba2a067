//! The children beside one in the list.

use crate::app::Model;
use crate::app::dashboard::lines::Line;
use crate::app::dashboard::state;
use crate::domain::facts::ChildKey;

/// The next (before, where `ahead` is negative) child of the list with an alert, seen from a child.
pub fn neighbour(model: &Model, child: ChildKey, ahead: i32) -> Option<ChildKey> {
    let (state, snapshot) = (state(model)?, &model.snapshot);
    let flagged = |line: &Line| match line {
        Line::Child(rank) if !snapshot.ranking.rows[*rank].in_the_way().is_empty() => Some(*rank),
        _ => None,
    };
    let at = snapshot.rank_of(child).and_then(|rank| state.lines.iter().position(|line| *line == Line::Child(rank)));
    let rank = if ahead < 0 {
        state.lines.iter().take(at?).rev().find_map(flagged)
    } else {
        state.lines.iter().skip(at.map_or(0, |at| at + 1)).find_map(flagged)
    }?;
    snapshot.key_at(rank)
}
