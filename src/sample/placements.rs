//! Placements: where a child lives, coded as in the SSDA903, its postcodes in the never-used area ZZ.

use crate::sample::almanac::{Almanac, shift};
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::names;
use crate::sample::schools::{COUNCIL_NAME, NEIGHBOURS};
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::NaiveDate;

/// The rows of placements.csv.
pub(super) fn write(child: &Child, world: &World, table: &mut Table) {
    let mut dice = child.dice(world, Facet::Placements);
    let starts = match child.cohort {
        "LAC" => starts(child, &world.almanac, &mut dice),
        "PLAC" => vec![world.almanac.ago(dice.between(900, 1600))],
        _ => return,
    };
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied();
        let end = if child.looked_after() { end } else { Some(shift(*start, dice.between(200, 700))) };
        table.of_child(&child.id, &home(child, world, (*start, end, place == 0), &mut dice));
    }
}

/// The first day of each placement, the earliest first.
fn starts(child: &Child, almanac: &Almanac, dice: &mut Dice) -> Vec<NaiveDate> {
    let since = child.since.unwrap_or(almanac.today);
    let moved: Vec<i64> = match child.story {
        Story::Moved | Story::MovedInExamYears => vec![dice.between(2, 25)],
        Story::SlidAfterMove => vec![dice.between(17, 27)],
        Story::Unsettled => vec![dice.between(250, 340), dice.between(130, 220), dice.between(35, 100)],
        _ => match dice.between(0, 99) {
            0..55 => Vec::new(),
            55..85 => vec![dice.between(60, 1200)],
            _ => vec![dice.between(500, 1400), dice.between(60, 450)],
        },
    };
    let later = moved.into_iter().map(|days| almanac.ago(days)).filter(|day| *day > shift(since, 20));
    std::iter::once(since).chain(later).collect()
}

/// The SSDA903 code of the placement and who provides it.
fn kind(child: &Child, open: bool, dice: &mut Dice) -> (&'static str, &'static str) {
    let council = "Wrenbridge fostering service";
    let agency = |dice: &mut Dice| dice.pick(&["Harbour Lane Fostering", "Northlight Fostering", "Kite Hill Families"]);
    if open && child.carer.ends_with("(key worker)") {
        let kind = if child.in_years(12, 13) { "K3" } else { "K2" };
        (kind, dice.pick(&["Beacon Homes", "Larkrise Care", "Wrenbridge children's homes"]))
    } else if open && child.carer.ends_with(child.name.surname) {
        (dice.pick(&["U1", "U3", "U3", "P1"]), council)
    } else {
        (dice.pick(&["U6", "U6", "U6", "U4", "U4", "U5"]), if dice.chance(55) { council } else { agency(dice) })
    }
}

fn planned_end(child: &Child, almanac: &Almanac, open: bool, dice: &mut Dice) -> Option<NaiveDate> {
    match child.story {
        Story::PlannedMove if open => Some(almanac.ago(-dice.between(3, 26))),
        _ if open && dice.chance(6) => Some(almanac.ago(-dice.between(60, 300))),
        _ => None,
    }
}

fn home(child: &Child, world: &World, time: (NaiveDate, Option<NaiveDate>, bool), dice: &mut Dice) -> Cells {
    let (start, end, first) = time;
    let open = end.is_none();
    // Brothers and sisters live together now, wherever each was before.
    let mut house = if open { Dice::of(world.seed, 7, child.family) } else { dice.clone() };
    let near = house.chance(72);
    let (kind, provider) = kind(child, open, &mut house);
    let postcode =
        format!("ZZ{} {}{}{}", house.between(1, 99), house.between(1, 9), letter(&mut house), letter(&mut house));
    let la = if near { COUNCIL_NAME } else { house.pick(NEIGHBOURS) };
    let carer = if open { child.carer.clone() } else { names::adult(dice).full() };
    let legal = if child.looked_after() { dice.pick(&["C2", "C2", "C2", "C1", "V2"]) } else { "C2" };
    let emergency = !first && dice.chance(if child.story == Story::SlidAfterMove { 80 } else { 15 });
    Cells::new()
        .day("start", Some(start))
        .day("end", end)
        .text("type", kind)
        .text("reason", if first { "S" } else { dice.pick(&["P", "P", "P", "B"]) })
        .text("legal_status", legal)
        .text("provider", provider)
        .text("carer", carer)
        .text("la", la)
        .text("in_area", if near { "yes" } else { "no" })
        .text("postcode", postcode)
        .text("emergency", if emergency { "yes" } else { "no" })
        .day("planned_end", planned_end(child, &world.almanac, open, dice))
}

fn letter(dice: &mut Dice) -> &'static str {
    dice.pick(&["A", "B", "D", "E", "F", "G", "H", "J", "L", "N", "P", "Q", "R", "S", "T", "U", "W", "X", "Y", "Z"])
}
