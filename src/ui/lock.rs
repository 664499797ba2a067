//! The lock, and the screen that is about to lock: nothing of the caseload on either.

use crate::app::Model;
use crate::app::layout::Page;
use crate::app::lock::{Last, State};
use crate::domain::visible::visible;
use crate::ui::parts::rect;
use crate::ui::{frame as around, parts, theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

/// What stands before the passphrase.
const ASKED: &str = "Passphrase or recovery code: ";
/// The passphrase of the invented caseload guards nothing, so it is shown.
const OF_THE_DEMO: &str = "The demo's passphrase:       an invented caseload";
/// Cells left of every line.
const INDENT: u16 = 2;

/// Draws what was typed as a sign a character, and what became of the last try.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width.saturating_sub(INDENT));
    let room = width.saturating_sub(ASKED.len() + 1);
    let typed = "*".repeat(state.typed.characters().min(room));
    let title = if state.again { "LOCKED" } else { "Lookout" };
    let safe = if state.again { "Notes being written are kept as drafts in the caseload." } else { "" };
    let demo = if model.demo { OF_THE_DEMO } else { "" };
    let plain = Style::new();
    let mut lines = vec![
        (format!("{title}   {}", visible(&model.file)), theme::strong()),
        (safe.to_owned(), plain),
        (String::new(), plain),
        (format!("{ASKED}{typed}"), plain),
        (demo.to_owned(), plain),
        ("ctrl-c leaves.".to_owned(), theme::faint()),
        (String::new(), plain),
    ];
    let words = words(model, &state.last);
    lines.extend(parts::wrap(&words, width).into_iter().map(|line| (line, theme::warning(model.theme))));
    let said = state.said.iter().flat_map(|said| parts::wrap(&visible(said), width));
    lines.extend(said.map(|line| (line, theme::failure(model.theme))));
    let first = area.y + area.height / 4;
    for ((line, style), y) in lines.into_iter().zip(first..area.bottom()) {
        let strip = Rect { x: area.x + INDENT.min(area.width), y, width: area.width.saturating_sub(INDENT), height: 1 };
        frame.render_widget(Line::styled(line, style), strip);
    }
    let cells = u16::try_from(ASKED.len() + typed.len()).unwrap_or(u16::MAX);
    frame.set_cursor_position(Position { x: area.x + INDENT + cells, y: (first + 3).min(area.bottom()) });
}

fn words(model: &Model, last: &Last) -> String {
    match last {
        Last::None => String::new(),
        Last::Trying => "Opening ...".to_owned(),
        Last::Wrong(left) => format!("Wrong. The caseload was not touched; {left} more, then there is a wait."),
        Last::Wait(until) => match (*until - model.now).num_seconds() {
            ..=0 => "Try again.".to_owned(),
            seconds => format!("Too many wrong ones: wait {seconds} s, then try again."),
        },
        Last::Failed(why) => why.clone(),
    }
}

/// Draws the screen that waits for a note to be in the file before it locks.
pub fn veil(model: &Model, frame: &mut Frame<'_>) {
    let page = Page::of(model.size);
    let area = rect(page.body);
    let text = if model.failure.is_some() { "Not locked yet: a note is not on disk." } else { "Locking ..." };
    let strip = Rect { y: area.y + area.height / 4, height: 1.min(area.height), ..area };
    frame.render_widget(Line::styled(text, theme::strong()), strip);
    around::notice(model, frame, rect(page.notice));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::effect::{Answer as Kept, Effect};
    use crate::app::invented::{self, press};
    use crate::app::lock::Answer;
    use crate::app::screen::Screen;
    use crate::app::{Failure, Msg, update};
    use crate::ui::tests::screen;

    fn locked(size: (u16, u16)) -> Model {
        let mut model = Model::new(invented::now(), size);
        "caseload.db".clone_into(&mut model.file);
        model.idle.unlocked = false;
        model.stack.push(Screen::Lock(State::new(true, None)));
        model
    }

    #[test]
    fn the_lock_shows_as_it_was_reviewed() {
        for size in [(80, 24), (120, 36)] {
            let mut model = locked(size);
            press(&mut model, "s e c r e t");
            insta::assert_snapshot!(format!("lock-{}x{}", size.0, size.1), screen(&model));
        }
        let mut model = locked((80, 24));
        update(&mut model, Msg::Unlock(Answer::Wait(40)));
        insta::assert_snapshot!("lock-wait-80x24", screen(&model));
    }

    #[test]
    fn what_is_typed_shows_as_stars_and_every_size_draws() {
        for (columns, rows) in (1..90).flat_map(|columns| (1..30).map(move |rows| (columns, rows))) {
            let mut model = locked((columns, rows));
            press(&mut model, &"Z ".repeat(100));
            assert!(!screen(&model).contains('Z'), "{columns}x{rows}");
        }
    }

    #[test]
    fn a_screen_that_waits_to_lock_shows_nobody() {
        let mut model = invented::model((120, 36));
        press(&mut model, "n");
        press(&mut model, "c a l l");
        let sent = update(&mut model, Msg::Stopped);
        let [Effect::KeepDraft(ticket, _)] = sent[..] else { panic!("{sent:?}") };
        let shown = screen(&model);
        assert!(shown.contains("Locking") && !shown.contains("Okafor"), "{shown}");
        let failure = Failure { what: "the disk is full".to_owned(), hint: String::new() };
        assert!(update(&mut model, Msg::Written(ticket, Kept::NotKept(failure))).is_empty(), "a note is never lost");
        let shown = screen(&model);
        assert!(shown.contains("Not locked yet") && shown.contains("the disk is full"), "{shown}");
        assert!(!shown.contains("Okafor"), "{shown}");
        press(&mut model, "x");
        assert!(screen(&model).contains("Okafor"));
    }
}
