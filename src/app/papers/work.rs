//! What the edge is asked about papers, and its answers.

use crate::app::effect::Effect;
use crate::app::papers::{self, name};
use crate::app::{Failure, Model};
use crate::domain::audit::Event;
use crate::domain::brief::Asked;
use crate::domain::facts::ChildKey;
use crate::domain::paper::{Form, Paper};
use std::sync::Arc;

/// A paper that is wished for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The week's briefing.
    Briefing(Asked),
    /// A child's page.
    Child {
        /// Whose.
        child: ChildKey,
        /// By name, not by initials.
        names: bool,
    },
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Make a paper: answered by [`Answer::Made`].
    Make(Wish),
    /// Write a paper to a new file, whole or not at all: answered by [`Answer::Written`].
    Write {
        /// As it was typed.
        path: String,
        /// In which form.
        form: Form,
        /// What.
        paper: Arc<Paper>,
        /// What the audit is told of it first.
        event: Event,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum Answer {
    /// It is made.
    Made(Wish, Arc<Paper>),
    /// It is on disk, at this whole path, or nothing of it is.
    Written(Result<String, Failure>),
}

impl Wish {
    /// Whether children are named.
    pub const fn names(self) -> bool {
        match self {
            Self::Briefing(asked) => asked.names,
            Self::Child { names, .. } => names,
        }
    }

    /// The same, divided the next way.
    pub(super) fn divided(self) -> Self {
        match self {
            Self::Briefing(asked) => Self::Briefing(Asked { by: asked.by.next(), ..asked }),
            page @ Self::Child { .. } => page,
        }
    }

    /// The same with names where there were initials, and the other way round.
    pub(super) const fn named(self) -> Self {
        match self {
            Self::Briefing(asked) => Self::Briefing(Asked { names: !asked.names, ..asked }),
            Self::Child { child, names } => Self::Child { child, names: !names },
        }
    }

    /// The child's page where this is the briefing, and the other way round.
    pub(super) fn other(self, child: Option<ChildKey>) -> Self {
        let names = self.names();
        match (self, child) {
            (Self::Briefing(_), Some(child)) => Self::Child { child, names },
            _ => Self::Briefing(Asked { names, ..Asked::default() }),
        }
    }
}

/// Takes an answer in.
pub fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Made(wish, paper) => papers::made(model, wish, &paper),
        Answer::Written(Ok(path)) => {
            name::close(model);
            model.toast = Some(format!("written: {path}"));
        }
        Answer::Written(Err(failure)) => {
            name::try_again(model);
            model.failure = Some(failure);
        }
    }
    Vec::new()
}
