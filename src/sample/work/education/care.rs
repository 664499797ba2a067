//! Times in cohorts, and scores of the strengths and difficulties questionnaire.

use crate::domain::calendar::{age, birthday};
use crate::sample::almanac::shift;
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::table::{Cells, Table};
use crate::sample::work::education::{Seen, dealt};
use crate::sample::world::World;
use chrono::NaiveDate;

type Spell = (&'static str, NaiveDate, Option<NaiveDate>, &'static str);

/// The rows of cohorts.csv.
pub(super) fn cohorts(child: &Child, world: &World, seen: &mut Seen, table: &mut Table) {
    let mut dice = child.dice(world, Facet::Cohorts);
    let spells = match child.cohort {
        "LAC" => looked_after(child, world, seen, &mut dice),
        "PLAC" => permanence(child, world),
        "CL" => leaver(child, world, &mut dice),
        "KIN" => kin(child, world, seen, &mut dice),
        other => {
            other.split(';').map(|code| (word(code), before(child, world, &mut dice), None, "Assessment")).collect()
        }
    };
    for (cohort, start, end, why) in spells.into_iter().filter(|(_, start, end, _)| end.is_none_or(|end| *start <= end))
    {
        let cells = Cells::new().text("cohort", cohort).day("start", Some(start)).day("end", end).text("why", why);
        table.of_child(&child.id, &cells);
    }
}

fn word(code: &str) -> &'static str {
    if code == "CP" { "CP" } else { "CIN" }
}

/// Some weeks or months ago, after birth.
fn before(child: &Child, world: &World, dice: &mut Dice) -> NaiveDate {
    world.almanac.ago(dice.between(20, 400)).max(child.dob)
}

fn looked_after(child: &Child, world: &World, seen: &mut Seen, dice: &mut Dice) -> Vec<Spell> {
    let Some(since) = child.since else { return Vec::new() };
    let mut spells = Vec::new();
    if dice.chance(60) {
        let first = shift(since, -dice.between(40, 500)).max(child.dob);
        spells.push(("CIN", first, Some(shift(since, -1)), "Assessment"));
    }
    // Home last week by cohorts.csv, and children.csv does not say so yet.
    let home = dealt(&mut seen.looked_after, (29, 400), 58).is_some_and(|case| case > 0);
    let end = home.then(|| world.almanac.ago(dice.between(2, 9))).filter(|end| *end > since);
    spells.push(("LAC", since, end, if end.is_some() { "Went home to the family" } else { "Came into care" }));
    spells
}

/// In care until the order, whose day the placement ended.
fn permanence(child: &Child, world: &World) -> Vec<Spell> {
    let mut dice = child.dice(world, Facet::Placements);
    let start = world.almanac.ago(dice.between(900, 1600));
    let order = shift(start, dice.between(200, 700));
    let care = ("LAC", start.max(child.dob), Some(shift(order, -1)), "Came into care");
    vec![care, ("PLAC", order.max(child.dob), None, "Special guardianship order")]
}

fn leaver(child: &Child, world: &World, dice: &mut Dice) -> Vec<Spell> {
    let Some(of_age) = birthday(child.dob, 18).filter(|day| *day <= world.almanac.today) else { return Vec::new() };
    let since = shift(of_age, -dice.between(400, 3000));
    vec![("LAC", since, Some(shift(of_age, -1)), "Came into care"), ("CL", of_age, None, "Turned 18")]
}

/// The first came out of care this year, to a relative.
fn kin(child: &Child, world: &World, seen: &mut Seen, dice: &mut Dice) -> Vec<Spell> {
    let first = seen.kin == 0;
    seen.kin += 1;
    if !first {
        return vec![("KIN", before(child, world, dice), None, "Family arrangement")];
    }
    let since = shift(world.almanac.today, -dice.between(500, 800)).max(child.dob);
    let order = world.almanac.ago(12).max(shift(child.dob, 1));
    vec![("LAC", since, Some(shift(order, -1)), "Came into care"), ("KIN", order, None, "Special guardianship order")]
}

/// How a score stands to the one before.
const RISEN: usize = 1;

/// The rows of sdq.csv: a questionnaire a year for children of 4 to 16 in care.
pub(super) fn scores(child: &Child, world: &World, seen: &mut Seen, table: &mut Table) {
    let today = world.almanac.today;
    let Some(since) = child.since.filter(|_| (4..=16).contains(&age(child.dob, today))) else { return };
    let years = (today - since).num_days() / 365;
    if years == 0 {
        return;
    }
    let mut dice = child.dice(world, Facet::Sdq);
    let case = seen.scores % 8;
    seen.scores += 1;
    let usual = match case {
        RISEN => 11,
        2 => 15,
        _ => dice.between(4, 20),
    };
    // The first of eight is late this year.
    let last = if case == 0 { dice.between(370, 430) } else { dice.between(10, 340) };
    for back in (0..years.min(3)).rev() {
        let day = world.almanac.ago(last + back * 360);
        if day < shift(since, 60) || age(child.dob, day) < 4 {
            continue;
        }
        let rise = if back == 0 && case == RISEN { 8 } else { 0 };
        let spread = if case == RISEN || case == 2 { 0 } else { dice.between(-2, 2) };
        let cells = Cells::new()
            .day("date", Some(day))
            .text("score", (usual + rise + spread).clamp(0, 40).to_string())
            .text("completed_by", dice.pick(&["carer", "carer", "carer", "key worker", "school"]));
        table.of_child(&child.id, &cells);
    }
}
