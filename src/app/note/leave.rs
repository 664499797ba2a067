//! Leaving: nobody is asked, but the program ends or locks only when the file has every note. Where it takes one not,
//! that is said, and a second wish leaves without it.

use crate::app::Model;
use crate::app::effect::{Effect, Ending};
use crate::app::note::desk::keep_all;

/// Whether the program is to be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Leaving {
    /// No.
    #[default]
    No,
    /// Yes, once the file has everything.
    Waiting(Ending),
    /// Yes, but something is not in the file, and that stands on the screen.
    Refused(Ending),
}

/// Keeps every draft, and leaves as soon as the file has them. Only a wish of the user's, told before that a note is not
/// in the file, leaves without it.
pub fn leave(model: &mut Model, ending: Ending, wished: bool) -> Vec<Effect> {
    let mut effects = keep_all(model);
    let told = wished && matches!(model.desk.leaving, Leaving::Refused(_)) && model.failure.is_some();
    if told || !waits(model) {
        effects.push(Effect::End(ending));
    } else {
        model.desk.leaving = Leaving::Waiting(ending);
        model.toast = Some(match ending {
            Ending::Quit => "saving, then it ends".to_owned(),
            Ending::Lock | Ending::Suspend => "saving, then it locks".to_owned(),
        });
    }
    effects
}

/// Whether the screen shows nothing of the caseload: it is about to lock, or would be but for a note that is not in the
/// file.
pub const fn is_veiled(model: &Model) -> bool {
    use Ending::{Lock, Suspend};
    matches!(model.desk.leaving, Leaving::Waiting(Lock | Suspend) | Leaving::Refused(Lock | Suspend))
}

/// Somebody pressed a key while it could not lock: the screen is shown again.
pub fn lift_veil(model: &mut Model) {
    if matches!(model.desk.leaving, Leaving::Refused(Ending::Lock | Ending::Suspend)) {
        model.desk.leaving = Leaving::No;
    }
}

/// Whether something of a note is not in the file yet.
fn waits(model: &Model) -> bool {
    model.desk.forms().any(|form| !form.saving.rests() || form.saving.unkept() && !form.is_nothing())
}

/// The file answered about a note. Leaves where that was the last one waited for.
pub(super) fn answered(model: &mut Model, refused: bool) -> Option<Effect> {
    let Leaving::Waiting(ending) = model.desk.leaving else { return None };
    if refused {
        model.desk.leaving = Leaving::Refused(ending);
        if let Some(failure) = &mut model.failure {
            "ctrl-c leaves without it; esc, and it stays open".clone_into(&mut failure.hint);
        }
        return None;
    }
    (!waits(model)).then_some(Effect::End(ending))
}
