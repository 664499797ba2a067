//! The health of the data: the checks with how much they found, and whom each concerns.

use crate::app::Model;
use crate::app::effect::Effect;
use crate::app::held;
use crate::app::keys::Binding;
use crate::app::layout::Page;
use crate::app::list::{self, Cursor, Place, Step};
use crate::app::screen::{self, Name, Screen};
use crate::app::who;
use crate::domain::facts::ChildKey;
use crate::domain::health::{Finding, HELD, Report, Row, Source, WHO};

/// What is shown and where the cursor stands.
#[derive(Debug, Default)]
pub struct State {
    /// What the checks found; `None` until it was read.
    pub report: Option<Box<Report>>,
    /// Among [`State::lines`].
    pub cursor: Cursor,
    /// The check whose rows are shown, by its place, and the cursor among them.
    pub open: Option<(usize, Cursor)>,
}

/// A row of the list of checks.
#[derive(Debug, Clone, Copy)]
pub enum Line<'a> {
    /// A check and what it found.
    Check(&'a Finding),
    /// Above the files.
    Heading,
    /// A kind of file and when it last came.
    Source(&'a Source),
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Msg {
    /// A move in the list.
    Move(Step),
    /// The rows of the chosen check, or the record of the chosen row.
    Open,
    /// Back to the checks, or to where they were opened.
    Back,
}

/// The keys beside the moves of a list.
pub const KEYS: &[Binding<Msg>] = &[
    Binding {
        keys: list::OPEN,
        msg: Msg::Open,
        hint: Some("open"),
        help: "Open whom the chosen check concerns, then the record of the chosen child",
    },
    list::back(Msg::Back, "Go back to the checks, or to where they were opened"),
];

impl State {
    /// The checks, then the kinds of file below a heading.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let Some(report) = &self.report else { return Vec::new() };
        let checks = report.findings.iter().map(Line::Check);
        checks.chain([Line::Heading]).chain(report.sources.iter().map(Line::Source)).collect()
    }

    /// What the check that is open found.
    pub fn opened(&self) -> Option<(&Finding, Cursor)> {
        let (place, cursor) = self.open?;
        Some((self.report.as_ref()?.findings.get(place)?, cursor))
    }

    /// The row that is chosen, where a check is open.
    pub fn row(&self) -> Option<&Row> {
        let (finding, cursor) = self.opened()?;
        finding.rows.get(cursor.at)
    }

    /// The child of the row that is chosen.
    pub fn chosen(&self) -> Option<ChildKey> {
        self.row()?.child
    }

    /// The screen of its own that what the open check found has.
    fn elsewhere(&self) -> Option<fn(&mut Model) -> Vec<Effect>> {
        match self.opened()?.0.check.id {
            HELD => Some(held::open),
            WHO => Some(who::open),
            _ => None,
        }
    }

    fn step(&mut self, step: Step, window: usize) {
        let lines = self.lines();
        let (len, heading) = (lines.len(), lines.iter().position(|line| matches!(line, Line::Heading)));
        let rows = self.opened().map_or(0, |(finding, _)| finding.rows.len());
        match &mut self.open {
            Some((_, cursor)) => cursor.step(step, rows, window),
            None => self.cursor.step_over(step, len, window, |at| Some(at) != heading),
        }
    }

    /// Takes a report in; the cursor stays where it can.
    fn take(&mut self, report: Report, window: usize) {
        self.report = Some(Box::new(report));
        let len = self.lines().len();
        self.cursor.show(len, window);
        let rows = self.opened().map(|(finding, _)| finding.rows.len());
        match (&mut self.open, rows) {
            (Some((_, cursor)), Some(rows)) if rows > 0 => cursor.show(rows, window),
            _ => self.open = None,
        }
    }
}

/// Opens the checks.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.open_once(Screen::Health(State::default())) { vec![Effect::Health] } else { Vec::new() }
}

/// Asks the checks again where they are shown, since the caseload was read anew.
pub fn refresh(model: &Model) -> Vec<Effect> {
    if model.shows(Name::Health) { vec![Effect::Health] } else { Vec::new() }
}

/// Takes in what the checks found.
pub fn checked(model: &mut Model, report: &Report) {
    let window = place(model.size).window();
    for screen in &mut model.stack {
        if let Screen::Health(state) = screen {
            state.take(report.clone(), window);
        }
    }
}

/// Where the list is drawn: a row each below a title and two rows of what it is about.
pub const fn place(size: (u16, u16)) -> Place {
    Place::below(Page::of(size).body, 4)
}

/// Carries it out.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let window = place(model.size).window();
    let Screen::Health(state) = model.top_mut() else { return Vec::new() };
    match msg {
        Msg::Move(step) => state.step(step, window),
        Msg::Open => {
            if state.open.is_none() {
                state.open = Some((state.cursor.at, Cursor::default()));
                return Vec::new();
            }
            return match (state.elsewhere(), state.chosen()) {
                (Some(open), _) => open(model),
                (None, Some(child)) => screen::open_record(model, child),
                (None, None) => Vec::new(),
            };
        }
        Msg::Back => {
            if state.open.take().is_none() {
                model.pop();
            }
        }
    }
    Vec::new()
}

/// Why it cannot be done now.
///
/// # Errors
/// The reason, to be shown.
pub fn enabled(model: &Model, msg: Msg) -> Result<(), &'static str> {
    let Screen::Health(state) = model.top() else { return Ok(()) };
    match (msg, state.row(), state.lines().get(state.cursor.at)) {
        (Msg::Move(_) | Msg::Back, ..) | (_, Some(Row { child: Some(_), .. }), _) => Ok(()),
        (_, Some(_), _) if state.elsewhere().is_some() => Ok(()),
        (_, Some(_), _) => Err("this row is about no child"),
        (_, None, Some(Line::Check(finding))) if !finding.rows.is_empty() => Ok(()),
        (_, None, Some(Line::Check(_))) => Err("this check found nothing"),
        (_, None, Some(_)) => Err("this is a kind of file: import a newer one to mend it"),
        (_, None, None) => Err("the checks are still being asked"),
    }
}

/// Presses the left button at a column and row: chooses; opens what is chosen.
pub fn clicked(model: &mut Model, x: u16, y: u16) -> Vec<Effect> {
    let place = place(model.size);
    let Screen::Health(state) = model.top_mut() else { return Vec::new() };
    let lines = state.lines();
    let (len, heading) = (lines.len(), lines.iter().position(|line| matches!(line, Line::Heading)));
    let rows = state.opened().map_or(0, |(finding, _)| finding.rows.len());
    let opens = match &mut state.open {
        Some((_, cursor)) => cursor.press(place, (x, y), rows, |_| true),
        None => state.cursor.press(place, (x, y), len, |at| Some(at) != heading),
    };
    if opens { screen::run(model, screen::Action::Health(Msg::Open)) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::invented::{self, press};
    use crate::app::{Msg as AppMsg, update};
    use crate::domain::health::Ledger;

    /// The screen open, its checks asked.
    fn opened(size: (u16, u16)) -> Model {
        let mut model = invented::model(size);
        assert_eq!(press(&mut model, "H"), [Effect::Health]);
        let report = Report::new(&model.snapshot.caseload, &model.snapshot.context(), Ledger::default());
        update(&mut model, AppMsg::Health(Box::new(report)));
        model
    }

    fn state(model: &Model) -> &State {
        let Screen::Health(state) = model.top() else { panic!("{:?}", model.top().name()) };
        state
    }

    /// Puts the cursor on a check.
    fn choose(model: &mut Model, id: &str) {
        let lines = state(model).lines();
        let at = lines.iter().position(|line| matches!(line, Line::Check(found) if found.check.id == id)).unwrap();
        press(model, "g");
        (0..at).for_each(|_| drop(press(model, "j")));
    }

    #[test]
    fn enter_opens_the_rows_then_the_record_and_esc_comes_back_step_by_step() {
        let mut model = opened((120, 36));
        choose(&mut model, "no-upn");
        press(&mut model, "enter j");
        let child = state(&model).chosen().unwrap();
        assert_eq!(screen::current_child(&model), Some(child));
        let effects = press(&mut model, "enter");
        assert!(matches!(effects[..], [Effect::Open(_, opened)] if opened == child), "{effects:?}");
        press(&mut model, "esc");
        assert_eq!(state(&model).row().map(|row| row.child), Some(Some(child)));
        press(&mut model, "esc");
        assert!(state(&model).open.is_none());
        press(&mut model, "esc");
        assert!(matches!(model.top(), Screen::Dashboard(_)));
    }

    #[test]
    fn what_cannot_be_opened_says_why() {
        for (check, words, why) in [
            ("date-impossible", "enter", "this check found nothing"),
            ("terms-run-out", "enter enter", "this row is about no child"),
        ] {
            let mut model = opened((80, 24));
            choose(&mut model, check);
            press(&mut model, words);
            assert_eq!(model.toast.as_deref(), Some(why), "{check}");
        }
        let mut waiting = invented::model((80, 24));
        press(&mut waiting, "H enter");
        assert_eq!(waiting.toast.as_deref(), Some("the checks are still being asked"));
    }

    #[test]
    fn held_back_rows_open_on_a_screen_of_their_own() {
        let mut model = invented::with_health((80, 24));
        choose(&mut model, HELD);
        assert_eq!(press(&mut model, "enter enter"), [Effect::Held]);
        assert_eq!(model.top().name(), screen::Name::Held);
    }

    #[test]
    fn a_new_reading_asks_again_and_closes_a_check_that_finds_nothing_more() {
        let mut model = opened((80, 24));
        choose(&mut model, "no-upn");
        press(&mut model, "enter");
        let (generation, snapshot) = (model.generation, model.snapshot.clone());
        let effects = update(&mut model, AppMsg::Loaded(generation, snapshot, Vec::new()));
        assert!(effects.contains(&Effect::Health), "{effects:?}");
        let mut caseload = invented::caseload();
        (0..caseload.children.len()).for_each(|at| caseload.facts_mut(at).upn = Some("H801200001001".into()));
        let report = Report::new(&caseload, &model.snapshot.context(), Ledger::default());
        update(&mut model, AppMsg::Health(Box::new(report)));
        assert!(state(&model).open.is_none());
    }

    #[test]
    fn a_click_chooses_and_the_second_opens() {
        let mut model = opened((80, 24));
        let y = place((80, 24)).area.y + 2;
        update(&mut model, AppMsg::Clicked(4, y));
        assert_eq!(state(&model).cursor.at, 2);
        update(&mut model, AppMsg::Clicked(4, y));
        assert_eq!(state(&model).open.map(|(check, _)| check), Some(2));
    }
}
