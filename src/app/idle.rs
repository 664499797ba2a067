//! Nobody at the keys: after a while the screen locks by itself.

use crate::app::effect::{Effect, Ending};
use crate::app::{Model, Msg, note};
use chrono::{DateTime, FixedOffset, TimeDelta};

/// Minutes after which the screen locks where nothing else is set: as the Ministry of Justice's guide asks.
pub const USUAL: u8 = 5;
/// The longest that may be set, in minutes.
pub const LONGEST: u8 = 15;
/// How long before it locks that is said.
const WARNING: TimeDelta = TimeDelta::seconds(60);

/// Since when nobody did anything, and how long that may last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idle {
    /// When somebody last did something.
    since: DateTime<FixedOffset>,
    /// How long it may last; `None`: for ever.
    after: Option<TimeDelta>,
    warned: bool,
    /// Whether a caseload is open: it can be locked.
    pub unlocked: bool,
}

impl Idle {
    /// From now on, for ever.
    pub const fn new(now: DateTime<FixedOffset>) -> Self {
        Self { since: now, after: None, warned: false, unlocked: true }
    }

    /// Locks after so many minutes, 1 to [`LONGEST`].
    pub fn lock_after(&mut self, minutes: u8) {
        self.after = Some(TimeDelta::minutes(minutes.clamp(1, LONGEST).into()));
    }

    /// Somebody did something.
    const fn pressed(&mut self, now: DateTime<FixedOffset>) {
        (self.since, self.warned) = (now, false);
    }

    /// How long until something is to be said or done; `None`: never.
    pub fn left(&self, now: DateTime<FixedOffset>) -> Option<TimeDelta> {
        let lock = self.after? - (now - self.since);
        Some(if self.warned { lock } else { (lock - WARNING).max(TimeDelta::zero()) })
    }
}

/// Whether a message is of somebody at the terminal.
pub(super) const fn is_press(msg: &Msg) -> bool {
    matches!(msg, Msg::Key(_) | Msg::Pasted(_) | Msg::Clicked(..) | Msg::Scrolled(_))
}

/// Somebody did something.
pub(super) const fn pressed(model: &mut Model) {
    model.idle.pressed(model.now);
}

/// Time passed: says that it locks soon, and locks.
pub(super) fn tick(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    if now < model.idle.since {
        // The clock was set back: it begins anew.
        model.idle.pressed(now);
    }
    let Some(after) = model.idle.after.filter(|_| model.idle.unlocked) else { return Vec::new() };
    let left = after - (now - model.idle.since);
    if left <= TimeDelta::zero() {
        return note::leave(model, Ending::Lock, false);
    }
    if left <= WARNING && !model.idle.warned {
        model.idle.warned = true;
        model.toast = Some("locks in a minute: any key keeps it open; drafts are safe".to_owned());
        model.dirty = true;
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::invented::model;
    use crate::app::keys::ch;
    use crate::app::update;

    fn at(time: &str) -> DateTime<FixedOffset> {
        format!("2026-11-23T{time}+00:00").parse().unwrap()
    }

    fn locks(effects: &[Effect]) -> bool {
        effects.contains(&Effect::End(Ending::Lock))
    }

    /// A caseload on the screen at nine that locks after five minutes.
    fn open() -> Model {
        let mut model = model((120, 36));
        update(&mut model, Msg::Tick(at("09:00:00")));
        model.idle.lock_after(USUAL);
        update(&mut model, Msg::Key(ch('j')));
        model
    }

    #[test]
    fn it_locks_after_five_minutes_and_not_a_second_sooner() {
        for (time, locked) in [("09:04:59", false), ("09:05:00", true)] {
            assert_eq!(locks(&update(&mut open(), Msg::Tick(at(time)))), locked, "{time}");
        }
    }

    #[test]
    fn a_key_in_between_begins_it_anew_and_it_is_said_a_minute_before() {
        let mut model = open();
        assert_eq!(model.idle.left(model.now), Some(TimeDelta::minutes(4)));
        update(&mut model, Msg::Tick(at("09:04:00")));
        assert!(model.toast.as_ref().unwrap().contains("locks in a minute"));
        assert_eq!(model.idle.left(model.now), Some(TimeDelta::minutes(1)));
        update(&mut model, Msg::Scrolled(1));
        assert!(!locks(&update(&mut model, Msg::Tick(at("09:08:59")))));
        assert!(locks(&update(&mut model, Msg::Tick(at("09:09:00")))));
    }

    #[test]
    fn a_clock_set_back_begins_it_anew_and_one_that_slept_locks() {
        let mut model = open();
        update(&mut model, Msg::Tick(at("08:00:00")));
        assert!(!locks(&update(&mut model, Msg::Tick(at("08:04:59")))));
        assert!(locks(&update(&mut model, Msg::Tick(at("17:00:00")))));
    }

    #[test]
    fn without_a_caseload_nothing_locks() {
        let mut model = open();
        model.idle.unlocked = false;
        assert!(!locks(&update(&mut model, Msg::Tick(at("17:00:00")))));
    }
}
