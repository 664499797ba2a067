//! Changes of the record beside notes, as commands of the store.

use crate::app::change::Change;
use crate::store::command::Command;

/// The command of a change.
pub(super) fn command(change: &Change) -> Command {
    match change {
        Change::Decide(decisions) => Command::Decide(decisions.clone()),
        Change::End(id, outcome) => Command::EndFollowUp { id: *id, outcome: outcome.clone() },
        Change::Move(id, due) => Command::MoveFollowUp { id: *id, due: *due },
        Change::Write(entries, _) => Command::Write(entries.clone()),
        Change::Turn(turn, seq) => Command::Turn(*turn, *seq),
        Change::Look(look) => Command::Look(look.clone()),
    }
}
