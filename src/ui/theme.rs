//! Every colour and symbol. The terminal's own foreground and background, 16 named colours, never colour alone.

use crate::app::theme::Theme;
use crate::domain::triage::Group;
use ratatui::style::{Color, Modifier, Style};

/// The symbol of a group, two cells.
pub const fn symbol(group: Group) -> &'static str {
    match group {
        Group::ActToday => "!!",
        Group::ThisWeek => "! ",
        Group::Watch => "- ",
        Group::NoData => "? ",
        Group::OnTrack => "+ ",
    }
}

/// The style of a group's symbol and heading.
pub fn group(theme: Theme, group: Group) -> Style {
    match group {
        Group::ActToday => coloured(theme, Color::Red).add_modifier(Modifier::BOLD),
        Group::ThisWeek => coloured(theme, Color::Yellow).add_modifier(Modifier::BOLD),
        Group::Watch => coloured(theme, Color::Cyan),
        Group::NoData => coloured(theme, Color::Magenta),
        Group::OnTrack => coloured(theme, Color::Green),
    }
}

/// A named colour on the terminal's own background, where colours may be used.
pub fn coloured(theme: Theme, colour: Color) -> Style {
    if theme.colour { Style::new().fg(colour) } else { Style::new() }
}

/// The chosen row.
pub fn chosen() -> Style {
    Style::new().add_modifier(Modifier::REVERSED)
}

/// Headings and names.
pub fn strong() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

/// What is less important.
pub fn faint() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}
