//! What becomes of notes: put aside, kept as drafts, filed. A note is let go only when the caseload file has it, or
//! when nothing was typed in it.

use crate::app::effect::Effect;
use crate::app::note::{self, State};
use crate::app::screen::Screen;
use crate::app::{Model, record};
use crate::domain::calendar::COUNCIL;
use crate::domain::note::{Draft, DraftId, NoteId};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

/// A change waits this long for the next one before it is kept.
const REST: TimeDelta = TimeDelta::milliseconds(400);
/// After a failure a draft waits this long.
const RETRY: TimeDelta = TimeDelta::seconds(5);

/// Notes put aside in this session, and the drafts that the file is known to hold.
#[derive(Debug, Default)]
pub struct Desk {
    aside: Vec<State>,
    on_disk: Vec<Draft>,
    gone: Vec<DraftId>,
}

impl Desk {
    /// Takes a note that was put aside.
    pub(super) fn take(&mut self, id: DraftId) -> Option<State> {
        let at = self.aside.iter().position(|state| state.id == id && !state.saving.waiting())?;
        Some(self.aside.swap_remove(at))
    }
}

fn open_notes(stack: &mut [Screen]) -> impl Iterator<Item = &mut State> {
    stack.iter_mut().filter_map(|screen| match screen {
        Screen::Note(state) => Some(state.as_mut()),
        _ => None,
    })
}

/// Every note of this session that is not let go yet.
fn notes(model: &mut Model) -> impl Iterator<Item = &mut State> {
    open_notes(&mut model.stack).chain(&mut model.desk.aside)
}

/// Lists the drafts that are not open: those put aside and those that only the file has, the latest first.
pub(super) fn list(model: &mut Model) {
    let now = model.now;
    let live: Vec<DraftId> = notes(model).map(|state| state.id).collect();
    let Desk { aside, on_disk, gone } = &model.desk;
    let aside = aside.iter().filter(|state| !state.saving.waiting()).map(|state| state.draft(now));
    let others = on_disk.iter().filter(|draft| !live.contains(&draft.id) && !gone.contains(&draft.id));
    let mut drafts: Vec<Draft> = aside.chain(others.cloned()).collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse((draft.content.opened, draft.id)));
    model.drafts = drafts;
}

/// Takes in the drafts that the file holds.
pub fn loaded(model: &mut Model, drafts: Vec<Draft>) {
    model.desk.on_disk = drafts;
    list(model);
}

/// Puts a note aside and keeps it; lets it go where nothing was typed.
pub(super) fn put_aside(model: &mut Model, mut state: State) -> Vec<Effect> {
    let nothing = state.is_nothing();
    let effect = if nothing {
        let ever = state.id.0 > 0 || !state.saving.asked.is_empty();
        model.desk.gone.push(state.id);
        ever.then_some(Effect::DropDraft(state.id))
    } else {
        let kept = keep(&mut state, model.now);
        model.desk.aside.push(state);
        kept
    };
    list(model);
    effect.into_iter().collect()
}

/// Sends what is not in the file there, unless it is on its way already.
fn keep(state: &mut State, now: DateTime<FixedOffset>) -> Option<Effect> {
    let saving = &mut state.saving;
    if !saving.unkept() || saving.waiting() || saving.asked.last() == Some(&saving.revision) {
        return None;
    }
    saving.asked.push(saving.revision);
    Some(Effect::KeepDraft(Box::new(Draft { kept: now, ..state.draft(now) })))
}

/// Keeps drafts that were typed in, within a second; one on its way to the file is waited for.
pub fn tick(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let due = |state: &&mut State| {
        let saving = &state.saving;
        let rested = saving.since.is_some_and(|since| now - since >= REST || now < since);
        rested && saving.asked.is_empty() && saving.retry.is_none_or(|retry| now >= retry)
    };
    notes(model).filter(due).filter_map(|state| keep(state, now)).collect()
}

/// Keeps every draft now.
pub fn keep_all(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    notes(model).filter(|state| !state.is_nothing()).filter_map(|state| keep(state, now)).collect()
}

/// A draft is on disk, under another id where it is new there.
pub fn kept(model: &mut Model, before: DraftId, after: DraftId) -> Vec<Effect> {
    let now = model.now;
    let Some(state) = notes(model).find(|state| state.id == before) else {
        let orphan = before != after && model.desk.gone.contains(&before);
        model.desk.gone.extend(orphan.then_some(after));
        return orphan.then_some(Effect::DropDraft(after)).into_iter().collect();
    };
    state.id = after;
    let saving = &mut state.saving;
    if !saving.asked.is_empty() {
        saving.kept = saving.asked.remove(0);
    }
    saving.kept_at = Some(now);
    saving.since = saving.unkept().then_some(now);
    let mended = saving.retry.take().is_some();
    model.failure = model.failure.take().filter(|_| !mended);
    list(model);
    Vec::new()
}

/// Where the child's school days are counted.
pub fn scope(model: &Model, state: &State) -> String {
    let place = state.about.first().and_then(|child| model.snapshot.caseload.position(*child));
    let school =
        place.and_then(|place| model.snapshot.with_case(place, |case| case.main_school().map(str::to_owned)).flatten());
    school.unwrap_or_else(|| COUNCIL.to_owned())
}

/// The day that the words for the follow-up mean today.
pub fn due(model: &Model, state: &State) -> Option<NaiveDate> {
    state.due(model.today(), &model.snapshot.caseload.calendar, &scope(model, state))
}

/// Sends the note on top to be filed and goes back to where it was opened. It is held here until the file has it.
pub(super) fn file(model: &mut Model) -> Vec<Effect> {
    let Some(due) = note::state(model).filter(|state| !state.is_empty()).map(|state| due(model, state)) else {
        return Vec::new();
    };
    let Some(Screen::Note(mut state)) = model.pop() else { return Vec::new() };
    let saving = &mut state.saving;
    saving.sent = Some(note::form::Sent { draft: state.id, revision: saving.revision, waiting: true });
    let effect = Effect::File { note: Box::new(state.note(due)), edits: state.edits, draft: state.id };
    model.desk.aside.push(*state);
    list(model);
    vec![effect]
}

/// A note is on disk, and its draft gone. What was typed since is an edit of it.
pub fn filed(model: &mut Model, note: NoteId, draft: DraftId) -> Vec<Effect> {
    let fits = |state: &&mut State| state.id == draft || state.saving.sent.is_some_and(|sent| sent.draft == draft);
    let fresh = DraftId(model.next_draft);
    model.next_draft -= 1;
    model.desk.gone.push(draft);
    let found = notes(model).find(fits).map(|state| (state.id, become_edit(state, note, fresh), mended(state)));
    let mut effects = Vec::new();
    if let Some((before, more, mended)) = found {
        if !more {
            let_go(model, before);
        }
        if before != draft {
            model.desk.gone.push(before);
            effects.push(Effect::DropDraft(before));
        }
        model.failure = model.failure.take().filter(|_| !mended);
    }
    model.toast = Some(format!("saved {}", model.now.format("%H:%M")));
    list(model);
    effects.push(model.load());
    effects.extend(record::refresh(model));
    effects
}

fn mended(state: &mut State) -> bool {
    state.saving.retry.take().is_some()
}

/// Makes a form in which more was typed than was filed an edit of the filed note. Whether there was more.
fn become_edit(state: &mut State, note: NoteId, fresh: DraftId) -> bool {
    let saving = &mut state.saving;
    let more = !saving.waiting() && saving.sent.is_some_and(|sent| saving.revision > sent.revision);
    if more {
        saving.sent = None;
        saving.asked.clear();
        saving.kept = 0;
        state.edits = Some(note);
        state.id = fresh;
    }
    more
}

fn let_go(model: &mut Model, id: DraftId) {
    model.desk.aside.retain(|state| state.id != id);
    model.stack.retain(|screen| !matches!(screen, Screen::Note(state) if state.id == id));
}

/// Something failed: what was on its way may not have come, so drafts are sent again later, and a note that was to
/// be filed is back on the screen.
pub fn failed(model: &mut Model) -> Vec<Effect> {
    let retry = model.now + RETRY;
    for state in notes(model).filter(|state| !state.saving.asked.is_empty() || state.saving.waiting()) {
        state.saving.asked.clear();
        state.saving.retry = Some(retry);
    }
    while let Some(at) = model.desk.aside.iter().position(|state| state.saving.waiting()) {
        let mut state = model.desk.aside.swap_remove(at);
        if let Some(sent) = &mut state.saving.sent {
            sent.waiting = false;
        }
        state.saving.since.get_or_insert(model.now);
        if note::state(model).is_some() {
            model.desk.aside.push(state);
        } else {
            model.stack.push(Screen::Note(Box::new(state)));
        }
    }
    list(model);
    Vec::new()
}
