//! National figures that a council loaded: of the same year, else of the last year before it that has one.

use crate::domain::attendance::AcademicYear;
use crate::domain::kind::Kind;
use crate::domain::report::Whom;
use crate::domain::report::measure::Measure;
use crate::domain::work::Books;
use crate::domain::work::books::Entered;

/// A national figure as it was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct National {
    /// As written: `68.2`, `2.9%`.
    pub value: String,
    /// Its academic year.
    pub year: AcademicYear,
    /// Where it was published.
    pub source: String,
}

impl National {
    /// In tenths, where it is written as a number with at most one decimal and perhaps the sign of per cent.
    pub fn tenths(&self) -> Option<i64> {
        let bare = self.value.trim_end_matches('%').trim();
        let (whole, tenth) = bare.split_once('.').unwrap_or((bare, "0"));
        let figures =
            |text: &str| !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        if !figures(whole) || tenth.len() != 1 || !figures(tenth) {
            return None;
        }
        Some(10 * whole.parse::<i64>().ok()? + tenth.parse::<i64>().ok()?)
    }
}

/// The figure of a measure about somebody for a year. A row without a cohort is about all children.
pub fn of(books: &Books, measure: &Measure, whom: Whom, year: AcademicYear) -> Option<National> {
    let about = |row: &Entered<'_>| row.text("measure").trim().eq_ignore_ascii_case(measure.id) && is_about(*row, whom);
    let rows = books.all(Kind::National).filter(about);
    let rows = rows.filter_map(|row| AcademicYear::parse(row.text("academic_year")).map(|year| (year, row)));
    let (year, row) = rows.filter(|(of, _)| *of <= year).max_by_key(|(of, _)| *of)?;
    Some(National { value: row.text("value").trim().to_owned(), year, source: row.text("source").to_owned() })
}

fn is_about(row: Entered<'_>, whom: Whom) -> bool {
    let cohort = row.text("cohort").trim();
    cohort.eq_ignore_ascii_case(whom.id()) || (cohort.is_empty() && matches!(whom, Whom::Everybody | Whom::Service))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::part::scene::Stage;
    use crate::domain::report::measure::MEASURES;

    #[test]
    fn the_latest_year_up_to_the_one_asked_for_counts() {
        let row = |cohort, year, value| {
            [("measure", "neet"), ("cohort", cohort), ("academic_year", year), ("value", value), ("source", "a table")]
        };
        let stage = Stage::new(Vec::new())
            .row(Kind::National, 0, &row("LAC", "2023/24", "30.1"))
            .row(Kind::National, 0, &row("LAC", "2024/25", "31%"))
            .row(Kind::National, 0, &row("LAC", "2027/28", "1"))
            .row(Kind::National, 0, &row("", "2024/25", "about 3"));
        let neet = MEASURES.iter().find(|measure| measure.id == "neet").unwrap();
        let found = |whom, year| of(&stage.books, neet, whom, AcademicYear(year));
        let year = |year| found(Whom::Cohort(0), year).map(|found| found.year.0);
        assert_eq!([year(2022), year(2023), year(2024), year(2026)], [None, Some(2023), Some(2024), Some(2024)]);
        assert_eq!(found(Whom::Cohort(0), 2026).unwrap().tenths(), Some(310));
        assert_eq!(found(Whom::Cohort(0), 2023).unwrap().tenths(), Some(301));
        assert_eq!(found(Whom::Everybody, 2026).unwrap().tenths(), None);
        assert_eq!(found(Whom::Cohort(1), 2026), None);
    }
}
