//! The line mode: the same morning without a screen, for screen readers and pipes. Lines come in, lines go out.
//!
//! It keeps no children, notes or reasons of its own: it walks the dashboard's list, opens records and writes on the
//! note form of the same model.

mod asking;
pub mod commands;
mod marking;
mod telling;
mod writing;

use crate::app::ask::About;
use crate::app::dashboard::lines::Line;
use crate::app::effect::{Effect, Ending};
use crate::app::record::page::Page;
use crate::app::screen::{self, Action};
use crate::app::{Model, dashboard, global, note, record};
use crate::domain::facts::ChildKey;
use crate::domain::visible::visible;
use commands::command;
pub use commands::{COMMANDS, Command, Msg};
use writing::Asked;

/// Children told at once, where no other number is given.
const FEW: usize = 10;

/// What the line mode remembers beside the model.
#[derive(Debug, Default)]
pub struct State {
    asked: Asked,
    /// The children by their numbers, from 1. They keep them until the list is told anew, whatever comes in meanwhile.
    numbered: Vec<ChildKey>,
    /// How many of them were told.
    told: usize,
    /// The last of those that were marked, while no child is open.
    marked_last: Option<ChildKey>,
    /// The follow-ups by their numbers, from 1, as they were told last.
    promised: Vec<(i64, Option<ChildKey>)>,
    said: Vec<String>,
    after: After,
}

/// What is told once the effects of a line are carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum After {
    #[default]
    Nothing,
    /// A page of the open child.
    Page(Page),
    /// The open child: who, why, last contact.
    Child,
    /// The list from its first child.
    List,
    /// A note was sent to be filed.
    Filed,
    /// Something may be asked.
    Question,
}

impl State {
    fn say(&mut self, words: impl Into<String>) {
        self.said.push(words.into());
    }
}

/// Says which file, which day, what waits, and lists the first children.
pub fn greet(model: &Model, state: &mut State) {
    telling::greeting(model, state);
    state.after = After::List;
}

/// Takes a line in.
pub fn line(model: &mut Model, state: &mut State, line: &str) -> Vec<Effect> {
    if state.asked != Asked::Command {
        return writing::line(model, state, line);
    }
    if asking::is_open(model) {
        return asking::line(model, state, line);
    }
    // A note that could not be filed came back: it is kept among the drafts.
    let mut effects = writing::put_aside(model);
    let (word, rest) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
    if word.is_empty() {
        return effects;
    }
    let (msg, rest) = if word.parse::<usize>().is_ok() { (Ok(Msg::Open), word) } else { (command(word), rest.trim()) };
    match msg {
        Ok(msg) => effects.extend(carry_out(model, state, msg, rest)),
        Err(why) => state.say(why),
    }
    effects
}

/// Whether a line begins a note about the open child or is a line of one: nothing of the record is told then.
pub fn writes(state: &State, line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    state.asked != Asked::Command || matches!(command(word), Ok(Msg::Note))
}

/// Notes the end of the input: what is being written stays a draft.
pub fn end(model: &mut Model, state: &mut State) -> Vec<Effect> {
    let mut effects = writing::later(model, state);
    effects.extend(note::leave(model, Ending::Quit, true));
    effects
}

fn carry_out(model: &mut Model, state: &mut State, msg: Msg, rest: &str) -> Vec<Effect> {
    model.armed = model.turning.take();
    match msg {
        Msg::List => list(model, state, rest),
        Msg::More => telling::more(model, state, how_many(rest)),
        Msg::Open => return open_number(model, state, rest),
        Msg::Id => return open_id(model, state, rest),
        Msg::Find => find(model, state, rest),
        Msg::Again => return again(model, state),
        Msg::Mark => marking::mark(model, state, rest),
        Msg::Unmark => marking::unmark(model, state, rest),
        Msg::Page => return page(model, state, rest),
        Msg::Note => return writing::open(model, state, rest),
        Msg::Call => return writing::call(model, state, rest),
        Msg::Template => return writing::template(model, state, rest),
        Msg::Next => return step(model, state, 1),
        Msg::Previous => return step(model, state, -1),
        Msg::FollowUps => telling::follow_ups(model, state),
        Msg::Drafts => telling::drafts(model, state),
        Msg::Draft => return writing::reopen(model, state, rest),
        Msg::Done | Msg::Move => {
            let about = |state: &State, at: usize| state.promised.get(at).map(|(id, child)| About::End(*id, *child));
            let shift = |state: &State, at: usize| state.promised.get(at).map(|(id, child)| About::Move(*id, *child));
            asking::promised(model, state, rest, if msg == Msg::Done { about } else { shift });
        }
        Msg::Act(act) => return asking::act(model, state, act),
        Msg::Whose => return listed_anew(model, state, dashboard::Msg::Whose),
        Msg::Group => return listed_anew(model, state, dashboard::Msg::Group),
        Msg::Help => telling::help(state),
        Msg::Quit => return global::update(model, global::Msg::Quit),
    }
    Vec::new()
}

/// Changes whom the list shows or how, and tells it from its first child.
fn listed_anew(model: &mut Model, state: &mut State, msg: dashboard::Msg) -> Vec<Effect> {
    let action = Action::Dashboard(msg);
    if screen::enabled(model, action).is_ok() {
        state.after = After::List;
    }
    screen::run(model, action)
}

fn how_many(rest: &str) -> usize {
    rest.parse().unwrap_or(FEW).max(1)
}

/// Numbers the children as the dashboard lists them now, and tells the first.
fn list(model: &Model, state: &mut State, rest: &str) {
    let ranks = dashboard::state(model).into_iter().flat_map(dashboard::State::children);
    state.numbered = ranks.filter_map(|rank| model.snapshot.key_at(rank)).collect();
    state.told = 0;
    telling::more(model, state, how_many(rest));
}

fn open_number(model: &mut Model, state: &mut State, rest: &str) -> Vec<Effect> {
    let child = rest.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    if let Some(child) = child.and_then(|at| state.numbered.get(at).copied()) {
        return open(model, state, child);
    }
    state.say(format!("there is no child of that number: 1 to {}", state.numbered.len()));
    Vec::new()
}

fn open_id(model: &mut Model, state: &mut State, rest: &str) -> Vec<Effect> {
    let named = |child: &crate::domain::facts::ChildFacts| {
        child.child_id == rest || child.other_ids.iter().any(|other| *other == rest)
    };
    let found = model.snapshot.caseload.children.iter().find(|child| named(child));
    if let Some(child) = found.map(|child| ChildKey(child.key)) {
        return open(model, state, child);
    }
    state.say("no child has that id");
    Vec::new()
}

/// Opens a record in the place of the one that is open.
fn open(model: &mut Model, state: &mut State, child: ChildKey) -> Vec<Effect> {
    while model.pop().is_some() {}
    state.marked_last = None;
    dashboard::choose(model, child);
    state.after = After::Child;
    screen::open_record(model, child)
}

fn opened(model: &Model, state: &mut State) -> Option<ChildKey> {
    let child = record::state(model).map(|record| record.child);
    if child.is_none() {
        state.say("no child is open: type its number, or mark several");
    }
    child
}

fn again(model: &Model, state: &mut State) -> Vec<Effect> {
    if opened(model, state).is_some() {
        state.after = After::Child;
    }
    Vec::new()
}

fn page(model: &mut Model, state: &mut State, rest: &str) -> Vec<Effect> {
    let word = rest.to_lowercase();
    let found = Page::ALL.into_iter().find(|page| !word.is_empty() && page.title().to_lowercase().starts_with(&word));
    match found {
        None => {
            let titles: Vec<String> = Page::ALL.iter().map(|page| page.title().to_lowercase()).collect();
            state.say(format!("which page? {}", titles.join(", ")));
        }
        Some(page) if opened(model, state).is_some() => state.after = After::Page(page),
        Some(_) => {}
    }
    Vec::new()
}

/// The open child, or the last one marked.
fn here(model: &Model, state: &State) -> Option<ChildKey> {
    record::state(model).map(|record| record.child).or(state.marked_last)
}

/// The next child by number, or the one before; the first where none is open.
fn step(model: &mut Model, state: &mut State, by: isize) -> Vec<Effect> {
    let at = here(model, state).and_then(|child| state.numbered.iter().position(|other| *other == child));
    let to = match at {
        Some(at) => at.checked_add_signed(by),
        None => Some(0),
    };
    if let Some(child) = to.and_then(|at| state.numbered.get(at).copied()) {
        return open(model, state, child);
    }
    state.say(if by < 0 { "this is the first child" } else { "this is the last child" });
    Vec::new()
}

/// Numbers hits that are not in the list after those that are.
fn find(model: &Model, state: &mut State, rest: &str) {
    let snapshot = &model.snapshot;
    let found = snapshot.index().find(rest, snapshot.order(), None).found;
    let keys = found.iter().filter_map(|(child, _)| Some(ChildKey(snapshot.caseload.children.get(*child)?.key)));
    let keys: Vec<ChildKey> = keys.take(if rest.is_empty() { 0 } else { FEW }).collect();
    match (rest.is_empty(), found.len()) {
        (true, _) => state.say("find whom? A name, a school, an id"),
        (false, 0) => state.say("no child fits"),
        (false, many) if many > FEW => state.say(format!("{many} children fit; the first {FEW}:")),
        (false, _) => {}
    }
    for key in keys {
        let at = state.numbered.iter().position(|other| *other == key);
        let at = at.unwrap_or_else(|| {
            // They are no part of what `more` goes on with.
            state.numbered.push(key);
            state.numbered.len() - 1
        });
        telling::child_of_list(model, state, at);
    }
}

/// What is to be told after the effects of a line were carried out: plain lines, hidden characters visible.
pub fn tell(model: &mut Model, state: &mut State) -> Vec<String> {
    if let Some(toast) = model.toast.take() {
        state.say(toast);
    }
    if let Some(failure) = model.failure.take() {
        state.say(format!("something went wrong: {}", failure.what));
    }
    match std::mem::take(&mut state.after) {
        After::Nothing => {}
        After::Page(page) => telling::page(model, state, page),
        After::Child => telling::child(model, state),
        After::List => list(model, state, ""),
        After::Filed => telling::filed(model, state),
        After::Question => asking::tell(model, state),
    }
    let said = std::mem::take(&mut state.said);
    said.iter().map(|line| visible(line).into_owned()).collect()
}

/// Whether a line of a heading stands above a child of the list.
fn heading_above(model: &Model, child: ChildKey) -> Option<Line> {
    let lines = &dashboard::state(model)?.lines;
    let rank = model.snapshot.rank_of(child)?;
    let at = lines.iter().position(|line| *line == Line::Child(rank))?;
    lines.get(at.checked_sub(1)?).copied().filter(|line| !line.is_child())
}

#[cfg(test)]
#[path = "plain/tests.rs"]
mod tests;
