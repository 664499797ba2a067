//! Sequences that came in pieces: over a slow line the escape of an arrow key can come alone, and what follows it would
//! be taken for letters. A key that is so put together again is the key; what it cannot be put together to is nothing.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::time::Duration;

/// How long what follows an escape may take. Nobody types an escape and a bracket so fast.
pub(super) const SPLIT: Duration = Duration::from_millis(50);
/// The longest sequence that is waited for.
const LONGEST: usize = 12;

/// A press that is a plain character.
fn letter(event: &Event) -> Option<char> {
    let Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, kind, .. }) = event else { return None };
    let plain = (*modifiers - KeyModifiers::SHIFT).is_empty() && *kind != KeyEventKind::Release;
    plain.then_some(*c)
}

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Esc, modifiers, kind, .. })
        if modifiers.is_empty() && *kind != KeyEventKind::Release)
}

/// How much of a sequence stands behind an escape.
enum Found {
    /// None: the escape is a key of its own.
    Nothing,
    /// A part; more may come.
    Part,
    /// So many presses, and the key that they mean, where it is one.
    Whole(usize, Option<KeyCode>),
}

fn behind(events: &[Event]) -> Found {
    let letters: String = events.iter().take(LONGEST).map_while(letter).collect();
    let Some(rest) = letters.strip_prefix(['[', 'O']) else {
        return if events.is_empty() { Found::Part } else { Found::Nothing };
    };
    let numbers = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || ";?<".contains(c)).len();
    match rest[numbers..].chars().next() {
        Some(last) => Found::Whole(2 + numbers, meant(&rest[..numbers], last)),
        None if events.len() == letters.len() && letters.len() < LONGEST => Found::Part,
        None => Found::Whole(letters.len(), None),
    }
}

fn meant(numbers: &str, last: char) -> Option<KeyCode> {
    match (numbers, last) {
        (_, 'A') => Some(KeyCode::Up),
        (_, 'B') => Some(KeyCode::Down),
        (_, 'C') => Some(KeyCode::Right),
        (_, 'D') => Some(KeyCode::Left),
        (_, 'H') | ("1" | "7", '~') => Some(KeyCode::Home),
        (_, 'F') | ("4" | "8", '~') => Some(KeyCode::End),
        (_, 'Z') => Some(KeyCode::BackTab),
        ("3", '~') => Some(KeyCode::Delete),
        ("5", '~') => Some(KeyCode::PageUp),
        ("6", '~') => Some(KeyCode::PageDown),
        _ => None,
    }
}

/// Whether the last of them may be the beginning of a sequence.
pub(super) fn unfinished(events: &[Event]) -> bool {
    let last = events.iter().rposition(is_escape);
    last.is_some_and(|at| matches!(behind(&events[at + 1..]), Found::Part))
}

/// The events, each sequence that came in pieces put together.
pub(super) fn joined(events: Vec<Event>) -> Vec<Event> {
    if !events.iter().any(is_escape) {
        return events;
    }
    let (mut joined, mut at) = (Vec::with_capacity(events.len()), 0);
    while let Some(event) = events.get(at) {
        at += 1;
        match behind(&events[at..]) {
            Found::Whole(count, code) if is_escape(event) => {
                joined.extend(code.map(|code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE))));
                at += count;
            }
            _ => joined.push(event.clone()),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> Vec<Event> {
        let code = |c| if c == '\x1b' { KeyCode::Esc } else { KeyCode::Char(c) };
        text.chars().map(|c| Event::Key(KeyEvent::new(code(c), KeyModifiers::NONE))).collect()
    }

    fn codes(text: &str) -> Vec<KeyCode> {
        let code = |event: Event| event.as_key_event().unwrap().code;
        joined(events(text)).into_iter().map(code).collect()
    }

    #[test]
    fn a_key_in_pieces_is_the_key() {
        for (text, code) in [
            ("\x1b[A", KeyCode::Up),
            ("\x1bOB", KeyCode::Down),
            ("\x1b[1;5C", KeyCode::Right),
            ("\x1b[6~", KeyCode::PageDown),
            ("\x1b[Z", KeyCode::BackTab),
        ] {
            assert_eq!(codes(&format!("a{text}b")), [KeyCode::Char('a'), code, KeyCode::Char('b')], "{text:?}");
            for end in 1..text.len() {
                assert!(unfinished(&events(&text[..end])), "{text:?} to {end}");
            }
            assert!(!unfinished(&events(text)), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_key_is_nothing() {
        assert_eq!(codes("\x1b[200~x"), [KeyCode::Char('x')]);
        assert_eq!(codes("\x1b[I"), []);
        let endless = format!("\x1b[{}", "1".repeat(40));
        assert!(!unfinished(&events(&endless)));
    }

    #[test]
    fn an_escape_is_an_escape() {
        assert_eq!(codes("\x1b"), [KeyCode::Esc]);
        assert_eq!(codes("\x1bj\x1b"), [KeyCode::Esc, KeyCode::Char('j'), KeyCode::Esc]);
        assert!(!unfinished(&events("\x1bj")) && !unfinished(&events("abc")));
    }
}
