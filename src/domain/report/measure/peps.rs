//! PEPs: one in every term, and how good.

use crate::domain::calendar::{COUNCIL, Term, age, birthday};
use crate::domain::kind::Kind;
use crate::domain::report::measure::{By, Measure, ONLY_CARE, Pupil, Share, Unit};
use crate::domain::work::books::Entered;
use chrono::NaiveDate;

pub(super) const TIMELY: Measure = Measure {
    id: "pep-timely",
    title: "PEPs in their term",
    doc: "A PEP held in each term of the period, one that still runs as far as it has gone; of children looked after \
          on its last day, of the ages and for as long as pep-overdue asks.",
    unit: Unit::Of("PEPs due"),
    only: ONLY_CARE,
    needs: Some(Kind::Pep),
    by: By::Child(timely),
    ..Measure::BASE
};

pub(super) const GOOD: Measure = Measure {
    id: "pep-good",
    title: "PEPs gold or green",
    doc: "PEPs held in the period that were rated, and those rated gold or green.",
    unit: Unit::Of("rated PEPs"),
    only: ONLY_CARE,
    needs: Some(Kind::Pep),
    by: By::Child(good),
    ..Measure::BASE
};

fn timely(pupil: &Pupil<'_>) -> Share {
    let mut share = Share::default();
    for term in &pupil.look.terms {
        let last = term.end.min(pupil.look.period.until);
        if due(pupil, term, last) {
            let held = pupil.case.child.peps.iter().filter_map(|pep| pep.held);
            let in_term = held.clone().any(|held| term.start <= held && held <= last);
            share = Share { part: share.part + i64::from(in_term), whole: share.whole + 1 };
        }
    }
    share
}

/// Whether a PEP was due in a term: looked after on its last day, and long enough before.
fn due(pupil: &Pupil<'_>, term: &Term, last: NaiveDate) -> bool {
    let (working_days, from_age, to_age) = pupil.look.limits.pep;
    let Some(spell) = pupil.spells.iter().find(|spell| spell.holds(last)) else { return false };
    let Some(born) = pupil.case.child.dob else { return false };
    let first = i32::try_from(from_age).ok().and_then(|years| birthday(born, years));
    let clock = first.map_or(spell.from, |first| first.max(spell.from));
    let aged = (from_age..=to_age).contains(&i64::from(age(born, last)));
    aged && pupil.look.context.calendar.working_days_since(clock, term.end) >= working_days
}

fn good(pupil: &Pupil<'_>) -> Share {
    let mut share = Share::default();
    for pep in pupil.look.books.of(Kind::Pep, pupil.key()) {
        let Some(held) = pep.date("held").filter(|held| pupil.counts(*held)) else { continue };
        let rated = Some(pep.text("quality")).filter(|rated| !rated.is_empty()).or_else(|| reviewed(pupil, pep, held));
        if let Some(rated) = rated {
            let is_good = matches!(rated, "gold" | "green");
            share = Share { part: share.part + i64::from(is_good), whole: share.whole + 1 };
        }
    }
    share
}

/// What the last review of its quality, up to the last day that counts, says of a PEP without a colour of its own.
fn reviewed<'p>(pupil: &Pupil<'p>, pep: Entered<'_>, held: NaiveDate) -> Option<&'p str> {
    let (year, term) = (pep.text("academic_year"), pep.text("term"));
    let named = !year.is_empty() && !term.is_empty();
    let until = pupil.look.period.until;
    let reviews = pupil.look.books.of(Kind::PepReview, pupil.key());
    let about = reviews.filter(|row| named && row.text("academic_year") == year && row.text("term") == term);
    let rated = about.filter(|row| !row.text("overall").is_empty());
    let in_time = rated.filter_map(|row| row.date("reviewed").map(|day| (day, row)));
    let last = in_time.filter(|(day, _)| held <= *day && *day <= until).max_by_key(|(day, _)| *day);
    last.map(|(_, row)| row.text("overall"))
}

/// The council's terms of a period that have begun.
pub(crate) fn terms(
    calendar: &crate::domain::calendar::Calendar,
    period: &crate::domain::report::period::Period,
) -> Vec<Term> {
    let terms = calendar.terms(COUNCIL, period.year).filter(|term| period.holds(term.start));
    terms.cloned().collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::kind::Kind;
    use crate::domain::report::bench::Bench;
    use crate::domain::rules::scene::{looked_after, pep};

    fn held(days: &[&str]) -> Bench {
        Bench::new(looked_after().with(|child| child.peps = days.iter().map(|day| pep("", day)).collect()))
    }

    #[test]
    fn one_is_due_in_every_term_that_has_begun() {
        // Assumed terms: 1 September to 19 December, 5 January to 31 March, 16 April to 22 July.
        assert_eq!(held(&[]).share("pep-timely", "2026-09-01"), (0, 1));
        assert_eq!(held(&["2026-12-19"]).share("pep-timely", "2027-01-04"), (1, 1));
        assert_eq!(held(&["2026-12-20"]).share("pep-timely", "2027-01-04"), (0, 1), "after the end of term");
        assert_eq!(held(&["2026-09-01", "2027-01-05", "2027-01-06"]).share("pep-timely", "2027-08-31"), (2, 3));
    }

    #[test]
    fn of_children_looked_after_on_the_last_day_and_for_twenty_working_days() {
        let bench = held(&[]);
        let came = |start, end| bench.clone().cohort("LAC", start, end).share("pep-timely", "2027-01-04");
        // 20 working days before Friday 18 December is 20 November.
        assert_eq!(came("2026-11-20", ""), (0, 1));
        assert_eq!(came("2026-11-23", ""), (0, 0));
        assert_eq!(came("2026-01-01", "2026-12-18"), (0, 0));
        assert_eq!(came("2026-01-01", "2026-12-19"), (0, 1));
    }

    #[test]
    fn a_pep_is_good_by_its_colour_else_by_its_last_review() {
        let bench = held(&[]);
        let cells = |more: &[(&'static str, &'static str)]| {
            [&[("academic_year", "2026/27"), ("term", "autumn"), ("held", "2026-10-01")][..], more].concat()
        };
        assert_eq!(bench.clone().row(Kind::Pep, &cells(&[])).share("pep-good", "2026-11-23"), (0, 0));
        assert_eq!(
            bench.clone().row(Kind::Pep, &cells(&[("quality", "green")])).share("pep-good", "2026-11-23"),
            (1, 1)
        );
        assert_eq!(
            bench.clone().row(Kind::Pep, &cells(&[("quality", "amber")])).share("pep-good", "2026-11-23"),
            (0, 1)
        );
        let review =
            [("academic_year", "2026/27"), ("term", "autumn"), ("reviewed", "2026-10-09"), ("overall", "gold")];
        let reviewed = bench.row(Kind::Pep, &cells(&[])).row(Kind::PepReview, &review);
        assert_eq!(reviewed.share("pep-good", "2026-10-09"), (1, 1));
        assert_eq!(reviewed.share("pep-good", "2026-10-08"), (0, 0));
    }
}
