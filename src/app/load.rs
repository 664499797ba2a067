//! Loads of the caseload: which one was asked for last, and whether any came.

use crate::app::Model;
use crate::app::effect::Effect;

impl Model {
    /// Whether a caseload was read since the start.
    pub const fn loaded(&self) -> bool {
        self.shown.is_some()
    }

    /// Asks for a load: the effect, its generation noted.
    pub fn load(&mut self) -> Effect {
        self.generation.0 += 1;
        Effect::Load(self.generation)
    }
}
