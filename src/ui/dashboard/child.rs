//! The chosen child beside the list: why it is flagged, and what one needs to know before ringing.

use crate::app::filter::choice::year_words;
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::facts::LastContact;
use crate::domain::kind::Kind;
use crate::domain::triage::{Group, Ranked};
use crate::ui::dashboard::Scene;
use crate::ui::dashboard::row::{WEEKS, lacking};
use crate::ui::{parts, theme};
use chrono::NaiveDate;
use ratatui::style::Style;
use ratatui::text::Line;

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
        if text.trim().is_empty() {
            return;
        }
        let shown = crate::domain::visible::visible(text);
        for line in parts::wrap(&shown, self.width.saturating_sub(indent)) {
            self.one(&format!("{}{line}", " ".repeat(indent)), style);
        }
    }

    fn gap(&mut self) {
        self.lines.push(Line::default());
    }
}

/// What is known of the child at a place of the ranking; `brief` where there is room for a few lines only.
pub(super) fn lines(scene: &Scene<'_>, rank: usize, width: usize, brief: bool) -> Vec<Line<'static>> {
    let Some(row) = scene.model.snapshot.ranking.rows.get(rank) else { return Vec::new() };
    let Some(case) = scene.case(row.child) else { return Vec::new() };
    let mut lines = Lines { width, lines: Vec::new() };
    head(scene, &case, &mut lines);
    if brief {
        contact(scene, &case, &mut lines);
        reasons(scene, &case, row, &mut lines);
        glance(&case, &mut lines);
    } else {
        reasons(scene, &case, row, &mut lines);
        lines.gap();
        glance(&case, &mut lines);
        lines.gap();
        contact(scene, &case, &mut lines);
    }
    lines.lines
}

fn head(scene: &Scene<'_>, case: &Case<'_>, lines: &mut Lines) {
    let child = case.child;
    let year = case.nc_year().map(|year| format!("  {}", year_words(year))).unwrap_or_default();
    let age = case.age().map(|age| format!("  {age}y")).unwrap_or_default();
    lines.one(&format!("{}{year}{age}  id {}", parts::name_of(child), child.child_id), theme::strong());
    if let Some(caution) = child.caution.as_deref() {
        lines.text(0, &format!("! caution: {caution}"), theme::warning(scene.model.theme));
    }
    let caseload = &scene.model.snapshot.caseload;
    let school = case.main_school().map_or_else(|| "no school".to_owned(), |urn| caseload.school_name(urn));
    let people = [("SW", &child.social_worker), ("DT", &child.designated_teacher)];
    let people = people.into_iter().filter_map(|(role, name)| Some(format!("  {role} {}", name.as_deref()?)));
    lines.one(&format!("{school}{}", people.collect::<String>()), Style::new());
}

fn reasons(scene: &Scene<'_>, case: &Case<'_>, row: &Ranked, lines: &mut Lines) {
    let theme = scene.model.theme;
    if row.alerts.is_empty() {
        let text = if row.group == Group::NoData { lacking(case) } else { "no rule fired".to_owned() };
        lines.text(0, &format!("{} {text}", theme::symbol(row.group)), theme::group(theme, row.group));
    }
    for alert in &row.alerts {
        let rule = alert.rule();
        let reason = (rule.explain)(case, &alert.finding, scene.context.thresholds.of(alert.rule));
        let group = group_of(alert.finding.severity);
        lines.text(0, &format!("{} {}", theme::symbol(group), reason.short), theme::group(theme, group));
        reason.sums.iter().for_each(|sum| lines.text(3, sum, Style::new()));
        lines.text(3, &reason.limit, theme::faint());
    }
}

const fn group_of(severity: crate::domain::alert::Severity) -> Group {
    use crate::domain::alert::Severity;
    match severity {
        Severity::ActToday => Group::ActToday,
        Severity::ThisWeek => Group::ThisWeek,
        Severity::Watch => Group::Watch,
    }
}

fn glance(case: &Case<'_>, lines: &mut Lines) {
    attendance(case, lines);
    let today = case.today();
    if case.context.knows(Kind::Pep) {
        let held = case.last_held_pep().and_then(|pep| pep.held);
        let held = held.map_or_else(|| "none held".to_owned(), |day| format!("last {}", day_of(day, today)));
        let next = case.next_due_pep().or_else(|| case.initial_pep_due());
        let next = next.map_or_else(|| "no date set".to_owned(), |day| format!("due {}", day_of(day, today)));
        lines.text(0, &format!("PEP {held}, {next}"), Style::new());
    } else {
        lines.one("PEP: no data", Style::new());
    }
    if case.context.knows(Kind::Exclusion) {
        let (term, year) = case.suspended_sessions();
        let (term, year) = (Exact::half_days(term), Exact::half_days(year));
        lines.text(0, &format!("suspended {term} days this term, {year} this year"), Style::new());
    } else {
        lines.one("suspensions: no data", Style::new());
    }
    let moves = case.moves_within(MOVES_WITHIN).len();
    let placement = case.current_placement().map_or_else(
        || "placement not known".to_owned(),
        |placement| {
            let kind = placement.kind.as_deref().unwrap_or("kind not given");
            format!("placement {kind} since {}", placement.start.format("%-d %b %Y"))
        },
    );
    lines.text(0, &format!("{placement}, moves in 12 months: {moves}"), Style::new());
}

fn attendance(case: &Case<'_>, lines: &mut Lines) {
    let figures = case.figures();
    let Some(rate) = figures.attendance() else {
        return lines.one("attendance: no data this year", Style::new());
    };
    let weeks = case.weekly_rates(WEEKS).into_iter().map(|week| match week {
        Some((attended, possible)) if possible > 0 => (100 * attended / possible).to_string(),
        _ => "-".to_owned(),
    });
    let weeks: Vec<String> = weeks.collect();
    lines.text(0, &format!("attended {rate}% of {} sessions this year", figures.possible), Style::new());
    lines.text(0, &format!("weeks: {} %", weeks.join(" ")), Style::new());
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
    let Some(LastContact { at, kind, person, gist, next_step, follow_up }) = case.child.last_contact.as_ref() else {
        return lines.one("last contact: none", Style::new());
    };
    let person = person.as_deref().map(|person| format!(" {person}")).unwrap_or_default();
    let today = scene.model.snapshot.today;
    lines.one(&format!("last contact {}, {kind}{person}", day_of(at.date_naive(), today)), theme::strong());
    lines.text(2, gist, Style::new());
    let day = follow_up.map(|day| format!("{}  ", day.format("%a %-d %b"))).unwrap_or_default();
    match (next_step.as_deref(), day.as_str()) {
        (None, "") => {}
        (step, day) => lines.text(0, &format!("next: {day}{}", step.unwrap_or("follow up")), theme::strong()),
    }
}
