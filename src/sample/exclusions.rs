//! Suspensions and permanent exclusions.

use crate::sample::almanac::SchoolDays;
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::NaiveDate;

/// A row of exclusions.csv.
#[derive(Debug, Clone)]
pub(super) struct Exclusion {
    /// SUSP, PERM, LUNCH.
    pub(super) kind: &'static str,
    /// First day.
    pub(super) start: NaiveDate,
    /// Last day.
    pub(super) end: Option<NaiveDate>,
    /// First day of provision.
    pub(super) provision_from: Option<NaiveDate>,
    /// Half-day sessions.
    pub(super) sessions: Option<usize>,
    reasons: &'static str,
    reintegration: Option<NaiveDate>,
}

const REASONS: &[&str] = &["PP", "DB", "PP;DB", "VA;DB", "PA", "VP", "BU", "DM", "DA", "TH", "DB;DA"];

fn suspension(days: &SchoolDays, start: NaiveDate, sessions: usize, dice: &mut Dice) -> Exclusion {
    let length = sessions.div_ceil(2);
    Exclusion {
        kind: "SUSP",
        start,
        end: Some(days.from(start, length - 1)),
        provision_from: None,
        sessions: Some(sessions),
        reasons: dice.pick(REASONS),
        reintegration: Some(days.from(start, length)),
    }
}

fn lunch(days: &SchoolDays, start: NaiveDate, dice: &mut Dice) -> Exclusion {
    let row = suspension(days, start, 4, dice);
    Exclusion { kind: "LUNCH", sessions: Some(2), end: Some(days.from(start, 1)), reintegration: None, ..row }
}

fn permanent(days: &SchoolDays, world: &World, taught: bool, dice: &mut Dice) -> Exclusion {
    let oldest = world.almanac.ago(55);
    let wanted = dice.between(12, 24);
    let start = (0..=wanted).rev().map(|count| days.ago(usize::try_from(count).unwrap_or(0)));
    let start = start.into_iter().find(|day| *day >= oldest).unwrap_or(world.almanac.today);
    Exclusion {
        kind: "PERM",
        start,
        end: None,
        provision_from: taught.then(|| days.from(start, 5)),
        sessions: None,
        reasons: dice.pick(&["PA", "PP", "VA;TH", "DA", "OW"]),
        reintegration: None,
    }
}

fn below(dice: &mut Dice, low: i64, high: i64) -> usize {
    usize::try_from(dice.between(low, high)).unwrap_or(0)
}

/// The exclusions of a child whose main school keeps some school days.
pub(super) fn of(child: &Child, world: &World, urn: &str) -> Vec<Exclusion> {
    let mut dice = child.dice(world, Facet::Exclusions);
    let days = world.almanac.days(urn);
    let term = world.almanac.current_term();
    let gone = days.within(term.start, world.almanac.today);
    match child.story {
        Story::Suspended => {
            let start = days.ago(below(&mut dice, 0, 7));
            let sessions = below(&mut dice, 2, 9);
            vec![suspension(days, start, sessions, &mut dice)]
        }
        Story::SuspendedLong if gone.len() >= 24 => [(0, 10), (gone.len() / 3, 10), (gone.len() * 2 / 3, 12)]
            .map(|(place, sessions)| suspension(days, gone[place], sessions, &mut dice))
            .to_vec(),
        Story::SuspendedLong => early(world, days, gone.len(), &mut dice),
        Story::SuspendedOften if gone.len() >= 22 => {
            let back = gone.len() - 1;
            let first = suspension(days, gone[back - 20], 5, &mut dice);
            vec![first, suspension(days, gone[back - 14], 7, &mut dice)]
        }
        Story::Excluded => vec![permanent(days, world, false, &mut dice)],
        Story::ExcludedTaught => vec![permanent(days, world, true, &mut dice)],
        _ if child.in_years(5, 11) => past(world, days, &mut dice),
        _ => Vec::new(),
    }
}

/// Long suspensions in a term's first weeks: thirty days of the year, or else six days running.
fn early(world: &World, days: &SchoolDays, gone: usize, dice: &mut Dice) -> Vec<Exclusion> {
    let year = days.within(world.almanac.year().first_day(), world.almanac.today);
    if year.len() >= 60 {
        return (0..6).map(|spell| suspension(days, year[spell * year.len() / 6], 10, dice)).collect();
    }
    vec![suspension(days, days.ago(gone.saturating_sub(1).min(2)), 12, dice)]
}

/// What lies a year and more back, or was one day some months ago.
fn past(world: &World, days: &SchoolDays, dice: &mut Dice) -> Vec<Exclusion> {
    let long_ago = days.from(world.almanac.ago(dice.between(200, 600)), 0);
    match dice.between(0, 99) {
        0..7 => {
            let sessions = below(dice, 2, 6);
            vec![suspension(days, long_ago, sessions, dice)]
        }
        7..9 => vec![lunch(days, long_ago, dice)],
        9..12 => {
            // Eight days; the school taught the child off site from the sixth.
            let row = suspension(days, long_ago, 16, dice);
            vec![Exclusion { provision_from: Some(days.from(long_ago, 5)), ..row }]
        }
        _ => Vec::new(),
    }
}

/// The rows of exclusions.csv.
pub(super) fn write(child: &Child, rows: &[Exclusion], table: &mut Table) {
    for row in rows {
        let sessions = row.sessions.map(|sessions| sessions.to_string());
        let cells = Cells::new()
            .text("kind", row.kind)
            .day("start", Some(row.start))
            .day("end", row.end)
            .maybe("sessions", sessions.as_deref())
            .text("reasons", row.reasons)
            .day("provision_from", row.provision_from)
            .day("reintegration", row.reintegration);
        table.of_child(&child.id, &cells);
    }
}
