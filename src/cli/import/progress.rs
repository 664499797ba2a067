//! A line on standard error, where that is a terminal: which file, how many rows, how fast; gone at the end.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the line is written afresh.
const EVERY: Duration = Duration::from_millis(100);
/// Cells of the line.
const WIDTH: usize = 78;

/// The line.
pub(super) struct Progress {
    verb: &'static str,
    done: usize,
    count: usize,
    file: String,
    began: Instant,
    told: Option<Instant>,
    shown: bool,
}

impl Progress {
    pub(super) fn new(verb: &'static str, count: usize) -> Self {
        let shown = io::stderr().is_terminal();
        Self { verb, done: 0, count, file: String::new(), began: Instant::now(), told: None, shown }
    }

    /// Goes on to the next file.
    pub(super) fn step(&mut self, file: &str) {
        self.done += 1;
        self.file = crate::domain::visible::visible(file).into_owned();
        (self.began, self.told) = (Instant::now(), None);
        self.tell("");
    }

    /// Lines of the file so far.
    pub(super) fn rows(&mut self, rows: u64) {
        if rows == 0 || !self.shown || self.told.is_some_and(|told| told.elapsed() < EVERY) {
            return;
        }
        self.told = Some(Instant::now());
        let rate = u128::from(rows) * 1_000 / self.began.elapsed().as_millis().max(1);
        self.tell(&format!(": {rows} rows, {rate} a second"));
    }

    fn tell(&self, rows: &str) {
        if self.shown {
            let line = format!("{} {} of {}, {}{rows}", self.verb, self.done, self.count, self.file);
            let line: String = line.chars().take(WIDTH).collect();
            let _ = write!(io::stderr(), "\r{line:WIDTH$}");
        }
    }
}

impl Drop for Progress {
    /// Leaves the line empty.
    fn drop(&mut self) {
        if self.shown && self.done > 0 {
            let _ = write!(io::stderr(), "\r{:WIDTH$}\r", "");
        }
    }
}
