//! The store thread: it alone owns the open caseload, carries out effects in the order given, and answers by messages.
//!
//! Judging happens here too, off the screen's thread.

use crate::app::effect::{Effect, Generation};
use crate::app::snapshot::Snapshot;
use crate::app::{Failure, Msg};
use crate::domain::note::{Draft, DraftId, NewNote, NoteId};
use crate::domain::thresholds::Thresholds;
use crate::runtime::Happening;
use crate::runtime::clock::Clock;
use crate::store::Store;
use crate::store::command::{Applied, Command, Stamp};
use crate::store::error::StoreError;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// Something to be done, and the day that it is for.
#[derive(Debug)]
struct Job {
    effect: Effect,
    today: NaiveDate,
}

/// What both sides look at.
#[derive(Debug, Default)]
struct Shared {
    /// The newest load asked for: older ones that still wait are left out.
    newest: AtomicU64,
    /// A look for changes waits already.
    looking: AtomicBool,
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
        store: Option<Store>,
        thresholds: Thresholds,
        clock: Clock,
        answers: Sender<Happening>,
        file: &str,
    ) -> Self {
        let (to, jobs) = channel();
        let shared = Arc::new(Shared::default());
        let (theirs, file) = (Arc::clone(&shared), PathBuf::from(file));
        let thread = std::thread::spawn(move || {
            let (asked, drafts) = (Generation::default(), HashMap::new());
            Worker { store, file, thresholds, clock, answers, shared: theirs, asked, seen: None, drafts }.work(&jobs);
        });
        Self { to, shared, thread }
    }

    /// Hands an effect over; done in the order given.
    pub(super) fn give(&self, effect: Effect, today: NaiveDate) {
        match &effect {
            Effect::Load(generation) => self.shared.newest.store(generation.0, Ordering::SeqCst),
            Effect::LookForChanges if self.shared.looking.swap(true, Ordering::SeqCst) => return,
            _ => {}
        }
        // A thread that is gone has told so already.
        let _ = self.to.send(Job { effect, today });
    }

    /// Waits until everything given is done.
    pub(super) fn finish(self) {
        drop(self.to);
        let _ = self.thread.join();
    }
}

struct Worker {
    store: Option<Store>,
    /// What a missing caseload is called.
    file: PathBuf,
    thresholds: Thresholds,
    clock: Clock,
    answers: Sender<Happening>,
    shared: Arc<Shared>,
    /// The generation of the last load.
    asked: Generation,
    /// The file's revision at the last load.
    seen: Option<(i64, i64)>,
    /// The ids that drafts had before they were first kept, and the ones on disk.
    drafts: HashMap<DraftId, DraftId>,
}

impl Worker {
    fn work(mut self, jobs: &Receiver<Job>) {
        for job in jobs {
            let answer = match catch_unwind(AssertUnwindSafe(|| self.carry_out(job))) {
                Ok(None) => continue,
                Ok(Some(msg)) => Happening::Msg(msg),
                Err(_) => Happening::Broken,
            };
            // Nobody listens any more: drafts that still wait are kept all the same.
            let _ = self.answers.send(answer);
        }
    }

    fn carry_out(&mut self, job: Job) -> Option<Msg> {
        match job.effect {
            Effect::Load(generation) => {
                if generation.0 < self.shared.newest.load(Ordering::SeqCst) {
                    return None;
                }
                self.asked = generation;
                Some(self.load(job.today).unwrap_or_else(|error| failed(&error, "esc closes this")))
            }
            Effect::LookForChanges => self.look(job.today),
            Effect::Open(generation, child) => {
                self.read(|store| Ok(Msg::Opened(generation, Box::new(store.record(child)?))))
            }
            Effect::Versions(note) => self.read(|store| Ok(Msg::Versions(note, store.versions(note)?))),
            Effect::KeepDraft(draft) => Some(self.keep(*draft)),
            Effect::DropDraft(draft) => self.discard(draft),
            Effect::File { note, edits, draft } => Some(self.file(*note, edits, draft)),
            Effect::Mouse(_) | Effect::Redraw | Effect::Quit => None,
        }
    }

    fn read(&self, read: impl FnOnce(&Store) -> Result<Msg, StoreError>) -> Option<Msg> {
        let answer = read(self.store.as_ref()?);
        Some(answer.unwrap_or_else(|error| failed(&error, "esc closes this")))
    }

    fn load(&mut self, today: NaiveDate) -> Result<Msg, StoreError> {
        let Some(store) = &self.store else {
            return Ok(Msg::Loaded(self.asked, Arc::new(Snapshot::empty(today)), Vec::new()));
        };
        let seen = store.revision()?;
        let snapshot = Snapshot::new(store.caseload(today)?, self.thresholds.clone(), today);
        let drafts = store.drafts()?;
        self.seen = Some(seen);
        Ok(Msg::Loaded(self.asked, Arc::new(snapshot), drafts))
    }

    /// Loads again where another program wrote since the last load. A file that is busy is looked at again later.
    fn look(&mut self, today: NaiveDate) -> Option<Msg> {
        self.shared.looking.store(false, Ordering::SeqCst);
        let revision = self.store.as_ref()?.revision().ok()?;
        if self.seen == Some(revision) {
            return None;
        }
        match self.load(today) {
            Err(StoreError::Busy) => None,
            answer => Some(answer.unwrap_or_else(|error| failed(&error, "esc closes this"))),
        }
    }

    fn on_disk(&self, draft: DraftId) -> DraftId {
        self.drafts.get(&draft).copied().unwrap_or(draft)
    }

    fn apply(&mut self, command: Command) -> Result<Applied, StoreError> {
        let stamp = Stamp(self.clock.now());
        let Some(store) = &mut self.store else { return Err(StoreError::NoCaseload(self.file.clone())) };
        store.apply(command, stamp)
    }

    fn keep(&mut self, mut draft: Draft) -> Msg {
        let before = draft.id;
        draft.id = self.on_disk(before);
        let known = draft.id;
        match self.apply(Command::KeepDraft(draft)) {
            Ok(Applied::Kept(after)) => {
                self.drafts.insert(before, after);
                Msg::DraftKept(before, after)
            }
            Ok(_) => Msg::DraftKept(before, known),
            Err(error) => unsaved("The draft is not on disk", &error),
        }
    }

    fn discard(&mut self, draft: DraftId) -> Option<Msg> {
        let draft = self.on_disk(draft);
        let done = self.apply(Command::DropDraft(draft));
        done.err().map(|error| failed(&error, "the draft is still there; try again"))
    }

    fn file(&mut self, note: NewNote, edits: Option<NoteId>, draft: DraftId) -> Msg {
        // A draft that was never kept has no row to let go.
        let kept = Some(self.on_disk(draft)).filter(|kept| kept.0 >= 0);
        let kept_back = Draft { id: draft, content: note.clone(), edits, kept: self.clock.now() };
        let command = match edits {
            Some(id) => Command::EditNote { id, note, draft: kept },
            None => Command::FileNote { note, draft: kept },
        };
        match self.apply(command) {
            Ok(Applied::Filed(id)) => Msg::Filed(id, draft),
            Ok(_) => Msg::Failed(Failure { what: "The note was not filed".into(), hint: "ctrl-s tries again".into() }),
            Err(error) => {
                // It may fail for the same reason; the text is still on the screen then.
                self.keep(kept_back);
                unsaved("The note is not filed", &error)
            }
        }
    }
}

fn failed(error: &StoreError, hint: &str) -> Msg {
    Msg::Failed(Failure { what: error.to_string(), hint: hint.to_owned() })
}

fn unsaved(what: &str, error: &StoreError) -> Msg {
    let what = format!("{what}: {error}");
    Msg::Failed(Failure { what, hint: "the text is still in the form; ctrl-s tries again".to_owned() })
}
