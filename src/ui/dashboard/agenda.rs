//! Follow-ups that are due, and drafts: lines below the list, one line where the window is narrow.

use crate::app::Model;
use crate::app::backup::{self, Standing};
use crate::app::dashboard::panes::{DRAFTS, FOLLOW_UPS};
use crate::app::follow_ups::{due, open_ones};
use crate::app::layout::WIDE;
use crate::domain::facts::ChildKey;
use crate::domain::note::sealing::masked;
use crate::domain::note::{Draft, FollowUp};
use crate::domain::visible::visible;
use crate::ui::{parts, theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
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
    let first = due(model)
        .next()
        .map_or_else(String::new, |row| format!(": {}, {}", name(model, row.child), visible(&row.what)));
    let drafts = match model.drafts.len() {
        0 => String::new(),
        drafts => format!("drafts {drafts} (d)  "),
    };
    let (style, text) = match count {
        0 => (theme::faint(), "no follow-up due".to_owned()),
        count => (theme::warning(model.theme), format!("follow-ups due {count} (t){first}")),
    };
    let backup = if model.backup.standing == Standing::Due { "backup due (K)  " } else { "" };
    Line::styled(parts::fit(&format!("{backup}{drafts}{text}"), model.size.0.into()), style)
}

fn several(model: &Model, width: usize) -> Vec<Line<'static>> {
    let offered = backup::offer(model).map(|offer| Line::styled(parts::fit(offer, width), theme::warning(model.theme)));
    let mut lines: Vec<Line<'_>> = offered.into_iter().collect();
    let open = open_ones(model).count();
    if open > 0 {
        let count = due(model).count();
        lines.push(Line::styled(format!("follow-ups: {count} due of {open} open (t)"), theme::strong()));
        let rows = open_ones(model).take(FOLLOW_UPS);
        lines.extend(rows.map(|row| follow_up(model, row, width)));
    }
    if !model.drafts.is_empty() {
        lines.push(Line::styled(format!("drafts: {} not yet filed (d)", model.drafts.len()), theme::strong()));
        let rows = model.drafts.iter().take(DRAFTS);
        lines.extend(rows.map(|row| Line::raw(parts::fit(&format!("  {}", draft(model, row)), width))));
    }
    lines
}

fn name(model: &Model, child: Option<ChildKey>) -> String {
    child.and_then(|key| model.snapshot.caseload.child(key)).map(|child| model.name_of(child)).unwrap_or_default()
}

/// Cells of a child's name.
const NAME: usize = 18;

/// When it is due, about whom, what; what is due stands out by a word.
pub(crate) fn follow_up(model: &Model, row: &FollowUp, width: usize) -> Line<'static> {
    let today = model.today();
    let (word, style) = match row.due {
        None => ("date?", theme::warning(model.theme)),
        Some(due) if due < today => ("late", theme::warning(model.theme)),
        Some(due) if due == today => ("today", theme::strong()),
        Some(_) => ("", Style::new()),
    };
    let day = row.due.map(|due| due.format("%a %-d %b").to_string()).unwrap_or_default();
    let name = parts::fit(&name(model, row.child), NAME);
    Line::styled(parts::fit(&format!("{word:<5} {day:<10} {name} {}", visible(&row.what)), width), style)
}

/// When it was begun, about whom, how it starts.
pub(crate) fn draft(model: &Model, draft: &Draft) -> String {
    let content = &draft.content;
    let begun = match (model.now.date_naive() - content.opened.date_naive()).num_days() {
        0 => content.opened.format("%H:%M").to_string(),
        _ => content.opened.format("%a %-d %b %H:%M").to_string(),
    };
    let start: String = masked(&content.text).split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    let about = match content.about.first() {
        None => "nobody yet".to_owned(),
        first => name(model, first.copied()),
    };
    format!("{begun}  {}  {about}  {}", content.kind.id(), visible(&start))
}
