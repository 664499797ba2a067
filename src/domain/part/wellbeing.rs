//! Wellbeing: the yearly strengths and difficulties questionnaire, as the yearly return counts it.

use crate::domain::alert::Severity;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::{Kind, Shape};
use crate::domain::part::answers::MISSING;
use crate::domain::rules::Limit;
use crate::domain::rules::wording::day;
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use chrono::{Months, NaiveDate};

/// Months in care after which the return asks for a score.
const IN_CARE: u32 = 12;
/// The ages, both included, of which the return asks for one.
const AGES: (i64, i64) = (4, 16);

/// The part.
pub(super) const PART: Part = Part {
    id: "wellbeing",
    title: "Wellbeing (SDQ)",
    who: "caseworkers with carers and health",
    doc: "The score of the strengths and difficulties questionnaire, 0 to 40: the last one, the one before, when the next is \
          due.",
    duty: "A carer fills in the questionnaire each year for a child of 4 to 16 who has been in care for 12 months (SSDA903 \
           guidance, OC2; Promoting the health and well-being of looked-after children, 2015).",
    reads: &[Kind::Sdq, Kind::Oc2],
    columns: &[
        Column::new("score", 5),
        Column::new("before", 6),
        Column::new("on", 10),
        Column::new("next due", 10),
        Column::wide("filled in by", 16),
        Column::wide("school", 20),
    ],
    groups: &["state", "school", "caseworker"],
    states: &["due", "of concern", "borderline", "average", "no data"],
    watches: &[
        Watch {
            id: "sdq-due",
            title: "SDQ due",
            doc: "Looked after for 12 months, of 4 to 16, and no score for so many months, today included. Calendar months.",
            source: "SSDA903 guidance, OC2: each year for ages 4 to 16 in care for 12 months",
            limits: &[Limit { key: "months", default: 12, unit: "months", doc: "without a score" }],
        },
        Watch {
            id: "sdq-concern",
            title: "SDQ of concern",
            doc: "The last score is in the band of concern.",
            source: "bands of the DfE's outcomes of looked-after children: 0-13 average, 14-16 borderline, 17-40 concern",
            limits: &[
                Limit { key: "concern", default: 17, unit: "score", doc: "of concern from here on" },
                Limit { key: "borderline", default: 14, unit: "score", doc: "borderline from here on" },
            ],
        },
        Watch {
            id: "sdq-rising",
            title: "SDQ risen",
            doc: "The last score is so much higher than the one before.",
            source: "ours",
            limits: &[Limit { key: "points", default: 5, unit: "score", doc: "higher than before" }],
        },
    ],
    acts: &[Act {
        key: 's',
        title: "questionnaire came back",
        needs: Needs::Child,
        asks: &[
            Ask::must("total difficulties, 0 to 40", Shape::UpTo(40)),
            Ask::today("filled in on"),
            Ask::new("filled in by (a role: carer, school)", Shape::Text),
        ],
        open: |_| Ok(()),
        write: |line, answers, _| {
            let [score, date, by] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Sdq, line).with("date", date.clone()).with("score", score.clone());
            Ok(vec![row.with("completed_by", by.clone())])
        },
    }],
    lines,
};

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    scene.cases().filter_map(|case| line(scene, &case)).collect()
}

fn line(scene: &Scene<'_>, case: &Case<'_>) -> Option<Line> {
    let (today, child) = (scene.today(), ChildKey(case.child.key));
    let mut scores =
        scene.books.of(Kind::Sdq, child).filter(|row| row.date("date").is_some_and(|day| day <= today)).rev();
    let (last, before) = (scores.next(), scores.next());
    let told = scene.books.of(Kind::Oc2, child).next_back().filter(|row| row.number("sdq_score").is_some());
    let asked = asked(case, today);
    if last.is_none() && told.is_none() && !asked {
        return None;
    }
    let due = asked.then(|| due(scene, case, last)).flatten();
    let mut line = Line::of_child(child);
    line.due = due;
    let number = |row: Option<Entered<'_>>| row.and_then(|row| row.number("score"));
    let text = |score: Option<i64>| score.map(|score| score.to_string()).unwrap_or_default();
    let school = scene.school_of(case);
    line.cells = vec![
        text(number(last)),
        text(number(before)),
        last.map(|row| row.iso("date")).unwrap_or_default(),
        iso(due),
        last.map(|row| row.text("completed_by").to_owned()).unwrap_or_default(),
        school.clone(),
    ];
    let known = scene.context.knows(Kind::Sdq) || last.is_some();
    let late = due.is_some_and(|due| due <= today);
    let state = match number(last) {
        _ if late && known => "due",
        None => "no data",
        Some(score) => band(scene, score),
    };
    line.groups = vec![state.to_owned(), school, case.caseworker().to_owned()];
    if let Some(row) = told {
        let score = row.number("sdq_score").unwrap_or_default();
        line =
            line.saying(format!("the yearly return has a score of {score}, which has no day (SSDA903 OC2)")).from(row);
    }
    line = [last, before].into_iter().flatten().fold(line, Line::from);
    if late && known {
        line = line.watched("sdq-due", Severity::Watch);
    }
    Some(judged(scene, case, line, (number(last), number(before))))
}

/// Whether the return asks for a score of the child.
fn asked(case: &Case<'_>, today: NaiveDate) -> bool {
    let long = case.looked_after_since().and_then(|since| since.checked_add_months(Months::new(IN_CARE)));
    case.looked_after() && case.aged(AGES.0, AGES.1) && long.is_some_and(|long| long <= today)
}

/// The day on which the next score is due: so many months after the last, or after 12 months in care.
fn due(scene: &Scene<'_>, case: &Case<'_>, last: Option<Entered<'_>>) -> Option<NaiveDate> {
    let months = u32::try_from(scene.limit("sdq-due", "months")).unwrap_or(IN_CARE);
    match last.and_then(|row| row.date("date")) {
        Some(day) => day.checked_add_months(Months::new(months)),
        None => case.looked_after_since()?.checked_add_months(Months::new(IN_CARE)),
    }
}

fn band(scene: &Scene<'_>, score: i64) -> &'static str {
    if score >= scene.limit("sdq-concern", "concern") {
        "of concern"
    } else if score >= scene.limit("sdq-concern", "borderline") {
        "borderline"
    } else {
        "average"
    }
}

fn judged(scene: &Scene<'_>, case: &Case<'_>, line: Line, (last, before): (Option<i64>, Option<i64>)) -> Line {
    let Some(score) = last else { return line };
    let mut line = line.saying(format!("{score} of 40: {}", band(scene, score)));
    let most = scene.limit("sdq-concern", "concern");
    if score >= most && case.case_work() {
        line = line.saying(format!("of concern from {most} on")).watched("sdq-concern", Severity::Watch);
    }
    let risen = before.map(|before| score - before).filter(|risen| *risen >= scene.limit("sdq-rising", "points"));
    if let Some(risen) = risen.filter(|_| case.case_work()) {
        line = line.saying(format!("{risen} more than the time before")).watched("sdq-rising", Severity::Watch);
    }
    let due = line.due.map(|due| format!("the next is due on {}", day(due)));
    line.saying(due.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{ChildFacts, Cohorts};
    use crate::domain::kind::Value;
    use crate::domain::part::scene::{Stage, day as date};

    fn child(dob: &str, since: &str) -> ChildFacts {
        let (dob, since) = (Some(date(dob)), Some(date(since)));
        ChildFacts { cohorts: Some(Cohorts::LAC), dob, looked_after_since: since, ..ChildFacts::default() }
    }

    fn told(child: ChildFacts, scores: &[(&str, &str)], today: &str) -> Vec<(String, Vec<&'static str>)> {
        let mut stage = Stage::new(vec![child]);
        stage.caseload.sources.insert(Kind::Sdq);
        for (day, score) in scores {
            stage = stage.row(Kind::Sdq, 1, &[("date", day), ("score", score)]);
        }
        stage.lines(&PART, today).into_iter().map(|line| (line.groups[0].clone(), line.watches)).collect()
    }

    #[test]
    fn a_score_is_due_twelve_months_after_the_last_one() {
        let lac = || child("2014-01-01", "2020-01-01");
        let told = |today| told(lac(), &[("2025-11-23", "9")], today).remove(0);
        assert_eq!(told("2026-11-22"), ("average".to_owned(), vec![]));
        assert_eq!(told("2026-11-23"), ("due".to_owned(), vec!["sdq-due"]));
    }

    #[test]
    fn the_first_is_due_after_twelve_months_in_care_from_four_to_sixteen() {
        let count = |dob, since, today| told(child(dob, since), &[], today).len();
        assert_eq!(
            (count("2014-01-01", "2025-11-24", "2026-11-23"), count("2014-01-01", "2025-11-23", "2026-11-23")),
            (0, 1)
        );
        assert_eq!(
            (count("2022-11-24", "2023-01-01", "2026-11-23"), count("2022-11-23", "2023-01-01", "2026-11-23")),
            (0, 1)
        );
        assert_eq!(
            (count("2009-11-24", "2020-01-01", "2026-11-23"), count("2009-11-23", "2020-01-01", "2026-11-23")),
            (1, 0)
        );
        let leaver = ChildFacts { cohorts: Some(Cohorts::CL), ..child("2014-01-01", "2020-01-01") };
        assert!(told(leaver, &[], "2026-11-23").is_empty());
    }

    #[test]
    fn scores_stand_in_their_bands_and_a_rise_is_told() {
        let told = |before, score| {
            let scores = [("2025-10-01", before), ("2026-10-01", score)];
            told(child("2014-01-01", "2020-01-01"), &scores, "2026-11-23").remove(0)
        };
        assert_eq!(told("13", "13"), ("average".to_owned(), vec![]));
        assert_eq!(told("13", "14"), ("borderline".to_owned(), vec![]));
        assert_eq!(told("13", "16"), ("borderline".to_owned(), vec![]));
        assert_eq!(told("13", "17"), ("of concern".to_owned(), vec!["sdq-concern"]));
        assert_eq!(told("4", "8").1, Vec::<&str>::new());
        assert_eq!(told("4", "9").1, ["sdq-rising"]);
    }

    #[test]
    fn where_no_file_came_nothing_is_known_and_nothing_asked() {
        let lines = Stage::new(vec![child("2014-01-01", "2020-01-01")]).lines(&PART, "2026-11-23");
        assert_eq!((lines[0].groups[0].as_str(), lines[0].watches.as_slice()), ("no data", &[][..]));
    }

    #[test]
    fn a_questionnaire_that_came_back_is_a_row() {
        let line = Line::of_child(ChildKey(1));
        let answers = [Some(Value::Number(15)), Some(Value::Date(date("2026-11-23"))), None];
        let rows = (PART.acts[0].write)(&line, &answers, date("2026-11-23")).unwrap();
        assert_eq!((rows[0].kind, rows[0].child), (Kind::Sdq, Some(ChildKey(1))));
        assert_eq!(rows[0].cells[1], ("score", Some(Value::Number(15))));
    }
}
