//! The rows of a part: its lines narrowed, put together and in order.

use crate::app::Model;
use crate::app::dashboard::lines::is_mine;
use crate::app::screen::Screen;
use crate::app::snapshot::Snapshot;
use crate::app::work::State;
use crate::domain::facts::ChildKey;
use crate::domain::paper::naming::year_words;
use crate::domain::work::{About, Line};
use chrono::NaiveDate;

/// A row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// By what the lines below it are put together, and how many they are.
    Heading(String, usize),
    /// A line, by its place.
    Line(usize),
}

/// The words that stand where nothing is known of a group.
const UNKNOWN: &str = "not known";

/// Whether a line is shown under a tab.
pub fn shown(model: &Model, state: &State, tab: usize, line: &Line) -> bool {
    let word = tab.checked_sub(1).and_then(|at| state.part()?.states.get(at));
    let in_state = word.is_none_or(|word| line.groups.first().is_some_and(|group| group == word));
    let me = model.me.as_deref().filter(|_| state.mine);
    let child = line.child().and_then(|child| model.snapshot.caseload.child(child));
    in_state && me.is_none_or(|me| child.is_none_or(|child| is_mine(child, me)))
}

/// Arranges the screen on top anew; the cursor goes to a line, where it is still there.
pub(super) fn arrange(model: &mut Model, chosen: Option<&Line>) {
    let place = model.stack.len() - 1;
    arrange_at(model, place, chosen);
}

/// Arranges a screen of the stack.
pub(super) fn arrange_at(model: &mut Model, place: usize, chosen: Option<&Line>) {
    let window = super::place(model.size).window();
    let Some(Screen::Work(state)) = model.stack.get(place) else { return };
    let (rows, counts) = (rows(model, state), counts(model, state));
    let lines = state.lines.clone();
    let line = |row: &Row| match row {
        Row::Line(at) => lines.as_ref().and_then(|lines| lines.get(*at)),
        Row::Heading(..) => None,
    };
    let same = |row: &Row| line(row).zip(chosen).is_some_and(|(line, chosen)| is_same(line, chosen));
    let found = rows.iter().position(same);
    let Some(Screen::Work(state)) = model.stack.get_mut(place) else { return };
    let at = found.unwrap_or(state.cursor.at);
    (state.rows, state.counts) = (rows, counts);
    let State { rows, cursor, .. } = state.as_mut();
    cursor.put(at, rows.len(), window, |at| matches!(rows.get(at), Some(Row::Line(_))));
}

/// Whether two lines are of the same thing, whatever stands in them by now: what it is known by begins alike.
pub(super) fn is_same(line: &Line, other: &Line) -> bool {
    let key = |line: &Line| line.known.iter().take(2).cloned().collect::<Vec<_>>();
    line.about == other.about && line.title == other.title && key(line) == key(other)
}

/// How many lines there are in all and in each state, walked once: there may be tens of thousands.
fn counts(model: &Model, state: &State) -> Vec<usize> {
    let states = state.part().map_or(&[][..], |part| part.states);
    let mut counts = vec![0; states.len() + 1];
    for line in state.lines.iter().flat_map(|lines| lines.iter()).filter(|line| shown(model, state, 0, line)) {
        counts[0] += 1;
        let word = line.groups.first().and_then(|word| states.iter().position(|state| state == word));
        if let Some(at) = word {
            counts[at + 1] += 1;
        }
    }
    counts
}

fn rows(model: &Model, state: &State) -> Vec<Row> {
    let Some(lines) = &state.lines else { return Vec::new() };
    let mut places: Vec<usize> = (0..lines.len()).filter(|at| shown(model, state, state.tab, &lines[*at])).collect();
    let names = model.snapshot.caseload.by_name();
    let name = |line: &Line| {
        line.child().and_then(|child| model.snapshot.caseload.position(child)).map_or(u32::MAX, |at| names[at])
    };
    // Figures and schools stay in the order in which they were made.
    let key = |at: &usize| {
        let line = &lines[*at];
        (line.pressing(), name(line))
    };
    let Some(by) = state.by.checked_sub(1) else {
        // The order of a list without headings: what presses most first; of figures the order in which they were made.
        places.sort_by_cached_key(key);
        return places.into_iter().map(Row::Line).collect();
    };
    let order = state.part().filter(|_| by == 0).map_or(&[][..], |part| part.states);
    let group = |line: &Line| line.groups.get(by).filter(|word| !word.is_empty()).cloned();
    let rank = |word: &Option<String>| {
        let place = word.as_ref().and_then(|word| order.iter().position(|state| state == word));
        (place.is_none(), place, word.is_none(), word.clone())
    };
    places.sort_by_cached_key(|at| rank(&group(&lines[*at])));
    let mut rows = Vec::new();
    for run in places.chunk_by_mut(|left, right| group(&lines[*left]) == group(&lines[*right])) {
        run.sort_by_cached_key(key);
        rows.push(Row::Heading(group(&lines[run[0]]).unwrap_or_else(|| UNKNOWN.to_owned()), run.len()));
        rows.extend(run.iter().map(|at| Row::Line(*at)));
    }
    rows
}

/// What stands in the column of names.
pub fn name_of(model: &Model, line: &Line) -> String {
    let caseload = &model.snapshot.caseload;
    match &line.about {
        About::Child(child) => {
            caseload.child(*child).map_or_else(|| "a child".to_owned(), |child| model.name_of(child))
        }
        About::School(urn) => caseload.school_name(urn),
        About::Whole => line.title.clone(),
    }
}

/// A line a child: its school, its year group, why it is on the list.
pub(super) fn of_children(snapshot: &Snapshot, children: &[ChildKey]) -> Vec<Line> {
    let caseload = &snapshot.caseload;
    let line = |child: &ChildKey| {
        let place = caseload.position(*child)?;
        let (school, year) = snapshot.with_case(place, |case| {
            let year = case.nc_year().map(year_words).unwrap_or_default();
            (case.main_school().map(|urn| caseload.school_name(urn)).unwrap_or_default(), year)
        })?;
        let worst = snapshot.rank_of(*child).and_then(|rank| snapshot.ranking.rows[rank].alerts.first());
        let why = worst.map(|alert| alert.rule().title.to_owned()).unwrap_or_default();
        let grave = worst.map(|alert| alert.finding.severity);
        Some(Line { cells: vec![school, year, why], grave, ..Line::of_child(*child) })
    };
    children.iter().filter_map(line).collect()
}

/// A text of a line for the screen: days as people write them, codes without their underscores.
pub fn said(text: &str) -> String {
    spoken(text, "%-d %b %Y")
}

/// The same for a column, where there is little room.
pub fn cell(text: &str) -> String {
    spoken(text, "%-d %b %y")
}

fn spoken(text: &str, as_day: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches([',', ';', '.', ')', ':']);
        match bare.parse::<NaiveDate>() {
            Ok(day) => format!("{}{}", day.format(as_day), &word[bare.len()..]),
            Err(_) => word.replace('_', " "),
        }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
