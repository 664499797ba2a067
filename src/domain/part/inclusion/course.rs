//! The course of a referral: the stages it reached, and the plan of support that follows from it.

use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::kind::work::REFERRAL_STAGES;
use crate::domain::work::Scene;
use crate::domain::work::books::Entered;
use chrono::NaiveDate;

/// Where a referral stands on a day.
pub(super) struct Course<'a> {
    /// The referral.
    pub(super) referral: Entered<'a>,
    /// One of the part's states.
    pub(super) state: &'static str,
    /// Since when it stands there.
    pub(super) since: Option<NaiveDate>,
    /// By when the next stage is due, where the last one named a day.
    pub(super) due: Option<NaiveDate>,
    /// The stages that it reached, the earliest first.
    pub(super) reached: Vec<Entered<'a>>,
    /// The support planned.
    pub(super) plan: Option<Plan<'a>>,
}

/// A plan of support on a day: its steps and its end.
pub(super) struct Plan<'a> {
    /// What it is called: the reason of the referral.
    pub(super) name: &'a str,
    /// Its first day.
    pub(super) start: NaiveDate,
    /// Its last day, the latest that a step names.
    pub(super) ends: Option<NaiveDate>,
    steps: Vec<Entered<'a>>,
    today: NaiveDate,
}

impl<'a> Plan<'a> {
    /// Its steps, those due first in front.
    pub(super) fn steps(&self) -> impl Iterator<Item = Entered<'a>> {
        self.steps.iter().copied()
    }

    /// The steps that are not done.
    pub(super) fn open(&self) -> impl Iterator<Item = Entered<'a>> {
        self.steps().filter(|step| !self.is_done(*step))
    }

    /// How many steps there are.
    pub(super) fn all(&self) -> usize {
        self.steps.len()
    }

    /// How many are done.
    pub(super) fn done(&self) -> usize {
        self.all() - self.open().count()
    }

    fn is_done(&self, step: Entered<'_>) -> bool {
        step.date("done").is_some_and(|done| done <= self.today)
    }
}

/// The referrals of a child that have come, and the plans of support that belong to none of them.
pub(super) fn of<'a>(scene: &Scene<'a>, child: ChildKey) -> (Vec<Course<'a>>, Vec<Plan<'a>>) {
    let (books, today) = (scene.books, scene.today());
    let mut plans = plans(scene, child);
    let received = |row: &Entered<'_>| row.date("received").is_some_and(|day| day <= today);
    let mut referrals: Vec<_> = books.of(Kind::Referral, child).filter(received).collect();
    // Of two referrals for one reason a plan belongs to the later one that it can follow from.
    referrals.sort_by_key(|row| std::cmp::Reverse(row.date("received")));
    let mut courses: Vec<_> = referrals.into_iter().map(|row| course(scene, (row, child), &mut plans)).collect();
    courses.reverse();
    (courses, plans)
}

fn course<'a>(scene: &Scene<'a>, (referral, child): (Entered<'a>, ChildKey), plans: &mut Vec<Plan<'a>>) -> Course<'a> {
    let today = scene.today();
    let same = |row: &Entered<'_>| {
        row.date("received") == referral.date("received")
            && ["from_role", "reason"].iter().all(|name| row.text(name) == referral.text(name))
    };
    let come = |row: &Entered<'_>| row.date("on").is_some_and(|on| on <= today);
    let mut reached: Vec<_> = scene.books.of(Kind::ReferralStage, child).filter(same).filter(come).collect();
    reached.sort_by_key(|row| (row.date("on"), place(row.text("stage"))));
    let last = reached.last().copied();
    let on = |name: &str| referral.date(name).filter(|day| *day <= today);
    let (state, since) = match (on("closed"), last.and_then(|last| place(last.text("stage")))) {
        (Some(closed), _) => ("closed", Some(closed)),
        (None, Some(at)) => (REFERRAL_STAGES[at], last.and_then(|last| last.date("on"))),
        (None, None) => match on("first_action") {
            Some(acted) => ("triaged", Some(acted)),
            None => ("received", referral.date("received")),
        },
    };
    let follows = |plan: &Plan<'_>| {
        plan.name == referral.text("reason") && referral.date("received").is_some_and(|day| day <= plan.start)
    };
    let plan = plans.iter().rposition(follows).map(|at| plans.remove(at));
    Course { referral, state, since, due: last.and_then(|last| last.date("due")), reached, plan }
}

fn place(stage: &str) -> Option<usize> {
    REFERRAL_STAGES.iter().position(|known| *known == stage)
}

/// The plans of a child by name and first day, the earliest first; those that begin after today too: they are planned.
fn plans<'a>(scene: &Scene<'a>, child: ChildKey) -> Vec<Plan<'a>> {
    let mut plans: Vec<Plan<'a>> = Vec::new();
    for step in scene.books.of(Kind::Support, child) {
        let (name, Some(start)) = (step.text("plan"), step.date("start")) else { continue };
        match plans.iter_mut().find(|plan| plan.name == name && plan.start == start) {
            Some(plan) => {
                plan.ends = plan.ends.max(step.date("ends"));
                plan.steps.push(step);
            }
            None => {
                plans.push(Plan { name, start, ends: step.date("ends"), steps: vec![step], today: scene.today() });
            }
        }
    }
    plans.sort_by_key(|plan| plan.start);
    for plan in &mut plans {
        plan.steps.sort_by_key(|step| (step.date("due").is_none(), step.date("due")));
    }
    plans
}
