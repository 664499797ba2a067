//! What is known about each school, gathered in one walk over the children and one over each book.

use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::part::challenges::{answer_due, stands};
use crate::domain::part::training::TEACHER;
use crate::domain::record::Source;
use crate::domain::work::Scene;
use crate::domain::work::books::Entered;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// A school.
#[derive(Default)]
pub(super) struct Gathered<'a> {
    /// The children on its roll today, in order, each once.
    pub(super) children: Vec<ChildKey>,
    /// How many of them are looked after.
    pub(super) looked_after: usize,
    /// Suspensions begun in the year by children whose main school it then was.
    pub(super) suspensions: i64,
    /// Who they were, each once.
    pub(super) suspended: Vec<ChildKey>,
    /// PEPs of the children whose main school it is, due in the year up to today.
    pub(super) peps_due: i64,
    /// Those of them that were held by their day.
    pub(super) peps_held: i64,
    /// Pupil Premium Plus of this financial year allocated and not spent, in pence; `None`: no row is known.
    pub(super) unspent: Option<i64>,
    /// What was raised and not answered, the earliest answer first.
    pub(super) open: Vec<Open<'a>>,
    /// The rows behind what is open and trained.
    pub(super) sources: Vec<Source>,
    trained: Option<Training<'a>>,
}

/// Something raised with a school that it has not answered.
pub(super) struct Open<'a> {
    /// support, challenge.
    pub(super) kind: &'a str,
    /// About what.
    pub(super) about: &'a str,
    /// By when an answer is due.
    pub(super) due: Option<NaiveDate>,
    /// About a child, not about the school as a whole.
    pub(super) child: bool,
}

/// A training that the designated teacher came to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Training<'a> {
    /// When.
    pub(super) on: NaiveDate,
    /// Who.
    pub(super) who: &'a str,
    /// What it was about.
    pub(super) title: &'a str,
}

impl<'a> Gathered<'a> {
    /// The last training that the designated teacher came to.
    pub(super) fn trained(&self) -> Option<Training<'a>> {
        self.trained
    }
}

/// The schools with children on roll today, by URN.
pub(super) fn of<'a>(scene: &Scene<'a>) -> BTreeMap<&'a str, Gathered<'a>> {
    let mut schools: BTreeMap<&str, Gathered<'_>> = BTreeMap::new();
    let financial_year = financial_year(scene.today());
    for case in scene.cases() {
        on_roll(&case, &mut schools);
    }
    for case in scene.cases() {
        of_child(scene, &case, financial_year, &mut schools);
    }
    for kind in [Kind::Challenge, Kind::SchoolAction] {
        for row in scene.books.all(kind) {
            if let (Some(school), Some(false)) = (schools.get_mut(row.text("school_urn")), stands(row, scene.today())) {
                school.opened(scene, row);
            }
        }
    }
    for row in scene.books.all(Kind::Training) {
        if let Some(school) = schools.get_mut(row.text("school_urn")) {
            school.attended(row, scene.today());
        }
    }
    for school in schools.values_mut() {
        school.open.sort_by_key(|open| (open.due.is_none(), open.due));
    }
    schools
}

fn on_roll<'a>(case: &Case<'a>, schools: &mut BTreeMap<&'a str, Gathered<'a>>) {
    let (child, today) = (case.child, case.today());
    let assumed = child.school_urn.as_deref().filter(|_| child.enrolments.is_empty());
    let running = child.enrolments.iter().filter(|roll| roll.start <= today && roll.end.is_none_or(|end| today <= end));
    for urn in assumed.into_iter().chain(running.map(|roll| &*roll.urn)) {
        let school = schools.entry(urn).or_default();
        let key = ChildKey(child.key);
        // Cases come in order: a child who is on a roll twice is the last one there.
        if school.children.last() != Some(&key) {
            school.children.push(key);
            school.looked_after += usize::from(case.looked_after());
        }
    }
}

fn of_child<'a>(
    scene: &Scene<'a>,
    case: &Case<'a>,
    financial_year: i32,
    schools: &mut BTreeMap<&'a str, Gathered<'a>>,
) {
    let (first, last) = (scene.year.first_day(), scene.year.last_day());
    let key = ChildKey(case.child.key);
    for suspension in case.suspensions().filter(|suspension| (first..=last).contains(&suspension.start)) {
        let urn = case.main_school_on(suspension.start);
        if let Some(school) = urn.and_then(|urn| schools.get_mut(urn)) {
            school.suspensions += 1;
            if school.suspended.last() != Some(&key) {
                school.suspended.push(key);
            }
        }
    }
    let Some(school) = case.main_school().and_then(|urn| schools.get_mut(urn)) else { return };
    let due = case.child.peps.iter().filter_map(|pep| pep.due.map(|due| (due, case.held(pep))));
    for (due, held) in due.filter(|(due, _)| (first..=last.min(case.today())).contains(due)) {
        school.peps_due += 1;
        school.peps_held += i64::from(held.is_some_and(|held| held <= due));
    }
    for row in scene.books.of(Kind::Premium, key).filter(|row| begins_in(*row) == Some(financial_year)) {
        let pence = |name: &str| row.number(name).unwrap_or_default();
        *school.unspent.get_or_insert(0) += pence("allocated") - pence("spent");
    }
}

/// The first year of a premium row's financial year, however it is written: `2026/27`, `2026-27`.
fn begins_in(row: Entered<'_>) -> Option<i32> {
    row.text("financial_year").get(..4)?.parse().ok()
}

/// The year whose April begins the financial year that holds a day.
fn financial_year(day: NaiveDate) -> i32 {
    if day.month() >= 4 { day.year() } else { day.year() - 1 }
}

impl<'a> Gathered<'a> {
    fn opened(&mut self, scene: &Scene<'_>, row: Entered<'a>) {
        let open = Open {
            kind: row.text("kind"),
            about: row.text("about"),
            due: answer_due(scene, row),
            child: row.child().is_some(),
        };
        self.open.push(open);
        self.sources.push(row.of.row.source.clone());
    }

    fn attended(&mut self, row: Entered<'a>, today: NaiveDate) {
        let teacher = row.text("role").is_empty() || row.text("role").eq_ignore_ascii_case(TEACHER);
        let Some(on) = row.date("on").filter(|on| teacher && row.flag("attended") && *on <= today) else { return };
        self.trained = self.trained.max(Some(Training { on, who: row.text("who"), title: row.text("title") }));
        self.sources.push(row.of.row.source.clone());
    }
}
