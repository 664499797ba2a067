//! Follow-ups that are due, and drafts: lines below the list, one line where the window is narrow.

use crate::app::Model;
use crate::app::dashboard::panes::{DRAFTS, FOLLOW_UPS, due};
use crate::app::layout::WIDE;
use crate::domain::facts::ChildKey;
use crate::domain::note::{Draft, FollowUp};
use crate::domain::visible::visible;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Draws them.
pub(super) fn view(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let lines = if model.size.0 >= WIDE { several(model, area.width.into()) } else { vec![one(model)] };
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
}

fn one(model: &Model) -> Line<'static> {
    let count = due(model).count();
    let first = due(model).next().map_or_else(String::new, |row| format!(": {}", follow_up(model, row)));
    let drafts = match model.drafts.len() {
        0 => String::new(),
        drafts => format!("drafts {drafts} (d)  "),
    };
    let (style, text) = match count {
        0 => (theme::faint(), "no follow-up due".to_owned()),
        count => (theme::warning(model.theme), format!("follow-ups due {count}{first}")),
    };
    Line::styled(parts::fit(&format!("{drafts}{text}"), model.size.0.into()), style)
}

fn several(model: &Model, width: usize) -> Vec<Line<'static>> {
    let follow_ups = &model.snapshot.caseload.follow_ups;
    let mut lines = Vec::new();
    if !follow_ups.is_empty() {
        let count = due(model).count();
        let more = follow_ups.len().saturating_sub(FOLLOW_UPS);
        let more = if more == 0 { String::new() } else { format!(", {more} more") };
        lines.push(Line::styled(format!("follow-ups: {count} due{more}"), theme::strong()));
        let rows = follow_ups.iter().take(FOLLOW_UPS);
        lines.extend(rows.map(|row| Line::raw(parts::fit(&format!("  {}", follow_up(model, row)), width))));
    }
    if !model.drafts.is_empty() {
        lines.push(Line::styled(format!("drafts: {} not yet filed (d)", model.drafts.len()), theme::strong()));
        let rows = model.drafts.iter().take(DRAFTS);
        lines.extend(rows.map(|row| Line::raw(parts::fit(&format!("  {}", draft(model, row)), width))));
    }
    lines
}

fn name(model: &Model, child: Option<ChildKey>) -> String {
    child.and_then(|key| model.snapshot.caseload.child(key)).map(parts::name_of).unwrap_or_default()
}

fn follow_up(model: &Model, row: &FollowUp) -> String {
    let when = match row.due {
        None => "date?".to_owned(),
        Some(due) if due < model.today() => format!("{} late", due.format("%a %-d %b")),
        Some(due) => due.format("%a %-d %b").to_string(),
    };
    format!("{when}  {}  {}", visible(&row.what), name(model, row.child))
}

/// When it was begun, about whom, how it starts.
pub(crate) fn draft(model: &Model, draft: &Draft) -> String {
    let content = &draft.content;
    let begun = match (model.now.date_naive() - content.opened.date_naive()).num_days() {
        0 => content.opened.format("%H:%M").to_string(),
        _ => content.opened.format("%a %-d %b %H:%M").to_string(),
    };
    let start: String = content.text.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    let about = match content.about.first() {
        None => "nobody yet".to_owned(),
        first => name(model, first.copied()),
    };
    format!("{begun}  {}  {about}  {}", content.kind.id(), visible(&start))
}
