//! The overlay that lists the views: the program's own and those saved.

use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, ch, key};
use crate::app::layout::{Area, Page};
use crate::app::list::{Cursor, Step};
use crate::app::screen::Screen;
use crate::app::views::{VIEWS, saved};
use crate::app::{Model, dashboard};

/// What is shown.
#[derive(Debug, Default)]
pub struct State {
    /// The chosen one: of the program's own, then of those saved.
    pub cursor: Cursor,
    /// The name of the one that is deleted by one more press.
    pub armed: Option<String>,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The chosen view.
    Show,
    /// The chosen one deleted; asks for the key once more.
    Delete,
    /// Back to the list.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Show, hint: Some("show"), help: "Show the chosen view" },
    Binding {
        keys: &[ch('x')],
        msg: Msg::Delete,
        hint: Some("delete"),
        help: "Drop the chosen saved view: asks for the key once more",
    },
    Binding {
        keys: &[key(Code::Esc), ch('h'), key(Code::Left), ch('v')],
        msg: Msg::Back,
        hint: Some("back"),
        help: "Go back to the list",
    },
];

/// Opens it.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let at = dashboard::state(model).map_or(0, |state| state.view);
    let worn = saved::worn(model).map(|worn| worn.name.clone());
    let of_user = model.views.saved.iter().position(|saved| Some(&saved.name) == worn.as_ref());
    let mut cursor = Cursor::default();
    cursor.put(of_user.map_or(at, |of_user| VIEWS.len() + of_user), len(model), window(model.size), |_| true);
    model.stack.push(Screen::Views(State { cursor, armed: None }));
    Vec::new()
}

/// How many there are.
pub fn len(model: &Model) -> usize {
    VIEWS.len() + model.views.saved.len()
}

/// Where it stands.
pub const fn area(size: (u16, u16)) -> Area {
    Page::of(size).body.middle(76, 16)
}

/// How many lines are shown inside its border.
pub const fn window(size: (u16, u16)) -> usize {
    area(size).height.saturating_sub(2) as usize
}

fn chosen(model: &Model) -> Option<&saved::Saved> {
    let Screen::Views(state) = model.top() else { return None };
    model.views.saved.get(state.cursor.at.checked_sub(VIEWS.len())?)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let (len, window) = (len(model), window(model.size));
    let of_user = chosen(model).cloned();
    let Screen::Views(state) = model.top_mut() else { return Vec::new() };
    let armed = state.armed.take();
    match (msg, of_user) {
        (Msg::Move(step), _) => state.cursor.step(step, len, window),
        (Msg::Show, of_user) => {
            let at = state.cursor.at;
            model.pop();
            match of_user {
                Some(saved) => dashboard::wear(model, &saved.shape),
                None => dashboard::show(model, at),
            }
        }
        (Msg::Delete, Some(saved)) if armed.as_ref() == Some(&saved.name) => {
            state.cursor.put(state.cursor.at, len - 1, window, |_| true);
            return saved::delete(&saved);
        }
        (Msg::Delete, Some(saved)) => {
            state.armed = Some(saved.name.clone());
            model.toast = Some(format!("x once more deletes {}", saved.name));
        }
        (Msg::Delete, None) => {}
        (Msg::Back, _) => drop(model.pop()),
    }
    Vec::new()
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    match msg {
        Msg::Delete if chosen(model).is_none() => Err("the program's own views stay"),
        Msg::Delete => saved::can_keep(model),
        Msg::Move(_) | Msg::Show | Msg::Back => Ok(()),
    }
}

/// Presses the left button at a column and row: chooses; shows what is chosen; closes outside.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let (area, window, len) = (area(model.size), window(model.size), len(model));
    let Screen::Views(state) = model.top_mut() else { return Vec::new() };
    if !area.holds(x, y) {
        return update(model, Msg::Back);
    }
    let cursor = state.cursor.shown(len, window);
    let row = usize::from(y.saturating_sub(area.y + 1));
    let at = cursor.top + row;
    if y <= area.y || row >= window || at >= len {
        return Vec::new();
    }
    let shows = at == cursor.at;
    state.cursor = Cursor { at, ..cursor };
    state.armed = None;
    if shows { update(model, Msg::Show) } else { Vec::new() }
}
