//! Input: a thread that reads the terminal and sends messages.
//!
//! What waits at one drain is one read. 16 or more printable presses of one read that are not repeats of one key were
//! not typed by a person: they become text, so that a stray paste never runs as commands.

use crate::app::Msg;
use crate::app::keys::{Code, Key};
use crate::runtime::{Happening, split};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use std::io;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// Printable presses of one read from which on they are a paste.
const BURST: usize = 16;
/// How long to look for what already waits. Not zero: crossterm's terminal reader answers "nothing" to a zero wait
/// even while parsed events stand in its buffer.
const AT_ONCE: Duration = Duration::from_micros(10);
/// A gap shorter than this does not end a burst.
const GAP: Duration = Duration::from_millis(30);
/// Events taken in one drain at most, so that a paste of megabytes is seen to arrive.
const MOST: usize = 65_536;
/// Lines that one notch of the wheel moves.
const NOTCH: i32 = 3;

/// Starts the thread. It ends when the terminal is gone, which it says by [`Msg::HungUp`].
pub(super) fn listen(to: Sender<Happening>) {
    std::thread::spawn(move || {
        let mut cut = false;
        while let Ok((events, burst)) = drain(cut) {
            for msg in translate(&events, burst) {
                if to.send(Happening::Msg(msg)).is_err() {
                    return;
                }
            }
            cut = burst && events.len() >= MOST;
        }
        let _ = to.send(Happening::Msg(Msg::HungUp));
    });
}

/// What waits now, and whether it is a burst; blocks until something does. A burst is taken to its end, which is a
/// gap, or to [`MOST`] events; `cut` says that the last one was cut off there.
fn drain(cut: bool) -> io::Result<(Vec<Event>, bool)> {
    let mut events = Vec::new();
    if cut && !event::poll(GAP)? {
        return Ok((events, false));
    }
    loop {
        events.push(event::read()?);
        while events.len() < MOST && waits()? {
            events.push(event::read()?);
        }
        while split::unfinished(&events) && event::poll(split::SPLIT)? {
            events.push(event::read()?);
        }
        let burst = cut || is_burst(&events);
        if !burst || events.len() >= MOST || !event::poll(GAP)? {
            return Ok((split::joined(events), burst));
        }
    }
}

/// Whether more waits already. A thread put aside for so short a time looks at nothing: it looks again before it says
/// no.
fn waits() -> io::Result<bool> {
    Ok(event::poll(AT_ONCE)? || event::poll(AT_ONCE)?)
}

/// The character that a press types, as text of a paste would hold it.
fn typed(event: &Event) -> Option<char> {
    let Event::Key(key) = event else { return None };
    if key.kind == KeyEventKind::Release || key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        // A raw terminal gives a line feed as ctrl-j.
        KeyCode::Char('j') if ctrl => Some('\n'),
        KeyCode::Char(c) if !ctrl => Some(c),
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab => Some('\t'),
        _ => None,
    }
}

fn is_burst(events: &[Event]) -> bool {
    let mut printable = events.iter().filter_map(typed).filter(|c| !c.is_control());
    let Some(first) = printable.next() else { return false };
    let (mut count, mut other) = (1, false);
    for c in printable {
        count += 1;
        other |= c != first;
    }
    count >= BURST && other
}

/// The messages of one read; in a burst each run of text is one paste.
fn translate(events: &[Event], burst: bool) -> Vec<Msg> {
    let mut messages = Vec::new();
    let mut text = String::new();
    for event in events {
        if burst && let Some(c) = typed(event) {
            text.push(c);
            continue;
        }
        if let Some(msg) = message(event) {
            flush(&mut text, &mut messages);
            messages.push(msg);
        }
    }
    flush(&mut text, &mut messages);
    messages
}

fn flush(text: &mut String, messages: &mut Vec<Msg>) {
    if !text.is_empty() {
        messages.push(Msg::Pasted(std::mem::take(text)));
    }
}

fn message(event: &Event) -> Option<Msg> {
    match event {
        Event::Key(press) if press.kind != KeyEventKind::Release => key(press).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Pasted(text.replace("\r\n", "\n").replace('\r', "\n"))),
        Event::Resize(columns, rows) => Some(Msg::Resized(*columns, *rows)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Msg::Clicked(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Msg::Scrolled(NOTCH)),
            MouseEventKind::ScrollUp => Some(Msg::Scrolled(-NOTCH)),
            _ => None,
        },
        _ => None,
    }
}

fn key(press: &KeyEvent) -> Option<Key> {
    let code = match press.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    // AltGr arrives as Control and Alt together; what it types is text.
    let both = press.modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let text = both && matches!(code, Code::Char(c) if !c.is_ascii_alphanumeric());
    let with = |modifier| !text && press.modifiers.contains(modifier);
    Some(Key { code, ctrl: with(KeyModifiers::CONTROL), alt: with(KeyModifiers::ALT) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    fn typing(text: &str) -> Vec<Event> {
        text.chars()
            .map(|c| match c {
                '\n' => press(KeyCode::Enter, KeyModifiers::NONE),
                c => press(KeyCode::Char(c), KeyModifiers::NONE),
            })
            .collect()
    }

    fn told(events: &[Event]) -> Vec<String> {
        translate(events, is_burst(events)).iter().map(|msg| format!("{msg:?}")).collect()
    }

    #[test]
    fn fifteen_keys_are_keys_and_sixteen_are_a_paste() {
        assert_eq!(told(&typing("abcdefghijklmno")).len(), 15);
        assert_eq!(told(&typing("abcdefghijklmnop")), ["Pasted(\"abcdefghijklmnop\")"]);
    }

    #[test]
    fn a_held_key_is_no_paste() {
        let held = told(&typing(&"j".repeat(40)));
        assert_eq!(held.len(), 40);
        assert!(held.iter().all(|msg| msg.starts_with("Key(")), "{held:?}");
    }

    #[test]
    fn enter_and_line_feed_in_a_burst_are_new_lines() {
        let mut events = typing("dddqxy of a stray\npaste");
        events.push(press(KeyCode::Char('j'), KeyModifiers::CONTROL));
        assert_eq!(told(&events), ["Pasted(\"dddqxy of a stray\\npaste\\n\")"]);
    }

    #[test]
    fn a_burst_keeps_the_order_of_what_is_no_text() {
        let mut events = typing("abcdefghijklmnop");
        events.push(press(KeyCode::Char('s'), KeyModifiers::CONTROL));
        events.extend(typing("qr"));
        let told = told(&events);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[1].contains("ctrl: true") && told[2] == "Pasted(\"qr\")", "{told:?}");
    }

    #[test]
    fn releases_do_nothing() {
        let release = KeyEvent::new_with_kind(KeyCode::Char('q'), KeyModifiers::NONE, KeyEventKind::Release);
        assert!(told(&[Event::Key(release)]).is_empty());
    }

    #[test]
    fn altgr_types_its_character() {
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        for (c, ctrl) in [('@', false), ('€', false), ('s', true)] {
            let Event::Key(event) = press(KeyCode::Char(c), both) else { unreachable!() };
            assert_eq!(key(&event).unwrap().ctrl, ctrl, "{c}");
        }
    }

    #[test]
    fn a_bracketed_paste_has_plain_line_ends() {
        assert_eq!(told(&[Event::Paste("a\r\nb\rc".to_owned())]), ["Pasted(\"a\\nb\\nc\")"]);
    }
}
