//! The short list to pick from, and below it what would stand in the note.

use crate::app::Model;
use crate::app::picker::{self, PREVIEW, State};
use crate::domain::visible::visible;
use crate::ui::parts::{fit, overlay, rect, wrap};
use crate::ui::theme;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

/// Draws it over what is below.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, _area: Rect) {
    let inside = overlay(model.theme, state.title, frame, rect(picker::area(model.size)));
    let width = usize::from(inside.width);
    let window = picker::window(model.size);
    let cursor = state.cursor.shown(state.choices.len(), window);
    for ((at, choice), y) in state.choices.iter().enumerate().skip(cursor.top).take(window).zip(inside.y..) {
        let number = if at < 9 { (at + 1).to_string() } else { " ".to_owned() };
        let strip = Rect { y, height: 1, ..inside }.intersection(inside);
        frame.render_widget(Line::raw(fit(&format!(" {number}  {}", choice.label), width)), strip);
        if at == cursor.at {
            frame.buffer_mut().set_style(strip, theme::chosen());
            frame.set_cursor_position(Position { x: inside.x, y });
        }
    }
    let below = Rect { y: inside.bottom().saturating_sub(PREVIEW), height: PREVIEW, ..inside }.intersection(inside);
    preview(model, state, frame, below);
}

/// A line across, the text as it will stand in the note, and in the last row what is wrong with it.
fn preview(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    let Some(choice) = state.choices.get(state.cursor.at) else { return };
    let width = usize::from(area.width);
    let line = Line::styled(theme::across(model.theme).repeat(width), theme::faint());
    frame.render_widget(line, Rect { height: area.height.min(1), ..area });
    let complaint = choice.complaint();
    let text = Rect { y: area.y + 1, height: PREVIEW - 1 - u16::from(complaint.is_some()), ..area }.intersection(area);
    let lines = choice.preview().lines().flat_map(|line| wrap(&visible(line), width.saturating_sub(2)));
    for (line, y) in lines.zip(text.top()..text.bottom()) {
        frame.render_widget(Line::styled(format!(" {line}"), theme::faint()), Rect { y, height: 1, ..text });
    }
    if let Some(complaint) = complaint {
        let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }.intersection(area);
        frame.render_widget(Line::styled(fit(&format!(" {complaint}"), width), theme::warning(model.theme)), last);
    }
}

#[cfg(test)]
mod tests {
    use crate::app::Msg;
    use crate::app::picker::tests::model;
    use crate::app::record::fixture::{press, send};
    use crate::ui::record::tests::screen;
    use crate::ui::tests::terminal;

    #[test]
    fn templates_show_as_they_were_reviewed() {
        for size in [(80, 24), (120, 36)] {
            let name = format!("{}x{}", size.0, size.1);
            let mut model = model(size);
            press(&mut model, "T");
            insta::assert_snapshot!(format!("templates-{name}"), screen(&model));
            press(&mut model, "down down down down");
            insta::assert_snapshot!(format!("templates-own-{name}"), screen(&model));
            press(&mut model, "1");
            insta::assert_snapshot!(format!("templates-taken-{name}"), screen(&model));
        }
    }

    #[test]
    fn who_says_it_shows_as_it_was_reviewed() {
        for size in [(80, 24), (120, 36)] {
            let mut model = model(size);
            press(&mut model, "enter n ctrl-o down");
            insta::assert_snapshot!(format!("speakers-{}x{}", size.0, size.1), screen(&model));
        }
    }

    #[test]
    fn no_size_panics() {
        let mut model = model((120, 36));
        press(&mut model, "T");
        for size in (60..=64).flat_map(|columns| (0..=20).map(move |rows| (columns, rows))).chain([(500, 200)]) {
            send(&mut model, Msg::Resized(size.0, size.1));
            terminal(&model);
        }
    }
}
