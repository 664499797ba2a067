//! Held-back rows dropped together: those of a file that are held back alike, or all of the file, for one reason.

use crate::app::effect::Effect;
use crate::app::held;
use crate::app::keys::{Binding, Code, Key, key};
use crate::app::line::TextLine;
use crate::app::screen::Screen;
use crate::app::{Failure, Model, Msg as AppMsg};
use crate::domain::held::counted;
use crate::domain::sealed::Sealed;

/// Which rows, and why they are dropped.
#[derive(Debug)]
pub struct State {
    /// Their file.
    file: String,
    /// Why the chosen row is held back, the column before it.
    like: String,
    alike: Vec<i64>,
    all: Vec<i64>,
    /// All rows of the file are meant, not those alone that are held back like the chosen one.
    whole: bool,
    /// The reason that is being typed.
    pub line: TextLine,
    /// On its way to the file: nothing more is sent until the answer comes.
    waiting: bool,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// The rows, dropped.
    Drop,
    /// The others: those held back alike, or all of the file.
    Others,
    /// Back to the list.
    Close,
}

/// The keys beside typing.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: &[key(Code::Enter)],
        msg: Msg::Drop,
        hint: Some("drop them"),
        help: "Drop the rows that are named above the line, for the reason on it",
    },
    Binding {
        keys: &[key(Code::Tab)],
        msg: Msg::Others,
        hint: Some("all of the file / alike"),
        help: "Switch between all rows of the file and those held back like the chosen one",
    },
    Binding {
        keys: &[key(Code::Esc)],
        msg: Msg::Close,
        hint: Some("back"),
        help: "Go back to the list; nothing is dropped",
    },
];

impl State {
    /// The rows of the chosen one's file, those first that are held back like it. `None` where none is chosen.
    pub(super) fn of(list: &held::State) -> Option<Self> {
        let chosen = list.chosen()?;
        let of_file = || list.rows().unwrap_or_default().iter().filter(|row| row.file == chosen.file);
        let alike: Vec<i64> = of_file().filter(|row| row.is_like(chosen)).map(|row| row.id).collect();
        let all: Vec<i64> = of_file().map(|row| row.id).collect();
        // One row alone is what x drops.
        let whole = alike.len() == 1 || alike.len() == all.len();
        let (file, like) = (chosen.file.clone(), chosen.why());
        Some(Self { file, like, alike, all, whole, line: TextLine::default(), waiting: false })
    }

    fn ids(&self) -> &[i64] {
        if self.whole { &self.all } else { &self.alike }
    }

    /// What is about to be done, in words.
    pub fn question(&self) -> String {
        let rows = counted(self.ids().len(), "row");
        if self.whole {
            format!("Drop {rows} of {}: all that are held back", self.file)
        } else {
            format!("Drop {rows} of {} held back like this one: {}", self.file, self.like)
        }
    }
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let Screen::HeldDrop(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Drop => {
            state.waiting = true;
            let reason = Sealed::new(state.line.text().trim().to_owned());
            return vec![Effect::DropManyHeld(state.ids().to_vec(), reason)];
        }
        Msg::Others => state.whole = !state.whole,
        Msg::Close => {
            model.pop();
        }
    }
    Vec::new()
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Screen::HeldDrop(state) = model.top() else { return Ok(()) };
    match msg {
        Msg::Drop | Msg::Others if state.waiting => Err("the rows are on their way to the file"),
        Msg::Drop if state.line.text().trim().is_empty() => Err("type why the rows are dropped"),
        Msg::Others if state.alike.len() == state.all.len() => Err("all rows of this file are held back alike"),
        _ => Ok(()),
    }
}

/// Types. `None`: it is no text.
pub fn type_key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    let Screen::HeldDrop(state) = model.top_mut() else { return None };
    let typed = if state.waiting { TextLine::default().type_key(key) } else { state.line.type_key(key) };
    typed.then(Vec::new)
}

/// Takes pasted text in.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Screen::HeldDrop(state) = model.top_mut()
        && !state.waiting
    {
        state.line.paste(text);
    }
    Vec::new()
}

/// Takes in how many rows were dropped, or why none was.
pub fn answered(model: &mut Model, answer: Result<usize, Failure>) -> Vec<Effect> {
    let place = model.stack.iter().rposition(|screen| matches!(screen, Screen::HeldDrop(state) if state.waiting));
    match answer {
        Ok(dropped) => {
            model.toast = Some(format!("{} dropped", counted(dropped, "row")));
            if place.is_some_and(|place| place + 1 == model.stack.len()) {
                model.pop();
            }
            vec![Effect::Held, model.load()]
        }
        Err(failure) => {
            if let Some(Screen::HeldDrop(state)) = place.and_then(|place| model.stack.get_mut(place)) {
                state.waiting = false;
            }
            crate::app::update(model, AppMsg::Failed(failure))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::invented::{self, press};
    use crate::app::screen::Name;
    use crate::app::update as app_update;
    use crate::domain::held::HeldRow;

    const NOBODY: &str = "no such child in the caseload";

    /// Rows of two files: three without a child, two repeated and one ragged of the first.
    fn model() -> Model {
        let row = |id: i64, file: &str, column: Option<&str>, reason: &str| HeldRow {
            id,
            file: file.to_owned(),
            layout: Some("peps".to_owned()),
            line: 9,
            column: column.map(str::to_owned),
            reason: reason.to_owned(),
            kept: true,
        };
        let mut model = invented::with_held((80, 24));
        let rows = vec![
            row(1, "in/peps.csv", Some("child_id"), NOBODY),
            row(2, "in/peps.csv", None, "repeated on line 14"),
            row(3, "in/peps.csv", Some("child_id"), NOBODY),
            row(4, "in/terms.csv", Some("child_id"), NOBODY),
            row(5, "in/peps.csv", None, "repeated on line 7"),
            row(6, "in/peps.csv", None, "has 3 cells, the header has 4"),
        ];
        app_update(&mut model, AppMsg::Held(rows));
        press(&mut model, "g");
        model
    }

    fn question(model: &Model) -> String {
        let Screen::HeldDrop(state) = model.top() else { panic!("{:?}", model.top().name()) };
        state.question()
    }

    fn dropped(effects: &[Effect]) -> (Vec<i64>, String) {
        let [Effect::DropManyHeld(ids, reason)] = effects else { panic!("{effects:?}") };
        (ids.clone(), reason.reveal().clone())
    }

    #[test]
    fn rows_held_back_alike_are_counted_and_dropped_for_one_reason() {
        let mut model = model();
        press(&mut model, "X");
        assert_eq!(question(&model), format!("Drop 2 rows of in/peps.csv held back like this one: child_id: {NOBODY}"));
        assert_eq!(press(&mut model, "enter"), []);
        assert_eq!(model.toast.as_deref(), Some("type why the rows are dropped"));
        assert_eq!(dropped(&press(&mut model, "left space care enter")), (vec![1, 3], "left care".to_owned()));
        assert_eq!(press(&mut model, "enter tab x"), [], "once is enough");
        let effects = app_update(&mut model, AppMsg::HeldDropped(Ok(2)));
        assert!(matches!(effects[..], [Effect::Held, Effect::Load(_)]), "{effects:?}");
        assert_eq!((model.top().name(), model.toast.as_deref()), (Name::Held, Some("2 rows dropped")));
    }

    #[test]
    fn figures_make_no_other_reason_and_all_of_the_file_can_be_meant() {
        let mut model = model();
        press(&mut model, "j X");
        assert_eq!(question(&model), "Drop 2 rows of in/peps.csv held back like this one: repeated on line 14");
        press(&mut model, "tab");
        assert_eq!(question(&model), "Drop 5 rows of in/peps.csv: all that are held back");
        assert_eq!(dropped(&press(&mut model, "old enter")), (vec![1, 2, 3, 5, 6], "old".to_owned()));
    }

    #[test]
    fn where_a_row_stands_alone_the_file_is_meant() {
        let mut model = model();
        press(&mut model, "G X");
        assert!(question(&model).starts_with("Drop 5 rows of in/peps.csv: all"), "{}", question(&model));
        press(&mut model, "tab");
        assert!(question(&model).starts_with("Drop 1 row of in/peps.csv held back like"), "{}", question(&model));
        press(&mut model, "esc k k X");
        assert_eq!(question(&model), "Drop 1 row of in/terms.csv: all that are held back");
        press(&mut model, "tab");
        assert_eq!(model.toast.as_deref(), Some("all rows of this file are held back alike"));
        press(&mut model, "esc");
        assert_eq!(model.top().name(), Name::Held);
    }

    #[test]
    fn what_was_typed_is_still_there_when_nothing_was_dropped() {
        let mut model = model();
        press(&mut model, "X old enter");
        let failure = Failure { what: "The disk is full.".to_owned(), hint: String::new() };
        app_update(&mut model, AppMsg::HeldDropped(Err(failure.clone())));
        assert_eq!(model.failure.as_ref(), Some(&failure));
        assert_eq!(dropped(&press(&mut model, "enter")).1, "old");
    }
}
