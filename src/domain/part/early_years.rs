//! Early years: a place from the day of entitlement at two until school.

use crate::domain::alert::Severity;
use crate::domain::calendar::birthday;
use crate::domain::calendar::days::days_between;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::{Kind, Shape};
use crate::domain::part::answers::MISSING;
use crate::domain::rules::Limit;
use crate::domain::rules::wording::{count, day};
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use chrono::{Datelike, NaiveDate};

/// The days on which an entitlement begins, each the first after the second birthday: month and day.
const BEGINS: [(u32, u32); 3] = [(1, 1), (4, 1), (9, 1)];
/// The age from which the funded place is.
const FROM: i32 = 2;

const ENTITLED: &str = "Local Authority (Duty to Secure Early Years Provision Free of Charge) Regulations 2014: 15 hours for \
                        looked-after children from the 1 January, 1 April or 1 September after the second birthday";

/// The part.
pub(super) const PART: Part = Part {
    id: "early-years",
    title: "Early years",
    who: "the early years worker",
    doc: "Looked-after children from two until school: in a place, how many hours, or without one since when.",
    duty: "The duty to promote education begins with the first day in care; a funded place is there from two, a PEP from three \
           (Children Act 1989, s.22(3A)).",
    reads: &[Kind::EarlyYears],
    columns: &[
        Column::new("setting", 22),
        Column::new("hours", 5),
        Column::new("since", 10),
        Column::new("until", 10),
        Column::wide("funding", 14),
        Column::wide("entitled", 10),
    ],
    groups: &["state", "setting", "caseworker"],
    states: &["no place", "planned", "in a place", "not yet", "no data"],
    watches: &[
        Watch {
            id: "early-years-place",
            title: "no early years place",
            doc: "Looked after, entitled to a funded place, not in school yet, and in no place for so many calendar days: since \
                  the entitlement or since the last place ended, the later of the two, or since coming into care.",
            source: ENTITLED,
            limits: &[Limit { key: "days", default: 28, unit: "days", doc: "without a place" }],
        },
        Watch {
            id: "early-years-hours",
            title: "fewer hours than funded",
            doc: "The place is for fewer hours a week than are funded.",
            source: ENTITLED,
            limits: &[Limit { key: "hours", default: 15, unit: "hours a week", doc: "funded" }],
        },
    ],
    acts: ACTS,
    lines,
};

const ACTS: &[Act] = &[
    Act {
        key: 'p',
        title: "place begins",
        needs: Needs::Child,
        asks: &[
            Ask::must("setting", Shape::Text),
            Ask::today("from"),
            Ask::new("hours a week", Shape::UpTo(60)),
            Ask::new("funding", Shape::Text),
        ],
        open: |_| Ok(()),
        write: |line, answers, _| {
            let [setting, start, hours, funding] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::EarlyYears, line).with("start", start.clone()).with("setting", setting.clone());
            Ok(vec![row.with("hours", hours.clone()).with("funding", funding.clone())])
        },
    },
    Act {
        key: 'e',
        title: "place ended",
        needs: Needs::Line,
        asks: &[Ask::today("last day")],
        open: |line| if line.get("setting").is_empty() { Err("the child is in no place") } else { Ok(()) },
        write: |line, answers, _| {
            let row = Entry::of(Kind::EarlyYears, line).known(line, &["start", "setting"]);
            Ok(vec![row.with("end", answers.first().cloned().flatten())])
        },
    },
];

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    scene.cases().filter_map(|case| line(scene, &case)).collect()
}

/// The day on which the funded place begins: the first of three days in the year after the second birthday.
fn entitled(case: &Case<'_>) -> Option<NaiveDate> {
    let two = birthday(case.child.dob?, FROM)?;
    let years = [two.year(), two.year() + 1];
    let days = years.iter().flat_map(|year| BEGINS.map(|(month, day)| NaiveDate::from_ymd_opt(*year, month, day)));
    days.flatten().find(|day| *day > two)
}

/// Before reception, by the year group, else by age.
fn before_school(case: &Case<'_>) -> bool {
    case.nc_year().map_or_else(|| case.age().is_some_and(|age| age < 4), |year| year < 0)
}

fn line(scene: &Scene<'_>, case: &Case<'_>) -> Option<Line> {
    let (today, child) = (scene.today(), ChildKey(case.child.key));
    let rows: Vec<Entered<'_>> = scene.books.of(Kind::EarlyYears, child).collect();
    let wanted = case.looked_after() && before_school(case) && case.age().is_some_and(|age| age >= FROM);
    let ended = |row: &&Entered<'_>| row.date("end").is_some_and(|end| end < today);
    if !wanted && rows.iter().all(|row| ended(&row)) {
        return None;
    }
    let begun = |row: &&Entered<'_>| row.date("start").is_some_and(|start| start <= today);
    let now = rows.iter().filter(|row| begun(row) && !ended(row)).max_by_key(|row| row.date("start")).copied();
    let next = rows.iter().filter(|row| !begun(row)).min_by_key(|row| row.date("start")).copied();
    let place = now.or(next);
    let known = scene.context.knows(Kind::EarlyYears) || !rows.is_empty();
    let without = (wanted && now.is_none()).then(|| without(case, &rows, today)).flatten();
    let state = match (now, next, without) {
        (Some(_), ..) => "in a place",
        (_, Some(_), _) => "planned",
        _ if !known => "no data",
        (_, _, Some(_)) => "no place",
        _ => "not yet",
    };
    let mut line = written(child, place, entitled(case));
    let setting = line.cells[0].clone();
    line.groups = vec![state.to_owned(), setting, case.caseworker().to_owned()];
    line.due = next.and_then(|row| row.date("start"));
    let line = match now {
        Some(row) if wanted => hours(scene, line, row),
        _ => line,
    };
    Some(if known { since(scene, line, without) } else { line })
}

fn written(child: ChildKey, place: Option<Entered<'_>>, entitled: Option<NaiveDate>) -> Line {
    let line = Line::of_child(child);
    let date = |name: &str| place.map(|row| row.iso(name)).unwrap_or_default();
    let text = |name: &str| place.map(|row| row.text(name).to_owned()).unwrap_or_default();
    let hours = place.and_then(|row| row.number("hours")).map(|hours| hours.to_string()).unwrap_or_default();
    let cells = vec![text("setting"), hours, date("start"), date("end"), text("funding"), iso(entitled)];
    let line = Line { cells, ..line }.knowing("setting", text("setting")).knowing("start", date("start"));
    let line = line.saying(entitled.map(|from| format!("a funded place from {}", day(from))).unwrap_or_default());
    match place {
        Some(row) => line.from(row),
        None => line,
    }
}

/// Since when an entitled child is in no place.
fn without(case: &Case<'_>, rows: &[Entered<'_>], today: NaiveDate) -> Option<NaiveDate> {
    let entitled = entitled(case).filter(|day| *day <= today)?;
    let ended = rows.iter().filter_map(|row| row.date("end")).filter(|end| *end < today).max();
    let after = ended.and_then(|end| end.succ_opt());
    [Some(entitled), after, case.looked_after_since()].into_iter().flatten().max()
}

fn hours(scene: &Scene<'_>, line: Line, row: Entered<'_>) -> Line {
    let funded = scene.limit("early-years-hours", "hours");
    match row.number("hours") {
        Some(hours) if hours < funded => line
            .saying(format!("{hours} hours a week of {funded} that are funded"))
            .watched("early-years-hours", Severity::Watch),
        _ => line,
    }
}

fn since(scene: &Scene<'_>, line: Line, without: Option<NaiveDate>) -> Line {
    let Some(since) = without else { return line };
    let (days, most) = (days_between(since, scene.today()), scene.limit("early-years-place", "days"));
    let line = line.saying(format!("in no place for {}, since {}", count(days, "day"), day(since)));
    if days >= most { line.watched("early-years-place", Severity::Watch) } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{ChildFacts, Cohorts};
    use crate::domain::kind::Value;
    use crate::domain::part::scene::{Stage, day as date};

    fn child(dob: &str) -> ChildFacts {
        let since = Some(date("2024-01-01"));
        let (cohorts, dob) = (Some(Cohorts::LAC), Some(date(dob)));
        ChildFacts { cohorts, dob, looked_after_since: since, ..ChildFacts::default() }
    }

    fn told(child: ChildFacts, rows: &[&[(&str, &str)]], today: &str) -> Vec<(String, Vec<&'static str>)> {
        let mut stage = Stage::new(vec![child]);
        stage.caseload.sources.insert(Kind::EarlyYears);
        for row in rows {
            stage = stage.row(Kind::EarlyYears, 1, row);
        }
        stage.lines(&PART, today).into_iter().map(|line| (line.groups[0].clone(), line.watches)).collect()
    }

    #[test]
    fn the_entitlement_begins_on_the_first_of_three_days_after_the_second_birthday() {
        for (born, day, state) in [
            ("2024-03-31", "2026-03-31", "not yet"),
            ("2024-03-31", "2026-04-01", "no place"),
            ("2024-04-01", "2026-08-31", "not yet"),
            ("2024-04-01", "2026-09-01", "no place"),
            ("2024-09-01", "2026-12-31", "not yet"),
            ("2024-09-01", "2027-01-01", "no place"),
        ] {
            assert_eq!(told(child(born), &[], day)[0].0, state, "{born} on {day}");
        }
    }

    #[test]
    fn four_weeks_without_a_place_are_told() {
        let told = |today| told(child("2024-03-31"), &[], today).remove(0).1;
        assert!(told("2026-04-28").is_empty());
        assert_eq!(told("2026-04-29"), ["early-years-place"]);
        let ended: &[(&str, &str)] = &[("start", "2026-04-01"), ("end", "2026-10-30"), ("setting", "Acorns")];
        let after = |today| super::tests::told(child("2024-03-31"), &[ended], today).remove(0);
        assert_eq!(after("2026-10-30"), ("in a place".to_owned(), vec![]));
        assert_eq!(after("2026-11-27"), ("no place".to_owned(), vec![]));
        assert_eq!(after("2026-11-28").1, ["early-years-place"]);
    }

    #[test]
    fn fewer_hours_than_funded_are_told_and_a_place_to_come_is_planned() {
        let place = |hours: &'static str| vec![("start", "2026-09-01"), ("setting", "Acorns"), ("hours", hours)];
        let told = |hours, today| told(child("2024-03-31"), &[&place(hours)], today).remove(0);
        assert_eq!(told("15", "2026-11-23"), ("in a place".to_owned(), vec![]));
        assert_eq!(told("14", "2026-11-23").1, ["early-years-hours"]);
        assert_eq!(told("15", "2026-08-31").0, "planned");
    }

    #[test]
    fn at_school_or_in_another_cohort_nothing_is_asked() {
        assert!(told(ChildFacts { nc_year: Some(0), ..child("2022-05-01") }, &[], "2026-11-23").is_empty());
        assert_eq!(told(ChildFacts { nc_year: Some(-1), ..child("2022-05-01") }, &[], "2026-11-23").len(), 1);
        let need = ChildFacts { cohorts: Some(Cohorts::CIN), ..child("2024-03-31") };
        assert!(told(need, &[], "2026-11-23").is_empty());
        let lines = Stage::new(vec![child("2024-03-31")]).lines(&PART, "2026-11-23");
        assert_eq!((lines[0].groups[0].as_str(), lines[0].watches.len()), ("no data", 0));
    }

    #[test]
    fn a_place_ends_where_it_stands() {
        let stage = Stage::new(vec![child("2024-03-31")]);
        let stage = stage.row(Kind::EarlyYears, 1, &[("start", "2026-09-01"), ("setting", "Acorns")]);
        let line = stage.lines(&PART, "2026-11-23").remove(0);
        let act = &ACTS[1];
        assert_eq!((act.open)(&line), Ok(()));
        let end = Some(Value::Date(date("2026-11-20")));
        let rows = (act.write)(&line, std::slice::from_ref(&end), date("2026-11-23")).unwrap();
        let names: Vec<_> = rows[0].cells.iter().map(|(name, _)| *name).collect();
        assert_eq!((names, &rows[0].cells[2].1), (vec!["start", "setting", "end"], &end));
        assert!((act.open)(&Line::of_child(ChildKey(1))).is_err());
    }
}
