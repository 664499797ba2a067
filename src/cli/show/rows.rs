//! The rows of a record, for JSON and text: a walk over the kinds' tables.

use crate::domain::attendance::{AcademicYear, class_of, merge_into, session_day};
use crate::domain::calendar::age;
use crate::domain::facts::ChildKey;
use crate::domain::kind::{Field, Kind, KindSpec, Value as Cell, spec};
use crate::domain::note::sealing::masked;
use crate::domain::record::{Record, RecordRow};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The kinds shown, in the order of the formats page.
pub(super) const KINDS: &[Kind] = &[
    Kind::Pep,
    Kind::Exclusion,
    Kind::Placement,
    Kind::Enrolment,
    Kind::Contact,
    Kind::Destination,
    Kind::Referral,
    Kind::Attainment,
    Kind::Premium,
];

/// The kinds of the rest of the work that are about a child; they stand behind those of the formats page.
pub(super) fn of_the_work() -> impl Iterator<Item = Kind> {
    let work = |spec: &&KindSpec| spec.of_child && spec.kind >= Kind::Cohort;
    crate::domain::kind::KINDS.iter().filter(work).map(|spec| spec.kind)
}

/// A year of attendance in sessions.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct YearSums {
    pub(super) academic_year: String,
    pub(super) possible: u32,
    pub(super) attended: u32,
    pub(super) authorised: u32,
    pub(super) unauthorised: u32,
}

/// The columns of children.csv, and the age.
pub(super) fn child(record: &Record, today: NaiveDate) -> Value {
    let spec = spec(Kind::Child);
    let mut object = Map::new();
    object.insert("child_id".to_owned(), json!(record.child.child_id));
    for (field, value) in plain(spec, &record.own) {
        object.insert(field.name.to_owned(), value.map_or(Value::Null, |value| value_of(field, value)));
    }
    // Only where records were merged: else there is no such key.
    if !record.child.other_ids.is_empty() {
        object.insert("other_ids".to_owned(), json!(record.child.other_ids));
    }
    let age = record.child.dob.filter(|dob| *dob <= today).map(|dob| age(dob, today));
    object.insert("age".to_owned(), json!(age));
    Value::Object(object)
}

/// The rows of a kind with their sources, the oldest first.
pub(super) fn table(record: &Record, kind: Kind) -> Value {
    let spec = spec(kind);
    let row = |row: &RecordRow| {
        let mut object = Map::new();
        object.insert("child_id".to_owned(), json!(record.child.child_id));
        for (field, value) in plain(spec, row).filter(|(field, _)| !row.sealed(spec, field)) {
            object.insert(field.name.to_owned(), value.map_or(Value::Null, |value| value_of(field, value)));
        }
        let source = &row.source;
        object.insert("source".to_owned(), json!({"import": source.import, "file": source.file, "line": source.line}));
        Value::Object(object)
    };
    Value::Array(record.rows(kind).iter().map(row).collect())
}

/// Names of the sealed fields that were left out.
pub(super) fn sealed(record: &Record) -> Vec<String> {
    let mut names = Vec::new();
    for spec in KINDS.iter().map(|kind| spec(*kind)) {
        for (at, field) in spec.fields.iter().enumerate() {
            let left_out = |row: &RecordRow| {
                row.sealed(spec, field) && (field.plain || row.values.get(at).is_some_and(Option::is_some))
            };
            if record.rows(spec.kind).iter().any(left_out) {
                names.push(format!("{}.{}", spec.name, field.name));
            }
        }
    }
    let hides = |text: &str| masked(text) != text;
    if record.notes.iter().any(|note| hides(&note.content.text_of(ChildKey(record.child.key)))) {
        names.push("notes.text".to_owned());
    }
    names
}

/// Filed notes, the oldest first, their sealed pieces left out.
pub(super) fn notes(record: &Record) -> Value {
    let note = |note: &crate::domain::note::Note| {
        let content = &note.content;
        json!({
            "id": note.id.0,
            "at": content.opened.to_rfc3339(),
            "actor": note.actor,
            "kind": content.kind.id(),
            "person": content.person,
            "text": masked(&content.text_of(ChildKey(record.child.key))),
            "follow_up": content.follow_up,
        })
    };
    Value::Array(record.notes.iter().map(note).collect())
}

/// Sessions year by year, registers merged, the oldest first; marks after today do not count.
pub(super) fn attendance(record: &Record, today: NaiveDate) -> Vec<YearSums> {
    let mut years: BTreeMap<AcademicYear, Vec<u8>> = BTreeMap::new();
    for register in &record.registers {
        merge_into(years.entry(register.year).or_default(), &register.bytes);
    }
    years
        .into_iter()
        .filter(|(year, _)| year.first_day() <= today)
        .map(|(year, bytes)| sums(year, &bytes, today))
        .collect()
}

fn sums(year: AcademicYear, bytes: &[u8], today: NaiveDate) -> YearSums {
    use crate::domain::attendance::Class;
    let mut sums = YearSums { academic_year: year.to_string(), ..YearSums::default() };
    let until_today = bytes.iter().enumerate().take_while(|(index, _)| session_day(year, *index) <= today);
    for class in until_today.map(|(_, byte)| class_of(*byte)) {
        sums.possible += u32::from(class.possible());
        sums.attended += u32::from(class.attended());
        sums.authorised += u32::from(class == Class::Authorised);
        sums.unauthorised += u32::from(class == Class::Unauthorised);
    }
    sums
}

/// The columns of the formats page with their values.
pub(super) fn plain<'a>(
    spec: &'static KindSpec,
    row: &'a RecordRow,
) -> impl Iterator<Item = (&'static Field, Option<&'a Cell>)> {
    let cells = row.values.iter().map(Option::as_ref).chain(std::iter::repeat(None));
    spec.fields.iter().zip(cells).filter(|(field, _)| field.plain)
}

/// Pence are given as pounds.
fn value_of(field: &Field, value: &Cell) -> Value {
    match value {
        Cell::Text(text) => json!(text),
        Cell::Date(day) => json!(day),
        Cell::Flag(yes) => json!(yes),
        Cell::Number(n) => number(field, *n),
        Cell::Sealed(_) => Value::Null,
    }
}

#[allow(clippy::cast_precision_loss, reason = "pence stay far below 2^52")]
fn number(field: &Field, n: i64) -> Value {
    let pence = field.shape == crate::domain::kind::Shape::Money && n % 100 != 0;
    match field.shape {
        crate::domain::kind::Shape::Money if pence => json!(n as f64 / 100.0),
        crate::domain::kind::Shape::Money => json!(n / 100),
        _ => json!(n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::ChildFacts;
    use crate::domain::record::{RecordTable, RegisterYear, Source};
    use crate::domain::sealed::Sealed;

    fn row(values: Vec<Option<Cell>>) -> RecordRow {
        RecordRow { values, source: Source { import: 3, file: "f.csv".into(), line: 2 } }
    }

    fn record(tables: Vec<RecordTable>, registers: Vec<RegisterYear>) -> Record {
        let child = ChildFacts { child_id: "C1".into(), ..ChildFacts::default() };
        Record { child, own: row(Vec::new()), tables, registers, notes: Vec::new(), seen: Vec::new() }
    }

    #[test]
    fn sealed_values_are_left_out_and_named() {
        let contact = |role: &str| {
            let text = |text: &str| Some(Cell::Text(text.into()));
            row(vec![text(role), text("R. Lowe"), text("01632 960123"), None])
        };
        let contacts =
            RecordTable { spec: spec(Kind::Contact), rows: vec![contact("school"), contact("Foster carer")] };
        let at = spec(Kind::Placement).position("postcode").unwrap();
        let mut values = vec![None; spec(Kind::Placement).fields.len()];
        values[at] = Some(Cell::Sealed(Sealed::new("CANARY".into())));
        let placements = RecordTable { spec: spec(Kind::Placement), rows: vec![row(values)] };
        let record = record(vec![contacts, placements], Vec::new());
        assert_eq!(sealed(&record), ["placements.postcode", "contacts.phone", "contacts.email"]);
        let shown = format!("{}{}", table(&record, Kind::Contact), table(&record, Kind::Placement));
        assert!(!shown.contains("CANARY") && !shown.contains("postcode"), "{shown}");
        assert_eq!(shown.matches("01632 960123").count(), 1, "{shown}");
        assert!(shown.contains("\"source\":{\"import\":3,\"file\":\"f.csv\",\"line\":2}"), "{shown}");
    }

    #[test]
    fn marks_after_today_do_not_count() {
        // Tue 1 Sep 2026 is the third and fourth byte of week 0: a day present, a day ill, a day absent, a day later.
        let mut bytes = vec![0, 0];
        bytes.extend([0x10, 0x11, 0x34, 0x34, 0x42, 0x42, 0x10, 0x11]);
        let register = |urn: &str| RegisterYear {
            year: AcademicYear(2026),
            urn: urn.into(),
            bytes: bytes.clone(),
            sources: Vec::new(),
        };
        let record = record(Vec::new(), vec![register("1"), register("2")]);
        let day = |text: &str| text.parse().unwrap();
        let expected = |possible, unauthorised| YearSums {
            academic_year: "2026/27".into(),
            possible,
            attended: 2,
            authorised: 2,
            unauthorised,
        };
        assert_eq!(attendance(&record, day("2026-09-03")), [expected(6, 2)]);
        assert_eq!(attendance(&record, day("2026-09-02")), [expected(4, 0)]);
        assert_eq!(attendance(&record, day("2026-08-31")), []);
    }
}
