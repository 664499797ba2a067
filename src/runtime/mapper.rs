//! Files of unknown layout, looked at and counted on a thread of their own; a newer question ends an older one.

use crate::app::effect::Generation;
use crate::app::mapping::work::{Answer, Ask, Column, Counts, Look, Rows};
use crate::app::{Failure, Msg};
use crate::domain::sheet::Sheet;
use crate::import::mapping::{Meaning, Profile, View, Wish, kinds};
use crate::import::{self, Known};
use crate::runtime::beside;
use crate::runtime::reading::Watched;
use crate::runtime::{Happening, profiles};
use crate::store::Store;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

/// Most rows of a file that are shown.
const SHOWN: usize = 8;

/// The way to the thread that looks; dropped, it ends.
#[derive(Debug)]
pub(super) struct Mapper(Arc<AtomicBool>);

impl Drop for Mapper {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Mapper {
    /// Starts to look at a file and to count its rows, through a door of its own.
    pub(super) fn start(store: Store, generation: Generation, ask: Ask, answers: Sender<Happening>) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let looker = Looker { ask, ended: Arc::clone(&ended) };
        beside::spawn(move || {
            // Nobody listens any more: the program is at its end.
            let tell = |answer| drop(answers.send(Happening::Msg(Msg::Mapping(answer))));
            let work = || match looker.view() {
                Err(failure) => tell(Answer::Looked(generation, Err(failure))),
                Ok(view) => {
                    tell(Answer::Looked(generation, Ok(Box::new(look(&looker.ask, &view)))));
                    let counts = looker.count(&view, &store);
                    if !looker.ended.load(Ordering::SeqCst) {
                        tell(Answer::Counted(generation, counts));
                    }
                }
            };
            if catch_unwind(AssertUnwindSafe(work)).is_err() {
                let _ = answers.send(Happening::Broken);
            }
        });
        Self(ended)
    }
}

/// Keeps what a person says of a file as a profile, on a thread of its own, since a workbook takes a while to look at.
pub(super) fn keep(folder: PathBuf, generation: Generation, (ask, name): (Ask, String), answers: Sender<Happening>) {
    std::thread::spawn(move || {
        let saved = catch_unwind(AssertUnwindSafe(|| save(&folder, ask, &name)));
        let told = saved.map(|saved| Happening::Msg(Msg::Mapping(Answer::Saved(generation, saved))));
        // Nobody listens any more: the program is at its end.
        let _ = answers.send(told.unwrap_or(Happening::Broken));
    });
}

/// Keeps what a person says of a file as a profile, unless another of its name says otherwise; gives the name.
///
/// # Errors
/// Why it is not kept; nothing was written then.
fn save(folder: &Path, ask: Ask, name: &str) -> Result<String, String> {
    let looker = Looker { ask, ended: Arc::default() };
    let view = looker.view().map_err(|failure| failure.what)?;
    let profile = profile(&view, name)?;
    let (known, _) = profiles::read(folder);
    if profiles::in_the_way(folder, &known, &profile) {
        return Err(format!("there is another profile {}: nothing was kept; give it another name", profile.name));
    }
    let path = profiles::path(folder, &profile);
    profiles::write(folder, &profile, &profile.text())
        .map_err(|error| format!("{} cannot be written: {error}. Nothing was kept", path.display()))?;
    Ok(profile.name)
}

/// What would be kept, read back as a file of it is: whatever is wrong with it is told in the same words.
fn profile(view: &View, name: &str) -> Result<Profile, String> {
    Profile::read(&Profile::of(&view.proposal, name).text())
}

struct Looker {
    ask: Ask,
    ended: Arc<AtomicBool>,
}

impl Looker {
    fn open(&self) -> io::Result<(impl Read + use<>, String)> {
        let path = path(&self.ask.file);
        let ended = Arc::clone(&self.ended);
        let watched = Watched::new(File::open(&path)?, move |_, _| {
            if ended.load(Ordering::SeqCst) { Err(io::Error::other("the reading was ended")) } else { Ok(()) }
        });
        Ok((BufReader::new(watched), path.display().to_string()))
    }

    fn view(&self) -> Result<View, Failure> {
        let hint = "esc goes back to the preview".to_owned();
        let Ask { file, kind, columns } = &self.ask;
        let meaning = |word: &str| kinds().find_map(|of| Meaning::parse(kind.unwrap_or(of), word));
        let columns = columns.iter().filter_map(|(word, said)| Some((word.clone(), meaning(said)?)));
        let wish = Wish { kind: *kind, columns: &columns.collect::<Vec<_>>() };
        let viewed = self.open().and_then(|(mut source, _)| import::look(&mut source, &wish));
        match viewed {
            Ok(Some(view)) => Ok(view),
            Ok(None) => {
                let what = format!("{file}: no header of two columns or more was found; nothing can be proposed");
                Err(Failure { what, hint })
            }
            Err(error) => Err(Failure { what: format!("{file} cannot be read: {error}. Nothing was written"), hint }),
        }
    }

    /// Compares the file, read by what was said, with the caseload. Nothing is written.
    fn count(&self, view: &View, store: &Store) -> Result<Counts, String> {
        let profiles = [profile(view, "mapping")?];
        let known = Known { profiles: &profiles, forced: true };
        let read = self.open().and_then(|(mut source, name)| import::read_by(&name, &mut source, known));
        let mut sheets: Vec<Sheet> = read.map_err(|error| error.to_string())?;
        // Of a workbook the sheets that are of another layout are no rows of this one.
        if sheets.iter().any(|sheet| sheet.profile.is_some()) {
            sheets.retain(|sheet| sheet.profile.is_some());
        } else if let Some(held) = sheets.into_iter().flat_map(|sheet| sheet.held).next() {
            return Err(held.reason);
        } else {
            return Err("the file has no rows".to_owned());
        }
        let (previews, _) = store.preview(sheets).map_err(|error| error.to_string())?;
        let mut counts = Counts::default();
        for preview in previews {
            counts.taken += u64::from(preview.new) + u64::from(preview.changed) + u64::from(preview.same);
            counts.held += u64::from(preview.held_rows());
            let first = preview.held.first().map(|held| {
                let column = held.column.as_ref().map_or_else(String::new, |column| format!("{column}: "));
                format!("line {}, {column}{}", held.line, held.reason)
            });
            counts.first = counts.first.or(first);
        }
        Ok(counts)
    }
}

/// Where the file is that a preview names: a sheet of a workbook stands behind its name.
fn path(file: &str) -> PathBuf {
    let book = || file.match_indices('#').map(|(at, _)| PathBuf::from(&file[..at])).find(|path| path.is_file());
    let whole = PathBuf::from(file);
    if whole.is_file() { whole } else { book().unwrap_or(whole) }
}

fn look(ask: &Ask, view: &View) -> Look {
    let proposal = &view.proposal;
    let columns = proposal.columns.iter().map(|guess| Column {
        word: guess.word.clone(),
        at: view.words.iter().position(|word| *word == guess.word).unwrap_or_default(),
        meaning: guess.meaning.word(),
        surety: guess.surety(),
        why: guess.why.clone(),
        by_hand: ask.columns.iter().any(|(word, _)| *word == guess.word),
    });
    let rows = std::iter::once(&view.words).chain(&view.rows).take(SHOWN).cloned();
    Look {
        kind: proposal.kind,
        kinds: kinds().collect(),
        columns: columns.collect(),
        meanings: Meaning::all(proposal.kind).into_iter().map(Meaning::word).collect(),
        days: proposal.days,
        lacking: proposal.lacking.clone(),
        rows: Rows(rows.collect()),
        name: profiles::name_of(&path(&ask.file)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;

    const EPEP: &str = "Ref,Next PEP,Other\nC1,02/11/2026,x\nC2,soon,y\n";

    fn asked(folder: &Path, columns: &[(&str, &'static str)]) -> Ask {
        let file = folder.join("Weekly ePEP 12.csv");
        std::fs::write(&file, EPEP).unwrap();
        let columns = columns.iter().map(|(word, meaning)| ((*word).to_owned(), *meaning)).collect();
        Ask { file: file.display().to_string(), kind: None, columns }
    }

    fn looker(ask: Ask) -> Looker {
        Looker { ask, ended: Arc::default() }
    }

    #[test]
    fn a_file_is_told_in_the_words_of_profiles() {
        let folder = tempfile::tempdir().unwrap();
        let looker = looker(asked(folder.path(), &[("Other", "quality")]));
        let look = look(&looker.ask, &looker.view().unwrap());
        let told: Vec<_> = look.columns.iter().map(|column| (column.meaning, column.at, column.by_hand)).collect();
        assert_eq!(told, [("child_id", 0, false), ("due", 1, false), ("quality", 2, true)]);
        assert_eq!((look.kind, look.name.as_str(), look.rows.0.len()), (Kind::Pep, "weekly-epep", 3));
        assert_eq!(look.meanings.first(), Some(&"nothing"));
        assert!(!format!("{look:?}").contains("C1"));
    }

    #[test]
    fn a_profile_is_kept_once_and_never_in_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let profiles = folder.path().join("profiles");
        let ask = || asked(folder.path(), &[]);
        let other = || asked(folder.path(), &[("Other", "quality")]);
        assert_eq!(save(&profiles, ask(), "weekly"), Ok("weekly".to_owned()));
        assert_eq!(save(&profiles, ask(), "weekly"), Ok("weekly".to_owned()));
        assert!(save(&profiles, other(), "Weekly").unwrap_err().contains("nothing was kept"));
        std::fs::write(profiles.join("torn.toml"), "name =").unwrap();
        assert!(save(&profiles, ask(), "torn").unwrap_err().contains("nothing was kept"));
        assert!(save(&profiles, ask(), "no/slash").unwrap_err().contains("name:"));
        let lacking = asked(folder.path(), &[("Ref", "nothing")]);
        assert!(save(&profiles, lacking, "lacking").unwrap_err().contains("child_id or upn"));
        assert_eq!(std::fs::read_dir(&profiles).unwrap().count(), 2);
    }

    #[test]
    fn a_reading_that_was_ended_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let looker = looker(asked(folder.path(), &[]));
        looker.ended.store(true, Ordering::SeqCst);
        assert!(looker.view().unwrap_err().what.contains("ended"));
    }

    #[test]
    fn a_sheet_stands_in_the_workbook_whose_name_is_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("a#b.xlsx");
        std::fs::write(&book, "x").unwrap();
        for file in ["", "#Sheet 1", "#Sheet#2"] {
            assert_eq!(path(&format!("{}{file}", book.display())), book);
        }
    }
}
