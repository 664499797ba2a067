//! Changes of home and of school.

use crate::domain::kind::Kind;
use crate::domain::report::measure::{By, Measure, Pupil, Share, Unit};
use crate::domain::rules::school_move;

pub(super) const HOMES: Measure = Measure {
    id: "moves",
    title: "Changes of home",
    doc: "Placements that began in the period as a move, as placement-move counts them.",
    unit: Unit::Events,
    needs: Some(Kind::Placement),
    by: By::Child(|pupil| {
        let days = (pupil.look.period.until - pupil.look.period.first).num_days();
        Share::count(pupil.case.moves(days).filter(|placement| pupil.counts(placement.start)).map(|_| 1).sum())
    }),
    ..Measure::BASE
};

pub(super) const SCHOOLS: Measure = Measure {
    id: "school-moves",
    title: "Changes of school",
    doc: "Enrolments at another school than the one before that began in the period, not in September.",
    unit: Unit::Events,
    needs: Some(Kind::Enrolment),
    by: By::Child(|pupil| Share::count(changes(pupil))),
    ..Measure::BASE
};

fn changes(pupil: &Pupil<'_>) -> i64 {
    let begun = pupil.case.child.enrolments.iter().filter(|enrolment| pupil.counts(enrolment.start));
    let in_year = begun.filter(|enrolment| !school_move::is_quiet(&pupil.case, enrolment.start));
    in_year.filter(|enrolment| school_move::moved(&pupil.case, enrolment)).map(|_| 1).sum()
}

#[cfg(test)]
mod tests {
    use crate::domain::report::bench::Bench;
    use crate::domain::rules::scene::{enrolled, looked_after, placed};

    #[test]
    fn moves_of_the_period_count_from_its_first_to_its_last_day() {
        let bench = Bench::new(looked_after().with(|child| {
            child.placements = vec![
                placed("2020-01-06", "2026-08-31", "a", "S"),
                placed("2026-08-31", "2026-09-01", "b", "P"),
                placed("2026-09-01", "2026-11-23", "c", "P"),
                placed("2026-11-23", "", "d", "P"),
            ];
        }));
        assert_eq!(bench.share("moves", "2026-11-22"), (1, 0));
        assert_eq!(bench.share("moves", "2026-11-23"), (2, 0));
    }

    #[test]
    fn a_new_school_in_september_is_no_move() {
        let bench = |start| {
            Bench::new(looked_after().with(|child| {
                child.enrolments = vec![enrolled("1", "2024-09-01", "2026-08-31"), enrolled("2", start, "")];
            }))
        };
        assert_eq!(bench("2026-09-30").share("school-moves", "2026-11-23"), (0, 0));
        assert_eq!(bench("2026-10-01").share("school-moves", "2026-11-23"), (1, 0));
    }
}
