//! What the acts of several parts ask of answers: that a day has come, which of several open things is meant.

use crate::domain::kind::Value;
use crate::domain::work::Line;
use chrono::{Days, NaiveDate};

/// Under which name a line knows each thing that is still open.
pub(super) const OPEN: &str = "open";

/// Why an act writes nothing whose answers are not those that it asks for.
pub(super) const MISSING: &str = "an answer is missing";

/// A day that has come: today's where none was answered.
pub(super) fn past(answer: Option<&Value>, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    match answer {
        Some(Value::Date(day)) if *day > today => Err("that day lies ahead: write it down when it has come"),
        Some(Value::Date(day)) => Ok(*day),
        _ => Ok(today),
    }
}

/// A day that has come and is no earlier than one that the line knows.
pub(super) fn past_since(
    line: &Line,
    since: &str,
    answer: Option<&Value>,
    today: NaiveDate,
) -> Result<NaiveDate, &'static str> {
    let day = past(answer, today)?;
    let early = line.get(since).parse::<NaiveDate>().is_ok_and(|since| day < since);
    if early { Err("that day is earlier than the thing itself") } else { Ok(day) }
}

/// The things that a line knows as still open.
pub(super) fn open_things(line: &Line) -> impl Iterator<Item = &str> {
    line.known.iter().filter(|(name, _)| *name == OPEN).map(|(_, text)| text.as_str())
}

/// The open thing that is meant: written out, or the only one that begins so.
pub(super) fn meant<'a>(line: &'a Line, answer: Option<&Value>) -> Result<&'a str, &'static str> {
    let Some(Value::Text(typed)) = answer else { return Err("which one is meant?") };
    let typed = typed.trim().to_lowercase();
    if let Some(whole) = open_things(line).find(|open| open.to_lowercase() == typed) {
        return Ok(whole);
    }
    let mut begin = open_things(line).filter(|open| open.to_lowercase().starts_with(&typed));
    match (begin.next(), begin.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err("nothing that is open begins so"),
        _ => Err("several that are open begin so: type more of it"),
    }
}

/// Whether an act that begins with a child has one.
pub(super) fn about_a_child(line: &Line) -> Result<(), &'static str> {
    if line.child().is_some() { Ok(()) } else { Err("this is about a child: begin from a child's line or record") }
}

/// The school that a line knows, as it stands in an ask at first.
pub(super) fn known_school(line: &Line, _: NaiveDate) -> String {
    line.get("school_urn").to_owned()
}

/// The first thing that is open, as it stands in an ask at first.
pub(super) fn first_open(line: &Line, _: NaiveDate) -> String {
    open_things(line).next().unwrap_or_default().to_owned()
}

/// A day some days on, as it stands in an ask at first.
pub(super) fn ahead(today: NaiveDate, days: u64) -> String {
    today.checked_add_days(Days::new(days)).map(|day| day.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(typed: &str) -> Value {
        Value::Text(typed.to_owned())
    }

    #[test]
    fn the_first_letters_of_an_open_thing_are_enough() {
        let line = Line::default().knowing(OPEN, "Mentor").knowing(OPEN, "Meeting").knowing(OPEN, "Meet");
        for (typed, expected) in [
            ("mentor", Ok("Mentor")),
            ("men", Ok("Mentor")),
            ("meet", Ok("Meet")),
            ("me", Err("several that are open begin so: type more of it")),
            ("x", Err("nothing that is open begins so")),
        ] {
            assert_eq!(meant(&line, Some(&text(typed))), expected, "{typed}");
        }
        assert_eq!(meant(&line, None), Err("which one is meant?"));
    }

    #[test]
    fn a_day_has_come_and_is_no_earlier_than_what_it_ends() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let line = Line::default().knowing("received", "2026-11-20");
        let said = |on: &str| past_since(&line, "received", Some(&Value::Date(day(on))), day("2026-11-23"));
        assert!(said("2026-11-20").is_ok() && said("2026-11-23").is_ok());
        assert!(said("2026-11-19").is_err() && said("2026-11-24").is_err());
    }
}
