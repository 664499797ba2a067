//! Text that is typed or pasted, handed to the screens that take it.

use crate::app::effect::Effect;
use crate::app::keys::Key;
use crate::app::screen::Name;
use crate::app::{
    Model, ask, audit, find, held_drop, held_row, help, import, lock, mapping, note, note_search, palette, papers,
    picker, work,
};

/// Lets a screen that takes text have a press. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    match model.top().name() {
        Name::Note => note::type_key(model, key),
        Name::Find => find::type_key(model, key),
        Name::Path => import::path::type_key(model, key),
        Name::MappingName => mapping::name::type_key(model, key),
        Name::PaperName => papers::name::type_key(model, key),
        Name::Ask => ask::type_key(model, key),
        Name::Help => help::type_key(model, key),
        Name::Palette => palette::type_key(model, key),
        Name::HeldDrop => held_drop::type_key(model, key),
        Name::HeldRow => held_row::type_key(model, key),
        Name::NoteSearch => note_search::type_key(model, key),
        Name::Picker => picker::type_key(model, key),
        Name::WorkActs => work::acts::type_key(model, key),
        Name::WorkFill => work::fill::type_key(model, key),
        Name::Audit => audit::type_key(model, key),
        Name::Lock => lock::type_key(model, key),
        Name::Dashboard
        | Name::Record
        | Name::Filter
        | Name::Views
        | Name::FollowUps
        | Name::Drafts
        | Name::Import
        | Name::Mapping
        | Name::Health
        | Name::Held
        | Name::Who
        | Name::Pair
        | Name::Papers
        | Name::Work
        | Name::WorkMenu
        | Name::FirstRun => None,
    }
}

/// Takes pasted text: text where the screen takes text, else nothing, and that is said.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.top().name() {
        Name::Note => note::paste(model, text),
        Name::Find => find::paste(model, text),
        Name::Import => import::paste(model, text),
        Name::Path => import::path::paste(model, text),
        Name::MappingName => mapping::name::paste(model, text),
        Name::PaperName => papers::name::paste(model, text),
        Name::Ask => ask::paste(model, text),
        Name::Help => help::paste(model, text),
        Name::Palette => palette::paste(model, text),
        Name::HeldDrop => held_drop::paste(model, text),
        Name::HeldRow => held_row::paste(model, text),
        Name::NoteSearch => note_search::paste(model, text),
        Name::WorkFill => work::fill::paste(model, text),
        Name::Audit => audit::paste(model, text),
        Name::Lock => lock::paste(model, text),
        Name::Picker | Name::WorkActs => Vec::new(),
        Name::Dashboard
        | Name::Record
        | Name::Filter
        | Name::Views
        | Name::FollowUps
        | Name::Drafts
        | Name::Mapping
        | Name::Health
        | Name::Held
        | Name::Who
        | Name::Pair
        | Name::Papers
        | Name::Work
        | Name::WorkMenu
        | Name::FirstRun => {
            let count = text.chars().count();
            model.toast = Some(format!("{count} characters pasted: nothing was done; n opens a note"));
            Vec::new()
        }
    }
}
