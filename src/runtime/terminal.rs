//! The terminal: taken at the start, and given back as it was, whatever ends the program.

use crate::app::theme::Theme;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::rc::Rc;

/// What frames are drawn on.
pub(super) type Canvas = Terminal<CrosstermBackend<Outgoing>>;

/// The bytes of a frame until they go out in one write: ratatui flushes a frame and the cursor's place after it one by
/// one, and what comes in pieces is seen in pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct Outgoing(Rc<RefCell<Vec<u8>>>);

impl Write for Outgoing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Outgoing {
    /// Sends what is held.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn send(&self) -> io::Result<()> {
        let mut held = self.0.borrow_mut();
        let mut out = io::stdout().lock();
        let sent = out.write_all(&sixteen(&held)).and_then(|()| out.flush());
        held.clear();
        sent
    }
}

/// The named colours as every terminal of 16 colours knows them. crossterm writes them as the first of 256, which an
/// older terminal takes for blinking.
fn sixteen(bytes: &[u8]) -> Vec<u8> {
    const LONG: &[u8] = b"\x1b[38;5;";
    let mut short = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        if let Some([colour @ b'0'..=b'7', b';' | b'm', ..]) = rest.strip_prefix(LONG) {
            short.extend([b'\x1b', b'[', b'3', *colour]);
            rest = &rest[LONG.len() + 1..];
        } else {
            short.push(*first);
            rest = &rest[1..];
        }
    }
    short
}

/// Wipes the screen, so that the next frame is sent whole. Ratatui's own wiping asks the terminal where its cursor
/// stands, and the answer never comes: the thread of the keys reads it.
pub(super) fn clear(canvas: &mut Canvas) {
    // A terminal that is gone is found out by the next frame.
    let _ = canvas.backend_mut().clear();
    canvas.swap_buffers();
}

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
    pub(super) fn take(mouse: bool) -> io::Result<(Self, Canvas, Outgoing)> {
        let taken = Self(());
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        if mouse {
            execute!(io::stdout(), EnableMouseCapture)?;
        }
        let outgoing = Outgoing::default();
        let canvas = Terminal::new(CrosstermBackend::new(outgoing.clone()))?;
        Ok((taken, canvas, outgoing))
    }
}

impl Taken {
    /// Leaves an empty screen to the program that starts afresh in our place: what stood below the alternate screen is
    /// not shown in between.
    pub(super) fn hand_on(self) {
        let _ = execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, Clear(ClearType::All), Show);
        let _ = disable_raw_mode();
        std::mem::forget(self);
    }
}

/// Gives the terminal back where the program that was to take it over did not start.
pub fn give_back() {
    drop(Taken(()));
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

/// What the terminal can show, by its variables: `NO_COLOR`, `TERM`, the background's number in `COLORFGBG`, and the
/// locale's character set.
pub(super) fn theme(variable: impl Fn(&str) -> Option<String>) -> Theme {
    let filled = |name| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(filled).unwrap_or_default().to_lowercase();
    Theme {
        colour: filled("NO_COLOR").is_none() && filled("TERM").as_deref() != Some("dumb"),
        light: filled("COLORFGBG").is_some_and(|colours| matches!(colours.rsplit(';').next(), Some("7" | "15"))),
        ascii: !(locale.contains("utf-8") || locale.contains("utf8")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_follows_the_variables() {
        for (set, colour, light, ascii) in [
            (vec![("LANG", "en_GB.UTF-8")], true, false, false),
            (vec![("LANG", "en_GB.UTF-8"), ("NO_COLOR", "1")], false, false, false),
            (vec![("LANG", "en_GB.UTF-8"), ("NO_COLOR", "")], true, false, false),
            (vec![("LANG", "en_GB.UTF-8"), ("LC_ALL", "C")], true, false, true),
            (vec![("LC_CTYPE", "cy_GB.utf8"), ("TERM", "dumb")], false, false, false),
            (vec![("LANG", "C.UTF-8"), ("COLORFGBG", "0;15")], true, true, false),
            (vec![("LANG", "C.UTF-8"), ("COLORFGBG", "0;default;7")], true, true, false),
            (vec![("LANG", "C.UTF-8"), ("COLORFGBG", "15;0")], true, false, false),
            (vec![], true, false, true),
        ] {
            let of = |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(theme(of), Theme { colour, light, ascii }, "{set:?}");
        }
    }

    #[test]
    fn named_colours_are_sent_as_those_of_sixteen() {
        for (long, short) in [
            ("\x1b[38;5;1;49mred\x1b[39;49m", "\x1b[31;49mred\x1b[39;49m"),
            ("\x1b[38;5;7m", "\x1b[37m"),
            ("\x1b[38;5;12m\x1b[38;5;1", "\x1b[38;5;12m\x1b[38;5;1"),
            ("38;5;1m \x1b[48;5;1m", "38;5;1m \x1b[48;5;1m"),
            ("", ""),
        ] {
            assert_eq!(String::from_utf8(sixteen(long.as_bytes())).unwrap(), short);
        }
    }
}
