//! Whether a PEP of a term was held in time.

use crate::domain::calendar::age;
use crate::domain::case::Case;
use crate::domain::pep::Rows;
use crate::domain::pep::plan::TermDates;
use crate::domain::rules::pep_initial;
use chrono::NaiveDate;

/// A term counts for a child that was looked after for at least so many working days of it, as in the rule of overdue
/// PEPs.
const IN_TERM: i64 = 20;

/// How a child's PEP of a term stands to its due day: the earliest of its rows, else the last day of the term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timely {
    /// Held by its due day.
    InTime,
    /// Held after it.
    Late,
    /// Its due day is over, none was held.
    Missed,
    /// Its due day is today or ahead, none was held yet.
    ToCome,
}

impl Timely {
    /// Judges a child and a term; `None` where it owed none: no row, and not looked after long enough in the term at
    /// an age that has one.
    pub fn of(rows: &Rows<'_>, case: &Case<'_>, term: TermDates) -> Option<Self> {
        let (first, last) = term.dates?;
        let today = case.today();
        if first > today {
            return None;
        }
        let mut plans = rows.plans(term).peekable();
        if plans.peek().is_none() && !owes(case, last) {
            return None;
        }
        let (due, held) =
            plans.fold((None, None), |(due, held), plan| (earlier(due, plan.due), earlier(held, plan.held)));
        let due = due.unwrap_or(last);
        Some(match held {
            Some(held) if held <= due => Self::InTime,
            Some(_) => Self::Late,
            None if due < today => Self::Missed,
            None => Self::ToCome,
        })
    }

    /// Whether it counts in a rate: what is still to come does not.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::ToCome)
    }

    /// In a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InTime => "in time",
            Self::Late => "late",
            Self::Missed => "not held",
            Self::ToCome => "to come",
        }
    }
}

fn earlier(left: Option<NaiveDate>, right: Option<NaiveDate>) -> Option<NaiveDate> {
    left.into_iter().chain(right).min()
}

/// Whether a child has a PEP by its age on a day: from 3 to 17 as the rule of the first PEP has it, and in year 13.
pub fn of_age(case: &Case<'_>, day: NaiveDate) -> bool {
    let &[_, _, from, to] = case.context.thresholds.of(pep_initial::PLACE) else { return false };
    let aged = case.child.dob.is_some_and(|born| (from..=to).contains(&i64::from(age(born, day))));
    aged || case.nc_year() == Some(13)
}

fn owes(case: &Case<'_>, last: NaiveDate) -> bool {
    let &[_, _, from, _] = case.context.thresholds.of(pep_initial::PLACE) else { return false };
    let long_enough = || {
        case.looked_after_since().is_none()
            || case
                .pep_clock(from)
                .is_some_and(|clock| case.context.calendar.working_days_since(clock, last) >= IN_TERM)
    };
    case.looked_after() && of_age(case, last) && long_enough()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Context;
    use crate::domain::facts::{ChildFacts, Cohorts};
    use crate::domain::kind::Kind;
    use crate::domain::part::scene::{Stage, day};

    fn timely(rows: &[&[(&str, &str)]], since: &str, today: &str) -> Option<Timely> {
        let child = ChildFacts {
            cohorts: Some(Cohorts::LAC),
            dob: Some(day("2014-10-01")),
            looked_after_since: Some(day(since)),
            ..ChildFacts::default()
        };
        let stage = rows.iter().fold(Stage::new(vec![child]), |stage, row| stage.row(Kind::Pep, 1, row));
        let context = Context::new(&stage.caseload, &stage.thresholds, day(today));
        let case = Case::new(&stage.caseload.children[0], &context);
        Timely::of(&Rows::of(&stage.books, &case), &case, TermDates::shown(&case, context.year).unwrap())
    }

    #[test]
    fn held_by_the_due_day_or_the_last_day_of_the_term() {
        const TERM: [(&str, &str); 2] = [("academic_year", "2026/27"), ("term", "autumn")];
        let row = |due: &'static str, held: &'static str| {
            let cells = [TERM[0], TERM[1], ("due", due), ("held", held)];
            cells.into_iter().filter(|(_, text)| !text.is_empty()).collect::<Vec<_>>()
        };
        for (due, held, today, expected) in [
            ("2026-11-10", "2026-11-10", "2026-11-23", Timely::InTime),
            ("2026-11-10", "2026-11-11", "2026-11-23", Timely::Late),
            ("2026-11-22", "", "2026-11-23", Timely::Missed),
            ("2026-11-23", "", "2026-11-23", Timely::ToCome),
            ("2026-11-22", "2026-11-24", "2026-11-23", Timely::Missed),
            ("", "", "2026-12-19", Timely::ToCome),
            ("", "", "2026-12-20", Timely::Missed),
            ("", "2026-12-19", "2026-12-20", Timely::InTime),
        ] {
            assert_eq!(timely(&[&row(due, held)], "2020-01-06", today), Some(expected), "{due} {held} {today}");
        }
    }

    #[test]
    fn a_term_is_owed_after_twenty_working_days_in_care() {
        // Working days from 20 November to 19 December 2026: 20.
        assert_eq!(timely(&[], "2026-11-20", "2026-12-20"), Some(Timely::Missed));
        assert_eq!(timely(&[], "2026-11-23", "2026-12-20"), None);
    }
}
