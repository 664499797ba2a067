//! One child's record.

use crate::app::Model;
use crate::app::effect::{Effect, Generation};
use crate::app::keys::{Binding, Code, ch, key};
use crate::domain::facts::ChildKey;
use crate::domain::record::Record;

/// What the record screen remembers.
#[derive(Debug)]
pub struct State {
    /// Whose.
    pub child: ChildKey,
    /// Everything about the child, once it is read.
    pub record: Option<Box<Record>>,
}

impl State {
    /// Of a child whose record is not yet read.
    pub fn new(child: ChildKey) -> Self {
        Self { child, record: None }
    }
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// Back to the list.
    Back,
}

/// The keys.
pub const KEYS: &[Binding<Msg>] = &[Binding {
    keys: &[key(Code::Esc), ch('h'), key(Code::Left)],
    msg: Msg::Back,
    hint: Some("back"),
    help: "Go back to the list",
}];

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Back => {
            model.pop();
        }
    }
    Vec::new()
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(_model: &Model, msg: Msg) -> Result<(), &'static str> {
    match msg {
        Msg::Back => Ok(()),
    }
}

/// Takes in a record that was read.
pub fn opened(model: &mut Model, generation: Generation, record: Record) -> Vec<Effect> {
    let _ = (model, generation, record);
    Vec::new()
}

/// Turns the wheel by some lines, down where positive.
pub fn scrolled(model: &mut Model, lines: i32) -> Vec<Effect> {
    let _ = (model, lines);
    Vec::new()
}

/// Presses the left button at a column and row.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let _ = (model, x, y);
    Vec::new()
}
