//! Support and challenge to schools, about a child or about the school as a whole, and the answers that are due.

use crate::domain::alert::Severity;
use crate::domain::facts::ChildKey;
use crate::domain::kind::work::CHALLENGES;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::{MISSING, about_a_child, ahead, known_school, past, past_since};
use crate::domain::rules::Limit;
use crate::domain::work::books::Entered;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use chrono::NaiveDate;

/// The part.
pub(super) const PART: Part = Part {
    id: "challenges",
    title: "Support and challenge",
    who: "inclusion and engagement workers",
    doc: "What was raised with schools, about a child or as a whole: support given, challenge made, answers due.",
    duty: "Schools are asked to account for the children that the council looks after (Children Act 1989 s.22(3A)).",
    reads: &[Kind::Challenge, Kind::SchoolAction],
    columns: &[
        Column::new("kind", 9),
        Column::new("about", 28),
        Column::new("answer by", 10),
        Column::wide("school", 26),
        Column::wide("raised", 10),
        Column::wide("answered", 10),
    ],
    groups: &["state", "kind", "school", "caseworker"],
    states: &["waiting", "open", "answered"],
    watches: &[CHALLENGE_ANSWER],
    acts: ACTS,
    lines,
};

/// The watch over answers, which the lines of schools count by.
const CHALLENGE_ANSWER: Watch = Watch {
    id: "challenge-answer",
    title: "school's answer overdue",
    doc: "The day on which the school's answer was due is over; a challenge that names no day is due 10 working days \
          after it was raised.",
    source: "ours",
    limits: &[Limit { key: "working_days", default: 10, unit: "working days", doc: "to answer a challenge" }],
};

/// What tells two things raised with a school apart.
const KEY: &[&str] = &["school_urn", "raised", "kind", "about"];

const ACTS: &[Act] = &[
    Act {
        key: 'n',
        title: "raised with a school, about a child",
        needs: Needs::Child,
        asks: &[
            Ask { first: known_school, ..Ask::must("school, by its URN", Shape::Text) },
            Ask::must("kind (support, challenge)", Shape::OneOf(CHALLENGES)),
            Ask::must("about what", Shape::Text),
            Ask { first: |_, today| ahead(today, 14), ..Ask::new("answer due by", Shape::Date) },
            Ask::today("raised on"),
        ],
        open: about_a_child,
        write: |line, answers, today| {
            let [urn, rest @ ..] = answers else { return Err(MISSING) };
            raised(Entry::of(Kind::Challenge, line).with("school_urn", urn.clone()), rest, today)
        },
    },
    Act {
        key: 'w',
        title: "raised with a school as a whole",
        needs: Needs::Nothing,
        asks: &[
            Ask { first: known_school, ..Ask::must("school, by its URN", Shape::Text) },
            Ask::must("kind (support, challenge)", Shape::OneOf(CHALLENGES)),
            Ask::must("about what", Shape::Text),
            Ask { first: |_, today| ahead(today, 14), ..Ask::new("answer due by", Shape::Date) },
            Ask::today("raised on"),
        ],
        open: |_| Ok(()),
        write: |_, answers, today| {
            let [urn, rest @ ..] = answers else { return Err(MISSING) };
            raised(Entry::of(Kind::SchoolAction, &Line::default()).with("school_urn", urn.clone()), rest, today)
        },
    },
    Act {
        key: 'a',
        title: "the school answered",
        needs: Needs::Line,
        asks: &[Ask::must("what it answered", Shape::Text), Ask::today("answered on")],
        open: not_answered,
        write: |line, answers, today| {
            let [outcome, on] = answers else { return Err(MISSING) };
            let on = past_since(line, "raised", on.as_ref(), today)?;
            Ok(vec![of_line(line).day("answered", on).with("outcome", outcome.clone())])
        },
    },
    Act {
        key: 'd',
        title: "another day for the answer",
        needs: Needs::Line,
        asks: &[Ask { first: |_, today| ahead(today, 7), ..Ask::must("answer due by", Shape::Date) }],
        open: not_answered,
        write: |line, answers, _| Ok(vec![of_line(line).with("answer_due", answers.first().cloned().flatten())]),
    },
];

/// Something raised with a school, of what was asked after the school: kind, about what, answer due, raised.
pub(super) fn raised(entry: Entry, answers: &[Option<Value>], today: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [kind, about, due, on] = answers else { return Err(MISSING) };
    let on = past(on.as_ref(), today)?;
    if matches!(due, Some(Value::Date(due)) if *due < on) {
        return Err("an answer cannot be due before it was asked for");
    }
    let entry = entry.day("raised", on).with("kind", kind.clone()).with("about", about.clone());
    Ok(vec![entry.with("answer_due", due.clone())])
}

fn not_answered(line: &Line) -> Result<(), &'static str> {
    if line.get("answered").is_empty() { Ok(()) } else { Err("the school answered") }
}

fn of_line(line: &Line) -> Entry {
    let kind = if line.child().is_some() { Kind::Challenge } else { Kind::SchoolAction };
    Entry::of(kind, line).known(line, KEY)
}

/// By when a school is to answer; support that names no day waits for none.
pub(super) fn answer_due(scene: &Scene<'_>, row: Entered<'_>) -> Option<NaiveDate> {
    let days = scene.limit(CHALLENGE_ANSWER.id, "working_days");
    let challenge = row.text("kind") == CHALLENGES[1];
    let assumed = || row.date("raised").filter(|_| challenge);
    row.date("answer_due").or_else(|| assumed().map(|on| scene.context.calendar.add_working_days(on, days)))
}

/// Whether it was raised by today, and whether it was answered by then.
pub(super) fn stands(row: Entered<'_>, today: NaiveDate) -> Option<bool> {
    row.date("raised").filter(|raised| *raised <= today)?;
    Some(row.date("answered").is_some_and(|answered| answered <= today))
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for case in scene.cases() {
        let child = ChildKey(case.child.key);
        let caseworker = case.caseworker();
        let rows = scene.books.of(Kind::Challenge, child);
        lines.extend(rows.filter_map(|row| line(scene, Line::of_child(child), row, caseworker)));
    }
    if scene.only.is_none() {
        let rows = scene.books.all(Kind::SchoolAction);
        lines.extend(rows.filter_map(|row| line(scene, Line::of_school(row.text("school_urn")), row, "")));
    }
    lines
}

fn line(scene: &Scene<'_>, line: Line, row: Entered<'_>, caseworker: &str) -> Option<Line> {
    let answered = stands(row, scene.today())?;
    let due = answer_due(scene, row).filter(|_| !answered);
    let school = scene.caseload.school_name(row.text("school_urn"));
    let state = match (answered, due) {
        (true, _) => "answered",
        (false, Some(_)) => "waiting",
        (false, None) => "open",
    };
    let mut line = line.from(row);
    let by = due.map(|due| due.to_string()).unwrap_or_default();
    line.cells = [row.text("kind"), row.text("about"), &by, &school, &row.iso("raised"), &row.iso("answered")]
        .map(str::to_owned)
        .into();
    line.groups = [state, row.text("kind"), &school, caseworker].map(str::to_owned).into();
    line.due = due;
    for name in ["school_urn", "kind", "about"] {
        line = line.knowing(name, row.text(name));
    }
    let answered = if answered { row.iso("answered") } else { String::new() };
    line = line.knowing("raised", row.iso("raised")).knowing("answered", answered);
    line =
        line.saying(format!("{} to {school}, raised {}: {}", row.text("kind"), row.iso("raised"), row.text("about")));
    line = line.saying(match (state, row.date("answer_due")) {
        ("waiting", None) => format!("no day was named for the answer: {by} is assumed"),
        ("waiting", Some(_)) => format!("answer due {by}"),
        ("open", _) => "no answer is waited for".to_owned(),
        _ => format!("answered {}: {}", row.iso("answered"), row.text("outcome")),
    });
    Some(if due.is_some_and(|due| due < scene.today()) {
        line.watched(CHALLENGE_ANSWER.id, Severity::ThisWeek)
    } else {
        line
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::ChildFacts;
    use crate::domain::part::scene::{Stage, day};

    const RAISED: [(&str, &str); 4] =
        [("school_urn", "100001"), ("raised", "2026-11-02"), ("kind", "challenge"), ("about", "Part-time timetable")];

    fn only(kind: Kind, cells: &[(&str, &str)], today: &str) -> Line {
        let child = i64::from(kind == Kind::Challenge);
        let stage = Stage::new(vec![ChildFacts::default()]).row(kind, child, &[&RAISED[..], cells].concat());
        stage.lines(&PART, today).remove(0)
    }

    #[test]
    fn an_answer_is_due_by_its_day_else_ten_working_days_after_a_challenge() {
        for kind in [Kind::Challenge, Kind::SchoolAction] {
            let watched = |cells: &[(&str, &str)], today: &str| only(kind, cells, today).watches;
            assert!(watched(&[], "2026-11-16").is_empty());
            assert_eq!(watched(&[], "2026-11-17"), ["challenge-answer"]);
            assert!(watched(&[("answer_due", "2026-11-06")], "2026-11-06").is_empty());
            assert_eq!(watched(&[("answer_due", "2026-11-06")], "2026-11-07"), ["challenge-answer"]);
            assert!(watched(&[("answered", "2026-11-17")], "2026-11-17").is_empty());
        }
    }

    #[test]
    fn support_waits_for_an_answer_only_where_a_day_is_named() {
        let support = [("kind", "support")];
        assert_eq!(only(Kind::Challenge, &support, "2026-12-30").groups[0], "open");
        let named = [support[0], ("answer_due", "2026-11-06")];
        assert_eq!(only(Kind::Challenge, &named, "2026-11-07").watches, ["challenge-answer"]);
    }

    #[test]
    fn an_answer_goes_to_the_row_that_asked_for_it() {
        for kind in [Kind::Challenge, Kind::SchoolAction] {
            let line = only(kind, &[], "2026-11-17");
            let act = &ACTS[2];
            assert_eq!((act.open)(&line), Ok(()));
            let answers = [Some(Value::Text("Full time again".into())), Some(Value::Date(day("2026-11-17")))];
            let entry = (act.write)(&line, &answers, day("2026-11-17")).unwrap().remove(0);
            assert_eq!((entry.kind, entry.child), (kind, line.child()));
            let expected = Entry::of(kind, &line)
                .text("school_urn", "100001")
                .day("raised", day("2026-11-02"))
                .text("kind", "challenge")
                .text("about", "Part-time timetable")
                .day("answered", day("2026-11-17"))
                .text("outcome", "Full time again");
            assert!(entry == expected);
            let answered = only(kind, &[("answered", "2026-11-17")], "2026-11-17");
            assert!((act.open)(&answered).is_err() && (ACTS[3].open)(&answered).is_err());
        }
    }

    #[test]
    fn what_is_raised_is_no_later_than_its_answer() {
        let text = |typed: &str| Some(Value::Text(typed.to_owned()));
        let on = |date: &str| Some(Value::Date(day(date)));
        let said = |due: &str| {
            let answers = [text("100001"), text("support"), text("Reading"), on(due), on("2026-11-17")];
            assert!((ACTS[0].open)(&Line::of_school("100001")).is_err());
            (ACTS[0].write)(&Line::of_child(ChildKey(1)), &answers, day("2026-11-17")).map(|entries| entries.len())
        };
        assert_eq!(said("2026-11-17"), Ok(1));
        assert!(said("2026-11-16").is_err());
    }
}
