//! S6, S7, S10, S13, O1, O3: what the program asks of the system, and what it leaves there.

use super::dice::Dice;
use super::office::{CANARY, TODAY, office};
use super::typing::WIDE;
use super::{Tally, hold, trial};
use crate::harness::{Office, Ran};
use portable_pty::CommandBuilder;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// What may be read beside the office: libraries, the time zone, the terminal, figures of the machine.
const READ: &[&str] =
    &["/etc/ld.so", "/lib", "/usr/lib", "/etc/localtime", "/usr/share/zoneinfo", "/proc/", "/sys/", "/dev/"];
/// What may be written beside it.
const WRITTEN: &[&str] = &["/dev/tty", "/dev/pts/", "/dev/null"];

fn there(tool: &str) -> bool {
    Command::new(tool).arg("--version").output().is_ok()
}

/// A session in a window and some commands under strace; its lines.
fn traced(office: &Office, calls: &str) -> Result<String, String> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let log = log.path().to_str().unwrap().to_owned();
    let program = crate::program().to_str().unwrap();
    let filter = format!("trace={calls}");
    let fixed = ["-f", "-qq", "-s", "300", "-e", &filter, "-A", "-o", &log, program];
    let mut command = CommandBuilder::new("strace");
    command.args(fixed);
    office.dress(&mut command);
    command.env("PATH", std::env::var("PATH").unwrap_or_default());
    let mut window = crate::window::Window::open(command, WIDE);
    window.wait_text(CANARY);
    for (keys, brings) in [("n", "Note: Amara"), ("qzx", "qzx"), ("\x13", "saved"), ("P", "riefing")] {
        window.send(keys);
        window.wait_text(brings);
    }
    window.signal("TERM");
    window.exit_code();
    for arguments in [&["alerts"][..], &["import", "in"], &["brief", "--out", "brief.md"], &["health", "--json"]] {
        let plain = office.command(arguments);
        let mut command = Command::new("strace");
        command.args(fixed).args(arguments).current_dir(office.path("")).env_clear();
        command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        let ran = command.output().unwrap();
        hold(ran.status.success(), || format!("{arguments:?} under strace: {ran:?}"))?;
    }
    fs::read_to_string(&log).map_err(|error| error.to_string())
}

/// S7: only the caseload, the configuration, the time zone and the terminal are opened.
pub(crate) fn opened(_: usize) -> Tally {
    if !there("strace") {
        return Tally::skip("no strace");
    }
    let office = office();
    let own = fs::canonicalize(office.path("")).unwrap().display().to_string();
    let mut tally = Tally::default();
    match trial(|| traced(&office, "open,openat,creat")).and_then(|done| done) {
        Err(why) => tally.add(Err(why)),
        Ok(log) => {
            for line in log.lines().filter(|line| line.contains("open") && !line.contains(" = -1 ")) {
                let Some(path) = line.split('"').nth(1) else { continue };
                let writes = ["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| line.contains(flag));
                let allowed = if writes { WRITTEN } else { READ };
                let inside = path.starts_with(&own) || !path.starts_with('/');
                let known = inside || path == crate::program().to_str().unwrap() || own.starts_with(path);
                let allowed = known || allowed.iter().any(|start| path.starts_with(start));
                tally.add(hold(allowed, || line.chars().take(160).collect()));
            }
        }
    }
    tally
}

/// S13: no socket.
pub(crate) fn sockets(_: usize) -> Tally {
    if !there("strace") {
        return Tally::skip("no strace");
    }
    let office = office();
    let mut tally = Tally::default();
    let traced = trial(|| traced(&office, "socket,connect,bind,exit_group")).and_then(|done| done);
    tally.add(traced.and_then(|log| {
        hold(log.contains("exit_group"), || "nothing was traced".to_owned())?;
        let call = log.lines().find(|line| ["socket(", "connect(", "bind("].iter().any(|call| line.contains(call)));
        hold(call.is_none(), || format!("{call:?}"))
    }));
    tally
}

/// Every file and folder below one, and who may use it.
fn modes(folder: &Path, found: &mut Vec<(String, u32)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mode = path.symlink_metadata().unwrap().permissions().mode() & 0o777;
        found.push((path.display().to_string(), mode));
        if path.is_dir() {
            modes(&path, found);
        }
    }
}

/// S10: whatever the mask, what is made is its owner's alone.
pub(crate) fn masks(times: usize) -> Tally {
    let mut tally = Tally::default();
    for mask in ["000", "022", "077"].into_iter().take(times) {
        let office = Office::bare(TODAY);
        let before: Vec<String> = {
            let mut all = Vec::new();
            modes(&office.path(""), &mut all);
            all.into_iter().map(|(path, _)| path).collect()
        };
        let script = "umask \"$0\"; \"$1\" init && printf 'child_id,forename,surname,dob\\nC1,Ann,Reed,2013-05-01\\n' \
            > given.csv && chmod 600 given.csv && \"$1\" import given.csv && echo said | \"$1\" note C1 && \"$1\" brief \
            --out brief.md && \"$1\" sample --out sample --children 3 && printf '1\\nn\\nsaid\\n' | \"$1\" --plain";
        let plain = office.command(&[]);
        let mut command = Command::new("sh");
        command.args(["-c", script, mask]).arg(crate::program()).current_dir(office.path("")).env_clear();
        command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env("LOOKOUT_DB", office.path("data/lookout/caseload.db"));
        let ran = command.output().unwrap();
        tally.add(hold(ran.status.success(), || format!("{mask}: {}", String::from_utf8_lossy(&ran.stderr))));
        let mut made = Vec::new();
        modes(&office.path(""), &mut made);
        // Invented files are nobody's secret.
        for (path, mode) in made.iter().filter(|(path, _)| !before.contains(path) && !path.contains("/sample")) {
            tally.add(hold([0o600, 0o700].contains(mode), || format!("umask {mask}: {path} is {mode:o}")));
        }
    }
    tally
}

/// S6: killed by a fault of the processor, it leaves no picture of its memory.
pub(crate) fn cores(_: usize) -> Tally {
    let office = office();
    let mut tally = Tally::default();
    let window = office.window(&[], WIDE, &[]);
    window.wait_text(CANARY);
    let id = window.process_id().unwrap();
    let limits = fs::read_to_string(format!("/proc/{id}/limits")).unwrap_or_default();
    let core = limits.lines().find(|line| line.starts_with("Max core")).unwrap_or_default().to_owned();
    tally.add(hold(core.split_whitespace().filter(|word| *word == "0").count() == 2, || format!("core: {core}")));
    window.signal("SEGV");
    let left = fs::read_dir(office.path(""))
        .unwrap()
        .any(|entry| entry.unwrap().file_name().to_string_lossy().starts_with("core"));
    tally.add(hold(!left, || "a core file was left".to_owned()));
    tally
}

/// Who may do what with which of an office's files.
const REFUSALS: [(&str, u32); 12] = [
    ("caseload.db", 0o000),
    ("caseload.db", 0o400),
    ("caseload.db", 0o200),
    ("caseload.db.keys", 0o000),
    ("caseload.db.keys", 0o400),
    ("caseload.db.keys", 0o200),
    ("", 0o500),
    ("", 0o000),
    ("", 0o300),
    ("config", 0o000),
    ("config", 0o500),
    ("passphrase", 0o000),
];

/// O1: permissions of twelve kinds: no panic, a code that says so, and the file as it was.
pub(crate) fn permissions(times: usize) -> Tally {
    if !there("setpriv") {
        return Tally::skip("no setpriv, and root may do everything");
    }
    let mut tally = Tally::default();
    for (name, mode) in REFUSALS.into_iter().take(times) {
        let done = trial(|| {
            let office = office();
            office.write("config/config.toml", b"");
            let folder = office.path("");
            assert!(Command::new("chown").args(["-R", "65534:65534"]).arg(&folder).status().unwrap().success());
            let before = fs::read(office.path("caseload.db")).unwrap();
            fs::set_permissions(office.path(name), fs::Permissions::from_mode(mode)).unwrap();
            for arguments in [&["alerts"][..], &["note", "C1"], &["brief", "--out", "brief.md"], &["--plain"]] {
                let ran = as_nobody(&office, arguments);
                hold(ran.code.is_some_and(|code| code != 101), || format!("{name} {mode:o} {arguments:?}: {ran:?}"))?;
                hold(!ran.err.contains(CANARY), || format!("{name} {mode:o} {arguments:?}: names {}", ran.err))?;
                let unwritable = ["", "caseload.db"].contains(&name) && mode & 0o200 == 0;
                let same = fs::read(office.path("caseload.db")).unwrap() == before;
                hold(same || !unwritable, || format!("{name} {mode:o} {arguments:?}: bytes were changed"))?;
            }
            fs::set_permissions(office.path(name), fs::Permissions::from_mode(0o700)).unwrap();
            hold(office.run(&["alerts"]).code == Some(0), || format!("{name} {mode:o}: does not open after"))
        });
        tally.add(done.and_then(|done| done));
    }
    tally
}

fn as_nobody(office: &Office, arguments: &[&str]) -> Ran {
    let plain = office.command(arguments);
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(crate::program()).args(arguments);
    command.env_clear().envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.stdin(fs::File::open("/dev/null").unwrap());
    let ran = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran { code: ran.status.code(), out: text(ran.stdout), err: text(ran.stderr) }
}

/// What a configuration may hold, and what it is broken by.
const PARTS: &[&str] = &[
    "background = \"dark\"",
    "mouse = false",
    "[keys]",
    "everywhere.quit = \"x\"",
    "everywhere.quit = []",
    "everywhere.help = \"\"",
    "\"everywhere.quit\" = \"j\"",
    "note = [\"n\", \"ctrl-n\"]",
    "= = =",
    "[[keys]]",
    "\"",
    "[keys.everywhere]",
    "quit = \"n\"",
    "help = \"q\"",
    "\u{0}",
    "\u{202e}",
    "'''",
    "x = 99999999999999999999",
    "a.b.c.d = { e = 1 }",
    "\u{feff}",
    "mouse = \"yes\"",
    "background = 7",
    "keys = 1",
    "{",
    "]",
    "\\u0000",
];

/// O3: so many configurations: it starts with what it can use, and quit and help stay on a key.
pub(crate) fn configurations(times: usize) -> Tally {
    let office = office();
    let (mut tally, mut dice) = (Tally::default(), Dice::new(53));
    for _ in 0..times {
        let parts: Vec<&str> = (0..=dice.below(8)).map(|_| *dice.one_of(PARTS)).collect();
        let mut bytes = parts.join(if dice.once_in(6) { " " } else { "\n" }).into_bytes();
        if dice.once_in(3) {
            let at = dice.below(bytes.len());
            bytes[at] = dice.next().to_le_bytes()[0];
        }
        office.write("config/config.toml", &bytes);
        let told = || String::from_utf8_lossy(&bytes).escape_debug().to_string();
        let done = trial(|| {
            let ran = office.run(&["keys"]);
            let bound = |action: &str| {
                ran.out.lines().any(|line| {
                    let cells: Vec<&str> = line.split('|').collect();
                    line.contains(action) && cells.get(2).is_some_and(|keys| keys.contains('`'))
                })
            };
            hold(ran.code == Some(0), || format!("{ran:?} on {}", told()))?;
            hold(bound("everywhere.quit") && bound("everywhere.help"), || format!("no key to quit or help: {}", told()))
        });
        tally.add(done.and_then(|done| done));
    }
    tally
}
