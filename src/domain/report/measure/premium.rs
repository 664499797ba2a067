//! Pupil Premium Plus spent of what was allocated.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::{COUNCIL, Calendar};
use crate::domain::kind::Kind;
use crate::domain::report::measure::{By, Measure, Pupil, Share, Unit};
use crate::domain::report::period::Period;
use crate::domain::work::books::Entered;
use chrono::NaiveDate;

pub(super) const SPENT: Measure = Measure {
    id: "premium-spent",
    title: "Premium spent",
    doc: "Pupil Premium Plus: pounds spent of those allocated, of the terms of the period that have begun: rows name no days. Rows without a \
          term count in the year's report, with the financial year that begins in the same calendar year.",
    unit: Unit::Money,
    needs: Some(Kind::Premium),
    by: By::Child(spent),
    ..Measure::BASE
};

fn spent(pupil: &Pupil<'_>) -> Share {
    let rows = pupil.look.books.of(Kind::Premium, pupil.key()).filter(|row| counts(pupil, *row));
    rows.fold(Share::default(), |share, row| Share {
        part: share.part + row.number("spent").unwrap_or(0),
        whole: share.whole + row.number("allocated").unwrap_or(0),
    })
}

fn counts(pupil: &Pupil<'_>, row: Entered<'_>) -> bool {
    let Some(AcademicYear(financial)) = AcademicYear::parse(row.text("financial_year")) else { return false };
    let Period { year: AcademicYear(year), term: asked, .. } = pupil.look.period;
    match row.text("term") {
        "" => asked.is_none() && financial == year,
        term => {
            // A financial year begins with the summer term of the academic year before.
            let begins = if term == "summer" { year + 1 } else { year };
            let begun = pupil.look.terms.iter().any(|begun| &*begun.name == term);
            financial == begins && begun
        }
    }
}

/// The first day of the term that a row is about; of a row without one, of the academic year that it counts in.
pub(crate) fn allocated(calendar: &Calendar, row: Entered<'_>) -> Option<NaiveDate> {
    let AcademicYear(financial) = AcademicYear::parse(row.text("financial_year"))?;
    let term = row.text("term");
    let year = AcademicYear(if term == "summer" { financial - 1 } else { financial });
    let named = calendar.terms(COUNCIL, year).find(|known| &*known.name == term);
    Some(named.map_or(year.first_day(), |term| term.start))
}

#[cfg(test)]
mod tests {
    use crate::domain::kind::Kind;
    use crate::domain::report::bench::Bench;
    use crate::domain::rules::scene::looked_after;

    #[test]
    fn the_terms_of_an_academic_year_lie_in_two_financial_years() {
        let row = |year, term, spent| {
            [("financial_year", year), ("term", term), ("allocated", "100"), ("spent", spent), ("purpose", "tuition")]
        };
        let bench = Bench::new(looked_after())
            .row(Kind::Premium, &row("2026/27", "summer", "1"))
            .row(Kind::Premium, &row("2026/27", "autumn", "2"))
            .row(Kind::Premium, &row("2026/27", "spring", "4"))
            .row(Kind::Premium, &row("2027/28", "summer", "8"))
            .row(Kind::Premium, &row("2027/28", "autumn", "16"))
            .row(Kind::Premium, &[("financial_year", "2026/27"), ("spent", "32"), ("purpose", "laptop")]);
        assert_eq!(bench.share("premium-spent", "2027-08-31"), (2 + 4 + 8 + 32, 300));
        assert_eq!(bench.share("premium-spent", "2026-11-23"), (2 + 32, 100));
        assert_eq!(bench.share_of_term("premium-spent", "autumn", "2026-11-23"), (2, 100));
    }
}
