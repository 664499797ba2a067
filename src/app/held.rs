//! Rows of files that were held back: the list, file by file.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, ch};
use crate::app::layout::Page;
use crate::app::list::{self, Cursor, Place, Step};
use crate::app::screen::{self, Name, Screen};
use crate::app::{held_drop, held_row};
use crate::domain::held::HeldRow;
use std::collections::HashSet;

/// What is shown and where the cursor stands.
#[derive(Debug, Default)]
pub struct State {
    rows: Option<Vec<HeldRow>>,
    /// Made once when rows come: there may be very many.
    lines: Vec<Shown>,
    /// How many files they are of.
    pub files: usize,
    /// Among the lines.
    pub cursor: Cursor,
}

/// What stands on a line, by the place of its row among all rows.
#[derive(Debug, Clone, Copy)]
enum Shown {
    /// The name of a file, and how many rows follow from a row on.
    File { first: usize, rows: usize },
    /// A row.
    Row(usize),
}

/// A line of the list.
#[derive(Debug, Clone, Copy)]
pub enum Line<'a> {
    /// The first row of a file or of a table in it, and how many there are.
    File(&'a HeldRow, usize),
    /// A row.
    Row(&'a HeldRow),
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The chosen row, cell by cell.
    Open,
    /// The chosen row dropped; the reason is asked.
    Drop,
    /// Rows of the chosen one's file dropped together; the reason is asked.
    DropMany,
    /// Back to where the list was opened.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: list::OPEN, msg: Msg::Open, hint: Some("correct"), help: "Open the chosen row to correct it" },
    Binding { keys: &[ch('x')], msg: Msg::Drop, hint: Some("drop"), help: "Drop the chosen row; the reason is asked" },
    Binding {
        keys: &[ch('X')],
        msg: Msg::DropMany,
        hint: Some("drop many"),
        help: "Drop the rows of the file that are held back like the chosen one, or all of the file",
    },
    list::back(Msg::Back, "Go back to where the rows were opened"),
];

impl State {
    /// Open rows, file by file; `None` until they were read.
    pub fn rows(&self) -> Option<&[HeldRow]> {
        self.rows.as_deref()
    }

    /// How many lines there are: the rows below their files.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// A line of the list.
    pub fn line(&self, at: usize) -> Option<Line<'_>> {
        let row = |at: usize| self.rows.as_deref()?.get(at);
        match *self.lines.get(at)? {
            Shown::File { first, rows } => row(first).map(|row| Line::File(row, rows)),
            Shown::Row(at) => row(at).map(Line::Row),
        }
    }

    /// The chosen row.
    pub fn chosen(&self) -> Option<&HeldRow> {
        match self.line(self.cursor.at) {
            Some(Line::Row(row)) => Some(row),
            _ => None,
        }
    }

    /// Takes rows in; the cursor goes to the one of a number, else to the one that took its place.
    fn take(&mut self, rows: Vec<HeldRow>, (id, window): (Option<i64>, usize)) {
        self.lines.clear();
        let mut first = 0;
        self.files = rows.iter().map(|row| row.file.as_str()).collect::<HashSet<_>>().len();
        // A return in XML has several tables, one behind the other.
        for file in rows.chunk_by(|left, right| left.file == right.file && left.layout == right.layout) {
            self.lines.push(Shown::File { first, rows: file.len() });
            self.lines.extend((first..first + file.len()).map(Shown::Row));
            first += file.len();
        }
        let wanted = rows.iter().position(|row| Some(row.id) == id);
        let is_wanted = |shown: &Shown| matches!(shown, Shown::Row(at) if Some(*at) == wanted);
        let at = self.lines.iter().position(is_wanted).unwrap_or(self.cursor.at);
        let lines = &self.lines;
        self.cursor.put(at, lines.len(), window, |at| is_row(lines, at));
        self.rows = Some(rows);
    }

    /// Takes a row off the list; gives the one that stands in its place now.
    fn settle(&mut self, id: i64, window: usize) -> Option<HeldRow> {
        let mut rows = self.rows.take()?;
        rows.retain(|row| row.id != id);
        self.take(rows, (None, window));
        self.chosen().cloned()
    }
}

/// Whether a line can be chosen: the name of a file cannot.
fn is_row(lines: &[Shown], at: usize) -> bool {
    matches!(lines.get(at), Some(Shown::Row(_)))
}

/// Opens the list.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.open_once(Screen::Held(State::default())) { vec![Effect::Held] } else { Vec::new() }
}

/// Asks for the rows again where they are shown: a file may have come in.
pub fn refresh(model: &Model) -> Vec<Effect> {
    if model.shows(Name::Held) { vec![Effect::Held] } else { Vec::new() }
}

/// Takes the rows in; the cursor stays on its row.
pub fn listed(model: &mut Model, rows: &[HeldRow]) {
    let window = place(model.size).window();
    for screen in &mut model.stack {
        if let Screen::Held(state) = screen {
            let chosen = state.chosen().map(|row| row.id);
            state.take(rows.to_vec(), (chosen, window));
        }
    }
}

/// Takes a settled row off the list below; gives the next one.
pub fn settled(model: &mut Model, id: i64) -> Option<HeldRow> {
    let window = place(model.size).window();
    let lists = model.stack.iter_mut().rev().filter_map(|screen| match screen {
        Screen::Held(state) => Some(state),
        _ => None,
    });
    lists.map(|state| state.settle(id, window)).last().flatten()
}

/// Where the list is drawn: a row each below a title.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(Page::of(size).body, 2)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::Held(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => {
            let lines = &state.lines;
            state.cursor.step_over(step, lines.len(), window, |at| is_row(lines, at));
            Vec::new()
        }
        Msg::Open | Msg::Drop => {
            let Some(row) = state.chosen().cloned() else { return Vec::new() };
            held_row::open(model, row, msg == Msg::Drop)
        }
        Msg::DropMany => {
            let Some(dropping) = held_drop::State::of(state) else { return Vec::new() };
            model.stack.push(Screen::HeldDrop(Box::new(dropping)));
            Vec::new()
        }
        Msg::Back => {
            model.pop();
            Vec::new()
        }
    }
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Screen::Held(state) = model.top() else { return Ok(()) };
    match (msg, state.chosen()) {
        (Msg::Open | Msg::Drop | Msg::DropMany, None) => Err("no row is held back"),
        (Msg::Open, Some(row)) if !row.kept => {
            Err("this row's text was not kept: mend the file and import it again; x drops the row")
        }
        _ => Ok(()),
    }
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let place = place(model.size);
    let Screen::Held(state) = model.top_mut() else { return Vec::new() };
    let lines = &state.lines;
    let opens = state.cursor.press(place, (x, y), lines.len(), |at| is_row(lines, at));
    if opens { screen::run(model, screen::Action::Held(Msg::Open)) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::invented::{self, press};
    use crate::app::{Msg as AppMsg, update};

    fn state(model: &Model) -> &State {
        let Screen::Held(state) = model.top() else { panic!("{:?}", model.top().name()) };
        state
    }

    fn chosen(model: &Model) -> Option<i64> {
        state(model).chosen().map(|row| row.id)
    }

    #[test]
    fn the_list_is_read_when_opened_and_walked_over_the_names_of_files() {
        let mut model = invented::model((80, 24));
        assert_eq!(press(&mut model, "B"), [Effect::Held]);
        press(&mut model, "enter");
        assert_eq!(model.toast.as_deref(), Some("no row is held back"));
        let mut model = invented::with_held((80, 24));
        for (words, id) in [("", 1), ("j", 2), ("j", 3), ("j", 3), ("k", 2), ("G", 3), ("g", 1)] {
            press(&mut model, words);
            assert_eq!(chosen(&model), Some(id), "{words}");
        }
        press(&mut model, "esc");
        assert!(matches!(model.top(), Screen::Dashboard(_)));
    }

    #[test]
    fn a_row_without_its_text_says_what_to_do() {
        let mut model = invented::with_held((80, 24));
        assert_eq!(press(&mut model, "G enter"), []);
        assert!(model.toast.as_deref().unwrap().contains("mend the file"), "{:?}", model.toast);
    }

    #[test]
    fn a_new_reading_keeps_the_cursor_on_its_row() {
        let mut model = invented::with_held((80, 24));
        press(&mut model, "j");
        let rows: Vec<HeldRow> = invented::held_rows().into_iter().filter(|row| row.id != 1).collect();
        update(&mut model, AppMsg::Held(rows));
        assert_eq!(chosen(&model), Some(2));
        update(&mut model, AppMsg::Held(Vec::new()));
        assert_eq!(chosen(&model), None);
    }

    #[test]
    fn the_tables_of_a_file_stand_under_headings_of_their_own() {
        let mut model = invented::with_held((80, 24));
        let of = |id, layout: &str| HeldRow { id, layout: Some(layout.to_owned()), ..invented::held_rows().remove(0) };
        let rows = vec![of(1, "ssda903-header"), of(2, "ssda903-episodes"), of(3, "ssda903-episodes")];
        update(&mut model, AppMsg::Held(rows));
        let list = state(&model);
        let heads: Vec<_> = (0..list.len())
            .filter_map(|at| match list.line(at)? {
                Line::File(first, rows) => Some((first.id, rows)),
                Line::Row(_) => None,
            })
            .collect();
        assert_eq!((heads, list.files), (vec![(1, 1), (2, 2)], 1));
    }

    #[test]
    fn a_click_chooses_and_the_second_opens() {
        let mut model = invented::with_held((80, 24));
        let y = place((80, 24)).area.y;
        update(&mut model, AppMsg::Clicked(3, y));
        assert_eq!(chosen(&model), Some(1), "the name of the file is no row");
        update(&mut model, AppMsg::Clicked(3, y + 2));
        assert_eq!(chosen(&model), Some(2));
        let effects = update(&mut model, AppMsg::Clicked(3, y + 2));
        assert_eq!(effects, [Effect::HeldText(2)]);
    }
}
