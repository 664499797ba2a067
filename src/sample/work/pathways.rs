//! The September Guarantee and careers work.

use crate::domain::attendance::AcademicYear;
use crate::domain::kind::Kind;
use crate::sample::SampleFile;
use crate::sample::almanac::shift;
use crate::sample::child::{Child, Facet};
use crate::sample::dice::Dice;
use crate::sample::story::Story;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::{Datelike, NaiveDate};

/// The files of the way after school.
pub(in crate::sample) struct Pathways {
    guarantee: Table,
    careers: Table,
    /// Young people before a place, and young people with careers work, seen so far.
    leavers: usize,
    young: usize,
}

/// Answers to the guarantee, dealt in turn; `None`: nobody has written one down.
const ANSWERS: &[Option<&str>] =
    &[Some("offer"), None, Some("not_known"), Some("no_offer"), Some("offer"), Some("declined"), Some("offer")];

const PROVIDERS: &[&str] = &[
    "Brackenmoor Sixth Form",
    "Hallow Valley College",
    "Eastmere Training",
    "Tern Street Apprenticeships",
    "Lowfield College of Further Education",
];

/// A step of careers work, its pathway, a detail.
type Work = (&'static str, &'static str, &'static str);

const PLANNED: &[Work] = &[
    ("visit", "college", "Open evening"),
    ("experience", "work", "A week in a garage"),
    ("guidance", "college", "Second talk with the careers adviser"),
    ("application", "sixth_form", "Form begun with the adviser"),
    ("interview", "apprenticeship", "Trial day"),
];

const DONE: &[Work] = &[
    ("guidance", "college", "Wants to work with animals; two courses looked at"),
    ("experience", "work", "Five days in a nursery, good report"),
    ("visit", "university", "Day for care-experienced pupils"),
    ("mentoring", "training", "Six talks with a mentor"),
];

/// What stands in the way of careers work of a young person, dealt in turn.
#[derive(Debug, Clone, Copy)]
enum Course {
    Overdue,
    Soon,
    Planned,
    Done,
    Nothing,
}

const COURSES: [Course; 7] =
    [Course::Done, Course::Overdue, Course::Planned, Course::Done, Course::Soon, Course::Nothing, Course::Done];

impl Pathways {
    pub(in crate::sample) fn new() -> Self {
        Self { guarantee: Table::new(Kind::Guarantee), careers: Table::new(Kind::Career), leavers: 0, young: 0 }
    }

    /// A young person's rows. Of a caseload of a few children the first has a row of each file whatever its age.
    pub(in crate::sample) fn add(&mut self, child: &Child, world: &World) {
        let mut dice = child.dice(world, Facet::Pathways);
        let first = child.number == 0 && world.children < 30;
        let cared_for = child.looked_after() || child.cohort == "CL";
        self.guarantees(child, world, &mut dice);
        if first {
            self.later(child, world);
        }
        if cared_for && (child.in_years(8, 13) || child.year.is_none()) {
            self.course(child, world, COURSES[self.young % COURSES.len()], &mut dice);
            self.young += 1;
        } else if first {
            self.course(child, world, Course::Done, &mut dice);
        }
    }

    /// This round's answer, and last year's of those whom it led somewhere.
    fn guarantees(&mut self, child: &Child, world: &World, dice: &mut Dice) {
        let Some(year) = child.year.filter(|_| child.looked_after()) else { return };
        let (this, today) = (world.almanac.year(), world.almanac.today);
        // Until the end of October the round of this September is the one.
        let round = AcademicYear(this.0 + i32::from(!matches!(today.month(), 9 | 10)));
        let place = year + i64::from(round.0 - this.0);
        if matches!(place, 12 | 13) {
            let lost = matches!(child.story, Story::Neet | Story::NotKnown);
            // Who is out of everything had an offer, too.
            let answer = if lost { Some("offer") } else { ANSWERS[self.leavers % ANSWERS.len()] };
            self.leavers += 1;
            if let Some(answer) = answer {
                self.answer(child, (round, answer), shift(today, -dice.between(3, 40)), dice);
            }
        }
        if place == 13 {
            let before = AcademicYear(round.0 - 1);
            self.answer(child, (before, "offer"), shift(before.first_day(), -dice.between(20, 200)), dice);
        }
    }

    fn answer(&mut self, child: &Child, (year, offer): (AcademicYear, &str), on: NaiveDate, dice: &mut Dice) {
        let offered = offer == "offer";
        let provider = dice.pick(PROVIDERS);
        let cells = Cells::new()
            .text("academic_year", year.to_string())
            .text("offer", offer)
            .day("offered", Some(on).filter(|_| offered))
            .maybe("provider", Some(provider).filter(|_| matches!(offer, "offer" | "declined")))
            .day("start", NaiveDate::from_ymd_opt(year.0, 9, 7).filter(|_| offered));
        self.guarantee.of_child(&child.id, &cells);
    }

    /// A round that is years ahead.
    fn later(&mut self, child: &Child, world: &World) {
        let year = child.year.filter(|year| *year < 11);
        let ahead = year.map_or(-3, |year| i32::try_from(12 - year).unwrap_or(1));
        let round = AcademicYear(world.almanac.year().0 + ahead);
        let cells = Cells::new().text("academic_year", round.to_string()).text("offer", "not_known");
        self.guarantee.of_child(&child.id, &cells);
    }

    fn course(&mut self, child: &Child, world: &World, course: Course, dice: &mut Dice) {
        let today = world.almanac.today;
        let due = match course {
            Course::Overdue => Some(shift(today, -dice.between(4, 40))),
            Course::Soon => Some(shift(today, dice.between(2, 12))),
            Course::Planned => Some(shift(today, dice.between(20, 90))),
            Course::Done => None,
            Course::Nothing => return,
        };
        if let Some(due) = due {
            // Before year 11 nobody applies yet; who has left school tries for work.
            let work = match child.year {
                Some(year) => PLANNED[dice.index(if year < 11 { 3 } else { PLANNED.len() })],
                None => PLANNED[PLANNED.len() - 1],
            };
            return self.step(child, work, (Some(due), None), dice);
        }
        let done = shift(today, -dice.between(5, 70));
        // Work planned and done, and what was done without a plan.
        let planned = Some(shift(done, dice.between(-3, 6))).filter(|_| dice.chance(60));
        self.step(child, DONE[dice.index(DONE.len())], (planned, Some(done)), dice);
    }

    fn step(&mut self, child: &Child, work: Work, days: (Option<NaiveDate>, Option<NaiveDate>), dice: &mut Dice) {
        let (step, pathway, detail) = work;
        let cells = Cells::new()
            .text("step", step)
            .day("due", days.0)
            .day("done", days.1)
            .text("pathway", pathway)
            .text("provider", dice.pick(PROVIDERS))
            .text("detail", detail);
        self.careers.of_child(&child.id, &cells);
    }

    pub(in crate::sample) fn files(self) -> [SampleFile; 2] {
        [self.guarantee.file("guarantee.csv"), self.careers.file("careers.csv")]
    }
}
