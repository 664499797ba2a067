//! What stands over a part of the work: the list of parts, what can be written down, and its form.

use crate::app::Model;
use crate::app::work::{acts, fill, menu};
use crate::domain::kind::Shape;
use crate::domain::part::PARTS;
use crate::domain::visible::visible;
use crate::domain::work::Ask;
use crate::ui::parts::{fit, last_cells, overlay, rect, wrap};
use crate::ui::theme;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// Cells of a part's title.
const TITLE: usize = 34;

/// Draws the parts, each with who works with it, and below them what the chosen one is for.
pub fn parts(model: &Model, state: &menu::State, frame: &mut Frame<'_>) {
    overlay(model.theme, "The rest of the work", frame, rect(menu::area(model.size)));
    let (list, about) = menu::areas(model.size);
    let (list, about) = (rect(list), rect(about));
    let window = menu::place(model.size).window();
    let cursor = state.cursor.shown(PARTS.len(), window);
    for ((at, part), y) in PARTS.iter().enumerate().skip(cursor.top).take(window).zip(list.y..) {
        let strip = Rect { y, height: 1, ..list }.intersection(list);
        let text = format!(" {} {}", fit(part.title, TITLE), part.who);
        frame.render_widget(Line::raw(fit(&text, list.width.into())), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: list.x, y });
        }
    }
    let Some(part) = PARTS.get(cursor.at) else { return };
    let across = Line::styled(theme::across(model.theme).repeat(about.width.into()), theme::faint());
    frame.render_widget(across, Rect { height: 1, ..about }.intersection(about));
    let words = wrap(&format!("{} {}", part.doc, part.duty), usize::from(about.width).saturating_sub(2));
    for (line, y) in words.into_iter().zip(about.y + 1..about.bottom()) {
        frame.render_widget(Line::styled(format!(" {line}"), theme::faint()), Rect { y, height: 1, ..about });
    }
}

/// Draws what can be written down; what cannot now says why.
pub fn acts(model: &Model, state: &acts::State, frame: &mut Frame<'_>) {
    let len = state.choices.len();
    let inside = overlay(model.theme, "Write down", frame, rect(acts::area(model.size, len)));
    let window = acts::place(model.size, len).window();
    let cursor = state.cursor.shown(len, window);
    let width = usize::from(inside.width);
    let title = state.choices.iter().map(|choice| choice.act.title.width()).max().unwrap_or_default();
    for ((at, choice), y) in state.choices.iter().enumerate().skip(cursor.top).take(window).zip(inside.y..) {
        let strip = Rect { y, height: 1, ..inside }.intersection(inside);
        let about = choice.why_not.map_or_else(|| acts::about(model, choice), |why| format!("not now: {why}"));
        let text = format!(" {}  {} {}", choice.act.key, fit(choice.act.title, title), visible(&about));
        let style = if choice.why_not.is_some() { theme::faint() } else { ratatui::style::Style::default() };
        frame.render_widget(Line::styled(fit(&text, width), style), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: inside.x, y });
        }
    }
}

/// Draws the form: a row for what is asked, a row for the answer.
pub fn form(model: &Model, state: &fill::State, frame: &mut Frame<'_>) {
    let asks = state.choice.act.asks;
    let title = visible(&format!("{}: {}", state.choice.act.title, state.about)).into_owned();
    let inside =
        overlay(model.theme, &fit(&title, title.width().min(70)), frame, rect(fill::area(model.size, asks.len())));
    let width = usize::from(inside.width);
    let room = usize::from(inside.height.saturating_sub(2) / 2).max(1);
    let first = (state.at + 1).saturating_sub(room);
    for ((at, (ask, line)), y) in
        asks.iter().zip(&state.lines).enumerate().skip(first).take(room).zip((inside.y..).step_by(2))
    {
        let row = |y: u16| Rect { y, height: 1, ..inside }.intersection(inside);
        let style = if at == state.at { theme::strong() } else { theme::faint() };
        frame.render_widget(Line::styled(fit(&format!(" {}", asked(ask)), width), style), row(y));
        let sign = if at == state.at { " > " } else { "   " };
        let text = visible(line.text()).into_owned();
        let end = last_cells(&text, width.saturating_sub(5)).to_owned();
        let cells = u16::try_from(3 + end.width()).unwrap_or(u16::MAX);
        frame.render_widget(Line::from(vec![Span::raw(sign), Span::raw(end)]), row(y + 1));
        if at == state.at {
            frame.set_cursor_position(Position { x: inside.x.saturating_add(cells).min(inside.right()), y: y + 1 });
        }
    }
    let last = Rect { y: inside.bottom().saturating_sub(1), height: 1, ..inside }.intersection(inside);
    let told = match (&state.why, fill::echo(model, state)) {
        (Some(why), _) => Line::styled(fit(&format!(" {why}"), width), theme::failure(model.theme)),
        (None, Some(day)) => Line::styled(fit(&format!(" {day}"), width), theme::faint()),
        (None, None) => Line::styled(fit(" ctrl-s saves, esc closes", width), theme::faint()),
    };
    frame.render_widget(told, last);
}

/// What is asked, the codes that it takes, and whether it may be left out.
fn asked(ask: &Ask) -> String {
    let shape = match ask.shape {
        Shape::OneOf(codes) if !ask.prompt.contains('(') => format!(" ({})", codes.join(" ").replace('_', "-")),
        Shape::Date => " (a day: fri, +2w, 4/12, 01/09/2026)".to_owned(),
        Shape::Money => " (pounds)".to_owned(),
        Shape::Flag => " (yes or no)".to_owned(),
        _ => String::new(),
    };
    format!("{}{shape}{}", ask.prompt, if ask.must { "" } else { ", may be left out" })
}
