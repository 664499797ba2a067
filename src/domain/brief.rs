//! The week's briefing: what changed since a week ago, who is behind it, what is overdue, and how old the data is.
//!
//! A caseload is judged for today and for the same weekday a week before; what is said to have changed is the
//! difference of the two judgings. Nothing that was written in a note and nothing sealed stands in it.

pub mod change;
mod counts;
mod lists;
mod rests_on;

use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::health::Source;
use crate::domain::paper::naming::Naming;
use crate::domain::paper::{Paper, Part};
use crate::domain::triage::{Ranked, Ranking};
use change::{Change, undecided};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Days from one briefing to the next.
pub const WEEK: u64 = 7;

/// The day with which a day is compared: the same weekday a week before.
pub fn week_before(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(chrono::Days::new(WEEK)).unwrap_or(today)
}

/// By whom a briefing is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Not at all.
    #[default]
    Whole,
    /// By the virtual school's caseworkers.
    Caseworker,
    /// By the main schools of the children.
    School,
}

impl By {
    /// Every way, in the order in which a key walks them.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Caseworker, Self::School];

    /// The word in options and on screen.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Caseworker => "caseworker",
            Self::School => "school",
        }
    }

    /// The next way, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

/// What is asked of a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// How it is divided.
    pub by: By,
    /// Children by name, not by initials.
    pub names: bool,
}

/// A caseload judged for a day.
#[derive(Debug, Clone, Copy)]
pub struct Judging<'a> {
    /// As read for that day.
    pub caseload: &'a Caseload,
    /// The day and the limits.
    pub context: Context<'a>,
    /// Every child, ranked for that day.
    pub ranking: &'a Ranking,
}

/// What a briefing is made from.
#[derive(Debug, Clone, Copy)]
pub struct Week<'a> {
    /// Today.
    pub now: Judging<'a>,
    /// A week before, as the same file tells of it.
    pub before: Judging<'a>,
    /// Each kind of file and when it last came in.
    pub sources: &'a [Source],
}

/// A child in both judgings.
struct Row<'a> {
    /// Its place in today's caseload.
    place: usize,
    child: &'a ChildFacts,
    now: Ranked,
    before: Option<Ranked>,
    change: Change,
    school: String,
}

impl Row<'_> {
    /// Whether every alert was acknowledged or put off.
    fn aside(&self) -> bool {
        self.change.is_flagged() && self.now.alerts.iter().all(|alert| alert.dealt.aside())
    }
}

/// A briefing being made: every child in the order of today's list.
struct Brief<'a> {
    week: Week<'a>,
    rows: Vec<Row<'a>>,
    naming: Naming,
}

impl Week<'_> {
    /// The briefing.
    pub fn paper(&self, asked: Asked) -> Paper {
        Brief::new(*self, asked.names).paper(asked.by)
    }
}

impl<'a> Brief<'a> {
    fn new(week: Week<'a>, names: bool) -> Self {
        let caseload = week.now.caseload;
        let row = |ranked: &'a Ranked| {
            let child = caseload.children.get(ranked.child)?;
            let place = week.before.caseload.position(ChildKey(child.key));
            let before = place.and_then(|place| week.before.ranking.rows.of_child(place)).map(undecided);
            let now = undecided(ranked);
            let school = Case::new(child, &week.now.context).main_school().map(|urn| caseload.school_name(urn));
            let change = Change::of(&now, before.as_ref());
            let school = school.unwrap_or_else(|| NO_SCHOOL.to_owned());
            Some(Row { place: ranked.child, child, now, before, change, school })
        };
        let rows = week.now.ranking.rows.iter().filter_map(row).collect();
        Self { week, rows, naming: Naming::new(&caseload.children, names) }
    }

    fn today(&self) -> NaiveDate {
        self.week.now.context.today
    }

    fn paper(&self, by: By) -> Paper {
        let all: Vec<&Row<'_>> = self.rows.iter().collect();
        let groups = self.groups(by);
        let mut sections = vec![self.at_a_glance(&all), self.rests_on()];
        if by == By::Whole {
            let mut lists = self.lists(&all);
            // Who is to be acted on today stands on the first page, before any more figures.
            lists.insert(1, self.families(&all));
            sections.extend(lists);
        } else {
            sections.extend([self.by_group(by, &groups), self.families(&all)]);
        }
        let first = Part { title: String::new(), sections };
        let part = |(whose, rows): &(String, Vec<&Row<'_>>)| Part {
            title: format!("{whose}: {}", children(rows.len())),
            sections: self.lists(rows),
        };
        // Where nothing is to be said the row of the table above says it.
        let parts = groups.iter().map(part).filter(|part| part.sections.iter().any(|section| section.table.is_some()));
        Paper { title: self.title(), lead: self.lead(), parts: std::iter::once(first).chain(parts).collect() }
    }

    fn title(&self) -> String {
        format!("Week's briefing, {}", weekday(self.today()))
    }

    fn lead(&self) -> Vec<String> {
        let earlier = weekday(self.week.before.context.today);
        vec![format!(
            "The whole caseload: {}. Compared with {earlier}: it is today's data judged for both days, so what came in \
             late counts for both. What was acknowledged or put off on the list is counted, and marked as set aside.",
            children(self.rows.len())
        )]
    }

    /// The children of each caseworker or school by name, those of nobody last.
    fn groups(&self, by: By) -> Vec<(String, Vec<&Row<'a>>)> {
        let mut groups: BTreeMap<(bool, String), Vec<&Row<'a>>> = BTreeMap::new();
        for row in &self.rows {
            let whose = match by {
                By::Whole => return Vec::new(),
                By::Caseworker => row.child.caseworker.as_deref().unwrap_or(NO_CASEWORKER).trim(),
                By::School => &row.school,
            };
            let nobody = [NO_CASEWORKER, NO_SCHOOL].contains(&whose);
            groups.entry((nobody, whose.to_owned())).or_default().push(row);
        }
        groups.into_iter().map(|((_, whose), rows)| (whose, rows)).collect()
    }

    /// Works with a child's case of today.
    fn case<T>(&self, row: &Row<'_>, work: impl FnOnce(&Case<'_>) -> T) -> T {
        work(&Case::new(row.child, &self.week.now.context))
    }
}

const NO_CASEWORKER: &str = "no caseworker";
const NO_SCHOOL: &str = "on no roll";

/// `Mon 23 Nov 2026`.
pub(crate) fn weekday(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// `1 child`, `120 children`.
fn children(number: usize) -> String {
    if number == 1 { "1 child".to_owned() } else { format!("{number} children") }
}

#[cfg(test)]
mod tests;
