//! The morning of twenty children as messages through `update`: what the keyboard does in a terminal, key by key, drawn
//! after each and carried out by the store's own worker.

#[path = "../../tests/suite/morning/end.rs"]
mod end;
#[path = "../../tests/suite/morning/keyboard.rs"]
mod keyboard;
#[path = "../../tests/suite/morning/table.rs"]
mod table;

use crate::app::keys::{Code, Key, key};
use crate::app::{Model, Msg, update};
use crate::domain::note::{NewNote, NoteKind, Own};
use crate::domain::thresholds::Thresholds;
use crate::import;
use crate::runtime::clock::Clock;
use crate::runtime::store_thread::{Places, Worker};
use crate::store::Store;
use crate::store::command::{Command, Stamp};
use crate::store::secret::Secret;
use crate::ui;
use keyboard::Step;
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use std::path::Path;
use std::sync::mpsc::channel;
use table::{PROMISED, files};

/// A model and what carries its effects out.
struct Desk {
    model: Model,
    worker: Worker,
    terminal: Terminal<TestBackend>,
}

fn clock() -> Clock {
    Clock::frozen_at("2026-11-23T09:14:00").unwrap()
}

/// The caseload of the table, with what was promised the week before.
fn caseload(path: &Path) -> Store {
    let (mut store, _) = Store::create_cheap(path, "amy", &Secret::new("twelve characters".to_owned())).unwrap();
    let stamp = Stamp(clock().now());
    for (name, text) in files() {
        for sheet in import::read(name, &mut text.as_bytes()).unwrap() {
            let planned = store.plan(sheet).unwrap();
            store.apply(Command::Import(Box::new(planned)), stamp).unwrap();
        }
    }
    for (child, text, due) in PROMISED {
        let note = NewNote {
            about: vec![store.child_by_id(child).unwrap().unwrap()],
            kind: NoteKind::Call,
            person: None,
            text: text.to_owned(),
            own: Own::new(),
            next_step: None,
            follow_up: Some(due.parse().unwrap()),
            follow_up_words: None,
            opened: stamp.0,
        };
        store.apply(Command::FileNote { note, draft: None }, stamp).unwrap();
    }
    store
}

impl Desk {
    fn new(path: &Path, size: (u16, u16)) -> Self {
        let (answers, _) = channel();
        let folder = path.parent().unwrap();
        let places = Places { file: path.to_owned(), profiles: folder.join("profiles"), kept: None, authority: None };
        let worker = Worker::new(Some(caseload(path)), (Thresholds::default(), clock()), answers, places);
        let terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let mut desk = Self { model: Model::new(clock().now(), size), worker, terminal };
        let load = desk.model.load();
        desk.carry_out(vec![load]);
        desk
    }

    fn carry_out(&mut self, effects: Vec<crate::app::effect::Effect>) {
        for effect in effects {
            for msg in self.worker.at_once(effect, self.model.today()) {
                self.send(msg);
            }
        }
    }

    fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.carry_out(effects);
    }

    /// The rows of the screen.
    fn rows(&mut self) -> Vec<String> {
        let Self { model, terminal, .. } = self;
        terminal.draw(|frame| ui::render(model, frame)).unwrap();
        let screen = terminal.backend().to_string();
        screen.lines().map(str::to_owned).collect()
    }

    fn shows(&mut self, text: &str) {
        let rows = self.rows();
        assert!(rows.iter().any(|row| row.contains(text)), "{text} does not stand on\n{}", rows.join("\n"));
    }

    fn follow(&mut self, step: &Step) {
        match step {
            Step::Key(name) => self.send(Msg::Key(name.parse::<Key>().unwrap())),
            Step::Text(text) => {
                text.chars().for_each(|letter| self.send(Msg::Key(key(Code::Char(letter)))));
                self.shows(text);
            }
            Step::Shows(text) => self.shows(text),
            Step::On(name, why) => {
                let rows = self.rows();
                let at = self.terminal.backend_mut().get_cursor_position().unwrap();
                let row = &rows[usize::from(at.y)];
                assert!(row.contains(name) && row.contains(why), "{name}, {why}: {row}");
            }
        }
    }
}

#[test]
fn the_same_morning_as_messages_ends_the_same() {
    for size in [(120, 36), (80, 24)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.db");
        let mut desk = Desk::new(&path, size);
        for step in keyboard::morning() {
            desk.follow(&step);
        }
        drop(desk);
        end::holds(&Store::open(&path, &Secret::new("twelve characters".to_owned())).unwrap());
    }
}
