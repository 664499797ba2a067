//! How far term dates and bank holidays reach, so that the program can say when they run out.

use crate::domain::calendar::{COUNCIL, Calendar};
use chrono::{Datelike, NaiveDate};

/// Days before their end from which term dates are told to run out.
const TERMS_SOON: i64 = 28;
/// Days before the end of the last known year from which bank holidays are told to run out.
const HOLIDAYS_SOON: i64 = 92;

/// How far the council's term dates reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// No file of term dates came in: they are assumed for every year.
    Assumed,
    /// None holds the day or lies after it; the last day known, if any.
    Over(Option<NaiveDate>),
    /// No term begins after the day; the last day known.
    Last(NaiveDate),
    /// A later term is known.
    On,
}

impl Calendar {
    /// How far the council's term dates reach, seen from a day.
    pub fn terms_reach(&self, today: NaiveDate) -> Reach {
        if self.assumed() {
            return Reach::Assumed;
        }
        let terms = &self.scope(COUNCIL).by_start;
        match terms.iter().map(|term| term.end).max() {
            Some(end) if terms.iter().all(|term| term.start <= today) => {
                if today <= end {
                    Reach::Last(end)
                } else {
                    Reach::Over(Some(end))
                }
            }
            Some(_) => Reach::On,
            None => Reach::Over(None),
        }
    }

    /// The last day of a school's own terms, from 28 days before it on, where the council has a term that begins later:
    /// this one counts for the school then. `None` where the school has none of its own.
    pub fn own_terms_run_out(&self, urn: &str, today: NaiveDate) -> Option<NaiveDate> {
        let end = *self.own_until.get(urn)?;
        let later = self.scope(COUNCIL).by_start.iter().any(|term| term.start > end);
        (later && (end - today).num_days() <= TERMS_SOON).then_some(end)
    }

    /// The last year whose bank holidays are known.
    pub fn holidays_until(&self) -> i32 {
        self.last_holiday().map_or(0, |day| day.year())
    }

    /// What runs out now or soon, in words for a heading, long and short: term dates from 28 days before their end,
    /// bank holidays from 92 days before.
    pub fn running_out(&self, today: NaiveDate) -> Vec<(String, String)> {
        let short = |day: NaiveDate| day.format("%-d %b").to_string();
        let terms = match self.terms_reach(today) {
            Reach::Assumed => Some(("term dates assumed".to_owned(), "terms assumed".to_owned())),
            Reach::Over(Some(end)) => {
                Some((format!("term dates ended {}", short(end)), format!("terms ended {}", short(end))))
            }
            Reach::Over(None) => Some(("no council term dates".to_owned(), "no terms".to_owned())),
            Reach::Last(end) if (end - today).num_days() <= TERMS_SOON => {
                Some((format!("term dates end {}", short(end)), format!("terms end {}", short(end))))
            }
            Reach::Last(_) | Reach::On => None,
        };
        let year = self.holidays_until();
        let left = NaiveDate::from_ymd_opt(year, 12, 31).map_or(0, |end| (end - today).num_days());
        let verb = if left < 0 { "ended" } else { "end" };
        let holidays = (left <= HOLIDAYS_SOON)
            .then(|| (format!("bank holidays {verb} with {year}"), format!("holidays {verb} {year}")));
        terms.into_iter().chain(holidays).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{TermKind, TermRow};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn with_terms(terms: &[(&str, &str)]) -> Calendar {
        Calendar::new(terms.iter().map(|(start, end)| row(COUNCIL, TermKind::Term, start, end)).collect(), &[])
    }

    fn row(scope: &str, kind: TermKind, start: &str, end: &str) -> TermRow {
        TermRow { scope: scope.into(), kind, name: start.into(), start: day(start), end: day(end) }
    }

    #[test]
    fn terms_reach_as_far_as_a_later_one_begins() {
        let calendar = with_terms(&[("2026-09-02", "2026-12-18"), ("2027-01-05", "2027-03-25")]);
        let last = day("2027-03-25");
        for (today, reach) in [
            ("2027-01-04", Reach::On),
            ("2027-01-05", Reach::Last(last)),
            ("2027-03-25", Reach::Last(last)),
            ("2027-03-26", Reach::Over(Some(last))),
        ] {
            assert_eq!(calendar.terms_reach(day(today)), reach, "{today}");
        }
        assert_eq!(Calendar::default().terms_reach(day("2026-11-23")), Reach::Assumed);
    }

    #[test]
    fn a_schools_own_terms_run_out_28_days_before_their_end_while_the_councils_go_on() {
        let council = [("2026-09-02", "2026-12-18"), ("2027-01-05", "2027-03-25")];
        let council = council.map(|(start, end)| row(COUNCIL, TermKind::Term, start, end));
        let own = |start, end| row("100001", TermKind::Term, start, end);
        let day_off = row("100001", TermKind::Inset, "2026-11-27", "2026-11-27");
        let spring = own("2027-01-04", "2027-03-24");
        for (rows, today, end) in [
            (vec![own("2026-09-03", "2026-12-17")], "2026-11-18", None),
            (vec![own("2026-09-03", "2026-12-17")], "2026-11-19", Some("2026-12-17")),
            (vec![own("2026-09-03", "2026-12-17")], "2027-02-01", Some("2026-12-17")),
            // The council knows no later term either.
            (vec![own("2026-09-03", "2026-12-17"), spring.clone()], "2027-03-24", None),
            // A term of the council that begins a day later, or on the day itself.
            (vec![own("2026-09-03", "2027-01-04")], "2027-01-01", Some("2027-01-04")),
            (vec![own("2026-09-03", "2027-01-05")], "2027-01-01", None),
            // No term of its own.
            (vec![day_off], "2026-11-27", None),
        ] {
            let calendar = Calendar::new([&council[..], &rows].concat(), &[]);
            assert_eq!(calendar.own_terms_run_out("100001", day(today)), end.map(day), "{rows:?} on {today}");
            assert_eq!(calendar.own_terms_run_out("100002", day(today)), None);
        }
    }

    #[test]
    fn the_heading_tells_it_28_and_92_days_before() {
        let calendar = with_terms(&[("2026-09-02", "2026-12-18")]);
        let words = |calendar: &Calendar, today| {
            calendar.running_out(day(today)).into_iter().map(|(long, _)| long).collect::<Vec<_>>()
        };
        assert_eq!(words(&calendar, "2026-11-19"), Vec::<String>::new());
        assert_eq!(words(&calendar, "2026-11-20"), ["term dates end 18 Dec"]);
        assert_eq!(words(&calendar, "2026-12-19"), ["term dates ended 18 Dec"]);
        let calendar = with_terms(&[("2028-09-02", "2029-12-18"), ("2031-01-05", "2031-03-31")]);
        assert_eq!(words(&calendar, "2028-09-29"), Vec::<String>::new());
        assert_eq!(words(&calendar, "2028-09-30"), ["bank holidays end with 2028"]);
        assert_eq!(words(&calendar, "2029-01-01"), ["bank holidays ended with 2028"]);
    }
}
