//! The dashboard: the list, the agenda below it, the chosen child beside or below it.

mod agenda;
mod child;
mod row;

pub(super) use agenda::{draft, follow_up};

use crate::app::Model;
use crate::app::dashboard::State;
use crate::app::dashboard::panes::Panes;
use crate::app::layout::WIDE;
use crate::app::screen::Screen;
use crate::domain::case::{Case, Context};
use crate::ui::parts::rect;
use crate::ui::{first_run, parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

/// What the parts of the dashboard draw from: the context is made once a frame.
struct Scene<'a> {
    model: &'a Model,
    state: &'a State,
    context: Context<'a>,
}

impl Scene<'_> {
    fn case(&self, child: usize) -> Option<Case<'_>> {
        self.model.snapshot.caseload.children.get(child).map(|facts| Case::new(facts, &self.context))
    }
}

/// Draws it.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    if model.snapshot.caseload.children.is_empty() {
        let loaded = model.loaded();
        return first_run::empty(loaded, frame, area);
    }
    let scene = Scene { model, state, context: model.snapshot.context() };
    let panes = Panes::of(model);
    frame.render_widget(Line::styled(row::columns(panes.columns.width.into()), theme::faint()), rect(panes.columns));
    list(&scene, frame, rect(panes.list));
    agenda::view(model, frame, rect(panes.agenda));
    chosen(&scene, frame, rect(panes.child));
}

fn list(scene: &Scene<'_>, frame: &mut Frame<'_>, area: Rect) {
    let state = scene.state;
    let cursor = state.cursor.shown(state.lines.len(), area.height.into());
    let rows = state.lines.iter().enumerate().skip(cursor.top).take(area.height.into());
    for ((at, line), y) in rows.zip(area.y..) {
        let strip = Rect { y, height: 1, ..area };
        frame.render_widget(row::line(scene, (at, line), area.width.into()), strip);
        if at == cursor.at && line.is_child() {
            frame.buffer_mut().set_style(strip, theme::chosen());
            // A screen reader follows the cursor; while a query is typed the cursor is its.
            if matches!(scene.model.top(), Screen::Dashboard(_)) {
                frame.set_cursor_position(Position { x: area.x, y });
            }
        }
    }
    if !state.lines.iter().any(crate::app::dashboard::lines::Line::is_child) {
        let text = if state.view == 0 {
            "no child fits: esc ends a search, F clears the filter, m shows everybody's"
        } else {
            "no child fits this view: 1 triage, F clears the filter, m shows everybody's"
        };
        let strip = Rect { y: area.y.saturating_add(1), height: 1, ..area }.intersection(area);
        frame.render_widget(Line::raw(parts::cut(text, area.width.into()).into_owned()), strip);
    }
}

fn chosen(scene: &Scene<'_>, frame: &mut Frame<'_>, area: Rect) {
    let theme = scene.model.theme;
    let inside = if scene.model.size.0 >= WIDE {
        for y in area.top()..area.bottom() {
            frame.render_widget(theme::down(theme), Rect { x: area.x, y, width: 1, height: 1 }.intersection(area));
        }
        Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area }
    } else {
        let line = theme::across(theme).repeat(area.width.into());
        frame.render_widget(Line::styled(line, theme::faint()), Rect { height: area.height.min(1), ..area });
        Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
    };
    let inside = inside.intersection(area);
    let Some(rank) = scene.state.chosen_rank() else { return };
    let beside = scene.model.size.0 >= WIDE;
    let room = child::Room { width: inside.width.into(), height: inside.height.into(), beside };
    for (line, y) in child::lines(scene, rank, &room).into_iter().zip(inside.top()..inside.bottom()) {
        frame.render_widget(line, Rect { y, height: 1, ..inside });
    }
}
