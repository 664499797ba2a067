//! The screens and what is done with each: the only matches over [`Screen`]. They stand on a stack; the top one gets
//! the keys, all are drawn from the bottom up.

mod dispatch;
mod name;
mod tables;
mod typing;

pub use dispatch::{clicked, enabled, run, scrolled};
pub use name::Name;
pub use tables::{Hint, bound, choices, heard, hints, table, tables_of};
pub use typing::{paste, type_key};

use crate::app::effect::Effect;
use crate::app::keymap::{Keymap, Section};
use crate::app::keys::{self, Binding, Bound, Key, Row};
use crate::app::list::Step;
use crate::app::{
    Model, acts, ask, audit, dashboard, drafts, filter, find, follow_ups, global, health, held, held_drop, held_row,
    help, import, list, lock, mapping, note, note_search, palette, papers, picker, record, views, who, work,
};
use crate::domain::facts::ChildKey;
use crate::domain::note::DraftId;
use crate::domain::work::Line;
use std::fmt::Debug;

/// A screen with its state.
#[derive(Debug)]
pub enum Screen {
    /// The ranked list.
    Dashboard(Box<dashboard::State>),
    /// One child.
    Record(Box<record::State>),
    /// A note being written, over whatever is below: its form lies on the desk.
    Note(DraftId),
    /// A query being typed, over the list that it narrows.
    Find(find::State),
    /// What the list is narrowed to.
    Filter(Box<filter::State>),
    /// The views, over the list.
    Views(views::list::State),
    /// What was promised on a date.
    FollowUps(follow_ups::State),
    /// The drafts not yet filed.
    Drafts(drafts::State),
    /// Files in, and the imports so far.
    Import(Box<import::State>),
    /// A file or folder being named, over the imports.
    Path(import::path::State),
    /// What the columns of a file of unknown layout are.
    Mapping(Box<mapping::State>),
    /// The profile of it being named.
    MappingName(mapping::name::State),
    /// The health of the data.
    Health(health::State),
    /// Rows of files that were held back.
    Held(held::State),
    /// Several of them being dropped, over the list.
    HeldDrop(Box<held_drop::State>),
    /// One of them, cell by cell.
    HeldRow(Box<held_row::State>),
    /// Records that may be one child.
    Who(who::State),
    /// Two of them side by side.
    Pair(Box<who::pair::State>),
    /// Words being typed, and the notes that have them.
    NoteSearch(note_search::State),
    /// A short list to pick from for a note.
    Picker(picker::State),
    /// The week's briefing or a child's page.
    Papers(Box<papers::State>),
    /// The new file of a paper or of the list being named.
    PaperName(Box<papers::name::State>),
    /// One thing after the other being asked, over a list or a record.
    Ask(Box<ask::State>),
    /// The keys of the screen below.
    Help(help::State),
    /// The actions of the screen below, by name.
    Palette(palette::State),
    /// What to do when there is no caseload.
    FirstRun,
    /// A part of the work, or the children behind a figure.
    Work(Box<work::State>),
    /// The parts, to choose one.
    WorkMenu(work::menu::State),
    /// What can be written down, to choose one.
    WorkActs(work::acts::State),
    /// What is written down, being filled in.
    WorkFill(Box<work::fill::State>),
    /// Who saw and changed what.
    Audit(Box<audit::State>),
    /// Nothing of the caseload, until a passphrase opens it.
    Lock(lock::State),
}

/// A message of any screen, or a global one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Of [`global`].
    Global(global::Msg),
    /// Of [`dashboard`].
    Dashboard(dashboard::Msg),
    /// Of [`record`].
    Record(record::Msg),
    /// Of [`note`].
    Note(note::Msg),
    /// Of [`find`].
    Find(find::Msg),
    /// Of [`filter`].
    Filter(filter::Msg),
    /// Of [`views::list`].
    Views(views::list::Msg),
    /// Of [`follow_ups`].
    FollowUps(follow_ups::Msg),
    /// Of [`drafts`].
    Drafts(drafts::Msg),
    /// Of [`import`].
    Import(import::Msg),
    /// Of [`import::path`].
    Path(import::path::Msg),
    /// Of [`mapping`].
    Mapping(mapping::Msg),
    /// Of [`mapping::name`].
    MappingName(mapping::name::Msg),
    /// Of [`health`].
    Health(health::Msg),
    /// Of [`held`].
    Held(held::Msg),
    /// Of [`held_drop`].
    HeldDrop(held_drop::Msg),
    /// Of [`held_row`].
    HeldRow(held_row::Msg),
    /// Of [`who`].
    Who(who::Msg),
    /// Of [`who::pair`].
    Pair(who::pair::Msg),
    /// Of [`note_search`].
    NoteSearch(note_search::Msg),
    /// Of [`picker`].
    Picker(picker::Msg),
    /// Of [`papers`].
    Papers(papers::Msg),
    /// Of [`papers::name`].
    PaperName(papers::name::Msg),
    /// Of [`ask`].
    Ask(ask::Msg),
    /// Of [`acts`].
    Act(acts::Msg),
    /// Of [`help`].
    Help(help::Msg),
    /// Of [`palette`].
    Palette(palette::Msg),
    /// A part of the work, by its place.
    Part(usize),
    /// Of [`work`].
    Work(work::Msg),
    /// Of [`work::menu`].
    WorkMenu(work::menu::Msg),
    /// Of [`work::acts`].
    WorkActs(work::acts::Msg),
    /// Of [`work::fill`].
    WorkFill(work::fill::Msg),
    /// Of [`audit`].
    Audit(audit::Msg),
    /// Of [`lock`].
    Lock(lock::Msg),
}

impl Screen {
    /// Which it is.
    pub const fn name(&self) -> Name {
        match self {
            Self::Dashboard(_) => Name::Dashboard,
            Self::Record(_) => Name::Record,
            Self::Note(_) => Name::Note,
            Self::Find(_) => Name::Find,
            Self::Filter(_) => Name::Filter,
            Self::Views(_) => Name::Views,
            Self::FollowUps(_) => Name::FollowUps,
            Self::Drafts(_) => Name::Drafts,
            Self::Import(_) => Name::Import,
            Self::Path(_) => Name::Path,
            Self::Mapping(_) => Name::Mapping,
            Self::MappingName(_) => Name::MappingName,
            Self::Health(_) => Name::Health,
            Self::Held(_) => Name::Held,
            Self::HeldDrop(_) => Name::HeldDrop,
            Self::HeldRow(_) => Name::HeldRow,
            Self::Who(_) => Name::Who,
            Self::Pair(_) => Name::Pair,
            Self::NoteSearch(_) => Name::NoteSearch,
            Self::Picker(_) => Name::Picker,
            Self::Papers(_) => Name::Papers,
            Self::PaperName(_) => Name::PaperName,
            Self::Ask(_) => Name::Ask,
            Self::Help(_) => Name::Help,
            Self::Palette(_) => Name::Palette,
            Self::FirstRun => Name::FirstRun,
            Self::Work(_) => Name::Work,
            Self::WorkMenu(_) => Name::WorkMenu,
            Self::WorkActs(_) => Name::WorkActs,
            Self::WorkFill(_) => Name::WorkFill,
            Self::Audit(_) => Name::Audit,
            Self::Lock(_) => Name::Lock,
        }
    }
}

/// What a screen's key table is asked for.
trait Walk {
    type Answer;
    fn walk<M: Copy + Debug>(self, table: &'static [Binding<M>], wrap: fn(M) -> Action) -> Self::Answer;
}

/// Hands the key table of a screen to whoever asks: the one place that says which table belongs to which screen.
fn walk<W: Walk>(name: Name, asked: W) -> W::Answer {
    match name {
        Name::Dashboard => asked.walk(dashboard::KEYS, Action::Dashboard),
        Name::Find => asked.walk(find::KEYS, Action::Find),
        Name::Filter => asked.walk(filter::KEYS, Action::Filter),
        Name::Views => asked.walk(views::list::KEYS, Action::Views),
        Name::Record => asked.walk(record::KEYS, Action::Record),
        Name::Note => asked.walk(note::KEYS, Action::Note),
        Name::FollowUps => asked.walk(follow_ups::KEYS, Action::FollowUps),
        Name::Drafts => asked.walk(drafts::KEYS, Action::Drafts),
        Name::Import => asked.walk(import::KEYS, Action::Import),
        Name::Path => asked.walk(import::path::KEYS, Action::Path),
        Name::Mapping => asked.walk(mapping::KEYS, Action::Mapping),
        Name::MappingName => asked.walk(mapping::name::KEYS, Action::MappingName),
        Name::Health => asked.walk(health::KEYS, Action::Health),
        Name::Held => asked.walk(held::KEYS, Action::Held),
        Name::HeldDrop => asked.walk(held_drop::KEYS, Action::HeldDrop),
        Name::HeldRow => asked.walk(held_row::KEYS, Action::HeldRow),
        Name::Who => asked.walk(who::KEYS, Action::Who),
        Name::Pair => asked.walk(who::pair::KEYS, Action::Pair),
        Name::NoteSearch => asked.walk(note_search::KEYS, Action::NoteSearch),
        Name::Picker => asked.walk(picker::KEYS, Action::Picker),
        Name::Papers => asked.walk(papers::KEYS, Action::Papers),
        Name::PaperName => asked.walk(papers::name::KEYS, Action::PaperName),
        Name::Ask => asked.walk(ask::KEYS, Action::Ask),
        Name::Palette => asked.walk(palette::KEYS, Action::Palette),
        Name::Help => asked.walk(help::KEYS, Action::Help),
        Name::Work => asked.walk(work::KEYS, Action::Work),
        Name::WorkMenu => asked.walk(work::menu::KEYS, Action::WorkMenu),
        Name::WorkActs => asked.walk(work::acts::KEYS, Action::WorkActs),
        Name::WorkFill => asked.walk(work::fill::KEYS, Action::WorkFill),
        Name::Audit => asked.walk(audit::KEYS, Action::Audit),
        Name::FirstRun => asked.walk::<global::Msg>(&[], Action::Global),
        Name::Lock => asked.walk(lock::KEYS, Action::Lock),
    }
}

struct Meaning<'a>(&'a Keymap, Section, Key);
impl Walk for Meaning<'_> {
    type Answer = Option<Action>;
    fn walk<M: Copy + Debug>(self, table: &'static [Binding<M>], wrap: fn(M) -> Action) -> Self::Answer {
        self.0.lookup(self.1, table, self.2).map(wrap)
    }
}

struct Rows<'a>(&'a Keymap, Section);
impl Walk for Rows<'_> {
    type Answer = Vec<Row>;
    fn walk<M: Copy + Debug>(self, table: &'static [Binding<M>], _: fn(M) -> Action) -> Self::Answer {
        self.0.rows(self.1, table)
    }
}

struct Bounds;
impl Walk for Bounds {
    type Answer = Vec<Bound>;
    fn walk<M: Copy + Debug>(self, table: &'static [Binding<M>], _: fn(M) -> Action) -> Self::Answer {
        keys::bound(table)
    }
}

struct Actions<'a>(&'a Keymap, Section);
impl Walk for Actions<'_> {
    type Answer = Vec<(Action, Row)>;
    fn walk<M: Copy + Debug>(self, table: &'static [Binding<M>], wrap: fn(M) -> Action) -> Self::Answer {
        table.iter().map(|row| wrap(row.msg)).zip(self.0.rows(self.1, table)).collect()
    }
}

/// Of a list, the message of a move in it, and the keys of the moves.
struct Moves {
    action: fn(Step) -> Action,
    keys: &'static [Binding<Step>],
}

/// How one moves on a screen that is a list.
fn moves(name: Name) -> Option<Moves> {
    let (action, keys): (fn(Step) -> Action, _) = match name {
        Name::Dashboard => (|step| Action::Dashboard(dashboard::Msg::Move(step)), list::KEYS),
        Name::Record => (|step| Action::Record(record::Msg::Move(step)), list::KEYS),
        Name::Filter => (|step| Action::Filter(filter::Msg::Move(step)), list::KEYS),
        Name::Views => (|step| Action::Views(views::list::Msg::Move(step)), list::KEYS),
        Name::FollowUps => (|step| Action::FollowUps(follow_ups::Msg::Move(step)), list::KEYS),
        Name::Drafts => (|step| Action::Drafts(drafts::Msg::Move(step)), list::KEYS),
        Name::Import => (|step| Action::Import(import::Msg::Move(step)), list::KEYS),
        Name::Mapping => (|step| Action::Mapping(mapping::Msg::Move(step)), list::KEYS),
        Name::Health => (|step| Action::Health(health::Msg::Move(step)), list::KEYS),
        Name::Held => (|step| Action::Held(held::Msg::Move(step)), list::KEYS),
        Name::Who => (|step| Action::Who(who::Msg::Move(step)), list::KEYS),
        Name::Pair => (|step| Action::Pair(who::pair::Msg::Move(step)), list::KEYS),
        Name::Picker => (|step| Action::Picker(picker::Msg::Move(step)), list::TYPING),
        Name::Papers => (|step| Action::Papers(papers::Msg::Move(step)), list::KEYS),
        Name::HeldRow => (|step| Action::HeldRow(held_row::Msg::Move(step)), list::TYPING),
        Name::Find => (|step| Action::Find(find::Msg::Move(step)), list::TYPING),
        Name::NoteSearch => (|step| Action::NoteSearch(note_search::Msg::Move(step)), list::TYPING),
        Name::Palette => (|step| Action::Palette(palette::Msg::Move(step)), list::TYPING),
        Name::Help => (|step| Action::Help(help::Msg::Move(step)), list::TYPING),
        Name::Work => (|step| Action::Work(work::Msg::Move(step)), list::KEYS),
        Name::WorkMenu => (|step| Action::WorkMenu(work::menu::Msg::Move(step)), list::KEYS),
        Name::WorkActs => (|step| Action::WorkActs(work::acts::Msg::Move(step)), list::TYPING),
        Name::Audit => (|step| Action::Audit(audit::Msg::Move(step)), list::TYPING),
        Name::Ask
        | Name::Note
        | Name::Path
        | Name::MappingName
        | Name::HeldDrop
        | Name::WorkFill
        | Name::PaperName
        | Name::FirstRun
        | Name::Lock => return None,
    };
    Some(Moves { action, keys })
}

/// Whether a screen shows children about whom something can be done: the keys of [`acts`] mean the same there.
const fn shows_children(name: Name) -> bool {
    matches!(name, Name::Dashboard | Name::Record | Name::FollowUps | Name::Work)
}

/// The message that a press means on a screen: by its own table, then by the moves of a list, then by what is done
/// about children, then everywhere.
pub fn meaning(keymap: &Keymap, name: Name, key: Key) -> Option<Action> {
    let step = || {
        let moves = moves(name)?;
        keymap.lookup(Section::of_moves(name), moves.keys, key).map(moves.action)
    };
    let act =
        || shows_children(name).then(|| keymap.lookup(Section::Children, acts::KEYS, key)).flatten().map(Action::Act);
    let everywhere = || keymap.lookup(Section::Everywhere, global::KEYS, key).map(Action::Global);
    walk(name, Meaning(keymap, Section::Screen(name), key)).or_else(step).or_else(act).or_else(everywhere)
}

/// The child that a new note would be about: of the topmost screen that shows one.
pub fn current_child(model: &Model) -> Option<ChildKey> {
    model.stack.iter().rev().find_map(|screen| match screen {
        Screen::Dashboard(state) => state.chosen(&model.snapshot),
        Screen::Record(state) => Some(state.child),
        Screen::Papers(state) => state.child,
        Screen::Note(form) => model.desk.form(*form)?.about.first().copied(),
        Screen::FollowUps(state) => follow_ups::chosen(model, state),
        Screen::Import(state) => import::chosen_child(state),
        Screen::Health(state) => state.chosen(),
        Screen::Who(state) => who::chosen_child(state),
        Screen::Ask(state) => state.about.child(),
        Screen::Work(state) => state.chosen().and_then(Line::child),
        Screen::WorkFill(state) => state.choice.line.child(),
        _ => None,
    })
}

/// Opens a child's record over the list.
pub fn open_record(model: &mut Model, child: ChildKey) -> Vec<Effect> {
    model.stack.push(Screen::Record(Box::new(record::State::new(child))));
    record::ask(model)
}
