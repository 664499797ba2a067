//! The parts of the work, to choose one.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, key};
use crate::app::layout::{Area, Page};
use crate::app::list::{self, Cursor, Place, Step};
use crate::app::screen::Screen;
use crate::domain::part::PARTS;

/// Where the cursor stands.
#[derive(Debug, Default)]
pub struct State {
    /// Among the parts.
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The chosen part.
    Open,
    /// Back.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Open, hint: Some("open"), help: "Open the chosen part of the work" },
    list::back(Msg::Back, "Go back to where the parts were opened"),
];

/// Opens the list; it stands on the part that is on screen.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let mut cursor = Cursor::default();
    if let Some(super::State { of: super::Of::Part(at), .. }) = super::state(model) {
        cursor.put(*at, PARTS.len(), place(model.size).window(), |_| true);
    }
    model.open_once(Screen::WorkMenu(State { cursor }));
    Vec::new()
}

/// Rows below the list for what the chosen part is for.
const ABOUT: u16 = 7;

/// Where the overlay stands.
pub const fn area(size: (u16, u16)) -> Area {
    Page::of(size).body.middle(76, 30)
}

/// Its inside: the list, and what the chosen part is for.
pub const fn areas(size: (u16, u16)) -> (Area, Area) {
    let outside = area(size);
    let (_, below) = outside.top(1);
    let (inside, _) = below.bottom(1);
    let (_, inside) = inside.left(1);
    let width = inside.width.saturating_sub(1);
    Area { width, ..inside }.bottom(ABOUT)
}

/// Where the rows are drawn.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(areas(size).0, 0)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::WorkMenu(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => state.cursor.step(step, PARTS.len(), window),
        Msg::Open => {
            let at = state.cursor.at;
            model.pop();
            return super::open(model, at);
        }
        Msg::Back => {
            model.pop();
        }
    }
    Vec::new()
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let place = place(model.size);
    let Screen::WorkMenu(state) = model.top_mut() else { return Vec::new() };
    if state.cursor.press(place, (x, y), PARTS.len(), |_| true) { update(model, Msg::Open) } else { Vec::new() }
}
