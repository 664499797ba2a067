//! Attainment and progress: by subject and measure, beside the target and the year before.

mod acts;

use crate::domain::alert::Severity;
use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::part::strategic::{FIGURES, Figures, strategic};
use crate::domain::progress::scale::short;
use crate::domain::progress::{Beside, Outcome, Series, gather};
use crate::domain::rules::Limit;
use crate::domain::rules::wording::day;
use crate::domain::work::{Column, Line, Part, Scene, Watch};
use chrono::NaiveDate;

/// The part.
pub(super) const PART: Part = Part {
    id: "attainment",
    title: "Attainment and progress",
    who: "education advisers and the head",
    doc: "The latest result by subject and measure, beside its target and the result of the year before.",
    duty: "The council promotes the educational achievement of the children it looks after (Children Act 1989 \
           s.22(3A)). Cohorts with a strategic duty stand as figures.",
    reads: &[Kind::Attainment],
    columns: &[
        Column::new("subject", 17),
        Column::new("latest", 10),
        Column::new("target", 10),
        Column::new("year before", 11),
        Column::wide("measure", 18),
    ],
    groups: &["state", "subject", "measure", "school", "caseworker"],
    states: &[BELOW, FALLING, AT_TARGET, NO_TARGET, APART, NO_DATA, FIGURES],
    watches: &[
        Watch {
            id: "attainment-below",
            title: "below target",
            doc: "The latest result lies below its target, by a grade (or a word) or by some points.",
            source: "ours; the duty is Children Act 1989 s.22(3A)",
            limits: &[
                Limit { key: "grades", default: 1, unit: "grades", doc: "grades or words below the target" },
                Limit { key: "score", default: 1, unit: "score points", doc: "points below, of scores and numbers" },
                Limit { key: "days", default: 400, unit: "days", doc: "days for which a result says something" },
            ],
        },
        Watch {
            id: "attainment-falling",
            title: "lower than the year before",
            doc: "The latest result lies below the last one of the academic year before, where the two can be compared.",
            source: "ours; the duty is Children Act 1989 s.22(3A)",
            limits: &[
                Limit { key: "grades", default: 1, unit: "grades", doc: "grades or words below the year before" },
                Limit { key: "score", default: 5, unit: "score points", doc: "points below, of scores and numbers" },
            ],
        },
    ],
    acts: acts::ACTS,
    lines,
};

const BELOW: &str = "below target";
const FALLING: &str = "falling";
const AT_TARGET: &str = "at target";
const NO_TARGET: &str = "no target";
const APART: &str = "not comparable";
const NO_DATA: &str = "no data";

/// Results of a series that a line tells, the latest first; the record draws them all.
const SHOWN: usize = 4;

/// The limits in force: hundredths of a grade and of a point, and days.
struct Limits {
    below: [i64; 2],
    falling: [i64; 2],
    days: i64,
    until: NaiveDate,
}

/// How a result stands to what is put beside it.
struct Judged {
    target: Beside,
    before: Beside,
    below: bool,
    falling: bool,
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let limit = |watch, key| scene.limit(watch, key);
    let hundredths = |watch| ["grades", "score"].map(|key| 100 * limit(watch, key));
    let limits = Limits {
        below: hundredths("attainment-below"),
        falling: hundredths("attainment-falling"),
        days: limit("attainment-below", "days"),
        until: scene.today().min(scene.year.last_day()),
    };
    let mut lines = Vec::new();
    let mut figures = Figures::default();
    for case in scene.cases() {
        let rows = scene.books.of(Kind::Attainment, ChildKey(case.child.key)).map(|row| &row.of.row);
        let found = gather(rows, limits.until);
        let fresh = |series: &&Series<'_>| (limits.until - series.latest.on).num_days() <= limits.days;
        if strategic(&case) {
            figures.add(&case, at_target(found.iter().filter(fresh)));
            continue;
        }
        let before = lines.len();
        lines.extend(found.iter().filter(fresh).map(|series| line(scene, &limits, &case, series)));
        if lines.len() == before && case.in_years(1, 11) {
            lines.push(nothing(scene, &case, &found));
        }
    }
    let cells = PART.columns.len();
    lines.extend(figures.lines(cells, PART.groups.len(), "results with a target are at or above it"));
    lines
}

/// Of results with a target on their scale, how many reach it.
fn at_target<'a>(found: impl Iterator<Item = &'a Series<'a>>) -> (i64, i64) {
    found.fold((0, 0), |(reached, all), series| match series.to_target() {
        Beside::By(by) => (reached + i64::from(by >= 0), all + 1),
        _ => (reached, all),
    })
}

fn about(scene: &Scene<'_>, case: &Case<'_>, words: [&str; 3]) -> Line {
    let mut line = Line::of_child(ChildKey(case.child.key));
    let school = scene.school_of(case);
    let caseworker = case.caseworker();
    line.groups = words.into_iter().map(str::to_owned).chain([school, caseworker.to_owned()]).collect();
    line
}

/// A child at school of whom no result is fresh enough to say something.
fn nothing(scene: &Scene<'_>, case: &Case<'_>, found: &[Series<'_>]) -> Line {
    let mut line = about(scene, case, [NO_DATA, "", ""]);
    line.cells = vec!["no result".to_owned(), String::new(), String::new(), String::new(), String::new()];
    let line = line.saying("no result that is recent enough to say where the child stands");
    found.iter().fold(line, |line, series| {
        let mut line = line.saying(format!("{}, {}: {}", series.subject, series.measure, told(&series.latest)));
        line.sources.push(series.latest.row.source.clone());
        line
    })
}

fn line(scene: &Scene<'_>, limits: &Limits, case: &Case<'_>, series: &Series<'_>) -> Line {
    let judged = judge(limits, series);
    let latest = series.latest;
    let mut line = about(scene, case, [state(&judged), series.subject, series.measure]);
    let before = series.year_before();
    line.cells = vec![
        series.subject.to_owned(),
        short(latest.value).to_owned(),
        short(latest.target).to_owned(),
        before.map_or_else(|| "-".to_owned(), |before| short(before.value).to_owned()),
        series.measure.to_owned(),
    ];
    for (name, text) in
        [("stage", latest.stage), ("subject", series.subject), ("measure", series.measure), ("value", latest.value)]
    {
        line = line.knowing(name, text);
    }
    line = line.knowing("date", latest.on.to_string()).knowing("target", latest.target);
    line = series.outcomes.iter().rev().take(SHOWN).fold(explained(line, series, &judged), |mut line, outcome| {
        line.sources.push(outcome.row.source.clone());
        line.saying(told(outcome))
    });
    if judged.below {
        line = line.watched("attainment-below", if judged.falling { Severity::ThisWeek } else { Severity::Watch });
    }
    if judged.falling { line.watched("attainment-falling", Severity::Watch) } else { line }
}

fn judge(limits: &Limits, series: &Series<'_>) -> Judged {
    let in_grades = series.latest.mark.is_some_and(|mark| mark.scale.in_grades());
    let [below, falling] = [limits.below, limits.falling].map(|[grades, score]| if in_grades { grades } else { score });
    let (target, before) = (series.to_target(), series.to_year_before());
    let short_by = |beside, least: i64| matches!(beside, Beside::By(by) if by < 0 && -by >= least);
    Judged { target, before, below: short_by(target, below), falling: short_by(before, falling) }
}

const fn state(judged: &Judged) -> &'static str {
    match (judged.below, judged.falling, judged.target) {
        (true, ..) => BELOW,
        (_, true, _) => FALLING,
        (_, _, Beside::By(_)) => AT_TARGET,
        (_, _, Beside::Nothing) => NO_TARGET,
        (_, _, Beside::Apart(_)) => APART,
    }
}

/// `KS2 98 on 5 Jul 2026, target 100`.
fn told(outcome: &Outcome<'_>) -> String {
    let stage = if outcome.stage.is_empty() { String::new() } else { format!("{} ", outcome.stage) };
    let target = if outcome.target.is_empty() { String::new() } else { format!(", target {}", outcome.target) };
    format!("{stage}{} on {}{target}", outcome.value, day(outcome.on))
}

fn explained(line: Line, series: &Series<'_>, judged: &Judged) -> Line {
    let scale = series.latest.mark.map_or("a measure without a known scale", |mark| mark.scale.words());
    line.saying(format!("{}: {scale}", series.measure))
        .saying(judged.target.words("target"))
        .saying(judged.before.words("result of the year before"))
}

#[cfg(test)]
mod tests;
