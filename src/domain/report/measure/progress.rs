//! Results at their target.

use crate::domain::kind::Kind;
use crate::domain::report::measure::{By, Measure, Pupil, Share, Unit};
use crate::domain::work::books::Entered;
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) const AT_TARGET: Measure = Measure {
    id: "at-target",
    title: "Results at target",
    doc: "Of each child, subject and measure the last result of the period that has a target on the same scale, and those \
          at or above it.",
    unit: Unit::Of("results with a target"),
    needs: Some(Kind::Attainment),
    by: By::Child(at_target),
    ..Measure::BASE
};

fn at_target(pupil: &Pupil<'_>) -> Share {
    let mut last: BTreeMap<(&str, &str), (NaiveDate, Entered<'_>)> = BTreeMap::new();
    for row in pupil.look.books.of(Kind::Attainment, pupil.key()) {
        let Some(day) = row.date("date").filter(|day| pupil.counts(*day)) else { continue };
        let kept = last.entry((row.text("subject"), row.text("measure"))).or_insert((day, row));
        if kept.0 <= day {
            *kept = (day, row);
        }
    }
    let compared = last.values().filter_map(|(_, row)| reaches(row.text("value"), row.text("target")));
    compared.fold(Share::default(), |share, met| Share { part: share.part + i64::from(met), whole: share.whole + 1 })
}

/// Words of a teacher's assessment, the lowest first.
const WORDS: &[&[&str]] = &[
    &["working below", "below", "pre-key stage", "pks"],
    &["working towards", "wts"],
    &["expected", "exs", "working at", "on track"],
    &["greater depth", "gds", "above"],
];

/// Whether a value reaches its target; `None` where they do not stand on one scale.
fn reaches(value: &str, target: &str) -> Option<bool> {
    let (value, target) = (value.trim().to_lowercase(), target.trim().to_lowercase());
    if let (Some(value), Some(target)) = (hundredths(&value), hundredths(&target)) {
        return Some(value >= target);
    }
    let step = |word: &str| WORDS.iter().position(|words| words.iter().any(|known| word.starts_with(known)));
    Some(step(&value)? >= step(&target)?)
}

/// A number with up to two decimals.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let figures = |text: &str| text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !figures(whole) || !figures(part) || part.len() > 2 {
        return None;
    }
    Some(100 * whole.parse::<i64>().ok()? + format!("{part:0<2}").parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::bench::Bench;
    use crate::domain::rules::scene::looked_after;

    #[test]
    fn a_target_is_reached_on_its_own_scale_alone() {
        for (value, target, met) in [
            ("100", "100", Some(true)),
            ("99", "100", Some(false)),
            ("4.5", "4.25", Some(true)),
            ("Expected", "expected", Some(true)),
            ("Working towards", "Expected", Some(false)),
            ("Greater depth", "Expected", Some(true)),
            ("5", "Expected", None),
            ("", "100", None),
            ("102", "", None),
            ("U", "4", None),
        ] {
            assert_eq!(reaches(value, target), met, "{value} {target}");
        }
    }

    #[test]
    fn the_last_result_of_each_subject_counts() {
        let result = |day, subject, value| {
            [("date", day), ("subject", subject), ("measure", "scaled score"), ("value", value), ("target", "100")]
        };
        let bench = Bench::new(looked_after())
            .row(Kind::Attainment, &result("2026-10-01", "Maths", "101"))
            .row(Kind::Attainment, &result("2026-11-23", "Maths", "99"))
            .row(Kind::Attainment, &result("2026-11-01", "Reading", "100"))
            .row(Kind::Attainment, &result("2026-08-31", "Writing", "100"));
        assert_eq!(bench.share("at-target", "2026-11-23"), (1, 2));
        assert_eq!(bench.share("at-target", "2026-11-22"), (2, 2));
    }
}
