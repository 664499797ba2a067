//! Leaving at the user's wish: nobody is asked, but the program is left only when the file has every note. Where it
//! takes one not, that is said, and a second wish leaves without it.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::note::desk::keep_all;

/// Whether the user wants to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Leaving {
    /// No.
    #[default]
    No,
    /// Yes, once the file has everything.
    Waiting,
    /// Yes, but something is not in the file, and that stands on the screen.
    Refused,
}

/// Keeps every draft, and leaves as soon as the file has them.
pub fn quit(model: &mut Model) -> Vec<Effect> {
    let mut effects = keep_all(model);
    let told = model.desk.leaving == Leaving::Refused && model.failure.is_some();
    if told || !waits(model) {
        effects.push(Effect::Quit);
    } else {
        model.desk.leaving = Leaving::Waiting;
        model.toast = Some("saving, then it ends".to_owned());
    }
    effects
}

/// Whether something of a note is not in the file yet.
fn waits(model: &Model) -> bool {
    model.desk.forms().any(|form| !form.saving.rests() || form.saving.unkept() && !form.is_nothing())
}

/// The file answered about a note. Leaves where that was the last one waited for.
pub(super) fn answered(model: &mut Model, refused: bool) -> Option<Effect> {
    if model.desk.leaving != Leaving::Waiting {
        return None;
    }
    if refused {
        model.desk.leaving = Leaving::Refused;
        if let Some(failure) = &mut model.failure {
            "ctrl-c leaves without it; esc, and it stays open".clone_into(&mut failure.hint);
        }
        return None;
    }
    (!waits(model)).then_some(Effect::Quit)
}
