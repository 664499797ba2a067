//! One child's record: shown at once from the facts, filled in when everything about the child is read.
//!
//! A page is a list of items made in `record/`; the attendance page is a calendar of its own.

pub mod census;
pub mod contacts;
pub mod exclusions;
#[cfg(test)]
pub(crate) mod fixture;
pub mod item;
mod keys;
pub mod learning;
pub mod notes;
pub mod overview;
pub mod page;
pub mod peps;
mod returns;
pub mod timeline;
pub mod year;

pub use keys::KEYS;

use crate::app::change::Change;
use crate::app::effect::{Effect, Generation, Veil};
use crate::app::layout;
use crate::app::list::{Cursor, Step};
use crate::app::screen::Screen;
use crate::app::{Failure, Model, dashboard, work};
use crate::domain::case::Case;
use crate::domain::decision::{Look, Subject};
use crate::domain::facts::ChildKey;
use crate::domain::note::{Note, NoteId};
use crate::domain::record::Record;
use crate::domain::triage::occasion_of;
use crate::domain::work::{Line, Part};
use item::Leaf;
use page::Page;

/// What the record screen remembers.
#[derive(Debug)]
pub struct State {
    /// Whose.
    pub child: ChildKey,
    /// Everything about the child, once it is read.
    pub record: Option<Box<Record>>,
    /// The page that is shown.
    pub page: Page,
    /// The chosen item of the page.
    pub cursor: Cursor,
    /// Rows of the chosen item that are scrolled away: a long note is read so.
    pub scrolled: usize,
    /// When it was opened: the reading that was asked for first.
    pub opening: Generation,
    /// The names of what is sealed and known.
    pub sealed: Vec<String>,
    /// Sealed fields are shown, until this child is left.
    pub revealed: bool,
    /// The file and line of every row are shown.
    pub sources: bool,
    /// Where the attendance calendar stands.
    pub year: year::State,
    /// The note whose versions are shown, and those, the oldest first.
    pub versions: Option<(NoteId, Vec<Note>)>,
    /// The note to be chosen once the record is read.
    pub seek: Option<NoteId>,
    /// The line of a part from which it was opened, to be chosen once the record is read.
    pub seek_line: Option<(&'static str, Line)>,
    /// What the parts of the work say, once it is read.
    pub work: Vec<(&'static Part, Line)>,
}

impl State {
    /// Of a child whose record is not yet read.
    pub fn new(child: ChildKey) -> Self {
        Self {
            child,
            opening: Generation::default(),
            record: None,
            page: Page::Overview,
            cursor: Cursor::default(),
            scrolled: 0,
            sealed: Vec::new(),
            revealed: false,
            sources: false,
            year: year::State::default(),
            versions: None,
            seek: None,
            seek_line: None,
            work: Vec::new(),
        }
    }
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// Back to the list.
    Back,
    /// A page by its number.
    Show(Page),
    /// The next page.
    NextPage,
    /// The page before.
    PreviousPage,
    /// A session ahead in the calendar; else the next page.
    Right,
    /// A session back in the calendar; else the page before.
    Left,
    /// A move among the items, or the weeks.
    Move(Step),
    /// The next flagged child of the list.
    NextChild,
    /// The flagged child before.
    PreviousChild,
    /// Sealed fields shown or hidden.
    Reveal,
    /// Sources shown or hidden.
    Sources,
    /// The chosen note to be edited.
    Edit,
    /// The earlier versions of the chosen note shown or hidden.
    Versions,
    /// The academic year before.
    Earlier,
    /// The academic year after.
    Later,
    /// What can be written down about the child.
    Acts,
}

/// The topmost record on the stack.
pub fn state(model: &Model) -> Option<&State> {
    model.stack.iter().rev().find_map(|screen| match screen {
        Screen::Record(state) => Some(state.as_ref()),
        _ => None,
    })
}

fn state_mut(model: &mut Model) -> Option<&mut State> {
    model.stack.iter_mut().rev().find_map(|screen| match screen {
        Screen::Record(state) => Some(state.as_mut()),
        _ => None,
    })
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Back => {
            model.pop();
        }
        Msg::Show(page) => turn(model, |_| page),
        Msg::NextPage => turn(model, Page::next),
        Msg::PreviousPage => turn(model, Page::previous),
        Msg::Right if !on(model, Page::Attendance) => turn(model, Page::next),
        Msg::Left if !on(model, Page::Attendance) => turn(model, Page::previous),
        Msg::Right | Msg::Left | Msg::Earlier | Msg::Later => year::update(model, msg),
        Msg::Move(step) if on(model, Page::Attendance) => year::step(model, step),
        Msg::Move(step) => walk(model, step),
        Msg::NextChild => return neighbour(model, 1),
        Msg::PreviousChild => return neighbour(model, -1),
        Msg::Edit => return notes::edit(model),
        Msg::Acts => return work::acts::open(model),
        Msg::Versions => return notes::ask(model),
        Msg::Reveal => return unveil(model),
        Msg::Sources => {
            if let Some(state) = state_mut(model) {
                state.sources = !state.sources;
            }
        }
    }
    Vec::new()
}

/// Hides what is sealed, or asks to see it: that is put down first.
fn unveil(model: &mut Model) -> Vec<Effect> {
    let Some(state) = state_mut(model) else { return Vec::new() };
    if std::mem::take(&mut state.revealed) {
        return Vec::new();
    }
    vec![Effect::Reveal(Veil::Record(state.opening, state.child, state.sealed.clone()))]
}

/// Shows what is sealed, in the record for whose opening it was asked.
pub fn reveal(model: &mut Model, opening: Generation, child: ChildKey) {
    if let Some(state) = state_mut(model).filter(|state| (state.opening, state.child) == (opening, child)) {
        state.revealed = true;
    }
}

fn on(model: &Model, page: Page) -> bool {
    state(model).is_some_and(|state| state.page == page)
}

fn turn(model: &mut Model, to: impl FnOnce(Page) -> Page) {
    let today = model.today();
    if let Some(state) = state_mut(model) {
        state.page = to(state.page);
        state.cursor = Cursor::default();
        state.scrolled = 0;
        state.year.open(today);
    }
}

/// The items of the page that is shown.
pub fn leaf(model: &Model, state: &State) -> Leaf {
    leaf_of(model, state, state.page)
}

/// The items of a page.
pub fn leaf_of(model: &Model, state: &State, page: Page) -> Leaf {
    match page {
        Page::Overview => overview::leaf(model, state),
        Page::Attendance => Leaf::default(),
        Page::Peps => peps::leaf(model, state),
        Page::Exclusions => exclusions::leaf(model, state),
        Page::Timeline => timeline::leaf(model, state),
        Page::Notes => notes::leaf(model, state),
        Page::Contacts => contacts::leaf(model, state),
        Page::Work => work::of_child::leaf(model, state),
    }
}

/// Moves among the items; a page's worth first scrolls inside an item that is longer than the window.
fn walk(model: &mut Model, step: Step) {
    let Some(state) = state(model) else { return };
    let leaf = leaf(model, state);
    let (left, right) = page::columns(model.size, leaf.beside.is_some());
    let column = right.filter(|_| leaf.beside.is_some_and(|first| state.cursor.at >= first)).unwrap_or(left);
    let (width, window) = (page::width(column), page::height(model.size));
    let long = leaf.items.get(state.cursor.at).map_or(0, |item| item.rows(width, state.sources));
    let most = long.saturating_sub(window);
    let Some(state) = state_mut(model) else { return };
    let by = match step {
        Step::HalfDown | Step::HalfUp => window / 2,
        Step::PageDown | Step::PageUp => window.saturating_sub(1),
        _ => 0,
    };
    let down = matches!(step, Step::HalfDown | Step::PageDown) && state.scrolled < most;
    let up = matches!(step, Step::HalfUp | Step::PageUp) && state.scrolled > 0;
    if down {
        state.scrolled = (state.scrolled + by).min(most);
    } else if up {
        state.scrolled = state.scrolled.saturating_sub(by);
    } else {
        let before = state.cursor.at;
        state.cursor.step(step, leaf.items.len(), 4);
        state.scrolled = if before == state.cursor.at { state.scrolled } else { 0 };
    }
}

/// Goes to another flagged child of the list; the page stays, what was revealed does not.
fn neighbour(model: &mut Model, ahead: i32) -> Vec<Effect> {
    let Some(child) = state(model).and_then(|state| dashboard::neighbour(model, state.child, ahead)) else {
        return Vec::new();
    };
    dashboard::choose(model, child);
    let today = model.today();
    if let Some(state) = state_mut(model) {
        let (page, sources) = (state.page, state.sources);
        *state = State { page, sources, ..State::new(child) };
        state.year.open(today);
    }
    ask(model)
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let child = state(model).map(|state| state.child);
    let next = |ahead| child.and_then(|child| dashboard::neighbour(model, child, ahead));
    match msg {
        Msg::NextChild if next(1).is_none() => Err("this is the last flagged child of the list"),
        Msg::PreviousChild if next(-1).is_none() => Err("this is the first flagged child of the list"),
        Msg::Versions if notes::chosen(model).is_none_or(|note| note.earlier == 0) => {
            Err("choose an edited note on page 6 first")
        }
        Msg::Reveal | Msg::Acts if state(model).is_some_and(|state| state.record.is_none()) => {
            Err("the record is still being read")
        }
        Msg::Reveal if state(model).is_some_and(|state| state.sealed.is_empty()) => {
            Err("nothing sealed is known of this child")
        }
        Msg::Edit if notes::chosen(model).is_none() => Err("choose a note on page 6 first"),
        Msg::Earlier | Msg::Later if !on(model, Page::Attendance) => Err("years are walked on page 2"),
        Msg::Earlier if !year::can(model, 1) => Err("there are no earlier marks"),
        Msg::Later if !year::can(model, -1) => Err("there are no later marks"),
        _ => Ok(()),
    }
}

/// Takes in a record that was read, where it is still the one that is shown.
pub fn opened(model: &mut Model, generation: Generation, record: Record) -> Vec<Effect> {
    let newest = model.reading;
    let lines = work::of_child::lines(&model.snapshot, &record);
    if let Some(state) = state_mut(model)
        && generation == newest
        && state.child.0 == record.child.key
    {
        let child = state.child;
        state.sealed = record.sealed_names();
        state.work = lines;
        work::of_child::settle(state);
        state.record = Some(Box::new(record));
        notes::settle(state);
        work::acts::refresh(model);
        return look(model, child);
    }
    Vec::new()
}

/// Remembers what was seen of a child, where that is not known already. On the list it counts as seen from now on;
/// what differs from the look before stays told until the caseload is read again.
fn look(model: &mut Model, child: ChildKey) -> Vec<Effect> {
    let day = model.today();
    let snapshot = &model.snapshot;
    let Some(rank) = snapshot.rank_of(child) else { return Vec::new() };
    let row = &snapshot.ranking.rows[rank];
    let of = |case: &Case<'_>| row.alerts.iter().map(|alert| Subject::of(alert, occasion_of(case, alert))).collect();
    let seen: Vec<Subject> = snapshot.with_case(row.child, of).unwrap_or_default();
    let same = |look: &Look| look.seen == seen && look.day == day;
    let known = snapshot.caseload.look_at(child).is_some_and(same) || !model.looked.insert(child);
    dashboard::looked(model);
    if known { Vec::new() } else { vec![Effect::Change(Box::new(Change::Look(Look { child, day, seen })))] }
}

/// Asks for the record that the user has just opened.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    model.reading.0 += 1;
    let reading = model.reading;
    let Some(state) = state_mut(model) else { return Vec::new() };
    state.opening = reading;
    vec![Effect::Open(reading, state.child)]
}

/// Asks for the record on screen again.
pub fn refresh(model: &mut Model) -> Vec<Effect> {
    let Some(child) = state(model).map(|state| state.child) else { return Vec::new() };
    model.reading.0 += 1;
    vec![Effect::Read(model.reading, child)]
}

/// Closes a record again that nobody was let into.
pub fn not_opened(model: &mut Model, generation: Generation, failure: Failure) -> Vec<Effect> {
    if generation == model.reading {
        let unread = |screen: &Screen| matches!(screen, Screen::Record(state) if state.record.is_none());
        if let Some(at) = model.stack.iter().rposition(unread) {
            model.stack.remove(at);
        }
        model.failure = Some(failure);
    }
    Vec::new()
}

/// Turns the wheel by some lines, down where positive.
pub fn scrolled(model: &mut Model, lines: i32) -> Vec<Effect> {
    let step = if lines < 0 { Step::Up } else { Step::Down };
    for _ in 0..lines.unsigned_abs().min(1_000) {
        update(model, Msg::Move(step));
    }
    Vec::new()
}

/// Presses the left button at a column and row: a tab, or a session.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let body = layout::Page::of(model.size).body;
    if let Some(page) = page::tab_at(body, x, y) {
        return update(model, Msg::Show(page));
    }
    if on(model, Page::Attendance) {
        year::clicked(model, x, y);
    }
    Vec::new()
}

#[cfg(test)]
#[path = "record/tests.rs"]
mod tests;
