//! The children of a note: put on it or taken off, and a line begun for one of them alone.

use crate::app::effect::Effect;
use crate::app::filter::choice::year_words;
use crate::app::note::children::{candidates, of};
use crate::app::picker::{Choice, State, Tagged, What};
use crate::app::screen::Screen;
use crate::app::{Model, note};
use crate::domain::facts::ChildKey;
use crate::domain::note::shared::tag;
use crate::domain::triage::explain_case;

const TITLE: &str = "For whom: space puts a child on the note, enter begins a line for one";

/// Opens the list for the note on top.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(form) = note::state(model) else { return Vec::new() };
    let choices = choices(model, &candidates(model, form), &form.about);
    model.stack.push(Screen::Picker(State { title: TITLE, choices, ..State::default() }));
    Vec::new()
}

fn choices(model: &Model, all: &[ChildKey], on: &[ChildKey]) -> Vec<Choice> {
    let facts = of(model, all);
    let choice = |child: &&crate::domain::facts::ChildFacts| {
        let key = ChildKey(child.key);
        let tick = if on.contains(&key) { "[x]" } else { "[ ]" };
        let (year, why) = standing(model, key);
        let first = why.lines().next().unwrap_or_default();
        let caution = child.caution.as_deref().map(|caution| format!("CAUTION {caution}\n")).unwrap_or_default();
        let tagged = Tagged { key, tag: tag(child, &facts), why: format!("{caution}{why}") };
        Choice { label: format!("{tick} {}  {year}  {first}", model.name_of(child)), what: What::Child(tagged) }
    };
    facts.iter().map(choice).collect()
}

/// The year group, and why the child is on the list, a line an alert.
fn standing(model: &Model, child: ChildKey) -> (String, String) {
    let snapshot = &model.snapshot;
    let row = snapshot.rank_of(child).and_then(|rank| snapshot.ranking.rows.get(rank));
    let told = row.and_then(|row| {
        snapshot.with_case(row.child, |case| {
            let alerts = row.alerts.iter().map(|alert| explain_case(case, alert).short);
            (case.nc_year().map(year_words).unwrap_or_default(), alerts.collect::<Vec<_>>().join("\n"))
        })
    });
    told.unwrap_or_default()
}

fn child_of(choice: &Choice) -> Option<ChildKey> {
    match &choice.what {
        What::Child(child) => Some(child.key),
        What::Template(_) | What::Speaker(_) => None,
    }
}

/// The chosen child, where children are listed.
pub(super) fn chosen(state: &State) -> Option<ChildKey> {
    state.choices.get(state.cursor.at).and_then(child_of)
}

/// Puts the chosen child on the note, or takes it off; the list stays.
pub(super) fn toggle(model: &mut Model) {
    let Screen::Picker(state) = model.top() else { return };
    let Some(child) = chosen(state) else { return };
    let (listed, picker) = (state.choices.iter().filter_map(child_of).collect::<Vec<_>>(), model.stack.pop());
    note::toggle(model, child);
    let on = note::state(model).map(|form| form.about.clone()).unwrap_or_default();
    let choices = choices(model, &listed, &on);
    model.stack.extend(picker);
    if let Screen::Picker(state) = model.top_mut() {
        state.choices = choices;
    }
}

#[cfg(test)]
mod tests;
