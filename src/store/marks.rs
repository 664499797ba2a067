//! Reading marks: a year of every child in one scan, older years only as far as a rule reaches.

use crate::domain::attendance::tally::sessions_until;
use crate::domain::attendance::{AcademicYear, NO_MARK, YearMarks, class_of, merge_into, session_day};
use crate::domain::caseload::Children;
use crate::domain::facts::ChildFacts;
use crate::store::table::unreadable;
use crate::store::who::{self, Records};
use chrono::NaiveDate;
use rayon::prelude::*;
use rusqlite::{Connection, Result, Row, params};
use std::collections::BTreeMap;
use std::sync::Arc;

/// School weeks that a rule looks back over; they may cross years.
const SCHOOL_WEEKS: usize = 10;
/// Where more than one child in so many still needs an older year, the year is read in one go.
const SCAN_FROM: usize = 8;
/// So few children are read one by one, however few there are beside them.
const FEW: usize = 4;

/// Children that one thread looks at, at least.
const SHARE: usize = 512;

/// One year of many children, by internal id, their registers merged.
pub(super) type Year = Vec<(i64, Box<[u8]>)>;

/// One year of every child.
pub(super) fn scan(connection: &Connection, year: AcademicYear) -> Result<Year> {
    let sql = "SELECT child, marks FROM attendance WHERE year = ?1 ORDER BY child, register";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([year.0])?;
    let mut found: Year = Vec::new();
    while let Some(row) = rows.next()? {
        let child: i64 = row.get(0)?;
        let bytes = blob(row, 1)?;
        match found.last_mut() {
            Some((last, merged)) if *last == child => {
                let mut both = merged.to_vec();
                merge_into(&mut both, bytes);
                *merged = both.into_boxed_slice();
            }
            _ => found.push((child, bytes.into())),
        }
    }
    let roots = who::roots(connection)?;
    Ok(if roots.is_empty() { found } else { under_roots(found, &roots) })
}

/// The marks of each child under the record that stands for it.
fn under_roots(mut found: Year, roots: &BTreeMap<i64, i64>) -> Year {
    for (child, _) in &mut found {
        *child = roots.get(child).copied().unwrap_or(*child);
    }
    found.sort_by_key(|(child, _)| *child);
    found.dedup_by(|(next, bytes), (child, merged)| {
        let same = next == child;
        if same {
            let mut both = std::mem::take(merged).into_vec();
            merge_into(&mut both, bytes);
            *merged = both.into_boxed_slice();
        }
        same
    });
    found
}

/// One year of one child.
pub(super) fn one(connection: &Connection, year: AcademicYear, child: i64) -> Result<Box<[u8]>> {
    let records = Records::of(connection, child)?;
    let sql = format!("SELECT marks FROM attendance WHERE year = ?2 AND child IN {} ORDER BY register", records.list());
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![records.root(), year.0])?;
    let mut merged = Vec::new();
    while let Some(row) = rows.next()? {
        merge_into(&mut merged, blob(row, 0)?);
    }
    Ok(merged.into_boxed_slice())
}

fn blob<'a>(row: &'a Row<'_>, at: usize) -> Result<&'a [u8]> {
    row.get_ref(at)?.as_blob().map_err(|_| unreadable())
}

/// Gives each child its year; both stand in the order of the internal ids.
pub(super) fn attach(children: &mut Children, year: AcademicYear, found: Year) {
    let mut found = found.into_iter().peekable();
    for child in children.iter_mut() {
        while found.next_if(|(key, _)| *key < child.key).is_some() {}
        let own = found.next_if(|(key, _)| *key == child.key);
        if let Some((_, bytes)) = own.filter(|(_, bytes)| !bytes.is_empty()) {
            // Most children need one year.
            let marks = &mut Arc::make_mut(child).marks;
            marks.reserve_exact(1);
            marks.push(YearMarks { year, bytes });
        }
    }
}

/// Reads older years for the children whose marks do not reach far enough back, and gives the latest day on or before
/// today that has a mark.
pub(super) fn reach_back(
    connection: &Connection,
    children: &mut Children,
    today: NaiveDate,
) -> Result<Option<NaiveDate>> {
    let places = (0..children.len()).into_par_iter().with_min_len(SHARE);
    let mut reach: Vec<Reach> = places.map(|at| Reach::of(&children[at].marks, today)).collect();
    let mut year = AcademicYear::of(today);
    while let Some(older) = year_before(connection, year)? {
        let short: Vec<usize> = (0..children.len()).filter(|&at| reach[at].short()).collect();
        if short.is_empty() {
            break;
        }
        if short.len() > FEW && short.len() * SCAN_FROM > children.len() {
            attach(children, older, scan(connection, older)?);
        } else {
            let mut found = Vec::with_capacity(short.len());
            for child in short.iter().map(|&at| children[at].key) {
                found.push((child, one(connection, older, child)?));
            }
            attach(children, older, found);
        }
        for at in short {
            reach[at] = Reach::of(&children[at].marks, today);
        }
        year = older;
    }
    Ok(reach.iter().filter_map(|reach| reach.last).max())
}

/// The latest day on or before today that has a mark of a child.
pub(super) fn last(child: &ChildFacts, today: NaiveDate) -> Option<NaiveDate> {
    Reach::of(&child.marks, today).last
}

fn year_before(connection: &Connection, year: AcademicYear) -> Result<Option<AcademicYear>> {
    let mut statement = connection.prepare_cached("SELECT max(year) FROM attendance WHERE year < ?1")?;
    let found: Option<i32> = statement.query_row([year.0], |row| row.get(0))?;
    Ok(found.map(AcademicYear))
}

/// How far back the marks read so far reach.
struct Reach {
    /// School weeks up to today, at most [`SCHOOL_WEEKS`].
    weeks: usize,
    /// The last day up to today with any mark.
    last: Option<NaiveDate>,
}

impl Reach {
    /// Of marks with the latest year first.
    fn of(marks: &[YearMarks], today: NaiveDate) -> Self {
        let mut reach = Self { weeks: 0, last: None };
        // The week of 1 September stands in two years and counts once.
        let mut counted_first: Option<NaiveDate> = None;
        for marks in marks {
            let sessions = &marks.bytes[..marks.bytes.len().min(sessions_until(marks.year, today))];
            if reach.last.is_none() {
                let last = sessions.iter().rposition(|&byte| byte != NO_MARK);
                reach.last = last.map(|at| session_day(marks.year, at));
            }
            let days = counted_first.map(|monday| (monday - marks.year.first_monday()).num_days());
            let twice = days.and_then(|days| usize::try_from(days / 7).ok());
            counted_first = None;
            for (week, days) in sessions.chunks(10).enumerate().rev() {
                if reach.weeks == SCHOOL_WEEKS {
                    return reach;
                }
                if twice != Some(week) && days.iter().any(|&byte| class_of(byte).possible()) {
                    reach.weeks += 1;
                    counted_first = (week == 0).then(|| marks.year.first_monday());
                }
            }
        }
        reach
    }

    /// A rule may need what older years hold.
    const fn short(&self) -> bool {
        self.weeks < SCHOOL_WEEKS
    }
}
