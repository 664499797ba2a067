//! Attendance, persistent and severe absence, of the sessions of the days in the cohort.

use crate::domain::attendance::AcademicYear;
use crate::domain::attendance::tally::YearFigures;
use crate::domain::kind::Kind;
use crate::domain::report::measure::{By, Measure, Pupil, Share, Unit};
use crate::domain::rules::attendance_severe::at_limit;
use chrono::NaiveDate;

pub(super) const ATTENDANCE: Measure = Measure {
    id: "attendance",
    title: "Attendance",
    doc: "Sessions attended, of the possible ones on days in the cohort.",
    unit: Unit::Of("sessions"),
    needs: Some(Kind::Attendance),
    by: By::Child(|pupil| {
        let sessions = pupil.sessions();
        Share { part: sessions.attended, whole: sessions.possible }
    }),
    ..Measure::BASE
};

pub(super) const PERSISTENT: Measure = Measure {
    id: "persistent",
    title: "Persistent absence",
    doc: "Absent for a tenth or more of their sessions in the cohort, the severely absent among them; of children with \
          sessions enough to judge (limits of attendance-persistent).",
    unit: Unit::OfChildren,
    needs: Some(Kind::Attendance),
    by: By::Child(|pupil| absent(pupil, pupil.look.limits.persistent)),
    ..Measure::BASE
};

pub(super) const SEVERE: Measure = Measure {
    id: "severe",
    title: "Severe absence",
    doc: "Absent for half or more of their sessions in the cohort; of children with sessions enough to judge (limits of \
          attendance-severe).",
    unit: Unit::OfChildren,
    needs: Some(Kind::Attendance),
    by: By::Child(|pupil| absent(pupil, pupil.look.limits.severe)),
    ..Measure::BASE
};

fn absent(pupil: &Pupil<'_>, (percent, at_least): (i64, i64)) -> Share {
    let sessions = pupil.sessions();
    if sessions.possible < at_least.max(1) {
        return Share::default();
    }
    Share::one(at_limit(&sessions, percent, at_least))
}

impl Pupil<'_> {
    /// The sessions of the period on days in the cohort.
    fn sessions(&self) -> YearFigures {
        *self.sessions.get_or_init(|| {
            let period = &self.look.period;
            let marks = self.case.child.marks.iter().find(|marks| marks.year == period.year);
            let bytes = marks.map_or(&[][..], |marks| &marks.bytes);
            let at = |day| before(period.year, day).min(bytes.len());
            self.spells.iter().fold(YearFigures::default(), |sum, spell| {
                let (from, to) = (spell.from.max(period.first), spell.to.min(period.until));
                let end = to.succ_opt().map_or(bytes.len(), at);
                sum.and(&YearFigures::of(bytes.get(at(from)..end).unwrap_or_default()))
            })
        })
    }
}

/// How many sessions of a year's bytes lie before a day of it.
fn before(year: AcademicYear, day: NaiveDate) -> usize {
    let days = usize::try_from((day - year.first_monday()).num_days()).unwrap_or(0);
    10 * (days / 7) + 2 * (days % 7).min(5)
}

#[cfg(test)]
mod tests {
    use crate::domain::report::bench::Bench;
    use crate::domain::rules::scene::looked_after;

    #[test]
    fn only_sessions_of_the_period_and_of_days_in_the_cohort_count() {
        let child = looked_after().marks("2026-09-01", "2026-10-30", "/").marks("2026-09-07", "2026-09-11", "O");
        let bench = Bench::new(child);
        assert_eq!(bench.share("attendance", "2026-10-30"), (78, 88));
        assert_eq!(bench.share("attendance", "2026-09-06"), (8, 8));
        let came = |start| bench.clone().cohort("LAC", start, "2026-09-13").share("attendance", "2026-10-30");
        assert_eq!(came("2026-09-11"), (0, 2));
        assert_eq!(came("2026-09-12"), (0, 0));
    }

    #[test]
    fn a_tenth_is_persistent_and_half_is_severe_of_twenty_sessions() {
        let child = looked_after().marks("2026-09-07", "2026-09-18", "/");
        let two = Bench::new(child.clone().marks("2026-09-07", "2026-09-07", "O"));
        assert_eq!(two.share("persistent", "2026-09-18"), (1, 1));
        assert_eq!(two.share("persistent", "2026-09-17"), (0, 0), "18 sessions");
        assert_eq!(two.share("severe", "2026-09-18"), (0, 1));
        let one = Bench::new(child.clone().mark("2026-09-07", crate::domain::attendance::Half::Am, "O"));
        assert_eq!(one.share("persistent", "2026-09-18"), (0, 1));
        let half = Bench::new(child.marks("2026-09-07", "2026-09-11", "I"));
        assert_eq!((half.share("severe", "2026-09-18"), half.share("persistent", "2026-09-18")), ((1, 1), (1, 1)));
    }
}
