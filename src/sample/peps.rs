//! Personal Education Plans: one held in every term, but where the story has it otherwise.

use crate::domain::calendar::age;
use crate::sample::almanac::{Almanac, Term, shift};
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::NaiveDate;

/// A row of peps.csv.
#[derive(Debug, Clone)]
pub(super) struct Pep {
    /// Its academic year.
    pub(super) year: String,
    /// Blank where the row is a plan beside the term's own.
    pub(super) term: &'static str,
    /// When it is due.
    pub(super) due: Option<NaiveDate>,
    /// When it was held.
    pub(super) held: Option<NaiveDate>,
    /// Where it stands.
    pub(super) status: &'static str,
    /// How good it is.
    pub(super) quality: &'static str,
}

fn third_birthday(dob: NaiveDate) -> NaiveDate {
    let (mut day, mut left) = (shift(dob, 3 * 365), 3);
    while age(dob, day) < 3 && left > 0 {
        day = shift(day, 1);
        left -= 1;
    }
    day
}

fn rating(dice: &mut Dice) -> &'static str {
    dice.pick(&["gold", "green", "green", "green", "green", "amber", "amber"])
}

fn row(term: &Term, due: NaiveDate, held: Option<NaiveDate>, dice: &mut Dice) -> Pep {
    Pep {
        year: term.year.to_string(),
        term: term.name,
        due: Some(due),
        held,
        status: if held.is_some() { "Complete" } else { dice.pick(&["Not started", "In progress"]) },
        quality: if held.is_some() { rating(dice) } else { "" },
    }
}

/// The rows of peps.csv.
pub(super) fn write(child: &Child, peps: &[Pep], table: &mut Table) {
    for pep in peps {
        let cells = Cells::new()
            .text("academic_year", &pep.year)
            .text("term", pep.term)
            .day("due", pep.due)
            .day("held", pep.held)
            .text("status", pep.status)
            .text("quality", pep.quality);
        table.of_child(&child.id, &cells);
    }
}

pub(super) fn of(child: &Child, world: &World) -> Vec<Pep> {
    let almanac = &world.almanac;
    let aged = (3..=17).contains(&age(child.dob, almanac.today));
    let Some(since) = child.since.filter(|_| aged) else { return Vec::new() };
    let mut dice = child.dice(world, Facet::Peps);
    let base = since.max(third_birthday(child.dob));
    let first_due = almanac.working_days_from(base, 20);
    if matches!(child.story, Story::NewToCare | Story::FirstPepLate | Story::FirstPepLost) {
        return vec![Pep { status: "Not started", ..row(almanac.current_term(), first_due, None, &mut dice) }];
    }
    if first_due >= almanac.today {
        // Just three years old, and planned for ahead.
        let held = Almanac::weekday(almanac.today).max(since);
        return vec![row(almanac.current_term(), first_due, Some(held), &mut dice)];
    }
    let mut peps = termly(almanac, base, first_due, &mut dice);
    tell(child, almanac, &mut peps, &mut dice);
    peps
}

/// The first PEP and one in each of the last terms.
fn termly(almanac: &Almanac, base: NaiveDate, first_due: NaiveDate, dice: &mut Dice) -> Vec<Pep> {
    let today = almanac.today;
    let begun = almanac.terms.partition_point(|term| term.start <= today);
    let terms = &almanac.terms[begun.saturating_sub(5)..begun];
    let mut peps = Vec::new();
    if terms.first().is_some_and(|term| first_due >= term.start) && !terms.iter().any(|term| holds(term, first_due)) {
        let held = Almanac::weekday(shift(first_due, -dice.between(1, 6))).max(base);
        let year = crate::domain::attendance::AcademicYear::of(first_due).to_string();
        let quality = rating(dice);
        peps.push(Pep { year, term: "", due: Some(first_due), held: Some(held), status: "Complete", quality });
    }
    for term in terms.iter().filter(|term| term.end >= first_due) {
        peps.push(if holds(term, first_due) {
            let held = Almanac::weekday(shift(first_due, -dice.between(0, 5))).max(term.start).max(base);
            row(term, first_due, Some(held), dice)
        } else {
            ordinary(almanac, term, base, dice)
        });
    }
    peps
}

fn holds(term: &Term, day: NaiveDate) -> bool {
    term.start <= day && day <= term.end
}

/// A term's PEP: on a day of the term's middle. That of the running term is held or still some weeks off.
fn ordinary(almanac: &Almanac, term: &Term, base: NaiveDate, dice: &mut Dice) -> Pep {
    let today = almanac.today;
    let low = shift(term.start, 12).max(base);
    let high = shift(term.end, -21).max(low);
    let day = Almanac::weekday(shift(low, dice.between(0, (high - low).num_days())));
    let due = |held: NaiveDate, dice: &mut Dice| shift(held, dice.between(0, 14)).min(term.end);
    if day <= today {
        return row(term, due(day, dice), Some(day), dice);
    }
    let window = almanac.tenth_school_day();
    let early = Almanac::weekday(shift(today, -dice.between(0, 9))).max(term.start);
    if day > window {
        row(term, day, None, dice)
    } else if high > shift(window, 3) && dice.chance(50) {
        row(term, shift(window, dice.between(1, (high - window).num_days())), None, dice)
    } else {
        row(term, day, Some(early), dice)
    }
}

/// Changes the rows as the story has it.
fn tell(child: &Child, almanac: &Almanac, peps: &mut Vec<Pep>, dice: &mut Dice) {
    match child.story {
        Story::PepLost => lose(almanac, peps, dice),
        Story::PepLate => {
            let due = almanac.ago(dice.between(4, 20));
            peps.retain(|pep| pep.held.is_some_and(|held| held < due));
            peps.push(again(almanac, due));
        }
        Story::PepDue => {
            let due = almanac.council().from(almanac.today, usize::try_from(dice.between(1, 7)).unwrap_or(1));
            peps.retain(|pep| pep.held.is_some());
            peps.push(again(almanac, due));
        }
        Story::PepRed => {
            if let Some(last) = peps.iter_mut().filter(|pep| pep.held.is_some()).max_by_key(|pep| pep.held) {
                last.quality = "red";
                last.status = "Returned with feedback";
            }
        }
        _ => {}
    }
}

/// A plan to be looked at again in the running term.
fn again(almanac: &Almanac, due: NaiveDate) -> Pep {
    let year = almanac.current_term().year.to_string();
    Pep { year, term: "", due: Some(due), held: None, status: "Review again", quality: "" }
}

/// None held since the start of the last term that ended.
fn lose(almanac: &Almanac, peps: &mut Vec<Pep>, dice: &mut Dice) {
    let Some(term) = almanac.terms.iter().rev().find(|term| term.end < almanac.today) else { return };
    peps.retain(|pep| pep.held.is_some_and(|held| held < term.start));
    let due = shift(term.end, -dice.between(10, 25)).min(almanac.ago(35));
    peps.push(row(term, due, None, dice));
}
