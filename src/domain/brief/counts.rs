//! The figures of a briefing, each beside that of a week ago.

use crate::domain::attendance::tally::YearFigures;
use crate::domain::brief::change::Change;
use crate::domain::brief::lists::{peps_due, peps_overdue};
use crate::domain::brief::{Brief, By, Judging, Row};
use crate::domain::case::Case;
use crate::domain::kind::Kind;
use crate::domain::paper::Section;
use crate::domain::rules::wording::{count, percent};
use crate::domain::rules::{FAMILIES, Family, RULES};
use crate::domain::triage::{Group, Ranked};

/// `3 more`, `2 fewer`, `no change`.
fn difference(now: usize, before: usize) -> String {
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => format!("{} more", now - before),
        std::cmp::Ordering::Less => format!("{} fewer", before - now),
        std::cmp::Ordering::Equal => "no change".to_owned(),
    }
}

/// `10,832`.
fn thousands(number: i64) -> String {
    let (rest, last) = (number / 1_000, number % 1_000);
    if rest == 0 { last.to_string() } else { format!("{},{last:03}", thousands(rest)) }
}

fn counted(rows: &[&Row<'_>], what: &str, fits: impl Fn(&Ranked) -> bool) -> Vec<String> {
    let now = rows.iter().filter(|row| fits(&row.now)).count();
    let before = rows.iter().filter(|row| row.before.as_ref().is_some_and(&fits)).count();
    vec![what.to_owned(), now.to_string(), before.to_string(), difference(now, before)]
}

/// The groups that are counted: nobody is set aside here.
const GROUPS: [Group; 5] = [Group::ActToday, Group::ThisWeek, Group::Watch, Group::NoData, Group::OnTrack];

/// The words of a group at the head of a line.
const fn words(group: Group) -> &'static str {
    match group {
        Group::ActToday => "Act today",
        Group::ThisWeek => "Act this week",
        Group::Watch => "Watch",
        Group::NoData => "No data: cannot be judged",
        Group::OnTrack => "On track",
        Group::Aside => "Set aside",
    }
}

/// Sessions of this academic year up to the day of a judging, of all its children together.
fn attendance(judging: &Judging<'_>) -> YearFigures {
    let sums = judging.caseload.children.iter().map(|child| Case::new(child, &judging.context).figures());
    sums.fold(YearFigures::default(), |all, one| YearFigures {
        possible: all.possible + one.possible,
        attended: all.attended + one.attended,
        authorised: all.authorised + one.authorised,
        unauthorised: all.unauthorised + one.unauthorised,
    })
}

fn fires(ranked: &Ranked, family: Family) -> bool {
    ranked.alerts.iter().any(|alert| alert.rule().family == family)
}

impl Brief<'_> {
    /// How many stand where, and what moved.
    pub(super) fn at_a_glance(&self, rows: &[&Row<'_>]) -> Section {
        let in_group = |group| move |ranked: &Ranked| ranked.group == group;
        let table = GROUPS.map(|group| counted(rows, words(group), in_group(group)));
        let columns = ["Children", "Today", "A week ago", "Change"];
        let section = Section::new("At a glance").line(moved(rows));
        let section = section.table(&columns, table.to_vec(), "");
        section.line(self.attendance_line()).line(self.work_line())
    }

    /// `Attendance this year: 93.1% of 5,204 sessions; a week ago 93.4% of 4,804.`
    fn attendance_line(&self) -> String {
        let [now, before] = [self.week.now, self.week.before].map(|judging| attendance(&judging));
        if now.possible == 0 {
            return "Attendance: no session of this academic year is known.".to_owned();
        }
        let as_of = self.week.now.caseload.data_as_of.map(|day| format!(" up to {}", super::weekday(day)));
        format!(
            "Attendance this academic year{}: {} of {} sessions; up to a week ago {} of {}.",
            as_of.unwrap_or_default(),
            percent(now.attendance()),
            thousands(now.possible),
            percent(before.attendance()),
            thousands(before.possible)
        )
    }

    /// What waits for somebody: follow-ups, PEPs and suspensions.
    fn work_line(&self) -> String {
        let all: Vec<&Row<'_>> = self.rows.iter().collect();
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let suspended = if self.week.now.context.knows(Kind::Exclusion) {
            count(number(self.suspensions(&all).len()), "suspension")
        } else {
            "suspensions not known".to_owned()
        };
        let peps = if self.week.now.context.knows(Kind::Pep) {
            format!("{} overdue, {} due", count(number(peps_overdue(&all).len()), "PEP"), peps_due(&all).len())
        } else {
            "PEPs not known".to_owned()
        };
        format!(
            "Work: {} overdue; {peps}; {suspended} begun since a week ago.",
            count(number(self.overdue().count()), "follow-up")
        )
    }

    /// How many children each kind of concern is about; a child may stand in several.
    pub(super) fn families(&self, rows: &[&Row<'_>]) -> Section {
        let (known, unknown): (Vec<_>, Vec<_>) = FAMILIES.iter().partition(|(family, _)| self.knows(*family));
        let table = known.iter().map(|(family, words)| counted(rows, words, |ranked| fires(ranked, *family)));
        let (quiet, table): (Vec<_>, Vec<_>) = table.partition(|row| row[1] == "0" && row[2] == "0");
        let quiet = quiet.into_iter().filter_map(|row| row.into_iter().next()).collect::<Vec<_>>().join("; ");
        let section = Section::new("By kind of concern");
        let section = section.line("Children flagged for it, gravely or not. A child may stand in several rows.");
        let section = section.table(&["Concern", "Today", "A week ago", "Change"], table, "");
        let section =
            if quiet.is_empty() { section } else { section.line(format!("Nobody, today or a week ago: {quiet}.")) };
        let unknown = unknown.iter().map(|(_, words)| *words).collect::<Vec<_>>().join("; ");
        if unknown.is_empty() { section } else { section.line(format!("Not known, no file of it came in: {unknown}.")) }
    }

    /// Whether the files came in that some rule of a family rests on.
    fn knows(&self, family: Family) -> bool {
        let known = |kind: &Kind| self.week.now.context.knows(*kind);
        let rules = RULES.iter().filter(|rule| rule.family == family);
        rules.into_iter().any(|rule| rule.needs.iter().all(known) && rule.reads.iter().any(known))
    }

    /// A row a caseworker or school.
    pub(super) fn by_group(&self, by: By, groups: &[(String, Vec<&Row<'_>>)]) -> Section {
        let (title, whose) = match by {
            By::School => ("By school", "School"),
            By::Whole | By::Caseworker => ("By caseworker", "Caseworker"),
        };
        let columns = [
            whose,
            "Children",
            "Act today",
            "This week",
            "Watch",
            "No data",
            "New",
            "Worse",
            "Solved",
            "PEPs overdue",
            "Follow-ups overdue",
        ];
        let row = |(name, rows): &(String, Vec<&Row<'_>>)| {
            let in_group = |group| rows.iter().filter(|row| row.now.group == group).count();
            let with = |change| rows.iter().filter(|row| row.change == change).count();
            let groups = [Group::ActToday, Group::ThisWeek, Group::Watch, Group::NoData].map(in_group);
            let changes = [Change::New, Change::Worse, Change::Solved].map(with);
            let work = [peps_overdue(rows).len(), self.follow_ups(rows).len()];
            let figures = [rows.len()].into_iter().chain(groups).chain(changes).chain(work);
            std::iter::once(name.clone()).chain(figures.map(|figure| figure.to_string())).collect()
        };
        Section::new(title).table(&columns, groups.iter().map(row).collect(), "There is no child.")
    }
}

/// `25 flagged: 4 new, 3 worse, 16 as a week ago, 2 better. 5 solved, 1 without data now.`
fn moved(rows: &[&Row<'_>]) -> String {
    let number = |change| rows.iter().filter(|row| row.change == change).count();
    let [new, worse, same, better] = [Change::New, Change::Worse, Change::Same, Change::Better].map(number);
    let dark = match number(Change::NotJudged) {
        0 => String::new(),
        dark => format!(", {dark} no longer judged for want of data"),
    };
    let aside = rows.iter().filter(|row| row.aside()).count();
    let aside = if aside == 0 { String::new() } else { format!(" Of the flagged {aside} set aside.") };
    format!(
        "{} flagged: {new} new, {worse} worse, {same} as a week ago, {better} better. {} solved{dark}.{aside}",
        super::children(new + worse + same + better),
        number(Change::Solved)
    )
}
