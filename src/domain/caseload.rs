//! The caseload: facts about every child, as of one moment.

use crate::domain::calendar::Calendar;
use crate::domain::decision::{Decision, Look};
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::kind::Kind;
use crate::domain::names;
use crate::domain::note::FollowUp;
use chrono::NaiveDate;
use imbl::Vector;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// Facts about every child, by internal id. A copy shares all but what is changed in it.
pub type Children = Vector<Arc<ChildFacts>>;

/// Facts as a caseload holds them.
pub fn shared(children: impl IntoIterator<Item = ChildFacts>) -> Children {
    children.into_iter().map(Arc::new).collect()
}

/// Everything that judging and the list need, read at once. Never changed: a new one is made, which shares with the
/// one before what did not change.
#[derive(Debug, Clone, Default)]
pub struct Caseload {
    /// Every child, by internal id.
    pub children: Children,
    /// Schools by URN.
    pub schools: Arc<BTreeMap<Box<str>, School>>,
    /// Terms, breaks, inset days and bank holidays.
    pub calendar: Arc<Calendar>,
    /// The kinds of file from which at least one row ever went in.
    pub sources: BTreeSet<Kind>,
    /// Open follow-ups, the earliest first.
    pub follow_ups: Arc<[FollowUp]>,
    /// Whether whoever unlocked the file ever looked at a child.
    pub looked: bool,
    /// The latest mark on or before the day that the caseload was read for.
    pub data_as_of: Option<NaiveDate>,
    /// The sequence number of the last change.
    pub revision: i64,
    /// The children by name, sorted when first asked for.
    pub by_name: ByName,
}

/// Each child's place among all by surname, forename and the council's id, by its place in [`Caseload::children`].
#[derive(Debug, Clone, Default)]
pub struct ByName(OnceLock<Arc<[u32]>>);

impl ByName {
    /// Of children already read.
    pub fn of(children: &Children) -> Self {
        Self(OnceLock::from(names::places(children)))
    }
}

/// A school.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct School {
    /// Its name.
    pub name: Box<str>,
    /// The council it stands in.
    pub la: Option<Box<str>>,
    /// Primary, secondary.
    pub phase: Option<Box<str>>,
    /// The last judgement.
    pub ofsted: Option<Box<str>>,
    /// Telephone.
    pub phone: Option<Box<str>>,
    /// Its designated teacher for looked-after children.
    pub designated_teacher: Option<Box<str>>,
    /// Email.
    pub email: Option<Box<str>>,
}

impl Caseload {
    /// Each child's place by name.
    pub fn by_name(&self) -> &[u32] {
        self.by_name.0.get_or_init(|| names::places(&self.children))
    }

    /// The place of a child in [`Caseload::children`].
    pub fn position(&self, key: ChildKey) -> Option<usize> {
        self.children.binary_search_by_key(&key.0, |child| child.key).ok()
    }

    /// The child with an internal id.
    pub fn child(&self, key: ChildKey) -> Option<&ChildFacts> {
        self.position(key).map(|at| &*self.children[at])
    }

    /// The last look at a child.
    pub fn look_at(&self, child: ChildKey) -> Option<&Look> {
        self.child(child)?.look.as_deref()
    }

    /// Gives each child the decisions about its alerts, of each the latest last, and the last look at it.
    pub fn deal(&mut self, mut decisions: Vec<Decision>, mut looks: Vec<Look>) {
        if decisions.is_empty() && looks.is_empty() {
            return;
        }
        self.looked |= !looks.is_empty();
        decisions.sort_by_key(|decision| decision.child);
        looks.sort_by_key(|look| look.child);
        let (mut decisions, mut looks) = (decisions.into_iter().peekable(), looks.into_iter().peekable());
        for child in &mut self.children {
            let key = ChildKey(child.key);
            // Those of a child that is not here are left out.
            while let Some(decision) = decisions.next_if(|decision| decision.child <= key) {
                if decision.child == key {
                    Arc::make_mut(child).decisions.push(decision);
                }
            }
            while let Some(look) = looks.next_if(|look| look.child <= key) {
                if look.child == key {
                    Arc::make_mut(child).look = Some(Box::new(look));
                }
            }
        }
    }

    /// Facts about the child at a place, to be changed in this caseload alone.
    #[cfg(test)]
    pub(crate) fn facts_mut(&mut self, at: usize) -> &mut ChildFacts {
        Arc::make_mut(&mut self.children[at])
    }

    /// A school's name, or `URN 123456` where no file names it.
    pub fn school_name(&self, urn: &str) -> String {
        self.schools.get(urn).map_or_else(|| format!("URN {urn}"), |school| school.name.to_string())
    }
}
