//! The caseload: facts about every child, as of one moment.

use crate::domain::calendar::Calendar;
use crate::domain::decision::{Decision, Look};
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::kind::Kind;
use crate::domain::names;
use crate::domain::note::FollowUp;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Everything that judging and the list need, read at once. Never changed: a new one is loaded.
#[derive(Debug, Clone, Default)]
pub struct Caseload {
    /// Every child, by internal id.
    pub children: Vec<ChildFacts>,
    /// Schools by URN.
    pub schools: BTreeMap<Box<str>, School>,
    /// Terms, breaks, inset days and bank holidays.
    pub calendar: Calendar,
    /// The kinds of file from which at least one row ever went in.
    pub sources: BTreeSet<Kind>,
    /// Open follow-ups, the earliest first.
    pub follow_ups: Vec<FollowUp>,
    /// Decisions that stand, by child, of each the latest last.
    pub decisions: Vec<Decision>,
    /// What whoever unlocked the file saw at the last look, by child.
    pub looks: Vec<Look>,
    /// The latest mark on or before the day that the caseload was read for.
    pub data_as_of: Option<NaiveDate>,
    /// The sequence number of the last change.
    pub revision: i64,
    /// The children by name, sorted when first asked for.
    pub by_name: ByName,
}

/// Each child's place among all by surname, forename and the council's id, by its place in [`Caseload::children`].
#[derive(Debug, Clone, Default)]
pub struct ByName(OnceLock<Vec<u32>>);

impl ByName {
    /// Of children already read.
    pub fn of(children: &[ChildFacts]) -> Self {
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
        self.position(key).map(|at| &self.children[at])
    }

    /// The decisions about a child's alerts, the latest last.
    pub fn decisions_of(&self, child: ChildKey) -> &[Decision] {
        let from = self.decisions.partition_point(|decision| decision.child < child);
        let count = self.decisions[from..].partition_point(|decision| decision.child == child);
        &self.decisions[from..from + count]
    }

    /// The last look at a child.
    pub fn look_at(&self, child: ChildKey) -> Option<&Look> {
        self.looks.binary_search_by_key(&child, |look| look.child).ok().map(|at| &self.looks[at])
    }

    /// A school's name, or `URN 123456` where no file names it.
    pub fn school_name(&self, urn: &str) -> String {
        self.schools.get(urn).map_or_else(|| format!("URN {urn}"), |school| school.name.to_string())
    }
}
