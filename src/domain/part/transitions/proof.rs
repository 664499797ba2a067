//! What the files say of a step: the day on which it was done, without anybody having ticked it.

use crate::domain::attendance::AcademicYear;
use crate::domain::case::Case;
use crate::domain::facts::{ChildKey, DestinationStatus};
use crate::domain::kind::Kind;
use crate::domain::part::transitions::changes::Change;
use crate::domain::part::transitions::steps::{Proof, near};
use crate::domain::work::Scene;
use crate::domain::work::books::Entered;
use chrono::NaiveDate;

/// The days before a change in which an application or careers work belongs to it.
const APPLIED_WITHIN: i64 = 400;
const CAREER_WITHIN: i64 = 730;

/// The day that shows a step done, and the row behind it.
pub(super) fn shown<'a>(
    scene: &Scene<'a>,
    case: &Case<'_>,
    change: &Change<'_>,
    proof: Proof,
) -> Option<(NaiveDate, Option<Entered<'a>>)> {
    match proof {
        Proof::Tick => None,
        Proof::Applied => admission(scene, case, change, false),
        Proof::Offered => admission(scene, case, change, true).or_else(|| roll_to_come(case).map(|day| (day, None))),
        Proof::PepAfter => {
            let held = case.child.peps.iter().filter_map(|pep| pep.held);
            held.filter(|held| *held >= change.on && *held <= case.today()).min().map(|held| (held, None))
        }
        Proof::Career(step) => {
            let rows = scene.books.of(Kind::Career, ChildKey(case.child.key)).filter(|row| row.text("step") == step);
            let done = rows.filter_map(|row| Some((row.date("done").filter(|done| *done <= case.today())?, Some(row))));
            done.filter(|(done, _)| (0..=CAREER_WITHIN).contains(&(change.on - *done).num_days()))
                .max_by_key(|done| done.0)
        }
        Proof::Place => place(scene, case, change),
    }
}

fn admission<'a>(
    scene: &Scene<'a>,
    case: &Case<'_>,
    change: &Change<'_>,
    offered: bool,
) -> Option<(NaiveDate, Option<Entered<'a>>)> {
    let phase = change.code != "school";
    let rows = scene
        .books
        .of(Kind::Admission, ChildKey(case.child.key))
        .filter(|row| (row.text("route") == "phase") == phase && (!offered || row.text("decision") == "offered"));
    let day = |row: Entered<'a>| {
        let applied = row.date("applied").filter(|applied| *applied <= case.today())?;
        let within = (0..=APPLIED_WITHIN).contains(&(change.on - applied).num_days());
        within.then(|| (row.date("decided").filter(|_| offered).unwrap_or(applied), Some(row)))
    };
    rows.filter_map(day).max_by_key(|found| found.0)
}

/// A roll that begins later, at a school where the child is not today.
fn roll_to_come(case: &Case<'_>) -> Option<NaiveDate> {
    let today = case.today();
    let later = case.child.enrolments.iter().filter(|enrolment| enrolment.start > today);
    later.filter(|enrolment| !case.on_roll_at(&enrolment.urn, today)).map(|_| today).next()
}

fn place<'a>(scene: &Scene<'a>, case: &Case<'_>, change: &Change<'_>) -> Option<(NaiveDate, Option<Entered<'a>>)> {
    let year = AcademicYear::of(change.on).to_string();
    let mut rows = scene.books.of(Kind::Guarantee, ChildKey(case.child.key));
    let offer = rows.find(|row| row.text("academic_year") == year && row.text("offer") == "offer");
    let doing = || {
        let begins = case.child.destinations.iter().filter(|doing| doing.status == DestinationStatus::Eet);
        let day = |from: NaiveDate| from.min(case.today());
        begins.filter(|doing| near(doing.from, change.on)).map(|doing| (day(doing.from), None)).next()
    };
    offer.map(|row| (row.date("offered").unwrap_or(case.today()), Some(row))).or_else(doing)
}
