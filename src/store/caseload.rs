//! Reading the caseload: one scan of the packed facts and one of this academic year's marks; older years only for
//! the children whose rules reach into them.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::{Calendar, TermKind, TermRow};
use crate::domain::caseload::{Caseload, School};
use crate::domain::facts::ChildFacts;
use crate::domain::kind::{KINDS, Kind};
use crate::store::error::StoreError;
use crate::store::table::{must_day, unreadable};
use crate::store::{facts, journal, marks, note};
use chrono::NaiveDate;
use rusqlite::{Connection, Result, Row};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The division whose bank holidays count.
const DIVISION: &str = "england-and-wales";

/// Everything, as one moment shows it.
pub(super) fn load(connection: &Connection, today: NaiveDate) -> std::result::Result<Caseload, StoreError> {
    let moment = connection.unchecked_transaction()?;
    let mut children = children(&moment, AcademicYear::of(today))?;
    let data_as_of = marks::reach_back(&moment, &mut children, today)?;
    let caseload = Caseload {
        schools: schools(&moment, &children)?,
        calendar: calendar(&moment)?,
        sources: sources(&moment)?,
        follow_ups: note::open_follow_ups(&moment)?,
        data_as_of,
        revision: journal::last(&moment)?,
        children,
    };
    moment.finish()?;
    Ok(caseload)
}

/// The packed facts of every child, one after another, by internal id.
struct Packed {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Packed {
    fn read(connection: &Connection) -> Result<Self> {
        let mut statement = connection.prepare_cached("SELECT packed FROM facts ORDER BY child")?;
        let mut rows = statement.query([])?;
        let mut packed = Self { bytes: Vec::new(), ends: Vec::new() };
        while let Some(row) = rows.next()? {
            packed.bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(|_| unreadable())?);
            packed.ends.push(packed.bytes.len());
        }
        Ok(packed)
    }

    fn unpack(&self) -> Result<Vec<ChildFacts>> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| facts::unpack(&self.bytes[start..end])).collect()
    }
}

/// Every child with the marks of a year. Facts are unpacked beside the reading of the marks: each is as long.
fn children(connection: &Connection, year: AcademicYear) -> Result<Vec<ChildFacts>> {
    let packed = Packed::read(connection)?;
    let (children, found) = std::thread::scope(|both| {
        let unpacking = both.spawn(|| packed.unpack());
        let found = marks::scan(connection, year);
        (unpacking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), found)
    });
    let mut children = children?;
    marks::attach(&mut children, year, found?);
    Ok(children)
}

fn sources(connection: &Connection) -> Result<BTreeSet<Kind>> {
    let mut statement = connection.prepare_cached("SELECT kind FROM source_kind")?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
    Ok(KINDS.iter().filter(|spec| names.iter().any(|name| name == spec.name)).map(|spec| spec.kind).collect())
}

fn calendar(connection: &Connection) -> Result<Calendar> {
    let mut statement =
        connection.prepare_cached("SELECT scope, kind, name, start, \"end\" FROM term ORDER BY start, id")?;
    let terms: Vec<TermRow> = statement.query_map([], term)?.collect::<Result<_>>()?;
    let mut statement = connection.prepare_cached("SELECT date FROM bank_holiday WHERE division = ?1 ORDER BY date")?;
    let days: Vec<NaiveDate> = statement.query_map([DIVISION], |row| must_day(row, 0))?.collect::<Result<_>>()?;
    Ok(Calendar::new(terms, &days))
}

fn term(row: &Row<'_>) -> Result<TermRow> {
    let kind = match row.get_ref(1)?.as_str().map_err(|_| unreadable())? {
        "break" => TermKind::Break,
        "inset" => TermKind::Inset,
        _ => TermKind::Term,
    };
    Ok(TermRow { scope: row.get(0)?, kind, name: row.get(2)?, start: must_day(row, 3)?, end: must_day(row, 4)? })
}

/// The schools that children are or were at. A national list of schools is not read for a few hundred of them.
fn schools(connection: &Connection, children: &[ChildFacts]) -> Result<BTreeMap<Box<str>, School>> {
    // Hashed, not sorted: ten thousand children name a few hundred schools.
    let named: HashSet<&str> = children
        .iter()
        .flat_map(|child| child.school_urn.as_deref().into_iter().chain(child.enrolments.iter().map(|e| &*e.urn)))
        .collect();
    let sql = "SELECT urn, name, la, phase, ofsted, phone, designated_teacher, email FROM school_row
        WHERE key = ?1 ORDER BY layer";
    let mut statement = connection.prepare_cached(sql)?;
    let mut schools = BTreeMap::new();
    for urn in named {
        let layers = statement.query_map([urn], school)?.collect::<Result<Vec<School>>>()?;
        if let Some(school) = layers.into_iter().reduce(over) {
            schools.insert(urn.into(), school);
        }
    }
    Ok(schools)
}

fn school(row: &Row<'_>) -> Result<School> {
    let name: Option<Box<str>> = row.get(1)?;
    Ok(School {
        name: name.unwrap_or_default(),
        la: row.get(2)?,
        phase: row.get(3)?,
        ofsted: row.get(4)?,
        phone: row.get(5)?,
        designated_teacher: row.get(6)?,
        email: row.get(7)?,
    })
}

/// The winning layer's fields, else the other's.
fn over(own: School, published: School) -> School {
    School {
        name: if own.name.is_empty() { published.name } else { own.name },
        la: own.la.or(published.la),
        phase: own.phase.or(published.phase),
        ofsted: own.ofsted.or(published.ofsted),
        phone: own.phone.or(published.phone),
        designated_teacher: own.designated_teacher.or(published.designated_teacher),
        email: own.email.or(published.email),
    }
}
