//! Bank holidays of England and Wales, 2012 to 2028.
//!
//! From GOV.UK's list, as bundled by ministryofjustice/govuk-bank-holidays-rs (MIT). A file of bank holidays that is
//! imported replaces the years that it holds.

use chrono::NaiveDate;

/// Year, then each holiday as 100 x month + day.
const BY_YEAR: &[(i32, &[u32])] = &[
    (2012, &[102, 406, 409, 507, 604, 605, 827, 1225, 1226]),
    (2013, &[101, 329, 401, 506, 527, 826, 1225, 1226]),
    (2014, &[101, 418, 421, 505, 526, 825, 1225, 1226]),
    (2015, &[101, 403, 406, 504, 525, 831, 1225, 1228]),
    (2016, &[101, 325, 328, 502, 530, 829, 1226, 1227]),
    (2017, &[102, 414, 417, 501, 529, 828, 1225, 1226]),
    (2018, &[101, 330, 402, 507, 528, 827, 1225, 1226]),
    (2019, &[101, 419, 422, 506, 527, 826, 1225, 1226]),
    (2020, &[101, 410, 413, 508, 525, 831, 1225, 1228]),
    (2021, &[101, 402, 405, 503, 531, 830, 1227, 1228]),
    (2022, &[103, 415, 418, 502, 602, 603, 829, 919, 1226, 1227]),
    (2023, &[102, 407, 410, 501, 508, 529, 828, 1225, 1226]),
    (2024, &[101, 329, 401, 506, 527, 826, 1225, 1226]),
    (2025, &[101, 418, 421, 505, 526, 825, 1225, 1226]),
    (2026, &[101, 403, 406, 504, 525, 831, 1225, 1228]),
    (2027, &[101, 326, 329, 503, 531, 830, 1227, 1228]),
    (2028, &[103, 414, 417, 501, 529, 828, 1225, 1226]),
];

/// The built-in bank holidays, the earliest first.
pub(crate) fn built_in() -> impl Iterator<Item = NaiveDate> {
    BY_YEAR.iter().flat_map(|&(year, days)| {
        days.iter().filter_map(move |day| NaiveDate::from_ymd_opt(year, day / 100, day % 100))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;

    #[test]
    fn every_entry_is_a_weekday_in_order() {
        let days: Vec<NaiveDate> = built_in().collect();
        assert_eq!(days.len(), 140);
        assert!(days.is_sorted());
        assert!(days.iter().all(|day| day.weekday().num_days_from_monday() < 5));
    }
}
