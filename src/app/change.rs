//! Changes of the record beside notes: on their way to the file, and what became of them.

use crate::app::effect::Effect;
use crate::app::{Failure, Model, ask, dashboard, screen, work};
use crate::domain::decision::{Decision, Look};
use crate::domain::facts::ChildKey;
use crate::domain::sealed::Sealed;
use crate::domain::undoable::{Turn, Undoable};
use crate::domain::work::Entry;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A change on its way to the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Alerts set aside, all as one change.
    Decide(Vec<Decision>),
    /// A follow-up done, and what came of it.
    End(i64, Sealed<String>),
    /// A follow-up moved to a day.
    Move(i64, NaiveDate),
    /// Rows written down by hand, and what is said of it.
    Write(Vec<Entry>, &'static str),
    /// The change of a sequence number taken back, or made again.
    Turn(Turn, i64),
    /// What was seen of a child: no change of the record, nothing is said of it.
    Look(Look),
}

/// Asks for the key once more, or does what was asked for.
pub fn turn(model: &mut Model, turn: Turn) -> Vec<Effect> {
    match model.armed.take() {
        Some((armed, undoable)) if armed == turn => vec![Effect::Change(Box::new(Change::Turn(turn, undoable.seq)))],
        _ => vec![Effect::NextTurn(turn)],
    }
}

/// Says what would be taken back or made again; the same key does it.
pub fn next(model: &mut Model, turn: Turn, next: Option<Undoable>) -> Vec<Effect> {
    let (key, does) = match turn {
        Turn::Undo => ("u", "takes back"),
        Turn::Redo => ("ctrl-r", "does again"),
    };
    let Some(undoable) = next else {
        let nothing = match turn {
            Turn::Undo => {
                "nothing of yours in the last 30 days is left to take back; imports are taken back on screen I"
            }
            Turn::Redo => "there is nothing to do again",
        };
        model.toast = Some(nothing.to_owned());
        return Vec::new();
    };
    let at = undoable.at.with_timezone(model.now.offset());
    let when =
        if at.date_naive() == model.now.date_naive() { at.format("%H:%M") } else { at.format("%a %-d %b %H:%M") };
    model.toast = Some(format!("{key} once more {does} {} ({when})", undoable.words));
    model.turning = Some((turn, undoable));
    Vec::new()
}

/// Takes in what became of a change.
pub fn changed(model: &mut Model, change: &Change, done: Result<(), Failure>) -> Vec<Effect> {
    if matches!(change, Change::Look(_)) {
        return Vec::new();
    }
    if let Err(failure) = done {
        ask::failed(model);
        work::fill::failed(model);
        model.failure = Some(failure);
        return Vec::new();
    }
    ask::done(model);
    work::fill::done(model);
    model.toast = Some(said(change));
    if let Change::Decide(decisions) = change {
        go_on(model, &decisions.iter().map(|one| one.child).collect());
        if let Some(state) = dashboard::state_mut(model) {
            state.marked.clear();
        }
    }
    vec![model.load()]
}

/// What was set aside leaves its place: a cursor that stands on it goes to the next child of the list that stays.
fn go_on(model: &mut Model, decided: &BTreeSet<ChildKey>) {
    let there = screen::current_child(model).filter(|child| dashboard::chosen(model) == Some(*child));
    let after = |child: &ChildKey| dashboard::neighbour(model, *child, 1);
    let mut going = std::iter::successors(there, after).skip_while(|child| decided.contains(child));
    if let Some(next) = going.next() {
        dashboard::choose(model, next);
    }
}

fn said(change: &Change) -> String {
    match change {
        Change::Decide(decisions) => {
            let count = decisions.len();
            let (alerts, until) = (if count == 1 { "alert" } else { "alerts" }, decisions.first().map(|one| one.until));
            let until = until.map(|day| day.format(" until %a %-d %b").to_string()).unwrap_or_default();
            let children: BTreeSet<_> = decisions.iter().map(|one| one.child).collect();
            let whose = if children.len() > 1 { format!(" of {} children", children.len()) } else { String::new() };
            format!("saved: {count} {alerts}{whose} set aside{until}; u takes it back")
        }
        Change::End(..) => "saved: the follow-up is done; u takes it back".to_owned(),
        Change::Move(_, due) => format!("saved: the follow-up is due {}; u takes it back", due.format("%a %-d %b")),
        Change::Write(_, title) => format!("saved: {title}; u takes it back"),
        Change::Turn(Turn::Undo, _) => "taken back; ctrl-r does it again".to_owned(),
        Change::Turn(Turn::Redo, _) => "done again; u takes it back".to_owned(),
        Change::Look(_) => String::new(),
    }
}
