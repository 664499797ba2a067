//! The changes that lie ahead of a child, or just behind: from the year group, the placements, the schools, and as
//! somebody wrote them down.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::birthday;
use crate::domain::case::Case;
use crate::domain::facts::{ChildKey, Registration};
use crate::domain::kind::Kind;
use crate::domain::kind::work::CHANGES;
use crate::domain::part::after16::{after, year_group_in};
use crate::domain::part::transitions::steps::near;
use crate::domain::work::Scene;
use crate::domain::work::books::Entered;
use chrono::{Datelike, Days, NaiveDate};

/// Days after a change for which its steps are looked after.
pub(super) const AFTERWARDS: i64 = 60;

/// Where a change comes from that a placement has by its planned end.
pub(super) const PLANNED_END: &str = "the planned end of the placement, which still runs";

/// A change.
pub(super) struct Change<'a> {
    /// Its code: `secondary`.
    pub(super) code: &'static str,
    /// Its day.
    pub(super) on: NaiveDate,
    /// Where to, where that is known.
    pub(super) to: String,
    /// Where it comes from, in words.
    pub(super) why: &'static str,
    /// What somebody wrote down about it.
    pub(super) rows: Vec<Entered<'a>>,
}

/// The changes of a child in the year that is looked at, which reaches to the end of the September after it. Of a child for
/// whom no case work is done only those that somebody wrote down.
pub(super) fn of<'a>(scene: &Scene<'a>, case: &Case<'_>, derived: bool) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    if derived && scene.year >= case.context.year {
        changes.extend(phase(scene, case));
        changes.extend(nursery(case));
        placements(case, &mut changes);
        schools(scene, case, &mut changes);
    }
    written(scene, case, &mut changes);
    // Schools begin in the first weeks of September.
    let (first, last) = (scene.year.first_day(), after(AcademicYear(scene.year.0 + 1).first_day(), 29));
    changes.retain(|change| (first..=last).contains(&change.on));
    changes
}

fn change(code: &'static str, on: NaiveDate, why: &'static str) -> Change<'static> {
    Change { code, on, to: String::new(), why, rows: Vec::new() }
}

/// The change of phase that the year group says; in the first weeks of a year, the one that was.
fn phase(scene: &Scene<'_>, case: &Case<'_>) -> Option<Change<'static>> {
    let (first, next) = (scene.year.first_day(), AcademicYear(scene.year.0 + 1).first_day());
    let just_now = scene.year == case.context.year && case.context.days_since(first) <= AFTERWARDS;
    let (code, on) = match year_group_in(scene, case, scene.year)? {
        -1 => ("reception", next),
        6 => ("secondary", next),
        11 => ("post_16", next),
        13 => ("post_18", next),
        0 if just_now => ("reception", first),
        7 if just_now => ("secondary", first),
        12 if just_now => ("post_16", first),
        _ => return None,
    };
    Some(change(code, on, "from the year group"))
}

/// Funded hours begin with the term after the third birthday: on 1 January, April or September.
fn nursery(case: &Case<'_>) -> Option<Change<'static>> {
    let third = birthday(case.child.dob?, 3)?;
    let on = match third.month() {
        1..=3 => NaiveDate::from_ymd_opt(third.year(), 4, 1)?,
        4..=8 => NaiveDate::from_ymd_opt(third.year(), 9, 1)?,
        _ => NaiveDate::from_ymd_opt(third.year() + 1, 1, 1)?,
    };
    let ahead = case.context.days_since(on) <= AFTERWARDS;
    ahead.then(|| change("nursery", on, "the term after the third birthday"))
}

fn placements(case: &Case<'_>, changes: &mut Vec<Change<'_>>) {
    let planned = case.current_placements().filter_map(|placement| placement.planned_end);
    let ahead = planned.filter(|on| case.context.days_since(*on) <= AFTERWARDS).max();
    changes.extend(ahead.map(|on| change("placement", on, PLANNED_END)));
}

/// A roll that begins later, or began in the last weeks, at another school than before; in September it belongs to the
/// change of phase.
fn schools(scene: &Scene<'_>, case: &Case<'_>, changes: &mut Vec<Change<'_>>) {
    let main = case.child.enrolments.iter().filter(|enrolment| enrolment.registration == Registration::Main);
    let next = main.enumerate().filter(|(place, enrolment)| {
        let before = enrolment.start.checked_sub_days(Days::new(1)).unwrap_or(enrolment.start);
        *place > 0
            && case.context.days_since(enrolment.start) <= AFTERWARDS
            && !case.on_roll_at(&enrolment.urn, before)
            && enrolment.start.month() != 9
    });
    let latest = next.map(|(_, enrolment)| enrolment).last();
    if let Some(enrolment) = latest {
        let to = scene.caseload.school_name(&enrolment.urn);
        changes.push(Change { to, ..change("school", enrolment.start, "from the rolls of schools") });
        return;
    }
    let key = ChildKey(case.child.key);
    let offered = scene.books.of(Kind::Admission, key).filter(|row| {
        row.text("decision") == "offered" && row.text("route") != "phase" && row.date("started").is_none()
    });
    let start = offered.filter_map(|row| Some((row.date("start_due")?, row.text("school_urn")))).max();
    if let Some((on, urn)) = start.filter(|(on, _)| case.context.days_since(*on) <= AFTERWARDS) {
        let to = scene.caseload.school_name(urn);
        changes.push(Change { to, ..change("school", on, "a place that was offered") });
    }
}

/// What somebody wrote down: put to the change that it is about, else a change of its own.
fn written<'a>(scene: &Scene<'a>, case: &Case<'_>, changes: &mut Vec<Change<'a>>) {
    let rows = || scene.books.of(Kind::Transition, ChildKey(case.child.key));
    // The change itself before its steps: its day is what a person wrote.
    let (whole, steps): (Vec<_>, Vec<_>) = rows().partition(|row| row.text("step").is_empty());
    for row in whole.into_iter().chain(steps) {
        let (Some(on), Some(code)) = (row.date("on"), CHANGES.iter().find(|code| **code == row.text("change"))) else {
            continue;
        };
        let itself = row.text("step").is_empty();
        match changes.iter_mut().find(|change| change.code == *code && near(change.on, on)) {
            Some(change) => {
                if itself {
                    change.on = on;
                    row.text("to").clone_into(&mut change.to);
                }
                change.rows.push(row);
            }
            None => changes.push(Change {
                to: row.text("to").to_owned(),
                rows: vec![row],
                ..change(code, on, "written down")
            }),
        }
    }
}

/// Whether a change is so long over that its steps are no more looked after.
pub(super) fn long_over(today: NaiveDate, on: NaiveDate) -> bool {
    today > after(on, AFTERWARDS)
}
