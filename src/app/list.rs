//! A cursor in a list, and the moves that every list knows.

use crate::app::keys::{Binding, Code, Key, ch, ctrl, key};
use crate::app::layout::Area;

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

const fn row(keys: &'static [Key], msg: Step, help: &'static str) -> Binding<Step> {
    Binding { keys, msg, hint: None, help }
}

/// The keys of every list in which letters are commands.
pub const KEYS: &[Binding<Step>] = &[
    row(&[ch('j'), key(Code::Down)], Step::Down, "Move to the next row"),
    row(&[ch('k'), key(Code::Up)], Step::Up, "Move to the row before"),
    row(&[ctrl('d')], Step::HalfDown, "Move half a window down"),
    row(&[ctrl('u')], Step::HalfUp, "Move half a window up"),
    row(&[key(Code::PageDown), ctrl('f')], Step::PageDown, "Move a window down"),
    row(&[key(Code::PageUp), ctrl('b')], Step::PageUp, "Move a window up"),
    row(&[ch('g'), key(Code::Home)], Step::First, "Go to the first row"),
    row(&[ch('G'), key(Code::End)], Step::Last, "Go to the last row"),
];

/// The row of a screen's own table for the `at`th of [`KEYS`].
pub const fn moves<M: Copy>(at: usize, msg: M) -> Binding<M> {
    Binding { keys: KEYS[at].keys, msg, hint: None, help: KEYS[at].help }
}

/// The keys that open what is chosen in a list that shows more of it.
pub const OPEN: &[Key] = &[key(Code::Enter), ch('l'), key(Code::Right)];

/// The row by which a list is left.
pub const fn back<M: Copy>(msg: M, help: &'static str) -> Binding<M> {
    const KEYS: &[Key] = &[key(Code::Esc), ch('h'), key(Code::Left)];
    Binding { keys: KEYS, msg, hint: Some("back"), help }
}

/// The keys of every list over which text is typed.
pub const TYPING: &[Binding<Step>] = &[
    row(&[key(Code::Down)], Step::Down, "Move to the next row"),
    row(&[key(Code::Up)], Step::Up, "Move to the row before"),
    row(&[ctrl('d')], Step::HalfDown, "Move half a window down"),
    row(&[ctrl('u')], Step::HalfUp, "Move half a window up"),
    row(&[key(Code::PageDown), ctrl('f')], Step::PageDown, "Move a window down"),
    row(&[key(Code::PageUp), ctrl('b')], Step::PageUp, "Move a window up"),
    row(&[key(Code::Home)], Step::First, "Go to the first row"),
    row(&[key(Code::End)], Step::Last, "Go to the last row"),
];

/// Where the rows of a list are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// From the first row on.
    pub area: Area,
    /// How many lines of the screen a row has.
    pub lines: u16,
}

impl Place {
    /// Below so many lines of an area, a line a row.
    pub const fn below(area: Area, head: u16) -> Self {
        Self { area: area.top(head).1, lines: 1 }
    }

    /// How many rows are shown.
    pub fn window(self) -> usize {
        usize::from(self.area.height / self.lines)
    }

    /// The row at a column and a line of the screen, counted from the first that is shown.
    fn row(self, (x, y): (u16, u16)) -> Option<usize> {
        let row = self.area.holds(x, y).then(|| usize::from((y - self.area.y) / self.lines))?;
        (row < self.window()).then_some(row)
    }
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
        self.step_over(step, len, window, |_| true);
    }

    /// Moves likewise, over rows that cannot be chosen.
    pub fn step_over(&mut self, step: Step, len: usize, window: usize, can: impl Fn(usize) -> bool) {
        let last = len.saturating_sub(1);
        let (half, page) = ((window / 2).max(1), window.max(1));
        let aim = match step {
            Step::Down => self.at + 1,
            Step::Up => self.at.saturating_sub(1),
            Step::HalfDown => self.at + half,
            Step::HalfUp => self.at.saturating_sub(half),
            Step::PageDown => self.at + page,
            Step::PageUp => self.at.saturating_sub(page),
            Step::First => 0,
            Step::Last => last,
        };
        let upwards = matches!(step, Step::Up | Step::HalfUp | Step::PageUp);
        self.settle(aim.min(last), len, upwards, &can);
        self.show(len, window);
        if (0..self.at).all(|row| !can(row)) {
            self.top = 0;
        }
    }

    /// Puts the cursor on the row at `aim`, or on the nearest one that can be chosen.
    fn settle(&mut self, aim: usize, len: usize, upwards: bool, can: &impl Fn(usize) -> bool) {
        let above = || (0..len.min(aim + 1)).rev().find(|row| can(*row));
        let below = || (aim..len).find(|row| can(*row));
        let nearest = if upwards { above().or_else(below) } else { below().or_else(above) };
        self.at = nearest.unwrap_or(0);
    }

    /// Puts the cursor on a row, or on the nearest one below or else above it that can be chosen.
    pub fn put(&mut self, at: usize, len: usize, window: usize, can: impl Fn(usize) -> bool) {
        self.settle(at.min(len.saturating_sub(1)), len, false, &can);
        self.show(len, window);
        if (0..self.at).all(|row| !can(row)) {
            self.top = 0;
        }
    }

    /// Moves the shown rows so that the chosen one is among them and no row is wasted.
    pub fn show(&mut self, len: usize, window: usize) {
        let window = window.max(1);
        self.at = self.at.min(len.saturating_sub(1));
        self.top = self.top.clamp(self.at.saturating_sub(window - 1), self.at).min(len.saturating_sub(window));
    }

    /// Presses the left button on a list of `len` rows: chooses the row there, if it can be chosen. Whether it was
    /// chosen already, and is to be opened.
    pub fn press(&mut self, place: Place, at: (u16, u16), len: usize, can: impl Fn(usize) -> bool) -> bool {
        self.show(len, place.window());
        let Some(row) = place.row(at).map(|row| self.top + row).filter(|row| *row < len && can(*row)) else {
            return false;
        };
        std::mem::replace(&mut self.at, row) == row
    }

    /// The cursor as it stands in a window of another height.
    #[must_use]
    pub fn shown(mut self, len: usize, window: usize) -> Self {
        self.show(len, window);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_stay_in_the_list_and_skip_headings() {
        // Rows 0 and 4 are headings.
        let can = |row: usize| row != 0 && row != 4;
        for (from, step, to) in [
            (1, Step::Up, 1),
            (1, Step::Down, 2),
            (3, Step::Down, 5),
            (5, Step::Up, 3),
            (9, Step::Down, 9),
            (1, Step::Last, 9),
            (9, Step::First, 1),
            (2, Step::HalfDown, 5),
            (6, Step::HalfUp, 3),
            (2, Step::PageDown, 6),
            (5, Step::PageUp, 1),
        ] {
            let mut cursor = Cursor { at: from, top: 0 };
            cursor.step_over(step, 10, 4, can);
            assert_eq!(cursor.at, to, "{step:?} from {from}");
            assert!(cursor.top <= cursor.at && cursor.at < cursor.top + 4, "{step:?} from {from}: {cursor:?}");
        }
    }

    #[test]
    fn the_heading_above_the_first_row_stays_in_sight() {
        let mut cursor = Cursor { at: 5, top: 5 };
        cursor.step_over(Step::First, 10, 4, |row| row != 0);
        assert_eq!(cursor, Cursor { at: 1, top: 0 });
    }

    #[test]
    fn a_press_chooses_and_on_the_chosen_row_opens() {
        // Of ten rows of two lines each below a line of title, three are shown, and half of a fourth.
        let place = Place { lines: 2, ..Place::below(Area { x: 1, y: 1, width: 9, height: 8 }, 1) };
        assert_eq!(place.window(), 3);
        let at = Cursor { at: 4, top: 3 };
        for (x, y, expected, opens) in [
            (1, 2, 3, false),
            (9, 3, 3, false),
            (1, 4, 4, true),
            (1, 7, 5, false),
            (1, 8, 4, false),
            (1, 1, 4, false),
            (0, 2, 4, false),
            (10, 2, 4, false),
        ] {
            let mut cursor = at;
            assert_eq!((cursor.press(place, (x, y), 10, |_| true), cursor.at), (opens, expected), "{x} {y}");
            assert_eq!(cursor.top, 3);
        }
        let mut cursor = at;
        assert!(!cursor.press(place, (1, 7), 10, |row| row != 5) && cursor == at, "a heading");
        assert!(!cursor.press(place, (1, 7), 2, |_| true) && cursor.at == 1, "below the last row");
    }

    #[test]
    fn an_empty_list_is_no_trouble() {
        for step in KEYS.iter().map(|row| row.msg) {
            let mut cursor = Cursor { at: 7, top: 3 };
            cursor.step(step, 0, 0);
            assert_eq!(cursor, Cursor::default(), "{step:?}");
        }
    }
}
