//! What is going on with a file: read, previewed, taken in; what is asked of the edge, and what it answers.

use crate::app::effect::{Effect, Generation};
use crate::app::import::preview::Preview;
use crate::app::import::{self, path};
use crate::app::{Failure, Model};
use crate::domain::imported::{ImportId, Imported, Undone};
use crate::domain::preview::FilePreview;

/// What is going on.
#[derive(Debug, Default)]
pub enum Work {
    /// The list of imports is shown.
    #[default]
    Nothing,
    /// Files are being read, and compared with the caseload.
    Reading(Progress),
    /// What they would do.
    Preview(Preview),
    /// They are being taken in.
    Taking,
}

/// How far the reading is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// The file being read.
    pub file: String,
    /// Which of the files it is, from 1.
    pub at: usize,
    /// How many files there are.
    pub files: usize,
    /// Its lines read so far.
    pub rows: u64,
    /// Lines a second.
    pub rate: u64,
    /// Its bytes read so far, of a hundred.
    pub percent: u8,
    /// All are read and are being compared with the caseload.
    pub comparing: bool,
}

/// What is asked of the edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// The list of imports: answered by [`Answer::Listed`].
    List,
    /// An import back out of the caseload: answered by [`Answer::Undone`].
    Undo(ImportId),
    /// The rest of a path: answered by [`Answer::Completed`].
    Complete(String),
    /// A file or folder, read and compared beside the caseload: answered by [`Answer::Read`] and
    /// [`Answer::Previewed`].
    Read(Generation, String),
    /// What was read of that generation, no longer wanted.
    Drop(Generation),
    /// What was previewed, into the caseload: answered by [`Answer::TakenIn`].
    TakeIn(Generation),
}

/// What the edge answers.
#[derive(Debug)]
pub enum Answer {
    /// The imports, the latest first.
    Listed(Vec<Imported>),
    /// An import was taken back, or why not.
    Undone(ImportId, Result<Undone, Failure>),
    /// A path as it was asked about, as far as it can be written, and the names that go on from there.
    Completed(String, String, Vec<String>),
    /// How far the reading is.
    Read(Generation, Progress),
    /// What the files would do, or why they cannot be read.
    Previewed(Generation, Result<Vec<FilePreview>, Failure>),
    /// What went in, file by file, and what went wrong with the rest.
    TakenIn(Generation, TakenIn, Option<Failure>),
}

/// Rows of the files that went in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Files.
    pub files: usize,
    /// Rows of which nothing was there.
    pub new: u32,
    /// Rows that changed something.
    pub changed: u32,
    /// Rows that said what was there.
    pub same: u32,
    /// Rows held back.
    pub held: u32,
}

/// Asks for a file or folder to be read.
pub fn read(model: &mut Model, path: &str) -> Vec<Effect> {
    model.importing.0 += 1;
    let generation = model.importing;
    let Some(state) = import::state_mut(model) else { return Vec::new() };
    path.clone_into(&mut state.path);
    state.work = Work::Reading(Progress { file: path.to_owned(), ..Progress::default() });
    vec![Effect::Import(Job::Read(generation, path.to_owned()))]
}

/// Asks for what was previewed to be taken in.
pub fn accept(model: &mut Model) -> Vec<Effect> {
    let generation = model.importing;
    let Some(state) = import::state_mut(model) else { return Vec::new() };
    state.work = Work::Taking;
    vec![Effect::Import(Job::TakeIn(generation))]
}

/// Takes an answer in.
pub fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Listed(imports) => {
            if let Some(state) = import::state_mut(model) {
                state.imports = Some(imports);
                state.cursor.at = state.cursor.at.min(state.imports.as_ref().map_or(0, Vec::len).saturating_sub(1));
            }
            Vec::new()
        }
        Answer::Completed(asked, whole, names) => {
            path::completed(model, &asked, &whole, names);
            Vec::new()
        }
        Answer::Undone(id, Ok(undone)) => {
            model.toast = Some(format!("import {} is taken back: {}", id.0, undone.words()));
            vec![model.load(), Effect::Import(Job::List)]
        }
        Answer::Undone(_, Err(failure)) => {
            model.failure = Some(failure);
            Vec::new()
        }
        Answer::Read(generation, progress) => {
            read_on(model, generation, progress);
            Vec::new()
        }
        Answer::Previewed(generation, previews) => {
            previewed(model, generation, previews);
            Vec::new()
        }
        Answer::TakenIn(generation, taken, failure) => taken_in(model, generation, taken, failure),
    }
}

fn read_on(model: &mut Model, generation: Generation, progress: Progress) {
    if generation != model.importing {
        return;
    }
    if let Some(state) = import::state_mut(model)
        && let Work::Reading(shown) = &mut state.work
    {
        *shown = progress;
    }
}

fn previewed(model: &mut Model, generation: Generation, previews: Result<Vec<FilePreview>, Failure>) {
    if generation != model.importing {
        return;
    }
    let Some(state) = import::state_mut(model).filter(|state| matches!(state.work, Work::Reading(_))) else { return };
    match previews {
        Ok(files) => import::show(state, Preview::new(files)),
        Err(failure) => {
            state.work = Work::Nothing;
            model.failure = Some(failure);
        }
    }
}

/// What went in is told wherever one is.
fn taken_in(model: &mut Model, generation: Generation, taken: TakenIn, failure: Option<Failure>) -> Vec<Effect> {
    if generation == model.importing
        && let Some(state) = import::state_mut(model)
        && matches!(state.work, Work::Taking)
    {
        state.work = Work::Nothing;
        state.cursor = crate::app::list::Cursor::default();
    }
    let TakenIn { files, new, changed, same, held } = taken;
    let files = if files == 1 { "1 file is".to_owned() } else { format!("{files} files are") };
    model.toast = Some(format!("{files} in: {new} new, {changed} changed, {same} same, {held} held back"));
    if failure.is_some() {
        model.failure = failure;
    }
    vec![model.load(), Effect::Import(Job::List)]
}
