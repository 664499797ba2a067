//! The attendance page: a row a week, a cell a session, classes told apart by symbol and colour.

use crate::app::Model;
use crate::app::layout::Area;
use crate::app::record::State;
use crate::app::record::census::sentences;
use crate::app::record::year::{
    CELL, DATE, HEADING, Session, Week, class_words, figures, legend, panes, top, weeks, words,
};
use crate::app::text::wrap::paragraphs;
use crate::app::theme::Theme;
use crate::domain::attendance::tally::YearFigures;
use crate::domain::attendance::{Class, class_of, code_of};
use crate::domain::exact::Exact;
use crate::ui::parts::{cut, fit, rect};
use crate::ui::theme;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

/// From this height on there are blank rows and the words of the classes.
const ROOMY: u16 = 24;

/// Draws it.
pub(super) fn view(model: &Model, state: &State, frame: &mut Frame<'_>) {
    let panes = panes(model.size);
    let (heading, grid) = panes.weeks.top(HEADING);
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri"].map(|day| fit(&format!(" {day}"), usize::from(2 * CELL)));
    let text = format!("{}{}att%/n  term", fit("week of", usize::from(DATE)), days.concat());
    frame.render_widget(Line::styled(text, theme::strong()), rect(heading));
    let first = top(&state.year, usize::from(grid.height));
    for (row, week) in weeks(model, state, first, usize::from(grid.height)).iter().enumerate() {
        let y = grid.y + u16::try_from(row).unwrap_or(0);
        let chosen = (state.year.at / 10 == first + row).then_some(state.year.at % 10);
        let line = Rect { y, height: 1, ..rect(grid) };
        frame.render_widget(week_row(model.theme, week, chosen), line);
        if let Some(at) = chosen {
            let x = grid.x + DATE + CELL * u16::try_from(at).unwrap_or(0);
            frame.set_cursor_position(Position { x, y });
        }
    }
    side(model, state, frame, panes.words);
}

fn week_row(theme: Theme, week: &Week, chosen: Option<usize>) -> Line<'static> {
    let mut spans = vec![Span::styled(week.monday.format("%d %b ").to_string(), theme::faint())];
    for (at, session) in week.sessions.iter().enumerate() {
        let style = if chosen == Some(at) { theme::chosen() } else { Style::new() };
        spans.push(Span::styled(cell(*session), class_style(theme, class_of(session.byte)).patch(style)));
    }
    let label = format!("  {}", fit(&week.label, 9));
    spans.push(rate(theme, &week.figures));
    spans.push(Span::styled(label, theme::faint()));
    Line::from(spans)
}

/// Two symbols and a blank: the class, then the code.
fn cell(session: Session) -> String {
    match code_of(session.byte) {
        Some(code) if code.code.len() > 1 => format!("{}{}", class_symbol(class_of(session.byte)), code.code),
        Some(code) => format!("{}{} ", class_symbol(class_of(session.byte)), code.code),
        None if session.ahead || !session.school => "   ".to_owned(),
        None => " . ".to_owned(),
    }
}

/// What tells a class apart without colour.
const fn class_symbol(class: Class) -> &'static str {
    match class {
        Class::Blank | Class::Present => " ",
        Class::Approved => "+",
        Class::Authorised => "o",
        Class::Unauthorised => "!",
        Class::NotPossible => "-",
        Class::Administrative => "=",
    }
}

fn class_style(theme: Theme, class: Class) -> Style {
    match class {
        Class::Blank | Class::Administrative => theme::faint(),
        Class::Present => Style::new(),
        Class::Approved => theme::coloured(theme, Color::Green),
        Class::Authorised => theme::coloured(theme, Color::Yellow).add_modifier(Modifier::BOLD),
        Class::Unauthorised => theme::coloured(theme, Color::Red).add_modifier(Modifier::BOLD),
        Class::NotPossible => theme::coloured(theme, Color::Blue),
    }
}

/// A week's rate and the number of sessions that it is of.
fn rate(theme: Theme, week: &YearFigures) -> Span<'static> {
    let Some(rate) = week.attendance() else { return Span::raw("      ") };
    let low = rate < Exact::whole(90);
    let style = if low { theme::coloured(theme, Color::Yellow).add_modifier(Modifier::BOLD) } else { Style::new() };
    let rate = 100 * week.attended / week.possible.max(1);
    Span::styled(format!("{rate:>3}/{:<2}", week.possible), style)
}

/// What stands under the cursor, the year's figures, the codes used.
fn side(model: &Model, state: &State, frame: &mut Frame<'_>, area: Area) {
    let width = usize::from(area.width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (number, text) in words(model, state).iter().enumerate() {
        let style = if number < 2 { theme::strong() } else { Style::new() };
        lines.extend(paragraphs(text, width.max(1)).into_iter().map(|row| Line::styled(row, style)));
    }
    let roomy = area.height >= ROOMY;
    lines.extend(roomy.then(Line::default));
    lines.extend(year_lines(model, state, width));
    lines.extend(roomy.then(Line::default));
    lines.extend(legend_lines(model, state, width, roomy));
    for census in sentences(state) {
        lines.extend(paragraphs(&census, width.max(1)).into_iter().map(|row| Line::styled(row, theme::faint())));
    }
    for (line, y) in lines.into_iter().zip(area.y..area.y + area.height) {
        frame.render_widget(line, Rect { y, height: 1, ..rect(area) });
    }
}

fn year_lines(model: &Model, state: &State, width: usize) -> Vec<Line<'static>> {
    let year = figures(model, state);
    let share = |part: i64| {
        Exact::percent(part, year.possible).map_or("-".to_owned(), |share| format!("{:.1}%", share.rounded()))
    };
    let rows = [
        ("possible", year.possible, String::new()),
        ("attended", year.attended, share(year.attended)),
        ("authorised", year.authorised, share(year.authorised)),
        ("unauthorised", year.unauthorised, share(year.unauthorised)),
    ];
    let title = format!("{} in sessions", state.year.shown());
    let mut lines = vec![Line::styled(cut(&title, width).into_owned(), theme::strong())];
    lines.extend(
        rows.map(|(word, count, share)| {
            Line::raw(cut(&format!("{word:<13}{count:>4} {share:>6}"), width).into_owned())
        }),
    );
    lines
}

/// The codes used and how often, the class's symbol before each; its words where there is room.
fn legend_lines(model: &Model, state: &State, width: usize, roomy: bool) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut before = None;
    for (code, count) in legend(model, state) {
        let class = class_of(code.byte);
        let style = class_style(model.theme, class);
        if before.replace(class) != Some(class) && roomy {
            lines.push(Line::styled(cut(class_words(class), width).into_owned(), style));
        }
        let text = format!("{}{:<2} {count:>3} {}", class_symbol(class), code.code, code.meaning);
        lines.push(Line::styled(cut(&text, width).into_owned(), style));
    }
    let signs = [" .       a school session without a mark", "80/10    attended 80 % of 10 possible sessions"];
    lines.extend(signs.map(|sign| Line::styled(cut(sign, width).into_owned(), theme::faint())));
    lines
}
