//! Reading the caseload: one scan of the packed facts and one of this academic year's marks; older years only for
//! the children whose rules reach into them.

use crate::domain::attendance::{AcademicYear, NO_MARK, YearMarks, class_of, merge_into, session_day};
use crate::domain::calendar::{Calendar, TermKind, TermRow};
use crate::domain::caseload::{Caseload, School};
use crate::domain::facts::ChildFacts;
use crate::domain::kind::{KINDS, Kind};
use crate::store::error::StoreError;
use crate::store::table::{must_day, unreadable};
use crate::store::{facts, journal, note};
use chrono::NaiveDate;
use rusqlite::{Connection, Result, Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// School weeks that a rule looks back over; they may cross years.
const SCHOOL_WEEKS: usize = 10;
/// The division whose bank holidays count.
const DIVISION: &str = "england-and-wales";
/// One child in so many still needs an older year: then the year is read in one go.
const SCAN_FROM: usize = 8;

/// Everything, as one moment shows it.
pub(super) fn load(connection: &Connection, today: NaiveDate) -> std::result::Result<Caseload, StoreError> {
    let moment = connection.unchecked_transaction()?;
    let mut children = children(&moment)?;
    let data_as_of = marks(&moment, &mut children, today)?;
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

fn children(connection: &Connection) -> Result<Vec<ChildFacts>> {
    let mut statement = connection.prepare_cached("SELECT packed FROM facts ORDER BY child")?;
    let packed = statement.query_map([], |row| facts::unpack(row.get_ref(0)?.as_blob().map_err(|_| unreadable())?))?;
    packed.collect()
}

/// Reads marks into the children, and gives the latest day on or before today that has one.
fn marks(connection: &Connection, children: &mut [ChildFacts], today: NaiveDate) -> Result<Option<NaiveDate>> {
    let this_year = AcademicYear::of(today);
    scan_year(connection, children, this_year)?;
    let mut reach: Vec<Reach> = children.iter().map(|child| Reach::of(child, today)).collect();
    let mut year = this_year;
    while let Some(older) = year_before(connection, year)? {
        let short: Vec<usize> = (0..children.len()).filter(|&at| reach[at].short()).collect();
        if short.is_empty() {
            break;
        }
        if short.len() * SCAN_FROM > children.len() {
            scan_year(connection, children, older)?;
        } else {
            for &at in &short {
                read_year(connection, &mut children[at], older)?;
            }
        }
        for at in short {
            reach[at] = Reach::of(&children[at], today);
        }
        year = older;
    }
    Ok(reach.iter().filter_map(|reach| reach.last).max())
}

fn year_before(connection: &Connection, year: AcademicYear) -> Result<Option<AcademicYear>> {
    let mut statement = connection.prepare_cached("SELECT max(year) FROM attendance WHERE year < ?1")?;
    let found: Option<i32> = statement.query_row([year.0], |row| row.get(0))?;
    Ok(found.map(AcademicYear))
}

/// One year of every child; both stand in the order of the children's ids.
fn scan_year(connection: &Connection, children: &mut [ChildFacts], year: AcademicYear) -> Result<()> {
    let sql = "SELECT child, marks FROM attendance WHERE year = ?1 ORDER BY child, register";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([year.0])?;
    let mut merged = Merged::default();
    let mut at = 0;
    while let Some(row) = rows.next()? {
        let child: i64 = row.get(0)?;
        while at < children.len() && children[at].key < child {
            merged.put(&mut children[at], year);
            at += 1;
        }
        if children.get(at).is_none_or(|found| found.key != child) {
            continue;
        }
        merged.take(row.get_ref(1)?.as_blob().map_err(|_| unreadable())?);
    }
    if let Some(child) = children.get_mut(at) {
        merged.put(child, year);
    }
    Ok(())
}

/// One year of one child.
fn read_year(connection: &Connection, child: &mut ChildFacts, year: AcademicYear) -> Result<()> {
    let sql = "SELECT marks FROM attendance WHERE year = ?1 AND child = ?2 ORDER BY register";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![year.0, child.key])?;
    let mut merged = Merged::default();
    while let Some(row) = rows.next()? {
        merged.take(row.get_ref(0)?.as_blob().map_err(|_| unreadable())?);
    }
    merged.put(child, year);
    Ok(())
}

/// The registers of a child's year, folded into one.
#[derive(Default)]
struct Merged(Vec<u8>);

impl Merged {
    fn take(&mut self, register: &[u8]) {
        if self.0.is_empty() {
            self.0.extend_from_slice(register);
        } else {
            merge_into(&mut self.0, register);
        }
    }

    fn put(&mut self, child: &mut ChildFacts, year: AcademicYear) {
        if !self.0.is_empty() {
            child.marks.push(YearMarks { year, bytes: self.0.as_slice().into() });
            self.0.clear();
        }
    }
}

/// How far back the marks read so far reach.
struct Reach {
    /// School weeks up to today, at most [`SCHOOL_WEEKS`].
    weeks: usize,
    /// The last day up to today with any mark.
    last: Option<NaiveDate>,
}

impl Reach {
    fn of(child: &ChildFacts, today: NaiveDate) -> Self {
        let mut reach = Self { weeks: 0, last: None };
        let mut counted = None;
        for marks in &child.marks {
            let until = sessions_until(marks, today);
            let sessions = &marks.bytes[..until];
            if reach.last.is_none() {
                let last = sessions.iter().rposition(|&byte| byte != NO_MARK);
                reach.last = last.map(|at| session_day(marks.year, at));
            }
            for (week, days) in sessions.chunks(10).enumerate().rev() {
                if reach.weeks == SCHOOL_WEEKS {
                    return reach;
                }
                // The week of 1 September stands in two years.
                let monday = session_day(marks.year, 10 * week);
                if counted != Some(monday) && days.iter().any(|&byte| class_of(byte).possible()) {
                    reach.weeks += 1;
                    counted = Some(monday);
                }
            }
        }
        reach
    }

    /// A rule may need what older years hold.
    fn short(&self) -> bool {
        self.weeks < SCHOOL_WEEKS
    }
}

/// How many of a year's bytes stand for sessions up to today, today included.
fn sessions_until(marks: &YearMarks, today: NaiveDate) -> usize {
    let all = marks.bytes.len();
    let days = (today - marks.year.first_monday()).num_days();
    let Ok(days) = usize::try_from(days) else { return 0 };
    let (week, weekday) = (days / 7, days % 7);
    all.min(10 * week + 2 * (weekday.min(4) + 1))
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
    let named: BTreeSet<&str> = children
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
