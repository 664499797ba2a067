//! The order of the list: total, and the same on every machine.

use crate::domain::alert::Alert;
use crate::domain::exact::Exact;
use crate::domain::facts::ChildFacts;
use crate::domain::rules::RULES;
use crate::domain::triage::Group;
use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;

/// Where a child stands, as figures; names decide between those that are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Gravest severity, alerts of it, alerts in all, place of the gravest alert's rule: smaller first.
    grave: u32,
    /// The gravest alert's value.
    value: Option<Exact>,
    /// The first letters of the name.
    name: u128,
}

impl Standing {
    /// Of a child with its alerts, the gravest first.
    pub(crate) fn new(child: &ChildFacts, alerts: &[Alert], group: Group) -> Self {
        let name = name_key(&child.surname, &child.forename);
        let Some(gravest) = alerts.first() else {
            return Self { grave: 0x0300_0000 + u32::from(group == Group::OnTrack), value: None, name };
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

/// Bytes of the surname in the key of a name.
const SURNAME: usize = 10;
/// Bytes of the forename in the key of a name.
const FORENAME: usize = 6;

/// The first letters of a name as a number: of two different numbers the smaller belongs to the name that comes
/// first; equal numbers say nothing.
fn name_key(surname: &str, forename: &str) -> u128 {
    let mut key = [0_u8; SURNAME + FORENAME];
    let whole = put(surname, &mut key[..SURNAME]);
    if whole {
        put(forename, &mut key[SURNAME..]);
    } else {
        // A surname that goes on comes after the same letters alone, whatever the forename.
        key[SURNAME..].fill(0xff);
    }
    u128::from_be_bytes(key)
}

/// Puts the first bytes of a name into a key; whether that was all of it.
fn put(name: &str, into: &mut [u8]) -> bool {
    let composed;
    let bytes = if name.is_ascii() {
        name.as_bytes()
    } else {
        composed = name.nfc().take(into.len() + 1).collect::<String>();
        composed.as_bytes()
    };
    let length = bytes.len().min(into.len());
    into[..length].copy_from_slice(&bytes[..length]);
    bytes.len() <= into.len() && bytes.last() != Some(&0)
}

/// By surname, forename (Unicode NFC code points) and the council's id.
pub(crate) fn by_name(left: &ChildFacts, right: &ChildFacts) -> Ordering {
    composed(&left.surname, &right.surname)
        .then_with(|| composed(&left.forename, &right.forename))
        .then_with(|| left.child_id.cmp(&right.child_id))
}

fn composed(left: &str, right: &str) -> Ordering {
    if left.is_ascii() && right.is_ascii() { left.cmp(right) } else { left.nfc().cmp(right.nfc()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_key_never_contradicts_the_name(
            left in "[a\\x00é\u{301}z]{0,12}", right in "[a\\x00é\u{301}z]{0,12}",
            one in "[ab\\x00]{0,8}", other in "[ab\\x00]{0,8}",
        ) {
            let by_key = name_key(&left, &one).cmp(&name_key(&right, &other));
            let by_letters = composed(&left, &right).then_with(|| composed(&one, &other));
            prop_assert!(by_key == Ordering::Equal || by_key == by_letters);
        }
    }
}
