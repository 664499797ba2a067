//! Marks of a register as files write them.

use crate::domain::attendance::parse_code;
use crate::import::values::quote;
use chrono::{Datelike, NaiveDate, Weekday};

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
