//! Personal Education Plans: held, due, and the first one of a child new to care.

use crate::domain::calendar::birthday;
use crate::domain::case::Case;
use crate::domain::facts::Pep;
use crate::domain::rules::pep_initial;
use chrono::NaiveDate;

impl<'a> Case<'a> {
    /// The day on which a PEP was held; `None` where that lies ahead.
    pub fn held(&self, pep: &Pep) -> Option<NaiveDate> {
        pep.held.filter(|&held| held <= self.today())
    }

    /// Whether a PEP was held on or after a day, up to today.
    pub fn held_since(&self, day: NaiveDate) -> bool {
        self.child.peps.iter().any(|pep| self.held(pep).is_some_and(|held| held >= day))
    }

    /// The PEP held last; of two on one day a red one.
    pub fn last_held_pep(&self) -> Option<&'a Pep> {
        self.child.peps.iter().filter(|pep| self.held(pep).is_some()).max_by_key(|pep| (pep.held, pep.red))
    }

    /// The next day on or after today on which a PEP row not yet held is due.
    pub fn next_due_pep(&self) -> Option<NaiveDate> {
        self.child
            .peps
            .iter()
            .filter(|pep| self.held(pep).is_none())
            .filter_map(|pep| pep.due)
            .filter(|&due| due >= self.today())
            .min()
    }

    /// From when the clock of a first PEP runs: the later of becoming looked after and the birthday of the first age.
    pub fn pep_clock(&self, first_age: i64) -> Option<NaiveDate> {
        let birthday = birthday(self.child.dob?, i32::try_from(first_age).ok()?)?;
        Some(self.looked_after_since()?.max(birthday))
    }

    /// When the initial PEP is due, by the limits of its rule; `None` for children that it does not judge and those
    /// that had one held.
    pub fn initial_pep_due(&self) -> Option<NaiveDate> {
        *self.initial_pep.get_or_init(|| {
            let &[working_days, _, from_age, to_age] = self.context.thresholds.of(pep_initial::PLACE) else {
                return None;
            };
            if !self.looked_after() || !self.aged(from_age, to_age) || self.held_since(self.looked_after_since()?) {
                return None;
            }
            Some(self.context.calendar.add_working_days(self.pep_clock(from_age)?, working_days))
        })
    }
}
