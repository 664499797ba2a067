//! The children of a note: what of its text is about which of them, and whom it names unasked.

use crate::app::Model;
use crate::app::dashboard::calls;
use crate::app::note::State;
use crate::app::text::Text;
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::note::named::named;
use crate::domain::note::shared::{join, split};
use crate::domain::note::{NewNote, Own};

/// Facts about the children of a note.
pub fn of<'a>(model: &'a Model, about: &[ChildKey]) -> Vec<&'a ChildFacts> {
    about.iter().filter_map(|child| model.snapshot.caseload.child(*child)).collect()
}

/// The children that a note is about or can be.
pub fn candidates(model: &Model, state: &State) -> Vec<ChildKey> {
    calls::candidates(model, &state.about)
}

/// A note as it is written on: the lines about one child alone stand in the text, each behind the child's name.
pub(super) fn written_on(model: &Model, note: NewNote) -> NewNote {
    if note.own.is_empty() {
        return note;
    }
    let text = join(&note.text, &note.own, &of(model, &note.about));
    NewNote { text, own: Own::new(), ..note }
}

/// A note as it is filed: its text in parts.
pub(super) fn filed(model: &Model, note: NewNote) -> NewNote {
    let parts = split(&note.text, &of(model, &note.about));
    NewNote { text: parts.shared, own: parts.own, ..note }
}

/// What is to be said before a note is filed: whose record would name which other child. `None`: no record would.
pub(super) fn told(model: &Model, state: &State) -> Option<String> {
    let about = of(model, &state.about);
    let children = &model.snapshot.caseload.children;
    let parts = split(&state.text.content(), &about);
    if let Some(lost) = parts.lost.first() {
        return Some(format!("@{lost} is no one child of this note: the line would stand in every child's record"));
    }
    let rest = [&state.next_step, &state.person].map(Text::content);
    let shared = [parts.shared.as_str(), &rest[0], &rest[1]].join("\n");
    if let [_, _, ..] = about[..] {
        let near = candidates(model, state);
        if let Some(names) = listed(model, &named(&shared, children, &near, &[])) {
            return Some(format!("all {} records would name {names}; @ and a name begin a line for one", about.len()));
        }
        let own = parts.own.iter().find_map(|(child, lines)| {
            let names = listed(model, &named(lines, children, &near, &[*child]))?;
            Some((model.snapshot.caseload.child(*child)?, names))
        });
        return own.map(|(child, names)| format!("the lines for {} name {names}", model.name_of(child)));
    }
    let names = listed(model, &named(&shared, children, &[], &state.about))?;
    Some(format!("it names {names}, whom this note is not about"))
}

/// `Tomos Rees and 2 more`.
fn listed(model: &Model, found: &[ChildKey]) -> Option<String> {
    let first = model.name_of(model.snapshot.caseload.child(*found.first()?)?);
    Some(match found.len() {
        1 => first,
        many => format!("{first} and {} more", many - 1),
    })
}

#[cfg(test)]
#[path = "children/tests.rs"]
mod tests;
