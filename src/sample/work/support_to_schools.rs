//! What was raised with schools, about children and about schools as a whole, and the training offered to them.

use crate::domain::kind::Kind;
use crate::sample::SampleFile;
use crate::sample::almanac::Almanac;
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;

/// The files about schools.
pub(in crate::sample) struct SupportToSchools {
    challenges: Table,
    /// Children at a school seen so far.
    seen: usize,
}

/// Every so many children at a school something was raised about one.
const EVERY: usize = 6;

/// What was raised: support or challenge, days ago, answer due in how many days, answered how many days ago.
type Raised = (&'static str, i64, Option<i64>, Option<i64>);

const RAISED: [Raised; 6] = [
    ("challenge", 6, Some(8), None),
    ("challenge", 24, Some(-3), None),
    ("support", 12, None, None),
    ("challenge", 40, Some(-26), Some(29)),
    ("support", 55, Some(-41), Some(44)),
    ("challenge", 20, None, None),
];

const OF_CHILDREN: &[&str] = &[
    "Part-time timetable without an end",
    "Isolation for three days",
    "No targets in the PEP",
    "Seating plan and a key adult",
    "Work sent home after a suspension",
];
const OF_SCHOOLS: &[&str] = &[
    "PEPs come in after their day",
    "Suspensions of looked-after children",
    "Whole-school training on trauma",
    "Pupil Premium Plus spent on the whole class",
    "Attendance codes for late pupils",
];
const ANSWERS: &[&str] =
    &["Put right the same week", "The head wrote back with a plan", "Agreed; looked at again in spring"];
const TITLES: &[&str] = &["Trauma and attachment", "The designated teacher's role", "Writing PEP targets"];

impl SupportToSchools {
    pub(in crate::sample) fn new() -> Self {
        Self { challenges: Table::new(Kind::Challenge), seen: 0 }
    }

    /// What was raised about a child who is at a school; of the first child, wherever it is.
    pub(in crate::sample) fn add(&mut self, child: &Child, world: &World, school: Option<&str>) {
        let first = child.number == 0;
        let Some(urn) = school.or_else(|| first.then(|| world.schools.all()[0].urn.as_str())) else { return };
        if self.seen.is_multiple_of(EVERY) {
            let mut dice = child.dice(world, Facet::Challenges);
            let row = RAISED[self.seen / EVERY % RAISED.len()];
            self.challenges.of_child(&child.id, &raised(world, urn, (row, OF_CHILDREN), &mut dice));
        }
        self.seen += 1;
    }

    pub(in crate::sample) fn files(self, world: &World) -> [SampleFile; 3] {
        let (mut actions, mut training) = (Table::new(Kind::SchoolAction), Table::new(Kind::Training));
        for (place, school) in world.schools.all().iter().enumerate() {
            if place % 3 == 0 {
                let mut dice = Dice::of(world.seed, Facet::Challenges as u64, usize::MAX - place);
                let row = RAISED[place / 3 % RAISED.len()];
                actions.row(&raised(world, &school.urn, (row, OF_SCHOOLS), &mut dice));
            }
            let mut dice = Dice::of(world.seed, Facet::Training as u64, place);
            for row in trained(place, &mut dice) {
                training.row(&attended(world, (&school.urn, &school.teacher), row, &mut dice));
            }
        }
        [self.challenges.file("challenges.csv"), actions.file("school_actions.csv"), training.file("training.csv")]
    }
}

fn raised(world: &World, urn: &str, (row, abouts): (Raised, &[&'static str]), dice: &mut Dice) -> Cells {
    let (kind, ago, due, answered) = row;
    let day = |ago: i64| Almanac::weekday(world.almanac.ago(ago));
    Cells::new()
        .text("school_urn", urn)
        .day("raised", Some(day(ago)))
        .text("kind", kind)
        .text("about", dice.pick(abouts))
        .day("answer_due", due.map(|due| day(-due).max(day(ago))))
        .day("answered", answered.map(day))
        .maybe("outcome", answered.map(|_| dice.pick(ANSWERS)))
}

/// When training was, in days ago, and whether somebody came; of some schools none is known.
fn trained(place: usize, dice: &mut Dice) -> Vec<(i64, bool)> {
    let lately = dice.between(30, 600);
    match place % 6 {
        0 | 3 => vec![(lately, true)],
        1 => vec![(dice.between(800, 1_000), true)],
        2 => vec![(lately + 60, true), (20, false)],
        4 => vec![(70, false), (21, true)],
        _ => vec![(dice.between(-40, -10), false)],
    }
}

fn attended(world: &World, (urn, teacher): (&str, &str), (ago, came): (i64, bool), dice: &mut Dice) -> Cells {
    Cells::new()
        .text("school_urn", urn)
        .day("on", Some(Almanac::weekday(world.almanac.ago(ago))))
        .text("title", dice.pick(TITLES))
        .text("who", teacher)
        .text("role", "designated teacher")
        .text("attended", if came { "y" } else { "" })
}
