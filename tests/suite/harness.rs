//! What several tests share: a folder with a caseload, the real binary in it, and the real binary in a terminal.

use lookout::store::Store;
use lookout::store::secret::Secret;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a state is waited for before the test fails; never how long a test takes.
const LIMIT: Duration = Duration::from_secs(60);
/// The passphrase of every caseload here.
pub(crate) const PASSPHRASE: &str = "twelve characters and more";

/// Waits for a state that only asking shows.
pub(crate) fn until(what: &str, fits: impl Fn() -> bool) {
    let end = Instant::now() + LIMIT;
    while !fits() {
        assert!(Instant::now() < end, "waited until {what}");
        std::thread::yield_now();
    }
}

/// A folder with a passphrase file and, where asked for, a caseload.
pub(crate) struct Office {
    folder: TempDir,
    today: &'static str,
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Office {
    /// Without a caseload.
    pub(crate) fn bare(today: &'static str) -> Self {
        let office = Self { folder: TempDir::new().unwrap(), today };
        office.write("passphrase", format!("{PASSPHRASE}\n").as_bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let own = std::fs::Permissions::from_mode(0o600);
            std::fs::set_permissions(office.path("passphrase"), own).unwrap();
        }
        office
    }

    /// With an empty caseload whose key costs little to derive.
    pub(crate) fn new(today: &'static str) -> Self {
        let office = Self::bare(today);
        Store::create_cheap(&office.path("caseload.db"), "amy", &Secret::new(PASSPHRASE.to_owned())).unwrap();
        office
    }

    /// With these files in it: name and text.
    pub(crate) fn with_files(today: &'static str, files: &[(&str, &str)]) -> Self {
        let office = Self::new(today);
        for (name, text) in files {
            office.write(&format!("in/{name}"), text.as_bytes());
        }
        let ran = office.run(&["import", "in"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        office
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn variables(&self) -> Vec<(&'static str, String)> {
        let inside = |name: &str| self.path(name).display().to_string();
        vec![
            ("HOME", inside("home")),
            ("USER", "amy".to_owned()),
            ("TZ", "UTC".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("LOOKOUT_DB", inside("caseload.db")),
            ("LOOKOUT_CONFIG", inside("config/config.toml")),
            ("LOOKOUT_PASSPHRASE_FILE", inside("passphrase")),
            ("LOOKOUT_TODAY", self.today.to_owned()),
        ]
    }

    /// The command, in the folder, with nothing of the tester's own environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lookout"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().envs(self.variables());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// With bytes on standard input.
    pub(crate) fn run_on(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        // A command that refuses before it reads closes the pipe.
        let _ = child.stdin.take().unwrap().write_all(input);
        Ran::of(child.wait_with_output().unwrap())
    }

    /// Opens a window on the command.
    pub(crate) fn window(&self, arguments: &[&str], size: (u16, u16), more: &[(&str, &str)]) -> Window {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_lookout"));
        command.args(arguments);
        command.cwd(self.folder.path());
        command.env_clear();
        for (name, value) in self.variables() {
            command.env(name, value);
        }
        for (name, value) in more {
            command.env(name, value);
        }
        Window::open(command, size)
    }
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Its output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

struct Seen {
    parser: vt100::Parser,
    closed: bool,
}

/// The real binary in a terminal.
pub(crate) struct Window {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Window {
    fn open(command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let cells = |count| NonZeroU16::new(count).unwrap();
        let parser = vt100::Parser::new(cells(rows), cells(columns), 1_000);
        let seen = Arc::new((Mutex::new(Seen { parser, closed: false }), Condvar::new()));
        let (mut reader, theirs) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        std::thread::spawn(move || {
            let mut bytes = [0; 1 << 14];
            loop {
                let count = reader.read(&mut bytes).unwrap_or(0);
                let mut seen = theirs.0.lock().unwrap();
                seen.parser.process(&bytes[..count]);
                seen.closed = count == 0;
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
    pub(crate) fn wait(&self, what: &str, fits: impl Fn(&vt100::Screen) -> bool) {
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
    }

    pub(crate) fn wait_text(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
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
