//! Destinations: what young people do after year 11.

use crate::sample::almanac::{Almanac, shift};
use crate::sample::child::{Child, Facet};
use crate::sample::contacts::checked;
use crate::sample::dice::Dice;
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::{Datelike, NaiveDate};

/// A destination's status, its OC3 code and a detail that go together.
type Doing = (&'static str, &'static str, &'static str);

const YEAR_12: &[Doing] = &[
    ("EET", "F2", "A levels"),
    ("EET", "F2", "BTEC Health and Social Care"),
    ("EET", "F2", "T level Construction"),
    ("EET", "F2", "ESOL and functional skills"),
    ("EET", "F4", "Apprentice joiner"),
    ("EET", "F5", "Supported internship"),
];
const LEAVERS: &[Doing] = &[
    ("EET", "F1", "University, second year"),
    ("EET", "F4", "Apprentice electrician"),
    ("EET", "F5", "Full-time work in a care home"),
    ("EET", "P5", "Part-time work in a bakery"),
    ("EET", "F2", "Access course"),
];
const NEET: &[Doing] = &[
    ("NEET", "G5", "Left the course after half term"),
    ("NEET", "G4", "Not well enough at the moment"),
    ("NEET", "G6", "Expecting a child"),
    ("NEET", "G5", "Looking for an apprenticeship"),
];

fn one(row: &[Doing], dice: &mut Dice) -> Doing {
    row[dice.index(row.len())]
}

/// The rows of destinations.csv.
pub(super) fn write(child: &Child, world: &World, table: &mut Table) {
    let mut dice = child.dice(world, Facet::After);
    let almanac = &world.almanac;
    if child.year == Some(11) {
        next_september(child, almanac, table, &mut dice);
    } else if child.in_years(12, 13) || child.cohort == "CL" {
        now(child, world, table, &mut dice);
    }
}

fn line(child: &Child, table: &mut Table, doing: Doing, days: [Option<NaiveDate>; 3]) {
    let (status, activity, detail) = doing;
    let [from, to, checked] = days;
    let cells = Cells::new()
        .day("from", from)
        .day("to", to)
        .text("status", status)
        .text("activity", activity)
        .day("checked", checked)
        .text("detail", detail);
    table.of_child(&child.id, &cells);
}

/// A year 11 pupil's place for September, once offers are out.
fn next_september(child: &Child, almanac: &Almanac, table: &mut Table, dice: &mut Dice) {
    let offered = (3..=8).contains(&almanac.today.month());
    // One in five is late with it.
    if offered && child.story != Story::NoNextPlace && child.number % 5 != 2 {
        let from = NaiveDate::from_ymd_opt(almanac.year().0 + 1, 9, 1);
        let doing = one(YEAR_12, dice);
        line(child, table, doing, [from, None, Some(checked(almanac, dice))]);
    }
}

fn now(child: &Child, world: &World, table: &mut Table, dice: &mut Dice) {
    let almanac = &world.almanac;
    let september = almanac.year().first_day();
    let doing = one(if child.cohort == "CL" { LEAVERS } else { YEAR_12 }, dice);
    let ago = |days| Some(almanac.ago(days));
    match child.story {
        Story::Neet => {
            let since = dice.between(15, 190);
            let before = [ago(since + 300), ago(since + 1), ago(since + 20)];
            line(child, table, doing, before);
            line(
                child,
                table,
                one(NEET, dice),
                [ago(since), None, Some(checked(almanac, dice).max(almanac.ago(since)))],
            );
        }
        Story::NotKnown => {
            let since = dice.between(20, 150);
            line(child, table, doing, [ago(since + 300), ago(since + 1), ago(since + 20)]);
            let lost = ("NK", "0", "Does not answer; last address left");
            line(child, table, lost, [ago(since), None, ago(since - 5)]);
        }
        // A job of long standing, of which nobody has heard for half a year.
        _ if child.cohort == "CL" && child.number % 4 == 0 => {
            let mut old = child.dice(world, Facet::Jobs);
            let since = old.between(400, 700);
            line(child, table, doing, [ago(since), None, ago(old.between(181, 260))]);
        }
        // A short course that ends soon.
        _ if child.cohort == "CL" && child.number % 4 == 3 => {
            let course = ("EET", "P2", "Short course in childcare");
            line(child, table, course, [ago(40), Some(shift(almanac.today, 16)), ago(12)]);
        }
        _ => {
            let to = dice.chance(30).then(|| shift(september, 364 + 300)).filter(|_| child.year == Some(12));
            line(child, table, doing, [Some(september), to, Some(checked(almanac, dice).max(september))]);
        }
    }
}
