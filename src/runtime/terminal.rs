//! The terminal: taken at the start, and given back as it was, whatever ends the program.

use crate::app::theme::Theme;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io::{self, BufWriter, IsTerminal, Stdout};

/// Bytes that hold a whole frame, so that it goes out in one write.
const FRAME_BYTES: usize = 1 << 16;

/// What frames are drawn on.
pub(super) type Canvas = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Whether keys can be read and a screen drawn.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The terminal in our hands; given back when dropped.
#[derive(Debug)]
pub(super) struct Taken(());

impl Taken {
    /// Raw mode, the alternate screen, bracketed paste, and the mouse where wanted.
    ///
    /// # Errors
    /// The terminal is gone; it is given back then as far as it goes.
    pub(super) fn take(mouse: bool) -> io::Result<(Self, Canvas)> {
        let taken = Self(());
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        if mouse {
            execute!(io::stdout(), EnableMouseCapture)?;
        }
        let canvas = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, io::stdout())))?;
        Ok((taken, canvas))
    }
}

impl Drop for Taken {
    /// Failures are ignored: the terminal may be gone.
    fn drop(&mut self) {
        let _ = execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Switches the mouse on or off, so that text can be selected.
pub(super) fn mouse(on: bool) -> io::Result<()> {
    if on { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
}

/// What the terminal can show, by its variables: `NO_COLOR`, `TERM`, and the locale's character set.
pub(super) fn theme(variable: impl Fn(&str) -> Option<String>) -> Theme {
    let filled = |name| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(filled).unwrap_or_default().to_lowercase();
    Theme {
        colour: filled("NO_COLOR").is_none() && filled("TERM").as_deref() != Some("dumb"),
        ascii: !(locale.contains("utf-8") || locale.contains("utf8")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_follows_the_variables() {
        for (set, colour, ascii) in [
            (vec![("LANG", "en_GB.UTF-8")], true, false),
            (vec![("LANG", "en_GB.UTF-8"), ("NO_COLOR", "1")], false, false),
            (vec![("LANG", "en_GB.UTF-8"), ("NO_COLOR", "")], true, false),
            (vec![("LANG", "en_GB.UTF-8"), ("LC_ALL", "C")], true, true),
            (vec![("LC_CTYPE", "cy_GB.utf8"), ("TERM", "dumb")], false, false),
            (vec![], true, true),
        ] {
            let of = |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(theme(of), Theme { colour, ascii }, "{set:?}");
        }
    }
}
