//! What was promised on a date, of the children that are shown: whoever is due first.

use crate::app::ask::{self, About};
use crate::app::dashboard::{self, Whose};
use crate::app::effect::Effect;
use crate::app::keys::{Binding, Code, ch, key};
use crate::app::layout::Page;
use crate::app::list::{self, Cursor, Place, Step};
use crate::app::record::page::Page as Leaf;
use crate::app::screen::{self, Screen};
use crate::app::{Model, record};
use crate::domain::facts::ChildKey;
use crate::domain::note::FollowUp;

/// Where the cursor stands.
#[derive(Debug, Default)]
pub struct State {
    /// In [`open_ones`].
    pub cursor: Cursor,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The notes of the child that it is about.
    Open,
    /// The chosen one done; asks what came of it.
    End,
    /// The chosen one moved; asks to which day.
    Shift,
    /// Back to where the list was opened.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding { keys: &[key(Code::Enter)], msg: Msg::Open, hint: Some("open"), help: "Open the notes of the child" },
    Binding {
        keys: &[ch('x')],
        msg: Msg::End,
        hint: Some("done"),
        help: "Put the chosen follow-up down as done; what came of it is asked",
    },
    Binding { keys: &[ch('m')], msg: Msg::Shift, hint: Some("move"), help: "Move the chosen follow-up to another day" },
    list::back(Msg::Back, "Go back to where the follow-ups were opened"),
];

/// Open follow-ups, the earliest first: everybody's, or those of my children and of no child.
pub fn open_ones(model: &Model) -> impl Iterator<Item = &FollowUp> {
    let caseload = &model.snapshot.caseload;
    let whose = dashboard::state(model).map(|state| state.whose);
    let me = model.me.as_deref().filter(|_| whose == Some(Whose::Mine));
    let mine = move |child: ChildKey| {
        me.is_none_or(|me| caseload.child(child).is_some_and(|child| dashboard::lines::is_mine(child, me)))
    };
    caseload.follow_ups.iter().filter(move |row| row.child.is_none_or(mine))
}

/// Those that are due: overdue, of today, or with a date that was not understood.
pub fn due(model: &Model) -> impl Iterator<Item = &FollowUp> {
    let today = model.today();
    open_ones(model).filter(move |row| row.due.is_none_or(|due| due <= today))
}

/// Opens the list.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.open_once(Screen::FollowUps(State::default()));
    Vec::new()
}

/// Where the list is drawn: a row each below a title.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(Page::of(size).body, 2)
}

/// The child that the chosen one is about.
pub fn chosen(model: &Model, state: &State) -> Option<ChildKey> {
    open_ones(model).nth(state.cursor.at)?.child
}

fn chosen_one(model: &Model) -> Option<&FollowUp> {
    match model.top() {
        Screen::FollowUps(state) => open_ones(model).nth(state.cursor.at),
        _ => None,
    }
}

fn child(model: &Model) -> Option<ChildKey> {
    match model.top() {
        Screen::FollowUps(state) => chosen(model, state),
        _ => None,
    }
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Move(step) => {
            let (len, window) = (open_ones(model).count(), place(model.size).window());
            if let Screen::FollowUps(state) = model.top_mut() {
                state.cursor.step(step, len, window);
            }
        }
        Msg::Open => {
            let Some(child) = child(model) else { return Vec::new() };
            let effects = screen::open_record(model, child);
            record::update(model, record::Msg::Show(Leaf::Notes));
            return effects;
        }
        Msg::End | Msg::Shift => {
            let Some((id, child)) = chosen_one(model).map(|row| (row.id, row.child)) else { return Vec::new() };
            return ask::open(model, if msg == Msg::End { About::End(id, child) } else { About::Move(id, child) });
        }
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
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    match msg {
        Msg::Open if open_ones(model).next().is_none() => Err("there are no follow-ups"),
        Msg::End | Msg::Shift if chosen_one(model).is_none() => Err("there are no follow-ups"),
        Msg::Open if child(model).is_none() => Err("this follow-up is about no child"),
        Msg::Move(_) | Msg::Open | Msg::End | Msg::Shift | Msg::Back => Ok(()),
    }
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let (place, len) = (place(model.size), open_ones(model).count());
    let Screen::FollowUps(state) = model.top_mut() else { return Vec::new() };
    if state.cursor.press(place, (x, y), len, |_| true) { update(model, Msg::Open) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::invented::{self, press};
    use crate::app::{Msg as AppMsg, update};

    #[test]
    fn enter_opens_the_notes_of_its_child_and_esc_comes_back() {
        let mut model = invented::model((120, 36));
        let effects = press(&mut model, "t j enter");
        let Screen::Record(state) = model.top() else { panic!("{:?}", model.top().name()) };
        assert_eq!((state.child, state.page), (ChildKey(1), Leaf::Notes));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Open(_, ChildKey(1)))), "{effects:?}");
        press(&mut model, "esc");
        let Screen::FollowUps(state) = model.top() else { panic!("{:?}", model.top().name()) };
        assert_eq!(state.cursor.at, 1);
        press(&mut model, "esc");
        assert!(matches!(model.top(), Screen::Dashboard(_)));
    }

    #[test]
    fn a_note_is_about_the_child_of_the_chosen_one() {
        let mut model = invented::model((120, 36));
        press(&mut model, "t n");
        assert_eq!(screen::current_child(&model), Some(ChildKey(3)));
    }

    #[test]
    fn those_of_my_children_alone_where_mine_are_shown() {
        let mut caseload = invented::caseload();
        caseload.facts_mut(2).caseworker = Some("J. Own".into());
        let mut model = invented::of(caseload, (120, 36), Some("j. own"));
        let whose = |model: &Model| open_ones(model).map(|row| row.child).collect::<Vec<_>>();
        assert_eq!(whose(&model), [Some(ChildKey(3))]);
        press(&mut model, "m");
        assert_eq!(whose(&model).len(), 3);
    }

    #[test]
    fn a_click_chooses_and_the_second_opens() {
        let mut model = invented::model((80, 24));
        press(&mut model, "t");
        update(&mut model, AppMsg::Clicked(3, place((80, 24)).area.y + 1));
        let Screen::FollowUps(state) = model.top() else { panic!() };
        assert_eq!(state.cursor.at, 1);
        update(&mut model, AppMsg::Clicked(3, place((80, 24)).area.y + 1));
        assert!(matches!(model.top(), Screen::Record(_)));
    }

    #[test]
    fn a_click_below_the_list_of_children_opens_them() {
        for size in [(80, 24), (120, 36)] {
            let mut model = invented::model(size);
            let agenda = dashboard::panes::Panes::of(&model).agenda;
            update(&mut model, AppMsg::Clicked(agenda.x + 2, agenda.y));
            assert!(matches!(model.top(), Screen::FollowUps(_)), "{size:?}");
        }
    }

    #[test]
    fn without_follow_ups_the_list_says_why_it_stays_shut() {
        let mut caseload = invented::caseload();
        caseload.follow_ups = [].into();
        let mut model = invented::of(caseload, (80, 24), None);
        press(&mut model, "t");
        assert!(matches!(model.top(), Screen::Dashboard(_)));
        assert_eq!(model.toast.as_deref(), Some("no follow-up is open"));
    }
}
