//! Files in, on a thread of their own: they are read and compared through a door of their own, so that notes are filed
//! meanwhile; the store thread alone writes.

use crate::app::effect::Generation;
use crate::app::import::work::{Answer, Progress, TakenIn};
use crate::app::{Failure, Msg};
use crate::domain::sheet::{Content, Sheet};
use crate::import::mapping::Profile;
use crate::import::{self, Known};
use crate::runtime::Happening;
use crate::runtime::beside;
use crate::runtime::files::{self, Given, Unreadable};
use crate::runtime::profiles;
use crate::runtime::reading::Watched;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::intake::{Intake, Planned};
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// How often it is told how far the reading is.
const EVERY: Duration = Duration::from_millis(100);

/// A planned file on its way to the store thread, and where the answer goes.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) planned: Box<Planned>,
    pub(super) answer: Sender<Result<Intake, StoreError>>,
}

/// The way to the thread that reads; dropped, the reading ends and what was read is forgotten.
#[derive(Debug)]
pub(super) struct Importer {
    pub(super) generation: Generation,
    ended: Arc<AtomicBool>,
    accept: Sender<()>,
}

impl Drop for Importer {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
    }
}

impl Importer {
    /// Starts the reading of a path as it was typed, through a door of its own.
    pub(super) fn start(
        store: Store,
        generation: Generation,
        (path, profiles): (&str, &Path),
        answers: Sender<Happening>,
    ) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let (accept, accepted) = channel();
        let (path, folder, theirs) = (typed(path), profiles.to_owned(), Arc::clone(&ended));
        beside::spawn(move || {
            // What is wrong with a profile, `lookout profile list` says.
            let (profiles, _) = profiles::read(&folder);
            let reader = Reader { store, generation, path, profiles, answers, ended: theirs };
            let answers = reader.answers.clone();
            if catch_unwind(AssertUnwindSafe(|| reader.work(&accepted))).is_err() {
                let _ = answers.send(Happening::Broken);
            }
        });
        Self { generation, ended, accept }
    }

    /// What was previewed goes in.
    pub(super) fn take_in(&self) {
        // A thread that is gone has told why.
        let _ = self.accept.send(());
    }
}

/// A path as a person types or pastes it: in quotes, from the home folder.
pub(super) fn typed(path: &str) -> PathBuf {
    let path = path.trim();
    let quoted = |quote: char| path.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    let path = quoted('\'').or_else(|| quoted('"')).unwrap_or(path);
    match (path.strip_prefix('~'), home()) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(path),
    }
}

fn home() -> Option<PathBuf> {
    std::env::var_os("HOME").map(PathBuf::from)
}

struct Reader {
    store: Store,
    generation: Generation,
    path: PathBuf,
    profiles: Vec<Profile>,
    answers: Sender<Happening>,
    ended: Arc<AtomicBool>,
}

impl Reader {
    /// Reads, tells what would happen, waits for a word, takes in.
    fn work(self, accepted: &Receiver<()>) {
        let previewed = self.read_all().and_then(|sheets| self.store.preview(sheets).map_err(|error| failed(&error)));
        let (answer, sheets) = match previewed {
            Ok((previews, sheets)) => (Ok(previews), sheets),
            Err(failure) => (Err(failure), Vec::new()),
        };
        self.tell(Answer::Previewed(self.generation, answer));
        if accepted.recv().is_ok() {
            let (taken, failure) = self.take_in(sheets);
            self.tell(Answer::TakenIn(self.generation, taken, failure));
        }
    }

    fn tell(&self, answer: Answer) {
        // Nobody listens any more: the program is at its end.
        let _ = self.answers.send(Happening::Msg(Msg::Import(answer)));
    }

    /// Reads the files; those with the children first, since the rest hangs on them.
    fn read_all(&self) -> Result<Vec<Sheet>, Failure> {
        let unread = |error: Unreadable| unreadable(&error.path, &error.source);
        let given = files::under(&self.path).map_err(unread)?;
        let mut sheets = Vec::new();
        for (at, file) in (1..).zip(&given) {
            let progress = Progress { file: file.name.clone(), at, files: given.len(), ..Progress::default() };
            sheets.append(&mut self.read(file, progress).map_err(|error| unreadable(&file.path, &error))?);
        }
        sheets.sort_by_key(Sheet::turn);
        self.tell(Answer::Read(self.generation, Progress { comparing: true, percent: 100, ..self.start(&given) }));
        Ok(sheets)
    }

    fn start(&self, given: &[Given]) -> Progress {
        let file = self.path.display().to_string();
        Progress { file, at: given.len(), files: given.len(), ..Progress::default() }
    }

    fn read(&self, given: &Given, mut progress: Progress) -> io::Result<Vec<Sheet>> {
        let file = File::open(&given.path)?;
        let size = file.metadata().map_or(0, |meta| meta.len()).max(1);
        let (began, mut told) = (Instant::now(), None::<Instant>);
        let mut source = BufReader::new(Watched::new(file, |rows, bytes| {
            if self.ended.load(Ordering::SeqCst) {
                return Err(io::Error::other("the reading was ended"));
            }
            if told.is_none_or(|told| told.elapsed() >= EVERY) {
                told = Some(Instant::now());
                let passed = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
                (progress.rows, progress.rate) = (rows, rows * 1_000 / passed);
                progress.percent = u8::try_from(bytes * 100 / size).unwrap_or(100);
                self.tell(Answer::Read(self.generation, progress.clone()));
            }
            Ok(())
        }));
        import::read_by(&given.name, &mut source, Known { profiles: &self.profiles, forced: false })
    }

    /// Compares file by file with the caseload as it is by now, and hands each over to be written. What went in before
    /// a failure stays.
    fn take_in(&self, sheets: Vec<Sheet>) -> (TakenIn, Option<Failure>) {
        let mut taken = TakenIn::default();
        for sheet in sheets.into_iter().filter(|sheet| !matches!(sheet.content, Content::Nothing)) {
            match self.hand_over(sheet) {
                Ok(Some(intake)) => add(&mut taken, &intake),
                // The program is at its end.
                Ok(None) => break,
                Err(error) => {
                    let what = format!("{} files are in, the rest is not: {error}", taken.files);
                    let hint = "reading all of them again is safe".to_owned();
                    return (taken, Some(Failure { what, hint }));
                }
            }
        }
        (taken, None)
    }

    fn hand_over(&self, sheet: Sheet) -> Result<Option<Intake>, StoreError> {
        let planned = Box::new(self.store.plan(sheet)?);
        let (answer, answered) = channel();
        let _ = self.answers.send(Happening::Arrived(Arrival { planned, answer }));
        answered.recv().ok().transpose()
    }
}

fn add(taken: &mut TakenIn, intake: &Intake) {
    taken.files += 1;
    taken.new += intake.new;
    taken.changed += intake.changed;
    taken.same += intake.same;
    taken.held += intake.held_rows();
}

fn failed(error: &StoreError) -> Failure {
    Failure { what: error.to_string(), hint: "o names the file again".to_owned() }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure {
        what: format!("{} cannot be read: {error}. Nothing was written", path.display()),
        hint: "o names another file".to_owned(),
    }
}

/// A path written as far as there is one way on, and the names that go on from there where there are several.
pub(super) fn complete(asked: &str) -> (String, Vec<String>) {
    let (folder, start) = asked.rsplit_once('/').map_or(("", asked), |(folder, start)| (folder, start));
    let place = match asked.rfind('/') {
        None => PathBuf::from("."),
        Some(0) => PathBuf::from("/"),
        Some(_) => typed(folder),
    };
    let names = names_in(&place, start);
    let Some(first) = names.first() else { return (asked.to_owned(), Vec::new()) };
    let common = names.iter().fold(first.as_str(), |common, name| {
        let same = common.char_indices().zip(name.chars()).find(|((_, left), right)| left != right);
        let end = same.map_or(common.len().min(name.len()), |((at, _), _)| at);
        &common[..end]
    });
    let whole = format!("{}{common}", &asked[..asked.len() - start.len()]);
    (whole, if names.len() > 1 { names } else { Vec::new() })
}

/// The names in a folder that begin so, folders with a slash; hidden ones only where a dot was typed.
fn names_in(folder: &Path, start: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let name = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let fits = name.starts_with(start) && (start.starts_with('.') || !name.starts_with('.'));
        let slash = if entry.path().is_dir() { "/" } else { "" };
        fits.then(|| name + slash)
    };
    let mut names: Vec<String> = entries.filter_map(name).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_far_as_there_is_one_way() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().display().to_string();
        fs::create_dir_all(folder.path().join("week 47")).unwrap();
        for name in ["peps.csv", "pep-old.csv", ".hidden", "week 47/a.csv"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        for (typed, whole, names) in [
            ("/w", "/week 47/", vec![]),
            ("/pe", "/pep", vec!["pep-old.csv", "peps.csv"]),
            ("/peps", "/peps.csv", vec![]),
            ("/week 47/", "/week 47/a.csv", vec![]),
            ("/.h", "/.hidden", vec![]),
            ("/zzz", "/zzz", vec![]),
        ] {
            let found = complete(&format!("{root}{typed}"));
            assert_eq!(found, (format!("{root}{whole}"), names.into_iter().map(str::to_owned).collect()), "{typed}");
        }
    }

    #[test]
    fn a_pasted_path_may_stand_in_quotes() {
        for (text, path) in [("'/a b/c.csv'", "/a b/c.csv"), ("\"/a\"", "/a"), (" /a ", "/a"), ("it's", "it's")] {
            assert_eq!(typed(text), PathBuf::from(path));
        }
    }
}
