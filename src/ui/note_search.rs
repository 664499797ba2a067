//! Search in all notes: what is typed, what it found.

use crate::app::Model;
use crate::app::note_search::{self, HEAD, ROWS, State};
use crate::domain::note::search::Hit;
use crate::domain::visible::visible;
use crate::ui::find::prompt;
use crate::ui::parts::{cut, fit};
use crate::ui::theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Cells of the child's name; of the day and the kind of contact.
const NAME: usize = 28;
const DAY: usize = 16;
const KIND: usize = 8;

/// Draws it, two rows a hit.
pub fn view(model: &Model, state: &State, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let said = Rect { y: area.y + 1, height: 1, ..area }.intersection(area);
    frame.render_widget(Line::styled(fit(&words(state), width), theme::faint()), said);
    let hits = state.hits();
    let window = note_search::window(model.size);
    let cursor = state.cursor.shown(hits.len(), window);
    for ((at, hit), y) in
        hits.iter().enumerate().skip(cursor.top).take(window).zip((area.y + HEAD..).step_by(ROWS.into()))
    {
        let both = Rect { y, height: ROWS, ..area }.intersection(area);
        let below = Rect { y: y + 1, height: 1, ..area }.intersection(area);
        frame.render_widget(Line::styled(which(model, hit, width), theme::strong()), both);
        let line = line(model, hit);
        let cut = line.width() > width;
        frame.render_widget(line, below);
        if cut && !below.is_empty() {
            frame.buffer_mut()[(below.right() - 1, below.y)].set_symbol("~");
        }
        if at == cursor.at {
            frame.buffer_mut().set_style(both, theme::chosen());
        }
    }
    prompt("find in notes: ", state.line.text(), frame, Rect { height: area.height.min(1), ..area });
}

fn words(state: &State) -> String {
    let Some(found) = &state.found else { return "reading ...".to_owned() };
    let typed = !state.line.text().trim().is_empty();
    match (found.hits.len(), found.more, typed) {
        (0, _, false) => "There is no note yet.".to_owned(),
        (0, _, true) => "No note has all of these words.".to_owned(),
        (_, _, false) => "The latest notes; type the beginnings of words in any order.".to_owned(),
        (1, false, true) => "1 note".to_owned(),
        (many, false, true) => format!("{many} notes, the latest first"),
        (many, true, true) => format!("The latest {many} notes of more: type on to narrow them."),
    }
}

/// The child, the day, the kind of contact, the person.
fn which(model: &Model, hit: &Hit, width: usize) -> String {
    let content = &hit.note.content;
    let caseload = &model.snapshot.caseload;
    let mut names = hit.children().iter().filter_map(|child| caseload.child(*child)).map(|child| model.name_of(child));
    let name = match (names.next(), names.count()) {
        (None, _) => "about no child".to_owned(),
        (Some(name), 0) => name,
        (Some(name), others) => format!("{} +{others}", cut(&name, NAME.saturating_sub(4))),
    };
    let day = content.opened.format("%a %-d %b %Y").to_string();
    let person = content.person.as_deref().unwrap_or("nobody named");
    fit(&format!("{} {}{}{}", fit(&name, NAME), fit(&day, DAY), fit(content.kind.id(), KIND), visible(person)), width)
}

/// The line with its hits marked.
fn line(model: &Model, hit: &Hit) -> Line<'static> {
    let pieces = hit.line.pieces().into_iter().map(|(piece, hit)| {
        let text = visible(&piece.replace('\t', " ")).into_owned();
        if hit { Span::styled(text, theme::hit(model.theme)) } else { Span::raw(text) }
    });
    Line::from(std::iter::once(Span::raw("  ")).chain(pieces).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use crate::app::Msg;
    use crate::app::note_search::tests::searching;
    use crate::app::record::fixture::{press, send};
    use crate::ui::record::tests::screen;
    use crate::ui::tests::terminal;
    use ratatui::style::Modifier;

    #[test]
    fn hits_show_as_they_were_reviewed() {
        for size in [(80, 24), (120, 36)] {
            for (name, query) in [("latest", ""), ("hits", "taxi"), ("none", "zebra")] {
                let mut model = searching(size, query);
                press(&mut model, "down");
                insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), screen(&model));
            }
        }
    }

    #[test]
    fn the_hit_is_marked_without_colour_and_the_cursor_stands_behind_what_is_typed() {
        let mut model = searching((80, 24), "lat");
        model.theme.colour = false;
        let mut terminal = terminal(&model);
        terminal.backend_mut().assert_cursor_position((18, 2));
        let buffer = terminal.backend().buffer();
        let marked: String = (0..80)
            .filter(|x| buffer[(*x, 5)].modifier.contains(Modifier::UNDERLINED))
            .map(|x| buffer[(x, 5)].symbol())
            .collect();
        assert_eq!(marked, "late", "{}", screen(&model));
    }

    #[test]
    fn no_size_panics() {
        let mut model = searching((120, 36), "taxi");
        for size in (60..=64).flat_map(|columns| (0..=20).map(move |rows| (columns, rows))).chain([(500, 200)]) {
            send(&mut model, Msg::Resized(size.0, size.1));
            terminal(&model);
        }
    }
}
