//! Notes on their way to the file: which draft of the file is which form's, so that no answer needs to be waited for
//! before the next is sent.

use crate::app::effect::{Answer, Ticket};
use crate::app::{Failure, Msg};
use crate::domain::note::{Draft, DraftId, Stored};
use crate::store::command::{Applied, Command};
use crate::store::error::StoreError;
use std::collections::{HashMap, HashSet};

/// Applies a command to the caseload.
pub(super) type Apply<'a> = &'a mut dyn FnMut(Command) -> Result<Applied, StoreError>;

/// What became of the forms of this session.
#[derive(Debug, Default)]
pub(super) struct Writer {
    stored: HashMap<DraftId, Stored>,
    filed: HashSet<DraftId>,
}

impl Writer {
    /// Where a form's draft stands now: the form may not know yet.
    fn place(&self, ticket: Ticket) -> Option<Stored> {
        self.stored.get(&ticket.form).copied().or(ticket.stored)
    }

    /// Keeps a draft. A form that was filed has nothing more to keep.
    pub(super) fn keep(&mut self, ticket: Ticket, draft: Draft, apply: Apply<'_>) -> Vec<Msg> {
        if self.filed.contains(&ticket.form) {
            return Vec::new();
        }
        let over = self.place(ticket);
        vec![match apply(Command::KeepDraft { draft, over }) {
            Ok(Applied::Kept(stored)) => {
                self.stored.insert(ticket.form, stored);
                Msg::Written(Ticket { stored: Some(stored), ..ticket }, Answer::Kept)
            }
            other => Msg::Written(Ticket { stored: over, ..ticket }, Answer::NotKept(unkept(other.err()))),
        }]
    }

    /// Files a note; where that fails, keeps it as a draft.
    pub(super) fn file(&mut self, ticket: Ticket, whole: Draft, apply: Apply<'_>) -> Vec<Msg> {
        let (note, draft) = (whole.content.clone(), self.place(ticket));
        let command = match whole.edits {
            Some(edit) => Command::EditNote { edit, note, draft },
            None => Command::FileNote { note, draft },
        };
        match apply(command) {
            Ok(Applied::Filed(id)) => {
                self.stored.remove(&ticket.form);
                self.filed.insert(ticket.form);
                vec![Msg::Written(Ticket { stored: draft, ..ticket }, Answer::Filed(id))]
            }
            Ok(Applied::FiledBeside(id, beside)) => {
                self.stored.remove(&ticket.form);
                self.filed.insert(ticket.form);
                vec![Msg::Written(Ticket { stored: draft, ..ticket }, Answer::FiledBeside(id, beside))]
            }
            other => {
                // It may fail for the same reason: that is said once.
                let mut answers = self.keep(ticket, whole, apply);
                answers.retain(|answer| matches!(answer, Msg::Written(_, Answer::Kept)));
                let failed = Answer::NotFiled(unfiled(other.err()));
                answers.push(Msg::Written(Ticket { stored: self.place(ticket), ..ticket }, failed));
                answers
            }
        }
    }

    /// Throws a draft away, where it ever came to the file.
    pub(super) fn discard(&mut self, ticket: Ticket, apply: Apply<'_>) -> Vec<Msg> {
        let stored = self.place(ticket);
        let done = stored.map_or(Ok(()), |stored| apply(Command::DropDraft(stored)).map(|_| ()));
        let answer = match done {
            Ok(()) => {
                self.stored.remove(&ticket.form);
                Answer::Dropped
            }
            Err(error) => Answer::NotDropped(Failure {
                what: format!("The draft was not thrown away: {error}"),
                hint: "it is among the drafts still (d)".to_owned(),
            }),
        };
        vec![Msg::Written(Ticket { stored, ..ticket }, answer)]
    }
}

fn unkept(error: Option<StoreError>) -> Failure {
    failure("The draft is not on disk", error, "the text is still in the form and is tried again by itself")
}

fn unfiled(error: Option<StoreError>) -> Failure {
    failure("The note is not filed", error, "the text is still in the form; ctrl-s tries again")
}

fn failure(what: &str, error: Option<StoreError>, hint: &str) -> Failure {
    let why = error.map_or_else(String::new, |error| format!(": {error}"));
    Failure { what: format!("{what}{why}"), hint: hint.to_owned() }
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
