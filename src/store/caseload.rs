//! Reading the caseload: one scan of the packed facts and one of this academic year's marks; older years only for
//! the children whose rules reach into them.

mod again;

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::{Calendar, TermKind, TermRow};
use crate::domain::caseload::Children;
use crate::domain::caseload::{ByName, Caseload, School};
use crate::domain::facts::ChildFacts;
use crate::domain::kind::{KINDS, Kind};
use crate::store::error::StoreError;
use crate::store::table::{must_day, unreadable};
use crate::store::touched::Watch;
use crate::store::{decision, facts, follow_up, journal, marks};
use chrono::NaiveDate;
use imbl::Vector;
use rusqlite::{Connection, Result, Row};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// The division whose bank holidays count.
const DIVISION: &str = "england-and-wales";

/// Everything, as one moment shows it.
pub(super) fn load(
    connection: &Connection,
    watch: Option<&Watch>,
    (actor, today): (&str, NaiveDate),
) -> std::result::Result<Caseload, StoreError> {
    let moment = connection.unchecked_transaction()?;
    let mut caseload = read(&moment, actor, AcademicYear::of(today))?;
    caseload.data_as_of = marks::reach_back(&moment, &mut caseload.children, today)?;
    caseload.schools = schools(&moment, &caseload.children)?.into();
    if let Some(watch) = watch {
        watch.read(&moment)?;
    }
    moment.commit()?;
    Ok(caseload)
}

/// The caseload that one read before has become, and the places of the children that may differ; `None` where all of
/// it is to be read.
pub(super) fn load_again(
    connection: &Connection,
    watch: &Watch,
    (actor, today): (&str, NaiveDate),
    before: &Caseload,
) -> std::result::Result<Option<(Caseload, Vec<usize>)>, StoreError> {
    let moment = connection.unchecked_transaction()?;
    let Some(touched) = watch.since(&moment, before.revision)? else { return Ok(None) };
    let read = again::read(&moment, (actor, today), before, &touched)?;
    if read.is_some() {
        watch.read(&moment)?;
    }
    moment.commit()?;
    Ok(read)
}

/// Every child with the marks of a year, and what is no child's. Facts are unpacked beside the reading: each is as
/// long.
fn read(connection: &Connection, actor: &str, year: AcademicYear) -> Result<Caseload> {
    let (to, from) = channel();
    let (unpacked, read) = std::thread::scope(|both| {
        let unpacking = both.spawn(move || unpack_all(from));
        let handed_over = read_packed(connection, &to);
        // Nothing more comes: the unpacking ends.
        drop(to);
        let dealt = || Ok::<_, rusqlite::Error>((decision::standing(connection)?, decision::looks(connection, actor)?));
        let read =
            handed_over.and_then(|()| Ok((marks::scan(connection, year)?, apart_from_children(connection)?, dealt()?)));
        (unpacking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), read)
    });
    let (mut children, by_name) = unpacked?;
    let (found, rest, (decisions, looks)) = read?;
    marks::attach(&mut children, year, found);
    let mut caseload = Caseload { children, by_name, ..rest };
    caseload.deal(decisions, looks);
    Ok(caseload)
}

fn apart_from_children(connection: &Connection) -> Result<Caseload> {
    Ok(Caseload {
        calendar: calendar(connection)?.into(),
        sources: sources(connection)?,
        follow_ups: follow_up::open(connection)?.into(),
        revision: journal::last(connection)?,
        ..Caseload::default()
    })
}

/// The packed facts of some children, one after another.
#[derive(Default)]
struct Packed {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// Bytes of packed facts that are handed over at once.
const HANDFUL: usize = 1 << 17;

impl Packed {
    fn put(&mut self, facts: &[u8]) {
        self.bytes.extend_from_slice(facts);
        self.ends.push(self.bytes.len());
    }

    fn unpack(&self) -> impl Iterator<Item = Result<ChildFacts>> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| facts::unpack(&self.bytes[start..end]))
    }
}

/// Reads the packed facts of every child by internal id and hands them over as they come.
fn read_packed(connection: &Connection, to: &Sender<Packed>) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT packed FROM facts ORDER BY child")?;
    let mut rows = statement.query([])?;
    let mut packed = Packed::default();
    while let Some(row) = rows.next()? {
        packed.put(row.get_ref(0)?.as_blob().map_err(|_| unreadable())?);
        if packed.bytes.len() >= HANDFUL {
            // Nobody takes them where some could not be unpacked, which is told.
            let _ = to.send(std::mem::take(&mut packed));
        }
    }
    let _ = to.send(packed);
    Ok(())
}

fn unpack_all(from: Receiver<Packed>) -> Result<(Children, ByName)> {
    let mut children = Vector::default();
    for packed in from {
        for child in packed.unpack() {
            children.push_back(Arc::new(child?));
        }
    }
    let by_name = ByName::of(&children);
    Ok((children, by_name))
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
fn schools(connection: &Connection, children: &Children) -> Result<BTreeMap<Box<str>, School>> {
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
