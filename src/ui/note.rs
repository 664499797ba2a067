//! The note form: over the lower part of what is below, which stays visible.

use crate::app::Model;
use crate::app::layout::Area;
use crate::app::note::layout::{Form, LABEL};
use crate::app::note::{Field, State, caution, desk};
use crate::app::text::Text;
use crate::domain::note::{DraftId, NoteKind};
use crate::domain::triage::Group;
use crate::domain::visible::visible;
use crate::domain::when;
use crate::ui::parts::{cut, rect};
use crate::ui::theme;
use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};
use unicode_width::UnicodeWidthStr;

/// A clock that runs longer than this is a draft of another call.
const LONGEST_CALL: TimeDelta = TimeDelta::hours(12);

/// Draws it.
pub fn view(model: &Model, form: DraftId, frame: &mut Frame<'_>, _area: Rect) {
    let Some(state) = model.desk.form(form) else { return };
    let caution = caution(model, state);
    let form = Form::of(model.size, caution.is_some());
    let whole = rect(form.whole);
    frame.render_widget(Clear, whole);
    let block = Block::bordered().title(Line::styled(title(model, state, whole.width), theme::strong()));
    frame.render_widget(block.border_set(theme::borders(model.theme)), whole);
    if let Some(caution) = caution {
        let text = format!("!! CAUTION {}", visible(&caution));
        put(frame, form.caution, &text, theme::group(model.theme, Group::ActToday));
    }
    text(state, frame, form.text);
    one_line(state, Field::NextStep, frame, form.next_step);
    follow_up(model, state, frame, form.follow_up);
    kind(state, frame, form.kind);
    one_line(state, Field::Person, frame, form.person);
    match state.told() {
        Some(told) => {
            let text = format!("! ctrl-s again files it so: {}", visible(told));
            put(frame, form.status, &text, theme::warning(model.theme));
        }
        None => put(frame, form.status, &status(model, state), theme::faint()),
    }
}

fn put(frame: &mut Frame<'_>, area: Area, text: &str, style: Style) {
    frame.render_widget(Line::styled(cut(text, usize::from(area.width)).into_owned(), style), rect(area));
}

fn title(model: &Model, state: &State, width: u16) -> String {
    let caseload = &model.snapshot.caseload;
    let names = state.about.iter().filter_map(|child| caseload.child(*child)).map(|child| model.naming.whole(child));
    let names: Vec<String> = names.collect();
    let about = match names.len() {
        0 if state.kind == NoteKind::Enquiry => "no child's name is needed".to_owned(),
        0 => "about nobody yet".to_owned(),
        1 => names.concat(),
        many => format!("{many} children: {}", names.join(", ")),
    };
    let what = match (state.edits, state.kind) {
        (Some(_), _) => "Edit note",
        (None, NoteKind::Enquiry) => "Enquiry",
        (None, _) => "Note",
    };
    // Of many children the names give way, not the clock.
    let (clock, room) = (clock(model, state), usize::from(width.saturating_sub(4)));
    let about = format!("{what}: {}", visible(&about));
    let about = cut(&about, room.saturating_sub(clock.width() + 5));
    cut(&format!(" {about}   {clock} "), room).into_owned()
}

/// When the call began, and how long it runs.
fn clock(model: &Model, state: &State) -> String {
    let opened = state.opened.format("%a %-d %b %H:%M");
    let running = model.now - state.opened;
    if state.edits.is_some() || running > LONGEST_CALL || running < TimeDelta::zero() {
        return opened.to_string();
    }
    let seconds = running.num_seconds();
    format!("{opened}, running {:02}:{:02}", seconds / 60, seconds % 60)
}

fn text(state: &State, frame: &mut Frame<'_>, area: Area) {
    let form = usize::from(area.width.saturating_sub(1)).max(1);
    let shown = state.text.shown(form, usize::from(area.height).max(1));
    for (row, y) in shown.rows.iter().zip(area.y..area.y + area.height) {
        frame.render_widget(Line::raw(row.clone()), Rect { y, height: 1, ..rect(area) });
    }
    if state.field == Field::Text {
        cursor(frame, area, 0, shown.cursor);
    }
}

fn cursor(frame: &mut Frame<'_>, area: Area, indent: u16, (column, row): (usize, usize)) {
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width.saturating_sub(indent + 1));
    let row = u16::try_from(row).unwrap_or(0).min(area.height.saturating_sub(1));
    frame.set_cursor_position(Position { x: area.x + indent + column, y: area.y + row });
}

fn label(state: &State, field: Field) -> Span<'static> {
    let style = if state.field == field { theme::strong() } else { theme::faint() };
    let mark = if state.field == field { ">" } else { " " };
    Span::styled(format!("{mark}{:<width$}", field.label(state.kind), width = usize::from(LABEL) - 1), style)
}

const fn field(state: &State, field: Field) -> &Text {
    match field {
        Field::Text | Field::Kind => &state.text,
        Field::NextStep => &state.next_step,
        Field::FollowUp => &state.follow_up,
        Field::Person => &state.person,
    }
}

fn one_line(state: &State, which: Field, frame: &mut Frame<'_>, area: Area) {
    let room = usize::from(area.width.saturating_sub(LABEL + 1));
    let shown = field(state, which).shown_line(room);
    let mut spans = vec![label(state, which), Span::raw(shown.rows.concat())];
    if (which, state.kind) == (Field::Person, NoteKind::Enquiry) && state.person.is_blank() {
        spans.push(Span::styled(" kin carer: school place", theme::faint()));
    }
    frame.render_widget(Line::from(spans), rect(area));
    if state.field == which {
        cursor(frame, area, LABEL, shown.cursor);
    }
}

/// The words for the date, and what they mean; words that are not understood are marked and stop nothing.
fn follow_up(model: &Model, state: &State, frame: &mut Frame<'_>, area: Area) {
    let (left, right) = area.left(LABEL + 20);
    one_line(state, Field::FollowUp, frame, left);
    let (text, style) = match desk::due(model, state) {
        Some(day) => {
            let scope = desk::scope(model, state);
            (format!("= {}", when::echo(day, model.today(), &model.snapshot.caseload.calendar, &scope)), Style::new())
        }
        None if state.follow_up.is_blank() => ("fri, next fri, +2w, 4/12, after half term".to_owned(), theme::faint()),
        None => ("? not understood: files without a date".to_owned(), theme::coloured(model.theme, Color::Yellow)),
    };
    put(frame, right, &text, style);
}

fn kind(state: &State, frame: &mut Frame<'_>, area: Area) {
    let shown = if state.field == Field::Kind { theme::chosen() } else { Style::new() };
    let arrows = if state.field == Field::Kind { " < >" } else { "" };
    let widest = NoteKind::ALL.iter().map(|kind| kind.id().len()).max().unwrap_or(0);
    let word = format!("{:<widest$}", state.kind.id());
    let line = Line::from(vec![label(state, Field::Kind), Span::styled(word, shown), Span::raw(arrows)]);
    frame.render_widget(line, rect(area));
    if state.field == Field::Kind {
        cursor(frame, area, LABEL, (0, 0));
    }
}

fn status(model: &Model, state: &State) -> String {
    let count = state.text.length();
    let clear = state.in_clear().map_or_else(|| aside(model), |found| format!("ctrl-k seals {}", found.words()));
    format!("{}   {count} characters   {clear}", safe(state))
}

fn safe(state: &State) -> String {
    let saving = &state.saving;
    match (saving.unkept(), saving.kept_at) {
        (true, _) if saving.refused.is_some() => "NOT ON DISK YET, trying again; keep this open".to_owned(),
        (_, Some(at)) => format!("draft safe {}", at.format("%H:%M:%S")),
        (true, None) if state.is_nothing() => "nothing typed yet".to_owned(),
        (true, None) => "draft not yet on disk".to_owned(),
        (false, None) => "nothing typed yet".to_owned(),
    }
}

fn aside(model: &Model) -> String {
    match model.drafts.len() {
        0 => "the child may read this one day".to_owned(),
        1 => "1 other draft".to_owned(),
        many => format!("{many} other drafts"),
    }
}

#[cfg(test)]
mod never_lost;
#[cfg(test)]
#[path = "note/tests.rs"]
mod tests;
