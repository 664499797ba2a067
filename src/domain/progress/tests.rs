use super::*;
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::part::scene::{Stage, day};

/// Date, stage, measure, value, target.
type Row<'a> = [&'a str; 5];

fn stage(rows: &[Row<'_>]) -> Stage {
    rows.iter().fold(Stage::new(vec![ChildFacts::default()]), |stage, [on, key_stage, measure, value, target]| {
        let cells = [
            ("date", *on),
            ("stage", *key_stage),
            ("subject", "Maths"),
            ("measure", *measure),
            ("value", *value),
            ("target", *target),
        ];
        stage.row(Kind::Attainment, 1, &cells)
    })
}

fn with<T>(rows: &[Row<'_>], told: impl Fn(&[Series<'_>]) -> T) -> T {
    let stage = stage(rows);
    let entered = stage.books.of(Kind::Attainment, ChildKey(1)).map(|row| &row.of.row);
    told(&gather(entered, day("2026-11-23")))
}

#[test]
fn results_are_gathered_by_measure_and_none_of_a_day_to_come_counts() {
    let rows = [
        ["2026-07-05", "KS2", "scaled score", "98", ""],
        ["2025-07-05", "KS2", "Scaled Score", "95", ""],
        ["2026-07-05", "KS2", "teacher assessment", "EXS", ""],
        ["2026-11-24", "KS2", "scaled score", "110", ""],
    ];
    let told = with(&rows, |found| {
        found.iter().map(|series| (series.outcomes.len(), series.latest.value.to_owned())).collect::<Vec<_>>()
    });
    assert_eq!(told, [(2, "98".to_owned()), (1, "EXS".to_owned())]);
}

#[test]
fn only_what_is_comparable_is_compared() {
    let same = |then: Row<'static>, now: Row<'static>| with(&[then, now], |found| found[0].to_year_before());
    for (then, now, expected) in [
        (["2026-03-01", "Mock", "GCSE", "4", ""], ["2026-10-01", "KS4", "GCSE", "5", ""], Beside::By(100)),
        (["2026-03-01", "Termly", "score", "41", ""], ["2026-10-01", "Termly", "score", "36", ""], Beside::By(-500)),
        // The last of the year before counts, and no other year.
        (["2025-03-01", "", "GCSE", "4", ""], ["2026-10-01", "", "GCSE", "5", ""], Beside::Nothing),
        (["2026-09-01", "", "GCSE", "4", ""], ["2026-10-01", "", "GCSE", "5", ""], Beside::Nothing),
    ] {
        assert_eq!(same(then, now), expected, "{then:?}");
    }
    for (then, now) in [
        (["2026-07-05", "KS1", "scaled score", "98", ""], ["2026-10-01", "KS2", "scaled score", "98", ""]),
        (["2026-07-05", "T", "assessment", "EXS", ""], ["2026-10-01", "T", "assessment", "3", ""]),
        (["2026-07-05", "T", "assessment", "fine", ""], ["2026-10-01", "T", "assessment", "fine", ""]),
    ] {
        assert!(matches!(same(then, now), Beside::Apart(_)), "{then:?}");
    }
}

#[test]
fn a_target_on_another_scale_is_said_to_be_so() {
    let target = |row: Row<'static>| with(&[row], |found| found[0].to_target());
    assert_eq!(target(["2026-07-05", "", "scaled score", "98", "100"]), Beside::By(-200));
    assert_eq!(target(["2026-07-05", "", "scaled score", "98", ""]), Beside::Nothing);
    assert!(matches!(target(["2026-07-05", "", "scaled score", "98", "EXS"]), Beside::Apart(_)));
    assert!(matches!(target(["2026-07-05", "", "assessment", "EXS", "3"]), Beside::Apart(_)));
}

#[test]
fn a_bar_is_drawn_on_the_scale_with_its_target() {
    let drawn = |row: Row<'static>| with(&[row], |found| bar(&found[0], &found[0].latest, 9));
    assert_eq!(drawn(["2026-07-05", "", "GCSE", "4", "6"]), "####.|...");
    assert_eq!(drawn(["2026-07-05", "", "GCSE", "6", "4"]), "###|##...");
    assert_eq!(drawn(["2026-07-05", "", "GCSE", "U", ""]), ".........");
    assert_eq!(drawn(["2026-07-05", "", "GCSE", "fine", "6"]), "");
    assert_eq!(drawn(["2026-07-05", "", "teacher assessment", "BLW", ""]), "##.......");
}

#[test]
fn what_stands_beside_is_said_in_words() {
    for (beside, expected) in [
        (Beside::By(-200), "2 below the target"),
        (Beside::By(50), "0.5 above the target"),
        (Beside::By(0), "level with the target"),
        (Beside::Nothing, "no target to put beside it"),
        (Beside::Apart("two scales"), "not compared with the target: two scales"),
    ] {
        assert_eq!(beside.words("target"), expected);
    }
}
