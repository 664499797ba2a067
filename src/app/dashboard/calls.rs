//! Work by call: the list put together by whom one rings, and the children whom one call covers.

use crate::app::Model;
use crate::app::dashboard::lines::Head;
use crate::app::dashboard::state;
use crate::app::snapshot::Snapshot;
use crate::domain::facts::ChildKey;
use crate::domain::search::fold;
use std::borrow::Cow;
use std::collections::HashMap;

/// By what the children of the list stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The main school.
    School,
    /// The social worker.
    SocialWorker,
    /// The carer.
    Carer,
}

impl By {
    /// In the order in which a key goes through them.
    pub const ALL: [Self; 3] = [Self::School, Self::SocialWorker, Self::Carer];

    /// The one after; after the last the list stands as its view has it.
    pub fn next(by: Option<Self>) -> Option<Self> {
        let at = by.and_then(|by| Self::ALL.iter().position(|known| *known == by)).map_or(0, |at| at + 1);
        Self::ALL.get(at).copied()
    }

    /// Its name in files, and in the header behind `by`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::SocialWorker => "social worker",
            Self::Carer => "carer",
        }
    }

    /// What children have in common whom one call covers, by a child's place in the caseload.
    fn key(self, snapshot: &Snapshot, child: usize) -> Option<Cow<'_, str>> {
        let facts = snapshot.caseload.children.get(child)?;
        let name = match self {
            Self::School => return snapshot.traits().get(child)?.school.as_deref().map(Cow::Borrowed),
            Self::SocialWorker => facts.social_worker.as_deref(),
            Self::Carer => facts.carer.as_deref(),
        };
        name.map(fold).filter(|name| !name.is_empty()).map(Cow::Owned)
    }

    /// Who is rung: the school, the person.
    fn callee(self, snapshot: &Snapshot, child: usize) -> Option<String> {
        let facts = snapshot.caseload.children.get(child)?;
        match self {
            Self::School => Some(snapshot.caseload.school_name(snapshot.traits().get(child)?.school.as_deref()?)),
            Self::SocialWorker => facts.social_worker.as_deref().map(str::to_owned),
            Self::Carer => facts.carer.as_deref().map(str::to_owned),
        }
    }

    /// Who is spoken to: at a school its designated teacher.
    fn person(self, snapshot: &Snapshot, child: usize) -> Option<String> {
        if self != Self::School {
            return self.callee(snapshot, child);
        }
        let facts = snapshot.caseload.children.get(child)?;
        let school = snapshot.caseload.schools.get(snapshot.traits().get(child)?.school.as_deref()?);
        let teacher = school.and_then(|school| school.designated_teacher.as_deref());
        teacher.or(facts.designated_teacher.as_deref()).map(str::to_owned)
    }

    /// The words of a heading: `Elm Park  0113 496 0000  DT R. Lowe`; of those without one `no school`.
    pub fn words(self, snapshot: &Snapshot, child: Option<usize>) -> String {
        let named = child.and_then(|child| Some((child, self.callee(snapshot, child)?)));
        let Some((child, callee)) = named else { return format!("no {}", self.name()) };
        if self != Self::School {
            return callee;
        }
        let urn = snapshot.traits().get(child).and_then(|traits| traits.school.as_deref());
        let phone = urn.and_then(|urn| snapshot.caseload.schools.get(urn)?.phone.as_deref());
        let teacher = self.person(snapshot, child).map(|name| format!("DT {name}"));
        let known = [phone.map(str::to_owned), teacher].into_iter().flatten();
        std::iter::once(callee).chain(known).collect::<Vec<_>>().join("  ")
    }

    /// Puts places of the ranking together, those first whose first child comes first. Those without one are last.
    pub(super) fn together(self, snapshot: &Snapshot, ranks: impl Iterator<Item = usize>) -> Together {
        let mut runs: Vec<(Head, Vec<usize>)> = Vec::new();
        let mut places: HashMap<Cow<'_, str>, usize> = HashMap::new();
        let mut without = Vec::new();
        for rank in ranks {
            let child = snapshot.ranking.rows[rank].child;
            let Some(key) = self.key(snapshot, child) else {
                without.push(rank);
                continue;
            };
            let place = *places.entry(key).or_insert(runs.len());
            match runs.get_mut(place) {
                Some((_, ranks)) => ranks.push(rank),
                None => runs.push((Head::Call(self, Some(child)), vec![rank])),
            }
        }
        let without = (!without.is_empty()).then_some((Head::Call(self, None), without));
        Together { runs, without }
    }
}

/// The children of a list by whom one rings, by their places in the ranking.
pub(super) struct Together {
    pub(super) runs: Vec<(Head, Vec<usize>)>,
    /// Those of whom it is not known.
    pub(super) without: Option<(Head, Vec<usize>)>,
}

/// A call: whom it is about, and with whom it is.
#[derive(Debug, Default)]
pub struct Call {
    /// The children, the gravest first.
    pub about: Vec<ChildKey>,
    /// Who is rung.
    pub person: Option<String>,
}

/// The call that the list offers: about the marked children; else about the chosen one and those of the list that have
/// an alert and the same school, or whatever the list stands together by.
pub fn offered(model: &Model) -> Option<Call> {
    let (state, snapshot) = (state(model)?, &model.snapshot);
    if !state.marked.is_empty() {
        let mut ranks: Vec<usize> = state.marked.iter().filter_map(|child| snapshot.rank_of(*child)).collect();
        ranks.sort_unstable();
        let about = ranks.into_iter().filter_map(|rank| snapshot.key_at(rank)).collect();
        return Some(Call { about, person: None });
    }
    let (chosen, by) = (state.chosen_rank()?, state.by.unwrap_or(By::School));
    let place = snapshot.ranking.rows.get(chosen)?.child;
    let key = by.key(snapshot, place);
    let covered = |rank: &usize| {
        let row = &snapshot.ranking.rows[*rank];
        *rank == chosen || !row.in_the_way().is_empty() && key.is_some() && by.key(snapshot, row.child) == key
    };
    let mut ranks: Vec<usize> = state.children().filter(covered).collect();
    ranks.sort_unstable();
    let about = ranks.into_iter().filter_map(|rank| snapshot.key_at(rank)).collect();
    Some(Call { about, person: by.person(snapshot, place) })
}

/// Whether [`candidates`] has nobody: asked for every frame, and so without looking at every child.
pub fn nobody(model: &Model, about: &[ChildKey]) -> bool {
    about.is_empty() && state(model).is_none_or(|state| state.marked.is_empty())
}

/// The children whom a note can be about that is about some already: those, then the marked ones, then every other
/// child that the same call covers.
pub fn candidates(model: &Model, about: &[ChildKey]) -> Vec<ChildKey> {
    let Some(state) = state(model) else { return about.to_vec() };
    let (snapshot, by) = (&model.snapshot, state.by.unwrap_or(By::School));
    let key = |child: &ChildKey| by.key(snapshot, snapshot.caseload.position(*child)?);
    let keys: Vec<Cow<'_, str>> = about.iter().filter_map(key).collect();
    let same =
        snapshot.ranking.rows.iter().filter(|row| by.key(snapshot, row.child).is_some_and(|key| keys.contains(&key)));
    let same = same.map(|row| ChildKey(snapshot.caseload.children[row.child].key));
    let mut all = about.to_vec();
    for child in state.marked.iter().copied().chain(same) {
        if !all.contains(&child) {
            all.push(child);
        }
    }
    all
}

#[cfg(test)]
#[path = "calls/tests.rs"]
mod tests;
