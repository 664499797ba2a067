//! What the caseload file's side answers about notes on their way there: each answer is about one form at one revision.

use crate::app::effect::{Answer, Effect, Ticket};
use crate::app::note::saving::Standing;
use crate::app::note::{desk, leave};
use crate::app::screen::{Name, Screen};
use crate::app::{Failure, Model, dashboard, record};
use crate::domain::note::Beside;

/// Takes an answer in.
pub fn written(model: &mut Model, ticket: Ticket, answer: Answer) -> Vec<Effect> {
    let refused = matches!(answer, Answer::NotKept(_) | Answer::NotFiled(_));
    let mut effects = match answer {
        Answer::Kept => kept(model, ticket),
        Answer::Filed(_) => filed(model, ticket),
        Answer::FiledBeside(_, beside) => filed_beside(model, ticket, &beside),
        Answer::Dropped => {
            model.desk.forget(ticket.stored);
            model.desk.remove(ticket.form);
            Vec::new()
        }
        Answer::NotKept(failure) => failed(model, ticket, failure, not_kept),
        Answer::NotFiled(failure) => failed(model, ticket, failure, not_filed),
        Answer::NotDropped(failure) => failed(model, ticket, failure, not_dropped),
    };
    desk::list(model);
    effects.extend(leave::answered(model, refused));
    effects
}

/// A draft is on disk.
fn kept(model: &mut Model, ticket: Ticket) -> Vec<Effect> {
    model.desk.forget(ticket.stored);
    let now = model.now;
    let Some(form) = model.desk.form_mut(ticket.form) else { return Vec::new() };
    let beside = form.saving.stored.is_some_and(|before| Some(before.id) != ticket.stored.map(|stored| stored.id));
    if form.saving.arrived(ticket, now) {
        model.failure = None;
    }
    if beside {
        model.toast = Some("the draft was changed or filed elsewhere: yours is kept beside it".to_owned());
    }
    Vec::new()
}

/// A note is on disk, and its draft gone.
fn filed(model: &mut Model, ticket: Ticket) -> Vec<Effect> {
    model.desk.forget(ticket.stored);
    let form = model.desk.remove(ticket.form);
    if form.as_ref().is_some_and(|form| form.saving.unfiled || form.saving.refused.is_some()) {
        model.failure = None;
    }
    if let (Some(form), Some(state)) = (form.as_ref().filter(|form| form.about.len() > 1), dashboard::state_mut(model))
    {
        state.marked.retain(|child| !form.about.contains(child));
    }
    let clear = form
        .and_then(|form| form.in_clear())
        .map_or_else(String::new, |found| format!("; {} is in clear: edit the note, ctrl-k seals it", found.words()));
    model.toast = Some(format!("saved {}{clear}", model.now.format("%H:%M")));
    let mut effects = vec![model.load()];
    effects.extend(record::refresh(model));
    effects
}

/// The same, and somebody else's version of it.
fn filed_beside(model: &mut Model, ticket: Ticket, beside: &Beside) -> Vec<Effect> {
    let effects = filed(model, ticket);
    let saved = model.toast.take().unwrap_or_default();
    model.toast = Some(format!("{saved}; {}: both are kept", beside.words()));
    effects
}

fn failed(model: &mut Model, ticket: Ticket, failure: Failure, then: fn(&mut Model, Ticket)) -> Vec<Effect> {
    model.failure = Some(failure);
    then(model, ticket);
    Vec::new()
}

/// It is sent again later.
fn not_kept(model: &mut Model, ticket: Ticket) {
    let now = model.now;
    if let Some(form) = model.desk.form_mut(ticket.form) {
        form.saving.refuse(ticket, now);
    }
}

/// It is back on the screen, unless another is being written there.
fn not_filed(model: &mut Model, ticket: Ticket) {
    let now = model.now;
    let Some(form) = model.desk.form_mut(ticket.form) else { return };
    form.saving.unfile(ticket, now);
    if !form.saving.leaves() && !model.stack.iter().any(|screen| screen.name() == Name::Note) {
        model.stack.push(Screen::Note(ticket.form));
    }
}

/// It is offered as a draft again.
fn not_dropped(model: &mut Model, ticket: Ticket) {
    if let Some(form) = model.desk.form_mut(ticket.form) {
        form.saving.settle(Standing::Dropping);
    }
}
