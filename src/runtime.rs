//! The edge: terminal, threads, signals, clock. Everything happens in one loop over one channel: take what waits, let
//! the model change, carry its effects out, draw once if something changed.

mod beside;
mod change;
pub mod clock;
pub mod fault;
pub mod files;
pub(crate) mod held;
mod importer;
mod input;
pub mod kept;
mod mapper;
mod note_search;
mod pace;
pub mod paper;
pub mod plain;
pub mod profiles;
pub mod reading;
pub mod replay;
pub mod signals;
mod store_thread;
pub mod templates;
pub mod terminal;
mod who;
mod writer;

use crate::app::effect::{Answer, Effect};
use crate::app::keymap::Keymap;
use crate::app::papers::work::Answer as Answered;
use crate::app::screen::Screen;
use crate::app::views::saved::{self, Left, Opening, Saved};
use crate::app::{Failure, Model, Msg, note, update};
use crate::domain::note::DraftId;
use crate::domain::template::Template;
use crate::domain::thresholds::Thresholds;
use crate::store::Store;
use crate::ui;
use chrono::NaiveDate;
use clock::Clock;
use kept::Kept;
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

/// How long the first frame waits for the caseload before it shows that it is being read.
const FIRST: Duration = Duration::from_millis(40);

/// What the dashboard is started with.
#[derive(Debug)]
pub struct Start {
    /// The open caseload; none on the first run.
    pub store: Option<Store>,
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

/// What failed at the end and was not made good after.
fn unsaid(happenings: impl Iterator<Item = Happening>) -> Option<Failure> {
    let mut failures: Vec<(Option<DraftId>, Failure)> = Vec::new();
    for happening in happenings {
        match happening {
            Happening::Msg(Msg::Written(ticket, Answer::NotKept(failure) | Answer::NotFiled(failure))) => {
                failures.push((Some(ticket.form), failure));
            }
            Happening::Msg(Msg::Written(ticket, Answer::Kept | Answer::Filed(_) | Answer::FiledBeside(..))) => {
                failures.retain(|(form, _)| *form != Some(ticket.form));
            }
            Happening::Msg(Msg::Failed(failure) | Msg::Paper(Answered::Written(Err(failure)))) => {
                failures.push((None, failure));
            }
            _ => {}
        }
    }
    failures.into_iter().next().map(|(_, failure)| failure)
}

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Left,
    Fault,
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
    left: bool,
}

/// Runs the dashboard until the user leaves, a signal comes or the terminal is gone; `watch` holds signals since it
/// was made.
///
/// # Errors
/// The terminal cannot be used; a fault; something that failed at the very end.
pub fn run(start: Start, watch: Watch) -> Result<(), Trouble> {
    let (to, happenings) = channel();
    let first_run = start.store.is_none();
    let places = Places { file: PathBuf::from(&start.file), profiles: start.profiles, kept: start.kept.clone() };
    let jobs = Jobs::start(start.store, start.thresholds, start.clock, to.clone(), places);
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
    (model.views.saved, model.views.broken) = start.saved;
    saved::take_up(&mut model, start.left, start.opening);
    model.theme = terminal::theme(|name| std::env::var(name).ok());
    model.theme.light = start.light.unwrap_or(model.theme.light);
    let load = model.load();
    jobs.give(load, model.today());
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
        left: false,
    };
    let end = catch_unwind(AssertUnwindSafe(|| edge.turn())).unwrap_or(End::Fault);
    if end == End::Fault {
        // A second fault here loses at most the last second: the rest is in the file already.
        let _ = catch_unwind(AssertUnwindSafe(|| edge.keep_drafts(note::rescue)));
    }
    drop(taken);
    edge.finish(end)
}

impl Edge {
    fn turn(&mut self) -> End {
        let size = self.canvas.size().map(|size| (size.width, size.height)).unwrap_or_default();
        self.change(Msg::Resized(size.0, size.1));
        let mut batch: Vec<_> = self.happenings.recv_timeout(FIRST).into_iter().collect();
        let mut batches = 0_u64;
        loop {
            self.change(Msg::Tick(self.clock.now()));
            let pressed = batch.iter().any(is_from_user);
            if self.take(batch) {
                return End::Fault;
            }
            if self.left || self.draw().is_err() && self.hang_up() {
                return End::Left;
            }
            if pressed {
                // After the frame, which this must not hold up.
                self.jobs.give(Effect::LookForChanges, self.model.today());
            }
            batches += 1;
            fault::drill(batches);
            batch = self.wait();
        }
    }

    /// Takes a batch in, up to the wish to leave: what comes after it finds nobody. Whether there was a fault.
    fn take(&mut self, batch: Vec<Happening>) -> bool {
        let mut broken = false;
        for happening in batch {
            match happening {
                Happening::Msg(_) if self.left => break,
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
            Effect::Quit => self.left = true,
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
        self.canvas.draw(|frame| ui::render(model, frame))?;
        self.outgoing.send()?;
        self.pace.drew(self.started.elapsed());
        Ok(())
    }

    /// The terminal is gone.
    fn hang_up(&mut self) -> bool {
        self.change(Msg::HungUp);
        true
    }

    fn keep_drafts(&mut self, which: fn(&mut Model) -> Vec<Effect>) {
        for effect in which(&mut self.model) {
            self.carry_out(effect);
        }
    }

    /// Sleeps until something happens or the shown time changes, and takes what waits then.
    fn wait(&mut self) -> Vec<Happening> {
        let sleep = pace::sleep(note::restless(&self.model), self.clock.until_next_minute());
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
    fn finish(self, end: End) -> Result<(), Trouble> {
        self.jobs.finish();
        if let (Some(kept), Some(left)) = (&self.kept, saved::left(&self.model)) {
            // Where it cannot be kept the next start is the same as the first: no reason to end with an error.
            let _ = kept.write_left(&left);
        }
        let failed = unsaid(self.happenings.try_iter());
        match (end, failed) {
            (End::Fault, _) => Err(Trouble::Fault),
            (End::Left, Some(failure)) => Err(Trouble::Unsaid(failure)),
            (End::Left, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod morning_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::effect::Ticket;
    use crate::domain::note::NoteId;

    #[test]
    fn a_failure_that_was_made_good_is_not_told_at_the_end() {
        let written = |form, answer| {
            Happening::Msg(Msg::Written(Ticket { form: DraftId(form), revision: 1, stored: None }, answer))
        };
        let failure = |what: &str| Failure { what: what.to_owned(), hint: String::new() };
        let not_kept = |form| written(form, Answer::NotKept(failure("not kept")));
        let not_filed = |form| written(form, Answer::NotFiled(failure("not filed")));
        for (happenings, told) in [
            (vec![not_kept(-1), written(-1, Answer::Kept)], None),
            (vec![not_kept(-1), written(-1, Answer::Filed(NoteId(3)))], None),
            (vec![not_kept(-1), written(-2, Answer::Kept)], Some("not kept")),
            (vec![written(-1, Answer::Kept), not_filed(-1)], Some("not filed")),
            (vec![Happening::Msg(Msg::Failed(failure("other"))), written(-1, Answer::Kept)], Some("other")),
            (vec![], None),
        ] {
            assert_eq!(unsaid(happenings.into_iter()).map(|failure| failure.what).as_deref(), told);
        }
    }
}
