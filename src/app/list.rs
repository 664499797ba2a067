//! A cursor in a list, and the moves that every list knows.

use crate::app::keys::{Binding, Code, Key, ch, ctrl, key};

/// A move in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A row down.
    Down,
    /// A row up.
    Up,
    /// Half a window down.
    HalfDown,
    /// Half a window up.
    HalfUp,
    /// A window down.
    PageDown,
    /// A window up.
    PageUp,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// The keys of each move, the same in every list.
pub const MOVES: [(&[Key], Step, Option<&str>, &str); 8] = [
    (&[ch('j'), key(Code::Down)], Step::Down, None, "Move to the next row"),
    (&[ch('k'), key(Code::Up)], Step::Up, None, "Move to the row before"),
    (&[ctrl('d')], Step::HalfDown, None, "Move half a window down"),
    (&[ctrl('u')], Step::HalfUp, None, "Move half a window up"),
    (&[key(Code::PageDown)], Step::PageDown, None, "Move a window down"),
    (&[key(Code::PageUp)], Step::PageUp, None, "Move a window up"),
    (&[ch('g'), key(Code::Home)], Step::First, None, "Go to the first row"),
    (&[ch('G'), key(Code::End)], Step::Last, None, "Go to the last row"),
];

/// The row of a key table for the `at`th of [`MOVES`].
pub const fn moves<M: Copy>(at: usize, msg: M) -> Binding<M> {
    let (keys, _, hint, help) = MOVES[at];
    Binding { keys, msg, hint, help }
}

/// A cursor: the chosen row and the first row shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The chosen row, below the list's length unless it is empty.
    pub at: usize,
    /// The first row shown.
    pub top: usize,
}

impl Cursor {
    /// Moves in a list of `len` rows of which `window` are shown.
    pub fn step(&mut self, step: Step, len: usize, window: usize) {
        let last = len.saturating_sub(1);
        let (half, page) = ((window / 2).max(1), window.max(1));
        self.at = match step {
            Step::Down => self.at + 1,
            Step::Up => self.at.saturating_sub(1),
            Step::HalfDown => self.at + half,
            Step::HalfUp => self.at.saturating_sub(half),
            Step::PageDown => self.at + page,
            Step::PageUp => self.at.saturating_sub(page),
            Step::First => 0,
            Step::Last => last,
        }
        .min(last);
        self.show(len, window);
    }

    /// Moves the shown rows so that the chosen one is among them and no row is wasted.
    pub fn show(&mut self, len: usize, window: usize) {
        let window = window.max(1);
        self.at = self.at.min(len.saturating_sub(1));
        self.top = self.top.clamp(self.at.saturating_sub(window - 1), self.at).min(len.saturating_sub(window));
    }
}
