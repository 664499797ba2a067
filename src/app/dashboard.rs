//! The dashboard: the ranked list, narrowed by a search, a filter and whose children they are.

pub mod calls;
mod keys;
pub mod lines;
pub mod listed;
mod listing;
mod near;
pub mod panes;
pub mod sort;
pub mod why;

use crate::app::Model;
use crate::app::ask::About;
use crate::app::effect::Effect;
use crate::app::filter::choice::Filter;
use crate::app::list::{Cursor, Step};
use crate::app::screen::{self, Screen};
use crate::app::snapshot::Snapshot;
use crate::app::views::pool::Entry;
use crate::app::views::{self, Shape, VIEWS, View, saved};
use crate::app::{ask, filter, find, follow_ups, note, papers};
use crate::domain::facts::ChildKey;
use crate::domain::search::Hits;
use calls::By;
pub use keys::KEYS;
use lines::Line;
pub use listing::{change, find, looked, refresh, resized, show, wear};
pub use near::neighbour;
use panes::Panes;
use sort::Order;
use std::collections::{BTreeMap, BTreeSet};

/// What the dashboard remembers. The list is worked out when what it shows changes, never for a press.
#[derive(Debug, Default)]
pub struct State {
    /// Headings and children, as they are shown.
    pub lines: Vec<Line>,
    /// Where the cursor stands; on a child unless there is none.
    pub cursor: Cursor,
    /// Whose children are shown.
    pub whose: Whose,
    /// What the list is narrowed to.
    pub filter: Filter,
    /// The view, by its place in [`VIEWS`].
    pub view: usize,
    /// By what the children stand together in place of the view's headings.
    pub by: Option<By>,
    /// The orders that were chosen, by view.
    pub orders: BTreeMap<usize, Order>,
    /// Whom the view shows before search and filter narrow it.
    pool: Vec<Entry>,
    /// The children that were marked, to be dealt with at once; those that are not shown stay marked.
    pub marked: BTreeSet<ChildKey>,
    /// What a search found; the list then shows the hits, the best first.
    pub hits: Option<Hits>,
}

/// Whose children are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// Not yet decided: the first caseload decides.
    #[default]
    Undecided,
    /// Those of the caseworker named by `--me`.
    Mine,
    /// Everybody's.
    Everybody,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The chosen child's record.
    Open,
    /// A search.
    Find,
    /// The overlay of the filter.
    Filter,
    /// All out of the filter.
    ClearFilter,
    /// Together by school, social worker or carer, or as the view has them.
    Group,
    /// A note about a call that covers several children.
    Call,
    /// The next column to sort by.
    Sort,
    /// The order the other way round.
    Reverse,
    /// A view, by its place in the table.
    View(usize),
    /// The view saved under a number key.
    Saved(u8),
    /// A name for what the list shows.
    Save,
    /// The list of views.
    Views,
    /// The chosen child marked, or no more; the cursor goes on.
    Mark,
    /// My children or everybody's.
    Whose,
    /// The end of a search.
    Back,
    /// The list as it stands, to a file.
    Write,
}

impl State {
    /// The chosen child's place in the ranking.
    pub fn chosen_rank(&self) -> Option<usize> {
        match self.lines.get(self.cursor.at)? {
            Line::Child(place) => Some(*place),
            Line::Heading(..) | Line::Found(_) => None,
        }
    }

    /// The chosen child.
    pub fn chosen(&self, snapshot: &Snapshot) -> Option<ChildKey> {
        snapshot.key_at(self.chosen_rank()?)
    }

    /// The children shown, by their places in the ranking.
    pub fn children(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().filter_map(|line| match line {
            Line::Child(rank) => Some(*rank),
            Line::Heading(..) | Line::Found(_) => None,
        })
    }

    /// The view.
    pub fn view(&self) -> &'static View {
        VIEWS.get(self.view).unwrap_or(&VIEWS[0])
    }

    /// The order: the one that was chosen for the view, else its own.
    pub fn order(&self) -> Order {
        self.orders.get(&self.view).copied().unwrap_or(self.view().order)
    }

    /// What is shown and in which order.
    pub fn shape(&self) -> Shape {
        Shape { view: self.view, by: self.by, order: self.order(), filter: self.filter.clone() }
    }

    fn put(&mut self, at: usize, window: usize) {
        let lines = &self.lines;
        self.cursor.put(at, lines.len(), window, |row| lines[row].is_child());
    }
}

/// The dashboard at the bottom of the stack.
pub fn state(model: &Model) -> Option<&State> {
    model.stack.iter().find_map(|screen| match screen {
        Screen::Dashboard(state) => Some(state.as_ref()),
        _ => None,
    })
}

/// The same, to be changed.
pub fn state_mut(model: &mut Model) -> Option<&mut State> {
    model.stack.iter_mut().find_map(|screen| match screen {
        Screen::Dashboard(state) => Some(state.as_mut()),
        _ => None,
    })
}

/// What was searched for last, while its hits are shown.
pub fn query(model: &Model) -> Option<&str> {
    state(model)?.hits.as_ref().map(|hits| hits.query.as_str())
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Move(step) => {
            let window = Panes::of(model).window();
            if let Some(state) = state_mut(model) {
                let lines = &state.lines;
                state.cursor.step_over(step, lines.len(), window, |row| lines[row].is_child());
            }
        }
        Msg::Open => return chosen(model).map_or_else(Vec::new, |child| screen::open_record(model, child)),
        Msg::Find => return find::open(model),
        Msg::Write => return papers::name::open_for_list(model),
        Msg::Filter => return filter::open(model),
        Msg::ClearFilter => {
            change(model, |state| state.filter = Filter::default());
        }
        Msg::Group => change(model, |state| state.by = By::next(state.by)),
        Msg::Call => {
            return calls::offered(model).map_or_else(Vec::new, |call| note::open(model, call.about, call.person));
        }
        Msg::Sort => listing::put_in_order(model, |order| Order { sort: order.sort.next(), reversed: false }),
        Msg::Reverse => listing::put_in_order(model, |order| Order { reversed: !order.reversed, ..order }),
        Msg::View(place) => show(model, place),
        Msg::Saved(key) => {
            if let Some(shape) = saved::under(model, key).map(|saved| saved.shape.clone()) {
                wear(model, &shape);
            }
        }
        Msg::Save => return ask::open(model, About::View),
        Msg::Views => return views::list::open(model),
        Msg::Whose => change(model, |state| {
            state.whose = if state.whose == Whose::Mine { Whose::Everybody } else { Whose::Mine };
        }),
        Msg::Mark => mark(model),
        Msg::Back => {
            if state(model).is_some_and(|state| state.hits.is_some()) {
                find(model, None);
            } else if let Some(state) = state_mut(model) {
                state.marked.clear();
            }
        }
    }
    Vec::new()
}

/// Marks the chosen child, or no more, and goes on to the next.
fn mark(model: &mut Model) {
    let Some(child) = chosen(model) else { return };
    if let Some(state) = state_mut(model)
        && !state.marked.remove(&child)
    {
        state.marked.insert(child);
    }
    update(model, Msg::Move(Step::Down));
}

/// The child that the cursor stands on.
pub fn chosen(model: &Model) -> Option<ChildKey> {
    state(model)?.chosen(&model.snapshot)
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let state = state(model).ok_or("there is no list yet")?;
    let empty = model.snapshot.caseload.children.is_empty();
    match msg {
        Msg::Open | Msg::Mark | Msg::Call if chosen(model).is_none() => Err("there is no child in the list"),
        Msg::Write if state.children().next().is_none() => Err("there is no child in the list"),
        Msg::Find | Msg::Filter if empty => Err("there are no children yet"),
        Msg::Sort | Msg::Reverse | Msg::Group if state.hits.is_some() => {
            Err("hits stand with the best first; esc ends the search")
        }
        Msg::Saved(key) if saved::under(model, key).is_none() => Err("nothing is saved under this number; S saves"),
        Msg::Save => saved::can_keep(model),
        Msg::ClearFilter if state.filter.is_empty() => Err("there is no filter to clear"),
        Msg::Whose if model.me.is_none() => Err("start with --me NAME to see your own children alone"),
        Msg::Whose if !has_own(model) => Err("nobody on this caseload has you as their caseworker"),
        Msg::Back if state.hits.is_none() && state.marked.is_empty() => Err("this is the first screen; q quits"),
        _ => Ok(()),
    }
}

fn has_own(model: &Model) -> bool {
    let mine = |me| model.snapshot.caseload.children.iter().any(|child| lines::is_mine(child, me));
    model.me.as_deref().is_some_and(mine)
}

/// Whether `--me` names somebody without children, so that everybody's are shown.
pub fn nobody_is_mine(model: &Model) -> bool {
    model.me.is_some() && !model.snapshot.caseload.children.is_empty() && !has_own(model)
}

/// Presses the left button at a column and row: chooses; opens what is chosen; below the list, the follow-ups.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let panes = Panes::of(model);
    if panes.agenda.holds(x, y) && follow_ups::open_ones(model).next().is_some() {
        return follow_ups::open(model);
    }
    let Some(state) = state_mut(model).filter(|_| panes.list.holds(x, y)) else { return Vec::new() };
    let cursor = state.cursor.shown(state.lines.len(), panes.window());
    let at = cursor.top + usize::from(y - panes.list.y);
    if !state.lines.get(at).is_some_and(Line::is_child) {
        return Vec::new();
    }
    let opens = at == cursor.at;
    state.cursor = Cursor { at, ..cursor };
    if opens { update(model, Msg::Open) } else { Vec::new() }
}

/// Puts the cursor on a child, where it is in the list.
pub fn choose(model: &mut Model, child: ChildKey) {
    let (rank, window) = (model.snapshot.rank_of(child), Panes::of(model).window());
    if let Some(state) = state_mut(model)
        && let Some(at) = rank.and_then(|rank| state.lines.iter().position(|line| *line == Line::Child(rank)))
    {
        state.put(at, window);
    }
}
