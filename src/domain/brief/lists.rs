//! The lists of a briefing: who, and why.

use crate::domain::alert::Alert;
use crate::domain::brief::change::{Change, further};
use crate::domain::brief::{Brief, Judging, Row};
use crate::domain::exact::Exact;
use crate::domain::facts::{Exclusion, ExclusionKind};
use crate::domain::kind::Kind;
use crate::domain::note::FollowUp;
use crate::domain::paper::Section;
use crate::domain::paper::naming::year_words;
use crate::domain::rules::wording::{day, day_or_unknown, figure};
use crate::domain::triage::{Group, Ranked, explain};
use std::collections::HashSet;

/// Columns that tell which child.
const WHO: [&str; 4] = ["Child", "Year", "School", "Caseworker"];

/// The rules by which a PEP is overdue.
const OVERDUE: [&str; 2] = ["pep-initial", "pep-overdue"];
/// The rule by which one is due soon.
const DUE: [&str; 1] = ["pep-due"];

impl<'a> Brief<'a> {
    /// Every list about some children; each says so where it has no rows.
    pub(super) fn lists(&self, rows: &[&Row<'a>]) -> Vec<Section> {
        let all = rows.len() == self.rows.len();
        let mut lists = vec![self.act_today(rows), self.newly(rows), self.worse(rows), self.solved(rows)];
        lists.extend(self.not_judged(rows));
        lists.push(self.late_work(rows, all));
        lists.extend([self.peps_overdue_list(rows), self.peps_due_list(rows), self.suspended_list(rows)]);
        lists
    }

    fn who(&self, row: &Row<'_>) -> Vec<String> {
        let year = self.case(row, |case| case.nc_year().map(year_words).unwrap_or_default());
        let caseworker = row.child.caseworker.as_deref().unwrap_or_default();
        vec![self.naming.of(row.place).to_owned(), year, row.school.clone(), caseworker.to_owned()]
    }

    /// A row about a child: who, and some cells.
    fn told(&self, row: &Row<'_>, cells: impl IntoIterator<Item = String>) -> Vec<String> {
        self.who(row).into_iter().chain(cells).collect()
    }

    fn act_today(&self, rows: &[&Row<'a>]) -> Section {
        let rows = rows.iter().filter(|row| row.now.group == Group::ActToday);
        let table = rows.map(|row| {
            let more = row.now.alerts.iter().skip(1).map(|alert| alert.rule().title);
            let more = more.collect::<Vec<_>>().join("; ");
            let words = [row.change.word(), if row.aside() { "set aside" } else { "" }];
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            self.told(row, [why(&self.week.now, &row.now), more, words.join(", ")])
        });
        let columns = with_who(&["Why", "Further reasons", "Since a week ago"]);
        Section::new("Act today").table(&columns, table.collect(), "Nobody.")
    }

    fn newly(&self, rows: &[&Row<'a>]) -> Section {
        let rows = rows.iter().filter(|row| row.change == Change::New);
        let table = rows.map(|row| self.told(row, [row.now.group.words().to_owned(), why(&self.week.now, &row.now)]));
        let columns = with_who(&["Now", "Why"]);
        Section::new("New: flagged, and not a week ago").table(&columns, table.collect(), "Nobody.")
    }

    fn worse(&self, rows: &[&Row<'a>]) -> Section {
        let rows = rows.iter().filter(|row| row.change == Change::Worse);
        let table = rows.map(|row| {
            // The reason that came or grew, which need not be the gravest.
            let reason = row.before.as_ref().and_then(|before| further(&row.now, before));
            let reason =
                reason.map_or_else(|| why(&self.week.now, &row.now), |alert| short(&self.week.now, &row.now, alert));
            self.told(row, [row.now.group.words().to_owned(), reason, self.was(row)])
        });
        let columns = with_who(&["Now", "Why", "A week ago"]);
        Section::new("Worse: graver, or for a further grave reason").table(&columns, table.collect(), "Nobody.")
    }

    fn solved(&self, rows: &[&Row<'a>]) -> Section {
        let rows = rows.iter().filter(|row| row.change == Change::Solved);
        let table = rows.map(|row| self.told(row, [self.was(row)]));
        let columns = with_who(&["A week ago"]);
        Section::new("Solved: flagged a week ago, and no rule fires now").table(&columns, table.collect(), "Nobody.")
    }

    /// Those who could be judged a week ago and cannot now.
    fn not_judged(&self, rows: &[&Row<'a>]) -> Option<Section> {
        let judged = |row: &&&Row<'_>| row.before.as_ref().is_some_and(|before| before.group != Group::NoData);
        let rows = rows.iter().filter(|row| row.now.group == Group::NoData).filter(judged);
        let table: Vec<_> = rows.map(|row| self.told(row, [self.was(row)])).collect();
        let section = Section::new("No longer judged: no data now, and some a week ago");
        (!table.is_empty()).then(|| section.table(&with_who(&["A week ago"]), table, ""))
    }

    /// `act today: PEP 34 days overdue`, as of a week ago.
    fn was(&self, row: &Row<'_>) -> String {
        let before = row.before.as_ref().map(|before| (before.group.words(), why(&self.week.before, before)));
        before.map_or_else(
            String::new,
            |(group, why)| {
                if why.is_empty() { group.to_owned() } else { format!("{group}: {why}") }
            },
        )
    }

    /// Every follow-up past its day.
    pub(super) fn overdue(&self) -> impl Iterator<Item = &'a FollowUp> {
        let today = self.today();
        self.week.now.caseload.follow_ups.iter().filter(move |promised| promised.due.is_some_and(|due| due < today))
    }

    /// Those about some children.
    pub(super) fn follow_ups(&self, rows: &[&Row<'_>]) -> Vec<&'a FollowUp> {
        let keys: HashSet<i64> = rows.iter().map(|row| row.child.key).collect();
        self.overdue().filter(|promised| promised.child.is_some_and(|child| keys.contains(&child.0))).collect()
    }

    /// Of the whole caseload also those about nobody, or about a child that is no longer in it.
    fn late_work(&self, rows: &[&Row<'_>], all: bool) -> Section {
        let late = if all { self.overdue().collect() } else { self.follow_ups(rows) };
        let table = late.into_iter().map(|promised| {
            let place = promised.child.and_then(|child| self.week.now.caseload.position(child));
            let child = place.map(|place| &self.week.now.caseload.children[place]);
            let caseworker = child.and_then(|child| child.caseworker.as_deref()).unwrap_or_default();
            let late = promised.due.map_or(0, |due| self.week.now.context.days_since(due));
            let name = place.map_or("no child of the caseload", |place| self.naming.of(place));
            vec![name.to_owned(), caseworker.to_owned(), day_or_unknown(promised.due), late.to_string()]
        });
        let columns = ["Child", "Caseworker", "Due", "Days overdue"];
        let section = Section::new("Overdue follow-ups").table(&columns, table.collect(), "None.");
        let unread = self.week.now.caseload.follow_ups.iter().filter(|promised| promised.due.is_none()).count();
        match unread {
            0 => section,
            _ if !all => section,
            1 => section.line("One more has a day that was not understood."),
            unread => section.line(format!("{unread} more have a day that was not understood.")),
        }
    }

    fn peps_overdue_list(&self, rows: &[&Row<'a>]) -> Section {
        let mut late = peps_overdue(rows);
        late.sort_by_key(|(_, alert)| alert.finding.since);
        self.peps("PEPs overdue", &["Due", "Why", "Last held"], &late, |row| {
            vec![self.case(row, |case| case.last_held_pep().and_then(|pep| pep.held)).map_or("none".to_owned(), day)]
        })
    }

    fn peps_due_list(&self, rows: &[&Row<'a>]) -> Section {
        let mut due = peps_due(rows);
        due.sort_by_key(|(_, alert)| alert.finding.since);
        self.peps("PEPs due soon", &["Due", "Why"], &due, |_| Vec::new())
    }

    fn peps(
        &self,
        title: &str,
        columns: &[&'static str],
        found: &[(&Row<'a>, &Alert)],
        more: impl Fn(&Row<'a>) -> Vec<String>,
    ) -> Section {
        let section = Section::new(title);
        if !self.week.now.context.knows(Kind::Pep) {
            return section.line(NEVER_IMPORTED);
        }
        let table = found.iter().map(|(row, alert)| {
            let why = short(&self.week.now, &row.now, alert);
            self.told(row, [day_or_unknown(alert.finding.since), why].into_iter().chain(more(row)))
        });
        section.table(&with_who(columns), table.collect(), "None.")
    }

    /// Suspensions and exclusions that began after the day a week ago, up to today.
    pub(super) fn suspensions<'r>(&self, rows: &[&'r Row<'a>]) -> Vec<(&'r Row<'a>, &'a Exclusion)> {
        let (first, last) = (self.week.before.context.today, self.today());
        let each = rows.iter().flat_map(|row| row.child.exclusions.iter().map(move |exclusion| (*row, exclusion)));
        each.filter(|(_, exclusion)| first < exclusion.start && exclusion.start <= last).collect()
    }

    fn suspended_list(&self, rows: &[&Row<'a>]) -> Section {
        let section = Section::new("Suspensions and exclusions begun since a week ago");
        if !self.week.now.context.knows(Kind::Exclusion) {
            return section.line(NEVER_IMPORTED);
        }
        let mut begun = self.suspensions(rows);
        begun.sort_by_key(|(_, exclusion)| exclusion.start);
        let table = begun.into_iter().map(|(row, exclusion)| {
            let length = self.case(row, |case| Exact::half_days(case.length(exclusion).sessions));
            let (what, length) = match exclusion.kind {
                ExclusionKind::Suspension => ("suspended", figure(length, "day")),
                ExclusionKind::Lunch => ("suspended over lunch", figure(length, "day")),
                ExclusionKind::Permanent => ("permanently excluded", String::new()),
            };
            self.told(row, [what.to_owned(), day(exclusion.start), length])
        });
        section.table(&with_who(&["What", "From", "Length"]), table.collect(), "None.")
    }
}

/// Children with an alert of one of some rules.
fn with_alert<'r, 'a>(rows: &[&'r Row<'a>], rules: &[&str]) -> Vec<(&'r Row<'a>, &'r Alert)> {
    let found = |row: &&'r Row<'a>| {
        let alert = row.now.alerts.iter().find(|alert| rules.contains(&alert.rule().id))?;
        Some((*row, alert))
    };
    rows.iter().filter_map(found).collect()
}

/// Children whose PEP is overdue, the first one or a later.
pub(super) fn peps_overdue<'r, 'a>(rows: &[&'r Row<'a>]) -> Vec<(&'r Row<'a>, &'r Alert)> {
    with_alert(rows, &OVERDUE)
}

/// Children whose PEP is due soon.
pub(super) fn peps_due<'r, 'a>(rows: &[&'r Row<'a>]) -> Vec<(&'r Row<'a>, &'r Alert)> {
    with_alert(rows, &DUE)
}

/// Said where a list would be empty for want of files.
const NEVER_IMPORTED: &str = "Not known: such a file was never imported.";

fn with_who(more: &[&'static str]) -> Vec<&'static str> {
    WHO.iter().chain(more).copied().collect()
}

/// The gravest reason of a child in a judging.
fn why(judging: &Judging<'_>, ranked: &Ranked) -> String {
    ranked.alerts.first().map(|alert| short(judging, ranked, alert)).unwrap_or_default()
}

fn short(judging: &Judging<'_>, ranked: &Ranked, alert: &Alert) -> String {
    explain(judging.caseload, &judging.context, ranked.child, alert).short
}
