//! Enrolments: on which rolls a child stood and stands.

use crate::sample::almanac::{Almanac, shift};
use crate::sample::child::{Child, Facet, year_word};
use crate::sample::dice::Dice;
use crate::sample::exclusions::Exclusion;
use crate::sample::schools::Phase;
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::{Datelike, NaiveDate, Weekday};

/// Time on a roll.
#[derive(Debug, Clone)]
pub(super) struct Spell {
    /// The school.
    pub(super) urn: String,
    /// First day.
    pub(super) start: NaiveDate,
    /// Last day.
    pub(super) end: Option<NaiveDate>,
    /// main, dual, ap.
    pub(super) registration: &'static str,
    year: Option<i64>,
    part_time: bool,
}

impl Spell {
    /// On roll on a day.
    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        self.start <= day && self.end.is_none_or(|end| day <= end)
    }
}

/// What teaches a year group.
pub(super) fn phase(year: i64) -> Phase {
    match year {
        ..=6 => Phase::Primary,
        7..=11 => Phase::Secondary,
        _ => Phase::College,
    }
}

fn september(almanac: &Almanac, years_ago: i64) -> NaiveDate {
    let year = almanac.year().0 - i32::try_from(years_ago).unwrap_or(0);
    NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or_default()
}

/// The first day of the phase that a year group is in.
fn entry(almanac: &Almanac, year: i64) -> NaiveDate {
    match year {
        ..=-1 => september(almanac, 0),
        0..=6 => september(almanac, year),
        7..=11 => september(almanac, year - 7),
        _ => september(almanac, year - 12),
    }
}

/// The main school that a child is at, or was at last.
pub(super) fn last_main(spells: &[Spell], today: NaiveDate) -> Option<&Spell> {
    spells.iter().filter(|spell| spell.registration == "main" && spell.start <= today).max_by_key(|spell| spell.start)
}

/// The main spells up to today, before exclusions are known.
pub(super) fn main(child: &Child, world: &World) -> Vec<Spell> {
    let Some(year) = child.year else { return Vec::new() };
    let mut dice = child.dice(world, Facet::Roll);
    let almanac = &world.almanac;
    let start = entry(almanac, year);
    let part_time = child.story == Story::PartTime;
    let spell = |urn: &str, start, end, year| Spell {
        urn: urn.to_owned(),
        start,
        end,
        registration: "main",
        year: Some(year),
        part_time: part_time && end.is_none(),
    };
    let school = world.schools.pick(phase(year), None, &mut dice);
    let mut spells = Vec::new();
    if (7..=11).contains(&year) && dice.chance(60) {
        let primary = world.schools.pick(Phase::Primary, None, &mut dice);
        spells.push(spell(&primary.urn, september(almanac, year), Some(shift(start, -1)), 6));
    }
    match changed(child, world, start, &mut dice) {
        Some(day) => {
            let before = world.schools.pick(phase(year), Some(&school.urn), &mut dice);
            spells.push(spell(&before.urn, start, Some(shift(day, -1)), year));
            spells.push(spell(&school.urn, day, None, year));
        }
        None => spells.push(spell(&school.urn, start, None, year)),
    }
    close(child, world, &mut spells, &mut dice);
    spells
}

/// The day of a change of school, where the child had one since it entered the phase.
fn changed(child: &Child, world: &World, entered: NaiveDate, dice: &mut Dice) -> Option<NaiveDate> {
    let almanac = &world.almanac;
    if matches!(child.story, Story::NewSchool | Story::NewSchoolInExamYears) {
        let first = dice.between(2, 20);
        let month = (first..=26).chain(0..first).map(|days| almanac.ago(days));
        let open = |day: &NaiveDate| {
            day.month() != 9 && *day > entered && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
        };
        return month.into_iter().find(open);
    }
    let day = almanac.council().from(almanac.ago(dice.between(75, 900)), 0);
    (dice.chance(25) && day > shift(entered, 20) && day < almanac.ago(60)).then_some(day)
}

fn close(child: &Child, world: &World, spells: &mut [Spell], dice: &mut Dice) {
    let Some(last) = spells.last_mut() else { return };
    let days = world.almanac.days(&last.urn);
    last.end = match child.story {
        Story::NoSchool => Some(days.ago(usize::try_from(dice.between(3, 14)).unwrap_or(3))),
        Story::NoSchoolLong => Some(days.ago(usize::try_from(dice.between(22, 45)).unwrap_or(22))),
        _ => return,
    };
    // A spell that ended before it began is one of the year before, at the same school.
    last.start = last.start.min(shift(last.end.unwrap_or(last.start), -120));
}

/// The spells beside and after the main ones.
pub(super) fn further(child: &Child, world: &World, spells: &mut Vec<Spell>, exclusions: &[Exclusion]) {
    let mut dice = child.dice(world, Facet::After);
    let almanac = &world.almanac;
    let provided = exclusions.iter().filter(|row| row.kind == "PERM").find_map(|row| row.provision_from);
    if let Some(day) = provided.filter(|day| *day <= almanac.today) {
        spells.push(alternative(child, world, day, "ap", &mut dice));
    } else if child.story == Story::Steady && child.in_years(8, 11) && dice.chance(3) {
        let day = almanac.council().from(almanac.ago(dice.between(70, 200)), 0);
        spells.push(alternative(child, world, day, "dual", &mut dice));
    }
    let season = (3..=8).contains(&almanac.today.month());
    if child.year == Some(6) && season && child.story != Story::NoNextPlace {
        let next = september(almanac, -1);
        if let Some(last) = spells.last_mut().filter(|last| last.end.is_none()) {
            last.end = Some(shift(next, -1));
        }
        let school = world.schools.pick(Phase::Secondary, None, &mut dice);
        let urn = school.urn.clone();
        spells.push(Spell { urn, start: next, end: None, registration: "main", year: Some(7), part_time: false });
    }
}

fn alternative(child: &Child, world: &World, start: NaiveDate, registration: &'static str, dice: &mut Dice) -> Spell {
    let urn = world.schools.pick(Phase::Alternative, None, dice).urn.clone();
    Spell { urn, start, end: None, registration, year: child.year, part_time: registration == "dual" }
}

/// The rows of enrolments.csv.
pub(super) fn write(child: &Child, spells: &[Spell], table: &mut Table) {
    for spell in spells {
        let cells = Cells::new()
            .text("school_urn", &spell.urn)
            .day("start", Some(spell.start))
            .day("end", spell.end)
            .text("registration", spell.registration)
            .maybe("nc_year", spell.year.map(year_word).as_deref())
            .text("part_time", if spell.part_time { "yes" } else { "no" });
        table.of_child(&child.id, &cells);
    }
}
