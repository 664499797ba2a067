//! A program in a terminal, watched chunk by chunk: when what stood on its screen.

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const COLUMNS: u16 = 120;
const ROWS: u16 = 36;
/// Nothing more comes after this long: the repaint is over.
const QUIET: Duration = Duration::from_millis(25);
const LIMIT: Duration = Duration::from_secs(30);

/// A program in a terminal of 120 columns and 36 rows.
pub(crate) struct Watched {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    started: Instant,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

/// Starts a program with nothing in its environment but what a terminal gives.
pub(crate) fn start(command: &std::process::Command) -> Watched {
    let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut builder = CommandBuilder::new(command.get_program());
    builder.args(command.get_args());
    builder.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("LESSHISTFILE", "-"), ("TZ", "UTC")] {
        builder.env(name, value);
    }
    let mut reader = pair.master.try_clone_reader().unwrap();
    let writer = pair.master.take_writer().unwrap();
    let (send, chunks) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 65_536];
        while let Ok(read @ 1..) = reader.read(&mut buffer) {
            if send.send((Instant::now(), buffer[..read].to_vec())).is_err() {
                return;
            }
        }
    });
    let started = Instant::now();
    let child = pair.slave.spawn_command(builder).unwrap();
    let parser = vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
    Watched { child, writer, chunks, parser, started, _master: pair.master }
}

impl Watched {
    /// The time from the start to the chunk that put `text` on the screen.
    pub(crate) fn first(&mut self, text: &str) -> Duration {
        while self.started.elapsed() < LIMIT {
            let Ok((at, chunk)) = self.chunks.recv_timeout(LIMIT) else { break };
            self.parser.process(&chunk);
            if self.parser.screen().contents().contains(text) {
                return at - self.started;
            }
        }
        panic!("never on the screen: {text}\n{}", self.parser.screen().contents());
    }

    /// Presses, and gives the time to the last chunk of the repaint; `None` when nothing was repainted.
    pub(crate) fn press(&mut self, bytes: &[u8]) -> Option<Duration> {
        self.quiet();
        let pressed = Instant::now();
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
        self.quiet().map(|last| last - pressed)
    }

    /// Presses, and gives the time until `text` stands on the screen.
    pub(crate) fn press_until(&mut self, bytes: &[u8], text: &str) -> Duration {
        self.quiet();
        self.started = Instant::now();
        self.writer.write_all(bytes).unwrap();
        self.first(text)
    }

    /// Waits until nothing more comes; the moment of the last chunk.
    pub(crate) fn quiet(&mut self) -> Option<Instant> {
        let mut last = None;
        loop {
            match self.chunks.recv_timeout(QUIET) {
                Ok((at, chunk)) => {
                    self.parser.process(&chunk);
                    last = Some(at);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return last,
            }
        }
    }

    /// Resident memory in MB, where the system tells.
    pub(crate) fn memory(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
        line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kb| kb / 1024.0)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
