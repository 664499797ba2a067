//! The edge: terminal, threads, signals, clock. Everything happens in one loop over one channel: take what waits, let
//! the model change, carry its effects out, draw once if something changed.

mod beside;
mod change;
pub mod clock;
pub mod fault;
pub mod files;
pub mod guard;
pub(crate) mod held;
mod importer;
mod input;
pub mod kept;
mod mapper;
mod note_search;
pub mod opener;
mod pace;
pub mod paper;
pub mod plain;
pub mod profiles;
pub mod reading;
pub mod replay;
pub mod signals;
mod split;
mod store_thread;
pub mod templates;
pub mod terminal;
mod unsaid;
mod who;
mod writer;

use crate::app::effect::{Effect, Ending};
use crate::app::keymap::Keymap;
use crate::app::screen::Screen;
use crate::app::views::saved::{self, Back, Left, Opening, Saved};
use crate::app::{Failure, Model, Msg, lock, note, update};
use crate::domain::template::Template;
use crate::domain::thresholds::Thresholds;
use crate::store::Store;
use crate::ui;
use chrono::NaiveDate;
use clock::Clock;
use kept::Kept;
use opener::Opener;
use pace::Pace;
use signals::Watch;
use std::io;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use store_thread::{Jobs, Places};
use terminal::{Canvas, Outgoing, Taken};
use unsaid::unsaid;

/// How long the first frame waits for the caseload before it shows that it is being read.
const FIRST: Duration = Duration::from_millis(40);

/// What the dashboard is started with.
#[derive(Debug)]
pub struct Start {
    /// The open caseload; none on the first run, and while it is locked.
    pub store: Option<Store>,
    /// What unlocks it, where it is locked, and how it came to that.
    pub locked: Option<(Opener, lock::State)>,
    /// Minutes without a key after which it locks; never where there are none.
    pub lock_after: Option<u8>,
    /// The council's own name, where config.toml gives it.
    pub authority: Option<String>,
    /// Limits in force.
    pub thresholds: Thresholds,
    /// The user's clock.
    pub clock: Clock,
    /// The day given by `--today`.
    pub fixed_today: Option<NaiveDate>,
    /// The caseworker given by `--me`.
    pub me: Option<String>,
    /// The file's name for the header.
    pub file: String,
    /// The folder of the profiles of files of unknown layout.
    pub profiles: PathBuf,
    /// The templates of notes.
    pub templates: Vec<Template>,
    /// Where saved views and the state of the list are kept; nowhere in the demo.
    pub kept: Option<Kept>,
    /// Saved views, and whether some could not be read.
    pub saved: (Vec<Saved>, bool),
    /// How the list was left.
    pub left: Left,
    /// What to open on, where something was asked for.
    pub opening: Option<Opening>,
    /// The invented caseload.
    pub demo: bool,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// The keys in force.
    pub keymap: Keymap,
    /// Whether the background is light, where the user says; else the terminal is asked.
    pub light: Option<bool>,
    /// What went wrong before the screen was there.
    pub complaint: Option<Failure>,
}

/// Why the dashboard ended otherwise than by the user's wish.
#[derive(Debug)]
pub enum Trouble {
    /// The terminal cannot be used.
    Terminal(io::Error),
    /// A fault in the program.
    Fault,
    /// Something failed at the very end, when no screen could say so.
    Unsaid(Failure),
}

/// What comes through the channel.
#[derive(Debug)]
enum Happening {
    Msg(Msg),
    /// A file is compared and to be written.
    Arrived(importer::Arrival),
    /// A worker had a fault.
    Broken,
}

/// Whether somebody did something at the terminal.
const fn is_from_user(happening: &Happening) -> bool {
    matches!(happening, Happening::Msg(Msg::Key(_) | Msg::Pasted(_) | Msg::Clicked(..) | Msg::Scrolled(_)))
}

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Left(Ending),
    Fault,
}

/// How the dashboard ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The user left.
    Left,
    /// It is to start afresh, locked.
    Locked(Locked),
}

/// What the program that starts afresh is to know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Locked {
    /// It stops first, until the shell lets it go on.
    pub suspend: bool,
    /// What was open.
    pub back: Option<Back>,
    /// What failed at the very end.
    pub said: Option<String>,
}

struct Edge {
    model: Model,
    /// Never dropped: its drop would print to a terminal that may be gone.
    canvas: ManuallyDrop<Canvas>,
    outgoing: Outgoing,
    jobs: Jobs,
    clock: Clock,
    happenings: Receiver<Happening>,
    started: Instant,
    pace: Pace,
    kept: Option<Kept>,
    left: Option<Ending>,
}

/// Runs the dashboard until the user leaves, a signal comes or the terminal is gone; `watch` holds signals since it
/// was made.
///
/// # Errors
/// The terminal cannot be used; a fault; something that failed at the very end.
pub fn run(start: Start, watch: Watch) -> Result<Ended, Trouble> {
    let (to, happenings) = channel();
    let (opener, lock) = start.locked.unzip();
    let first_run = start.store.is_none() && lock.is_none();
    let places = Places {
        file: PathBuf::from(&start.file),
        profiles: start.profiles,
        kept: start.kept.clone(),
        authority: start.authority,
    };
    let jobs = Jobs::start((start.store, opener), (start.thresholds, start.clock), to.clone(), places);
    let mut model = Model::new(start.clock.now(), (0, 0));
    model.fixed_today = start.fixed_today;
    model.me = start.me;
    model.file = start.file;
    model.demo = start.demo;
    model.templates = start.templates;
    model.mouse = start.mouse;
    model.keymap = start.keymap;
    model.failure = start.complaint;
    if first_run {
        model.stack = vec![Screen::FirstRun];
    }
    model.idle.unlocked = !first_run && lock.is_none();
    start.lock_after.into_iter().for_each(|minutes| model.idle.lock_after(minutes));
    model.stack.extend(lock.map(Screen::Lock));
    (model.views.saved, model.views.broken) = start.saved;
    saved::take_up(&mut model, start.left, start.opening);
    model.theme = terminal::theme(|name| std::env::var(name).ok());
    model.theme.light = start.light.unwrap_or(model.theme.light);
    if lock::state(&model).is_none() {
        let load = model.load();
        jobs.give(load, model.today());
    }
    watch.listen(to.clone());
    let (taken, canvas, outgoing) = Taken::take(model.mouse).map_err(Trouble::Terminal)?;
    input::listen(to);
    let canvas = ManuallyDrop::new(canvas);
    let mut edge = Edge {
        model,
        canvas,
        outgoing,
        jobs,
        clock: start.clock,
        happenings,
        started: Instant::now(),
        pace: Pace::default(),
        kept: start.kept,
        left: None,
    };
    let end = catch_unwind(AssertUnwindSafe(|| edge.turn())).unwrap_or(End::Fault);
    if end == End::Fault {
        // A second fault here loses at most the last second: the rest is in the file already.
        let _ = catch_unwind(AssertUnwindSafe(|| edge.keep_drafts(note::rescue)));
    }
    match end {
        End::Left(Ending::Lock) => taken.hand_on(),
        _ => drop(taken),
    }
    edge.finish(end)
}

impl Edge {
    fn turn(&mut self) -> End {
        let size = self.canvas.size().map(|size| (size.width, size.height)).unwrap_or_default();
        self.change(Msg::Resized(size.0, size.1));
        let mut batch: Vec<_> = self.happenings.recv_timeout(FIRST).into_iter().collect();
        loop {
            self.change(Msg::Tick(self.clock.now()));
            let pressed = batch.iter().any(is_from_user);
            if self.take(batch) {
                return End::Fault;
            }
            if self.left.is_none() && self.draw().is_err() {
                // The terminal is gone.
                self.change(Msg::HungUp);
            }
            if let Some(ending) = self.left {
                return End::Left(ending);
            }
            if pressed {
                // After the frame, which this must not hold up.
                self.jobs.give(Effect::LookForChanges, self.model.today());
            }
            fault::drill(fault::Place::Loop);
            batch = self.wait();
        }
    }

    /// Takes a batch in, up to the wish to leave: what comes after it finds nobody. Whether there was a fault.
    fn take(&mut self, batch: Vec<Happening>) -> bool {
        let mut broken = false;
        for happening in batch {
            match happening {
                Happening::Msg(_) if self.left.is_some() => break,
                Happening::Msg(msg) => self.change(msg),
                Happening::Arrived(arrival) => self.jobs.take_in(arrival),
                // What was typed after it is taken in first, to be kept with the rest.
                Happening::Broken => broken = true,
            }
        }
        broken
    }

    /// Lets the model change, and carries out what it asks for.
    fn change(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg) {
            self.carry_out(effect);
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::End(ending) => {
                self.left = Some(ending);
                self.jobs.give(effect, self.model.today());
            }
            // A terminal that is gone is found out by the next frame.
            Effect::Mouse(on) => terminal::mouse(on).unwrap_or_default(),
            Effect::Redraw => {
                self.model.dirty = true;
                terminal::clear(&mut self.canvas);
            }
            other => self.jobs.give(other, self.model.today()),
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        if !self.model.dirty {
            return Ok(());
        }
        self.model.dirty = false;
        let model = &self.model;
        self.canvas.draw(|frame| {
            ui::render(model, frame);
            fault::drill(fault::Place::Drawing);
        })?;
        self.outgoing.send()?;
        self.pace.drew(self.started.elapsed());
        Ok(())
    }

    fn keep_drafts(&mut self, which: fn(&mut Model) -> Vec<Effect>) {
        for effect in which(&mut self.model) {
            self.carry_out(effect);
        }
    }

    /// Sleeps until something happens or the shown time changes, and takes what waits then.
    fn wait(&mut self) -> Vec<Happening> {
        let restless = note::restless(&self.model) || lock::counts(&self.model);
        let idle = self.model.idle.left(self.clock.now()).filter(|_| self.model.idle.unlocked);
        let idle = idle.map(|left| left.to_std().unwrap_or_default().max(Duration::from_millis(1)));
        let minute = self.clock.until_next_minute();
        let next = minute.map(|minute| idle.map_or(minute, |idle| minute.min(idle)));
        let sleep = pace::sleep(restless, next);
        let first = match sleep {
            Some(limit) => self.happenings.recv_timeout(limit),
            None => self.happenings.recv().map_err(RecvTimeoutError::from),
        };
        let mut batch = match first {
            Ok(happening) => vec![happening],
            Err(RecvTimeoutError::Timeout) => {
                // A clock that stands still never makes a second pass; drafts are kept all the same.
                if self.clock.stands_still() {
                    self.keep_drafts(note::keep_all);
                }
                return Vec::new();
            }
            Err(RecvTimeoutError::Disconnected) => vec![Happening::Broken],
        };
        batch.extend(self.happenings.try_iter());
        let came = batch.len();
        if let Some(rest) = self.pace.came(came, self.started.elapsed()) {
            let end = Instant::now() + rest;
            while let Some(left) = end.checked_duration_since(Instant::now())
                && let Ok(more) = self.happenings.recv_timeout(left)
            {
                batch.push(more);
            }
            self.pace.gathered(batch.len() - came);
        }
        batch
    }

    /// Waits for what is still to be written, and says what went wrong with it.
    fn finish(self, end: End) -> Result<Ended, Trouble> {
        self.jobs.finish();
        if let (Some(kept), Some(left)) = (&self.kept, saved::left(&self.model)) {
            // Where it cannot be kept the next start is the same as the first: no reason to end with an error.
            let _ = kept.write_left(&left);
        }
        let failed = unsaid(self.happenings.try_iter());
        match (end, failed) {
            (End::Fault, _) => Err(Trouble::Fault),
            (End::Left(Ending::Quit), Some(failure)) => Err(Trouble::Unsaid(failure)),
            (End::Left(Ending::Quit), None) => Ok(Ended::Left),
            (End::Left(ending), failed) => Ok(Ended::Locked(Locked {
                suspend: ending == Ending::Suspend,
                back: saved::back(&self.model),
                said: failed.map(|failure| failure.what),
            })),
        }
    }
}

#[cfg(test)]
mod morning_tests;
