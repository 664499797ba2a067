//! The program without a terminal: model, messages, one `update`.
//!
//! Pure: no file, no clock, no thread, no terminal. What must be done outside is an [`effect::Effect`]; what happened
//! there comes back as a [`Msg`]. So a whole morning can be replayed in a test.

pub mod acts;
pub mod ask;
pub mod audit;
pub mod backup;
pub mod change;
pub mod dashboard;
pub mod dealt;
pub mod drafts;
pub mod effect;
pub mod filter;
pub mod find;
pub mod follow_ups;
pub mod global;
pub mod health;
pub mod held;
pub mod held_drop;
pub mod held_row;
pub mod help;
pub mod idle;
pub mod import;
#[cfg(test)]
pub(crate) mod invented;
pub mod keymap;
pub mod keys;
pub mod layout;
pub mod line;
pub mod list;
mod load;
pub mod lock;
pub mod mapping;
pub mod naming;
pub mod note;
pub mod note_search;
pub mod palette;
pub mod papers;
pub mod picker;
pub mod plain;
pub mod record;
pub mod screen;
pub mod snapshot;
mod stack;
pub mod text;
pub mod theme;
mod veil;
pub mod views;
pub mod who;
pub mod work;

use crate::domain::audit::Latest;
use crate::domain::facts::ChildKey;
use crate::domain::health::Report;
use crate::domain::held::{HeldRow, HeldText};
use crate::domain::note::search::Found;
use crate::domain::note::{Draft, Note, NoteId};
use crate::domain::record::Record;
use crate::domain::template::{self, Template};
use crate::domain::undoable::{Turn, Undoable};
use crate::domain::work::Line;
use change::Change;
use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};
use effect::{Answer, Effect, Ending, Generation, HeldAnswer, Ticket, Veil};
use idle::Idle;
use keymap::Keymap;
use keys::Key;
use naming::Naming;
use screen::Screen;
use snapshot::Snapshot;
use std::collections::BTreeSet;
use std::sync::Arc;
use theme::Theme;
use views::saved::{Saved, Views};

/// All that the program knows at a moment.
#[derive(Debug)]
pub struct Model {
    /// The moment, moved by [`Msg::Tick`] alone.
    pub now: DateTime<FixedOffset>,
    /// The day given by `--today`; else the day of `now`.
    pub fixed_today: Option<NaiveDate>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The caseload, judged. Empty until the first load.
    pub snapshot: Arc<Snapshot>,
    /// The caseworker whose children are shown, from `--me`.
    pub me: Option<String>,
    /// The file's name for the header.
    pub file: String,
    /// The invented caseload: said on every screen.
    pub demo: bool,
    /// Drafts not yet filed, the latest first.
    pub drafts: Vec<Draft>,
    /// The notes being written, and the drafts that the file holds.
    pub desk: note::Desk,
    /// Screens from the bottom up; never empty.
    pub stack: Vec<Screen>,
    /// Done: one line, gone with the next key.
    pub toast: Option<String>,
    /// Went wrong: stays until it is dismissed or mended.
    pub failure: Option<Failure>,
    /// The newest load asked for.
    pub generation: Generation,
    /// The load that is shown.
    shown: Option<Generation>,
    /// The newest record asked for.
    pub reading: Generation,
    /// The newest reading of a file asked for.
    pub importing: Generation,
    /// The newest question about the columns of a file.
    pub mapping: Generation,
    /// The keys in force.
    pub keymap: Keymap,
    /// The newest search in notes.
    pub searching: Generation,
    /// The newest reading of a part of the work.
    pub working: Generation,
    /// The children whose records were opened since the caseload was read last.
    pub looked: BTreeSet<ChildKey>,
    /// What was said to be taken back or made again, by the press before.
    pub turning: Option<(Turn, Undoable)>,
    /// The same, for the press that is being carried out: any other press forgets it.
    pub armed: Option<(Turn, Undoable)>,
    /// Saved views, and what the start opens on.
    pub views: Views,
    /// What the terminal can show.
    pub theme: Theme,
    /// Something changed since the last drawing: draw, and set it back.
    pub dirty: bool,
    /// How children are named on the screen.
    pub naming: Naming,
    /// Since when nobody did anything.
    pub idle: Idle,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// The templates of notes.
    pub templates: Vec<Template>,
    /// Whether a backup is due.
    pub backup: backup::State,
}

/// Something that went wrong: what, whether work is safe, what to do. Names no child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What happened and whether work is safe.
    pub what: String,
    /// What to press or do.
    pub hint: String,
}

/// What happened.
#[derive(Debug)]
pub enum Msg {
    /// Time passed: sent before every batch and on the minute.
    Tick(DateTime<FixedOffset>),
    /// The terminal has another size.
    Resized(u16, u16),
    /// A press.
    Key(Key),
    /// Text pasted in brackets, or 16 or more unbracketed printable presses of one read.
    Pasted(String),
    /// The left button, at column and row.
    Clicked(u16, u16),
    /// The wheel: lines down, negative up.
    Scrolled(i32),
    /// The caseload was read and judged.
    Loaded(Generation, Arc<Snapshot>, Vec<Draft>),
    /// A record was read.
    Opened(Generation, Box<Record>),
    /// It could not be put down who opens a record: it was not read.
    NotOpened(Generation, Failure),
    /// It was put down that something sealed is shown, or why it could not be.
    Revealed(Veil, Result<(), Failure>),
    /// The last rows of the audit were read.
    Audit(Option<ChildKey>, Latest),
    /// The versions of a note were read, the oldest first.
    Versions(NoteId, Vec<Note>),
    /// The checks of the data were asked.
    Health(Box<Report>),
    /// The rows held back were read.
    Held(Vec<HeldRow>),
    /// A held-back row was read; `None` where it is settled already.
    HeldText(i64, Option<Box<HeldText>>),
    /// What became of a held-back row.
    HeldAnswer(i64, HeldAnswer),
    /// How many held-back rows were dropped together, or why none was.
    HeldDropped(Result<usize, Failure>),
    /// The drafts were read, since another program wrote some.
    Drafts(Vec<Draft>),
    /// What became of a note that was on its way to the file.
    Written(Ticket, Answer),
    /// Something about files that come in.
    Import(import::work::Answer),
    /// Something about a file of unknown layout.
    Mapping(mapping::work::Answer),
    /// What would be taken back, or made again, next.
    NextTurn(Turn, Option<Undoable>),
    /// What became of a change.
    Changed(Box<Change>, Result<(), Failure>),
    /// Something about who is who.
    Who(who::work::Answer),
    /// Notes were searched.
    NotesFound(Generation, Box<Found>),
    /// The lines of a part of the work were made.
    Work(Generation, Arc<[Line]>),
    /// Something about papers.
    Paper(papers::work::Answer),
    /// The saved views there are now, where that is known, and what became of a change: the words to be said.
    ViewsKept(Option<Vec<Saved>>, Result<String, Failure>),
    /// Something else than a note's way to the file failed.
    Failed(Failure),
    /// Something about backups.
    Backup(backup::Answer),
    /// What became of a try to unlock.
    Unlock(lock::Answer),
    /// The program was stopped and goes on, or is to be stopped: lock.
    Stopped,
    /// The terminal is gone or a signal came: keep drafts and leave.
    HungUp,
}

impl Model {
    /// A model before the first load, the dashboard on its stack: the moment and the window's columns and rows.
    pub fn new(now: DateTime<FixedOffset>, size: (u16, u16)) -> Self {
        Self {
            now,
            fixed_today: None,
            size,
            snapshot: Arc::new(Snapshot::empty(now.date_naive())),
            me: None,
            file: String::new(),
            demo: false,
            drafts: Vec::new(),
            desk: note::Desk::default(),
            stack: vec![Screen::Dashboard(Box::default())],
            toast: None,
            failure: None,
            generation: Generation::default(),
            shown: None,
            reading: Generation::default(),
            importing: Generation::default(),
            mapping: Generation::default(),
            keymap: Keymap::default(),
            searching: Generation::default(),
            working: Generation::default(),
            looked: BTreeSet::new(),
            turning: None,
            armed: None,
            views: Views::default(),
            theme: Theme::default(),
            dirty: true,
            naming: Naming::default(),
            idle: Idle::new(now),
            mouse: true,
            templates: template::built_in(),
            backup: backup::State::default(),
        }
    }

    /// The day that is shown and judged for.
    pub fn today(&self) -> NaiveDate {
        self.fixed_today.unwrap_or_else(|| self.now.date_naive())
    }
}

/// The one way in which the model changes.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    if let Msg::Tick(now) = msg {
        return tick(model, now);
    }
    model.dirty = true;
    if idle::is_press(&msg) {
        idle::pressed(model);
        note::lift_veil(model);
    }
    match msg {
        Msg::Tick(_) => Vec::new(),
        Msg::Resized(columns, rows) => resized(model, (columns, rows)),
        Msg::Key(key) => press(model, key),
        Msg::Pasted(text) => screen::paste(model, &text),
        Msg::Clicked(x, y) => screen::clicked(model, x, y),
        Msg::Scrolled(lines) => screen::scrolled(model, lines),
        Msg::Loaded(generation, snapshot, drafts) => load::loaded(model, generation, snapshot, drafts),
        Msg::Opened(generation, record) => record::opened(model, generation, *record),
        Msg::NotOpened(generation, failure) => record::not_opened(model, generation, failure),
        Msg::Revealed(veil, done) => veil::answered(model, &veil, done),
        Msg::Audit(child, latest) => audit::read(model, child, &latest),
        Msg::Versions(note, versions) => record::notes::versions(model, note, versions),
        Msg::Health(report) => {
            health::checked(model, &report);
            Vec::new()
        }
        Msg::Held(rows) => {
            held::listed(model, &rows);
            Vec::new()
        }
        Msg::HeldText(id, text) => held_row::read(model, id, text.as_deref()),
        Msg::HeldAnswer(id, answer) => held_row::answered(model, id, answer),
        Msg::HeldDropped(answer) => held_drop::answered(model, answer),
        Msg::Drafts(drafts) => {
            note::loaded(model, drafts);
            Vec::new()
        }
        Msg::Written(ticket, answer) => note::written(model, ticket, answer),
        Msg::Import(answer) => import::work::answered(model, answer),
        Msg::Mapping(answer) => mapping::work::answered(model, answer),
        Msg::NextTurn(turn, next) => change::next(model, turn, next),
        Msg::Changed(change, done) => change::changed(model, &change, done),
        Msg::Who(answer) => who::work::answered(model, answer),
        Msg::NotesFound(generation, found) => note_search::found(model, generation, &found),
        Msg::Backup(answer) => backup::answered(model, answer),
        Msg::Work(asked, lines) => work::read(model, asked, &lines),
        Msg::Paper(answer) => papers::work::answered(model, answer),
        Msg::ViewsKept(saved, done) => views::saved::kept(model, saved, done),
        Msg::Failed(failure) => {
            model.failure = Some(failure);
            Vec::new()
        }
        Msg::Unlock(answer) => lock::answered(model, answer),
        Msg::Stopped => note::leave(model, Ending::Suspend, false),
        Msg::HungUp => {
            let mut effects = note::keep_all(model);
            effects.push(Effect::End(Ending::Quit));
            effects
        }
    }
}

fn resized(model: &mut Model, size: (u16, u16)) -> Vec<Effect> {
    model.size = size;
    dashboard::resized(model);
    papers::resized(model);
    Vec::new()
}

/// Moves the clock. The screen changes with the minute, and with the second while a note's clock runs.
fn tick(model: &mut Model, now: DateTime<FixedOffset>) -> Vec<Effect> {
    let (before, day) = (model.now, model.today());
    model.now = now;
    let minute = (before.date_naive(), before.hour(), before.minute()) != (now.date_naive(), now.hour(), now.minute());
    let running = matches!(model.top(), Screen::Note(_)) && before.timestamp() != now.timestamp();
    model.dirty |= minute || running || lock::counts(model);
    let mut effects = note::tick(model);
    effects.extend(idle::tick(model));
    if model.today() != day {
        effects.push(model.load());
    } else if minute {
        effects.push(Effect::LookForChanges);
        effects.extend(backup::ask(model));
    }
    effects
}

/// A press: a failure's banner first, then text, then the top screen's table, then the global one.
fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    model.toast = None;
    model.armed = model.turning.take();
    if key.code == keys::Code::Esc && model.failure.take().is_some() {
        return Vec::new();
    }
    if let Some(effects) = screen::type_key(model, key) {
        return effects;
    }
    screen::meaning(&model.keymap, model.top().name(), key).map_or_else(Vec::new, |action| screen::run(model, action))
}

#[cfg(test)]
mod tests;
