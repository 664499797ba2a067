//! A subject access request: everything about one child as one dated chronology, the oldest first. Other people are
//! marked, and sealed fields withheld unless they were asked for.

mod told;

use crate::domain::attendance::tally::YearFigures;
use crate::domain::attendance::{AcademicYear, merge_into, session_day};
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::history::History;
use crate::domain::imported::Imported;
use crate::domain::kind::{Field, Kind, KindSpec, Value, spec};
use crate::domain::money;
use crate::domain::note::sealing;
use crate::domain::paper::{Paper, Part, Section};
use crate::domain::record::{Record, RecordRow, Source};
use crate::domain::retention::NOT_THE_RECORD;
use crate::domain::third_party::{Marking, Parties};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// What a chronology is made from.
pub struct Request<'a> {
    /// Everybody, for the names that are to be marked.
    pub caseload: &'a Caseload,
    /// The child's record.
    pub record: &'a Record,
    /// What was ever written.
    pub history: &'a History,
    /// Every import.
    pub imports: &'a [Imported],
    /// Sealed fields to be shown, as [`sealed_fields`] names them.
    pub revealed: &'a BTreeSet<String>,
    /// The day on which it is made.
    pub today: NaiveDate,
}

/// Columns that say who did something, by a name or a role.
const WORKERS: [(Kind, &str); 8] = [
    (Kind::PepStage, "by"),
    (Kind::PepReview, "reviewer"),
    (Kind::PremiumRelease, "by"),
    (Kind::ReferralStage, "by"),
    (Kind::Support, "who"),
    (Kind::Transition, "who"),
    (Kind::Timetable, "agreed_by"),
    (Kind::Sdq, "completed_by"),
];

/// The sealed piece of a note's text.
const NOTE_TEXT: &str = "notes.text";

/// Every field that can be sealed, by kind and column; a sealed piece of a note last.
pub fn sealed_fields() -> Vec<String> {
    let mut names = Vec::new();
    for spec in crate::domain::kind::KINDS {
        let sealed =
            |field: &&Field| field.sealed || spec.kind == Kind::Contact && matches!(field.name, "phone" | "email");
        names.extend(spec.fields.iter().filter(sealed).map(|field| format!("{}.{}", spec.name, field.name)));
    }
    names.push(NOTE_TEXT.to_owned());
    names
}

/// What happened on a day.
struct Happened {
    day: Option<NaiveDate>,
    section: Section,
}

impl Request<'_> {
    /// The chronology.
    pub fn paper(&self) -> Paper {
        let parties = self.parties();
        let mut happened = self.rows(&parties);
        happened.extend(self.attendance());
        happened.extend(self.notes(&parties));
        happened.extend(self.decisions(&parties));
        happened.extend(self.promised(&parties));
        // What has no day stands at the end.
        happened.sort_by_key(|happened| (happened.day.is_none(), happened.day));
        let entries = happened.len();
        let chronology = Part {
            title: "Chronology".to_owned(),
            sections: happened.into_iter().map(|happened| happened.section).collect(),
        };
        let sources = Part { title: "Where it came from, and who saw it".to_owned(), sections: self.sources() };
        Paper {
            title: format!("Subject access request: {}", self.name()),
            lead: self.lead(entries),
            parts: vec![Part { title: String::new(), sections: vec![self.own(&parties)] }, chronology, sources],
        }
    }

    fn name(&self) -> String {
        let child = &self.record.child;
        let name = format!("{} {}", child.forename, child.surname).trim().to_owned();
        let id = format!("id {}", child.child_id);
        if name.is_empty() { id } else { format!("{name} ({id})") }
    }

    fn lead(&self, entries: usize) -> Vec<String> {
        vec![
            format!("Made on {} from the caseload: {entries} entries, the oldest first.", words(self.today)),
            "To be read by a person before it is given out: other people are marked as [another child: ...], \
             [contact: ...], [telephone: ...], [postcode: ...] or [email: ...]. A mark may be missing where a name is \
             spelt otherwise."
                .to_owned(),
            "Lines of shared notes that are about another child alone are not in it. What is withheld stands as \
             [sealed: FIELD]."
                .to_owned(),
            NOT_THE_RECORD.to_owned(),
        ]
    }

    /// Contacts, carers and workers, and every other child.
    fn parties(&self) -> Parties {
        let child = &self.record.child;
        let mut names: Vec<&str> = [&child.carer, &child.social_worker, &child.designated_teacher, &child.caseworker]
            .into_iter()
            .filter_map(|name| name.as_deref())
            .collect();
        for (kind, column) in [
            (Kind::Contact, "name"),
            (Kind::Placement, "carer"),
            (Kind::Referral, "from_name"),
            (Kind::SocialWorker, "worker"),
        ] {
            names.extend(self.record.rows(kind).iter().map(|row| row.text(spec(kind), column)));
        }
        names.extend(self.workers());
        Parties::of(child, &self.caseload.children, names.into_iter().filter(|name| !name.is_empty()))
    }

    /// Names in the columns of the rest of the work that say who did something: a role is nobody's name.
    fn workers(&self) -> impl Iterator<Item = &str> {
        let texts = WORKERS.iter().flat_map(|(kind, column)| {
            self.record.rows(*kind).iter().map(|row| row.text(spec(*kind), column)).collect::<Vec<_>>()
        });
        let is_name = |part: &&str| {
            part.split_whitespace().count() > 1
                && part.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        };
        texts.flat_map(|text| text.split([',', ';', '/'])).map(str::trim).filter(is_name)
    }

    /// The child's own row.
    fn own(&self, parties: &Parties) -> Section {
        let rows = self.cells(spec(Kind::Child), &self.record.own, parties);
        let rows = rows.into_iter().map(|(name, value)| vec![name, value]).collect();
        let from = source(&self.record.own.source);
        Section::new("The child").table(&["What", "Value"], rows, "Nothing is known.").line(from)
    }

    /// The columns of a row that say something.
    fn cells(&self, spec: &KindSpec, row: &RecordRow, parties: &Parties) -> Vec<(String, String)> {
        let columns = spec.fields.iter().zip(&row.values);
        let filled = columns.filter_map(|(field, value)| Some((field, value.as_ref()?)));
        let named = filled.map(|(field, value)| (field.name.replace('_', " "), self.cell(spec, field, value, parties)));
        named.collect()
    }

    fn cell(&self, spec: &KindSpec, field: &Field, value: &Value, parties: &Parties) -> String {
        match value {
            // The child's own name, school and codes are nobody else's.
            Value::Text(text) => parties.marked(text, Marking::Shown),
            Value::Date(day) => words(*day),
            Value::Number(number) if field.shape == crate::domain::kind::Shape::Money => {
                format!("£{}", money::plain(*number))
            }
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Value::Sealed(sealed) => {
                let name = format!("{}.{}", spec.name, field.name);
                if self.revealed.contains(&name) { sealed.reveal().clone() } else { format!("[sealed: {name}]") }
            }
        }
    }

    /// Every row that came in with a file.
    fn rows(&self, parties: &Parties) -> Vec<Happened> {
        let rows = self.record.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table.spec, row)));
        let happened = rows.map(|(spec, row)| {
            let day = spec.fields.iter().zip(&row.values).find_map(|(_, value)| match value {
                Some(Value::Date(day)) => Some(*day),
                _ => None,
            });
            let cells = self.cells(spec, row, parties);
            let told: Vec<String> = cells.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            let section = Section::new(headed(day, title(spec))).line(told.join("; ")).line(source(&row.source));
            Happened { day, section }
        });
        happened.collect()
    }

    /// Attendance of each term, registers merged.
    fn attendance(&self) -> Vec<Happened> {
        let mut years: BTreeMap<AcademicYear, Vec<u8>> = BTreeMap::new();
        for register in &self.record.registers {
            merge_into(years.entry(register.year).or_default(), &register.bytes);
        }
        let mut happened = Vec::new();
        for (year, bytes) in years {
            let mut terms: BTreeMap<(NaiveDate, &'static str), Vec<u8>> = BTreeMap::new();
            for (at, byte) in bytes.into_iter().enumerate() {
                let day = session_day(year, at);
                terms.entry(term(year, day)).or_default().push(byte);
            }
            happened.extend(terms.into_iter().filter_map(|((first, name), bytes)| {
                let figures = YearFigures::of(&bytes);
                (figures.possible > 0).then(|| attended(first, name, figures))
            }));
        }
        happened
    }

    /// The text of a note, without its sealed pieces unless they were asked for.
    fn text(&self, text: &str, parties: &Parties) -> String {
        let shown = if self.revealed.contains(NOTE_TEXT) { sealing::revealed(text) } else { text.into() };
        parties.marked(&shown, Marking::Shown).replace(sealing::MASK, &format!("[sealed: {NOTE_TEXT}]"))
    }

    fn child(&self) -> ChildKey {
        ChildKey(self.record.child.key)
    }
}

/// A kind of record in words, as one.
fn title(spec: &KindSpec) -> String {
    let name = match spec.kind {
        Kind::Pep => "PEP",
        Kind::Exclusion => "suspension or exclusion",
        Kind::PepStage => "stage of a PEP",
        Kind::PepReview => "PEP judged",
        Kind::PremiumTarget => "purpose of Pupil Premium Plus",
        Kind::PremiumRelease => "Pupil Premium Plus released",
        Kind::ReferralStage => "stage of a referral",
        Kind::Support => "step of support",
        Kind::Challenge => "support or challenge to a school",
        Kind::Guarantee => "September Guarantee",
        Kind::Career => "careers work",
        Kind::Transition => "change to come",
        Kind::Admission => "school place asked for",
        Kind::SenPlan => "SEN support or EHC plan",
        Kind::Sdq => "strengths and difficulties questionnaire",
        Kind::EarlyYears => "early years place",
        Kind::Timetable => "part-time timetable",
        _ => spec.name.trim_start_matches("ssda903-"),
    };
    let name = name.strip_suffix('s').unwrap_or(name).replace(['-', '_'], " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where a row came from.
fn source(source: &Source) -> String {
    if source.file.is_empty() {
        return String::new();
    }
    format!("Source: import {}, {}, line {}", source.import, source.file, source.line)
}

fn headed(day: Option<NaiveDate>, what: impl AsRef<str>) -> String {
    match day {
        Some(day) => format!("{}: {}", words(day), what.as_ref()),
        None => format!("Without a date: {}", what.as_ref()),
    }
}

/// `20 November 2026`
fn words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The first day and the name of the term that a day is in, as the law's three terms divide the year.
fn term(year: AcademicYear, day: NaiveDate) -> (NaiveDate, &'static str) {
    let from = |month| NaiveDate::from_ymd_opt(year.first_day().year() + 1, month, 1).unwrap_or(day);
    match day.month() {
        1..=3 => (from(1), "spring"),
        4..=8 => (from(4), "summer"),
        _ => (year.first_day(), "autumn"),
    }
}

fn attended(first: NaiveDate, name: &str, figures: YearFigures) -> Happened {
    let YearFigures { possible, attended, authorised, unauthorised } = figures;
    let line = format!(
        "{attended} of {possible} sessions attended, {authorised} authorised absences, {unauthorised} unauthorised"
    );
    let title = headed(Some(first), format!("Attendance, {name} term from here on"));
    Happened { day: Some(first), section: Section::new(title).line(line) }
}
