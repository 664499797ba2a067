//! A program in a terminal, and what stands on its screen: for the tests, the pictures and the benchmark.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// How long a state is waited for before the test fails; never how long a test takes.
pub(crate) const LIMIT: Duration = Duration::from_secs(60);

struct Seen {
    parser: vt100::Parser,
    closed: bool,
    /// When the last bytes came.
    last: Instant,
    /// All that came.
    raw: Vec<u8>,
}

/// A program in a terminal.
pub(crate) struct Window {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Window {
    /// Opens a terminal of so many columns and rows on a command.
    pub(crate) fn open(command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let cells = |count| NonZeroU16::new(count).unwrap();
        let parser = vt100::Parser::new(cells(rows), cells(columns), 1_000);
        let seen = Arc::new((
            Mutex::new(Seen { parser, closed: false, last: Instant::now(), raw: Vec::new() }),
            Condvar::new(),
        ));
        let (mut reader, theirs) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        std::thread::spawn(move || {
            let mut bytes = [0; 1 << 14];
            loop {
                let count = reader.read(&mut bytes).unwrap_or(0);
                let mut seen = theirs.0.lock().unwrap();
                seen.parser.process(&bytes[..count]);
                seen.closed = count == 0;
                seen.raw.extend_from_slice(&bytes[..count]);
                seen.last = Instant::now();
                theirs.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { child, master: pair.master, writer, seen }
    }

    pub(crate) fn send(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// What stands on the screen.
    pub(crate) fn contents(&self) -> String {
        self.seen.0.lock().unwrap().parser.screen().contents()
    }

    /// Waits until the screen is as it should be.
    pub(crate) fn wait(&self, what: &str, fits: impl Fn(&vt100::Screen) -> bool) -> Instant {
        let end = Instant::now() + LIMIT;
        let mut seen = self.seen.0.lock().unwrap();
        while !fits(seen.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !seen.closed,
                "waited for {what}; the screen:\n{}",
                seen.parser.screen().contents()
            );
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        seen.last
    }

    /// Waits until nothing has come for a while, since a read can end within a frame; the moment of the last bytes.
    pub(crate) fn settle(&self, quiet: Duration) -> Instant {
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            let left = quiet.saturating_sub(seen.last.elapsed());
            if left.is_zero() || seen.closed {
                return seen.last;
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// The bytes that came so far.
    pub(crate) fn bytes(&self) -> usize {
        self.seen.0.lock().unwrap().raw.len()
    }

    /// Those bytes.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().raw.clone()
    }

    /// Whether the program has closed the terminal.
    pub(crate) fn closed(&self) -> bool {
        self.seen.0.lock().unwrap().closed
    }

    /// Waits until the screen fits or the program has closed the terminal; whether it fits.
    pub(crate) fn came(&self, fits: impl Fn(&vt100::Screen) -> bool) -> bool {
        let end = Instant::now() + LIMIT;
        let mut seen = self.seen.0.lock().unwrap();
        while !fits(seen.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || seen.closed {
                return false;
            }
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        true
    }

    /// Looks at the screen.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.seen.0.lock().unwrap().parser.screen())
    }

    /// The program's process id.
    pub(crate) fn process_id(&self) -> Option<u32> {
        self.child.process_id()
    }

    /// Waits until the text stands on the screen; the moment of the last bytes then.
    pub(crate) fn wait_text(&self, text: &str) -> Instant {
        self.wait(text, |screen| screen.contents().contains(text))
    }

    /// Whether the program has the terminal in its hands, and the line discipline as it is now.
    pub(crate) fn alternate(&self) -> bool {
        self.seen.0.lock().unwrap().parser.screen().alternate_screen()
    }

    /// Whether what is typed would be echoed and read by lines, as a shell wants it.
    pub(crate) fn cooked(&self) -> String {
        format!("{:?}", self.master.get_termios().unwrap().local_flags)
    }

    /// Sends the whole process group a signal by name.
    pub(crate) fn signal(&self, name: &str) {
        let group = format!("-{}", self.child.process_id().unwrap());
        let status = Command::new("kill").args([&format!("-{name}"), "--", &group]).status().unwrap();
        assert!(status.success());
    }

    /// Waits for its end and gives the exit code.
    pub(crate) fn exit_code(&mut self) -> u32 {
        let end = Instant::now() + LIMIT;
        let mut seen = self.seen.0.lock().unwrap();
        while !seen.closed {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it does not end; the screen:\n{}", seen.parser.screen().contents());
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self.child.wait().unwrap().exit_code()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
