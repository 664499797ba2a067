//! What stands about a child's money in a financial year.

use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::premium::FinancialYear;
use crate::domain::work::Books;
use crate::domain::work::books::Entered;
use chrono::NaiveDate;

/// One use: a purpose in a term. Sums in pence.
#[derive(Clone, Copy)]
pub struct Use<'a> {
    /// autumn, spring, summer; empty where no term is named.
    pub term: &'a str,
    /// What for; empty where nobody said.
    pub purpose: &'a str,
    /// Set aside.
    pub allocated: i64,
    /// Let go.
    pub released: i64,
    /// Spent.
    pub spent: i64,
    /// The first day on which some was let go.
    pub first_released: Option<NaiveDate>,
    /// What it is to achieve; one that names no term holds for every term.
    pub target: Option<Entered<'a>>,
}

/// A child's money in a year. Sums in pence.
#[derive(Clone, Default)]
pub struct Purse<'a> {
    /// By term and purpose, as they came.
    pub uses: Vec<Use<'a>>,
    /// The rows that it rests on.
    pub rows: Vec<Entered<'a>>,
}

impl<'a> Purse<'a> {
    /// That of a child, as of a day: what is released later does not count.
    pub fn of(books: &'a Books, child: ChildKey, year: FinancialYear, today: NaiveDate) -> Self {
        let mut purse = Self::default();
        let of_year = |row: &Entered<'_>| FinancialYear::read(row.text("financial_year")) == Some(year);
        for row in books.of(Kind::Premium, child).filter(of_year) {
            let of = purse.at(row);
            of.allocated += row.number("allocated").unwrap_or(0);
            of.spent += row.number("spent").unwrap_or(0);
        }
        for row in books.of(Kind::PremiumRelease, child).filter(of_year) {
            let Some(day) = row.date("released").filter(|day| *day <= today) else { continue };
            let of = purse.at(row);
            of.released += row.number("amount").unwrap_or(0);
            of.first_released = Some(of.first_released.map_or(day, |first| first.min(day)));
        }
        for row in books.of(Kind::PremiumTarget, child).filter(of_year) {
            purse.rows.push(row);
            let (term, purpose) = (row.text("term"), row.text("purpose"));
            let meant = |of: &&mut Use<'_>| of.purpose == purpose && (term.is_empty() || of.term == term);
            purse.uses.iter_mut().filter(meant).for_each(|of| of.target = Some(row));
        }
        purse
    }

    fn at(&mut self, row: Entered<'a>) -> &mut Use<'a> {
        self.rows.push(row);
        let (term, purpose) = (row.text("term"), row.text("purpose"));
        let place = self.uses.iter().position(|of| of.term == term && of.purpose == purpose).unwrap_or_else(|| {
            self.uses.push(Use {
                term,
                purpose,
                allocated: 0,
                released: 0,
                spent: 0,
                first_released: None,
                target: None,
            });
            self.uses.len() - 1
        });
        &mut self.uses[place]
    }

    /// Set aside in the year.
    pub fn allocated(&self) -> i64 {
        self.uses.iter().map(|of| of.allocated).sum()
    }

    /// Let go.
    pub fn released(&self) -> i64 {
        self.uses.iter().map(|of| of.released).sum()
    }

    /// Spent.
    pub fn spent(&self) -> i64 {
        self.uses.iter().map(|of| of.spent).sum()
    }

    /// Set aside, or let go where that is more, and not spent; never below nothing.
    pub fn unspent(&self) -> i64 {
        (self.allocated().max(self.released()) - self.spent()).max(0)
    }

    /// Set aside and neither let go nor spent; never below nothing.
    pub fn to_release(&self) -> i64 {
        (self.allocated() - self.released().max(self.spent())).max(0)
    }

    /// Whether there is no sum at all.
    pub fn is_empty(&self) -> bool {
        self.uses.iter().all(|of| of.allocated == 0 && of.released == 0 && of.spent == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::ChildFacts;
    use crate::domain::part::scene::{Stage, day};

    #[test]
    fn sums_come_together_by_term_and_purpose() {
        let year = ("financial_year", "2026/27");
        let stage = Stage::new(vec![ChildFacts::default()])
            .row(Kind::Premium, 1, &[year, ("term", "autumn"), ("allocated", "87666")])
            .row(Kind::Premium, 1, &[year, ("term", "autumn"), ("purpose", "tuition"), ("spent", "20000")])
            .row(Kind::Premium, 1, &[("financial_year", "2025/26"), ("allocated", "99999")])
            .row(
                Kind::PremiumRelease,
                1,
                &[year, ("term", "autumn"), ("purpose", "tuition"), ("released", "2026-11-02"), ("amount", "30000")],
            )
            .row(
                Kind::PremiumRelease,
                1,
                &[year, ("term", "autumn"), ("purpose", "tuition"), ("released", "2026-11-24"), ("amount", "1")],
            )
            .row(Kind::PremiumTarget, 1, &[year, ("purpose", "tuition"), ("target", "reads at her age")]);
        let purse = Purse::of(&stage.books, ChildKey(1), FinancialYear(2026), day("2026-11-23"));
        assert_eq!((purse.allocated(), purse.released(), purse.spent()), (87_666, 30_000, 20_000));
        assert_eq!((purse.unspent(), purse.to_release()), (67_666, 57_666));
        assert_eq!(purse.uses.len(), 2);
        assert!(purse.uses[0].target.is_none() && purse.uses[1].target.is_some());
        assert_eq!(purse.uses[1].first_released, Some(day("2026-11-02")));
        assert!(!purse.is_empty() && Purse::default().is_empty());
    }
}
