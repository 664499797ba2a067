//! Rules that every key table keeps.

use crate::app::keymap::{Keymap, Section};
use crate::app::keys::{Code, Key, ch, ctrl, key, tables};
use crate::app::screen::{Name, meaning, table, tables_of};
use std::collections::BTreeSet;

const VERBS: [&str; 36] = [
    "Choose",
    "Clear",
    "Close",
    "Draw",
    "Edit",
    "Save",
    "File",
    "Filter",
    "Find",
    "Go",
    "Hide",
    "Insert",
    "Keep",
    "List",
    "Move",
    "Open",
    "Put",
    "Quit",
    "Run",
    "Show",
    "Switch",
    "Write",
    "Look",
    "Take",
    "Ring",
    "Reveal",
    "Drop",
    "Merge",
    "Say",
    "Let",
    "Acknowledge",
    "Mark",
    "Hand",
    "Undo",
    "Redo",
    "Lock",
];

#[test]
fn no_key_stands_twice_in_what_a_screen_hears() {
    for name in Name::ALL {
        let mut seen = BTreeSet::new();
        let mut rows: Vec<_> = tables_of(&Keymap::default(), name).into_iter().flat_map(|table| table.rows).collect();
        if name.takes_text() {
            // Letters are text there: global letters are not heard.
            rows.retain(|row| row.keys.split(' ').all(|key| key.chars().count() > 1));
        }
        for row in rows {
            for key in row.keys.split(' ') {
                assert!(seen.insert(key.to_owned()), "{}: {key} stands twice", name.title());
            }
        }
    }
}

#[test]
fn no_screen_shadows_a_global_key() {
    let global = table(&Keymap::default(), Section::Everywhere);
    let global: BTreeSet<&str> = global.rows.iter().flat_map(|row| row.keys.split(' ')).collect();
    for name in Name::ALL {
        let own = table(&Keymap::default(), Section::Screen(name));
        for key in own.rows.iter().flat_map(|row| row.keys.split(' ')) {
            assert!(!global.contains(key), "{} shadows {key}", own.title);
        }
    }
}

#[test]
fn every_row_has_keys_and_a_sentence_that_begins_with_a_verb() {
    for table in tables(&Keymap::default()) {
        for row in table.rows {
            assert!(!row.keys.is_empty(), "{}: {}", table.title, row.help);
            let first = row.help.split([' ', ';', ',']).next().unwrap();
            assert!(VERBS.contains(&first), "{}: {:?} begins with no verb known here", table.title, row.help);
            assert!(!row.help.ends_with('.'), "{}: {:?}", table.title, row.help);
        }
    }
}

#[test]
fn demand_25_every_list_is_walked_by_letters_and_by_arrows() {
    let steps = |key: Key, name| meaning(&Keymap::default(), name, key).map(|action| format!("{action:?}"));
    for name in [
        Name::Dashboard,
        Name::Filter,
        Name::Drafts,
        Name::Record,
        Name::Health,
        Name::Held,
        Name::Mapping,
        Name::Who,
        Name::Pair,
        Name::Papers,
    ] {
        for (letter, arrow) in [
            (ch('j'), key(Code::Down)),
            (ch('k'), key(Code::Up)),
            (ch('g'), key(Code::Home)),
            (ch('G'), key(Code::End)),
        ] {
            assert!(steps(letter, name).is_some(), "{letter} in {}", name.title());
            assert_eq!(steps(letter, name), steps(arrow, name), "{letter} and {arrow} in {}", name.title());
        }
        for page in [ctrl('d'), ctrl('u'), key(Code::PageDown), key(Code::PageUp)] {
            assert!(steps(page, name).is_some(), "{page} in {}", name.title());
        }
    }
    for name in [Name::Find, Name::Palette, Name::Help, Name::HeldRow, Name::NoteSearch, Name::Picker] {
        for walk in [key(Code::Down), key(Code::Up), ctrl('d'), ctrl('u'), key(Code::PageDown), key(Code::PageUp)] {
            assert!(steps(walk, name).is_some(), "{walk} in {}", name.title());
        }
    }
}

#[test]
fn the_keys_of_lists_while_typing_are_those_without_letters() {
    let letters = |keys: &str| keys.split(' ').filter(|key| key.chars().count() > 1).collect::<Vec<_>>().join(" ");
    let commands: Vec<String> =
        table(&Keymap::default(), Section::Lists).rows.iter().map(|row| letters(&row.keys)).collect();
    let typing: Vec<String> =
        table(&Keymap::default(), Section::Typing).rows.iter().map(|row| row.keys.clone()).collect();
    assert_eq!(typing, commands);
}

#[test]
fn what_a_key_means_is_the_same_in_every_list() {
    for (press, name) in
        [(ch('n'), Name::Filter), (ch('q'), Name::Drafts), (ch('?'), Name::Record), (ch(':'), Name::FirstRun)]
    {
        assert_eq!(
            meaning(&Keymap::default(), name, press),
            meaning(&Keymap::default(), Name::Dashboard, press),
            "{press} in {}",
            name.title()
        );
    }
}
