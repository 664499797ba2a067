//! The order of the list: total, and the same on every machine.

use crate::domain::alert::Alert;
use crate::domain::exact::Exact;
use crate::domain::rules::RULES;
use crate::domain::triage::{Group, Ranked};
use std::cmp::Ordering;

/// Where a child stands, as figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Gravest severity, alerts of it, alerts in all, place of the gravest alert's rule: smaller first.
    grave: u32,
    /// The gravest alert's value.
    value: Option<Exact>,
    /// The child's place by name, which decides between those that are equal.
    name: u32,
}

impl Standing {
    /// Of a child's row.
    pub(super) fn of(name: u32, row: &Ranked) -> Self {
        Self::new(name, row.in_the_way(), row.group)
    }

    /// Of a child with its alerts, the gravest first.
    pub(crate) fn new(name: u32, alerts: &[Alert], group: Group) -> Self {
        let Some(gravest) = alerts.first() else {
            return Self { grave: 0x0300_0000 + group as u32, value: None, name };
        };
        let severity = gravest.finding.severity;
        let as_grave = alerts.iter().filter(|alert| alert.finding.severity == severity).count();
        let fewer = |number: usize| 255 - u32::try_from(number).unwrap_or(255).min(255);
        let rule = u32::try_from(gravest.rule).unwrap_or(255);
        let grave = (severity as u32) << 24 | fewer(as_grave) << 16 | fewer(alerts.len()) << 8 | rule;
        Self { grave, value: gravest.finding.value, name }
    }

    fn smaller_first(&self) -> bool {
        RULES.get((self.grave & 0xff) as usize).is_some_and(|rule| rule.smaller_first)
    }
}

impl PartialOrd for Standing {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Standing {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_value = || match (self.value, other.value) {
            (Some(left), Some(right)) if self.smaller_first() => left.cmp(&right),
            (Some(left), Some(right)) => right.cmp(&left),
            (left, right) => right.is_some().cmp(&left.is_some()),
        };
        self.grave.cmp(&other.grave).then_with(by_value).then_with(|| self.name.cmp(&other.name))
    }
}
