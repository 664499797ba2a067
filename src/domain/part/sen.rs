//! SEN support and EHC plans: when each is to be reviewed.

use crate::domain::alert::Severity;
use crate::domain::calendar::days::days_between;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::{Kind, Shape};
use crate::domain::part::answers::MISSING;
use crate::domain::rules::Limit;
use crate::domain::rules::wording::day;
use crate::domain::work::books::Entered;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use chrono::{Datelike, Months, NaiveDate};

const STATUSES: &[&str] = &["K", "E"];
const SECTION_44: &str = "Children and Families Act 2014, s.44; SEND Regulations 2014, regs 18 to 21";

/// The part.
pub(super) const PART: Part = Part {
    id: "sen",
    title: "SEN support and EHC plans",
    who: "caseworkers with the SEN team",
    doc: "Who has an EHC plan or SEN support, and by when the plan is to be reviewed.",
    duty: "The council reviews an EHC plan within each 12 months (Children and Families Act 2014, s.44), before a change \
           of phase by a fixed date (SEND Regulations 2014, reg 18). Where the virtual school's duty is strategic the \
           plan is shown and nothing is asked.",
    reads: &[Kind::SenPlan],
    columns: &[
        Column::new("plan", 11),
        Column::new("since", 10),
        Column::new("reviewed", 10),
        Column::new("review due", 10),
        Column::wide("need", 16),
        Column::wide("council", 14),
    ],
    groups: &["state", "school", "caseworker"],
    states: &["overdue", "due soon", "reviewed", "support", "ended", "no data"],
    watches: &[
        Watch {
            id: "ehc-review",
            title: "EHC plan not reviewed",
            doc: "The last day of the 12 months since the plan was made or last reviewed is over, or the day that the plan \
                  names, if that is earlier. Calendar months.",
            source: SECTION_44,
            limits: &[],
        },
        Watch {
            id: "ehc-review-soon",
            title: "EHC review due",
            doc: "The review of the plan is due within so many calendar days.",
            source: "ours, to leave time for reports: they go out two weeks before the meeting (SEND Regulations 2014, reg 20)",
            limits: &[Limit { key: "days", default: 42, unit: "days", doc: "so long before it is due" }],
        },
        Watch {
            id: "ehc-phase",
            title: "EHC plan before a change of phase",
            doc: "The plan was not reviewed in this academic year and the child changes phase next September: by 15 \
                  February, from year 11 by 31 March; told from so many calendar days before.",
            source: "SEND Regulations 2014, reg 18",
            limits: &[Limit { key: "days", default: 42, unit: "days", doc: "so long before the date" }],
        },
    ],
    acts: ACTS,
    lines,
};

const KEY: &[&str] = &["status", "start"];

const ACTS: &[Act] = &[
    Act {
        key: 'p',
        title: "plan or support begins",
        needs: Needs::Child,
        asks: &[
            Ask::must("status (K support, E plan)", Shape::OneOf(STATUSES)),
            Ask::today("since"),
            Ask::new("need", Shape::Text),
            Ask::new("review due", Shape::Date),
            Ask::new("council", Shape::Text),
        ],
        open: |_| Ok(()),
        write: |line, answers, _| {
            let [status, start, need, due, la] = answers else { return Err(MISSING) };
            let plan = Entry::of(Kind::SenPlan, line).with("status", status.clone()).with("start", start.clone());
            let plan = plan.with("need", need.clone()).with("review_due", due.clone()).with("la", la.clone());
            Ok(vec![plan, Entry::of(Kind::Child, line).with("sen", status.clone())])
        },
    },
    Act {
        key: 'r',
        title: "reviewed",
        needs: Needs::Line,
        asks: &[Ask::today("reviewed on"), Ask::new("next review due", Shape::Date)],
        open: runs,
        write: |line, answers, _| {
            let [reviewed, due] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::SenPlan, line).known(line, KEY);
            Ok(vec![row.with("reviewed", reviewed.clone()).with("review_due", due.clone())])
        },
    },
    Act {
        key: 'e',
        title: "ended",
        needs: Needs::Line,
        asks: &[Ask::today("last day")],
        open: runs,
        write: |line, answers, _| {
            let end = answers.first().cloned().flatten();
            let plan = Entry::of(Kind::SenPlan, line).known(line, KEY).with("end", end);
            Ok(vec![plan, Entry::of(Kind::Child, line).text("sen", "N")])
        },
    },
];

fn runs(line: &Line) -> Result<(), &'static str> {
    match line.groups.first().map(String::as_str) {
        Some("ended") => Err("it has ended"),
        Some("no data") => Err("nothing is known of the plan: put it down first"),
        _ if line.get("start").is_empty() => Err("nothing is known of when it began: put it down first"),
        _ => Ok(()),
    }
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    scene.cases().filter_map(|case| line(scene, &case)).collect()
}

/// The plan that runs, a plan before support; else the last that ended; else what children.csv says.
fn line(scene: &Scene<'_>, case: &Case<'_>) -> Option<Line> {
    let (today, child) = (scene.today(), ChildKey(case.child.key));
    let begun = scene.books.of(Kind::SenPlan, child).filter(|row| row.date("start").is_some_and(|day| day <= today));
    let rows: Vec<Entered<'_>> = begun.collect();
    let open = rows.iter().filter(|row| row.date("end").is_none_or(|end| today <= end));
    let open = open.max_by_key(|row| (row.text("status") == "E", row.date("start")));
    let said = case.child.sen.as_deref().unwrap_or_default();
    let line = match (open, rows.last()) {
        (Some(row), _) if row.text("status") == "E" => plan(scene, case, *row),
        (Some(row), _) => told(case, *row, "support"),
        (None, _) if said == "E" => unknown(child, "EHC plan", "no data", "no row tells when it is reviewed"),
        (None, _) if said == "K" => unknown(child, "SEN support", "support", "no row tells since when"),
        (None, Some(row)) => told(case, *row, "ended"),
        (None, None) => return None,
    };
    let school = scene.school_of(case);
    let mut line = line;
    line.groups.extend([school, case.caseworker().to_owned()]);
    Some(line)
}

fn unknown(child: ChildKey, what: &str, state: &str, why: &str) -> Line {
    let mut line = Line::of_child(child).saying(format!("children.csv says {what}; {why}"));
    line.cells = vec![what.to_owned(), String::new(), String::new(), String::new(), String::new(), String::new()];
    line.groups = vec![state.to_owned()];
    line
}

fn told(case: &Case<'_>, row: Entered<'_>, state: &str) -> Line {
    let what = if row.text("status") == "E" { "EHC plan" } else { "SEN support" };
    let mut line = Line::of_child(ChildKey(case.child.key)).from(row);
    line.cells = vec![
        what.to_owned(),
        row.iso("start"),
        row.iso("reviewed"),
        row.iso("review_due"),
        row.text("need").to_owned(),
        row.text("la").to_owned(),
    ];
    line.groups = vec![state.to_owned()];
    let line = line.knowing("status", row.text("status")).knowing("start", row.iso("start"));
    match row.date("end") {
        Some(end) => line.saying(format!("ends on {}", day(end))),
        None => line,
    }
}

fn plan(scene: &Scene<'_>, case: &Case<'_>, row: Entered<'_>) -> Line {
    let today = scene.today();
    let mut line = told(case, row, "reviewed");
    let Some(due) = due(row, today) else { return line };
    line.cells[3] = due.to_string();
    line.due = Some(due);
    line = line.saying(format!("to be reviewed by {}: s.44 says within 12 months", day(due)));
    let soon = scene.limit("ehc-review-soon", "days");
    let days = days_between(today, due);
    if days < 0 {
        state(&mut line, "overdue");
        line = asked(case, line, "ehc-review", Severity::ThisWeek);
    } else if days <= soon {
        state(&mut line, "due soon");
        line = asked(case, line, "ehc-review-soon", Severity::Watch);
    }
    phase(scene, case, line, row)
}

fn state(line: &mut Line, word: &str) {
    line.groups = vec![word.to_owned()];
}

/// A watch that speaks where the duty is to the child.
fn asked(case: &Case<'_>, line: Line, watch: &'static str, grave: Severity) -> Line {
    if case.case_work() {
        line.watched(watch, grave)
    } else {
        line.saying("the virtual school's duty to this child is strategic: nothing is asked here")
    }
}

/// The last review that was, by a day.
fn reviewed(row: Entered<'_>, today: NaiveDate) -> Option<NaiveDate> {
    row.date("reviewed").filter(|day| *day <= today)
}

/// The last day for the next review: the last of the 12 months that began with the plan or its last review, or the day
/// named, if that is earlier and not of a review that was.
fn due(row: Entered<'_>, today: NaiveDate) -> Option<NaiveDate> {
    let since = reviewed(row, today).max(row.date("start"))?;
    let last = since.checked_add_months(Months::new(12))?.pred_opt()?;
    let named = row.date("review_due").filter(|named| *named > since);
    Some(named.map_or(last, |named| named.min(last)))
}

/// A review in this academic year before a change of phase.
fn phase(scene: &Scene<'_>, case: &Case<'_>, line: Line, row: Entered<'_>) -> Line {
    let (today, year) = (scene.today(), scene.context.year);
    let (month, of) = match case.nc_year() {
        Some(-1 | 6) => (2, 15),
        Some(11) => (3, 31),
        _ => return line,
    };
    if reviewed(row, today).is_some_and(|day| day >= year.first_day()) {
        return line;
    }
    let Some(by) = NaiveDate::from_ymd_opt(year.first_day().year() + 1, month, of) else { return line };
    let mut line = line.saying(format!("changes phase in September: reviewed and amended by {}", day(by)));
    line.due = Some(line.due.map_or(by, |due| due.min(by)));
    let days = days_between(today, by);
    if days < 0 {
        asked(case, line, "ehc-phase", Severity::ThisWeek)
    } else if days <= scene.limit("ehc-phase", "days") {
        asked(case, line, "ehc-phase", Severity::Watch)
    } else {
        line
    }
}

#[cfg(test)]
mod tests;
