//! The desk: every note that is being written lies here from its opening until the caseload file has it, or until
//! nothing was typed in it. The screen only names the form that is on top, so no step can drop one on its way.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::note::leave::Leaving;
use crate::app::note::saving::Standing;
use crate::app::note::{self, State, children};
use crate::app::screen::Screen;
use crate::domain::calendar::COUNCIL;
use crate::domain::facts::ChildKey;
use crate::domain::note::{Draft, DraftId, Edit, NewNote, NoteId, Stored};
use chrono::{DateTime, FixedOffset, NaiveDate};

/// The notes being written, and the drafts that the file was last seen to hold.
#[derive(Debug, Default)]
pub struct Desk {
    forms: Vec<State>,
    on_disk: Vec<Draft>,
    opened: i64,
    pub(super) leaving: Leaving,
}

impl Desk {
    /// A form by its id.
    pub fn form(&self, id: DraftId) -> Option<&State> {
        self.forms.iter().find(|form| form.id == id)
    }

    pub(in crate::app) fn form_mut(&mut self, id: DraftId) -> Option<&mut State> {
        self.forms.iter_mut().find(|form| form.id == id)
    }

    /// Every form.
    pub fn forms(&self) -> impl Iterator<Item = &State> {
        self.forms.iter()
    }

    /// Whether an edit of a note is on its way to the file.
    pub(super) fn is_filing(&self, note: NoteId) -> bool {
        self.forms.iter().any(|form| form.edits.is_some_and(|edit| edit.note == note) && form.saving.leaves())
    }

    /// Ids go down from -1 and are never given twice.
    fn fresh(&mut self) -> DraftId {
        self.opened += 1;
        DraftId(-self.opened)
    }

    /// Lays a new form on the desk.
    pub(super) fn add(&mut self, content: NewNote, edits: Option<Edit>) -> DraftId {
        let id = self.fresh();
        self.forms.push(State::new(id, content, edits));
        id
    }

    /// The form of a draft: the one that was put aside, or a new one for a draft that only the file has.
    pub(super) fn take(&mut self, draft: &Draft) -> Option<DraftId> {
        if let Some(form) = self.form(draft.id) {
            return (!form.saving.leaves()).then_some(form.id);
        }
        let held = self.forms.iter().find(|form| form.saving.stored == Some(draft.stored()));
        if draft.id.0 < 0 || held.is_some() {
            return None;
        }
        let id = self.fresh();
        self.forms.push(State::of_draft(id, draft));
        Some(id)
    }

    /// Lets a form go.
    pub(super) fn remove(&mut self, id: DraftId) -> Option<State> {
        let at = self.forms.iter().position(|form| form.id == id)?;
        Some(self.forms.swap_remove(at))
    }

    /// A draft of the file was changed or taken away from here: what was read of it before is old.
    pub(super) fn forget(&mut self, stored: Option<Stored>) {
        let older = |draft: &Draft, stored: Stored| draft.id == stored.id && draft.version <= stored.version;
        self.on_disk.retain(|draft| stored.is_none_or(|stored| !older(draft, stored)));
    }
}

/// Whether a form is on the screen.
pub(super) fn is_open(stack: &[Screen], id: DraftId) -> bool {
    stack.iter().any(|screen| matches!(screen, Screen::Note(form) if *form == id))
}

/// Lists the drafts that are not open: those put aside and those that only the file has, the latest first.
pub(super) fn list(model: &mut Model) {
    let Desk { forms, on_disk, .. } = &model.desk;
    let aside = forms.iter().filter(|form| !form.saving.leaves() && !is_open(&model.stack, form.id));
    let aside = aside.map(|form| form.draft(model.now));
    let held = |draft: &Draft| forms.iter().any(|form| form.saving.stored == Some(draft.stored()));
    let others = on_disk.iter().filter(|draft| !held(draft)).cloned();
    let mut drafts: Vec<Draft> = aside.chain(others).collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse((draft.content.opened, draft.id)));
    model.drafts = drafts;
}

/// Takes in the drafts that the file holds. A form put aside whose draft another program filed, dropped or wrote on
/// is let go, since the file has all of it; what is open or not in the file stays as it is.
pub fn loaded(model: &mut Model, drafts: Vec<Draft>) {
    let stands = |stored: Stored| drafts.iter().any(|draft| draft.stored() == stored);
    let stack = &model.stack;
    model.desk.forms.retain(|form| {
        let saving = &form.saving;
        is_open(stack, form.id) || !saving.rests() || saving.unkept() || saving.stored.is_none_or(stands)
    });
    model.desk.on_disk = drafts;
    list(model);
}

/// Puts the note on top aside and keeps it; lets it go where nothing was typed.
pub(super) fn put_aside(model: &mut Model, id: DraftId) -> Vec<Effect> {
    model.pop();
    let now = model.now;
    let Some(form) = model.desk.form_mut(id) else { return Vec::new() };
    let effect = if !form.is_nothing() {
        keep(form, now)
    } else if form.saving.stored.is_some() || !form.saving.rests() {
        form.saving.standing = Standing::Dropping;
        Some(Effect::DropDraft(form.saving.ticket(id)))
    } else {
        model.desk.remove(id);
        None
    };
    list(model);
    effect.into_iter().collect()
}

/// Sends what is not in the file there, unless it is on its way already.
fn keep(form: &mut State, now: DateTime<FixedOffset>) -> Option<Effect> {
    if form.is_nothing() || !form.saving.send() {
        return None;
    }
    let draft = Draft { kept: now, ..form.draft(now) };
    Some(Effect::KeepDraft(form.saving.ticket(form.id), Box::new(draft)))
}

/// Keeps drafts that were typed in, within a second, also where the typing goes on.
pub fn tick(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let due = model.desk.forms.iter_mut().filter(|form| form.saving.due(now));
    due.filter_map(|form| keep(form, now)).collect()
}

/// Whether a form waits to be kept, or its clock runs on the screen: time must be told more often than by the minute.
pub fn restless(model: &Model) -> bool {
    note::state(model).is_some() || model.desk.forms.iter().any(|form| form.saving.unkept() && !form.is_nothing())
}

/// Keeps every draft now. Those on their way to be filed too: the file's side leaves out what was filed.
pub fn keep_all(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    model.desk.forms.iter_mut().filter_map(|form| keep(form, now)).collect()
}

/// Keeps every draft again after a fault, whatever was on its way: that may not have come.
pub fn rescue(model: &mut Model) -> Vec<Effect> {
    for form in model.desk.forms.iter_mut().filter(|form| !form.saving.leaves()) {
        form.saving.standing = Standing::Resting;
    }
    keep_all(model)
}

/// Where the child's school days are counted.
pub fn scope(model: &Model, state: &State) -> String {
    scope_of(model, state.about.first().copied())
}

/// Where a child's school days are counted; the council's where no school is known.
pub fn scope_of(model: &Model, child: Option<ChildKey>) -> String {
    let place = child.and_then(|child| model.snapshot.caseload.position(child));
    let school =
        place.and_then(|place| model.snapshot.with_case(place, |case| case.main_school().map(str::to_owned)).flatten());
    school.unwrap_or_else(|| COUNCIL.to_owned())
}

/// The day that the words for the follow-up mean today.
pub fn due(model: &Model, state: &State) -> Option<NaiveDate> {
    state.due(model.today(), &model.snapshot.caseload.calendar, &scope(model, state))
}

/// Sends the note on top to be filed and goes back to where it was opened. It lies here until the file has it. Where it
/// would name a child in another child's record, that is said first, and the next press files it as it is.
pub(super) fn file(model: &mut Model) -> Vec<Effect> {
    let Some(form) = note::state(model).filter(|form| !form.is_empty()) else { return Vec::new() };
    let (id, due) = (form.id, due(model, form));
    let told = if form.is_told() { None } else { children::told(model, form) };
    let note = children::filed(model, form.note(due));
    let Some(form) = model.desk.form_mut(id) else { return Vec::new() };
    if let Some(told) = told {
        form.tell(told);
        return Vec::new();
    }
    let ticket = form.saving.ticket(id);
    let effect = Effect::File { ticket, note: Box::new(note), edits: form.edits };
    form.saving.standing = Standing::Filing(ticket.revision);
    model.pop();
    list(model);
    vec![effect]
}
