//! What the store thread puts down before it shows something: who opens which record, who asks for what is sealed,
//! what leaves.

use crate::app::effect::{Generation, Veil};
use crate::app::papers::work::{self as papers, Wish};
use crate::app::{Failure, Msg};
use crate::domain::audit::{Deed, Event};
use crate::domain::facts::ChildKey;
use crate::runtime::paper;
use crate::runtime::store_thread::Worker;
use crate::store::command::Stamp;
use crate::store::error::StoreError;

/// Rows of the audit that the screen shows at most.
const MOST: i64 = 2000;

/// What is on the screen and was put down already: it is read again without another row.
#[derive(Debug, Default)]
pub(super) struct Shown {
    record: Option<ChildKey>,
    page: Option<ChildKey>,
}

impl Worker {
    /// Reads a record once it is put down who opens it.
    pub(super) fn open(&mut self, generation: Generation, child: ChildKey) -> Option<Msg> {
        self.shown.record = None;
        match self.put_down(&[Event::view(child, "screen")]) {
            Ok(()) => self.shown.record = Some(child),
            Err(error) => {
                let failure = unseen("The record is not shown", &error);
                return Some(Msg::NotOpened(generation, failure));
            }
        }
        self.read(|store| Ok(Msg::Opened(generation, Box::new(store.record(child)?))))
    }

    /// Reads a record again that is shown; one that is not was never put down.
    pub(super) fn open_again(&mut self, generation: Generation, child: ChildKey) -> Option<Msg> {
        if self.shown.record == Some(child) {
            return self.read(|store| Ok(Msg::Opened(generation, Box::new(store.record(child)?))));
        }
        self.open(generation, child)
    }

    /// Puts down that something sealed is shown.
    pub(super) fn reveal(&self, veil: Veil) -> Msg {
        let event = match &veil {
            Veil::Record(_, child, fields) => Event::reveal(*child, fields),
            Veil::HeldRow(id) => Event { deed: Deed::Reveal, child: None, detail: format!("held row {id}") },
        };
        let done = self.put_down(&[event]).map_err(|error| unseen("What is sealed is not shown", &error));
        Msg::Revealed(veil, done)
    }

    /// Two records side by side are two that somebody opens.
    pub(super) fn witness_pair(&self, one: ChildKey, other: ChildKey) -> Result<(), StoreError> {
        self.put_down(&[one, other].map(|child| Event::view(child, "side by side")))
    }

    /// The last rows of the audit.
    pub(super) fn audit(&self, child: Option<ChildKey>) -> Option<Msg> {
        self.read(|store| Ok(Msg::Audit(child, store.audit_latest(child, MOST)?)))
    }

    /// What has to do with papers.
    pub(super) fn paper(&mut self, job: papers::Job) -> Option<Msg> {
        match job {
            papers::Job::Make(wish) => {
                let page = match wish {
                    Wish::Child { child, .. } => Some(child),
                    Wish::Briefing(_) => None,
                };
                if let Some(child) = page.filter(|_| page != self.shown.page)
                    && let Err(error) = self.put_down(&[Event::view(child, "page")])
                {
                    return Some(Msg::Failed(unseen("The page is not shown", &error)));
                }
                self.shown.page = page;
                let snapshot = &self.seen.as_ref()?.snapshot;
                self.read(|store| Ok(Msg::Paper(papers::Answer::Made(wish, paper::made(store, snapshot, wish)?))))
            }
            papers::Job::Write { path, form, paper, event } => {
                let told = self.put_down(&[event]).map_err(|error| unseen("Nothing was written", &error));
                let written = told.and_then(|()| paper::written(&path, form, &paper));
                Some(Msg::Paper(papers::Answer::Written(written)))
            }
        }
    }

    /// The screen locks. It does whether that could be put down or not.
    pub(super) fn locks(&self) -> Option<Msg> {
        let done = self.put_down(&[Event { deed: Deed::Lock, child: None, detail: String::new() }]);
        done.err().map(|error| Msg::Failed(unseen("It is locked", &error)))
    }

    fn put_down(&self, events: &[Event]) -> Result<(), StoreError> {
        let stamp = Stamp(self.clock.now());
        self.store.as_ref().map_or(Ok(()), |store| store.witness(events, stamp))
    }
}

fn unseen(what: &str, error: &StoreError) -> Failure {
    let what = format!("{what}: it could not be put down who asked for it. {error}");
    Failure { what, hint: "esc closes this; then try again".to_owned() }
}
