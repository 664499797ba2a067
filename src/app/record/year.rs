//! Attendance as a calendar of the academic year: a row a week, a cell a session.

use crate::app::Model;
use crate::app::layout::{Area, Page as Window};
use crate::app::list::Step;
use crate::app::record::item::{date, describe};
use crate::app::record::page::parts;
use crate::app::record::{Msg, State as Record, state, state_mut};
use crate::domain::attendance::tally::{YearFigures, sessions_until};
use crate::domain::attendance::{
    AcademicYear, CODES, Class, Code, Half, NO_MARK, YearMarks, class_of, code_of, session_day, session_index,
};
use crate::domain::case::Case;
use crate::domain::visible::visible;
use chrono::NaiveDate;

/// Columns of a week's date.
pub const DATE: u16 = 7;
/// Columns of a session.
pub const CELL: u16 = 3;
/// Columns of the calendar: date, ten sessions, rate and its sessions, what the week is.
pub const GRID: u16 = DATE + 10 * CELL + 17;
/// Rows above the first week.
pub const HEADING: u16 = 1;
/// Rows that the explanation below a narrow calendar takes.
const BELOW: u16 = 5;
/// From this width on the explanation stands beside the calendar.
const BESIDE: u16 = 78;

/// Where the calendar stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// The academic year; none until the page is first shown.
    pub year: Option<AcademicYear>,
    /// The session under the cursor.
    pub at: usize,
}

impl State {
    /// Begins at the session of a day, unless it was begun.
    pub fn open(&mut self, today: NaiveDate) {
        if self.year.is_none() {
            let friday =
                today.week(chrono::Weekday::Mon).checked_first_day().map(|monday| monday + chrono::Days::new(4));
            self.year = Some(AcademicYear::of(today));
            self.at = session_index(today, Half::Am)
                .or_else(|| session_index(friday?, Half::Pm))
                .unwrap_or(0)
                .min(self.sessions() - 1);
        }
    }

    /// The year that is shown.
    pub fn shown(&self) -> AcademicYear {
        self.year.unwrap_or(AcademicYear(1970))
    }

    /// Sessions of the year's calendar: ten for each week that the year touches.
    pub fn sessions(&self) -> usize {
        let days = (self.shown().last_day() - self.shown().first_monday()).num_days();
        10 * (usize::try_from(days / 7).unwrap_or(0) + 1)
    }
}

/// The parts of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    /// The weeks, their heading above.
    pub weeks: Area,
    /// What stands under the cursor, figures, legend.
    pub words: Area,
}

/// Divides the page.
pub const fn panes(size: (u16, u16)) -> Panes {
    let page = parts(Window::of(size).body).page;
    if page.width >= BESIDE {
        let (weeks, words) = page.left(GRID);
        let (_, words) = words.left(1);
        return Panes { weeks, words };
    }
    let (weeks, words) = page.bottom(BELOW);
    Panes { weeks, words }
}

/// The first week that is shown in so many rows.
pub fn top(state: &State, rows: usize) -> usize {
    let (weeks, week) = (state.sessions() / 10, state.at / 10);
    week.saturating_sub(rows / 2).min(weeks.saturating_sub(rows))
}

/// A session of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Its mark.
    pub byte: u8,
    /// On a school day of the child.
    pub school: bool,
    /// After today, or outside the year.
    pub ahead: bool,
}

/// A week of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Monday morning to Friday afternoon.
    pub sessions: Vec<Session>,
    /// What its marks up to today add up to.
    pub figures: YearFigures,
    /// The term, or why there is none.
    pub label: String,
}

fn with<T>(model: &Model, state: &Record, work: impl FnOnce(&Case<'_>) -> T) -> Option<T> {
    model.snapshot.with_case(model.snapshot.caseload.position(state.child)?, work)
}

fn marks<'a>(case: &Case<'a>, year: AcademicYear) -> Option<&'a YearMarks> {
    case.child.marks.iter().find(|marks| marks.year == year)
}

/// Some weeks of the year that is shown.
pub fn weeks(model: &Model, state: &Record, first: usize, count: usize) -> Vec<Week> {
    let last = (state.year.sessions() / 10).min(first + count);
    let year = state.year.shown();
    with(model, state, |case| (first..last).map(|week| of_week(case, year, week)).collect()).unwrap_or_default()
}

fn of_week(case: &Case<'_>, year: AcademicYear, week: usize) -> Week {
    let bytes = marks(case, year).map_or(&[] as &[u8], |marks| &marks.bytes);
    let sessions: Vec<Session> = (10 * week..10 * week + 10)
        .map(|index| {
            let day = session_day(year, index);
            let outside = AcademicYear::of(day) != year;
            Session {
                byte: bytes.get(index).copied().unwrap_or(NO_MARK),
                school: !outside && case.is_school_day(day),
                ahead: outside || day > case.today(),
            }
        })
        .collect();
    let past: Vec<u8> = sessions.iter().filter(|session| !session.ahead).map(|session| session.byte).collect();
    let monday = session_day(year, 10 * week);
    Week { monday, label: label(case, monday, &sessions), figures: YearFigures::of(&past), sessions }
}

fn label(case: &Case<'_>, monday: NaiveDate, sessions: &[Session]) -> String {
    let (calendar, scope) = (case.context.calendar, case.scope());
    let days: Vec<NaiveDate> = monday.iter_days().take(5).collect();
    let Some(at) = sessions.iter().position(|session| session.school) else {
        let half_term = days.iter().any(|day| calendar.is_break(scope, *day));
        return if half_term { "half term".to_owned() } else { "holiday".to_owned() };
    };
    let closed = sessions.iter().step_by(2).filter(|session| !session.school).count();
    let term = calendar.term_holding(scope, days[at / 2]).map_or("term", |term| &*term.name);
    if closed == 0 { term.to_owned() } else { format!("{term} -{closed}") }
}

/// What a class of codes counts as, in words.
pub const fn class_words(class: Class) -> &'static str {
    match class {
        Class::Blank => "no mark",
        Class::Present => "present",
        Class::Approved => "attended (approved activity)",
        Class::Authorised => "authorised absence",
        Class::Unauthorised => "unauthorised absence",
        Class::NotPossible => "no possible session",
        Class::Administrative => "nothing (on no register yet, or closed)",
    }
}

/// What stands under the cursor, in words: the day, the code and what it counts as, what each register says.
pub fn words(model: &Model, state: &Record) -> Vec<String> {
    let (year, at) = (state.year.shown(), state.year.at);
    let day = session_day(year, at);
    let half = if at.is_multiple_of(2) { "morning" } else { "afternoon" };
    let mut lines = vec![format!("{} {half}", date(day))];
    let byte = with(model, state, |case| marks(case, year).and_then(|marks| marks.bytes.get(at).copied()));
    lines.push(in_words(byte.flatten().unwrap_or(NO_MARK)));
    if day > model.today() {
        lines.push("after today: counts for nothing yet".to_owned());
    }
    lines.extend(registers(model, state, year, at));
    lines
}

fn in_words(byte: u8) -> String {
    let class = class_words(class_of(byte));
    match code_of(byte) {
        Some(code) if code.retired => format!("{}  {} (retired): counts as {class}", code.code, code.meaning),
        Some(code) => format!("{}  {}: counts as {class}", code.code, code.meaning),
        None => class.to_owned(),
    }
}

fn registers(model: &Model, state: &Record, year: AcademicYear, at: usize) -> Vec<String> {
    let Some(record) = &state.record else { return Vec::new() };
    let of_year = record.registers.iter().filter(|register| register.year == year);
    let marked = of_year.filter(|register| register.bytes.get(at).is_some_and(|byte| *byte != NO_MARK));
    marked
        .flat_map(|register| {
            let name = match register.urn.as_str() {
                "" => "a register without a school".to_owned(),
                urn => model.snapshot.caseload.school_name(urn),
            };
            let code = code_of(register.bytes[at]).map_or("?", |code| code.code);
            let source = register.source(at).filter(|_| state.sources).map(describe);
            [Some(visible(&format!("{code} by {name}")).into_owned()), source].into_iter().flatten()
        })
        .collect()
}

/// What the year's marks up to today add up to.
pub fn figures(model: &Model, state: &Record) -> YearFigures {
    with(model, state, |case| case.figures_of(state.year.shown())).unwrap_or_default()
}

/// The codes used in the year up to today, and how often.
pub fn legend(model: &Model, state: &Record) -> Vec<(&'static Code, usize)> {
    let used = with(model, state, |case| {
        let until = sessions_until(state.year.shown(), case.today());
        marks(case, state.year.shown()).map(|marks| marks.bytes.iter().copied().take(until).collect::<Vec<u8>>())
    });
    let mut counts = [0; 256];
    for byte in used.flatten().unwrap_or_default() {
        counts[usize::from(byte)] += 1;
    }
    CODES.iter().map(|code| (code, counts[usize::from(code.byte)])).filter(|(_, count)| *count > 0).collect()
}

/// The year that lies so many years back (ahead, where negative), if the child has marks there.
fn other(model: &Model, back: i32) -> Option<AcademicYear> {
    let state = state(model)?;
    let year = AcademicYear(state.year.shown().0 - back);
    let now = year == AcademicYear::of(model.today());
    let marked = with(model, state, |case| marks(case, year).is_some()).unwrap_or(false);
    (now || marked).then_some(year)
}

/// Whether there is a year to go to.
pub fn can(model: &Model, back: i32) -> bool {
    other(model, back).is_some()
}

/// Moves by a session or a year.
pub(super) fn update(model: &mut Model, msg: Msg) {
    let today = model.today();
    let to = match msg {
        Msg::Earlier => other(model, 1),
        Msg::Later => other(model, -1),
        _ => None,
    };
    let Some(state) = state_mut(model) else { return };
    state.year.open(today);
    let last = state.year.sessions() - 1;
    match (msg, to) {
        (Msg::Right, _) => state.year.at = (state.year.at + 1).min(last),
        (Msg::Left, _) => state.year.at = state.year.at.saturating_sub(1),
        (_, Some(year)) => {
            state.year.year = Some(year);
            state.year.at = state.year.at.min(state.year.sessions() - 1);
        }
        _ => {}
    }
}

/// Moves by weeks.
pub(super) fn step(model: &mut Model, step: Step) {
    let rows = usize::from(panes(model.size).weeks.height.saturating_sub(HEADING));
    let Some(state) = state_mut(model) else { return };
    let (year, window) = (&mut state.year, rows.max(1));
    let column = year.at % 10;
    let mut cursor = crate::app::list::Cursor { at: year.at / 10, top: 0 };
    cursor.step(step, year.sessions() / 10, window);
    year.at = 10 * cursor.at + column;
}

/// Goes to the session at a column and row.
pub(super) fn clicked(model: &mut Model, x: u16, y: u16) {
    let weeks = panes(model.size).weeks;
    let first = Area { x: weeks.x + DATE, y: weeks.y + HEADING, width: 10 * CELL, ..weeks };
    let Some(state) = state_mut(model).filter(|_| first.holds(x, y)) else { return };
    let rows = usize::from(weeks.height.saturating_sub(HEADING));
    let week = top(&state.year, rows) + usize::from(y - first.y);
    let at = 10 * week + usize::from((x - first.x) / CELL);
    state.year.at = at.min(state.year.sessions() - 1);
}
