//! What failed when no screen could say so any more.

use crate::app::effect::Answer;
use crate::app::papers::work::Answer as Answered;
use crate::app::{Failure, Msg};
use crate::domain::note::DraftId;
use crate::runtime::Happening;

/// What failed at the end and was not made good after.
pub(super) fn unsaid(happenings: impl Iterator<Item = Happening>) -> Option<Failure> {
    let mut failures: Vec<(Option<DraftId>, Failure)> = Vec::new();
    for happening in happenings {
        match happening {
            Happening::Msg(Msg::Written(ticket, Answer::NotKept(failure) | Answer::NotFiled(failure))) => {
                failures.push((Some(ticket.form), failure));
            }
            Happening::Msg(Msg::Written(ticket, Answer::Kept | Answer::Filed(_) | Answer::FiledBeside(..))) => {
                failures.retain(|(form, _)| *form != Some(ticket.form));
            }
            Happening::Msg(Msg::Failed(failure) | Msg::Paper(Answered::Written(Err(failure)))) => {
                failures.push((None, failure));
            }
            _ => {}
        }
    }
    failures.into_iter().next().map(|(_, failure)| failure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::effect::Ticket;
    use crate::domain::note::NoteId;

    #[test]
    fn a_failure_that_was_made_good_is_not_told_at_the_end() {
        let written = |form, answer| {
            Happening::Msg(Msg::Written(Ticket { form: DraftId(form), revision: 1, stored: None }, answer))
        };
        let failure = |what: &str| Failure { what: what.to_owned(), hint: String::new() };
        let not_kept = |form| written(form, Answer::NotKept(failure("not kept")));
        let not_filed = |form| written(form, Answer::NotFiled(failure("not filed")));
        for (happenings, told) in [
            (vec![not_kept(-1), written(-1, Answer::Kept)], None),
            (vec![not_kept(-1), written(-1, Answer::Filed(NoteId(3)))], None),
            (vec![not_kept(-1), written(-2, Answer::Kept)], Some("not kept")),
            (vec![written(-1, Answer::Kept), not_filed(-1)], Some("not filed")),
            (vec![Happening::Msg(Msg::Failed(failure("other"))), written(-1, Answer::Kept)], Some("other")),
            (vec![], None),
        ] {
            assert_eq!(unsaid(happenings.into_iter()).map(|failure| failure.what).as_deref(), told);
        }
    }
}
