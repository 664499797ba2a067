//! Attainment, and Pupil Premium Plus given and spent.

use crate::domain::premium::FinancialYear;
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::NaiveDate;

/// Grades from low to high: a child's target is its result or a step above.
const TEACHER: &[&str] = &["Working below", "Working towards", "Expected", "Greater depth"];
const SCALED: &[&str] = &["88", "93", "97", "100", "103", "106", "111"];
const GCSE: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8"];

/// Stage, subjects, measure and scale of a result.
type Test = (&'static str, &'static [&'static str], &'static str, &'static [&'static str]);

const KS1: Test = ("KS1", &["Reading", "Writing", "Maths"], "teacher assessment", TEACHER);
const KS2: Test = ("KS2", &["Reading", "Maths"], "scaled score", SCALED);
const KS4: Test = ("KS4", &["English Language", "Maths"], "GCSE grade", GCSE);
const TERMLY: Test = ("Termly", &["English", "Maths"], "teacher assessment", TEACHER);

/// The rows of attainment.csv: the last key stage, and for pupils a termly assessment.
pub(super) fn attainment(child: &Child, world: &World, table: &mut Table) {
    let Some(year) = child.year.filter(|year| *year >= 1) else { return };
    let mut dice = child.dice(world, Facet::Attainment);
    let this = world.almanac.year().0;
    let (test, taken) = match year {
        1..=2 => (None, 0),
        3..=6 => (Some(KS1), year - 2),
        7..=11 => (Some(KS2), year - 6),
        _ => (Some(KS4), year - 11),
    };
    if let Some(test) = test {
        let summer = NaiveDate::from_ymd_opt(this + 1 - i32::try_from(taken).unwrap_or(1), 7, 5);
        results(child, test, summer, &mut dice, table);
    }
    if year <= 11 {
        let terms = &world.almanac.terms;
        let ended = terms.iter().rev().find(|term| term.end < world.almanac.today);
        results(child, TERMLY, ended.map(|term| term.end), &mut dice, table);
    }
}

fn results(child: &Child, test: Test, day: Option<NaiveDate>, dice: &mut Dice, table: &mut Table) {
    let (stage, subjects, measure, scale) = test;
    let usual = dice.index(scale.len());
    for subject in subjects {
        let got = usual.saturating_sub(dice.index(2));
        let aim = (got + dice.index(2)).min(scale.len() - 1);
        let cells = Cells::new()
            .day("date", day)
            .text("stage", stage)
            .text("subject", *subject)
            .text("measure", measure)
            .text("value", scale[got])
            .text("target", scale[aim]);
        table.of_child(&child.id, &cells);
    }
}

const PURPOSES: &[&str] = &[
    "One-to-one tuition in maths",
    "One-to-one tuition in English",
    "Speech and language therapy",
    "Emotional literacy support",
    "Laptop and software",
    "Music lessons",
    "Residential trip",
    "Mentoring at lunchtime",
];

/// A row of premium.csv; sums in pence.
#[derive(Debug, Clone)]
pub(super) struct Share {
    /// The financial year.
    pub(super) year: String,
    /// The term.
    pub(super) term: &'static str,
    /// Its first and last day.
    pub(super) days: (NaiveDate, NaiveDate),
    /// Given.
    pub(super) allocated: i64,
    /// Spent.
    pub(super) spent: i64,
    /// What for.
    pub(super) purpose: &'static str,
}

/// The rows of premium.csv of most children: the term's share of Pupil Premium Plus, £2,630 a year.
pub(super) fn premium(child: &Child, world: &World) -> Vec<Share> {
    let mut shares = Vec::new();
    if !child.looked_after() || !child.at_school() {
        return shares;
    }
    let mut dice = child.dice(world, Facet::Premium);
    let terms = &world.almanac.terms;
    let begun = terms.partition_point(|term| term.start <= world.almanac.today);
    let since = child.since.unwrap_or(world.almanac.today);
    for term in terms[begun.saturating_sub(2)..begun].iter().filter(|term| since <= term.end) {
        let ended = term.end < world.almanac.today;
        let spent = if ended { dice.between(55_000, 87_600) } else { dice.between(0, 40_000) };
        let share = Share {
            year: FinancialYear::of(term.start).to_string(),
            term: term.name,
            days: (term.start, term.end),
            allocated: 87_666,
            spent,
            purpose: dice.pick(PURPOSES),
        };
        shares.push(share);
    }
    shares
}

/// Writes a row of premium.csv; a sum of nothing given is left out.
pub(super) fn write_share(child: &Child, share: &Share, table: &mut Table) {
    let pounds = |pence: i64| format!("{}.{:02}", pence / 100, pence % 100);
    let allocated = (share.allocated > 0).then(|| pounds(share.allocated));
    let cells = Cells::new()
        .text("financial_year", &share.year)
        .text("term", share.term)
        .maybe("allocated", allocated.as_deref())
        .text("spent", pounds(share.spent))
        .text("purpose", share.purpose);
    table.of_child(&child.id, &cells);
}
