//! What a child has in a financial year, by a dated table.

use crate::domain::kind::Kind;
use crate::domain::premium::FinancialYear;
use crate::domain::work::Books;

/// The terms of a financial year, the earliest first.
pub const TERMS: [&str; 3] = ["summer", "autumn", "spring"];

/// A rate and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Pence a child and year.
    pub pence: i64,
    /// Its source.
    pub source: String,
}

/// Those that are published; an imported row of the same year comes before.
const KNOWN: &[(FinancialYear, i64, &str)] = &[
    (FinancialYear(2024), 257_000, "DfE pupil premium 2024 to 2025"),
    (FinancialYear(2025), 263_000, "DfE pupil premium 2025 to 2026"),
];

impl Rate {
    /// That of a year; `None` where none is known: it is never carried on from the year before.
    pub fn of(books: &Books, year: FinancialYear) -> Option<Self> {
        let mut rows = books.all(Kind::PremiumRate).rev();
        let row = rows.find(|row| FinancialYear::read(row.text("financial_year")) == Some(year));
        let given =
            row.and_then(|row| Some(Self { pence: row.number("rate")?, source: row.text("source").to_owned() }));
        let known = || KNOWN.iter().find(|(known, ..)| *known == year);
        given.or_else(|| known().map(|&(_, pence, source)| Self { pence, source: source.to_owned() }))
    }

    /// The share of a term: a third, the odd pence in the first terms; nothing for a name that is no term.
    pub fn share(&self, term: &str) -> i64 {
        let Some(place) = TERMS.iter().position(|name| *name == term) else { return 0 };
        let odd = usize::try_from(self.pence % 3).unwrap_or(0);
        self.pence / 3 + i64::from(place < odd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::part::scene::Stage;

    #[test]
    fn an_imported_rate_comes_before_the_published_and_none_is_carried_on() {
        let stage = Stage::new(Vec::new()).row(
            Kind::PremiumRate,
            0,
            &[("financial_year", "2025/26"), ("rate", "200000"), ("source", "ours")],
        );
        let pence = |year| Rate::of(&stage.books, FinancialYear(year)).map(|rate| rate.pence);
        assert_eq!([2023, 2024, 2025, 2026].map(pence), [None, Some(257_000), Some(200_000), None]);
    }

    #[test]
    fn the_shares_of_the_terms_are_the_whole() {
        for pence in [263_000, 263_001, 263_002] {
            let rate = Rate { pence, source: String::new() };
            assert_eq!(TERMS.map(|term| rate.share(term)).iter().sum::<i64>(), pence);
        }
        assert_eq!(Rate { pence: 263_000, source: String::new() }.share("spring"), 87_666);
    }
}
