//! The edge of the line mode: lines in, lines out, and between them everything done at once, so that a line of a note is
//! in the file before the next is read. Nothing waits here when the program is killed.

use crate::app::effect::{Effect, Generation};
use crate::app::{Model, Msg, plain, update};
use crate::domain::facts::ChildKey;
use crate::runtime::store_thread::{Places, Worker};
use crate::runtime::{Start, Trouble, fault};
use std::io::{self, BufRead, ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::channel;

/// What the panes of the model are worked out for; nothing is drawn.
const SIZE: (u16, u16) = (80, 24);

struct Edge<W> {
    model: Model,
    state: plain::State,
    worker: Worker,
    output: W,
    /// The open record is to be read again, once something other than a note is asked for: a child of thousands of
    /// notes is not read anew for each.
    reading: Option<(Generation, ChildKey)>,
    left: bool,
}

/// Runs the line mode until the user leaves or the input ends.
///
/// # Errors
/// The input or the output cannot be used; a fault. What was written is in the file.
pub fn run(start: Start, input: impl BufRead, output: impl Write) -> Result<(), Trouble> {
    let clock = start.clock;
    let mut model = Model::new(clock.now(), SIZE);
    model.fixed_today = start.fixed_today;
    model.me = start.me;
    model.failure = start.complaint;
    let places =
        Places { file: PathBuf::from(&start.file), profiles: start.profiles, kept: None, authority: start.authority };
    model.file = start.file;
    // What other threads would answer is about screens that are not here.
    let (answers, _) = channel();
    let worker = Worker::new(start.store, (start.thresholds, clock), answers, places);
    let state = plain::State::default();
    let mut edge = Edge { model, state, worker, output, reading: None, left: false };
    let done = catch_unwind(AssertUnwindSafe(|| edge.work(input, || clock.now())));
    match done.unwrap_or(Err(None)) {
        Ok(()) => Ok(()),
        Err(Some(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(Some(error)) => Err(Trouble::Terminal(error)),
        Err(None) => Err(Trouble::Fault),
    }
}

impl<W: Write> Edge<W> {
    fn work(
        &mut self,
        mut input: impl BufRead,
        now: impl Fn() -> chrono::DateTime<chrono::FixedOffset>,
    ) -> Result<(), Option<io::Error>> {
        let load = self.model.load();
        self.carry_out(load);
        plain::greet(&self.model, &mut self.state);
        self.tell()?;
        let mut line = Vec::new();
        while !self.left {
            line.clear();
            if input.read_until(b'\n', &mut line)? == 0 {
                self.read_again();
                let effects = plain::end(&mut self.model, &mut self.state);
                self.carry_all(effects);
                break;
            }
            self.change(Msg::Tick(now()));
            self.carry_out(Effect::LookForChanges);
            self.take(&line);
            self.tell()?;
            fault::drill(fault::Place::Loop);
        }
        self.tell()?;
        Ok(())
    }

    fn take(&mut self, line: &[u8]) {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match std::str::from_utf8(line) {
            Ok(line) => {
                if !plain::writes(&self.state, line) {
                    self.read_again();
                }
                let effects = plain::line(&mut self.model, &mut self.state, line);
                self.carry_all(effects);
            }
            Err(_) => self.model.toast = Some("that line is not UTF-8 text and was left out".to_owned()),
        }
    }

    fn carry_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.carry_out(effect);
        }
    }

    fn change(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.carry_all(effects);
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            // The line mode has no lock to show: it ends.
            Effect::End(_) => self.left = true,
            // An answer may have asked again before it came to what was asked first.
            Effect::Read(asked, child) => {
                let newer = self.reading.is_some_and(|(other, _)| other.0 > asked.0);
                self.reading = self.reading.filter(|_| newer).or(Some((asked, child)));
            }
            Effect::Open(..) => {
                self.reading = None;
                self.at_once(effect);
            }
            _ => self.at_once(effect),
        }
    }

    fn read_again(&mut self) {
        if let Some((asked, child)) = self.reading.take() {
            self.at_once(Effect::Read(asked, child));
        }
    }

    fn at_once(&mut self, effect: Effect) {
        for msg in self.worker.at_once(effect, self.model.today()) {
            self.change(msg);
        }
    }

    fn tell(&mut self) -> io::Result<()> {
        for line in plain::tell(&mut self.model, &mut self.state) {
            writeln!(self.output, "{line}")?;
        }
        self.output.flush()
    }
}
