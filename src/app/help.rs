//! The keys of a screen, narrowed by typing.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, Key, Row, Table, key};
use crate::app::layout::Page;
use crate::app::line::TextLine;
use crate::app::list::{Cursor, Step};
use crate::app::screen::{Name, Screen, tables_of};
use crate::domain::search::fold;

/// What is shown.
#[derive(Debug)]
pub struct State {
    /// Whose keys.
    pub of: Name,
    /// The tables of them.
    pub tables: Vec<Table>,
    /// What they are narrowed by.
    pub line: TextLine,
    /// The chosen row.
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move among the rows.
    Move(Step),
    /// Back to the screen.
    Close,
}

/// The keys beside typing and the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[Binding {
    keys: &[key(Code::Esc), key(Code::Enter)],
    msg: Msg::Close,
    hint: Some("close"),
    help: "Close the help",
}];

/// Opens the keys of the top screen.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let of = model.top().name();
    let tables = tables_of(&model.keymap, of);
    model.stack.push(Screen::Help(State { of, tables, line: TextLine::default(), cursor: Cursor::default() }));
    Vec::new()
}

/// A line of the overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The title of a table.
    Title(&'static str),
    /// A key of it.
    Key(Row),
}

/// The lines that what is typed lets through, and of how many keys.
pub fn lines(state: &State) -> (Vec<HelpLine>, usize) {
    let words = fold(state.line.text());
    let fits = |row: &Row| {
        let text = format!("{} {}", row.keys, row.help);
        let folded = fold(&text);
        text.contains(state.line.text().trim()) || words.split(' ').all(|word| folded.contains(word))
    };
    let tables = &state.tables;
    let all = tables.iter().map(|table| table.rows.len()).sum();
    let lines = tables.iter().flat_map(|Table { title, rows, .. }| {
        let rows: Vec<HelpLine> = rows.iter().filter(|row| fits(row)).cloned().map(HelpLine::Key).collect();
        let title = (!rows.is_empty()).then_some(HelpLine::Title(title));
        title.into_iter().chain(rows)
    });
    (lines.collect(), all)
}

/// How many lines a window shows.
pub const fn window(size: (u16, u16)) -> usize {
    Page::of(size).body.height.saturating_sub(4) as usize
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = window(model.size);
    match (msg, model.top_mut()) {
        (Msg::Move(step), Screen::Help(state)) => {
            let len = lines(state).0.len();
            state.cursor.step(step, len, window);
        }
        (Msg::Close, Screen::Help(_)) => {
            model.pop();
        }
        _ => {}
    }
    Vec::new()
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::Help(state) = model.top_mut() else { return None };
    let typed = state.line.type_key(key);
    if typed {
        state.cursor = Cursor::default();
    }
    typed.then(Vec::new)
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Screen::Help(state) = model.top_mut() {
        state.line.paste(text);
        state.cursor = Cursor::default();
    }
    Vec::new()
}
