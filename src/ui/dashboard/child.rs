//! The chosen child beside the list: why it is flagged, and what one needs to know before ringing.

mod why;

use crate::app::filter::choice::year_words;
use crate::app::naming::Naming;
use crate::domain::case::Case;
use crate::domain::codes::PLACEMENT;
use crate::domain::exact::Exact;
use crate::domain::facts::LastContact;
use crate::domain::kind::Kind;
use crate::ui::dashboard::Scene;
use crate::ui::{parts, theme};
use chrono::NaiveDate;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

/// Weeks of the trend; as many as a line beside the list holds.
const WEEKS: usize = 6;
/// Days in which moves are counted.
const MOVES_WITHIN: i64 = 365;

/// Lines as they are collected, wrapped to a width.
struct Lines {
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Lines {
    /// A line on its own, cut.
    fn one(&mut self, text: &str, style: Style) {
        self.lines.push(Line::styled(parts::fit(text, self.width), style));
    }

    /// A text wrapped, each line after `indent` spaces.
    fn text(&mut self, indent: usize, text: &str, style: Style) {
        self.after(&" ".repeat(indent), text, style);
    }

    /// A text after a sign, wrapped beside it.
    fn after(&mut self, sign: &str, text: &str, style: Style) {
        if text.trim().is_empty() {
            return;
        }
        let shown = crate::domain::visible::visible(text);
        let indent = sign.width();
        for (at, line) in parts::wrap(&shown, self.width.saturating_sub(indent)).into_iter().enumerate() {
            let before = if at == 0 { sign.to_owned() } else { " ".repeat(indent) };
            self.one(&format!("{before}{line}"), style);
        }
    }

    /// As many sentences as `most` lines hold whole, each on lines of its own or one after the other.
    fn sentences(&mut self, sentences: &[String], apart: bool, most: usize) {
        if apart {
            for sentence in sentences {
                self.text(0, sentence, Style::new());
            }
            return self.lines.truncate(most);
        }
        let fits = |count: &usize| parts::wrap(&sentences[..*count].join("; "), self.width).len() <= most;
        let count = (1..=sentences.len()).rev().find(fits).unwrap_or(1);
        self.text(0, &sentences[..count.min(sentences.len())].join("; "), Style::new());
    }

    /// Cuts to a height, and says that there is more.
    fn shorten(&mut self, height: usize) {
        if self.lines.len() > height && height > 1 {
            self.lines.truncate(height - 1);
            self.lines.push(Line::styled("   enter opens the rest", theme::faint()));
        }
        self.lines.truncate(height);
    }
}

/// How much room there is for the chosen child.
pub(super) struct Room {
    /// Cells of a line.
    pub(super) width: usize,
    /// Lines.
    pub(super) height: usize,
    /// Beside the list, where every sentence has lines of its own; else below it, where they follow one another.
    pub(super) beside: bool,
}

/// What is known of the child at a place of the ranking: who, why with the arithmetic, what else, and last what was
/// said. Where there is too little room the limits and figures of the reasons give way first: `enter` opens them.
pub(super) fn lines(scene: &Scene<'_>, rank: usize, room: &Room) -> Vec<Line<'static>> {
    let Some(row) = scene.model.snapshot.ranking.rows.get(rank) else { return Vec::new() };
    let Some(case) = scene.case(row.child) else { return Vec::new() };
    let block = || Lines { width: room.width, lines: Vec::new() };
    let (mut top, mut rest, mut last) = (block(), block(), block());
    head(scene, &case, &mut top);
    if room.beside {
        rest.lines.push(Line::default());
        last.lines.push(Line::default());
    }
    let (most_top, most_rest, most_last) = if room.beside { (8, 11, 8) } else { (4, 2, 2) };
    let told = glance(&case);
    rest.sentences(&told, room.beside, most_rest);
    contact(scene, &case, &mut last);
    top.lines.truncate(room.height.min(most_top));
    last.lines.truncate((room.height - top.lines.len()).saturating_sub(1).min(most_last));
    let left = room.height - top.lines.len() - last.lines.len();
    rest.lines.truncate(left.saturating_sub(1).min(most_rest));
    let why = why::lines(scene, &case, row, &Room { height: left - rest.lines.len(), ..*room });
    if !room.beside && why.len() + rest.lines.len() < left {
        rest.lines.clear();
        rest.sentences(&told, false, left - why.len());
    }
    top.lines.into_iter().chain(why).chain(rest.lines).chain(last.lines).collect()
}

fn head(scene: &Scene<'_>, case: &Case<'_>, lines: &mut Lines) {
    let child = case.child;
    let year = case.nc_year().map(|year| format!("  {}", year_words(year))).unwrap_or_default();
    let age = case.age().map(|age| format!("  {age}y")).unwrap_or_default();
    let caseload = &scene.model.snapshot.caseload;
    let school = case.main_school().map_or_else(|| "no school".to_owned(), |urn| caseload.school_name(urn));
    let people = [("SW", &child.social_worker), ("DT", &child.designated_teacher)];
    let people = people.into_iter().filter_map(|(role, name)| Some(format!("{role} {}", name.as_deref()?)));
    let people = people.collect::<Vec<_>>().join("  ");
    let caution = child.caution.as_deref().map(|caution| format!("! caution: {caution}")).unwrap_or_default();
    let id = match scene.model.naming {
        Naming::Names => format!("  id {}", child.child_id),
        // It stands behind the initials.
        Naming::Initials => String::new(),
    };
    let who = format!("{}{year}{age}{id}", scene.model.name_of(child));
    let warning = theme::warning(scene.model.theme);
    if who.width() + school.width() + people.width() + 4 <= lines.width {
        lines.one(&format!("{who}  {school}  {people}"), theme::strong());
        return lines.text(0, &caution, warning);
    }
    lines.text(0, &who, theme::strong());
    lines.text(0, &caution, warning);
    if school.width() + people.width() + 2 <= lines.width {
        return lines.one(&format!("{school}  {people}"), Style::new());
    }
    lines.text(0, &school, Style::new());
    lines.text(0, &people, Style::new());
}

/// Attendance with its trend, PEPs, suspensions, placement and moves: a sentence each.
fn glance(case: &Case<'_>) -> Vec<String> {
    let mut told = attendance(case);
    // Most children who are not looked after have neither PEPs nor placements.
    if case.looked_after() || !case.child.peps.is_empty() {
        told.extend(pep(case));
    }
    told.push(suspended(case));
    if case.looked_after() || !case.child.placements.is_empty() {
        told.extend(placement(case));
    }
    told
}

fn pep(case: &Case<'_>) -> Vec<String> {
    if !case.context.knows(Kind::Pep) {
        return vec!["PEP: no data".to_owned()];
    }
    let today = case.today();
    let held = case.last_held_pep().and_then(|pep| pep.held);
    let held = held.map_or_else(|| "no PEP held".to_owned(), |day| format!("PEP held {}", day_of(day, today)));
    let next = case.next_due_pep().or_else(|| case.initial_pep_due());
    let next =
        next.map_or_else(|| "no date for the next PEP".to_owned(), |day| format!("PEP due {}", day_of(day, today)));
    vec![held, next]
}

fn suspended(case: &Case<'_>) -> String {
    if !case.context.knows(Kind::Exclusion) {
        return "suspensions: no data".to_owned();
    }
    let (term, year) = case.suspended_sessions();
    let (term, year) = (Exact::half_days(term), Exact::half_days(year));
    if year == Exact::whole(0) {
        return "not suspended this year".to_owned();
    }
    format!("suspended {term} days this term, {year} this year")
}

/// Where the child lives, and how often it moved.
fn placement(case: &Case<'_>) -> [String; 2] {
    let placed = case.current_placement().map_or_else(
        || "placement not known".to_owned(),
        |placement| {
            let kind = PLACEMENT.words(placement.kind.as_deref().unwrap_or("placement of unknown kind"));
            format!("{kind} since {}", placement.start.format("%-d %b %Y"))
        },
    );
    let moves = match case.moves_within(MOVES_WITHIN).len() {
        0 => "no move in 12 months".to_owned(),
        1 => "1 move in 12 months".to_owned(),
        moves => format!("{moves} moves in 12 months"),
    };
    [placed, moves]
}

fn attendance(case: &Case<'_>) -> Vec<String> {
    let figures = case.figures();
    let Some(rate) = figures.attendance() else { return vec!["attendance: no data this year".to_owned()] };
    let weeks = case.weekly_rates(WEEKS).into_iter().map(|week| match week {
        Some((attended, possible)) if possible > 0 => (100 * attended / possible).to_string(),
        _ => "-".to_owned(),
    });
    let weeks: Vec<String> = weeks.collect();
    vec![format!("attended {rate}% of {} sessions", figures.possible), format!("by week {} %", weeks.join(" "))]
}

/// `20 Oct 2026 (34 d ago)`.
fn day_of(day: NaiveDate, today: NaiveDate) -> String {
    let distance = match (day - today).num_days() {
        0 => "today".to_owned(),
        days @ 1.. => format!("in {days} d"),
        days => format!("{} d ago", -days),
    };
    format!("{} ({distance})", day.format("%-d %b %Y"))
}

fn contact(scene: &Scene<'_>, case: &Case<'_>, lines: &mut Lines) {
    let Some(LastContact { at, kind, person, gist, next_step, follow_up }) = case.child.last_contact.as_deref() else {
        return lines.one("last contact: none", Style::new());
    };
    let person = person.as_deref().map(|person| format!(" {person}")).unwrap_or_default();
    let today = scene.model.snapshot.today;
    lines.text(0, &format!("last contact {}, {kind}{person}", day_of(at.date_naive(), today)), theme::strong());
    let day = follow_up.map(|day| format!("{}  ", day.format("%a %-d %b"))).unwrap_or_default();
    match (next_step.as_deref(), day.as_str()) {
        (None, "") => {}
        (step, day) => lines.text(0, &format!("next: {day}{}", step.unwrap_or("follow up")), theme::strong()),
    }
    // Last, since it gives way first where there is too little room.
    lines.text(2, gist, Style::new());
}
