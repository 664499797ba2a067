//! The store thread: it alone owns the open caseload, carries out effects in the order given, and answers by messages.
//!
//! Judging happens here too, off the screen's thread.

mod backup;
mod incoming;
mod witness;
mod work;

use crate::app::effect::{Effect, Ending, Generation};
use crate::app::snapshot::Snapshot;
use crate::app::who::work as who;
use crate::app::{Failure, Msg};
use crate::domain::health::{Ledger, Report};
use crate::domain::note::Draft;
use crate::domain::secret::Secret;
use crate::domain::thresholds::Thresholds;
use crate::runtime::Happening;
use crate::runtime::beside;
use crate::runtime::change::command;
use crate::runtime::clock::Clock;
use crate::runtime::fault;
use crate::runtime::held;
use crate::runtime::importer::{Arrival, Importer};
use crate::runtime::kept::{self, Kept};
use crate::runtime::mapper::Mapper;
use crate::runtime::note_search::found;
use crate::runtime::opener::Opener;
use crate::runtime::who::{compared, known};
use crate::runtime::writer::{Apply, Writer};
use crate::store::Store;
use crate::store::command::{Applied, Command, Stamp};
use crate::store::error::StoreError;
use chrono::NaiveDate;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use witness::Shown;

/// Something to be done.
#[derive(Debug)]
enum Job {
    /// An effect, and the day that it is for.
    Effect { effect: Effect, today: NaiveDate },
    /// A file that was compared, to be written.
    Arrival(Arrival),
}

/// What both sides look at.
#[derive(Debug, Default)]
struct Shared {
    /// The newest load asked for: older ones that still wait are left out.
    newest: AtomicU64,
    /// The newest search in notes, likewise.
    searching: AtomicU64,
    /// A look for changes waits already.
    looking: AtomicBool,
}

/// Where things stand.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// What a missing caseload is called.
    pub(super) file: PathBuf,
    /// The folder of the profiles.
    pub(super) profiles: PathBuf,
    /// Where saved views are kept; nowhere in the demo.
    pub(super) kept: Option<Kept>,
    /// The council's own name as schools and placements have it.
    pub(super) authority: Option<String>,
}

/// The way to the store thread.
#[derive(Debug)]
pub(super) struct Jobs {
    to: Sender<Job>,
    shared: Arc<Shared>,
    thread: JoinHandle<()>,
}

impl Jobs {
    /// Starts the thread; without a store everything but reading fails.
    pub(super) fn start(
        (store, opener): (Option<Store>, Option<Opener>),
        (thresholds, clock): (Thresholds, Clock),
        answers: Sender<Happening>,
        places: Places,
    ) -> Self {
        let (to, jobs) = channel();
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            let worker = Worker { shared: theirs, opener, ..Worker::new(store, (thresholds, clock), answers, places) };
            worker.work(&jobs);
        });
        Self { to, shared, thread }
    }

    /// Hands an effect over; done in the order given.
    pub(super) fn give(&self, effect: Effect, today: NaiveDate) {
        match &effect {
            Effect::Load(generation) => self.shared.newest.store(generation.0, Ordering::SeqCst),
            Effect::FindNotes(generation, _) => self.shared.searching.store(generation.0, Ordering::SeqCst),
            Effect::LookForChanges if self.shared.looking.swap(true, Ordering::SeqCst) => return,
            _ => {}
        }
        // A thread that is gone has told so already.
        let _ = self.to.send(Job::Effect { effect, today });
    }

    /// Hands a compared file over, to be written in its turn.
    pub(super) fn take_in(&self, arrival: Arrival) {
        let _ = self.to.send(Job::Arrival(arrival));
    }

    /// Waits until everything given is done.
    pub(super) fn finish(self) {
        drop(self.to);
        let _ = self.thread.join();
        beside::wait();
    }
}

/// What carries effects out.
pub(super) struct Worker {
    store: Option<Store>,
    /// What unlocks it, while it is locked.
    opener: Option<Opener>,
    places: Places,
    thresholds: Thresholds,
    clock: Clock,
    answers: Sender<Happening>,
    shared: Arc<Shared>,
    /// The generation of the last load.
    asked: Generation,
    /// What was last read.
    seen: Option<Seen>,
    /// What is on the screen and was put down.
    shown: Shown,
    writer: Writer,
    /// The file that is being read or was previewed.
    importer: Option<Importer>,
    /// The file whose columns are asked about.
    mapper: Option<Mapper>,
}

/// A caseload as it was read.
struct Seen {
    /// The file's, from before it was read.
    revision: (i64, i64),
    today: NaiveDate,
    snapshot: Arc<Snapshot>,
}

impl Worker {
    /// Works on the thread of whoever calls it.
    pub(super) fn new(
        store: Option<Store>,
        (thresholds, clock): (Thresholds, Clock),
        answers: Sender<Happening>,
        places: Places,
    ) -> Self {
        let (shared, asked, writer) = (Arc::default(), Generation::default(), Writer::default());
        let (seen, shown, importer, mapper, opener) = (None, Shown::default(), None, None, None);
        Self { store, opener, places, thresholds, clock, answers, shared, asked, seen, shown, writer, importer, mapper }
    }

    /// Carries an effect out, and gives the answers.
    pub(super) fn at_once(&mut self, effect: Effect, today: NaiveDate) -> Vec<Msg> {
        self.carry_out(Job::Effect { effect, today })
    }

    fn work(mut self, jobs: &Receiver<Job>) {
        for job in jobs {
            let answers = match catch_unwind(AssertUnwindSafe(|| self.carry_out(job))) {
                Ok(answers) => answers.into_iter().map(Happening::Msg).collect(),
                Err(_) => vec![Happening::Broken],
            };
            for answer in answers {
                // Nobody listens any more: drafts that still wait are kept all the same.
                let _ = self.answers.send(answer);
            }
            self.prepare();
        }
        if let Some(store) = &self.store {
            store.settle();
        }
    }

    /// The list is on the screen; the first letter of a search finds the index made.
    pub(super) fn prepare(&self) {
        if let Some(seen) = &self.seen {
            seen.snapshot.prepare();
        }
    }

    fn carry_out(&mut self, job: Job) -> Vec<Msg> {
        fault::drill(fault::Place::Worker);
        let (effect, today) = match job {
            Job::Effect { effect, today } => (effect, today),
            Job::Arrival(arrival) => {
                self.take_in(arrival);
                return Vec::new();
            }
        };
        let answer = match effect {
            Effect::Load(generation) => {
                if generation.0 < self.shared.newest.load(Ordering::SeqCst) {
                    return Vec::new();
                }
                self.asked = generation;
                Some(self.load(today).unwrap_or_else(|error| failed(&error)))
            }
            Effect::LookForChanges => self.look(today),
            Effect::Open(generation, child) => self.open(generation, child),
            Effect::Read(generation, child) => self.open_again(generation, child),
            Effect::Reveal(veil) => Some(self.reveal(veil)),
            Effect::Audit(child) => self.audit(child),
            Effect::Health => Some(self.health(today).unwrap_or_else(|error| failed(&error))),
            Effect::KeepViews(change) => Some(kept::changed(self.places.kept.as_ref(), &change)),
            Effect::Held => self.read(|store| Ok(Msg::Held(store.held()?))),
            Effect::HeldText(id) => self.read(|store| Ok(Msg::HeldText(id, store.held_text(id)?.map(Box::new)))),
            Effect::RetryHeld(..) | Effect::DropHeld(..) | Effect::DropManyHeld(..) => self.settle(effect),
            Effect::Versions(note) => self.read(|store| Ok(Msg::Versions(note, store.versions(note)?))),
            Effect::KeepDraft(ticket, draft) => return self.write(|writer, apply| writer.keep(ticket, *draft, apply)),
            Effect::DropDraft(ticket) => return self.write(|writer, apply| writer.discard(ticket, apply)),
            Effect::File { ticket, note, edits } => {
                let whole = Draft { id: ticket.form, version: 0, content: *note, edits, kept: self.clock.now() };
                return self.write(|writer, apply| writer.file(ticket, whole, apply));
            }
            Effect::Import(job) => self.import(job).map(Msg::Import),
            Effect::Mapping(job) => self.map(job).map(Msg::Mapping),
            Effect::Who(job) => self.who(job),
            // Other words were typed since.
            Effect::FindNotes(asked, _) if asked.0 < self.shared.searching.load(Ordering::SeqCst) => None,
            Effect::FindNotes(asked, words) => self.read(|store| found(store, asked, words.reveal())),
            Effect::Work(asked, part, year) => {
                Some(self.lines(asked, (part, year), today).unwrap_or_else(|error| failed(&error)))
            }
            Effect::Paper(job) => self.paper(job),
            Effect::Backup(job) => self.back_up(job),
            Effect::NextTurn(turn) => {
                let now = Stamp(self.clock.now());
                self.read(|store| Ok(Msg::NextTurn(turn, store.next_turn(turn, now)?)))
            }
            Effect::Change(change) => {
                let done = self.apply(command(&change)).map(drop).map_err(|error| failure(&error));
                Some(Msg::Changed(change, done))
            }
            Effect::Unlock(typed) => self.unlock(&typed),
            Effect::End(Ending::Lock | Ending::Suspend) => self.locks(),
            Effect::Mouse(_) | Effect::Redraw | Effect::End(Ending::Quit) => None,
        };
        answer.into_iter().collect()
    }

    /// What becomes of rows held back.
    fn settle(&mut self, effect: Effect) -> Option<Msg> {
        let stamp = Stamp(self.clock.now());
        let (store, places) = (self.store.as_mut(), &self.places);
        match effect {
            Effect::RetryHeld(id, row) => Some(held::retried(store, places, id, (row.reveal(), stamp))),
            Effect::DropHeld(id, reason) => Some(held::dropped(store, places, id, (reason, stamp))),
            Effect::DropManyHeld(ids, reason) => Some(held::dropped_many(store, places, ids, (reason, stamp))),
            _ => None,
        }
    }

    /// What has to do with who is who.
    fn who(&mut self, job: who::Job) -> Option<Msg> {
        match job {
            who::Job::List => {
                let snapshot = self.seen.as_ref().map(|seen| &*seen.snapshot);
                self.read(|store| Ok(Msg::Who(known(store, snapshot)?)))
            }
            who::Job::Compare(one, other) => {
                if let Err(error) = self.witness_pair(one, other) {
                    return Some(failed(&error));
                }
                self.read(|store| Ok(Msg::Who(compared(store, one, other)?)))
            }
            who::Job::Tell(told) => {
                let written = self.apply(Command::Who(told)).map(drop).map_err(|error| failure(&error));
                Some(Msg::Who(who::Answer::Told(told, written)))
            }
        }
    }

    fn apply(&mut self, command: Command) -> Result<Applied, StoreError> {
        match &mut self.store {
            Some(store) => store.apply(command, Stamp(self.clock.now())),
            None => Err(StoreError::NoCaseload(self.places.file.clone())),
        }
    }

    /// Tries what was typed on the locked caseload.
    fn unlock(&mut self, typed: &Secret) -> Option<Msg> {
        let (store, answer) = self.opener.as_mut()?.unlock(typed);
        self.store = store;
        Some(Msg::Unlock(answer))
    }

    fn read(&self, read: impl FnOnce(&Store) -> Result<Msg, StoreError>) -> Option<Msg> {
        let answer = read(self.store.as_ref()?);
        Some(answer.unwrap_or_else(|error| failed(&error)))
    }

    /// Reads and judges the caseload, unless nothing was written since it was last read for that day.
    fn load(&mut self, today: NaiveDate) -> Result<Msg, StoreError> {
        let Some(store) = &self.store else {
            return Ok(Msg::Loaded(self.asked, Arc::new(Snapshot::empty(today)), Vec::new()));
        };
        let revision = store.revision()?;
        let seen = self.seen.as_ref().filter(|seen| seen.today == today);
        let snapshot = match seen {
            Some(seen) if seen.revision.1 == revision.1 => Arc::clone(&seen.snapshot),
            seen => Arc::new(self.judge(store, seen.map(|seen| &*seen.snapshot), today)?),
        };
        let drafts = store.drafts()?;
        self.seen = Some(Seen { revision, today, snapshot: Arc::clone(&snapshot) });
        Ok(Msg::Loaded(self.asked, snapshot, drafts))
    }

    /// Reads and judges the children that changed since a snapshot was made, or all where that is not known.
    fn judge(&self, store: &Store, before: Option<&Snapshot>, today: NaiveDate) -> Result<Snapshot, StoreError> {
        if let Some(before) = before
            && let Some((caseload, changed)) = store.caseload_after(&before.caseload, today)?
        {
            return Ok(before.again(caseload, &changed));
        }
        Ok(Snapshot::new(store.caseload_to_follow(today)?, self.thresholds.clone(), today))
    }

    /// Asks the checks about the caseload as it was last read.
    fn health(&self, today: NaiveDate) -> Result<Msg, StoreError> {
        let ledger = self.store.as_ref().map_or_else(|| Ok(Ledger::default()), Store::ledger)?;
        let empty = || Arc::new(Snapshot::empty(today));
        let snapshot = self.seen.as_ref().map_or_else(empty, |seen| Arc::clone(&seen.snapshot));
        Ok(Msg::Health(Box::new(Report::new(&snapshot.caseload, &snapshot.context(), ledger))))
    }

    /// Reads again what another program wrote since the last load: drafts alone where the journal tells of no change.
    /// A file that is busy is looked at again later.
    fn look(&mut self, today: NaiveDate) -> Option<Msg> {
        self.shared.looking.store(false, Ordering::SeqCst);
        let store = self.store.as_ref()?;
        let revision = store.revision().ok()?;
        let read = match &mut self.seen {
            Some(seen) if seen.revision == revision => return None,
            Some(seen) if seen.revision.1 == revision.1 && seen.today == today => {
                store.drafts().map(Msg::Drafts).inspect(|_| seen.revision = revision)
            }
            _ => self.load(today),
        };
        match read {
            Err(StoreError::Busy) => None,
            answer => Some(answer.unwrap_or_else(|error| failed(&error))),
        }
    }

    /// Lets the writer of notes work on the store.
    fn write(&mut self, work: impl FnOnce(&mut Writer, Apply<'_>) -> Vec<Msg>) -> Vec<Msg> {
        let Self { store, places, clock, writer, .. } = self;
        let mut apply = |command| match store {
            Some(store) => store.apply(command, Stamp(clock.now())),
            None => Err(StoreError::NoCaseload(places.file.clone())),
        };
        work(writer, &mut apply)
    }
}

fn failed(error: &StoreError) -> Msg {
    Msg::Failed(failure(error))
}

fn failure(error: &StoreError) -> Failure {
    Failure { what: error.to_string(), hint: "esc closes this".to_owned() }
}

#[cfg(test)]
#[path = "store_thread_tests.rs"]
mod tests;
