//! Changes of phase, school and home: steps that were ticked, some that were not, and changes that somebody planned.

use crate::domain::attendance::AcademicYear;
use crate::domain::kind::Kind;
use crate::sample::SampleFile;
use crate::sample::almanac::{Almanac, shift};
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::roll::phase;
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::NaiveDate;

/// The file of changes.
pub(in crate::sample) struct Transitions {
    table: Table,
    /// Children before a change of phase, and children of other years, seen so far.
    leavers: usize,
    others: usize,
}

/// A step of a change of phase and a day (month, day) by which a good caseworker has done it.
type Ready = (&'static str, u32, u32);

const RECEPTION: &[Ready] = &[
    ("place applied for", 1, 8),
    ("EHC plan names the school", 2, 8),
    ("offer known", 4, 15),
    ("PEP plans the change", 5, 20),
    ("designated teachers spoke", 6, 8),
    ("visit to the new school", 6, 18),
];
const SECONDARY: &[Ready] = &[
    ("place applied for", 10, 14),
    ("EHC plan names the school", 2, 8),
    ("offer known", 3, 1),
    ("PEP plans the change", 5, 20),
    ("designated teachers spoke", 6, 8),
    ("visit to the new school", 6, 18),
];
const POST_16: &[Ready] = &[
    ("careers guidance done", 10, 20),
    ("applications made", 11, 12),
    ("EHC plan names the provider", 3, 20),
    ("PEP plans the change", 5, 20),
    ("plan for the day of results", 7, 10),
];
const POST_18: &[Ready] = &[
    ("pathway plan looks ahead", 11, 4),
    ("applications made", 11, 18),
    ("money applied for", 5, 10),
    ("home in term and holidays", 6, 10),
];

const WHO: &[&str] = &["caseworker", "designated teacher", "social worker", "personal adviser", "carer"];

impl Transitions {
    pub(in crate::sample) fn new() -> Self {
        Self { table: Table::new(Kind::Transition), leavers: 0, others: 0 }
    }

    /// A child's rows. Of a caseload of a few children the first has some whatever its age.
    pub(in crate::sample) fn add(&mut self, child: &Child, world: &World) {
        let mut dice = child.dice(world, Facet::Transitions);
        let almanac = &world.almanac;
        if !child.looked_after() {
            return self.first(child, world, &mut dice);
        }
        match child.story {
            Story::PlannedMove => self.home(child, almanac, &mut dice),
            Story::NewSchool | Story::NewSchoolInExamYears => self.arrived(child, almanac, &mut dice),
            _ => match child.year {
                Some(-1) => self.phase(child, almanac, ("reception", RECEPTION), &mut dice),
                Some(6) => self.phase(child, almanac, ("secondary", SECONDARY), &mut dice),
                Some(11) => self.phase(child, almanac, ("post_16", POST_16), &mut dice),
                Some(13) => self.phase(child, almanac, ("post_18", POST_18), &mut dice),
                _ => self.other(child, world, &mut dice),
            },
        }
        self.first(child, world, &mut dice);
    }

    fn first(&mut self, child: &Child, world: &World, dice: &mut Dice) {
        if child.number == 0 && world.children < 30 {
            self.planned(child, world, dice);
        }
    }

    fn row(&mut self, child: &Child, (change, on): (&str, NaiveDate), step: Cells) {
        self.table.of_child(&child.id, &step.text("change", change).day("on", Some(on)));
    }

    /// Steps whose day has come are ticked; of every third child the last of them is not, of every fourth the next one
    /// is given to somebody.
    fn phase(&mut self, child: &Child, almanac: &Almanac, (change, steps): (&str, &[Ready]), dice: &mut Dice) {
        let this = almanac.year();
        let on = AcademicYear(this.0 + 1).first_day();
        let day = |(_, month, day): &Ready| NaiveDate::from_ymd_opt(this.0 + i32::from(*month < 9), *month, *day);
        let (past, ahead): (Vec<_>, Vec<_>) =
            steps.iter().partition(|step| day(step).is_some_and(|day| day <= almanac.today));
        let open = usize::from(self.leavers % 3 == 1);
        for step in &past[..past.len().saturating_sub(open)] {
            let done = day(step).map(|day| shift(day, -dice.between(0, 9)));
            self.row(
                child,
                (change, on),
                Cells::new().text("step", step.0).day("done", done).text("who", dice.pick(WHO)),
            );
        }
        if let Some(step) = ahead.first().filter(|_| self.leavers % 4 == 2) {
            self.row(
                child,
                (change, on),
                Cells::new().text("step", step.0).day("due", day(step)).text("who", dice.pick(WHO)),
            );
        }
        self.leavers += 1;
    }

    /// The home ends within the month.
    fn home(&mut self, child: &Child, almanac: &Almanac, dice: &mut Dice) {
        let on = shift(almanac.today, 14);
        let done = Some(shift(almanac.today, -dice.between(1, 6)));
        let step = Cells::new().text("step", "virtual school asked").day("done", done).text("who", "social worker");
        self.row(child, ("placement", on), step);
    }

    /// The child has just come to a new school.
    fn arrived(&mut self, child: &Child, almanac: &Almanac, dice: &mut Dice) {
        let on = shift(almanac.today, -13);
        let done = Some(shift(almanac.today, -dice.between(30, 50)));
        self.row(child, ("school", on), Cells::new().text("step", "place asked for").day("done", done));
    }

    /// One in eight of the others has a change that was planned, or one that is over.
    fn other(&mut self, child: &Child, world: &World, dice: &mut Dice) {
        if !child.in_years(1, 10) {
            return;
        }
        match self.others % 16 {
            3 => self.planned(child, world, dice),
            11 => self.over(child, world, dice),
            _ => {}
        }
        self.others += 1;
    }

    fn planned(&mut self, child: &Child, world: &World, dice: &mut Dice) {
        let today = world.almanac.today;
        let on = world.almanac.council().from(shift(today, dice.between(25, 50)), 0);
        let school = world.schools.pick(phase(child.year.unwrap_or(9)), None, dice);
        self.row(child, ("school", on), Cells::new().text("to", &school.name));
        let asked = Cells::new().text("step", "place asked for").day("done", Some(shift(today, -4)));
        self.row(child, ("school", on), asked.text("who", "social worker"));
        let taxi = Cells::new().text("step", "taxi booked").day("due", Some(shift(on, -7)));
        self.row(child, ("school", on), taxi.text("who", "caseworker"));
    }

    /// Over for two months, and not all of it was done.
    fn over(&mut self, child: &Child, world: &World, dice: &mut Dice) {
        let on = world.almanac.council().from(shift(world.almanac.today, -63), 0);
        let school = world.schools.pick(phase(child.year.unwrap_or(9)), None, dice);
        self.row(child, ("school", on), Cells::new().text("to", &school.name));
        let spoke = Cells::new().text("step", "designated teachers spoke").day("done", Some(shift(on, -6)));
        self.row(child, ("school", on), spoke.text("who", "designated teacher"));
    }

    pub(in crate::sample) fn file(self) -> SampleFile {
        self.table.file("transitions.csv")
    }
}
