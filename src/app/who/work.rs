//! What the edge is asked about who is who, and its answers.

use crate::app::effect::Effect;
use crate::app::who::{self, pair};
use crate::app::{Failure, Model};
use crate::domain::facts::ChildKey;
use crate::domain::who::{Beside, Merger, Question, Told};

/// Something to be done outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// List questions and mergers: answered by [`Answer::Listed`].
    List,
    /// Read two records: answered by [`Answer::Compared`].
    Compare(ChildKey, ChildKey),
    /// Write down who is who: answered by [`Answer::Told`].
    Tell(Told),
}

/// What is to be asked and what was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The strongest reasons first.
    pub questions: Vec<Question>,
    /// In the order in which they were said.
    pub mergers: Vec<Merger>,
}

/// What came of it.
#[derive(Debug)]
pub enum Answer {
    /// Questions and mergers.
    Listed(Known),
    /// Two records side by side.
    Compared((ChildKey, ChildKey), Box<Beside>),
    /// It is on disk, or not.
    Told(Told, Result<(), Failure>),
}

/// Takes an answer in.
pub fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Listed(known) => who::listed(model, &known),
        Answer::Compared(pair, beside) => pair::compared(model, pair, *beside),
        Answer::Told(_, Err(failure)) => {
            pair::failed(model);
            model.failure = Some(failure);
        }
        Answer::Told(told, Ok(())) => {
            pair::done(model, told);
            model.toast = Some(said(told).to_owned());
            return vec![model.load()];
        }
    }
    Vec::new()
}

const fn said(told: Told) -> &'static str {
    match told {
        Told::One { .. } => "saved: one child from now on; u in this list takes it apart",
        Told::Apart(_) => "saved: taken apart, each as it was",
        Told::Two(..) => "saved: two children; this is not asked again",
    }
}
