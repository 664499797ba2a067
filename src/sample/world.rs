//! The world that every child of a caseload shares: the almanac, the schools, the staff.

use crate::sample::Recipe;
use crate::sample::almanac::Almanac;
use crate::sample::dice::Dice;
use crate::sample::names;
use crate::sample::register::Sessions;
use crate::sample::schools::{OWN_TERMS, Schools};
use crate::sample::story;

/// What all children share.
#[derive(Debug)]
pub(super) struct World {
    /// The seed.
    pub(super) seed: u64,
    /// How many children.
    pub(super) children: usize,
    /// Where the deal of stories is cut.
    pub(super) cut: usize,
    /// The calendar.
    pub(super) almanac: Almanac,
    /// The schools.
    pub(super) schools: Schools,
    /// The virtual school's caseworkers.
    pub(super) caseworkers: Vec<String>,
    /// Social workers.
    pub(super) social_workers: Vec<String>,
    council: Sessions,
    own: Sessions,
}

impl World {
    /// For a recipe.
    pub(super) fn new(recipe: &Recipe) -> Self {
        let almanac = Almanac::new(recipe.today, recipe.weeks);
        let children = usize::try_from(recipe.children).unwrap_or(usize::MAX);
        let people = |stream, count: usize| -> Vec<String> {
            (0..count).map(|number| names::adult(&mut Dice::of(recipe.seed, stream, number)).full()).collect()
        };
        Self {
            seed: recipe.seed,
            children,
            cut: Dice::of(recipe.seed, 5, 0).index(story::total()),
            schools: Schools::invent(recipe.seed, children),
            caseworkers: people(3, 6),
            social_workers: people(4, (children / 15).clamp(12, 600)),
            council: Sessions::new(&almanac, almanac.council(), recipe.weeks),
            own: Sessions::new(&almanac, almanac.days(OWN_TERMS), recipe.weeks),
            almanac,
        }
    }

    /// The sessions of the window at a school.
    pub(super) fn sessions(&self, urn: &str) -> &Sessions {
        if urn == OWN_TERMS { &self.own } else { &self.council }
    }
}
