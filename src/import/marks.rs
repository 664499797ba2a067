//! Marks of a register as files write them.

use crate::domain::attendance::parse_code;
use crate::import::header::Header;
use crate::import::lines::Row;
use crate::import::refusal::Refusal;
use crate::import::values::{plain_text, quote};
use chrono::{Datelike, NaiveDate, Weekday};
use std::borrow::Cow;

/// The byte of a register code, in upper or lower case, retired ones too.
pub(super) fn mark(code: &str) -> Result<u8, String> {
    parse_code(code).map(|code| code.byte).ok_or_else(|| format!("{} is no register code", quote(code)))
}

/// Refuses Saturdays and Sundays.
pub(super) fn school_day(day: NaiveDate) -> Result<NaiveDate, String> {
    match day.weekday() {
        Weekday::Sat => Err(format!("{day} is a Saturday")),
        Weekday::Sun => Err(format!("{day} is a Sunday")),
        _ => Ok(day),
    }
}

/// The URN of the register, empty where the file gives none.
pub(super) fn urn<'r>(header: &Header, place: Option<usize>, row: &'r Row) -> Result<Cow<'r, str>, Refusal> {
    let Some(at) = place else { return Ok(Cow::Borrowed("")) };
    let urn = row.text(at);
    plain_text(&urn).map_err(|why| header.refuse(at, why))?;
    Ok(urn)
}
