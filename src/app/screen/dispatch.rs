//! Messages, clicks and the wheel handed to the screen that they are for.

use crate::app::effect::Effect;
use crate::app::list::Step;
use crate::app::screen::{Action, Name, moves};
use crate::app::{
    Model, acts, ask, audit, dashboard, drafts, filter, find, follow_ups, global, health, held, held_drop, held_row,
    help, import, lock, mapping, note, note_search, palette, papers, picker, record, views, who, work,
};

/// Why an action cannot be carried out now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, action: Action) -> Result<(), &'static str> {
    match action {
        Action::Global(msg) => global::enabled(model, msg),
        Action::Dashboard(msg) => dashboard::enabled(model, msg),
        Action::Record(msg) => record::enabled(model, msg),
        Action::Note(msg) => note::enabled(model, msg),
        Action::Find(msg) => find::enabled(model, msg),
        Action::Filter(msg) => filter::enabled(model, msg),
        Action::Views(msg) => views::list::enabled(model, msg),
        Action::FollowUps(msg) => follow_ups::enabled(model, msg),
        Action::Drafts(msg) => drafts::enabled(model, msg),
        Action::Import(msg) => import::enabled(model, msg),
        Action::Path(msg) => import::path::enabled(model, msg),
        Action::Mapping(msg) => mapping::enabled(model, msg),
        Action::MappingName(msg) => mapping::name::enabled(model, msg),
        Action::Health(msg) => health::enabled(model, msg),
        Action::Held(msg) => held::enabled(model, msg),
        Action::HeldDrop(msg) => held_drop::enabled(model, msg),
        Action::HeldRow(msg) => held_row::enabled(model, msg),
        Action::Who(msg) => who::enabled(model, msg),
        Action::Pair(msg) => who::pair::enabled(model, msg),
        Action::NoteSearch(msg) => note_search::enabled(model, msg),
        Action::Picker(msg) => picker::enabled(model, msg),
        Action::Papers(msg) => papers::enabled(model, msg),
        Action::PaperName(msg) => papers::name::enabled(model, msg),
        Action::Ask(msg) => ask::enabled(model, msg),
        Action::Act(msg) => acts::enabled(model, msg),
        Action::Work(msg) => work::enabled(model, msg),
        Action::WorkFill(msg) => work::fill::enabled(model, msg),
        Action::Audit(msg) => audit::enabled(model, msg),
        Action::Lock(msg) => lock::enabled(model, msg),
        Action::Help(_) | Action::Palette(_) | Action::Part(_) | Action::WorkMenu(_) | Action::WorkActs(_) => Ok(()),
    }
}

/// Carries an action out, or says why it cannot be.
pub fn run(model: &mut Model, action: Action) -> Vec<Effect> {
    if let Err(reason) = enabled(model, action) {
        model.toast = Some(reason.to_owned());
        return Vec::new();
    }
    match action {
        Action::Global(msg) => global::update(model, msg),
        Action::Dashboard(msg) => dashboard::update(model, msg),
        Action::Record(msg) => record::update(model, msg),
        Action::Note(msg) => note::update(model, msg),
        Action::Find(msg) => find::update(model, msg),
        Action::Filter(msg) => filter::update(model, msg),
        Action::Views(msg) => views::list::update(model, msg),
        Action::FollowUps(msg) => follow_ups::update(model, msg),
        Action::Drafts(msg) => drafts::update(model, msg),
        Action::Import(msg) => import::update(model, msg),
        Action::Path(msg) => import::path::update(model, msg),
        Action::Mapping(msg) => mapping::update(model, msg),
        Action::MappingName(msg) => mapping::name::update(model, msg),
        Action::Health(msg) => health::update(model, msg),
        Action::Held(msg) => held::update(model, msg),
        Action::HeldDrop(msg) => held_drop::update(model, msg),
        Action::HeldRow(msg) => held_row::update(model, msg),
        Action::Who(msg) => who::update(model, msg),
        Action::Pair(msg) => who::pair::update(model, msg),
        Action::NoteSearch(msg) => note_search::update(model, msg),
        Action::Picker(msg) => picker::update(model, msg),
        Action::Papers(msg) => papers::update(model, msg),
        Action::PaperName(msg) => papers::name::update(model, msg),
        Action::Ask(msg) => ask::update(model, msg),
        Action::Act(msg) => acts::update(model, msg),
        Action::Help(msg) => help::update(model, msg),
        Action::Part(at) => work::open(model, at),
        Action::Work(msg) => work::update(model, msg),
        Action::WorkMenu(msg) => work::menu::update(model, msg),
        Action::WorkActs(msg) => work::acts::update(model, msg),
        Action::WorkFill(msg) => work::fill::update(model, msg),
        Action::Audit(msg) => audit::update(model, msg),
        Action::Palette(msg) => palette::update(model, msg),
        Action::Lock(msg) => lock::update(model, msg),
    }
}

/// Presses the left button at a column and row.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    match model.top().name() {
        Name::Dashboard => dashboard::clicked(model, x, y),
        Name::Find => find::clicked(model, x, y),
        Name::Record => record::clicked(model, x, y),
        Name::Note => note::clicked(model, x, y),
        Name::FollowUps => follow_ups::clicked(model, x, y),
        Name::Drafts => drafts::clicked(model, x, y),
        Name::Health => health::clicked(model, x, y),
        Name::Held => held::clicked(model, x, y),
        Name::HeldRow => held_row::clicked(model, x, y),
        Name::Who => who::clicked(model, x, y),
        Name::NoteSearch => note_search::clicked(model, x, y),
        Name::Picker => picker::clicked(model, x, y),
        Name::Filter => filter::clicked(model, x, y),
        Name::Views => views::list::clicked(model, x, y),
        Name::Palette => palette::clicked(model, x, y),
        Name::Import => import::clicked(model, x, y),
        Name::Mapping => mapping::clicked(model, x, y),
        Name::Work => work::clicked(model, x, y),
        Name::WorkMenu => work::menu::clicked(model, x, y),
        Name::WorkActs => work::acts::clicked(model, x, y),
        Name::Audit => audit::clicked(model, x, y),
        Name::Ask
        | Name::WorkFill
        | Name::Pair
        | Name::Path
        | Name::MappingName
        | Name::HeldDrop
        | Name::Papers
        | Name::PaperName
        | Name::Help
        | Name::FirstRun
        | Name::Lock => Vec::new(),
    }
}

/// Turns the wheel by some lines, down where positive.
pub fn scrolled(model: &mut Model, lines: i32) -> Vec<Effect> {
    let step = if lines < 0 { Step::Up } else { Step::Down };
    match model.top().name() {
        Name::Record => record::scrolled(model, lines),
        Name::Note => note::scrolled(model, lines),
        name => {
            let Some(moves) = moves(name) else { return Vec::new() };
            (0..lines.unsigned_abs().min(1_000)).flat_map(|_| run(model, (moves.action)(step))).collect()
        }
    }
}
