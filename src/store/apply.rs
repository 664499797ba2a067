//! The one way to write.

use crate::domain::undoable::Turn;
use crate::store::command::{Applied, Command, Stamp};
use crate::store::error::StoreError;
use crate::store::intake::{Intake, Planned};
use crate::store::journal::{self, By};
use crate::store::{
    Store, back, by_hand, decision, draft, follow_up, held, note, open, plan, schema, take, undo, unlock, who,
};
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// How often a plan is made again outside the lock before it is made under it.
const REPLANS: usize = 2;

impl Store {
    /// The one way to write: one short transaction makes the change and adds its row to the journal.
    ///
    /// # Errors
    /// Nothing of the change is in the file then: full disk, busy, damaged, newer, read-only.
    pub fn apply(&mut self, command: Command, stamp: Stamp) -> Result<Applied, StoreError> {
        if self.unlocked.read_only {
            return Err(schema::unwritable(&self.unlocked.connection, &self.path, schema::MIGRATIONS));
        }
        let by = By { actor: &self.unlocked.actor, stamp };
        let connection = &self.unlocked.connection;
        self.watch.before_change(connection)?;
        let applied = match command {
            Command::Import(planned) => {
                open::with_import_cache(connection, || import(connection, by, *planned))?.map(Applied::Imported)
            }
            Command::UndoImport(id) => {
                let undo = || write(connection, |open| undo::undo(open, by, id.0));
                let undo = || open::without_foreign_keys(connection, undo);
                open::with_import_cache(connection, undo)??.map(Applied::Undone)
            }
            Command::RetryHeld { id, planned } => {
                held::retry(connection, by, id, *planned).map(|()| Applied::Settled(id))
            }
            Command::DropHeld { ids, reason } => {
                write(connection, |open| held::drop_rows(open, by, &ids, reason.reveal())).map(Applied::HeldDropped)
            }
            Command::Decide(decisions) => {
                write(connection, |open| decision::decide(open, by, &decisions)).map(|()| Applied::Done)
            }
            Command::EndFollowUp { id, outcome } => {
                write(connection, |open| follow_up::end(open, by, id, outcome.reveal())).map(|()| Applied::Done)
            }
            Command::MoveFollowUp { id, due } => {
                write(connection, |open| follow_up::shift(open, by, id, due)).map(|()| Applied::Done)
            }
            Command::Look(look) => {
                write(connection, |open| Ok(decision::remember(open, by.actor, &look)?)).map(|()| Applied::Done)
            }
            Command::Write(entries) => {
                write(connection, |open| by_hand::write(open, by, &entries)).map(|()| Applied::Done)
            }
            Command::Turn(turn, seq) => turned(connection, by, (turn, seq)),
            Command::Who(told) => write(connection, |open| who::tell(open, by, told)).map(|()| Applied::Told),
            Command::FileNote { note, draft } => {
                write(connection, |open| note::file(open, by, &note, draft)).map(Applied::Filed)
            }
            Command::EditNote { edit, note, draft } => {
                write(connection, |open| note::edit(open, by, edit, (&note, draft))).map(|beside| match beside {
                    None => Applied::Filed(edit.note),
                    Some(beside) => Applied::FiledBeside(edit.note, beside),
                })
            }
            Command::KeepDraft { draft, over } => {
                write(connection, |open| Ok(draft::keep(open, &draft, over)?)).map(Applied::Kept)
            }
            Command::DropDraft(id) => {
                write(connection, |open| Ok(draft::remove(open, id)?)).map(|()| Applied::Dropped(id))
            }
        };
        unlock::mend_lost(&self.path, &self.unlocked.connection);
        applied.map_err(|error| error.at(&self.path))
    }
}

/// Takes a change back or makes it again; one that somebody changed since is passed over from now on.
fn turned(connection: &Connection, by: By<'_>, which: (Turn, i64)) -> Result<Applied, StoreError> {
    let turned = write(connection, |open| back::turn(open, by, which));
    if matches!(turned, Err(StoreError::ChangedSince)) {
        write(connection, |open| Ok(back::pass_over(open, which)?))?;
    }
    turned.map(Applied::Turned)
}

/// A transaction that writes, begun at once.
pub(super) fn begin(connection: &Connection) -> Result<Transaction<'_>, StoreError> {
    Ok(Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?)
}

/// One short transaction.
pub(super) fn write<T>(
    connection: &Connection,
    change: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = begin(connection)?;
    let changed = change(&transaction)?;
    transaction.commit()?;
    Ok(changed)
}

/// Plans again while others write, outside the lock where possible, and then takes in what was planned.
fn import(connection: &Connection, by: By<'_>, mut planned: Planned) -> Result<Intake, StoreError> {
    for _ in 0..REPLANS {
        if journal::last(connection)? == planned.revision {
            break;
        }
        planned = plan::plan(connection, planned.sheet)?;
    }
    let transaction = begin(connection)?;
    if journal::last(&transaction)? != planned.revision {
        planned = plan::within(&transaction, planned.sheet)?;
    }
    take::take(&transaction, by, &planned)?;
    transaction.commit()?;
    Ok(planned.intake)
}
