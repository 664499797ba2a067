//! A walk over the screens of a caseload without a terminal: keys are pressed, frames are looked at.

use crate::harness::{Office, PASSPHRASE, until};
use crate::sealed::quiet;
use lookout::app::Msg;
use lookout::app::effect::Effect;
use lookout::app::keys::Key;
use lookout::app::screen::Name;
use lookout::runtime::clock::Clock;
use lookout::runtime::replay::Replay;
use lookout::store::Store;
use lookout::store::secret::Secret;
use lookout::ui::render;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::cell::RefCell;
use std::path::Path;

/// The keys by which a screen is opened from the list; `path:FILE` pastes a path, `KEY until NAME` waits for what is
/// read on another thread.
pub(super) const fn way(name: Name) -> &'static [&'static str] {
    match name {
        Name::Dashboard => &["down", "up"],
        Name::Find => &["/", "c", "a", "n", "a", "r"],
        Name::Filter => &["f"],
        Name::Views => &["v"],
        Name::Record => &["enter"],
        Name::Note => &["n"],
        Name::FollowUps => &["t"],
        Name::Drafts => &["n", "x", "esc", "d"],
        Name::Import => &["I"],
        Name::Path => &["I", "o"],
        Name::Mapping => &["I", "o", "path:unknown.csv", "enter", "p until Mapping"],
        Name::MappingName => &["I", "o", "path:unknown.csv", "enter", "p until Mapping", "ctrl-s until MappingName"],
        Name::Health => &["H"],
        Name::Held => &["B"],
        Name::HeldDrop => &["B", "X"],
        Name::HeldRow => &["B", "enter"],
        Name::Who => &["W"],
        Name::Pair => &["W", "enter"],
        Name::NoteSearch => &["N", "r", "i", "n", "g"],
        Name::Picker => &["T"],
        Name::Papers => &["P"],
        Name::PaperName => &["P", "c", "w"],
        Name::Ask => &["a"],
        Name::Palette => &[":"],
        Name::Help => &["?"],
        Name::Work => &["R", "enter"],
        Name::WorkMenu => &["R"],
        Name::WorkActs => &["enter", "r"],
        Name::WorkFill => &["enter", "r", "enter"],
        Name::Audit => &["A"],
        // Without an open caseload there is nothing to be seen.
        Name::FirstRun | Name::Lock => &[],
    }
}

/// A caseload on the screen.
pub(super) struct Walk {
    pub(super) replay: Replay,
    folder: std::path::PathBuf,
}

impl Walk {
    pub(super) fn new(office: &Office, size: (u16, u16)) -> Self {
        let store = Store::open(&office.path("caseload.db"), &Secret::new(PASSPHRASE.to_owned())).unwrap();
        let clock = Clock::frozen_at("2026-11-23T09:00:00").unwrap();
        let mut replay = Replay::new(store, clock, office.path("profiles"), size);
        let load = replay.model.load();
        for msg in replay.carry_out(load) {
            replay.change(msg);
        }
        Self { replay, folder: office.path("") }
    }

    pub(super) fn frame(&self) -> String {
        let (columns, rows) = self.replay.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| render(&self.replay.model, frame)).unwrap();
        terminal.backend().to_string()
    }

    /// The screen and what a debug print of everything would show.
    pub(super) fn look(&self, what: &str) {
        quiet(&self.frame(), what);
        quiet(&format!("{:?}", self.replay.model), what);
    }

    pub(super) fn press(&mut self, key: &str) {
        if let Some(file) = key.strip_prefix("path:") {
            let path = Path::new(&self.folder).join(file).display().to_string();
            return self.replay.change(Msg::Pasted(path));
        }
        if let Some((key, name)) = key.split_once(" until ") {
            let named = |walk: &Self| format!("{:?}", walk.replay.model.top().name()) == name;
            return self.wait(name, Some(key), named);
        }
        let key: Key = key.parse().unwrap();
        self.replay.change(Msg::Key(key));
    }

    /// Until another thread's answer has come; a key is pressed again and again where that asks for it.
    pub(super) fn wait(&mut self, what: &str, key: Option<&str>, fits: impl Fn(&Self) -> bool) {
        let walk = RefCell::new(self);
        until(what, || {
            let mut walk = walk.borrow_mut();
            for msg in walk.replay.carry_out(Effect::LookForChanges) {
                walk.replay.change(msg);
            }
            if let Some(key) = key.filter(|_| !fits(&walk)) {
                walk.press(key);
            }
            fits(&walk)
        });
    }

    pub(super) fn back_to_the_list(&mut self) {
        self.replay.model.stack.truncate(1);
        self.replay.model.failure = None;
    }

    pub(super) fn press_all(&mut self, keys: &[&str], what: &str) {
        for key in keys {
            self.press(key);
            self.look(&format!("{what} after {key}, {:?}", self.replay.model.size));
        }
    }

    /// Moves down until some words stand in the window.
    pub(super) fn finds(&mut self, words: &str) -> bool {
        (0..30).any(|_| {
            let there = self.frame().contains(words);
            self.press("down");
            there
        })
    }
}
