//! How far what was typed into a form has come on its way to the caseload file.

use crate::app::effect::Ticket;
use crate::domain::note::{DraftId, Stored};
use chrono::{DateTime, FixedOffset, TimeDelta};

/// A change waits this long for the next ones before it is kept with them.
const REST: TimeDelta = TimeDelta::milliseconds(400);
/// After a failure a draft waits this long.
const RETRY: TimeDelta = TimeDelta::seconds(5);

/// What is on its way to the file. What is there is never sent twice, and only the answer to it ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Nothing.
    #[default]
    Resting,
    /// The draft as of a revision.
    Keeping(u64),
    /// The note as of a revision. It is off the screen, so nobody types into it.
    Filing(u64),
    /// The wish that its draft go.
    Dropping,
}

/// Whether what was typed is in the file. Revisions count changes since the form was opened.
#[derive(Debug, Clone, Default)]
pub struct Saving {
    /// Changes so far.
    pub revision: u64,
    /// The revision that is in the file.
    pub kept: u64,
    /// Where its draft stands in the file.
    pub stored: Option<Stored>,
    /// When the file last took it.
    pub kept_at: Option<DateTime<FixedOffset>>,
    /// When the first change was made that was not sent yet.
    since: Option<DateTime<FixedOffset>>,
    /// When it was last said that it can't be kept; none after it was.
    pub refused: Option<DateTime<FixedOffset>>,
    /// It could not be filed.
    pub unfiled: bool,
    /// What is on its way.
    pub standing: Standing,
}

/// Whether so long has passed. A clock that was set back is no reason to wait.
fn past(from: DateTime<FixedOffset>, wait: TimeDelta, now: DateTime<FixedOffset>) -> bool {
    now < from || now - from >= wait
}

impl Saving {
    /// Of a draft that the file holds.
    pub fn of(stored: Stored, kept: DateTime<FixedOffset>) -> Self {
        Self { stored: Some(stored), kept_at: Some(kept), ..Self::default() }
    }

    /// Something was typed.
    pub fn typed(&mut self, now: DateTime<FixedOffset>) {
        self.since.get_or_insert(now);
    }

    /// Something typed is not in the file.
    pub const fn unkept(&self) -> bool {
        self.revision > self.kept
    }

    /// Nothing is on its way.
    pub const fn rests(&self) -> bool {
        matches!(self.standing, Standing::Resting)
    }

    /// On its way to be filed or dropped: off the screen and no draft any more, unless that fails.
    pub const fn leaves(&self) -> bool {
        matches!(self.standing, Standing::Filing(_) | Standing::Dropping)
    }

    /// Whether it is time to keep it: what is on its way is waited for.
    pub fn due(&self, now: DateTime<FixedOffset>) -> bool {
        let rested = match self.refused {
            Some(refused) => past(refused, RETRY, now),
            None => self.since.is_none_or(|since| past(since, REST, now)),
        };
        self.rests() && self.unkept() && rested
    }

    /// What goes to the file now, as of the last change.
    pub const fn ticket(&self, form: DraftId) -> Ticket {
        Ticket { form, revision: self.revision, stored: self.stored }
    }

    /// Whether the draft as it is now must be sent: not where that very revision is in the file or on its way.
    /// It is on its way from here on.
    pub fn send(&mut self) -> bool {
        let sent = self.standing == Standing::Keeping(self.revision);
        if !self.unkept() || sent || self.standing == Standing::Dropping {
            return false;
        }
        if !self.leaves() {
            self.standing = Standing::Keeping(self.revision);
        }
        self.since = None;
        true
    }

    /// A revision is in the file. Whether a failure to keep it is mended by that.
    pub fn arrived(&mut self, ticket: Ticket, now: DateTime<FixedOffset>) -> bool {
        self.kept = self.kept.max(ticket.revision);
        self.stored = ticket.stored;
        self.kept_at = Some(now);
        self.settle(Standing::Keeping(ticket.revision));
        self.refused.take().is_some() && !self.unfiled
    }

    /// A revision could not be kept.
    pub fn refuse(&mut self, ticket: Ticket, now: DateTime<FixedOffset>) {
        self.refused = Some(now);
        self.settle(Standing::Keeping(ticket.revision));
    }

    /// A revision could not be filed, and was kept instead or could not be kept either.
    pub fn unfile(&mut self, ticket: Ticket, now: DateTime<FixedOffset>) {
        self.unfiled = true;
        self.settle(Standing::Filing(ticket.revision));
        self.refused = self.unkept().then_some(now);
    }

    /// What was on its way is answered. A later one is waited for still.
    pub fn settle(&mut self, answered: Standing) {
        if self.standing == answered {
            self.standing = Standing::Resting;
        }
    }
}
