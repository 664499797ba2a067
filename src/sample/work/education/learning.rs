//! School places, SEN plans, early years and part-time timetables.

use crate::domain::attendance::AcademicYear;
use crate::sample::almanac::{Almanac, shift};
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::roll;
use crate::sample::schools::{COUNCIL_NAME, NEIGHBOURS};
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::work::education::{Seen, dealt};
use crate::sample::world::World;
use chrono::{Datelike, NaiveDate};

/// The rows of admissions.csv: children without a school or new at one, and some who are to change.
pub(super) fn places(child: &Child, world: &World, seen: &mut Seen, table: &mut Table) {
    let Some(year) = child.year.filter(|_| child.at_school() && child.looked_after()) else { return };
    let mut dice = child.dice(world, Facet::Admissions);
    let almanac = &world.almanac;
    let case = match child.story {
        Story::NoSchoolLong | Story::NoSchool => Some(0),
        _ if year == 6 && almanac.today >= applied_by(almanac) => return phase(child, world, &mut dice, table),
        _ => dealt(&mut seen.places, (4, 50), 32).map(|case| case % 7),
    };
    let Some(case) = case else { return };
    let applied =
        |low, high, dice: &mut Dice| almanac.council().ago(usize::try_from(dice.between(low, high)).unwrap_or(0));
    let school = world.schools.pick(roll::phase(year), None, &mut dice);
    let cells = Cells::new().text("school_urn", &school.urn).text("route", "in_year");
    let cells = match case {
        0 => cells.day("applied", Some(applied(11, 24, &mut dice))),
        1 => cells.day("applied", Some(applied(1, 6, &mut dice))).text("decision", "waiting"),
        2 => decided(cells, almanac, ("offered", applied(8, 12, &mut dice)))
            .day("start_due", Some(shift(almanac.today, 10))),
        3 => decided(cells, almanac, ("offered", applied(18, 30, &mut dice)))
            .day("start_due", Some(almanac.council().ago(3))),
        4 => {
            let applied = applied(16, 30, &mut dice);
            decided(cells, almanac, ("refused", applied))
                .day("appeal", Some(Almanac::weekday(almanac.ago(2)).max(applied)))
        }
        5 => {
            let (applied, started) = (applied(30, 40, &mut dice), almanac.council().ago(8));
            decided(cells, almanac, ("offered", applied)).day("start_due", Some(started)).day("started", Some(started))
        }
        _ => decided(cells, almanac, ("withdrawn", applied(12, 40, &mut dice))),
    };
    table.of_child(&child.id, &cells);
}

/// A decision some days after the application.
fn decided(cells: Cells, almanac: &Almanac, (decision, applied): (&'static str, NaiveDate)) -> Cells {
    let day = almanac.council().from(applied, 6).min(almanac.today);
    cells.day("applied", Some(applied)).day("decided", Some(day.max(applied))).text("decision", decision)
}

/// By this day a place in year 7 is applied for.
fn applied_by(almanac: &Almanac) -> NaiveDate {
    NaiveDate::from_ymd_opt(almanac.year().0, 10, 31).unwrap_or(almanac.today)
}

/// The place in year 7, offered on 1 March.
fn phase(child: &Child, world: &World, dice: &mut Dice, table: &mut Table) {
    let by = applied_by(&world.almanac);
    let offered = NaiveDate::from_ymd_opt(by.year() + 1, 3, 1).filter(|day| *day <= world.almanac.today);
    let school = world.schools.pick(roll::phase(7), None, dice);
    let cells = Cells::new().text("school_urn", &school.urn).text("route", "phase");
    let cells = cells.day("applied", Some(shift(by, -dice.between(2, 40)))).day("decided", offered);
    let start = AcademicYear(by.year() + 1).first_day();
    let cells = match offered {
        Some(_) => cells.text("decision", "offered").day("start_due", Some(start)),
        None => cells.text("decision", "waiting"),
    };
    table.of_child(&child.id, &cells);
}

const NEEDS: &[&str] = &[
    "Social, emotional and mental health",
    "Speech, language and communication",
    "Moderate learning difficulty",
    "Autism",
    "Specific learning difficulty",
];

/// The rows of sen.csv, after what children.csv says.
pub(super) fn plans(child: &Child, world: &World, seen: &mut Seen, table: &mut Table) {
    let mut dice = child.dice(world, Facet::Sen);
    let today = world.almanac.today;
    let school = child.year.is_some_and(|year| year >= 0);
    let cells = |status: &'static str, start: NaiveDate, dice: &mut Dice| {
        Cells::new().text("status", status).day("start", Some(start.max(child.dob))).text("need", dice.pick(NEEDS))
    };
    match child.sen(world) {
        "E" if school => {
            let case = seen.plans;
            seen.plans += 1;
            let start = world.almanac.ago(dice.between(400, 2200));
            // The first of a caseload have every state; later most are in time.
            let reviewed = match if case < 6 { case } else { dice.index(40) } {
                0 => Some(dice.between(372, 420)),
                1 => Some(dice.between(330, 360)),
                2 => None,
                _ => Some(dice.between(10, 310)),
            };
            let Some(reviewed) = reviewed.map(|days| world.almanac.ago(days).max(shift(start, 30))) else { return };
            let la = if dice.chance(80) { COUNCIL_NAME } else { dice.pick(NEIGHBOURS) };
            let due = Some(shift(reviewed, 364)).filter(|_| dice.chance(70));
            let row =
                cells("E", start, &mut dice).day("reviewed", Some(reviewed)).day("review_due", due).text("la", la);
            table.of_child(&child.id, &row);
        }
        "K" if school => {
            let start = world.almanac.ago(dice.between(60, 1500));
            table.of_child(&child.id, &cells("K", start, &mut dice));
        }
        _ if school && dealt(&mut seen.support, (9, 30), 27).is_some() => {
            let start = world.almanac.ago(dice.between(500, 1500));
            let row = cells("K", start, &mut dice).day("end", Some(shift(start, 300).min(today)));
            table.of_child(&child.id, &row);
        }
        _ => {}
    }
}

const SETTINGS: &[&str] =
    &["Acorns Nursery", "Little Otters", "Busy Bees of Wren Lane", "Childminder", "Bramble Day Nursery"];
const FUNDING: &[&str] = &["2-year-old", "universal 15", "universal 15", "extended 30"];

/// The rows of `early_years.csv`: nursery children, and where younger pupils were before school.
pub(super) fn early_years(child: &Child, world: &World, seen: &mut Seen, table: &mut Table) {
    let Some(year) = child.year.filter(|year| *year <= 2) else { return };
    let mut dice = child.dice(world, Facet::EarlyYears);
    let almanac = &world.almanac;
    let cells = |hours: i64, dice: &mut Dice| {
        let row = Cells::new().text("setting", dice.pick(SETTINGS)).text("hours", hours.to_string());
        row.text("funding", dice.pick(FUNDING))
    };
    if year >= 0 {
        let september = NaiveDate::from_ymd_opt(almanac.year().0 - i32::try_from(year).unwrap_or(0), 9, 1);
        let start = september.map(|day| shift(day, -dice.between(230, 600)));
        let row = cells(15, &mut dice).day("start", start).day("end", september.map(|day| shift(day, -40)));
        return table.of_child(&child.id, &row);
    }
    let case = seen.nursery;
    seen.nursery += 1;
    let row = match if case < 5 { case } else { 5 + dice.index(20) } {
        1 => return,
        2 => cells(9, &mut dice).day("start", Some(almanac.ago(dice.between(30, 200)))),
        3 => cells(15, &mut dice).day("start", Some(shift(almanac.today, dice.between(10, 40)))),
        _ => cells(dice.pick(&["15", "15", "30"]).parse().unwrap_or(15), &mut dice)
            .day("start", Some(almanac.ago(dice.between(30, 400)).max(shift(child.dob, 740)))),
    };
    table.of_child(&child.id, &row);
}

/// The rows of timetables.csv: children who are at school for part of the week.
pub(super) fn timetables(child: &Child, (world, urn): (&World, Option<&str>), seen: &mut Seen, table: &mut Table) {
    let Some(urn) = urn.filter(|_| child.in_years(1, 11) && child.looked_after()) else { return };
    let mut dice = child.dice(world, Facet::Timetables);
    let almanac = &world.almanac;
    let part_time = child.story == Story::PartTime || child.story == Story::RefuserLong;
    let case = dealt(&mut seen.timetables, (6, 90), 36).map(|case| case % 6);
    let Some(case) = case.or(part_time.then_some(5)) else { return };
    let ago = |days: i64| Some(Almanac::weekday(almanac.ago(days)));
    let cells = Cells::new()
        .text("school_urn", urn)
        .text("hours", dice.pick(&["10", "12", "15", "7"]))
        .text(
            "reason",
            dice.pick(&["Return after exclusion", "Anxiety: coming back in steps", "New to the school", "Health"]),
        )
        .text(
            "agreed_by",
            dice.pick(&["carer, social worker", "carer, social worker, virtual school", "social worker"]),
        );
    let cells = match case {
        0 => cells.day("start", ago(dice.between(5, 20))).day("end", ago(-21)).day("review_due", ago(-9)),
        1 => cells.day("start", ago(dice.between(5, 30))),
        2 => cells.day("start", ago(dice.between(50, 80))).day("end", ago(-20)).day("review_due", ago(-4)),
        3 => cells.day("start", ago(dice.between(12, 30))).day("end", ago(-14)).day("review_due", ago(3)),
        4 => cells.day("start", ago(-7)).day("end", ago(-35)).day("review_due", ago(-21)),
        _ => cells.day("start", ago(dice.between(35, 60))).day("end", ago(dice.between(2, 12))),
    };
    table.of_child(&child.id, &cells);
}
