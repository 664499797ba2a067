//! The record screen: who, the tabs, the page.

mod calendar;
mod column;

use crate::app::layout::{Area, Page as Window};
use crate::app::naming::Naming;
use crate::app::record::page::{Page, parts as areas, tabs};
use crate::app::record::{State, overview};
use crate::app::{Model, dashboard};
use crate::domain::case::Case;
use crate::domain::facts::Text;
use crate::domain::triage::Group;
use crate::domain::visible::visible;
use crate::ui::parts::{cut, fit, rect};
use crate::ui::theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Draws it.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let areas = areas(Window::of(model.size).body);
    who(model, state, frame, areas.head);
    tab_row(model, state, frame, areas.tabs);
    match state.page {
        Page::Attendance => calendar::view(model, state, frame),
        _ => column::view(model, state, frame),
    }
}

/// Two rows: who, and what to know before ringing; else the cohort and the school.
fn who(model: &Model, state: &State, frame: &mut Frame<'_>, area: Area) {
    let Some(place) = model.snapshot.caseload.position(state.child) else { return };
    let Some((name, school)) = model.snapshot.with_case(place, |case| (name(model, case), school(model, case))) else {
        return;
    };
    let width = usize::from(area.width);
    let flagged = flagged(model, state);
    let room = width.saturating_sub(flagged.chars().count());
    let first = format!("{}{flagged}", fit(&name, room));
    let caution = model.snapshot.caseload.children[place].caution.as_deref();
    let second = caution.map_or(school, |caution| format!("!! CAUTION {}", visible(caution)));
    let style = caution.map_or(theme::faint(), |_| theme::group(model.theme, Group::ActToday));
    let (top, bottom) = area.top(1);
    frame.render_widget(Line::styled(first, theme::strong()), rect(top));
    frame.render_widget(Line::styled(cut(&second, width), style), rect(bottom));
}

fn name(model: &Model, case: &Case<'_>) -> String {
    let child = case.child;
    if model.naming == Naming::Initials {
        return model.name_of(child);
    }
    let named = format!("{} {}", child.forename, child.surname);
    // The ids of records that were merged into it stand behind its own.
    let ids: Vec<&str> = std::iter::once(&child.child_id).chain(&child.other_ids).map(Text::as_str).collect();
    let ids = format!("id {}", ids.join(" + "));
    let (named, id) = if named.trim().is_empty() { (ids, String::new()) } else { (named, format!("  {ids}")) };
    let known = child.known_as.as_deref().map_or_else(String::new, |known| format!(" ({known})"));
    let year = case.nc_year().map_or_else(String::new, |year| format!("  {}", year_words(year)));
    let age = case.age().map_or_else(String::new, |age| format!("  {age}y"));
    visible(&format!("{named}{known}{year}{age}{id}  {}", overview::cohorts(case))).into_owned()
}

fn year_words(year: i8) -> String {
    match year {
        -2 => "N1".to_owned(),
        -1 => "N2".to_owned(),
        0 => "R".to_owned(),
        year => format!("Y{year}"),
    }
}

fn school(model: &Model, case: &Case<'_>) -> String {
    let school = case.main_school().map(|urn| model.snapshot.caseload.school_name(urn));
    let since = case.looked_after_since().map(|day| format!("  looked after since {}", day.format("%-d %b %Y")));
    visible(&format!("{}{}", school.as_deref().unwrap_or("on no roll"), since.unwrap_or_default())).into_owned()
}

/// `3 of 14 flagged`, where the child is flagged.
fn flagged(model: &Model, state: &State) -> String {
    let Some(list) = dashboard::state(model) else { return String::new() };
    let rows = &model.snapshot.ranking.rows;
    let places = list.lines.iter().filter_map(|line| match line {
        dashboard::lines::Line::Child(place) => rows.get(*place),
        _ => None,
    });
    let flagged: Vec<i64> = places
        .filter(|row| !row.in_the_way().is_empty())
        .map(|row| model.snapshot.caseload.children[row.child].key)
        .collect();
    let at = flagged.iter().position(|key| *key == state.child.0);
    at.map_or_else(String::new, |at| format!("  {} of {} flagged ", at + 1, flagged.len()))
}

fn tab_row(model: &Model, state: &State, frame: &mut Frame<'_>, area: Area) {
    let style = |page| if page == state.page { theme::chosen() } else { theme::faint() };
    let mut spans: Vec<Span<'static>> =
        tabs(area.width).map(|(page, label, _)| Span::styled(label, style(page))).collect();
    if state.revealed {
        spans.push(Span::styled(" sealed fields shown", theme::group(model.theme, Group::ActToday)));
    }
    frame.render_widget(Line::from(spans), rect(area));
}

#[cfg(test)]
#[path = "record/tests.rs"]
pub(crate) mod tests;
