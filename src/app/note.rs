//! A note during a call: opened by one key, typed over what is on screen, filed by another.
//!
//! The form stands in [`form`]; what becomes of notes put aside, kept and filed in [`desk`].

pub mod children;
pub mod desk;
pub mod form;
pub mod layout;
mod leave;
mod saving;
mod written;

use crate::app::Model;
use crate::app::dashboard::calls;
use crate::app::effect::Effect;
use crate::app::keymap::Section;
use crate::app::keys::{Binding, Code, Key, ctrl, key};
use crate::app::picker::{self, What};
use crate::app::screen::{self, Name, Screen};
use crate::domain::facts::ChildKey;
use crate::domain::note::{Draft, DraftId, NewNote, Note, NoteKind, Own};
pub use desk::{Desk, keep_all, loaded, rescue, restless, tick};
pub use form::{Field, State};
pub use leave::{is_veiled, leave, lift_veil};
pub use saving::Saving;
pub use written::written;

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// File it.
    File,
    /// Put it aside, its draft kept.
    Hide,
    /// To the next field.
    Next,
    /// To the field before.
    Previous,
    /// The time, where the cursor stands.
    Stamp,
    /// Another note beside it.
    Second,
    /// A template, where the cursor stands.
    Template,
    /// Who says it, at the beginning of a line.
    Speaker,
    /// Telephone numbers and postcodes sealed.
    Seal,
    /// The children that it is about, and a line for one of them.
    Children,
}

/// The keys that are no text.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[ctrl('s')], msg: Msg::File, hint: Some("file it"), help: "File the note, from any field" },
    Binding {
        keys: &[key(Code::Esc), ctrl('g')],
        msg: Msg::Hide,
        hint: Some("hide, keep draft"),
        help: "Hide the note and keep its draft",
    },
    Binding { keys: &[key(Code::Tab)], msg: Msg::Next, hint: Some("next field"), help: "Go to the next field" },
    Binding { keys: &[key(Code::BackTab)], msg: Msg::Previous, hint: None, help: "Go to the field before" },
    Binding {
        keys: &[ctrl('f')],
        msg: Msg::Children,
        hint: Some("for whom"),
        help: "Choose the children of the note, or begin a line for one of them alone",
    },
    Binding { keys: &[ctrl('t')], msg: Msg::Stamp, hint: Some("time"), help: "Insert the time into the text" },
    Binding {
        keys: &[ctrl('n')],
        msg: Msg::Second,
        hint: Some("second note"),
        help: "Open a second note and put this one aside as a draft",
    },
    Binding { keys: &[ctrl('p')], msg: Msg::Template, hint: Some("template"), help: "Insert a template into the text" },
    Binding {
        keys: &[ctrl('o')],
        msg: Msg::Speaker,
        hint: Some("who says"),
        help: "Insert who says it, on a new line",
    },
    Binding {
        keys: &[ctrl('k')],
        msg: Msg::Seal,
        hint: Some("seal"),
        help: "Keep telephone numbers and postcodes in the note out of sight",
    },
];

/// The note that is on top.
pub fn state(model: &Model) -> Option<&State> {
    match model.top() {
        Screen::Note(form) => model.desk.form(*form),
        _ => None,
    }
}

/// The only way to change a form: it is on top, so nothing of it is being filed.
fn state_mut(model: &mut Model) -> Option<&mut State> {
    match model.stack.last()? {
        Screen::Note(form) => model.desk.form_mut(*form),
        _ => None,
    }
}

/// Opens a new note about nobody, one child or several: a call, its clock running, with a person; of one child where
/// none is given, with the person of the last contact.
pub fn open(model: &mut Model, about: Vec<ChildKey>, person: Option<String>) -> Vec<Effect> {
    let last = match about[..] {
        [child] => last_person(model, child),
        _ => None,
    };
    open_as(model, NoteKind::Call, about, person.or(last))
}

/// Opens an enquiry: about nobody, since whom it is about may have no record, with the cursor where who asks goes.
pub fn capture(model: &mut Model) -> Vec<Effect> {
    open_as(model, NoteKind::Enquiry, Vec::new(), None)
}

fn open_as(model: &mut Model, kind: NoteKind, about: Vec<ChildKey>, person: Option<String>) -> Vec<Effect> {
    let effects = hide(model);
    let content = NewNote {
        about,
        kind,
        person,
        text: String::new(),
        own: Own::new(),
        next_step: None,
        follow_up: None,
        follow_up_words: None,
        opened: model.now,
    };
    let form = model.desk.add(content, None);
    show(model, form);
    effects
}

fn last_person(model: &Model, child: ChildKey) -> Option<String> {
    let contact = model.snapshot.caseload.child(child)?.last_contact.as_deref()?;
    contact.person.as_deref().map(str::to_owned)
}

/// Puts a form on top.
fn show(model: &mut Model, form: DraftId) {
    model.stack.push(Screen::Note(form));
    desk::list(model);
}

/// Opens a draft again, as it was left.
pub fn reopen(model: &mut Model, draft: &Draft) -> Vec<Effect> {
    if state(model).is_some_and(|state| state.id == draft.id) {
        return Vec::new();
    }
    let effects = hide(model);
    let draft = Draft { content: children::written_on(model, draft.content.clone()), ..draft.clone() };
    if let Some(form) = model.desk.take(&draft) {
        show(model, form);
    }
    effects
}

/// Opens a filed note to be edited; filing it keeps the earlier version.
pub fn edit(model: &mut Model, note: &Note) -> Vec<Effect> {
    if let Some(draft) = model.drafts.iter().find(|draft| draft.edits.is_some_and(|edit| edit.note == note.id)).cloned()
    {
        return reopen(model, &draft);
    }
    if model.desk.is_filing(note.id) {
        model.toast = Some("it is being saved: try again".to_owned());
        return Vec::new();
    }
    let effects = hide(model);
    let content = children::written_on(model, note.content.clone());
    let form = model.desk.add(content, Some(note.to_edit()));
    show(model, form);
    effects
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::File => desk::file(model),
        Msg::Hide => hide(model),
        Msg::Second => {
            let about = screen::current_child(model).into_iter().collect();
            open(model, about, None)
        }
        Msg::Next | Msg::Previous => {
            if let Some(state) = state_mut(model) {
                state.walk(msg == Msg::Next);
            }
            Vec::new()
        }
        Msg::Template => picker::templates(model),
        Msg::Speaker => picker::speakers(model),
        Msg::Children => picker::children::open(model),
        Msg::Seal => {
            typed(model, |state, _| state.seal());
            Vec::new()
        }
        Msg::Stamp => {
            let stamp = model.now.format("%H:%M ").to_string();
            typed(model, |state, _| state.stamp(&stamp));
            Vec::new()
        }
    }
}

/// Puts what was picked from a list into the note on top.
pub fn take(model: &mut Model, what: &What) {
    typed(model, |state, _| match what {
        What::Template(filled) => state.apply(filled),
        What::Speaker(mark) => state.speak(mark),
        What::Child(child) => state.name(child),
    });
}

/// Puts a child on the note on top, or takes it off.
pub fn toggle(model: &mut Model, child: ChildKey) {
    typed(model, |state, _| state.put_on(child, !state.about.contains(&child)));
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    match (msg, state(model)) {
        (Msg::Seal, Some(state)) if state.in_clear().is_none() => {
            Err("no telephone number and no postcode stands here in clear")
        }
        (Msg::Children, Some(state)) if calls::nobody(model, &state.about) => {
            Err("open the note on a child, or mark children in the list first")
        }
        (Msg::File, Some(state)) if state.is_empty() => Err("nothing to file yet: the note is empty"),
        _ => Ok(()),
    }
}

/// Takes the note off the screen: put aside with what was typed, or dropped where nothing was.
fn hide(model: &mut Model) -> Vec<Effect> {
    match model.top() {
        Screen::Note(form) => desk::put_aside(model, *form),
        _ => Vec::new(),
    }
}

/// Changes the form on top, noting when something was typed.
fn typed<T>(model: &mut Model, change: impl FnOnce(&mut State, usize) -> T) -> Option<T> {
    let (now, width) = (model.now, layout::Form::of(model.size, false).text_width());
    let state = state_mut(model)?;
    let before = state.saving.revision;
    let done = change(state, width);
    if state.saving.revision != before {
        state.saving.typed(now);
    }
    Some(done)
}

/// Lets the text have a press first. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    if model.keymap.lookup(Section::Screen(Name::Note), KEYS, key).is_some() {
        return None;
    }
    let taken = typed(model, |state, width| state.press(key, width))?;
    taken.then(Vec::new)
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    typed(model, |state, _| state.paste(text));
    Vec::new()
}

/// Puts text into a field of the note on top, in place of what stands there.
pub fn put(model: &mut Model, field: Field, text: &str) {
    typed(model, |state, _| state.put(field, text));
}

/// Turns the wheel by some lines, down where positive.
pub fn scrolled(model: &mut Model, lines: i32) -> Vec<Effect> {
    let press = key(if lines < 0 { Code::Up } else { Code::Down });
    for _ in 0..lines.unsigned_abs().min(1_000) {
        typed(model, |state, width| state.field == Field::Text && state.press(press, width));
    }
    Vec::new()
}

/// Presses the left button at a column and row: goes to the field there.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let form = layout::Form::of(model.size, state(model).is_some_and(|state| caution(model, state).is_some()));
    if let (Some(field), Some(state)) = (form.field_at(x, y), state_mut(model)) {
        state.field = field;
    }
    Vec::new()
}

/// What to know before ringing about the children of a note; of several with the name of each.
pub fn caution(model: &Model, state: &State) -> Option<String> {
    let several = state.about.len() > 1;
    let cautions = state.about.iter().filter_map(|child| {
        let child = model.snapshot.caseload.child(*child)?;
        let caution = child.caution.as_deref()?;
        Some(if several { format!("{}: {caution}", model.name_of(child)) } else { caution.to_owned() })
    });
    let cautions: Vec<String> = cautions.collect();
    (!cautions.is_empty()).then(|| cautions.join("; "))
}

#[cfg(test)]
#[path = "note/desk_tests.rs"]
mod desk_tests;
#[cfg(test)]
#[path = "note/enquiry_tests.rs"]
mod enquiry_tests;
#[cfg(test)]
#[path = "note/tests.rs"]
pub(crate) mod tests;
