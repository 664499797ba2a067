//! Marks, plans and rolls that are missing or go on where they should not.

use crate::domain::attendance::NO_MARK;
use crate::domain::case::Case;
use crate::domain::health::{Check, Ground, Row, row};
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// School days that a register may be behind, at the beginning of a year or after the other registers.
const LATE: i64 = 5;

pub(super) const NO_MARKS: Check = Check {
    id: "no-marks",
    title: "no marks this year",
    doc: "Of school age (reception to year 11) and without any mark this academic year, after its first 5 school days.",
    find: |ground| ground.each(no_marks),
};

fn no_marks(case: &Case<'_>) -> Option<String> {
    if !case.compulsory_school_age() || !case.context.knows(Kind::Attendance) || latest_mark(case).is_some() {
        return None;
    }
    let days = case.school_days(case.context.year.first_day(), case.today());
    (days > LATE).then(|| format!("no mark in {} of {}", count(days, "school day"), year_words(case)))
}

/// `2026/27`.
fn year_words(case: &Case<'_>) -> String {
    let first = case.context.year.0;
    format!("{first}/{:02}", (first + 1).rem_euclid(100))
}

/// The day of this year's latest mark of any code.
fn latest_mark(case: &Case<'_>) -> Option<NaiveDate> {
    case.marks_back().next().filter(|mark| mark.in_year(case.context.year)).map(|mark| mark.day())
}

pub(super) const REGISTER_STOPPED: Check = Check {
    id: "register-stopped",
    title: "registers that stopped",
    doc: "At a school whose latest mark of this year lies more than 5 of its school days before the latest of the caseload.",
    find: stopped,
};

fn stopped(ground: &Ground<'_>) -> Vec<Row> {
    let mut latest: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    let marked = |case: &Case<'_>| latest_mark(case);
    for case in &ground.cases {
        if let (Some(urn), Some(day)) = (case.main_school(), marked(case)) {
            let found = latest.entry(urn).or_insert(day);
            *found = day.max(*found);
        }
    }
    let Some(last) = ground.cases.iter().filter_map(marked).max() else { return Vec::new() };
    let behind = |urn: &str, from: NaiveDate| {
        from.succ_opt().map_or(0, |next| ground.context.calendar.school_days(urn, next, last))
    };
    latest.retain(|urn, from| behind(urn, *from) > LATE);
    ground.each(|case| {
        let urn = case.main_school()?;
        let from = *latest.get(urn)?;
        let days = count(behind(urn, from), "school day");
        Some(format!("{}: last mark {}, {days} before the latest", ground.caseload.school_name(urn), day(from)))
    })
}

pub(super) const MARKS_AFTER_LEAVING: Check = Check {
    id: "marks-after-leaving",
    title: "marks after leaving the roll",
    doc: "Marks of this academic year on days after the last enrolment ended: it ended later, or the register goes on.",
    find: |ground| ground.cases.iter().filter_map(|case| Some(row(case, after_leaving(case)?))).collect(),
};

fn after_leaving(case: &Case<'_>) -> Option<String> {
    let ends: Option<Vec<NaiveDate>> = case.child.enrolments.iter().map(|enrolment| enrolment.end).collect();
    let left = ends?.into_iter().max()?;
    let later = case.marks_on().filter(|mark| mark.byte != NO_MARK && mark.day() > left).count();
    let marks = count(i64::try_from(later).unwrap_or(i64::MAX), "mark");
    (later > 0).then(|| format!("left the last roll on {}, {marks} after it", day(left)))
}

pub(super) const NO_PEP_DATES: Check = Check {
    id: "no-pep-dates",
    title: "no PEP dates",
    doc: "Looked after, aged 3 to 17, and no file names a PEP that is due or was held.",
    find: |ground| ground.each(no_pep_dates),
};

fn no_pep_dates(case: &Case<'_>) -> Option<String> {
    let dated = case.child.peps.iter().any(|pep| pep.due.is_some() || pep.held.is_some());
    let lacks = case.looked_after() && case.aged(3, 17) && case.context.knows(Kind::Pep) && !dated;
    lacks.then(|| "no PEP that is due or was held".to_owned())
}

pub(super) const NO_SCHOOL: Check = Check {
    id: "no-school",
    title: "no school",
    doc: "Of school age (reception to year 11) and on no school's roll today, where schools are known at all.",
    find: |ground| ground.each(no_school),
};

fn no_school(case: &Case<'_>) -> Option<String> {
    if !case.compulsory_school_age() || !case.context.knows(Kind::Enrolment) || case.on_roll(case.today()) {
        return None;
    }
    let today = case.today();
    let ended = case.child.enrolments.iter().filter_map(|enrolment| enrolment.end).filter(|&end| end < today).max();
    Some(ended.map_or_else(|| "no file names a school".to_owned(), |end| format!("left the last roll on {}", day(end))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::Half;
    use crate::domain::health::Ledger;
    use crate::domain::health::scene::{among, told};
    use crate::domain::rules::scene::{Scene, enrolled, looked_after, pep};

    const TODAY: &str = "2026-11-23";

    #[test]
    fn marks_are_missed_after_five_school_days_of_the_year() {
        // The assumed autumn term begins on Tue 1 September: Mon 7 is the fifth school day.
        let scene = Scene::default().mark("2026-07-20", Half::Am, "/");
        assert_eq!(told(&scene, NO_MARKS.id, "2026-09-07"), [""; 0]);
        assert_eq!(told(&scene, NO_MARKS.id, "2026-09-08"), ["no mark in 6 school days of 2026/27"]);
        assert_eq!(told(&scene.clone().mark("2026-09-02", Half::Pm, "C"), NO_MARKS.id, "2026-09-08"), [""; 0]);
        assert_eq!(told(&scene.clone().without(Kind::Attendance), NO_MARKS.id, "2026-09-08"), [""; 0]);
        assert_eq!(told(&scene.with(|child| child.nc_year = Some(12)), NO_MARKS.id, "2026-09-08"), [""; 0]);
    }

    #[test]
    fn a_register_stopped_six_school_days_before_the_others() {
        let ask = |last: &str| {
            let scene = Scene::default();
            let at = |urn: &str, last: &str| {
                let marked = scene.clone().marks("2026-09-02", last, "/");
                marked.with(|child| child.school_urn = Some(urn.into())).child
            };
            // Two children of the school that may have stopped: its latest mark counts.
            let children = vec![at("100001", "2026-11-20"), at("100002", last), at("100002", "2026-09-30")];
            among(&scene, children, &Ledger::default(), (REGISTER_STOPPED.id, TODAY))
        };
        assert_eq!(ask("2026-11-13"), [""; 0]);
        let what = "URN 100002: last mark 12 Nov 2026, 6 school days before the latest";
        assert_eq!(ask("2026-11-12"), [what, what]);
    }

    #[test]
    fn marks_end_with_the_roll() {
        let scene = |end: &str| {
            let left = |child: &mut crate::domain::facts::ChildFacts| {
                child.enrolments = vec![enrolled("100001", "2024-09-01", end)];
            };
            Scene::default().marks("2026-11-02", "2026-11-06", "/").with(left)
        };
        assert_eq!(told(&scene("2026-11-06"), MARKS_AFTER_LEAVING.id, TODAY), [""; 0]);
        let what = ["left the last roll on 5 Nov 2026, 2 marks after it"];
        assert_eq!(told(&scene("2026-11-05"), MARKS_AFTER_LEAVING.id, TODAY), what);
        assert_eq!(told(&scene(""), MARKS_AFTER_LEAVING.id, TODAY), [""; 0]);
    }

    #[test]
    fn a_looked_after_child_has_a_pep_date() {
        let with = |due: &str, held: &str| looked_after().with(|child| child.peps = vec![pep(due, held)]);
        assert_eq!(told(&with("2027-01-01", ""), NO_PEP_DATES.id, TODAY), [""; 0]);
        assert_eq!(told(&with("", "2020-01-01"), NO_PEP_DATES.id, TODAY), [""; 0]);
        assert_eq!(told(&with("", ""), NO_PEP_DATES.id, TODAY).len(), 1);
        assert_eq!(told(&with("", "").without(Kind::Pep), NO_PEP_DATES.id, TODAY), [""; 0]);
        for (born, count) in [("2023-11-24", 0), ("2023-11-23", 1), ("2008-11-24", 1), ("2008-11-23", 0)] {
            let aged = with("", "").with(|child| child.dob = born.parse().ok());
            assert_eq!(told(&aged, NO_PEP_DATES.id, TODAY).len(), count, "{born}");
        }
    }

    #[test]
    fn a_school_child_is_on_a_roll() {
        let left =
            |end: &str| Scene::default().with(|child| child.enrolments = vec![enrolled("100001", "2024-09-01", end)]);
        assert_eq!(told(&left("2026-11-23"), NO_SCHOOL.id, TODAY), [""; 0]);
        assert_eq!(told(&left("2026-11-22"), NO_SCHOOL.id, TODAY), ["left the last roll on 22 Nov 2026"]);
        let never = Scene::default().with(|child| child.school_urn = None);
        assert_eq!(told(&never, NO_SCHOOL.id, TODAY), ["no file names a school"]);
        assert_eq!(told(&never.clone().without(Kind::Enrolment), NO_SCHOOL.id, TODAY), [""; 0]);
        assert_eq!(told(&never.with(|child| child.nc_year = Some(-1)), NO_SCHOOL.id, TODAY), [""; 0]);
    }
}
