//! The offer of a backup: a line of the dashboard where the newest is old, and one action that makes one.

use crate::app::effect::Effect;
use crate::app::{Failure, Model};
use chrono::NaiveDate;

/// How it stands with backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// None is due, or it is not known yet.
    #[default]
    Fine,
    /// The newest is older than a week, or there is none and there are children.
    Due,
    /// One is being written.
    Making,
}

/// What the program remembers of backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// How it stands.
    pub standing: Standing,
    /// The day on which it was asked last.
    asked: Option<NaiveDate>,
}

/// What is asked of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Whether one is due: answered by [`Answer::Due`].
    Ask,
    /// Write one: answered by [`Answer::Made`].
    Make,
}

/// What the store answers.
#[derive(Debug)]
pub enum Answer {
    /// Whether one is due.
    Due(bool),
    /// The name of the file that was written and checked, or why there is none.
    Made(Result<String, Failure>),
}

/// Asks once a day whether one is due: on the minute, so that no first frame waits for it. What is invented is thrown away and needs none.
pub(super) fn ask(model: &mut Model) -> Option<Effect> {
    if model.demo || !model.loaded() {
        return None;
    }
    let before = model.backup.asked.replace(model.today());
    (before != model.backup.asked).then_some(Effect::Backup(Job::Ask))
}

/// Writes one while the work goes on.
pub(super) fn make(model: &mut Model) -> Vec<Effect> {
    model.backup.standing = Standing::Making;
    model.toast = Some("a backup is being written and checked".to_owned());
    vec![Effect::Backup(Job::Make)]
}

/// Why none can be written now.
///
/// # Errors
/// The reason, to be shown.
pub(super) fn enabled(model: &Model) -> Result<(), &'static str> {
    match model.backup.standing {
        Standing::Making => Err("a backup is being written"),
        _ if model.demo => Err("what is invented needs no backup"),
        _ => Ok(()),
    }
}

/// Takes an answer in.
pub(super) fn answered(model: &mut Model, answer: Answer) -> Vec<Effect> {
    model.dirty = true;
    match answer {
        Answer::Due(_) if model.backup.standing == Standing::Making => {}
        Answer::Due(due) => model.backup.standing = if due { Standing::Due } else { Standing::Fine },
        Answer::Made(Ok(name)) => {
            model.backup.standing = Standing::Fine;
            model.toast = Some(format!("backup written and checked: {name}"));
        }
        Answer::Made(Err(failure)) => {
            model.backup.standing = Standing::Due;
            model.failure = Some(failure);
        }
    }
    Vec::new()
}

/// The offer, where there is one.
pub fn offer(model: &Model) -> Option<&'static str> {
    match model.backup.standing {
        Standing::Fine => None,
        Standing::Due => Some("backup: none in the last 7 days (K makes one)"),
        Standing::Making => Some("backup: being written and checked"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Msg;
    use crate::app::record::fixture::{model, press, send};

    #[test]
    fn an_old_backup_is_offered_and_one_key_makes_one() {
        let mut model = model((120, 40));
        assert_eq!(offer(&model), None);
        send(&mut model, Msg::Backup(Answer::Due(true)));
        assert!(offer(&model).unwrap().contains("(K makes one)"));
        assert_eq!(press(&mut model, "K"), [Effect::Backup(Job::Make)]);
        send(&mut model, Msg::Backup(Answer::Due(true)));
        assert_eq!(model.backup.standing, Standing::Making);
        assert!(press(&mut model, "K").is_empty());
        assert_eq!(model.toast.as_deref(), Some("a backup is being written"));
        send(&mut model, Msg::Backup(Answer::Made(Ok("c-1.db".to_owned()))));
        assert_eq!((model.toast.as_deref(), offer(&model)), (Some("backup written and checked: c-1.db"), None));
    }

    #[test]
    fn a_backup_that_failed_is_offered_again_and_the_demo_offers_none() {
        let mut model = model((80, 24));
        let failure = Failure { what: "No backup was written".to_owned(), hint: "K tries again".to_owned() };
        press(&mut model, "K");
        send(&mut model, Msg::Backup(Answer::Made(Err(failure.clone()))));
        assert_eq!((model.backup.standing, model.failure.clone()), (Standing::Due, Some(failure)));
        model.backup = State::default();
        assert_eq!((ask(&mut model), ask(&mut model)), (Some(Effect::Backup(Job::Ask)), None));
        model.backup = State::default();
        model.demo = true;
        assert_eq!((ask(&mut model), enabled(&model)), (None, Err("what is invented needs no backup")));
    }
}
