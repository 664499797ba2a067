//! Part-time timetables: each has an end, and is looked at again before it.

use crate::domain::alert::Severity;
use crate::domain::calendar::days::days_between;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::MISSING;
use crate::domain::rules::Limit;
use crate::domain::rules::wording::{count, day};
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use chrono::NaiveDate;

const GUIDANCE: &str = "Working together to improve school attendance (statutory, August 2024), part-time timetables: for the \
                        shortest time, with an end and a plan back to full time";

/// The part.
pub(super) const PART: Part = Part {
    id: "timetables",
    title: "Part-time timetables",
    who: "inclusion and engagement workers",
    doc: "Who is at school for part of the week, for how many hours, until when, and when it is looked at again.",
    duty: "A part-time timetable is an exception with an end; for a child with a social worker the school tells the social \
           worker (Working together to improve school attendance, 2024).",
    reads: &[Kind::Timetable],
    columns: &[
        Column::new("school", 18),
        Column::new("hours", 5),
        Column::new("since", 10),
        Column::new("until", 10),
        Column::wide("review", 10),
        Column::wide("reason", 24),
    ],
    groups: &["state", "school", "caseworker"],
    states: &["no end", "running", "planned", "ended", "no data"],
    watches: &[
        Watch {
            id: "timetable-end",
            title: "part-time without an end",
            doc: "A part-time timetable runs and no day is set on which it ends.",
            source: GUIDANCE,
            limits: &[],
        },
        Watch {
            id: "timetable-long",
            title: "part-time for long",
            doc: "A part-time timetable has run for so many calendar days, the first included, and still runs.",
            source: "ours; the guidance says: for the shortest time",
            limits: &[Limit { key: "days", default: 42, unit: "days", doc: "that it has run" }],
        },
        Watch {
            id: "timetable-review",
            title: "part-time: review late",
            doc: "The day on which a running part-time timetable was to be looked at again is over.",
            source: GUIDANCE,
            limits: &[],
        },
        Watch {
            id: "timetable-unknown",
            title: "part-time, nothing agreed",
            doc: "The school's roll says part-time, and no part-time timetable is known that runs.",
            source: "ours",
            limits: &[],
        },
    ],
    acts: ACTS,
    lines,
};

const KEY: &[&str] = &["start"];

const ACTS: &[Act] = &[
    Act {
        key: 't',
        title: "timetable agreed",
        needs: Needs::Child,
        asks: &[
            Ask::today("from"),
            Ask::must("last day", Shape::Date),
            Ask::must("hours a week", Shape::UpTo(40)),
            Ask::new("to be looked at on", Shape::Date),
            Ask::new("reason", Shape::Text),
            Ask::new("agreed by (roles: parent, social worker)", Shape::Text),
            Ask::new("school, by its URN", Shape::Text),
        ],
        open: |_| Ok(()),
        write: |line, answers, _| {
            let [start, end, hours, review, reason, by, school] = answers else { return Err(MISSING) };
            if let (Some(Value::Date(start)), Some(Value::Date(end))) = (start, end)
                && end < start
            {
                return Err("it ends before it begins");
            }
            let row = Entry::of(Kind::Timetable, line).with("start", start.clone()).with("end", end.clone());
            let row = row.with("hours", hours.clone()).with("review_due", review.clone());
            let row = row.with("reason", reason.clone()).with("agreed_by", by.clone());
            Ok(vec![row.with("school_urn", school.clone())])
        },
    },
    Act {
        key: 'r',
        title: "looked at again",
        needs: Needs::Line,
        asks: &[Ask::new("next on", Shape::Date), Ask::must("last day", Shape::Date)],
        open: runs,
        write: |line, answers, _| {
            let [next, end] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Timetable, line).known(line, KEY);
            Ok(vec![row.with("review_due", next.clone()).with("end", end.clone())])
        },
    },
    Act {
        key: 'e',
        title: "back to full time",
        needs: Needs::Line,
        asks: &[Ask::today("last day of part time")],
        open: runs,
        write: |line, answers, _| {
            let end = answers.first().cloned().flatten();
            Ok(vec![Entry::of(Kind::Timetable, line).known(line, KEY).with("end", end).with("review_due", None)])
        },
    },
];

fn runs(line: &Line) -> Result<(), &'static str> {
    match line.groups.first().map(String::as_str) {
        Some("no data") => Err("nothing is known of it: put it down first"),
        Some("ended") => Err("it has ended"),
        _ => Ok(()),
    }
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for case in scene.cases() {
        let before = lines.len();
        let rows = scene.books.of(Kind::Timetable, ChildKey(case.child.key));
        lines.extend(rows.filter_map(|row| line(scene, &case, row)));
        let known = lines[before..].iter().any(|line| matches!(line.groups[0].as_str(), "no end" | "running"));
        lines.extend(Some(&case).filter(|_| !known).and_then(|case| unknown(scene, case)));
    }
    lines
}

fn groups(case: &Case<'_>, state: &str, school: &str) -> Vec<String> {
    vec![state.to_owned(), school.to_owned(), case.caseworker().to_owned()]
}

/// A timetable that runs, is to come, or ended in the year that is looked at.
fn line(scene: &Scene<'_>, case: &Case<'_>, row: Entered<'_>) -> Option<Line> {
    let (today, start, end) = (scene.today(), row.date("start")?, row.date("end"));
    let over = end.is_some_and(|end| end < today);
    if over && end.is_some_and(|end| !(scene.year.first_day()..=scene.year.last_day()).contains(&end)) {
        return None;
    }
    let state = match end {
        _ if over => "ended",
        _ if start > today => "planned",
        None => "no end",
        Some(_) => "running",
    };
    let urn = Some(row.text("school_urn")).filter(|urn| !urn.is_empty()).or_else(|| case.main_school());
    let school = urn.map(|urn| scene.caseload.school_name(urn)).unwrap_or_default();
    let review = row.date("review_due");
    let mut line = Line::of_child(ChildKey(case.child.key)).from(row).knowing("start", start.to_string());
    line.cells = vec![
        school.clone(),
        row.number("hours").map(|hours| hours.to_string()).unwrap_or_default(),
        start.to_string(),
        iso(end),
        iso(review),
        row.text("reason").to_owned(),
    ];
    line.groups = groups(case, state, &school);
    let by = row.text("agreed_by");
    let line = line.saying(if by.is_empty() { String::new() } else { format!("agreed by {by}") });
    Some(if over || start > today { line } else { running(scene, case, line, (start, end, review)) })
}

type Days = (NaiveDate, Option<NaiveDate>, Option<NaiveDate>);

fn running(scene: &Scene<'_>, case: &Case<'_>, mut line: Line, (start, end, review): Days) -> Line {
    let today = scene.today();
    line.due = [review.filter(|day| *day >= today), end].into_iter().flatten().min();
    let days = days_between(start, today) + 1;
    line = line.saying(format!("part-time for {}, since {}", count(days, "day"), day(start)));
    let late = review.is_some_and(|review| review < today);
    if let Some(review) = review {
        line = line.saying(format!("to be looked at on {}", day(review)));
    }
    if !case.case_work() {
        return line.saying("the virtual school's duty to this child is strategic: nothing is asked here");
    }
    if end.is_none() {
        line = line.saying("no day is set on which it ends").watched("timetable-end", Severity::ThisWeek);
    }
    if days >= scene.limit("timetable-long", "days") {
        line = line.watched("timetable-long", Severity::Watch);
    }
    if late { line.watched("timetable-review", Severity::ThisWeek) } else { line }
}

/// Part-time by the roll alone.
fn unknown(scene: &Scene<'_>, case: &Case<'_>) -> Option<Line> {
    let today = scene.today();
    let runs = |start: NaiveDate, end: Option<NaiveDate>| start <= today && end.is_none_or(|end| today <= end);
    let mut rolls = case.child.enrolments.iter().rev();
    let roll = rolls.find(|roll| roll.part_time && runs(roll.start, roll.end))?;
    let school = scene.caseload.school_name(&roll.urn);
    let mut line = Line::of_child(ChildKey(case.child.key));
    line.cells = vec![school.clone(), String::new(), String::new(), String::new(), String::new(), String::new()];
    line.groups = groups(case, "no data", &school);
    let line = line.saying("the roll says part-time; no part-time timetable that runs is known");
    Some(if case.case_work() { line.watched("timetable-unknown", Severity::Watch) } else { line })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{ChildFacts, Cohorts, Enrolment, Registration};
    use crate::domain::part::scene::{Stage, day as date};

    fn child(part_time: bool) -> ChildFacts {
        let enrolment = Enrolment {
            urn: "100001".into(),
            start: date("2025-09-01"),
            end: None,
            registration: Registration::Main,
            nc_year: None,
            part_time,
        };
        ChildFacts { cohorts: Some(Cohorts::LAC), enrolments: vec![enrolment], ..ChildFacts::default() }
    }

    fn told(child: ChildFacts, cells: &[(&str, &str)], today: &str) -> (String, Vec<&'static str>) {
        let cells = [&[("hours", "10")], cells].concat();
        let line = Stage::new(vec![child]).row(Kind::Timetable, 1, &cells).lines(&PART, today).remove(0);
        (line.groups[0].clone(), line.watches)
    }

    #[test]
    fn one_that_runs_has_an_end_and_is_short() {
        let told = |cells: &[(&str, &str)], today: &str| told(child(true), cells, today);
        let open = [("start", "2026-11-02")];
        assert_eq!(told(&open, "2026-11-01"), ("planned".to_owned(), vec![]));
        assert_eq!(told(&open, "2026-11-02"), ("no end".to_owned(), vec!["timetable-end"]));
        let ends = [("start", "2026-10-01"), ("end", "2026-11-30")];
        assert_eq!(told(&ends, "2026-11-10"), ("running".to_owned(), vec![]));
        assert_eq!(told(&ends, "2026-11-11"), ("running".to_owned(), vec!["timetable-long"]));
        assert_eq!(told(&ends, "2026-11-30").0, "running");
        assert_eq!(told(&ends, "2026-12-01").0, "ended");
    }

    #[test]
    fn it_is_looked_at_by_its_day() {
        let cells = [("start", "2026-11-02"), ("end", "2026-12-11"), ("review_due", "2026-11-20")];
        assert!(told(child(true), &cells, "2026-11-20").1.is_empty());
        assert_eq!(told(child(true), &cells, "2026-11-21").1, ["timetable-review"]);
    }

    #[test]
    fn part_time_by_the_roll_alone_is_no_data() {
        let lines = |child: ChildFacts| Stage::new(vec![child]).lines(&PART, "2026-11-23");
        let line = lines(child(true)).remove(0);
        assert_eq!((line.groups[0].as_str(), line.watches), ("no data", vec!["timetable-unknown"]));
        assert!(lines(child(false)).is_empty());
        let ended = [("start", "2026-09-01"), ("end", "2026-11-22"), ("hours", "9")];
        let stage = Stage::new(vec![child(true)]).row(Kind::Timetable, 1, &ended);
        let states: Vec<_> = stage.lines(&PART, "2026-11-23").iter().map(|line| line.groups[0].clone()).collect();
        assert_eq!(states, ["ended", "no data"]);
    }

    #[test]
    fn where_the_duty_is_strategic_nothing_is_asked() {
        let need = ChildFacts { cohorts: Some(Cohorts::CIN), ..child(true) };
        assert_eq!(told(need, &[("start", "2026-09-01")], "2026-11-23"), ("no end".to_owned(), vec![]));
    }

    #[test]
    fn what_is_agreed_ends_after_it_begins_and_what_runs_can_be_ended() {
        let on = |text: &str| Some(Value::Date(date(text)));
        let answers = |end| vec![on("2026-11-23"), on(end), Some(Value::Number(12)), None, None, None, None];
        let (line, today) = (Line::of_child(ChildKey(1)), date("2026-11-23"));
        assert_eq!((ACTS[0].write)(&line, &answers("2026-11-22"), today), Err("it ends before it begins"));
        let rows = (ACTS[0].write)(&line, &answers("2026-11-23"), today).unwrap();
        assert_eq!(rows[0].cells[2], ("hours", Some(Value::Number(12))));
        let cells = [("start", "2026-11-02"), ("hours", "10")];
        let line = Stage::new(vec![child(true)]).row(Kind::Timetable, 1, &cells).lines(&PART, "2026-11-23").remove(0);
        assert_eq!((ACTS[2].open)(&line), Ok(()));
        let rows = (ACTS[2].write)(&line, &[on("2026-11-23")], today).unwrap();
        assert_eq!(rows[0].cells[..2], [("start", on("2026-11-02")), ("end", on("2026-11-23"))]);
    }
}
