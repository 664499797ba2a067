//! Every screen: the presses that open it, for a terminal and for a model in memory.

use lookout::app::Msg;
use lookout::app::keys::{Code, Key, ch, ctrl, key};
use lookout::runtime::clock::Clock;
use lookout::runtime::replay::Replay;
use lookout::store::Store;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::path::{Path, PathBuf};

/// The moment of every screen here.
pub(crate) const NOW: &str = "2026-11-23T09:14:00";

/// What is pressed from the list on. None leaves anything in the file but a draft.
pub(crate) const SCREENS: &[&str] = &[
    "",
    "jj",
    "/o",
    "f",
    "f  ",
    "?",
    "?no",
    ":a",
    ":",
    "v",
    "S",
    "t",
    "d",
    "n",
    "nsaid on the phone\t\tnext fri",
    "nsaid\x06",
    "T",
    "I",
    "Io",
    "H",
    "H\r",
    "B",
    "B\r",
    "Bx",
    "W",
    "W\r",
    "N",
    "Nsaid",
    "P",
    "Pw",
    "c",
    "w",
    "a",
    "z",
    "D",
    "u",
    "b",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "\r",
    "\r2",
    "\r3",
    "\r4",
    "\r5",
    "\r6",
    "\r6v",
    "\r6e",
    "\r7",
    "\rs",
    "\rp",
    "\rP",
];

/// A press as the model takes it.
fn pressed(c: char) -> Key {
    match c {
        '\r' => key(Code::Enter),
        '\t' => key(Code::Tab),
        '\x1b' => key(Code::Esc),
        '\0'..='\x1f' => ctrl(char::from(b'a' - 1 + u8::try_from(c).unwrap())),
        _ => ch(c),
    }
}

/// A model on a caseload with a screen open.
pub(crate) fn open(store: &Store, keys: &str, size: (u16, u16)) -> Replay {
    let clock = Clock::frozen_at(NOW).unwrap();
    let mut replay = Replay::new(store.beside().unwrap(), clock, PathBuf::from("profiles"), size);
    replay.change(Msg::Resized(size.0, size.1));
    let load = replay.model.load();
    for msg in replay.carry_out(load) {
        replay.change(msg);
    }
    for c in keys.chars() {
        replay.change(Msg::Key(pressed(c)));
    }
    replay
}

/// The cells of the screen.
pub(crate) fn drawn(replay: &Replay) -> Buffer {
    let (columns, rows) = replay.model.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| lookout::ui::render(&replay.model, frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// Where the files of a store stand.
pub(crate) fn store(path: &Path) -> Store {
    super::office::open(path).unwrap()
}
