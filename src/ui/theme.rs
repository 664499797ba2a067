//! Every colour and symbol. The terminal's own foreground and background, 16 named colours, never colour alone.

use crate::app::theme::Theme;
use crate::domain::triage::Group;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

/// The symbol of a group, two cells.
pub const fn symbol(group: Group) -> &'static str {
    match group {
        Group::ActToday => "!!",
        Group::ThisWeek => "! ",
        Group::Watch => "- ",
        Group::NoData => "? ",
        Group::OnTrack => "+ ",
        Group::Aside => "z ",
    }
}

/// The word of a group in a row, at most [`WORD`] cells.
pub const fn word(group: Group) -> &'static str {
    match group {
        Group::ActToday => "today",
        Group::ThisWeek => "week",
        Group::Watch => "watch",
        Group::NoData => "data?",
        Group::OnTrack => "ok",
        Group::Aside => "aside",
    }
}

/// Cells of the longest [`word`].
pub const WORD: usize = 5;

/// The style of a group's symbol and heading.
pub fn group(theme: Theme, group: Group) -> Style {
    match group {
        Group::ActToday => coloured(theme, Color::Red).add_modifier(Modifier::BOLD),
        Group::ThisWeek => coloured(theme, Color::Yellow).add_modifier(Modifier::BOLD),
        Group::Watch => coloured(theme, Color::Cyan),
        Group::NoData => coloured(theme, Color::Magenta),
        Group::OnTrack => coloured(theme, Color::Green),
        Group::Aside => faint(),
    }
}

/// A named colour on the terminal's own background, where colours may be used. On light, yellow gives way to blue, and
/// what is less grave than that to the terminal's own colour: cyan and green are too pale there.
pub fn coloured(theme: Theme, colour: Color) -> Style {
    match (theme.colour, theme.light, colour) {
        (false, ..) | (true, true, Color::Cyan | Color::Green | Color::Blue) => Style::new(),
        (true, true, Color::Yellow) => Style::new().fg(Color::Blue),
        (true, ..) => Style::new().fg(colour),
    }
}

/// The chosen row: readable on light and on dark, since it takes the terminal's own two colours.
pub fn chosen() -> Style {
    Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
}

/// What went wrong.
pub fn failure(theme: Theme) -> Style {
    coloured(theme, Color::Red).add_modifier(Modifier::BOLD)
}

/// What must not be overlooked.
pub fn warning(theme: Theme) -> Style {
    coloured(theme, Color::Yellow).add_modifier(Modifier::BOLD)
}

/// Headings and names.
pub fn strong() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

/// What is less important.
pub fn faint() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}

/// Lines around an overlay.
pub const fn borders(theme: Theme) -> border::Set<'static> {
    if theme.ascii { ASCII_BORDER } else { border::PLAIN }
}

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// A line across.
pub const fn across(theme: Theme) -> &'static str {
    if theme.ascii { "-" } else { "─" }
}

/// A line down.
pub const fn down(theme: Theme) -> &'static str {
    if theme.ascii { "|" } else { "│" }
}

/// A week's attendance as one cell, tall is good: seven steps of nine per cent from 46, the last for 100 alone. Never
/// the full block: the bars of two rows would run into one. Without UTF-8 its tens, and `*` for 100. A week without a possible session is a dot.
pub fn bar(theme: Theme, rate: Option<(i64, i64)>) -> char {
    const BARS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];
    let Some((attended, possible)) = rate.filter(|(_, possible)| *possible > 0) else {
        return if theme.ascii { '.' } else { '·' };
    };
    let percent = 100 * attended / possible;
    if theme.ascii {
        return if percent >= 100 {
            '*'
        } else {
            char::from_digit(u32::try_from(percent / 10).unwrap_or(0), 10).unwrap_or('0')
        };
    }
    usize::try_from((percent - 46) / 9).map_or(BARS[0], |step| BARS[step.min(6)])
}
