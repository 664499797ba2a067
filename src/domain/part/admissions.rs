//! School places asked for: decided by when, started by when.

use crate::domain::alert::Severity;
use crate::domain::calendar::COUNCIL;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::work::{DECISIONS, ROUTES};
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::MISSING;
use crate::domain::rules::Limit;
use crate::domain::work::books::Entered;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use chrono::{Datelike, NaiveDate};

/// The part.
pub(super) const PART: Part = Part {
    id: "admissions",
    title: "School places asked for",
    who: "caseworkers",
    doc: "Applications for a school place: decided, refused, started, and by which day.",
    duty: "A child in care has the highest priority for a place (School Admissions Code 2021, 1.7).",
    reads: &[Kind::Admission],
    columns: &[
        Column::new("school", 26),
        Column::new("applied", 10),
        Column::new("decision", 10),
        Column::wide("starts", 10),
    ],
    groups: &["state", "school", "caseworker"],
    states: &["waiting", "offered", "refused", "started", "ended"],
    watches: &[
        Watch {
            id: "admission-decision",
            title: "no decision on a school place",
            doc: "No decision so many school days after the application within the year; of a place in the next phase none \
                  after the national offer day: 1 March, into reception 16 April, or the next working day.",
            source: "School Admissions Code 2021, 2.30: in-year applicants told within 15 school days, aim 10; School \
                     Admissions Regulations 2012: national offer days",
            limits: &[Limit { key: "days", default: 10, unit: "school days", doc: "wait for a decision" }],
        },
        Watch {
            id: "admission-start",
            title: "not started at the school offered",
            doc: "A place was offered and the day on which the child should have started is over.",
            source: "ours",
            limits: &[],
        },
    ],
    acts: ACTS,
    lines,
};

const KEY: &[&str] = &["applied", "school_urn"];

const ACTS: &[Act] = &[
    Act {
        key: 'a',
        title: "application made",
        needs: Needs::Child,
        asks: &[
            Ask::must("school, by its URN", Shape::Text),
            Ask::today("applied on"),
            Ask::new("route (in_year, phase)", Shape::OneOf(ROUTES)),
        ],
        open: |_| Ok(()),
        write: |line, answers, _| {
            let [school, applied, route] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Admission, line);
            Ok(vec![
                row.with("school_urn", school.clone()).with("applied", applied.clone()).with("route", route.clone()),
            ])
        },
    },
    Act {
        key: 'd',
        title: "decision came",
        needs: Needs::Line,
        asks: &[
            Ask::must("decision (offered, refused, waiting, withdrawn)", Shape::OneOf(DECISIONS)),
            Ask::today("decided on"),
            Ask::new("to start on", Shape::Date),
        ],
        open: |line| if line.get("started").is_empty() { Ok(()) } else { Err("the child started there") },
        write: |line, answers, _| {
            let [decision, decided, start] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Admission, line).known(line, KEY);
            Ok(vec![
                row.with("decision", decision.clone())
                    .with("decided", decided.clone())
                    .with("start_due", start.clone()),
            ])
        },
    },
    Act {
        key: 's',
        title: "started",
        needs: Needs::Line,
        asks: &[Ask::today("started on")],
        open: |line| match line.get("decision") {
            "offered" => Ok(()),
            _ => Err("no place was offered"),
        },
        write: |line, answers, today| {
            let started = answers.first().cloned().flatten().unwrap_or(Value::Date(today));
            Ok(vec![Entry::of(Kind::Admission, line).known(line, KEY).with("started", Some(started))])
        },
    },
];

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for case in scene.cases() {
        let rows = scene.books.of(Kind::Admission, ChildKey(case.child.key));
        lines.extend(rows.map(|row| line(scene, &case, row)));
    }
    lines
}

fn line(scene: &Scene<'_>, case: &Case<'_>, row: Entered<'_>) -> Line {
    let school = scene.caseload.school_name(row.text("school_urn"));
    let state = state(row, scene.today());
    let caseworker = case.caseworker();
    let mut line = Line::of_child(ChildKey(case.child.key)).from(row);
    line.cells = vec![school.clone(), row.iso("applied"), row.text("decision").to_owned(), row.iso("start_due")];
    line.groups = vec![state.to_owned(), school, caseworker.to_owned()];
    for name in ["applied", "school_urn", "decision", "started"] {
        let text = if row.date(name).is_some() { row.iso(name) } else { row.text(name).to_owned() };
        line = line.knowing(name, text);
    }
    match state {
        "waiting" if row.text("route") == "phase" => phase(scene, case, line, row.date("applied")),
        "waiting" => waiting(scene, case, line, row),
        "offered" => offered(case, line, row.date("start_due")),
        _ => line,
    }
}

/// Where an application stands on a day.
fn state(row: Entered<'_>, today: NaiveDate) -> &'static str {
    let started = row.date("started").is_some_and(|day| day <= today);
    match row.text("decision") {
        _ if started => "started",
        "offered" => "offered",
        "refused" => "refused",
        "withdrawn" => "ended",
        _ => "waiting",
    }
}

/// A watch that speaks where the duty is to the child.
fn asked(case: &Case<'_>, line: Line, watch: &'static str) -> Line {
    if case.case_work() { line.watched(watch, Severity::ThisWeek) } else { line }
}

/// A place in the next phase is offered to all on one day.
fn phase(scene: &Scene<'_>, case: &Case<'_>, mut line: Line, applied: Option<NaiveDate>) -> Line {
    let (month, of) = if case.nc_year().is_some_and(|year| year < 1) { (4, 16) } else { (3, 1) };
    let year = |applied: NaiveDate| applied.year() + i32::from((applied.month(), applied.day()) > (month, of));
    let offers = applied.and_then(|applied| NaiveDate::from_ymd_opt(year(applied), month, of));
    let Some(offers) = offers.map(|day| scene.context.calendar.nth_working_day_from(day, 1)) else { return line };
    line.due = Some(offers);
    let line = line.saying(format!("places are offered on {offers}"));
    if offers < scene.today() { asked(case, line, "admission-decision") } else { line }
}

fn waiting(scene: &Scene<'_>, case: &Case<'_>, mut line: Line, row: Entered<'_>) -> Line {
    let Some(applied) = row.date("applied") else { return line };
    let calendar = scene.context.calendar;
    let since = applied.succ_opt().map_or(0, |next| calendar.school_days(COUNCIL, next, scene.today()));
    let most = scene.limit("admission-decision", "days");
    line = line.saying(format!("asked for {since} school days ago, a decision is due after {most}"));
    if since >= most { asked(case, line, "admission-decision") } else { line }
}

fn offered(case: &Case<'_>, mut line: Line, start: Option<NaiveDate>) -> Line {
    line.due = start;
    let Some(start) = start else { return line };
    let line = line.saying(format!("to start on {start}"));
    if start < case.today() { asked(case, line, "admission-start") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{ChildFacts, Cohorts};
    use crate::domain::part::scene::Stage;

    fn watched(cells: &[(&str, &str)], today: &str) -> Vec<&'static str> {
        let stage = Stage::new(vec![ChildFacts::default()]).row(Kind::Admission, 1, cells);
        stage.lines(&PART, today).remove(0).watches
    }

    #[test]
    fn a_decision_is_due_ten_school_days_after_the_application() {
        let applied = [("applied", "2026-11-09"), ("school_urn", "100001")];
        assert!(watched(&applied, "2026-11-20").is_empty());
        assert_eq!(watched(&applied, "2026-11-23"), ["admission-decision"]);
        let decided = [&applied[..], &[("decision", "refused")]].concat();
        assert!(watched(&decided, "2026-11-23").is_empty());
    }

    #[test]
    fn a_place_in_the_next_phase_is_decided_on_the_national_offer_day() {
        let applied = [("applied", "2026-10-20"), ("school_urn", "100001"), ("route", "phase")];
        assert!(watched(&applied, "2027-03-01").is_empty());
        assert_eq!(watched(&applied, "2027-03-02"), ["admission-decision"]);
        let into_reception = |today| {
            let child = ChildFacts { nc_year: Some(-1), ..ChildFacts::default() };
            Stage::new(vec![child]).row(Kind::Admission, 1, &applied).lines(&PART, today).remove(0).watches.len()
        };
        assert_eq!((into_reception("2027-04-16"), into_reception("2027-04-17")), (0, 1));
    }

    #[test]
    fn where_the_duty_is_strategic_nothing_is_asked() {
        let applied = [("applied", "2026-11-09"), ("school_urn", "100001")];
        let told = |cohort| {
            let child = ChildFacts { cohorts: Some(cohort), ..ChildFacts::default() };
            Stage::new(vec![child]).row(Kind::Admission, 1, &applied).lines(&PART, "2026-11-23").remove(0).watches.len()
        };
        assert_eq!((told(Cohorts::LAC), told(Cohorts::CIN)), (1, 0));
    }

    #[test]
    fn a_place_offered_is_begun_by_its_day() {
        let offered =
            [("applied", "2026-11-09"), ("school_urn", "100001"), ("decision", "offered"), ("start_due", "2026-11-19")];
        assert!(watched(&offered, "2026-11-19").is_empty());
        assert_eq!(watched(&offered, "2026-11-20"), ["admission-start"]);
        let started = [&offered[..], &[("started", "2026-11-20")]].concat();
        assert!(watched(&started, "2026-11-20").is_empty());
    }
}
