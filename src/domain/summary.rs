//! One child on a page, for a PEP meeting: what everybody at the table may read.
//!
//! No address, nothing sealed, no note, no telephone number, no caution and no flag of the list: the page is handed
//! round. What is not known says so.

use crate::domain::attendance::tally::{YearFigures, sessions_until};
use crate::domain::attendance::{AcademicYear, merge_into};
use crate::domain::brief::weekday;
use crate::domain::case::Case;
use crate::domain::caseload::Caseload;
use crate::domain::codes;
use crate::domain::exact::Exact;
use crate::domain::facts::{Cohorts, Exclusion, ExclusionKind};
use crate::domain::kind::{Kind, spec};
use crate::domain::paper::naming::year_words;
use crate::domain::paper::{Paper, Part, Section};
use crate::domain::record::{Record, RecordRow};
use crate::domain::rules::wording::{count, day, figure, percent};
use crate::domain::when::distance;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Rows of a table at most, the latest: all of it stays one page.
const MOST: usize = 8;
/// Weeks of the attendance trend.
const WEEKS: usize = 8;
/// Days in which moves are counted.
const YEAR: i64 = 365;

const UNKNOWN: &str = "not known";
const NEVER: &str = "Not known: such a file was never imported.";

/// A child of whom a page is made.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Everything about it.
    pub record: &'a Record,
    /// The child on the day.
    pub case: &'a Case<'a>,
    /// Schools, and how old the data is.
    pub caseload: &'a Caseload,
    /// What the page calls it.
    pub name: &'a str,
}

impl About<'_> {
    /// The page.
    pub fn paper(&self) -> Paper {
        let today = self.today();
        let marks = self.caseload.data_as_of.map_or_else(
            || "no attendance mark is known".to_owned(),
            |last| format!("attendance marks up to {} ({})", weekday(last), distance(last, today)),
        );
        let lead = format!("From the virtual school's files; {marks}. Addresses and telephone numbers are left out.");
        let sections = vec![
            self.who(),
            self.people(),
            self.attendance(),
            self.peps(),
            self.suspensions(),
            self.attainment(),
            self.placements(),
        ];
        Paper {
            title: format!("{}: summary for the PEP meeting, {}", self.name, weekday(today)),
            lead: vec![lead],
            parts: vec![Part { title: String::new(), sections }],
        }
    }

    fn today(&self) -> NaiveDate {
        self.case.today()
    }

    fn who(&self) -> Section {
        let (case, child) = (self.case, self.case.child);
        let sen = child.sen.as_deref().map(|code| codes::SEN.words_of("SEN", code));
        let rows = [
            ("Year group", case.nc_year().map(year_words)),
            ("Age", case.age().map(|age| age.to_string())),
            ("Care", Some(self.care())),
            ("Special educational needs", sen),
            ("School", case.main_school().map(|urn| self.caseload.school_name(urn))),
        ];
        facts("Who", rows)
    }

    fn care(&self) -> String {
        let since = self.case.looked_after_since().map(|since| format!(" since {}", day(since)));
        let cohorts = self.case.child.cohorts.unwrap_or_default();
        if self.case.looked_after() {
            "looked after".to_owned() + &since.unwrap_or_default()
        } else if cohorts.has(Cohorts::PLAC) {
            "previously looked after".to_owned()
        } else if cohorts.has(Cohorts::CL) {
            "care leaver".to_owned()
        } else {
            "not looked after".to_owned()
        }
    }

    fn people(&self) -> Section {
        let child = self.case.child;
        let school = self.case.main_school().and_then(|urn| self.caseload.schools.get(urn));
        let teacher = child.designated_teacher.as_deref();
        let teacher = teacher.or_else(|| school.and_then(|school| school.designated_teacher.as_deref()));
        let mut rows = vec![
            ("Designated teacher", teacher.map(str::to_owned)),
            ("Social worker", child.social_worker.as_deref().map(str::to_owned)),
            ("Carer", child.carer.as_deref().map(str::to_owned)),
            ("Virtual school", child.caseworker.as_deref().map(str::to_owned)),
        ];
        let spec = spec(Kind::Contact);
        let named = |row: &&RecordRow| !rows.iter().any(|(_, name)| name.as_deref() == Some(row.text(spec, "name")));
        let others: Vec<String> =
            self.record.rows(Kind::Contact).iter().filter(named).take(MOST).map(contact).collect();
        rows.extend(Some(("Others", Some(others.join("; ")))).filter(|_| !others.is_empty()));
        facts("People", rows)
    }

    /// Figures of each academic year from all registers together, the latest first.
    fn years(&self) -> Vec<(AcademicYear, YearFigures)> {
        let mut years: BTreeMap<Reverse<AcademicYear>, Vec<u8>> = BTreeMap::new();
        for register in &self.record.registers {
            merge_into(years.entry(Reverse(register.year)).or_default(), &register.bytes);
        }
        let figures = years.into_iter().map(|(Reverse(year), bytes)| {
            let until = sessions_until(year, self.today()).min(bytes.len());
            (year, YearFigures::of(&bytes[..until]))
        });
        figures.filter(|(_, figures)| figures.possible > 0).take(3).collect()
    }

    fn attendance(&self) -> Section {
        let section = Section::new("Attendance");
        if !self.case.context.knows(Kind::Attendance) {
            return section.line(NEVER);
        }
        let trend = self.case.weekly_rates(WEEKS).into_iter().map(|week| match week {
            Some((attended, possible)) if possible > 0 => format!("{}%", 100 * attended / possible),
            _ => "-".to_owned(),
        });
        let trend = trend.collect::<Vec<_>>().join(" ");
        let table: Vec<Vec<String>> = self
            .years()
            .into_iter()
            .map(|(year, figures)| {
                let sums = [figures.possible, figures.attended, figures.authorised, figures.unauthorised];
                [year.to_string(), percent(figures.attendance())]
                    .into_iter()
                    .chain(sums.map(|sum| sum.to_string()))
                    .collect()
            })
            .collect();
        let columns =
            ["Academic year", "Attendance", "Sessions", "Attended", "Authorised absence", "Unauthorised absence"];
        let known = !table.is_empty();
        let section = section.table(&columns, table, "No session is known.");
        if known {
            section.line(format!("The last {WEEKS} weeks, this one last (- is a week without sessions): {trend}"))
        } else {
            section
        }
    }

    fn peps(&self) -> Section {
        let (section, spec) = (Section::new("PEPs"), spec(Kind::Pep));
        if !self.case.context.knows(Kind::Pep) {
            return section.line(NEVER);
        }
        let mut rows: Vec<&RecordRow> = self.record.rows(Kind::Pep).iter().collect();
        let date = |row: &RecordRow, name| row.date(spec, name);
        rows.sort_by_key(|row| Reverse(date(row, "due").or_else(|| date(row, "held"))));
        let cell = |date: Option<NaiveDate>| date.map_or_else(|| UNKNOWN.to_owned(), day);
        let table = rows.iter().take(MOST).map(|row| {
            let term = format!("{} {}", row.text(spec, "academic_year"), row.text(spec, "term"));
            let held = date(row, "held").map_or_else(|| "not held".to_owned(), day);
            let quality = Some(row.text(spec, "quality")).filter(|quality| !quality.is_empty()).unwrap_or(UNKNOWN);
            vec![term.trim().to_owned(), cell(date(row, "due")), held, quality.to_owned()]
        });
        let next = self.case.next_due_pep().or_else(|| self.case.initial_pep_due());
        let next = next.map_or_else(
            || "No next one is known.".to_owned(),
            |due| format!("Next due {} ({}).", day(due), distance(due, self.today())),
        );
        section
            .line(next)
            .table(&["Term", "Due", "Held", "Quality"], table.collect(), "No PEP is known.")
            .line(more(rows.len()))
    }

    fn suspensions(&self) -> Section {
        let section = Section::new("Suspensions and exclusions");
        if !self.case.context.knows(Kind::Exclusion) {
            return section.line(NEVER);
        }
        let (term, year) = self.case.suspended_sessions();
        let days = |sessions| figure(Exact::half_days(sessions), "day");
        let sums = format!("Suspended {} this term, {} this academic year.", days(term), days(year));
        let mut all: Vec<&Exclusion> = self.case.child.exclusions.iter().collect();
        all.retain(|exclusion| exclusion.start <= self.today());
        all.sort_by_key(|exclusion| Reverse(exclusion.start));
        let table = all.iter().take(MOST).map(|exclusion| {
            let length = days(self.case.length(exclusion).sessions);
            let (what, length) = match exclusion.kind {
                ExclusionKind::Suspension => ("suspended", length),
                ExclusionKind::Lunch => ("suspended over lunch", length),
                ExclusionKind::Permanent => ("permanently excluded", String::new()),
            };
            vec![what.to_owned(), day(exclusion.start), exclusion.end.map_or_else(|| UNKNOWN.to_owned(), day), length]
        });
        let section = section.line(sums).table(&["What", "From", "To", "Length"], table.collect(), "None is known.");
        section.line(more(all.len()))
    }

    fn attainment(&self) -> Section {
        let (section, spec) = (Section::new("Attainment"), spec(Kind::Attainment));
        if !self.case.context.knows(Kind::Attainment) {
            return section.line(NEVER);
        }
        let mut rows: Vec<&RecordRow> = self.record.rows(Kind::Attainment).iter().collect();
        rows.sort_by_key(|row| Reverse(row.date(spec, "date")));
        let table = rows.iter().take(MOST).map(|row| {
            let on = row.date(spec, "date").map_or_else(|| UNKNOWN.to_owned(), day);
            let words = ["stage", "subject", "measure", "value", "target"].map(|name| row.text(spec, name).to_owned());
            std::iter::once(on).chain(words).collect()
        });
        let columns = ["Date", "Stage", "Subject", "Measure", "Result", "Target"];
        section.table(&columns, table.collect(), "None is known.").line(more(rows.len()))
    }

    /// When and in what kind of placement, never where or with whom.
    fn placements(&self) -> Section {
        let section = Section::new("Placements in time");
        if !self.case.context.knows(Kind::Placement) {
            return section.line(NEVER);
        }
        let moves = i64::try_from(self.case.moves_within(YEAR).len()).unwrap_or(i64::MAX);
        let mut all: Vec<_> =
            self.case.child.placements.iter().filter(|placement| placement.start <= self.today()).collect();
        all.sort_by_key(|placement| Reverse(placement.start));
        let table = all.iter().take(MOST).map(|placement| {
            let kind = placement.kind.as_deref().filter(|kind| !kind.trim().is_empty());
            let kind = kind.map_or_else(|| UNKNOWN.to_owned(), |kind| codes::PLACEMENT.words(kind));
            vec![day(placement.start), placement.end.map_or_else(|| "still there".to_owned(), day), kind]
        });
        let section = section.line(format!("{} in the last {YEAR} days.", count(moves, "move")));
        section.table(&["From", "To", "Kind"], table.collect(), "None is known.").line(more(all.len()))
    }
}

fn contact(row: &RecordRow) -> String {
    let spec = spec(Kind::Contact);
    format!("{} {}", row.text(spec, "role"), row.text(spec, "name"))
}

/// A section of what is known one by one; what is not says so.
fn facts(title: &str, rows: impl IntoIterator<Item = (&'static str, Option<String>)>) -> Section {
    let cell =
        |value: Option<String>| value.filter(|value| !value.trim().is_empty()).unwrap_or_else(|| UNKNOWN.to_owned());
    let rows = rows.into_iter().map(|(what, value)| vec![what.to_owned(), cell(value)]);
    Section::new(title).table(&["What", "Known"], rows.collect(), UNKNOWN)
}

/// That a table goes on, where it does.
fn more(rows: usize) -> String {
    if rows > MOST { format!("{} earlier ones are not shown.", rows - MOST) } else { String::new() }
}

#[cfg(test)]
mod tests;
