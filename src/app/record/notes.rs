//! The notes about a child, the latest first, in full.

use crate::app::effect::Effect;
use crate::app::list::Cursor;
use crate::app::record::item::{Item, Leaf, Tone, date};
use crate::app::record::page::Page;
use crate::app::record::{State, state, state_mut, turn};
use crate::app::{Model, note};
use crate::domain::facts::{ChildKey, Text};
use crate::domain::kind::{Kind, spec};
use crate::domain::note::sealing::{masked, revealed};
use crate::domain::note::{Note, NoteId};
use crate::domain::record::Record;

/// The page.
pub fn leaf(_: &Model, state: &State) -> Leaf {
    let Some(record) = &state.record else {
        return Leaf { nothing: "Notes are being read.".to_owned(), ..Leaf::default() };
    };
    let reader = Reader { child: state.child, people: &people(record), open: state.revealed };
    let items = record.notes.iter().rev().map(|note| with_versions(state, note, &reader)).collect();
    Leaf { items, nothing: "No note yet: n writes one.".to_owned(), ..Leaf::default() }
}

/// A note, and its earlier versions below it where they are shown.
fn with_versions(state: &State, note: &Note, reader: &Reader<'_>) -> Item {
    let item = reader.item(note);
    let Some((_, versions)) = state.versions.as_ref().filter(|(id, _)| *id == note.id) else { return item };
    let earlier = versions.iter().rev().skip(1);
    earlier.fold(item, |item, version| {
        let before = reader.item(version);
        let filed = version.filed.format("%a %-d %b %Y %H:%M");
        item.line(format!("-- as filed {filed} by {}:", version.actor)).below(before)
    })
}

/// Roles and people that a line of a note may begin with, beside the roles that everybody knows.
fn people(record: &Record) -> Vec<&str> {
    let contacts = record.rows(Kind::Contact).iter();
    let spec = spec(Kind::Contact);
    let filed = contacts.flat_map(|row| [row.text(spec, "role"), row.text(spec, "name")]);
    let child = &record.child;
    let own = [&child.social_worker, &child.designated_teacher, &child.carer, &child.caseworker];
    filed.chain(own.into_iter().flatten().map(Text::as_str)).collect()
}

/// In whose record a note is read, and how.
struct Reader<'a> {
    child: ChildKey,
    people: &'a [&'a str],
    /// Sealed pieces are shown.
    open: bool,
}

impl Reader<'_> {
    /// What all children of a note share, and what is about this child alone; nothing about another, and no other's name.
    fn item(&self, note: &Note) -> Item {
        let content = &note.content;
        let sealed = if self.open { revealed } else { masked };
        let mut item = Item::new(Tone::Strong, title(note));
        for line in sealed(&content.text).lines() {
            item = item.spoken(&line.replace('\t', "    "), self.people);
        }
        for line in content.own.get(&self.child).into_iter().flat_map(|own| own.lines()) {
            item = item.line(format!("this child: {}", sealed(line).replace('\t', "    ")));
        }
        let by = match (content.follow_up, &content.follow_up_words) {
            (Some(day), _) => format!(" by {}", date(day)),
            (None, Some(words)) => format!(" (date not understood: {words})"),
            (None, None) => String::new(),
        };
        match &content.next_step {
            Some(step) => item.line(format!("next: {}{by}", sealed(step))),
            None if by.is_empty() => item,
            None => item.line(format!("follow up{by}")),
        }
    }
}

/// When, what kind of contact, with whom, by whom; of how many children.
fn title(note: &Note) -> String {
    let content = &note.content;
    let person = content.person.as_deref().unwrap_or("nobody named");
    let others = match content.about.len() {
        0 | 1 => String::new(),
        2 => "  (and 1 other child)".to_owned(),
        many => format!("  (and {} other children)", many - 1),
    };
    let edited = match note.earlier {
        0 => String::new(),
        1 => format!("  (edited {}, 1 earlier version kept)", note.filed.format("%-d %b %Y %H:%M")),
        many => format!("  (edited {}, {many} earlier versions kept)", note.filed.format("%-d %b %Y %H:%M")),
    };
    let beside = note.beside.as_ref().map_or_else(String::new, |beside| format!("  ({}: v shows it)", beside.words()));
    let at = content.opened.format("%a %-d %b %Y %H:%M");
    format!("{at}  {}  {person}  {}{others}{edited}{beside}", content.kind.id(), note.actor)
}

/// The chosen note.
pub fn chosen(model: &Model) -> Option<&Note> {
    let state = state(model).filter(|state| state.page == Page::Notes)?;
    state.record.as_ref()?.notes.iter().rev().nth(state.cursor.at)
}

/// Shows the notes, with one of them chosen as soon as the record is read.
pub fn go_to(model: &mut Model, note: NoteId) {
    turn(model, |_| Page::Notes);
    if let Some(state) = state_mut(model) {
        state.seek = Some(note);
        settle(state);
    }
}

/// Chooses the note that was to be found, unless another page was turned to since.
pub(super) fn settle(state: &mut State) {
    let Some(record) = &state.record else { return };
    let place = state.seek.take().and_then(|id| record.notes.iter().rev().position(|note| note.id == id));
    if let Some(at) = place.filter(|_| state.page == Page::Notes) {
        state.cursor = Cursor { at, top: 0 };
        state.scrolled = 0;
    }
}

/// Opens the chosen note to be edited.
pub fn edit(model: &mut Model) -> Vec<Effect> {
    let chosen = chosen(model).cloned();
    chosen.map_or_else(Vec::new, |chosen| note::edit(model, &chosen))
}

/// Asks for the versions of the chosen note, or hides them.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let Some(id) = chosen(model).map(|note| note.id) else { return Vec::new() };
    match state_mut(model) {
        Some(state) if state.versions.as_ref().is_some_and(|(shown, _)| *shown == id) => {
            state.versions = None;
            Vec::new()
        }
        _ => vec![Effect::Versions(id)],
    }
}

/// Takes in the versions of a note, where its record is still on the screen.
pub fn versions(model: &mut Model, note: NoteId, versions: Vec<Note>) -> Vec<Effect> {
    if let Some(state) = state_mut(model)
        && state.record.as_ref().is_some_and(|record| record.notes.iter().any(|known| known.id == note))
    {
        state.versions = Some((note, versions));
    }
    Vec::new()
}
