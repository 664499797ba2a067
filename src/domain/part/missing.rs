//! Missing episodes: who is missing now, who came back, who goes missing again and again.

use crate::domain::alert::Severity;
use crate::domain::calendar::days::days_between;
use crate::domain::case::Case;
use crate::domain::facts::{ChildKey, Missing};
use crate::domain::kind::{Kind, Shape};
use crate::domain::part::answers::MISSING;
use crate::domain::rules::Limit;
use crate::domain::rules::wording::{count, day};
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use chrono::NaiveDate;

const GUIDANCE: &str = "Statutory guidance on children who run away or go missing from home or care, January 2014";

/// The part.
pub(super) const PART: Part = Part {
    id: "missing",
    title: "Missing from care",
    who: "caseworkers with social care",
    doc: "Episodes of the year that is looked at: missing now, back, and how often in the last weeks.",
    duty: "Social care leads; the virtual school tells the school and asks what keeps the child away (missing from care is a \
           sign of absence to come).",
    reads: &[Kind::Missing],
    columns: &[
        Column::new("kind", 7),
        Column::new("from", 10),
        Column::new("back", 10),
        Column::new("days", 5),
        Column::wide("lately", 6),
        Column::wide("school", 24),
    ],
    groups: &["state", "school", "caseworker", "month"],
    states: &["missing now", "just back", "back"],
    watches: &[
        Watch {
            id: "missing-return",
            title: "back: return interview",
            doc: "Back for no more than so many calendar days: the child is offered an interview in that time. Whether it was \
                  held stands in social care's system.",
            source: "Statutory guidance on children who run away or go missing from home or care, January 2014: within 72 hours",
            limits: &[Limit { key: "days", default: 3, unit: "days", doc: "after the return" }],
        },
        Watch {
            id: "missing-repeat",
            title: "missing again and again",
            doc: "So many episodes began in the last so many calendar days, today included; told with the latest of them.",
            source: GUIDANCE,
            limits: &[
                Limit { key: "times", default: 3, unit: "episodes", doc: "of either kind" },
                Limit { key: "days", default: 90, unit: "days", doc: "in which they began" },
            ],
        },
    ],
    acts: ACTS,
    lines,
};

const ACTS: &[Act] = &[
    Act {
        key: 'm',
        title: "went missing",
        needs: Needs::Child,
        asks: &[
            Ask::must("kind (M missing, A away without authorisation)", Shape::OneOf(&["M", "A"])),
            Ask::today("since"),
        ],
        open: |_| Ok(()),
        write: |line, answers, _| {
            let [kind, start] = answers else { return Err(MISSING) };
            Ok(vec![Entry::of(Kind::Missing, line).with("missing", kind.clone()).with("start", start.clone())])
        },
    },
    Act {
        key: 'b',
        title: "is back",
        needs: Needs::Line,
        asks: &[Ask::today("back on")],
        open: |line| match line.groups.first().map(String::as_str) {
            Some("missing now") => Ok(()),
            _ => Err("the child is back"),
        },
        write: |line, answers, _| {
            let row = Entry::of(Kind::Missing, line).known(line, &["missing", "start"]);
            Ok(vec![row.with("end", answers.first().cloned().flatten())])
        },
    },
];

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for case in scene.cases().filter(|case| !case.child.missing.is_empty()) {
        let episodes = scene.books.of(Kind::Missing, ChildKey(case.child.key));
        lines.extend(episodes.filter_map(|row| line(scene, &case, row)));
    }
    lines
}

/// An episode that began in the year looked at, or runs.
fn line(scene: &Scene<'_>, case: &Case<'_>, row: Entered<'_>) -> Option<Line> {
    let today = scene.today();
    let start = row.date("start").filter(|start| *start <= today)?;
    // The day on which it ended is the first on which the child was back.
    let back = row.date("end").filter(|end| *end <= today);
    let of_year = (scene.year.first_day()..=scene.year.last_day()).contains(&start);
    if !of_year && back.is_some() {
        return None;
    }
    let ago = back.map(|back| days_between(back, today));
    let state = match ago {
        None => "missing now",
        Some(ago) if ago <= scene.limit("missing-return", "days") => "just back",
        Some(_) => "back",
    };
    let days = days_between(start, back.unwrap_or(today));
    let often = began_lately(scene, &case.child.missing, start);
    let kind = if row.text("missing") == "A" { "away" } else { "missing" };
    let school = scene.school_of(case);
    let mut line = Line::of_child(ChildKey(case.child.key)).from(row);
    line.cells =
        vec![kind.to_owned(), start.to_string(), iso(back), days.to_string(), often.to_string(), school.clone()];
    let caseworker = case.caseworker().to_owned();
    line.groups = vec![state.to_owned(), school, caseworker, start.format("%Y-%m").to_string()];
    line = line.knowing("missing", row.text("missing")).knowing("start", start.to_string());
    Some(judged(scene, (case, start), line, ago))
}

/// How many episodes began in the days that end with a start.
fn began_lately(scene: &Scene<'_>, missing: &[Missing], start: NaiveDate) -> i64 {
    let days = scene.limit("missing-repeat", "days");
    let within = missing.iter().filter(|one| (0..=days).contains(&days_between(one.start, start)));
    i64::try_from(within.count()).unwrap_or(i64::MAX)
}

fn judged(scene: &Scene<'_>, (case, start): (&Case<'_>, NaiveDate), mut line: Line, ago: Option<i64>) -> Line {
    let today = scene.today();
    if let Some(ago) = ago.filter(|ago| *ago <= scene.limit("missing-return", "days")) {
        let until = scene.context.days_ahead(scene.limit("missing-return", "days") - ago);
        line.due = Some(until);
        let told = format!("back for {}: an interview is offered until {}", count(ago, "day"), day(until));
        line = line.saying(told);
        if case.case_work() {
            line = line.watched("missing-return", Severity::ThisWeek);
        }
    }
    let (times, days) = (scene.limit("missing-repeat", "times"), scene.limit("missing-repeat", "days"));
    let latest = case.child.missing.iter().map(|one| one.start).filter(|start| *start <= today).max();
    let often = began_lately(scene, &case.child.missing, today);
    if latest == Some(start) && often >= times && case.case_work() {
        line =
            line.saying(format!("{often} episodes in the last {days} days")).watched("missing-repeat", Severity::Watch);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{ChildFacts, Cohorts};
    use crate::domain::kind::Value;
    use crate::domain::part::scene::{Stage, day as date};

    fn stage(episodes: &[(&str, &str)]) -> Stage {
        let missing = |(start, end): &(&str, &str)| Missing { start: date(start), end: end.parse().ok() };
        let cohorts = Some(Cohorts::LAC);
        let child = ChildFacts { cohorts, missing: episodes.iter().map(missing).collect(), ..ChildFacts::default() };
        episodes.iter().fold(Stage::new(vec![child]), |stage, (start, end)| {
            let ended = if end.is_empty() { vec![] } else { vec![("end", *end)] };
            stage.row(Kind::Missing, 1, &[vec![("missing", "M"), ("start", *start)], ended].concat())
        })
    }

    fn told(episodes: &[(&str, &str)], today: &str) -> Vec<(String, Vec<&'static str>)> {
        let lines = stage(episodes).lines(&PART, today);
        lines.into_iter().map(|line| (line.groups[0].clone(), line.watches)).collect()
    }

    #[test]
    fn the_interview_is_told_of_for_three_days() {
        let one = [("2026-11-01", "2026-11-20")];
        assert_eq!(told(&one, "2026-11-19"), [("missing now".to_owned(), vec![])]);
        assert_eq!(told(&one, "2026-11-20"), [("just back".to_owned(), vec!["missing-return"])]);
        assert_eq!(told(&one, "2026-11-23"), [("just back".to_owned(), vec!["missing-return"])]);
        assert_eq!(told(&one, "2026-11-24"), [("back".to_owned(), vec![])]);
        let line = stage(&one).lines(&PART, "2026-11-21").remove(0);
        assert_eq!((line.due, line.cells[3].as_str()), (Some(date("2026-11-23")), "19"));
    }

    #[test]
    fn three_times_in_ninety_days_are_told_once() {
        let three = [("2026-09-01", "2026-09-02"), ("2026-10-01", "2026-10-02"), ("2026-11-01", "2026-11-02")];
        let repeats =
            |today| told(&three, today).iter().filter(|(_, watches)| watches.contains(&"missing-repeat")).count();
        assert_eq!((repeats("2026-11-30"), repeats("2026-12-01")), (1, 0));
        assert_eq!(told(&three[1..], "2026-11-30").iter().flat_map(|(_, watches)| watches).count(), 0);
    }

    #[test]
    fn what_began_in_another_year_stands_only_while_it_runs() {
        let old = [("2026-08-31", "2026-09-10")];
        assert_eq!((told(&old, "2026-09-09").len(), told(&old, "2026-09-10").len()), (1, 0));
        let this = [("2026-09-01", "2026-09-10")];
        assert_eq!(told(&this, "2026-12-10").len(), 1);
        assert_eq!(told(&[("2026-09-02", "")], "2026-09-01").len(), 0);
    }

    #[test]
    fn who_is_back_is_written_to_the_episode_that_runs() {
        let line = stage(&[("2026-11-20", "")]).lines(&PART, "2026-11-23").remove(0);
        let act = &ACTS[1];
        assert_eq!((act.open)(&line), Ok(()));
        let back = Some(Value::Date(date("2026-11-23")));
        let rows = (act.write)(&line, std::slice::from_ref(&back), date("2026-11-23")).unwrap();
        assert_eq!(rows[0].cells[1], ("start", Some(Value::Date(date("2026-11-20")))));
        assert_eq!(rows[0].cells[2], ("end", back));
        let home = stage(&[("2026-11-20", "2026-11-22")]).lines(&PART, "2026-11-23").remove(0);
        assert_eq!((act.open)(&home), Err("the child is back"));
    }
}
