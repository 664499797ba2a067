//! The courses of referrals: the stages that each reached and the support that was planned.

use crate::domain::kind::Kind;
use crate::sample::SampleFile;
use crate::sample::almanac::{Almanac, shift};
use crate::sample::child::{Child, Facet};
use crate::sample::contacts::{self, Asked};
use crate::sample::dice::Dice;
use crate::sample::names;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;
use chrono::NaiveDate;

/// The files of the intake, but for the referrals themselves.
pub(in crate::sample) struct Inclusion {
    stages: Table,
    support: Table,
    /// Children seen so far.
    seen: usize,
}

/// How far a referral of the last weeks has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    Triaged,
    TriagedLongAgo,
    Planned,
    StepLate,
    ReviewLate,
    Reviewed,
    RanOut,
}

/// Every so many children one is in the middle of something; the courses go round.
const EVERY: usize = 7;

const COURSES: [Course; 7] = [
    Course::Planned,
    Course::StepLate,
    Course::Triaged,
    Course::ReviewLate,
    Course::TriagedLongAgo,
    Course::Reviewed,
    Course::RanOut,
];

const REASONS: &[&str] = &[
    "Will not come into school in the mornings",
    "At risk of a suspension; staff want advice",
    "Anxious since contact with family changed",
    "Falls behind in English after three moves",
    "No friends in the new school yet",
    "Moves to year 7 and dreads it",
];

const STEPS: &[(&str, &str)] = &[
    ("Mentor twice a week", "engagement worker"),
    ("Meet and greet at the gate", "school"),
    ("Meeting of school, carer and social worker", "inclusion worker"),
    ("Tuition in English, ten hours", "tutor"),
    ("Sensory breaks in the timetable", "school"),
    ("Talk with the educational psychologist", "educational psychologist"),
];

const OUTCOMES: &[&str] = &[
    "In school every day since",
    "Settled; the school goes on by itself",
    "Handed over to early help",
    "Place at the new school found",
];

/// The days of a course.
#[derive(Debug, Clone, Copy)]
struct Days {
    received: NaiveDate,
    triaged: NaiveDate,
    planned: Option<NaiveDate>,
    ends: NaiveDate,
    review: NaiveDate,
    reviewed: Option<NaiveDate>,
    closed: Option<NaiveDate>,
    today: NaiveDate,
}

impl Inclusion {
    pub(in crate::sample) fn new() -> Self {
        Self { stages: Table::new(Kind::ReferralStage), support: Table::new(Kind::Support), seen: 0 }
    }

    /// What came of a child's referral; and of some children another one, whose row goes into `referrals`.
    pub(in crate::sample) fn add(&mut self, child: &Child, world: &World, referrals: &mut Table) {
        let mut dice = child.dice(world, Facet::Inclusion);
        let worker = world.caseworkers[dice.index(world.caseworkers.len())].clone();
        if let Some(asked) = contacts::asked(child, world).filter(|asked| asked.first.is_some()) {
            let days = past(&asked, &world.almanac);
            self.write(child, &asked, &days, (&worker, &mut dice));
        }
        if self.seen.is_multiple_of(EVERY) {
            let course = COURSES[self.seen / EVERY % COURSES.len()];
            let days = days(course, &world.almanac, &mut dice);
            let asked = Asked {
                received: days.received,
                role: dice.pick(&["school", "social worker", "carer", "independent reviewing officer"]),
                name: names::adult(&mut dice).full(),
                reason: dice.pick(REASONS),
                first: Some(days.triaged),
                closed: None,
            };
            contacts::write_referral(child, &asked, referrals);
            self.write(child, &asked, &days, (&worker, &mut dice));
        }
        self.seen += 1;
    }

    fn write(&mut self, child: &Child, asked: &Asked, days: &Days, (worker, dice): (&str, &mut Dice)) {
        let key = || {
            let cells = Cells::new().day("received", Some(days.received)).text("from_role", asked.role);
            cells.text("reason", asked.reason).text("by", worker)
        };
        let reached = |stage: &str, on: NaiveDate| key().text("stage", stage).day("on", Some(on));
        let mut rows = vec![reached("triaged", days.triaged).text("outcome", "Ours: worker named")];
        if let Some(planned) = days.planned {
            rows.push(reached("planned", planned).day("due", Some(days.review)));
            self.steps(child, asked.reason, (days, planned), dice);
        }
        if let Some(reviewed) = days.reviewed {
            let next = days.closed.is_none().then(|| shift(reviewed, 42));
            rows.push(reached("reviewed", reviewed).day("due", next).text("outcome", "Better; the mentor stays"));
        }
        if let Some(closed) = days.closed {
            rows.push(reached("closed", closed).text("outcome", dice.pick(OUTCOMES)));
        }
        for row in rows {
            self.stages.of_child(&child.id, &row);
        }
    }

    /// Two steps of a plan, done as far as the course has come.
    fn steps(&mut self, child: &Child, plan: &str, (days, planned): (&Days, NaiveDate), dice: &mut Dice) {
        let first = dice.index(STEPS.len());
        for (place, after) in [(first, 7), ((first + 1) % STEPS.len(), 28)] {
            let (step, who) = STEPS[place];
            let due = shift(planned, after).min(days.ends);
            let last = days.closed.unwrap_or(days.ends);
            let done = Some(due).filter(|due| *due <= days.done_by());
            let cells = Cells::new()
                .text("plan", plan)
                .day("start", Some(planned))
                .day("ends", Some(last.max(days.ends)))
                .text("step", step)
                .text("who", who)
                .day("due", Some(due))
                .day("done", done)
                .maybe("outcome", done.map(|_| "Done as agreed"));
            self.support.of_child(&child.id, &cells);
        }
    }

    pub(in crate::sample) fn files(self) -> [SampleFile; 2] {
        [self.stages.file("referral_stages.csv"), self.support.file("support.csv")]
    }
}

impl Days {
    /// Up to which day steps were done: to the last stage that was reached.
    fn done_by(&self) -> NaiveDate {
        let begun = self.planned.map(|planned| shift(planned, 7).min(self.today));
        self.closed.or(self.reviewed).or(begun).unwrap_or(self.triaged)
    }
}

/// The course of a referral that was answered, from the days that its row has.
fn past(asked: &Asked, almanac: &Almanac) -> Days {
    let triaged = asked.first.unwrap_or(asked.received);
    let closed = asked.closed;
    let planned = closed.map(|closed| shift(triaged, 3).min(closed));
    let reviewed = closed.map(|closed| shift(closed, -2).max(triaged));
    let ends = closed.unwrap_or(almanac.today);
    Days { received: asked.received, triaged, planned, ends, review: ends, reviewed, closed, today: almanac.today }
}

/// The days of a course that is under way today.
fn days(course: Course, almanac: &Almanac, dice: &mut Dice) -> Days {
    let ago = |days: i64| Almanac::weekday(almanac.ago(days));
    let open = |received: i64| {
        let received = ago(received);
        let triaged = almanac.working_days_from(received, 2);
        let (planned, reviewed, closed) = (None, None, None);
        Days { received, triaged, planned, ends: triaged, review: triaged, reviewed, closed, today: almanac.today }
    };
    let planned = |received: i64, planned: i64, ends: i64, review: i64| Days {
        planned: Some(ago(planned)),
        ends: ago(ends),
        review: ago(review),
        ..open(received)
    };
    match course {
        Course::Triaged => open(dice.between(5, 9)),
        Course::TriagedLongAgo => open(dice.between(32, 50)),
        Course::Planned => planned(20, 5, -60, -37),
        Course::StepLate => planned(45, 38, -20, -21),
        Course::ReviewLate => planned(80, 60, -30, 8),
        Course::Reviewed => Days { reviewed: Some(ago(9)), ..planned(75, 55, -40, 10) },
        Course::RanOut => Days { reviewed: Some(ago(20)), ..planned(100, 90, 5, 30) },
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::kind::work::REFERRAL_STAGES;
    use crate::sample::{Recipe, invent};

    fn text(children: u32, seed: u64, name: &str) -> String {
        let recipe = Recipe { children, seed, weeks: 4, today: "2026-11-23".parse().unwrap() };
        let file = invent(&recipe).into_iter().find(|file| file.name == name).unwrap();
        String::from_utf8(file.bytes).unwrap()
    }

    #[test]
    fn sixty_children_have_every_stage_and_three_have_rows() {
        for seed in [1, 7, 42] {
            let stages = text(60, seed, "referral_stages.csv");
            for stage in REFERRAL_STAGES {
                assert!(stages.contains(&format!(",{stage},")), "{stage} with seed {seed}");
            }
            for file in ["referral_stages.csv", "support.csv", "challenges.csv", "training.csv", "enquiries.csv"] {
                assert!(text(3, seed, file).lines().count() > 1, "{file} with seed {seed}");
            }
        }
    }

    #[test]
    fn no_stage_and_no_step_was_reached_after_today() {
        for (file, column) in [("referral_stages.csv", "on"), ("support.csv", "done")] {
            let text = text(120, 7, file);
            let place = text.lines().next().unwrap().split(',').position(|word| word == column).unwrap();
            for line in text.lines().skip(1).filter(|line| !line.contains('"')) {
                let day = line.split(',').nth(place).unwrap();
                assert!(day <= "2026-11-23", "{file}: {line}");
            }
        }
    }
}
