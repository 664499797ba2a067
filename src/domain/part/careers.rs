//! Careers work: guidance, work experience and applications as steps that fall due.

mod acts;

use crate::domain::alert::Severity;
use crate::domain::attendance::AcademicYear;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::part::after16::{about, after};
use crate::domain::part::strategic::strategic;
use crate::domain::rules::Limit;
use crate::domain::rules::wording::day;
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Column, Line, Part, Scene, Watch};
use chrono::NaiveDate;

/// The part.
pub(super) const PART: Part = Part {
    id: "careers",
    title: "Careers and work experience",
    who: "post-16 team and careers advisers",
    doc: "Careers guidance, work experience, visits, applications and interviews as steps, planned and done, and where \
          they lead.",
    duty: "Schools secure independent careers guidance in years 7 to 13 (Education Act 1997 s.42A); personal guidance \
           by the end of year 11 and again by the end of year 13 (Gatsby benchmark 8).",
    reads: &[Kind::Career],
    columns: &[
        Column::new("step", 14),
        Column::new("due", 10),
        Column::new("done", 10),
        Column::new("pathway", 13),
        Column::wide("provider", 24),
    ],
    groups: &["state", "step", "pathway", "year", "caseworker"],
    states: &[OVERDUE, SOON, PLANNED, NO_GUIDANCE, DONE],
    watches: &[
        Watch {
            id: "careers-step",
            title: "careers step overdue",
            doc: "The day on which a step was due is over, and it is not done.",
            source: "ours",
            limits: &[Limit { key: "soon_days", default: 14, unit: "days", doc: "days ahead that count as soon" }],
        },
        Watch {
            id: "careers-guidance",
            title: "no personal careers guidance",
            doc: "Year 11 or 13, from January: no guidance done (of year 13: in years 12 and 13).",
            source: "Gatsby benchmark 8, in the statutory careers guidance of the Department for Education",
            limits: &[Limit { key: "month", default: 1, unit: "month", doc: "month from which it is watched" }],
        },
    ],
    acts: acts::ACTS,
    lines,
};

const OVERDUE: &str = "overdue";
const SOON: &str = "due soon";
const PLANNED: &str = "planned";
const NO_GUIDANCE: &str = "no guidance";
const DONE: &str = "done";

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let soon = after(scene.today(), scene.limit("careers-step", "soon_days"));
    let month = scene.limit("careers-guidance", "month");
    let mut lines = Vec::new();
    for case in scene.cases().filter(|case| !strategic(case)) {
        let steps = || scene.books.of(Kind::Career, ChildKey(case.child.key));
        lines.extend(steps().filter_map(|row| line(scene, &case, row, soon)));
        if let Some(since) = guidance_since(&case) {
            let told = |row: &Entered<'_>| row.date("done").is_some_and(|on| since <= on && on <= scene.today());
            if !steps().any(|row| row.text("step") == "guidance" && told(&row)) {
                lines.push(unguided(&case, scene.today(), month));
            }
        }
    }
    lines
}

/// Of whom guidance is expected this year, and from which day on it counts.
fn guidance_since(case: &Case<'_>) -> Option<NaiveDate> {
    match case.nc_year() {
        Some(11) => Some(NaiveDate::MIN),
        Some(13) => Some(AcademicYear(case.context.year.0 - 1).first_day()),
        _ => None,
    }
}

fn line(scene: &Scene<'_>, case: &Case<'_>, row: Entered<'_>, soon: NaiveDate) -> Option<Line> {
    let (due, done) = (row.date("due"), row.date("done").filter(|done| *done <= scene.today()));
    let state = match (done, due) {
        (Some(done), _) if AcademicYear::of(done) != scene.year => return None,
        (Some(_), _) => DONE,
        (None, Some(due)) if due < scene.today() => OVERDUE,
        (None, Some(due)) if due <= soon => SOON,
        (None, _) => PLANNED,
    };
    let (step, pathway) = (row.text("step"), row.text("pathway").replace('_', " "));
    let mut line = about(case, &[state, step, &pathway]).from(row);
    line.cells = vec![step.to_owned(), iso(due), iso(done), pathway, row.text("provider").to_owned()];
    line.due = due.filter(|_| done.is_none());
    line = line.knowing("step", step).knowing("due", iso(due)).knowing("done", iso(done));
    line = line.saying(row.text("detail")).saying(row.text("provider"));
    line = line.saying(due.map(|due| format!("due {}", day(due))).unwrap_or_default());
    line = line.saying(done.map(|done| format!("done {}", day(done))).unwrap_or_default());
    Some(if state == OVERDUE { line.watched("careers-step", Severity::ThisWeek) } else { line })
}

/// A young person without the guidance that is expected by the end of the year.
fn unguided(case: &Case<'_>, today: NaiveDate, month: i64) -> Line {
    let mut line = about(case, &[NO_GUIDANCE, "guidance", ""]);
    let year = case.context.year;
    let by = NaiveDate::from_ymd_opt(year.0 + 1, 7, 31).unwrap_or_default();
    let month = u32::try_from(month).unwrap_or(1);
    let from = NaiveDate::from_ymd_opt(year.0 + i32::from(month < 9), month, 1).unwrap_or_default();
    line.cells = vec!["guidance".to_owned(), iso(Some(by)), String::new(), String::new(), String::new()];
    line.due = Some(by);
    let line = line.saying("no personal careers guidance is written down; expected by the end of the school year");
    if today >= from { line.watched("careers-guidance", Severity::Watch) } else { line }
}

#[cfg(test)]
mod tests;
