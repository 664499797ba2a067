//! Results at their target.

use crate::domain::kind::Kind;
use crate::domain::progress::scale::Mark;
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
    let compared =
        last.values().filter_map(|(_, row)| reaches(row.text("measure"), row.text("value"), row.text("target")));
    compared.fold(Share::default(), |share, met| Share { part: share.part + i64::from(met), whole: share.whole + 1 })
}

/// Whether a value reaches its target; `None` where they do not stand on one scale.
fn reaches(measure: &str, value: &str, target: &str) -> Option<bool> {
    let (value, target) = (Mark::read(measure, value)?, Mark::read(measure, target)?);
    (value.scale == target.scale).then_some(value.hundredths >= target.hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::bench::Bench;
    use crate::domain::rules::scene::looked_after;

    #[test]
    fn a_target_is_reached_on_its_own_scale_alone() {
        for (measure, value, target, met) in [
            ("scaled score", "100", "100", Some(true)),
            ("scaled score", "99", "100", Some(false)),
            ("reading age", "4.5", "4.25", Some(true)),
            ("teacher assessment", "Expected", "expected", Some(true)),
            ("teacher assessment", "Working towards", "Expected", Some(false)),
            ("teacher assessment", "Greater depth", "Expected", Some(true)),
            ("GCSE grade", "U", "4", Some(false)),
            ("teacher assessment", "5", "Expected", None),
            ("scaled score", "", "100", None),
            ("scaled score", "102", "", None),
        ] {
            assert_eq!(reaches(measure, value, target), met, "{measure} {value} {target}");
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
