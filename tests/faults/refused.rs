//! The system refuses: a full disk, a disk that fails to sync, no memory, no descriptors.

use super::crash::{note_lines, says_saved};
use super::office::{TODAY, open, sound, texts};
use super::power;
use super::shim::{MEMORY, SYNCS, WRITES, shim};
use super::{Tally, hold, older, trial};
use crate::harness::{Office, Ran};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// No space left on the device; input or output error.
const FULL: &str = "28";
const BROKEN: &str = "5";
/// Notes of a session.
const NOTES: usize = 4;

/// A command under the shim: what is typed into it, and what its words say is done.
struct Work {
    name: &'static str,
    /// A caseload's files as they stand before.
    before: Vec<(PathBuf, Vec<u8>)>,
    office: Office,
    arguments: Vec<&'static str>,
    typed: String,
    key: String,
    /// How much of what was claimed is not there.
    check: fn(&Work, &Ran) -> Result<(), String>,
}

impl Work {
    fn of(name: &'static str, office: Office, arguments: &[&'static str], key: String) -> Self {
        let mut work = Self {
            name,
            before: Vec::new(),
            office,
            arguments: arguments.to_vec(),
            typed: String::new(),
            key,
            check: |_, _| Ok(()),
        };
        work.before = files(&work.office.path(""));
        work
    }

    fn path(&self) -> PathBuf {
        self.office.path("caseload.db")
    }

    fn restore(&self) {
        for (path, _) in files(&self.office.path("")) {
            fs::remove_file(path).unwrap();
        }
        for (path, bytes) in &self.before {
            fs::write(path, bytes).unwrap();
        }
    }

    /// Runs it, the calls of some kinds failing from one to another.
    fn run(&self, shim: &Path, variables: &[(&str, &str)]) -> Ran {
        let arguments: Vec<&str> = self.arguments.clone();
        let mut command = self.office.command(&arguments);
        command.env("LD_PRELOAD", shim).env("SHIM_ROOT", self.office.path("")).envs(variables.iter().copied());
        run(command, &self.typed)
    }

    /// How many calls of some kinds a whole run makes.
    fn calls(&self, shim: &Path, kinds: &str) -> usize {
        let count = tempfile::NamedTempFile::new().unwrap();
        self.restore();
        self.run(shim, &[("SHIM_KINDS", kinds), ("SHIM_COUNT", count.path().to_str().unwrap())]);
        fs::read_to_string(count.path()).unwrap().trim().parse().unwrap()
    }
}

/// Programs that did not end by themselves.
static HUNG: AtomicUsize = AtomicUsize::new(0);
/// How long one may take.
const LIMIT: Duration = Duration::from_secs(60);

/// Ends a program that does not end by itself, unless it is told in time that it did.
fn watch(process: u32, ended: &Receiver<()>) {
    if ended.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout) {
        HUNG.fetch_add(1, Ordering::SeqCst);
        let _ = Command::new("kill").args(["-9", &process.to_string()]).status();
    }
}

fn run(mut command: Command, typed: &str) -> Ran {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    let (done, ended) = channel();
    let process = child.id();
    let watching = std::thread::spawn(move || watch(process, &ended));
    let output = child.wait_with_output().unwrap();
    drop(done);
    watching.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    paths.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn noted() -> Vec<String> {
    (0..NOTES).map(|at| format!("note {at} of {TODAY}")).collect()
}

/// Save, import, migrate, export.
fn works() -> Vec<Work> {
    let keyed = || {
        let office = Office::bare(TODAY);
        let key = older::make(&office.path("caseload.db"), older::migrations().len());
        (office, key)
    };
    let (office, key) = keyed();
    assert_eq!(office.run(&["imports"]).code, Some(0));
    let mut save = Work::of("save", office, &["--plain"], key);
    save.typed = note_lines(&noted());
    save.check = |work, ran| {
        let saved = ran.out.lines().filter(|line| says_saved(line)).count();
        let (there, all) = (texts(&open(&work.path())?)?, noted());
        // Those that are there beside are not said to be saved, or said to be kept as drafts.
        let found = all.iter().filter(|text| there.contains_key(*text)).count();
        hold(found >= saved, || format!("{saved} said to be saved, {found} there"))?;
        hold(there.values().all(|times| *times == 1), || "a note is there twice".to_owned())
    };
    let (office, key) = keyed();
    office.write("new.csv", b"child_id,forename,surname,dob\nN1,Ann,Reed,2013-05-01\nN2,Ben,Reed,2014-05-01\n");
    let mut import = Work::of("import", office, &["import", "new.csv"], key);
    import.check = |work, ran| {
        let store = open(&work.path())?;
        let count = store.caseload(TODAY.parse().unwrap()).map_err(|error| error.to_string())?.children.len();
        hold(count == 3 || count == 5, || format!("{count} children"))?;
        hold(ran.code != Some(0) || count == 5, || format!("said to be in: {ran:?}"))
    };
    let office = Office::bare(TODAY);
    let key = older::make(&office.path("caseload.db"), 6);
    let mut migrate = Work::of("migrate", office, &["imports"], key);
    migrate.check = |work, ran| {
        let state = older::state(&work.path(), &work.key).map_err(|error| error.to_string())?;
        hold((state.1, state.2) == (older::ROWS, older::ROWS), || format!("{state:?}"))?;
        hold(ran.code != Some(0) || state.0 == older::migrations().len(), || format!("{ran:?}: {state:?}"))?;
        texts(&open(&work.path())?).map(drop)
    };
    let (office, key) = keyed();
    let mut export = Work::of("export", office, &["brief", "--out", "brief.md"], key);
    export.check = |work, ran| {
        let text = fs::read_to_string(work.office.path("brief.md")).unwrap_or_default();
        let whole = text.ends_with('\n') && text.len() > 100;
        hold(text.is_empty() || whole, || "half a paper".to_owned())?;
        hold(ran.code != Some(0) || whole, || format!("said to be written: {ran:?}"))
    };
    vec![save, import, migrate, export]
}

/// Every call of some kinds fails in turn, alone or with all after it, at most so many of each work.
fn each(kinds: &str, error: &str, most: usize, onwards: bool) -> Tally {
    let shim = match shim() {
        Ok(shim) => shim,
        Err(why) => return Tally::skip(why),
    };
    let mut tally = Tally::default();
    for work in works() {
        let all = work.calls(shim, kinds);
        let (mut claimed, tries) = (0, all.min(most));
        for number in 0..tries {
            let at = (1 + number * all / tries).to_string();
            let until = if onwards { i64::MAX.to_string() } else { at.clone() };
            work.restore();
            let fault = [("SHIM_KINDS", kinds), ("SHIM_ERROR", error), ("SHIM_AT", &at), ("SHIM_UNTIL", &until)];
            let done = trial(|| {
                let ran = work.run(shim, &fault);
                claimed += usize::from(ran.code == Some(0));
                hold(ran.code.is_some_and(|code| code != 101), || format!("ended with {ran:?}"))?;
                (work.check)(&work, &ran)?;
                sound(&work.path(), &work.key)
            });
            let named = |why| format!("{} call {at} of {all}, onwards {onwards}: {why}", work.name);
            tally.add(done.and_then(|done| done).map_err(named));
        }
        tally.found.push(format!("{}: {all} calls, {claimed} of {tries} ended well", work.name));
    }
    tally
}

/// C6: the disk is full from the Nth write on.
pub(crate) fn full_disk(most: usize) -> Tally {
    let mut tally = each(WRITES, FULL, most, true);
    tally.join(each(WRITES, FULL, most, false));
    tally
}

/// C7: each sync fails in turn. The disk forgets then what waited, as Linux does, and every later sync does well: what
/// is said to be saved after must be there once the power is gone.
pub(crate) fn broken_syncs(most: usize) -> Tally {
    let mut tally = each(SYNCS, BROKEN, most, false);
    tally.join(each(SYNCS, BROKEN, most, true));
    if let Ok(shim) = shim() {
        tally.join(forgotten(shim, most));
    }
    tally
}

fn forgotten(shim: &Path, most: usize) -> Tally {
    let work = works().swap_remove(0);
    let (mut tally, all) = (Tally::default(), work.calls(shim, SYNCS));
    let tries = all.min(most);
    for number in 0..tries {
        let at = (1 + number * all / tries).to_string();
        work.restore();
        let log = tempfile::NamedTempFile::new().unwrap();
        let before = power::Disk::of(&work.office.path(""));
        let fault = [
            ("SHIM_KINDS", SYNCS),
            ("SHIM_ERROR", BROKEN),
            ("SHIM_AT", &at),
            ("SHIM_UNTIL", &at),
            ("SHIM_LOG", log.path().to_str().unwrap()),
        ];
        work.run(shim, &fault);
        let (folder, said) = before.after(&power::events(&fs::read(log.path()).unwrap()));
        let saved = said.lines().filter(|line| says_saved(line)).count();
        let found = open(&folder.path().join("caseload.db")).and_then(|store| texts(&store));
        let done = found.and_then(|there| {
            let found = noted().iter().filter(|text| there.contains_key(*text)).count();
            hold(found >= saved, || format!("{saved} said to be saved, {found} there without power"))
        });
        tally.add(done.map_err(|why| format!("sync {at} of {all} failed and forgot: {why}")));
    }
    tally.found.push(format!("{tries} syncs of {all} failed and forgot what waited"));
    tally
}

/// C8: memory fails at the Nth call; address space and descriptors run out.
pub(crate) fn starved(times: usize) -> Tally {
    let shim = match shim() {
        Ok(shim) => shim,
        Err(why) => return Tally::skip(why),
    };
    let work = works().swap_remove(0);
    let all = work.calls(shim, MEMORY);
    let mut tally = Tally::default();
    for number in 0..times {
        let at = (1 + number * all / times).to_string();
        let until = if number % 2 == 0 { at.clone() } else { i64::MAX.to_string() };
        let fault = [("SHIM_KINDS", MEMORY), ("SHIM_ERROR", "12"), ("SHIM_AT", &at), ("SHIM_UNTIL", &until)];
        tally.add(starve(&work, &at, |work| work.run(shim, &fault)));
    }
    for number in 0..times.div_ceil(10) {
        let descriptors = (3 + number % 17).to_string();
        let memory = (8_000 + 1_500 * (number % 100)).to_string();
        for (letter, limit) in [("-n", descriptors), ("-v", memory)] {
            tally.add(starve(&work, &format!("ulimit {letter} {limit}"), |work| {
                let plain = work.office.command(&["--plain"]);
                let mut command = Command::new("sh");
                let script = format!("ulimit {letter} {limit}; exec \"$0\" --plain");
                command.args(["-c", &script]).arg(plain.get_program()).current_dir(work.office.path("")).env_clear();
                command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
                command.stdout(Stdio::piped()).stderr(Stdio::piped());
                run(command, &work.typed)
            }));
        }
    }
    tally.found.push(format!("{all} calls for memory in a session"));
    match HUNG.load(Ordering::SeqCst) {
        0 => {}
        hung => tally.found.push(format!("{hung} did not end by themselves, and were ended; their files are sound")),
    }
    tally
}

fn starve(work: &Work, how: &str, run: impl FnOnce(&Work) -> Ran) -> Result<(), String> {
    work.restore();
    let ran = trial(|| run(work))?;
    let done = (work.check)(work, &ran).and_then(|()| sound(&work.path(), &work.key));
    done.map_err(|why| format!("{how}: {why}"))
}
