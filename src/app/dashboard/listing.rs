//! What the list shows: worked out again when a view, an order, a search or the caseload changes, never for a press.

use crate::app::Model;
use crate::app::dashboard::lines::{self, Line, Shown};
use crate::app::dashboard::panes::Panes;
use crate::app::dashboard::sort::Order;
use crate::app::dashboard::{State, Whose, chosen, has_own, state, state_mut};
use crate::app::list::Cursor;
use crate::app::views::{Heads, Shape, pool};
use crate::domain::facts::ChildKey;

pub(super) fn put_in_order(model: &mut Model, how: impl FnOnce(Order) -> Order) {
    change(model, |state| {
        let order = how(state.order());
        state.orders.insert(state.view, order);
    });
}

/// Shows a view; the cursor stays on its child where that is still shown, else it goes to the top.
pub fn show(model: &mut Model, place: usize) {
    let chosen = chosen(model);
    if let Some(state) = state_mut(model)
        && state.view != place
    {
        state.view = place;
        state.cursor = Cursor::default();
    }
    refresh(model, chosen);
}

/// Shows what was saved, likewise.
pub fn wear(model: &mut Model, shape: &Shape) {
    if let Some(state) = state_mut(model) {
        state.filter = shape.filter.clone();
        state.by = shape.by;
        state.orders.insert(shape.view, shape.order);
    }
    show(model, shape.view);
}

/// Searches, narrowing what was found last; `None` ends the search.
pub fn find(model: &mut Model, query: Option<&str>) {
    let snapshot = model.snapshot.clone();
    change(model, |state| {
        let found = query.map(|query| snapshot.index().find(query, snapshot.order(), state.hits.as_ref()));
        // The best hit is chosen anew for each letter; without a search the cursor stays on its child.
        state.cursor = if found.is_some() { Cursor::default() } else { state.cursor };
        state.hits = found;
    });
}

/// Changes what the list shows, the cursor staying on its child where that is still shown.
pub fn change(model: &mut Model, how: impl FnOnce(&mut State)) {
    let Some(state) = state_mut(model) else { return };
    let before = state.cursor;
    let chosen = state.chosen_rank();
    how(state);
    let moved = state.cursor != before;
    list_again(model, if moved { None } else { chosen });
}

/// Works the list out anew after another caseload or window, the cursor staying on its child.
pub fn refresh(model: &mut Model, chosen: Option<ChildKey>) {
    let own = has_own(model);
    let snapshot = model.snapshot.clone();
    let pool = state(model).map(|state| pool::of(&snapshot, state.view(), &model.looked)).unwrap_or_default();
    if let Some(state) = state_mut(model) {
        state.pool = pool;
        if state.whose == Whose::Undecided && !snapshot.caseload.children.is_empty() {
            state.whose = if own { Whose::Mine } else { Whose::Everybody };
        }
        if let Some(hits) = state.hits.take() {
            state.hits = Some(snapshot.index().find(&hits.query, snapshot.order(), None));
        }
    }
    let rank = chosen.and_then(|chosen| snapshot.rank_of(chosen));
    list_again(model, rank);
}

/// The window has another size: the list stands, and the cursor in it.
pub fn resized(model: &mut Model) {
    let window = Panes::of(model).window();
    if let Some(state) = state_mut(model) {
        state.put(state.cursor.at, window);
    }
}

/// A record was opened: the view of the recent ones shows it.
pub fn looked(model: &mut Model) {
    if state(model).is_some_and(|state| state.view().heads == Heads::Days) {
        let chosen = chosen(model);
        refresh(model, chosen);
    }
}

/// Works the lines out, the cursor on a place of the ranking where it is shown, else where it stood.
fn list_again(model: &mut Model, rank: Option<usize>) {
    let (snapshot, me) = (model.snapshot.clone(), model.me.clone());
    if let Some(state) = state_mut(model) {
        let mine = me.filter(|_| state.whose == Whose::Mine);
        let shown = Shown::new(&snapshot, mine.as_deref(), &state.filter);
        state.lines = match &state.hits {
            Some(hits) => lines::found(&shown, &state.pool, hits),
            None => lines::grouped(&shown, &state.pool, (state.by, state.order())),
        };
    }
    let window = Panes::of(model).window();
    if let Some(state) = state_mut(model) {
        let kept = rank.and_then(|rank| state.lines.iter().position(|line| *line == Line::Child(rank)));
        state.put(kept.unwrap_or(state.cursor.at), window);
    }
}
