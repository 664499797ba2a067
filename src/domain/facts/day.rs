//! Dates as year and day of the year in one number, as chrono holds them: three bytes instead of text.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Bits of the day of the year.
const DAY_BITS: u32 = 9;

fn number(date: NaiveDate) -> i32 {
    date.year() << DAY_BITS | date.ordinal().cast_signed()
}

fn date<E: Error>(number: i32) -> Result<NaiveDate, E> {
    let day = number & ((1 << DAY_BITS) - 1);
    let date = NaiveDate::from_yo_opt(number >> DAY_BITS, day.cast_unsigned());
    date.ok_or_else(|| E::custom("a day outside the calendar"))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
pub(super) fn serialize<S: Serializer>(date: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i32(number(*date))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    date(i32::deserialize(from)?)
}

pub(super) mod option {
    use super::{date, number};
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    pub(in crate::domain::facts) fn serialize<S: Serializer>(
        day: &Option<NaiveDate>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        day.map(number).serialize(to)
    }

    pub(in crate::domain::facts) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        Option::<i32>::deserialize(from)?.map(date).transpose()
    }
}
