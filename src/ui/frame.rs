//! What stands around every screen: header, notice, footer.

use crate::app::dashboard::{self, Whose};
use crate::app::layout::{Page, WIDE};
use crate::app::naming::Naming;
use crate::app::record::overview::plural;
use crate::app::screen;
use crate::app::views::saved;
use crate::app::{Failure, Model};
use crate::domain::case::Context;
use crate::domain::kind::Kind;
use crate::domain::rules::RULES;
use crate::domain::visible::visible;
use crate::ui::parts::rect;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

/// Draws two rows: what file, whose children, which day, how old the data is; what narrows the list, what is not known.
pub fn header(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let (top, below) = (Rect { height: 1, ..area }, Rect { y: area.y + 1, height: 1, ..area });
    let wide = area.width >= WIDE;
    let time = if wide { model.now.format(" %H:%M").to_string() } else { String::new() };
    let right = format!("{}  {}{time}", age_of_data(model), model.today().format("%a %-d %b %Y"));
    let room = usize::from(area.width).saturating_sub(right.width() + 1);
    let program = if wide { "Lookout  " } else { "" };
    let file = match (model.demo, wide) {
        (true, true) => "DEMO, invented",
        (true, false) => "DEMO",
        (false, _) => &model.file,
    };
    let left = parts::fit(&format!("{program}{file}  {}", whose(model)), room);
    frame.render_widget(Line::styled(format!("{left} {right}"), theme::strong()), top);
    let notes = |short: bool| {
        let narrowed = narrowed(model, short).map(|text| Span::styled(format!("{text}  "), theme::strong()));
        let unknown = unknown(model, short).map(|text| Span::styled(format!("{text}  "), theme::warning(model.theme)));
        Line::from(narrowed.chain(unknown).collect::<Vec<_>>())
    };
    let whole = notes(false);
    let fits = whole.width() <= usize::from(area.width) + 2;
    frame.render_widget(if fits { whole } else { notes(true) }, below);
}

/// `everybody's 112 children`, `J. Smith's 23 of 112 children`: of mine as many as are shown.
fn whose(model: &Model) -> String {
    let all = model.snapshot.caseload.children.len();
    let Some(state) = dashboard::state(model) else { return String::new() };
    match (&model.me, state.whose) {
        (Some(me), Whose::Mine) => format!("{}'s {} of {all} children", visible(me), state.children().count()),
        _ => format!("everybody's {all} children"),
    }
}

/// `data as of Fri 20 Nov (3 days old)`.
fn age_of_data(model: &Model) -> String {
    let Some(day) = model.snapshot.caseload.data_as_of else { return "no attendance data".to_owned() };
    let age = match (model.today() - day).num_days() {
        0 => "today".to_owned(),
        1 => "1 day old".to_owned(),
        days => format!("{days} days old"),
    };
    format!("data as of {} ({age})", day.format("%-d %b"))
}

/// What narrows the list, and that `--me` names nobody.
fn narrowed(model: &Model, short: bool) -> impl Iterator<Item = String> {
    let hint = |words: &'static str| if short { "" } else { words };
    let state = dashboard::state(model);
    let filter = state.map(|state| state.filter.words(&model.snapshot.caseload)).filter(|words| !words.is_empty());
    let filter = filter.map(|words| {
        format!("filter: {}{}", parts::cut(&visible(&words), if short { 20 } else { 40 }), hint(" (F clears)"))
    });
    let sorted = state.filter(|state| state.order() != state.view().order).map(|state| state.order().words());
    let sorted = sorted.map(|words| format!("order: {words}{}", hint(" (o)")));
    let by = state.and_then(|state| state.by).map(|by| format!("by {}{}", by.name(), hint(" (b)")));
    let title = |state: &dashboard::State| match saved::worn(model) {
        Some(worn) => Some(visible(&worn.name).into_owned()),
        None => (state.view != 0).then(|| state.view().title.to_owned()),
    };
    let view = state.and_then(title).map(|title| format!("view: {title}{}", hint(" (1 triage)")));
    let find = dashboard::query(model).map(|query| format!("find: {}", parts::cut(&visible(query), 24)));
    let nobody = dashboard::nobody_is_mine(model).then(|| {
        let me = visible(model.me.as_deref().unwrap_or_default()).into_owned();
        format!("no child has the caseworker {me}: everybody's are shown")
    });
    let marked = state.map_or(0, |state| state.marked.len());
    let marked = (marked > 0).then(|| format!("{marked} marked (esc forgets)"));
    let initials = (model.naming == Naming::Initials).then(|| format!("by initials{}", hint(" (i names)")));
    [initials, nobody, view, by, filter, sorted, find, marked].into_iter().flatten()
}

/// Sources that were never imported and silence a rule; terms and bank holidays that are assumed or run out.
fn unknown(model: &Model, short: bool) -> impl Iterator<Item = String> {
    let snapshot = &model.snapshot;
    let some = !snapshot.caseload.children.is_empty();
    let never = Some(never_imported(&snapshot.context())).filter(|kinds| some && !kinds.is_empty());
    let none = if short { "no files" } else { "never imported" };
    let never = never.map(|kinds| format!("{none}: {}", kinds.join(", ")));
    let running_out = if some { snapshot.caseload.calendar.running_out(snapshot.today) } else { Vec::new() };
    never.into_iter().chain(running_out.into_iter().map(move |(whole, cut)| if short { cut } else { whole }))
}

fn never_imported(context: &Context<'_>) -> Vec<&'static str> {
    let mut kinds: Vec<Kind> = RULES.iter().flat_map(|rule| rule.needs).copied().collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().filter(|kind| !context.knows(*kind)).map(plural).collect()
}

/// Draws what was done; what went wrong stands in a box over the last rows of the body until it is dismissed.
pub fn notice(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if let Some(failure) = &model.failure {
        return banner(model, failure, frame);
    }
    if let Some(toast) = &model.toast {
        frame.render_widget(Clear, area);
        frame.render_widget(Line::styled(parts::fit(toast, area.width.into()), theme::strong()), area);
    }
}

fn banner(model: &Model, failure: &Failure, frame: &mut Frame<'_>) {
    let page = Page::of(model.size);
    let width = usize::from(page.body.width).saturating_sub(2);
    let mut lines = parts::wrap(&format!("x  {}", failure.what), width);
    lines.extend(parts::wrap(&format!("   {}  (esc dismisses this)", failure.hint), width));
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(page.body.height);
    let (_, over) = page.body.bottom(rows);
    let inside = parts::overlay(model.theme, "Something went wrong", frame, rect(over));
    for (line, y) in lines.into_iter().zip(inside.top()..inside.bottom()) {
        frame.render_widget(Line::styled(line, theme::failure(model.theme)), Rect { y, height: 1, ..inside });
    }
}

/// Draws the hints of the top screen: those that stay, and as many others as there is room for; those that cannot be
/// done now are left out.
pub fn footer(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let cells = |hint: &screen::Hint| hint.key.width() + hint.words.width() + 3;
    let hints = screen::hints(model);
    let kept: usize = hints.iter().filter(|hint| hint.stays).map(cells).sum();
    let mut room = (usize::from(area.width) + 2).saturating_sub(kept);
    let mut spans = Vec::new();
    for hint in hints {
        if !hint.stays {
            if cells(&hint) > room {
                continue;
            }
            room -= cells(&hint);
        }
        spans.extend([Span::styled(hint.key, theme::strong()), Span::raw(format!(" {}  ", hint.words))]);
    }
    frame.render_widget(Line::from(spans), area);
}
