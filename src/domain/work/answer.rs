//! Answers: what is typed to an ask, read into a value of its shape.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::Calendar;
use crate::domain::kind::{Shape, Value};
use crate::domain::money;
use crate::domain::upn;
use crate::domain::when;
use crate::domain::work::act::Ask;
use chrono::NaiveDate;

/// What days in words are read by.
#[derive(Debug, Clone, Copy)]
pub struct Days<'a> {
    /// The day of the answer.
    pub today: NaiveDate,
    /// Terms and breaks.
    pub calendar: &'a Calendar,
    /// The school whose terms count.
    pub scope: &'a str,
}

/// Reads an answer; `None` where it was left out and may be.
///
/// # Errors
/// Why it cannot be used, in words to be shown.
pub fn read(ask: &Ask, typed: &str, days: Days<'_>) -> Result<Option<Value>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return if ask.must { Err(format!("{}: this is needed", ask.prompt)) } else { Ok(None) };
    }
    if typed.chars().any(char::is_control) {
        return Err("this holds a control character".to_owned());
    }
    value(ask.shape, typed, days).map(Some)
}

fn value(shape: Shape, typed: &str, days: Days<'_>) -> Result<Value, String> {
    match shape {
        Shape::Date => day(typed, days).map(Value::Date).ok_or_else(|| "this is no day that is understood".to_owned()),
        Shape::Count => money::whole(typed).map(Value::Number).ok_or_else(|| "this is no whole number".to_owned()),
        Shape::UpTo(most) => money::whole(typed)
            .filter(|number| *number <= most)
            .map(Value::Number)
            .ok_or_else(|| format!("this is no whole number from 0 to {most}")),
        Shape::Money => sum(typed).map(Value::Number),
        Shape::Flag => flag(typed).map(Value::Flag).ok_or_else(|| "yes or no".to_owned()),
        Shape::OneOf(codes) => one(codes, typed).map(|code| Value::Text(code.to_owned())),
        Shape::SomeOf(codes) => {
            let several: Result<Vec<_>, _> = typed.split(';').map(|part| one(codes, part.trim())).collect();
            Ok(Value::Text(several?.join(";")))
        }
        Shape::AcademicYear => {
            let year = AcademicYear::parse(typed);
            year.map(|year| Value::Text(year.to_string())).ok_or_else(|| "a year is written like 2026/27".to_owned())
        }
        Shape::Upn if !upn::valid(typed) => Err("this is no unique pupil number".to_owned()),
        Shape::Text | Shape::PartDate | Shape::NcYear | Shape::Upn => Ok(Value::Text(typed.to_owned())),
    }
}

/// `today`, a day in words, `DD/MM/YYYY`, `YYYY-MM-DD`; it may lie in the past.
pub fn day(typed: &str, days: Days<'_>) -> Option<NaiveDate> {
    if typed.eq_ignore_ascii_case("today") {
        return Some(days.today);
    }
    let whole = NaiveDate::parse_from_str(typed, "%d/%m/%Y").or_else(|_| typed.parse());
    whole.ok().or_else(|| when::parse(typed, days.today, days.calendar, days.scope))
}

fn sum(typed: &str) -> Result<i64, String> {
    let pence = money::parse(typed).ok_or_else(|| "this is no amount in pounds".to_owned())?;
    if pence > money::MOST { Err(format!("more than {}: a slip?", money::pounds(money::MOST))) } else { Ok(pence) }
}

fn flag(typed: &str) -> Option<bool> {
    let is = |words: [&str; 2]| words.iter().any(|word| word.eq_ignore_ascii_case(typed));
    if is(["y", "yes"]) { Some(true) } else { is(["n", "no"]).then_some(false) }
}

/// The code that is typed, or the only one that begins so.
fn one(codes: &[&'static str], typed: &str) -> Result<&'static str, String> {
    let typed = typed.to_lowercase().replace([' ', '-'], "_");
    let lower = |code: &&&str| code.to_lowercase();
    if let Some(code) = codes.iter().find(|code| lower(code) == typed) {
        return Ok(code);
    }
    let mut begin = codes.iter().filter(|code| lower(code).starts_with(&typed));
    match (begin.next(), begin.next()) {
        (Some(code), None) => Ok(code),
        _ => Err(format!("one of {}", codes.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::work::COLOURS;

    fn said(shape: Shape, typed: &str) -> String {
        let calendar = Calendar::default();
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let days = Days { today, calendar: &calendar, scope: "*" };
        match read(&Ask::must("it", shape), typed, days) {
            Ok(Some(Value::Text(text))) => text,
            Ok(Some(Value::Date(day))) => day.to_string(),
            Ok(Some(Value::Number(number))) => number.to_string(),
            Ok(other) => format!("{other:?}"),
            Err(why) => format!("! {why}"),
        }
    }

    #[test]
    fn each_shape_takes_what_people_type() {
        for (shape, typed, expected) in [
            (Shape::Date, "today", "2026-11-23"),
            (Shape::Date, "fri", "2026-11-27"),
            (Shape::Date, "01/11/2026", "2026-11-01"),
            (Shape::Date, "soon", "! this is no day that is understood"),
            (Shape::Money, "£1,285.50", "128550"),
            (Shape::Money, "-5", "! this is no amount in pounds"),
            (Shape::Money, "1000000.01", "! more than GBP 1,000,000.00: a slip?"),
            (Shape::UpTo(40), "40", "40"),
            (Shape::UpTo(40), "41", "! this is no whole number from 0 to 40"),
            (Shape::OneOf(COLOURS), "am", "amber"),
            (Shape::OneOf(COLOURS), "G", "! one of gold green amber red"),
            (Shape::OneOf(&["sent_back"]), "sent back", "sent_back"),
            (Shape::Text, "", "! it: this is needed"),
        ] {
            assert_eq!(said(shape, typed), expected, "{typed}");
        }
    }
}
