//! Names of the many origins that a council's caseload holds.

mod origins;

use crate::sample::dice::Dice;
use origins::{ORIGINS, Origin};

/// A person's name.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Forename.
    pub(super) forename: &'static str,
    /// Surname.
    pub(super) surname: &'static str,
}

impl Name {
    /// Both names.
    pub(super) fn full(&self) -> String {
        format!("{} {}", self.forename, self.surname)
    }
}

fn origin(dice: &mut Dice) -> &'static Origin {
    let total: i64 = ORIGINS.iter().map(|origin| origin.weight).sum();
    let mut place = dice.between(0, total - 1);
    for origin in ORIGINS {
        place -= origin.weight;
        if place < 0 {
            return origin;
        }
    }
    &ORIGINS[0]
}

/// A member of the family whose dice these are: all share the surname, and no two places the forename.
pub(super) fn member(family: &mut Dice, place: usize, girl: bool) -> Name {
    let origin = origin(family);
    let surname = family.pick(origin.surnames);
    let names = if girl { origin.girls } else { origin.boys };
    let forename = names[(family.index(names.len()) + place) % names.len()];
    Name { forename, surname }
}

/// An adult.
pub(super) fn adult(dice: &mut Dice) -> Name {
    let girl = dice.chance(70);
    member(dice, 0, girl)
}

/// What a child goes by: the usual short form, where there is one.
pub(super) fn short_form(forename: &str) -> Option<&'static str> {
    origins::SHORT.iter().find(|(long, _)| *long == forename).map(|(_, short)| *short)
}
