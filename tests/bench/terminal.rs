//! A program in a terminal, watched: when what stood on its screen.

use crate::window::Window;
use portable_pty::CommandBuilder;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const SIZE: (u16, u16) = (120, 36);
/// Nothing more comes after this long: the repaint is over.
const QUIET: Duration = Duration::from_millis(25);

/// A program in a terminal.
pub(crate) struct Watched {
    window: Window,
    started: Instant,
    /// The folder of its configuration: how it was left before does not count.
    _home: TempDir,
}

/// Starts a program in a terminal of 120 columns and 36 rows.
pub(crate) fn start(command: &std::process::Command) -> Watched {
    start_in(command, SIZE)
}

/// Starts a program with nothing in its environment but what a terminal gives, and a home of its own.
pub(crate) fn start_in(command: &std::process::Command, size: (u16, u16)) -> Watched {
    let mut builder = CommandBuilder::new(command.get_program());
    builder.args(command.get_args());
    builder.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("LESSHISTFILE", "-"), ("TZ", "UTC")] {
        builder.env(name, value);
    }
    builder.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let home = tempfile::tempdir().unwrap();
    builder.env("HOME", home.path());
    let started = Instant::now();
    Watched { window: Window::open(builder, size), started, _home: home }
}

/// Lets a fifth of a second pass without a key.
pub(crate) fn pause() {
    std::thread::sleep(Duration::from_millis(200));
}

impl Watched {
    /// The time from the start to the bytes that put `text` on the screen.
    pub(crate) fn first(&self, text: &str) -> Duration {
        self.window.wait_text(text).saturating_duration_since(self.started)
    }

    /// Presses, and gives the time to the last bytes of the repaint; `None` when nothing was repainted.
    pub(crate) fn press(&mut self, keys: &str) -> Option<Duration> {
        self.quiet();
        let pressed = Instant::now();
        self.window.send(keys);
        std::thread::sleep(QUIET);
        let last = self.window.settle(QUIET);
        (last > pressed).then(|| last - pressed)
    }

    /// Presses, and gives the time until `text` stands on the screen.
    pub(crate) fn press_until(&mut self, keys: &str, text: &str) -> Duration {
        self.quiet();
        self.started = Instant::now();
        self.window.send(keys);
        self.first(text)
    }

    /// Presses, and gives the bytes that come.
    pub(crate) fn sent(&mut self, keys: &str) -> usize {
        self.quiet();
        let before = self.window.bytes();
        self.window.send(keys);
        std::thread::sleep(QUIET);
        self.quiet();
        self.window.bytes() - before
    }

    /// How often each thread gave the processor up of its own will, where the system tells.
    pub(crate) fn switches(&self) -> Option<Vec<(String, u64)>> {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.window.process_id()?)).ok()?;
        let of = |task: std::fs::DirEntry| {
            let status = std::fs::read_to_string(task.path().join("status")).ok()?;
            let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches"))?;
            let count = line.split_whitespace().nth(1)?.parse().ok()?;
            Some((task.file_name().to_string_lossy().into_owned(), count))
        };
        Some(tasks.flatten().filter_map(of).collect())
    }

    /// Waits until nothing more comes.
    pub(crate) fn quiet(&self) {
        self.window.settle(QUIET);
    }

    /// Resident memory in MB, where the system tells.
    pub(crate) fn memory(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.window.process_id()?)).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
        line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kb| kb / 1024.0)
    }
}
