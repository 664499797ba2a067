//! How reasons put dates and counts into words.

use crate::domain::attendance::tally::YearFigures;
use crate::domain::exact::Exact;
use chrono::NaiveDate;

/// `20 Oct 2026`.
pub(crate) fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// `20 Oct 2026`, or `not known`.
pub(crate) fn day_or_unknown(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "not known".to_owned(), day)
}

/// `1 session`, `2 sessions`: `thing` in the singular.
pub(crate) fn count(number: i64, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// A figure and its thing: `1 day`, `2.5 days`.
pub(crate) fn figure(figure: Exact, thing: &str) -> String {
    format!("{figure} {thing}{}", if figure == Exact::whole(1) { "" } else { "s" })
}

/// `4 days ago`, `today`.
pub(crate) fn days_ago(days: i64) -> String {
    if days == 0 { "today".to_owned() } else { format!("{} ago", count(days, "day")) }
}

/// `in 4 days`, `today`.
pub(crate) fn days_ahead(days: i64) -> String {
    if days == 0 { "today".to_owned() } else { format!("in {}", count(days, "day")) }
}

/// `51.2%`; `-` without a figure.
pub(crate) fn percent(rate: Option<Exact>) -> String {
    rate.map_or_else(|| "-".to_owned(), |rate| format!("{}%", rate.one_decimal()))
}

/// `43 absent (30 authorised, 13 unauthorised) of 84 sessions = 51.2%`.
pub(crate) fn absence(figures: &YearFigures) -> String {
    let YearFigures { authorised, unauthorised, possible, .. } = *figures;
    format!(
        "{} absent ({authorised} authorised, {unauthorised} unauthorised) of {} = {}",
        figures.absent(),
        count(possible, "session"),
        percent(figures.absence())
    )
}
