//! Where children stand by their names and their schools' names, accents folded: the same as long as nobody is renamed
//! and nobody changes schools.

use crate::app::snapshot::Snapshot;
use crate::domain::caseload::Caseload;
use crate::domain::names::folded_places;
use crate::domain::search::fold;
use std::collections::{BTreeSet, HashMap};

/// Places in the alphabet, by the children's places in the caseload; who has the same name has the same place.
#[derive(Debug, Default)]
pub struct Alphabet {
    /// By surname, then forename.
    pub name: Vec<u32>,
    /// By the name of the main school; `None`: no school.
    pub school: Vec<Option<u32>>,
}

impl Alphabet {
    /// Of all children of a caseload that was judged.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let urns = snapshot.traits().iter().map(|traits| traits.school.as_deref());
        Self { name: folded_places(&snapshot.caseload.children), school: schools(&snapshot.caseload, urns) }
    }
}

fn schools<'a>(caseload: &Caseload, urns: impl Iterator<Item = Option<&'a str>> + Clone) -> Vec<Option<u32>> {
    let named: HashMap<&str, String> = urns
        .clone()
        .flatten()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|urn| (urn, fold(&caseload.school_name(urn))))
        .collect();
    let order: BTreeSet<&String> = named.values().collect();
    let places: HashMap<&String, u32> = order.into_iter().zip(0..).collect();
    urns.map(|urn| places.get(named.get(urn?)?).copied()).collect()
}
