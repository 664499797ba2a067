//! Suspensions and permanent exclusions that began on days in the cohort.

use crate::domain::facts::{Exclusion, ExclusionKind};
use crate::domain::kind::Kind;
use crate::domain::report::measure::{By, Measure, Pupil, Share, Unit};

pub(super) const SUSPENDED: Measure =
    Measure {
        id: "suspended",
        title: "Suspended",
        doc: "Children with a suspension begun in the period, over lunch too; of those in reception to year 11.",
        unit: Unit::OfChildren,
        needs: Some(Kind::Exclusion),
        by: By::Child(|pupil| {
            if pupil.at_school() { Share::one(suspensions(pupil).next().is_some()) } else { Share::default() }
        }),
        ..Measure::BASE
    };

pub(super) const SUSPENSIONS: Measure = Measure {
    id: "suspensions",
    title: "Suspensions",
    doc: "Suspensions begun in the period, over lunch too.",
    unit: Unit::Events,
    needs: Some(Kind::Exclusion),
    by: By::Child(|pupil| Share::count(suspensions(pupil).map(|_| 1).sum())),
    ..Measure::BASE
};

pub(super) const DAYS: Measure = Measure {
    id: "suspension-days",
    title: "Days of suspension",
    doc: "School days of the suspensions begun in the period; each counts whole in the period that it began in.",
    unit: Unit::Days,
    needs: Some(Kind::Exclusion),
    by: By::Child(|pupil| Share::count(suspensions(pupil).map(|found| pupil.case.length(found).sessions).sum())),
    ..Measure::BASE
};

pub(super) const PERMANENT: Measure = Measure {
    id: "permanent",
    title: "Permanent exclusions",
    doc: "Permanent exclusions that began in the period.",
    unit: Unit::Events,
    needs: Some(Kind::Exclusion),
    by: By::Child(|pupil| Share::count(begun(pupil, true).map(|_| 1).sum())),
    ..Measure::BASE
};

fn begun<'p>(pupil: &'p Pupil<'_>, permanent: bool) -> impl Iterator<Item = &'p Exclusion> {
    let exclusions = pupil.case.child.exclusions.iter();
    let of_kind = exclusions.filter(move |found| (found.kind == ExclusionKind::Permanent) == permanent);
    of_kind.filter(|found| pupil.counts(found.start))
}

fn suspensions<'p>(pupil: &'p Pupil<'_>) -> impl Iterator<Item = &'p Exclusion> {
    begun(pupil, false)
}

#[cfg(test)]
mod tests {
    use crate::domain::facts::ExclusionKind;
    use crate::domain::report::bench::Bench;
    use crate::domain::rules::scene::{excluded, looked_after, suspended};

    #[test]
    fn what_began_in_the_period_counts_whole() {
        let bench = Bench::new(looked_after().with(|child| {
            child.exclusions = vec![
                suspended("2026-08-31", 9),
                suspended("2026-09-01", 3),
                suspended("2026-11-23", 4),
                suspended("2026-11-24", 5),
                excluded(ExclusionKind::Permanent, "2026-10-01"),
            ];
        }));
        for (measure, share) in
            [("suspended", (1, 1)), ("suspensions", (2, 0)), ("suspension-days", (7, 0)), ("permanent", (1, 0))]
        {
            assert_eq!(bench.share(measure, "2026-11-23"), share, "{measure}");
        }
        let before = bench.clone().cohort("LAC", "2026-10-02", "");
        assert_eq!(before.share("permanent", "2026-11-23"), (0, 0), "not in care yet");
        assert_eq!(before.share("suspensions", "2026-11-23"), (1, 0));
    }

    #[test]
    fn the_rate_is_of_children_at_school() {
        let aged = |year| Bench::new(looked_after().with(|child| child.nc_year = Some(year)));
        for (year, whole) in [(-1, 0), (0, 1), (11, 1), (12, 0)] {
            assert_eq!(aged(year).share("suspended", "2026-11-23"), (0, whole), "year {year}");
        }
    }
}
