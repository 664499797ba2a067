//! Whom to ring: numbers from the ranges that Ofcom keeps free for drama.

use crate::sample::almanac::Almanac;
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::names;
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::NaiveDate;

fn landline(dice: &mut Dice) -> String {
    if dice.chance(85) {
        format!("01632 960{:03}", dice.between(0, 999))
    } else {
        format!("020 7946 0{:03}", dice.between(0, 999))
    }
}

fn person(role: &str, name: &str, phone: String, email: String) -> Cells {
    Cells::new().text("role", role).text("name", name).text("phone", phone).text("email", email)
}

/// The rows of contacts.csv.
pub(super) fn write(child: &Child, world: &World, school: Option<&str>, table: &mut Table) {
    let mut dice = child.dice(world, Facet::Contacts);
    let id = &child.id;
    let (carer, role) = match child.carer.split_once(" (") {
        Some((name, rest)) => (name, rest.trim_end_matches(')')),
        None if child.carer.ends_with(child.name.surname) => (child.carer.as_str(), "family carer"),
        None => (child.carer.as_str(), "foster carer"),
    };
    let email = if dice.chance(60) { format!("carer.{id}@example.org") } else { String::new() };
    let phone = format!("07700 900{:03}", 37 * child.family % 1000);
    table.of_child(id, &person(role, carer, phone, email));
    let worker = world.social_workers.iter().position(|name| *name == child.social_worker).unwrap_or(0);
    let phone = format!("07700 900{:03}", worker % 1000);
    table.of_child(id, &person("social worker", &child.social_worker, phone, format!("sw{worker:03}@example.org")));
    if let Some(school) = school.and_then(|urn| world.schools.by_urn(urn)) {
        table.of_child(id, &person("designated teacher", &school.teacher, school.phone.clone(), school.email.clone()));
    }
    let reviewed = child.looked_after() && dice.chance(35);
    if reviewed {
        let name = names::adult(&mut dice).full();
        table.of_child(
            id,
            &person("independent reviewing officer", &name, landline(&mut dice), "iro@example.org".into()),
        );
    }
    if let Some(role) = beside(child.story) {
        let name = names::adult(&mut dice).full();
        table
            .of_child(id, &person(role, &name, landline(&mut dice), format!("{}@example.org", role.replace(' ', "."))));
    }
}

/// Who else has a part in a story.
fn beside(story: Story) -> Option<&'static str> {
    match story {
        Story::Excluded | Story::ExcludedTaught | Story::Suspended | Story::SuspendedLong | Story::SuspendedOften => {
            Some("inclusion officer")
        }
        Story::Refuser | Story::RefuserLong | Story::Truant | Story::SlidAfterMove => Some("attendance officer"),
        Story::NoSchool | Story::NoSchoolLong => Some("admissions officer"),
        Story::Neet | Story::NotKnown => Some("participation adviser"),
        _ => None,
    }
}

/// A referral.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// When it came.
    pub(super) received: NaiveDate,
    /// Who asks, by role.
    pub(super) role: &'static str,
    /// Who asks, by name.
    pub(super) name: String,
    /// Why.
    pub(super) reason: &'static str,
    /// When somebody first acted.
    pub(super) first: Option<NaiveDate>,
    /// When it was closed.
    pub(super) closed: Option<NaiveDate>,
}

/// The rows of referrals.csv.
pub(super) fn referrals(child: &Child, world: &World, table: &mut Table) {
    if let Some(asked) = asked(child, world) {
        write_referral(child, &asked, table);
    }
}

/// A row of referrals.csv.
pub(super) fn write_referral(child: &Child, asked: &Asked, table: &mut Table) {
    let cells = Cells::new()
        .day("received", Some(asked.received))
        .text("from_role", asked.role)
        .text("from_name", &asked.name)
        .text("reason", asked.reason)
        .day("first_action", asked.first)
        .day("closed", asked.closed);
    table.of_child(&child.id, &cells);
}

/// What somebody asked for a child, where anybody did: told alike each time.
pub(super) fn asked(child: &Child, world: &World) -> Option<Asked> {
    let mut dice = child.dice(world, Facet::Referrals);
    let almanac = &world.almanac;
    let (reason, open, ago) = reason(child, &mut dice)?;
    let received = almanac.working_days_from(almanac.today, -ago);
    let first = almanac.working_days_from(received, dice.between(1, 4.min(ago - 1)));
    let closed = almanac.ago(-1).min(first + chrono::Days::new(u64::try_from(dice.between(10, 60)).unwrap_or(10)));
    let acted = !open;
    let role = dice.pick(&["social worker", "school", "carer", "admissions team", "SEND team"]);
    let name = if role == "social worker" { child.social_worker.clone() } else { names::adult(&mut dice).full() };
    let closed = (acted && closed <= almanac.today).then_some(closed);
    Some(Asked { received, role, name, reason, first: acted.then_some(first), closed })
}

/// Why somebody referred, whether nobody has answered, and how many working days ago (at least two).
fn reason(child: &Child, dice: &mut Dice) -> Option<(&'static str, bool, i64)> {
    let answered = |reason, ago| Some((reason, false, ago));
    match child.story {
        Story::Unanswered => Some((dice.pick(ASKED), true, dice.between(7, 20))),
        Story::Refuser => answered("School avoidance: wants advice on a reintegration plan", dice.between(5, 15)),
        Story::RefuserLong => answered("School avoidance: wants advice on a reintegration plan", dice.between(60, 120)),
        Story::NoSchool => answered("Needs a school place near the new home", dice.between(2, 3)),
        Story::NoSchoolLong => answered("Needs a school place near the new home", dice.between(10, 20)),
        Story::SlidAfterMove => answered("Unsettled since the placement move; transport is long", dice.between(2, 8)),
        _ if dice.chance(9) => answered(dice.pick(ASKED), dice.between(25, 200)),
        _ => None,
    }
}

const ASKED: &[&str] = &[
    "Advice on a school place",
    "Pupil Premium Plus: what can be funded",
    "EHC needs assessment: help with the request",
    "Support after a suspension",
    "Bullying at school",
    "Transition to secondary school",
    "Part-time timetable: is it lawful",
    "Laptop and internet at home",
];

/// The almanac's day of the last working day, for what was checked lately.
pub(super) fn checked(almanac: &Almanac, dice: &mut Dice) -> NaiveDate {
    almanac.working_days_from(almanac.today, -dice.between(1, 28))
}
