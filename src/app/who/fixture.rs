//! Who is who in the invented caseload.

use crate::app::invented::{model, press};
use crate::app::who::work::{Answer, Known};
use crate::app::{Model, Msg, update};
use crate::domain::facts::ChildKey;
use crate::domain::who::{Beside, Identities, Line, Merger, Number, questions};

/// One UPN that two children have.
pub(crate) fn identities() -> Identities {
    let number = |child, former| Number { child: ChildKey(child), upn: "H801200001001".to_owned(), former };
    Identities { numbers: vec![number(2, true), number(5, false)], ..Identities::default() }
}

/// The model with who is who open, a question and a merger in it.
pub(crate) fn with_who(size: (u16, u16)) -> Model {
    let mut model = model(size);
    press(&mut model, "W");
    let merger = Merger {
        record: ChildKey(99),
        child: ChildKey(3),
        child_id: "C99".to_owned(),
        at: "2026-11-20T15:04:00Z".parse().unwrap(),
        actor: "Anna".to_owned(),
    };
    let questions = questions(&model.snapshot.caseload, &identities());
    let known = Known { questions, mergers: vec![merger] };
    update(&mut model, Msg::Who(Answer::Listed(known)));
    model
}

/// The model with the question open, both records read.
pub(crate) fn with_pair(size: (u16, u16)) -> Model {
    let mut model = with_who(size);
    press(&mut model, "enter");
    let line = |what: &str, one: &str, other: &str, differ| Line {
        what: what.to_owned(),
        one: one.to_owned(),
        other: other.to_owned(),
        differ,
    };
    let lines = vec![
        line("council's id", "C2", "C5", false),
        line("forename", "Ben", "Benjamin", true),
        line("dob", "4 Mar 2011", "4 Mar 2011", false),
        line("upn", "", "H801200001001", false),
        line("peps", "4", "1", false),
        line("own row from", "exports/children.csv line 3", "exports/children.csv line 6", false),
    ];
    let beside = Beside { lines, other_is_later: true };
    update(&mut model, Msg::Who(Answer::Compared((ChildKey(2), ChildKey(5)), Box::new(beside))));
    model
}
