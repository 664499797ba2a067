//! What is asked of the edge about a file of unknown layout, and what it answers: plain data, in the words of profiles.

use crate::app::effect::{Effect, Generation};
use crate::app::screen::Screen;
use crate::app::{Failure, Model, import, mapping};
use crate::domain::held::is_sealed;
use crate::domain::kind::Kind;
use crate::domain::note::sealing::in_clear;
use std::fmt;

/// What a file is to be read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The file, as the preview calls it.
    pub file: String,
    /// What its rows become; none before a person says so.
    pub kind: Option<Kind>,
    /// The columns of which a person says what they are: the header's word, the word of the meaning.
    pub columns: Vec<(String, &'static str)>,
}

/// What is asked of the edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// The first rows, and what they are proposed to be: answered by [`Answer::Looked`], then by [`Answer::Counted`].
    Look(Generation, Ask),
    /// What is being counted, no longer wanted.
    Drop,
    /// Keep it as a profile of this name: answered by [`Answer::Saved`].
    Save(Generation, Ask, String),
}

/// What the edge answers.
#[derive(Debug)]
pub enum Answer {
    /// What the file seems to be, or why nothing can be proposed.
    Looked(Generation, Result<Box<Look>, Failure>),
    /// What would go in under the mapping, or why it cannot be read by it.
    Counted(Generation, Result<Counts, String>),
    /// The name of the profile that is kept now, or why it is not.
    Saved(Generation, Result<String, String>),
}

/// What a file seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What its rows become.
    pub kind: Kind,
    /// The kinds that they can become.
    pub kinds: Vec<Kind>,
    /// Column by column, those of days left out.
    pub columns: Vec<Column>,
    /// All that a column of this kind can be, in the words of profiles.
    pub meanings: Vec<&'static str>,
    /// How many columns are days or sessions.
    pub days: usize,
    /// What is needed and no column is.
    pub lacking: Vec<String>,
    /// The header and the first rows below it.
    pub rows: Rows,
    /// A name for the profile, after the file.
    pub name: String,
}

impl Look {
    /// Whether a cell of a sample row stays out of sight: under a column that is called as what is sealed or would be
    /// read as it, or as it looks like a telephone number or a postcode.
    pub fn hides(&self, at: usize, cell: &str) -> bool {
        let column = self.columns.iter().find(|column| column.at == at);
        let sealed = column.is_some_and(|column| is_sealed(&column.word) || is_sealed(column.meaning));
        !cell.trim().is_empty() && (sealed || !in_clear(cell).is_empty())
    }
}

/// What a column seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The header's word.
    pub word: String,
    /// Which of the file's columns it is, from 0.
    pub at: usize,
    /// What it is, in the word of profiles.
    pub meaning: &'static str,
    /// How sure, in a word.
    pub surety: &'static str,
    /// Why.
    pub why: String,
    /// Whether a person said so.
    pub by_hand: bool,
}

/// Rows of a file; prints none of them, since they hold names.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Rows(pub Vec<Vec<String>>);

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.0.len())
    }
}

/// What would go in under a mapping.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that would go in, or say what is there already.
    pub taken: u64,
    /// Rows that would be held back.
    pub held: u64,
    /// Why the first of them would be.
    pub first: Option<String>,
}

/// Takes an answer in; one to an older question is dropped.
pub fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Looked(generation, looked) => looked_at(model, generation, looked),
        Answer::Counted(generation, counts) => {
            if let Some(state) = mapping::asked_in(model, generation) {
                state.counts = Some(counts);
            }
        }
        Answer::Saved(generation, saved) => return kept(model, generation, saved),
    }
    Vec::new()
}

fn looked_at(model: &mut Model, generation: Generation, looked: Result<Box<Look>, Failure>) {
    let window = mapping::place(model.size).window();
    let Some(state) = mapping::asked_in(model, generation) else { return };
    match looked {
        Ok(look) => {
            state.cursor.put(state.cursor.at, look.columns.len(), window, |_| true);
            state.kind = Some(look.kind);
            state.look = Some(*look);
            state.waiting = false;
        }
        Err(failure) => {
            mapping::close(model);
            model.failure = Some(failure);
        }
    }
}

/// What became of a profile is told wherever one is by then. Where its file is still asked about, the files are read
/// again: by now the profile recognises it.
fn kept(model: &mut Model, generation: Generation, saved: Result<String, String>) -> Vec<Effect> {
    let shown = mapping::asked_in(model, generation).is_some();
    match saved {
        Ok(name) => {
            model.toast = Some(format!("profile {name} is kept; files of this header are recognised from now on"));
            if !shown {
                return Vec::new();
            }
            mapping::close(model);
            let path = import::state_mut(model).map(|state| state.path.clone());
            let mut effects = vec![Effect::Mapping(Job::Drop)];
            effects.extend(path.map_or_else(Vec::new, |path| import::work::read(model, &path)));
            return effects;
        }
        Err(why) => refused(model, why),
    }
    Vec::new()
}

/// Says why a name is of no use above the line on which it is typed.
fn refused(model: &mut Model, why: String) {
    let form = model.stack.iter_mut().find_map(|screen| match screen {
        Screen::MappingName(form) => Some(form),
        _ => None,
    });
    match form {
        Some(form) => form.why = Some(why),
        None => model.toast = Some(why),
    }
}
