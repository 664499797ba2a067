//! Drawing: pure functions of the model. The only place for widgets, colours and symbols.

pub mod ask;
pub mod audit;
pub mod dashboard;
pub mod drafts;
pub mod filter;
pub mod find;
pub mod first_run;
pub mod follow_ups;
pub mod frame;
pub mod health;
pub mod held;
pub mod held_drop;
pub mod held_row;
pub mod help;
pub mod import;
pub mod lock;
pub mod mapping;
pub mod note;
pub mod note_search;
pub mod palette;
pub mod papers;
pub mod parts;
pub mod picker;
pub mod record;
pub mod theme;
pub mod views;
pub mod who;
pub mod work;

use crate::app::Model;
use crate::app::layout::{Page, SMALLEST, too_small};
use crate::app::note as notes;
use crate::app::screen::Screen;
use parts::rect;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;

/// Draws the model: every screen of the stack from the bottom up, then the footer.
pub fn render(model: &Model, frame: &mut Frame<'_>) {
    let window = frame.area();
    if too_small((window.width, window.height)) {
        return small(frame, window);
    }
    if notes::is_veiled(model) {
        return lock::veil(model, frame);
    }
    let page = Page::of((window.width, window.height));
    if !matches!(model.top(), Screen::Lock(_)) {
        frame::header(model, frame, rect(page.header));
    }
    // What is wholly covered is not drawn.
    let base = model.stack.iter().rposition(|screen| !screen.name().is_overlay()).unwrap_or(0);
    for screen in &model.stack[base..] {
        view(model, screen, frame, rect(page.body));
    }
    frame::notice(model, frame, rect(page.notice));
    frame::footer(model, frame, rect(page.footer));
}

fn view(model: &Model, screen: &Screen, frame: &mut Frame<'_>, area: Rect) {
    match screen {
        Screen::Dashboard(state) => dashboard::view(model, state, frame, area),
        Screen::Record(state) => record::view(model, state, frame, area),
        Screen::Note(form) => note::view(model, *form, frame, area),
        Screen::Find(state) => find::view(model, state, frame, area),
        Screen::Filter(state) => filter::view(model, state, frame, area),
        Screen::FollowUps(state) => follow_ups::view(model, state, frame, area),
        Screen::Drafts(state) => drafts::view(model, state, frame, area),
        Screen::Import(state) => import::view(model, state, frame, area),
        Screen::Path(state) => import::path::view(state, frame, area),
        Screen::Mapping(state) => mapping::view(model, state, frame, area),
        Screen::MappingName(state) => mapping::name(model, state, frame, area),
        Screen::Health(state) => health::view(model, state, frame, area),
        Screen::Held(state) => held::view(model, state, frame, area),
        Screen::HeldDrop(state) => held_drop::view(state, frame, area),
        Screen::HeldRow(state) => held_row::view(model, state, frame, area),
        Screen::Who(state) => who::view(model, state, frame, area),
        Screen::Pair(state) => who::pair::view(model, state, frame, area),
        Screen::Picker(state) => picker::view(model, state, frame, area),
        Screen::NoteSearch(state) => note_search::view(model, state, frame, area),
        Screen::Papers(state) => papers::view(model, state, frame, area),
        Screen::PaperName(state) => papers::name(state, frame, area),
        Screen::Views(state) => views::view(model, state, frame, area),
        Screen::Ask(state) => ask::view(model, state, frame, area),
        Screen::Help(state) => help::view(model, state, frame, area),
        Screen::Palette(state) => palette::view(model, state, frame, area),
        Screen::Work(state) => work::view(model, state, frame, area),
        Screen::WorkMenu(state) => work::overlays::parts(model, state, frame),
        Screen::WorkActs(state) => work::overlays::acts(model, state, frame),
        Screen::WorkFill(state) => work::overlays::form(model, state, frame),
        Screen::Audit(state) => audit::view(model, state, frame, area),
        Screen::FirstRun => first_run::view(frame, area),
        Screen::Lock(state) => lock::view(model, state, frame, area),
    }
}

fn small(frame: &mut Frame<'_>, window: Rect) {
    let (columns, rows) = SMALLEST;
    let text = format!(
        "Window {}x{}: too small.\nDrafts are safe.\nNeeds {columns}x{rows}.\nq quits.",
        window.width, window.height
    );
    frame.render_widget(Paragraph::new(text), window);
}

#[cfg(test)]
mod tests;
