//! The screens and what is done with each: the only matches over [`Screen`]. They stand on a stack; the top one gets
//! the keys, all are drawn from the bottom up.

use crate::app::effect::Effect;
use crate::app::keys::Key;
use crate::app::{Model, dashboard, note, record};

/// A screen with its state.
#[derive(Debug)]
pub enum Screen {
    /// The ranked list.
    Dashboard(dashboard::State),
    /// One child.
    Record(Box<record::State>),
    /// A note being written, over whatever is below.
    Note(Box<note::State>),
}

/// Lets the top screen have a press. `None`: it has no use for it, so the global table is asked.
pub fn press(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let _ = (model, key);
    todo!()
}
