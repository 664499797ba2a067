//! Children marked by their numbers, to be dealt with at once, as with the space bar on the list.

use crate::app::plain::State;
use crate::app::screen::Screen;
use crate::app::{Model, dashboard};
use crate::domain::facts::ChildKey;
use crate::domain::names::called;

/// Whether what is done now is about the marked ones: no child is open.
pub(super) fn in_hand(model: &Model) -> bool {
    matches!(model.top(), Screen::Dashboard(state) if !state.marked.is_empty())
}

/// Marks children, closes the one that is open, and tells who is marked.
pub(super) fn mark(model: &mut Model, state: &mut State, rest: &str) {
    let Some(children) = numbered(state, rest) else { return };
    let Some(list) = dashboard::state_mut(model) else { return };
    list.marked.extend(children);
    state.marked_last = state.numbered.iter().rfind(|child| list.marked.contains(child)).copied();
    let any = !list.marked.is_empty();
    told(model, state);
    if any {
        while model.pop().is_some() {}
    }
}

/// Marks children no more, all where none is named.
pub(super) fn unmark(model: &mut Model, state: &mut State, rest: &str) {
    let Some(children) = numbered(state, rest) else { return };
    if let Some(list) = dashboard::state_mut(model) {
        list.marked.retain(|child| !children.is_empty() && !children.contains(child));
    }
    told(model, state);
}

fn told(model: &Model, state: &mut State) {
    let marked = dashboard::state(model).map(|list| &list.marked);
    let names = marked.into_iter().flatten().filter_map(|key| model.snapshot.caseload.child(*key)).map(called);
    let names: Vec<String> = names.collect();
    match names.len() {
        0 => state.say("no child is marked"),
        many => state.say(format!("{many} marked: {}", names.join(", "))),
    }
}

/// The children of numbers and of ranges of them; `None`, and why it is said, where one is no number of the list.
fn numbered(state: &mut State, words: &str) -> Option<Vec<ChildKey>> {
    let mut children = Vec::new();
    for word in words.split([' ', ',', '\t']).filter(|word| !word.is_empty()) {
        let (from, to) = word.split_once('-').unwrap_or((word, word));
        let range = from.parse::<usize>().ok().zip(to.parse::<usize>().ok());
        let range = range.filter(|(from, to)| 1 <= *from && from <= to);
        let Some(found) = range.and_then(|(from, to)| state.numbered.get(from - 1..to)) else {
            let all = state.numbered.len();
            state.say(format!("{word} is no number of the list, 1 to {all}: nobody was marked or unmarked"));
            return None;
        };
        children.extend(found);
    }
    Some(children)
}
