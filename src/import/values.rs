//! Cells to values: the shapes of the columns, read strictly.

use crate::domain::attendance::AcademicYear;
use crate::domain::kind::{Shape, Value};
use crate::domain::money;
use crate::domain::visible::visible;
use crate::import::dates::date;

/// Why a cell is not what its column holds. The words never repeat text that may be a name.
pub(super) type Why = String;

/// Why a cell that must be filled is refused.
pub(super) const EMPTY: &str = "is empty and must be filled";

const QUOTED: usize = 40;
const NC_YEARS: &[&str] =
    &["N1", "N2", "R", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"];
const YES: &[&str] = &["y", "yes", "true", "1"];
const NO: &[&str] = &["n", "no", "false", "0"];
/// UPN not known, for five reasons (SSDA903): as good as blank.
const NO_UPN: &[&str] = &["UN1", "UN2", "UN3", "UN4", "UN5"];

/// Reads a cell that is not blank, its blanks cut. `None` where it counts as blank.
pub(super) fn value(shape: Shape, text: &str) -> Result<Option<Value>, Why> {
    plain_text(text)?;
    let code = |codes: &[&str]| code(codes, text);
    let value = match shape {
        Shape::Date => Value::Date(date(text)?),
        Shape::PartDate => match part_date(text)? {
            Some(part) => Value::Text(part),
            None => return Ok(None),
        },
        Shape::Count => Value::Number(count(text)?),
        Shape::UpTo(most) => Value::Number(up_to(text, most)?),
        Shape::Money => Value::Number(pence(text)?),
        Shape::Flag => Value::Flag(flag(text)?),
        Shape::OneOf(codes) => Value::Text(code(codes)?),
        Shape::SomeOf(codes) => Value::Text(several(codes, text)?),
        Shape::AcademicYear => Value::Text(academic_year(text)?),
        Shape::NcYear => Value::Text(code(NC_YEARS)?),
        Shape::Upn if is_one(NO_UPN, text) => return Ok(None),
        Shape::Text | Shape::Upn => Value::Text(text.to_owned()),
    };
    Ok(Some(value))
}

/// What a spreadsheet shows where a formula failed.
const FAILED: &[&str] =
    &["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#DATA!", "#SPILL!", "#CALC!"];

/// Refuses what no text may hold: NUL, the character that divides the parts of a key, and a spreadsheet's error.
pub(super) fn plain_text(text: &str) -> Result<(), Why> {
    if text.starts_with('#') && is_one(FAILED, text) {
        return Err(format!("holds the spreadsheet's error {text}"));
    }
    match text.chars().find(|c| matches!(c, '\0' | '\u{1f}')) {
        Some(found) => Err(format!("holds the control character {}", visible(found.encode_utf8(&mut [0; 4])))),
        None => Ok(()),
    }
}

/// The text as it may stand in a reason: hidden characters visible, at most 40 letters. What has no digit and does not
/// look like a code is left out, since in a row whose columns have slipped it may be a name.
pub(super) fn quote(text: &str) -> String {
    let letters = text.chars().count();
    let codelike = letters <= 2 || (letters <= 4 && !text.chars().any(char::is_lowercase));
    if !codelike && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return "the value".to_owned();
    }
    let shown = visible(text);
    let mut cut: String = shown.chars().take(QUOTED).collect();
    if cut.len() < shown.len() {
        cut.push('…');
    }
    cut
}

/// Reads a date of which the day, or day and month, stand as `zz`; nothing is known where the year does too.
fn part_date(text: &str) -> Result<Option<String>, Why> {
    let lower = text.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("zz/") else { return date(text).map(|day| Some(day.to_string())) };
    match rest.split_once('/') {
        Some(("zz", "zzzz")) => Ok(None),
        Some(("zz", year)) => Ok(Some(date(&format!("01/01/{year}"))?.format("%Y").to_string())),
        Some((month, year)) => Ok(Some(date(&format!("01/{month}/{year}"))?.format("%Y-%m").to_string())),
        None => date(text).map(|day| Some(day.to_string())),
    }
}

/// The number that ASCII figures write; `None` where there is anything else.
pub(super) fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| 10 * sum + u32::from(byte - b'0')))
}

fn count(text: &str) -> Result<i64, Why> {
    money::whole(text).ok_or_else(|| format!("{} is not a whole number, 0 or more", quote(text)))
}

fn up_to(text: &str, most: i64) -> Result<i64, Why> {
    let found = money::whole(text).filter(|number| *number <= most);
    found.ok_or_else(|| format!("{} is not a whole number from 0 to {most}", quote(text)))
}

fn pence(text: &str) -> Result<i64, Why> {
    let pence = money::parse(text).ok_or_else(|| format!("{} is not an amount in pounds", quote(text)))?;
    if pence > money::MOST {
        return Err(format!("{} is more than {}, which no row can mean", quote(text), money::pounds(money::MOST)));
    }
    Ok(pence)
}

fn flag(text: &str) -> Result<bool, Why> {
    match (is_one(YES, text), is_one(NO, text)) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(format!("{} is neither yes nor no", quote(text))),
    }
}

fn is_one(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn code(codes: &[&str], text: &str) -> Result<String, Why> {
    let found = codes.iter().find(|code| code.eq_ignore_ascii_case(text));
    found.map(|&code| code.to_owned()).ok_or_else(|| format!("{} is none of {}", quote(text), codes.join(" ")))
}

fn several(codes: &[&str], text: &str) -> Result<String, Why> {
    let mut found: Vec<String> = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let code = code(codes, part)?;
        if !found.contains(&code) {
            found.push(code);
        }
    }
    if found.is_empty() { Err(format!("holds none of {}", codes.join(" "))) } else { Ok(found.join(";")) }
}

fn academic_year(text: &str) -> Result<String, Why> {
    let year = AcademicYear::parse(text).filter(|year| (1900..=2100).contains(&year.0));
    year.map(|year| year.to_string()).ok_or_else(|| format!("{} is not a year written like 2026/27", quote(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(shape: Shape, text: &str) -> String {
        match value(shape, text) {
            Ok(Some(Value::Text(text))) => text,
            Ok(Some(Value::Date(date))) => date.to_string(),
            Ok(Some(Value::Number(number))) => number.to_string(),
            Ok(Some(Value::Flag(flag))) => flag.to_string(),
            Ok(Some(Value::Sealed(_))) => "sealed".to_owned(),
            Ok(None) => "blank".to_owned(),
            Err(why) => format!("! {why}"),
        }
    }

    #[test]
    fn each_shape_takes_its_own_and_refuses_the_next() {
        let codes = Shape::OneOf(&["SUSP", "PERM"]);
        let some = Shape::SomeOf(&["LAC", "CP"]);
        let not_a_date = "is not a date written YYYY-MM-DD or DD/MM/YYYY";
        let cases = [
            (Shape::Date, "2026-02-28", "2026-02-28".to_owned()),
            (Shape::Date, "29/02/2024", "2024-02-29".to_owned()),
            (Shape::Date, "29/02/2026", "! 29/02/2026 is a date that does not exist".to_owned()),
            (Shape::Date, "2026-13-01", "! 2026-13-01 is a date that does not exist".to_owned()),
            (Shape::Date, "01/09/26", "! 01/09/26 has a year of two digits: write all four".to_owned()),
            (Shape::Date, "2026/09/01", format!("! 2026/09/01 {not_a_date}")),
            (Shape::Date, "１２34567890", format!("! １２34567890 {not_a_date}")),
            (Shape::Date, "Robinson", format!("! the value {not_a_date}")),
            (Shape::Date, "1900-01-01", "1900-01-01".to_owned()),
            (Shape::Date, "1899-12-31", "! 1899-12-31 is not between 1900 and 2100".to_owned()),
            (Shape::Date, "31/12/2100", "2100-12-31".to_owned()),
            (Shape::Date, "01/01/2101", "! 01/01/2101 is not between 1900 and 2100".to_owned()),
            (Shape::PartDate, "01/09/2019", "2019-09-01".to_owned()),
            (Shape::PartDate, "zz/05/2019", "2019-05".to_owned()),
            (Shape::PartDate, "ZZ/zz/2019", "2019".to_owned()),
            (Shape::PartDate, "zz/zz/zzzz", "blank".to_owned()),
            (Shape::PartDate, "zz/13/2019", "! 01/13/2019 is a date that does not exist".to_owned()),
            (Shape::PartDate, "zz/19", format!("! zz/19 {not_a_date}")),
            (Shape::Count, "0", "0".to_owned()),
            (Shape::Count, "12", "12".to_owned()),
            (Shape::Count, "-1", "! -1 is not a whole number, 0 or more".to_owned()),
            (Shape::Count, "1.5", "! 1.5 is not a whole number, 0 or more".to_owned()),
            (Shape::Money, "1234.5", "123450".to_owned()),
            (Shape::Money, "£1,234.50", "123450".to_owned()),
            (Shape::Money, "2570", "257000".to_owned()),
            (Shape::Money, "1,23", "! 1,23 is not an amount in pounds".to_owned()),
            (Shape::Money, "1.234", "! 1.234 is not an amount in pounds".to_owned()),
            (Shape::Flag, "Yes", "true".to_owned()),
            (Shape::Flag, "0", "false".to_owned()),
            (Shape::Flag, "hm", "! hm is neither yes nor no".to_owned()),
            (codes, "susp", "SUSP".to_owned()),
            (codes, "FIXD", "! FIXD is none of SUSP PERM".to_owned()),
            (some, "cp; LAC;", "CP;LAC".to_owned()),
            (some, "LAC;XX", "! XX is none of LAC CP".to_owned()),
            (some, ";", "! holds none of LAC CP".to_owned()),
            (Shape::AcademicYear, "2026/27", "2026/27".to_owned()),
            (Shape::AcademicYear, "2026/28", "! 2026/28 is not a year written like 2026/27".to_owned()),
            (Shape::NcYear, "r", "R".to_owned()),
            (Shape::NcYear, "14", "14".to_owned()),
            (Shape::Upn, "un3", "blank".to_owned()),
            (Shape::Upn, "Z801200001001", "Z801200001001".to_owned()),
            (Shape::Upn, "nonsense", "nonsense".to_owned()),
            (Shape::Text, "a\0b", "! holds the control character <U+0000>".to_owned()),
            (Shape::Text, "a\u{1f}b", "! holds the control character <U+001F>".to_owned()),
            (Shape::Text, "#N/A", "! holds the spreadsheet's error #N/A".to_owned()),
            (Shape::Text, "#1", "#1".to_owned()),
            (Shape::Text, "a\u{1b}b", "a\u{1b}b".to_owned()),
        ];
        for (shape, text, expected) in cases {
            assert_eq!(shown(shape, text), expected, "{shape:?} {text}");
        }
        assert!(shown(Shape::NcYear, "15").starts_with("! 15 is none of N1 N2 R 0"));
    }

    #[test]
    fn a_figure_stands_within_what_a_row_can_mean() {
        for (shape, text, expected) in [
            (Shape::Money, "1000000", "100000000"),
            (Shape::Money, "1000000.01", "! 1000000.01 is more than GBP 1,000,000.00, which no row can mean"),
            (Shape::Money, "-5", "! -5 is not an amount in pounds"),
            (Shape::UpTo(40), "40", "40"),
            (Shape::UpTo(40), "41", "! 41 is not a whole number from 0 to 40"),
        ] {
            assert_eq!(shown(shape, text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_reason_quotes_is_short_and_visible() {
        assert_eq!(quote("1\u{202e}2"), "1<U+202E>2");
        for (text, quoted) in [("Ada", "the value"), ("FIXD", "FIXD"), ("Ab", "Ab"), ("Year 7", "Year 7")] {
            assert_eq!(quote(text), quoted);
        }
        assert_eq!(quote(&"7".repeat(60)).chars().count(), QUOTED + 1);
    }
}
