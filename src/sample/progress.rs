//! Attainment, and Pupil Premium Plus given and spent.

use crate::domain::money;
use crate::domain::premium::FinancialYear;
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::{Months, NaiveDate};

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

/// The rows of attainment.csv: the last key stage; for pupils a termly assessment, that of a year ago, mock exams.
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
        let _ = results(child, test, summer, &mut dice, table);
    }
    // Of a child new to care, and of one here and there, no school has told anything yet.
    let silent = child.story == Story::NewToCare || child.number % SILENT == SILENT / 2;
    if year <= 11 && !silent {
        let terms = &world.almanac.terms;
        let ended = terms.iter().rev().find(|term| term.end < world.almanac.today);
        let got = results(child, TERMLY, ended.map(|term| term.end), &mut dice, table);
        year_before(child, world, (ended.map(|term| term.end), &got), table);
        mock(child, world, table);
    }
}

/// One child in so many has no termly results.
const SILENT: usize = 25;

fn results(child: &Child, test: Test, day: Option<NaiveDate>, dice: &mut Dice, table: &mut Table) -> Vec<usize> {
    let (_, subjects, _, scale) = test;
    let usual = dice.index(scale.len());
    let throw = |_: &&str| {
        let got = usual.saturating_sub(dice.index(2));
        (got, (got + dice.index(2)).min(scale.len() - 1))
    };
    let reached: Vec<(usize, usize)> = subjects.iter().map(throw).collect();
    for (subject, (got, aim)) in subjects.iter().zip(&reached) {
        row(child, test, (day, subject), (scale[*got], Some(scale[*aim])), table);
    }
    reached.into_iter().map(|(got, _)| got).collect()
}

fn row(
    child: &Child,
    (stage, _, measure, _): Test,
    (day, subject): (Option<NaiveDate>, &str),
    (value, target): (&str, Option<&str>),
    table: &mut Table,
) {
    let cells = Cells::new()
        .day("date", day)
        .text("stage", stage)
        .text("subject", subject)
        .text("measure", measure)
        .text("value", value)
        .maybe("target", target);
    table.of_child(&child.id, &cells);
}

/// The termly results of a year before: mostly as now, else a step lower or higher.
fn year_before(child: &Child, world: &World, (day, got): (Option<NaiveDate>, &[usize]), table: &mut Table) {
    let mut dice = child.dice(world, Facet::Results);
    let Some(day) = day.filter(|_| child.in_years(2, 11)).and_then(|day| day.checked_sub_months(Months::new(12)))
    else {
        return;
    };
    let (_, subjects, _, scale) = TERMLY;
    for (subject, got) in subjects.iter().zip(got) {
        let then = match dice.between(0, 99) {
            0..20 => got.saturating_sub(1),
            20..38 => (got + 1).min(scale.len() - 1),
            _ => *got,
        };
        row(child, TERMLY, (Some(day), subject), (scale[then], Some(scale[then])), table);
    }
}

const MOCK: Test = ("Mock", &["English Language", "Maths", "Science"], "GCSE grade", GCSE);

/// Mock exams of year 11, three weeks ago; in science the school writes the target as a letter of the old grades, in
/// English none yet.
fn mock(child: &Child, world: &World, table: &mut Table) {
    if child.year != Some(11) {
        return;
    }
    let mut dice = child.dice(world, Facet::Results);
    let (_, subjects, _, scale) = MOCK;
    let usual = dice.index(scale.len());
    for (place, subject) in subjects.iter().enumerate() {
        let got = usual.saturating_sub(dice.index(2));
        let target = [None, Some(scale[(got + dice.index(3)).min(scale.len() - 1)]), Some("C")][place];
        row(child, MOCK, (Some(world.almanac.ago(21)), subject), (scale[got], target), table);
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
    let allocated = (share.allocated > 0).then(|| money::plain(share.allocated));
    let cells = Cells::new()
        .text("financial_year", &share.year)
        .text("term", share.term)
        .maybe("allocated", allocated.as_deref())
        .text("spent", money::plain(share.spent))
        .text("purpose", share.purpose);
    table.of_child(&child.id, &cells);
}
