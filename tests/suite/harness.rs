//! What several tests share: a folder with a caseload, and the real binary in it.

use crate::program;
use crate::window::{LIMIT, Window};
use lookout::store::Store;
use lookout::store::secret::Secret;
use portable_pty::CommandBuilder;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;
use tempfile::TempDir;

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
    program: &'static Path,
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
        let office = Self { folder: TempDir::new().unwrap(), today, program: program() };
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
        let mut command = Command::new(self.program);
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

    /// Opens a window on the command, with more variables; an empty one is taken away.
    pub(crate) fn window(&self, arguments: &[&str], size: (u16, u16), more: &[(&str, &str)]) -> Window {
        let mut command = CommandBuilder::new(self.program);
        command.args(arguments);
        self.dress(&mut command);
        for (name, value) in more {
            if value.is_empty() {
                command.env_remove(name);
            } else {
                command.env(name, value);
            }
        }
        Window::open(command, size)
    }

    /// Puts a command for a terminal in the folder, with nothing of the tester's own environment.
    pub(crate) fn dress(&self, command: &mut CommandBuilder) {
        command.cwd(self.folder.path());
        command.env_clear();
        for (name, value) in self.variables() {
            command.env(name, value);
        }
    }

    /// Runs another build from now on.
    pub(crate) fn with_program(self, program: &'static Path) -> Self {
        Self { program, ..self }
    }
}

impl Ran {
    /// Of a command that ended.
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Its output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
