//! Views that a user saved under a name, where the list was left, and what a start opens on.

use crate::app::dashboard::calls::By;
use crate::app::dashboard::sort::Order;
use crate::app::effect::Effect;
use crate::app::filter::choice::Filter;
use crate::app::screen::{self, Action, Name};
use crate::app::views::{Shape, VIEWS, place};
use crate::app::{Failure, Model, ask, dashboard, global, note, record};
use crate::domain::facts::ChildKey;
use std::collections::BTreeMap;

/// A view that a user saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// Its number key, one of [`NUMBERS`]; none where they were taken.
    pub key: Option<u8>,
    /// What it shows.
    pub shape: Shape,
}

/// The number keys that are left for saved views, in the order in which they are given out.
pub const NUMBERS: [u8; 3] = [8, 9, 0];

/// The longest name, in characters.
pub const LONGEST: usize = 40;

/// What the program keeps about views outside the caseload.
#[derive(Debug, Default)]
pub struct Views {
    /// Those saved, the oldest first.
    pub saved: Vec<Saved>,
    /// Something of them could not be read: they are not written over.
    pub broken: bool,
    /// The child that the list was left on, until the first caseload is there.
    pub child: Option<ChildKey>,
    /// What the start opens on, likewise.
    pub opening: Option<Opening>,
}

/// How the list was left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// The chosen child.
    pub child: Option<ChildKey>,
    /// The view, by its place in [`VIEWS`].
    pub view: usize,
    /// By what the children stood together.
    pub by: Option<By>,
    /// The orders that were chosen, by view.
    pub orders: BTreeMap<usize, Order>,
    /// The filter.
    pub filter: Filter,
}

/// What a start opens on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// A view, by its place in [`VIEWS`].
    View(usize),
    /// A saved one.
    Saved(Shape),
    /// The list of follow-ups.
    FollowUps,
    /// The list of drafts.
    Drafts,
    /// What was open when the program locked itself.
    Back(Back),
}

/// What was open when the program locked itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// The record of the chosen child.
    Record,
    /// A note: the draft kept last.
    Note,
}

/// What is to be opened again after a lock.
pub fn back(model: &Model) -> Option<Back> {
    let note = model.shows(Name::Note).then_some(Back::Note);
    note.or_else(|| model.shows(Name::Record).then_some(Back::Record))
}

/// The screens of their own that are views too, by name.
const SCREENS: [(&str, Opening); 2] = [("follow-ups", Opening::FollowUps), ("drafts", Opening::Drafts)];

/// What a name opens; of the same name the program's own comes first.
pub fn opening(name: &str, saved: &[Saved]) -> Option<Opening> {
    let own = place(name).map(Opening::View);
    let screen = || SCREENS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
    let of_user = || find(saved, name).map(|saved| Opening::Saved(saved.shape.clone()));
    own.or_else(|| screen().map(|(_, opening)| opening.clone())).or_else(of_user)
}

/// Every name that opens something: the program's own, then those saved.
pub fn names(saved: &[Saved]) -> impl Iterator<Item = &str> {
    let own = VIEWS.iter().map(|view| view.name).chain(SCREENS.iter().map(|(name, _)| *name));
    own.chain(saved.iter().map(|saved| saved.name.as_str()))
}

fn find<'a>(saved: &'a [Saved], name: &str) -> Option<&'a Saved> {
    let plain = |name: &str| name.trim().to_lowercase();
    saved.iter().find(|saved| plain(&saved.name) == plain(name))
}

/// Takes the list up where it was left, before the first caseload is there.
pub fn take_up(model: &mut Model, left: Left, opening: Option<Opening>) {
    if let Some(state) = dashboard::state_mut(model) {
        state.orders = left.orders;
        if matches!(opening, None | Some(Opening::Back(_))) {
            (state.view, state.by, state.filter) = (left.view.min(VIEWS.len() - 1), left.by, left.filter);
        }
    }
    model.views.child = left.child;
    model.views.opening = opening;
}

/// Opens what the start was asked for, once the first caseload is there.
pub fn opened(model: &mut Model) -> Vec<Effect> {
    match model.views.opening.take() {
        None => Vec::new(),
        Some(Opening::View(place)) => {
            dashboard::show(model, place);
            Vec::new()
        }
        Some(Opening::Saved(shape)) => {
            dashboard::wear(model, &shape);
            Vec::new()
        }
        Some(Opening::Back(Back::Record)) => dashboard::update(model, dashboard::Msg::Open),
        Some(Opening::Back(Back::Note)) => {
            let last = model.drafts.iter().max_by_key(|draft| draft.kept).cloned();
            last.map_or_else(Vec::new, |draft| note::reopen(model, &draft))
        }
        Some(Opening::FollowUps) => screen::run(model, Action::Global(global::Msg::FollowUps)),
        Some(Opening::Drafts) => screen::run(model, Action::Global(global::Msg::Drafts)),
    }
}

/// How the list stands now; `None` where there is none, as on the first run.
pub fn left(model: &Model) -> Option<Left> {
    let state = dashboard::state(model).filter(|_| model.loaded())?;
    let (view, orders, filter) = (state.view, state.orders.clone(), state.filter.clone());
    let child = record::state(model).map(|record| record.child).or_else(|| dashboard::chosen(model));
    Some(Left { child, view, by: state.by, orders, filter })
}

/// The saved view under a number key.
pub fn under(model: &Model, key: u8) -> Option<&Saved> {
    model.views.saved.iter().find(|saved| saved.key == Some(key))
}

/// The saved view that the list stands in.
pub fn worn(model: &Model) -> Option<&Saved> {
    let shape = dashboard::state(model)?.shape();
    model.views.saved.iter().find(|saved| saved.shape == shape)
}

/// The number key that the next saved view gets.
pub fn free(saved: &[Saved]) -> Option<u8> {
    NUMBERS.into_iter().find(|number| saved.iter().all(|saved| saved.key != Some(*number)))
}

/// Why a name cannot be given.
pub fn wrong(model: &Model, name: &str) -> Option<&'static str> {
    match name.trim() {
        "" => Some("give it a name"),
        name if name.chars().count() > LONGEST => Some("at most 40 characters"),
        name if opening(name, &model.views.saved).is_some() => Some("there is a view of this name; v lists them"),
        _ => None,
    }
}

/// Why nothing can be saved or deleted now.
///
/// # Errors
/// The reason, to be shown.
pub fn can_keep(model: &Model) -> Result<(), &'static str> {
    match (model.demo, model.views.broken) {
        (true, _) => Err("the demo keeps nothing"),
        (_, true) => Err("views.toml holds lines that cannot be used: mend it first, so that nothing of it is lost"),
        _ => Ok(()),
    }
}

/// A change of the saved views. It is made to those that stand in the file then: another window may have saved some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A shape saved under a name.
    Save(String, Shape),
    /// A saved one deleted.
    Delete(Saved),
}

impl Change {
    /// Makes it, and gives the words to be said.
    ///
    /// # Errors
    /// Why it cannot be made to these; they are as they were.
    pub fn make(&self, saved: &mut Vec<Saved>) -> Result<String, &'static str> {
        match self {
            Self::Save(name, _) if find(saved, name).is_some() => {
                Err("another window saved a view of this name; v lists it")
            }
            Self::Save(name, shape) => {
                let key = free(saved);
                saved.push(Saved { name: name.clone(), key, shape: shape.clone() });
                Ok(match key {
                    Some(key) => format!("saved: {key} shows {name}"),
                    None => format!("saved: {name}; 8, 9 and 0 are taken, v lists it"),
                })
            }
            Self::Delete(gone) => {
                let other = |saved: &Saved| saved.name == gone.name && saved.shape != gone.shape;
                if saved.iter().any(other) {
                    return Err("another window saved another view of this name");
                }
                saved.retain(|saved| saved.name != gone.name);
                Ok(format!("deleted: {}", gone.name))
            }
        }
    }
}

/// Saves what the list shows under a name.
pub fn save(model: &Model, name: &str) -> Vec<Effect> {
    let Some(state) = dashboard::state(model) else { return Vec::new() };
    vec![Effect::KeepViews(Change::Save(name.trim().to_owned(), state.shape()))]
}

/// Deletes one.
pub fn delete(saved: &Saved) -> Vec<Effect> {
    vec![Effect::KeepViews(Change::Delete(saved.clone()))]
}

/// Takes in which there are now, where that is known, and what became of a change.
pub fn kept(model: &mut Model, saved: Option<Vec<Saved>>, done: Result<String, Failure>) -> Vec<Effect> {
    if let Some(saved) = saved {
        model.views.saved = saved;
    }
    match done {
        Ok(said) => {
            model.toast = Some(said);
            ask::done(model);
        }
        Err(failure) => {
            model.failure = Some(failure);
            ask::failed(model);
        }
    }
    Vec::new()
}
