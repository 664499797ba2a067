//! A held-back row, cell by cell: corrected and tried again, or dropped with a reason.

use crate::app::effect::{Effect, HeldAnswer, Veil};
use crate::app::held;
use crate::app::keys::{Binding, Code, Key, ctrl, key};
use crate::app::layout::Page;
use crate::app::line::TextLine;
use crate::app::list::{Cursor, Place, Step};
use crate::app::screen::Screen;
use crate::app::{Model, Msg as AppMsg};
use crate::domain::held::{HeldRow, HeldText, join};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::Held;

/// A row being worked on.
#[derive(Debug)]
pub struct State {
    /// Which row, its column and reason as they stand now.
    pub row: HeldRow,
    /// Its cells; empty until they were read.
    pub cells: Vec<Cell>,
    /// The cell that is typed into.
    pub cursor: Cursor,
    /// Whether what is sealed is shown.
    pub revealed: bool,
    /// The reason that is being typed, where the row is to be dropped.
    pub dropping: Option<TextLine>,
    /// On its way to the file: nothing more is sent until the answer comes.
    pub waiting: bool,
}

/// A cell of a row.
#[derive(Debug)]
pub struct Cell {
    /// The header's word; empty where the row has more cells than the header.
    pub word: String,
    /// What stands in it.
    pub line: TextLine,
    /// Shown only when asked for.
    pub sealed: bool,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move among the cells.
    Move(Step),
    /// The next cell; the reason's end.
    Enter,
    /// The corrected row tried again.
    Retry,
    /// The row dropped: asks why.
    Drop,
    /// What is sealed shown.
    Reveal,
    /// Back to the list; back from the reason.
    Back,
}

/// The keys beside typing and the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[ctrl('s')],
        msg: Msg::Retry,
        hint: Some("try again"),
        help: "Take the corrected row in; the next one comes up",
    },
    Binding { keys: &[key(Code::Esc)], msg: Msg::Back, hint: Some("back"), help: "Go back to the list, as it was" },
    Binding { keys: &[ctrl('x')], msg: Msg::Drop, hint: Some("drop"), help: "Drop the row; the reason is asked" },
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Enter,
        hint: Some("go on"),
        help: "Go to the next cell; from the reason, drop the row",
    },
    Binding {
        keys: &[ctrl('r')],
        msg: Msg::Reveal,
        hint: Some("reveal"),
        help: "Reveal what is sealed in this row: addresses, telephones, columns that are not read",
    },
];

impl State {
    fn new(row: HeldRow, dropping: bool) -> Self {
        let dropping = dropping.then(TextLine::default);
        Self { row, cells: Vec::new(), cursor: Cursor::default(), revealed: false, dropping, waiting: false }
    }

    /// Whether a cell is the one at fault.
    pub fn faulty(&self, cell: &Cell) -> bool {
        self.row.column.as_ref().is_some_and(|column| column.eq_ignore_ascii_case(&cell.word))
    }

    /// Whether a cell's text is shown.
    pub fn shows(&self, cell: &Cell) -> bool {
        self.revealed || !cell.sealed || cell.line.text().is_empty()
    }

    fn take(&mut self, held: &HeldText, window: usize) {
        let words = held.words();
        let cells = held.cells();
        let place = |at: usize| {
            let word = words.get(at).cloned().unwrap_or_default();
            let text = cells.get(at).map_or("", |cell| cell.reveal().as_str());
            Cell { sealed: held.is_sealed(&word), line: TextLine::of(text), word }
        };
        self.cells = (0..words.len().max(cells.len())).map(place).collect();
        let fault = self.cells.iter().position(|cell| self.faulty(cell)).unwrap_or(0);
        self.cursor.put(fault, self.cells.len(), window, |_| true);
    }

    /// The row as a line of CSV; empty cells beyond the header are left out.
    fn text(&self) -> Sealed<String> {
        let columns = self.cells.iter().filter(|cell| !cell.word.is_empty()).count();
        let last = self.cells.iter().rposition(|cell| !cell.line.text().is_empty()).map_or(0, |at| at + 1);
        Sealed::new(join(self.cells.iter().take(last.max(columns)).map(|cell| cell.line.text())))
    }

    /// Where text goes now: the reason, else the chosen cell where it is shown.
    fn line(&mut self) -> Result<&mut TextLine, &'static str> {
        if self.waiting {
            return Err("the row is on its way to the file");
        }
        let shown = self.cells.get(self.cursor.at).is_some_and(|cell| self.shows(cell));
        match (&mut self.dropping, self.cells.get_mut(self.cursor.at)) {
            (Some(reason), _) => Ok(reason),
            (None, Some(cell)) if shown => Ok(&mut cell.line),
            (None, Some(_)) => Err("ctrl-r shows this cell first"),
            (None, None) => Err("the row is still being read"),
        }
    }

    /// What is to be done with the row, once.
    fn send(&mut self) -> Vec<Effect> {
        let effect = match &self.dropping {
            Some(reason) => Effect::DropHeld(self.row.id, Sealed::new(reason.text().trim().to_owned())),
            None => Effect::RetryHeld(self.row.id, self.text()),
        };
        self.waiting = true;
        vec![effect]
    }

    /// Takes in why a corrected row is still held back.
    fn still(&mut self, held: Held, window: usize) {
        self.row.reason = held.reason;
        self.row.column = held.column;
        if let Some(fault) = self.cells.iter().position(|cell| self.faulty(cell)) {
            self.cursor.put(fault, self.cells.len(), window, |_| true);
        }
    }
}

/// Opens a row over the list; to be dropped, where that is asked.
pub fn open(model: &mut Model, row: HeldRow, dropping: bool) -> Vec<Effect> {
    let (id, kept) = (row.id, row.kept);
    model.stack.push(Screen::HeldRow(Box::new(State::new(row, dropping))));
    if kept { vec![Effect::HeldText(id)] } else { Vec::new() }
}

/// Takes the cells of a row in; a row that is settled already goes back to the list.
pub fn read(model: &mut Model, id: i64, held: Option<&HeldText>) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::HeldRow(state) = model.top_mut() else { return Vec::new() };
    match held {
        Some(held) if state.row.id == id => state.take(held, window),
        None if state.row.id == id => {
            model.pop();
            model.toast = Some("this row was settled already".to_owned());
            return vec![Effect::Held];
        }
        _ => {}
    }
    Vec::new()
}

/// Takes in what became of a row: settled, the next one comes up; still held back, why.
pub fn answered(model: &mut Model, id: i64, answer: HeldAnswer) -> Vec<Effect> {
    let window = place(model.size).window();
    if let HeldAnswer::Settled = answer {
        return settled(model, id);
    }
    let form = model.stack.iter_mut().find_map(|screen| match screen {
        Screen::HeldRow(state) if state.row.id == id => Some(state),
        _ => None,
    });
    if let Some(state) = form {
        state.waiting = false;
        if let HeldAnswer::Still(held) = answer {
            state.still(held, window);
            model.toast = Some("still held back; nothing was changed".to_owned());
            return Vec::new();
        }
    }
    if let HeldAnswer::Failed(failure) = answer {
        return crate::app::update(model, AppMsg::Failed(failure));
    }
    Vec::new()
}

fn settled(model: &mut Model, id: i64) -> Vec<Effect> {
    let next = held::settled(model, id);
    let mut effects = vec![Effect::Held, model.load()];
    let dropped = match model.top() {
        Screen::HeldRow(state) if state.row.id == id => state.dropping.is_some(),
        _ => return effects,
    };
    model.pop();
    model.toast = Some(if dropped { "the row is dropped" } else { "the row is in" }.to_owned());
    if let Some(next) = next.filter(|next| next.kept) {
        effects.extend(open(model, next, false));
    }
    effects
}

/// Where the cells are drawn: a row each below a title, two rows of reason and a blank, above the row for a reason.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(Page::of(size).body.bottom(1).0, 4)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::HeldRow(state) = model.top_mut() else { return Vec::new() };
    let cells = state.cells.len();
    match msg {
        Msg::Move(step) => state.cursor.step(step, cells, window),
        Msg::Enter if state.dropping.is_none() => state.cursor.step(Step::Down, cells, window),
        Msg::Enter | Msg::Retry => return state.send(),
        Msg::Drop => state.dropping = Some(TextLine::default()),
        Msg::Reveal if state.revealed => state.revealed = false,
        Msg::Reveal => return vec![Effect::Reveal(Veil::HeldRow(state.row.id))],
        Msg::Back => {
            if state.dropping.take().is_none() || state.cells.is_empty() {
                model.pop();
            }
        }
    }
    Vec::new()
}

/// Shows what is sealed in a row.
pub fn reveal(model: &mut Model, id: i64) {
    if let Screen::HeldRow(state) = model.top_mut()
        && state.row.id == id
    {
        state.revealed = true;
    }
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Screen::HeldRow(state) = model.top() else { return Ok(()) };
    let dropping = state.dropping.is_some();
    let sends = msg == Msg::Retry || (msg == Msg::Enter && dropping);
    let no_reason = state.dropping.as_ref().is_some_and(|reason| reason.text().trim().is_empty());
    match msg {
        Msg::Retry if dropping => Err("enter drops the row, esc does not"),
        _ if sends && state.waiting => Err("the row is on its way to the file"),
        _ if sends && no_reason => Err("type why the row is dropped"),
        Msg::Retry if state.cells.is_empty() => Err("the row is still being read"),
        Msg::Drop if dropping => Err("type why the row is dropped"),
        Msg::Reveal if !state.cells.iter().any(|cell| cell.sealed) => Err("nothing in this row is sealed"),
        _ => Ok(()),
    }
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    // What is text is found out on a line of its own: a cell that is not shown must say so instead.
    if !TextLine::default().type_key(key) {
        return None;
    }
    let Screen::HeldRow(state) = model.top_mut() else { return None };
    match state.line() {
        Ok(line) => {
            line.type_key(key);
        }
        Err(why) => model.toast = Some(why.to_owned()),
    }
    Some(Vec::new())
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let Screen::HeldRow(state) = model.top_mut() else { return Vec::new() };
    match state.line() {
        Ok(line) => line.paste(text),
        Err(why) => model.toast = Some(why.to_owned()),
    }
    Vec::new()
}

/// Presses the left button at a column and row: chooses a cell.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let place = place(model.size);
    let Screen::HeldRow(state) = model.top_mut() else { return Vec::new() };
    state.cursor.press(place, (x, y), state.cells.len(), |_| true);
    Vec::new()
}

#[cfg(test)]
#[path = "held_row_tests.rs"]
mod tests;
