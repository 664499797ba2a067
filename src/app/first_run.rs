//! The first run: there is no caseload yet.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, ch, key};

/// Whether there is a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// A caseload was made, but holds no child.
    pub made: bool,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// Another look whether children came in.
    Look,
}

/// The keys.
pub const KEYS: &[Binding<Msg>] = &[Binding {
    keys: &[key(Code::Enter), ch('r')],
    msg: Msg::Look,
    hint: Some("look again"),
    help: "Look again whether children have come in",
}];

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Look => vec![model.load()],
    }
}
