//! What is done about a child from any list of children or its record: alerts set aside, changes taken back.

use crate::app::ask::{self, About};
use crate::app::effect::Effect;
use crate::app::keys::{Binding, ch, ctrl};
use crate::app::screen::Screen;
use crate::app::{Model, change, screen};
use crate::domain::alert::Alert;
use crate::domain::case::Case;
use crate::domain::decision::{Subject, What};
use crate::domain::facts::ChildKey;
use crate::domain::triage::occasion_of;
use crate::domain::undoable::Turn;

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// The child's alerts set aside; asks why, and until when or to whom.
    Aside(What),
    /// The last change taken back, or made again; asks for the key once more.
    Turn(Turn),
}

/// The keys, the same on every screen of children.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[ch('a')],
        msg: Msg::Aside(What::Acknowledged),
        hint: Some("set aside"),
        help: "Acknowledge the child's alerts: out of the way for 30 days, or until they are worse",
    },
    Binding {
        keys: &[ch('z')],
        msg: Msg::Aside(What::Snoozed),
        hint: None,
        help: "Put the child's alerts off until a date, or until they are worse",
    },
    Binding {
        keys: &[ch('D')],
        msg: Msg::Aside(What::HandedOver),
        hint: None,
        help: "Hand the child's alerts over to somebody: out of the way for 30 days, or until they are worse",
    },
    Binding {
        keys: &[ch('u')],
        msg: Msg::Turn(Turn::Undo),
        hint: None,
        help: "Undo your last change: says which, and asks for the key once more",
    },
    Binding {
        keys: &[ctrl('r')],
        msg: Msg::Turn(Turn::Redo),
        hint: None,
        help: "Redo what you took back: says which, and asks for the key once more",
    },
];

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Aside(what) => {
            let of = about(model);
            ask::open(model, About::Decide { what, of })
        }
        Msg::Turn(turn) => change::turn(model, turn),
    }
}

/// The children that are marked where the list is on top, else the one on screen.
fn children(model: &Model) -> Vec<ChildKey> {
    match model.top() {
        Screen::Dashboard(state) if !state.marked.is_empty() => state.marked.iter().copied().collect(),
        _ => screen::current_child(model).into_iter().collect(),
    }
}

/// Whose alerts would be set aside, and which. Of several children nothing that somebody set aside already.
fn about(model: &Model) -> Vec<(ChildKey, Vec<Subject>)> {
    let children = children(model);
    let again = children.len() == 1;
    let of = children.into_iter().map(|child| (child, subjects(model, child, again)));
    of.filter(|(_, subjects)| !subjects.is_empty()).collect()
}

/// A child's place in the caseload and its alerts that are in the way; where there are none, those that were set aside
/// already, to be decided `again`.
fn alerts(model: &Model, child: ChildKey, again: bool) -> Option<(usize, &[Alert])> {
    let row = model.snapshot.ranking.rows.get(model.snapshot.rank_of(child)?)?;
    let in_the_way = row.in_the_way();
    Some((row.child, if again && in_the_way.is_empty() { &row.alerts } else { in_the_way }))
}

/// The same by what a decision about them hangs on.
pub fn subjects(model: &Model, child: ChildKey, again: bool) -> Vec<Subject> {
    let Some((place, alerts)) = alerts(model, child, again) else { return Vec::new() };
    let of = |case: &Case<'_>| alerts.iter().map(|alert| Subject::of(alert, occasion_of(case, alert))).collect();
    model.snapshot.with_case(place, of).unwrap_or_default()
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Msg::Aside(_) = msg else { return Ok(()) };
    let children = children(model);
    let again = children.len() == 1;
    // Asked for every frame by the footer: without the occasions that a decision hangs on.
    let has_some = |child: &ChildKey| alerts(model, *child, again).is_some_and(|(_, alerts)| !alerts.is_empty());
    match children[..] {
        _ if children.iter().any(has_some) => Ok(()),
        [] => Err("choose a child first"),
        [_] => Err("this child has no alert to set aside"),
        _ => Err("none of the marked children has an alert that is not set aside yet"),
    }
}
