//! Reading a caseload again after a change: only the children that it touched.

use crate::domain::attendance::AcademicYear;
use crate::domain::caseload::Caseload;
use crate::domain::decision::Look;
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::store::touched::Touched;
use crate::store::who;
use crate::store::{decision, facts, follow_up, journal, marks};
use chrono::NaiveDate;
use imbl::Vector;
use rusqlite::{Connection, Result};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Children that are read one by one at most: of more, all are read at once.
const MOST: usize = 128;

/// The caseload that `before` has become, and the places of the children that may differ; `None` where all of it is to
/// be read.
pub(super) fn read(
    connection: &Connection,
    (actor, today): (&str, NaiveDate),
    before: &Caseload,
    touched: &Touched,
) -> Result<Option<(Caseload, Vec<usize>)>> {
    if touched.all || super::sources(connection)? != before.sources {
        return Ok(None);
    }
    let mut after = before.clone();
    let mut records = touched.records.clone();
    if touched.beside {
        records.extend(looked_at(connection, actor, before)?);
    }
    if records.len() > MOST {
        return Ok(None);
    }
    let Some(changed) = exchange(connection, (actor, today), &mut after, &records)? else { return Ok(None) };
    if touched.follow_ups {
        after.follow_ups = follow_up::open(connection)?.into();
    }
    after.revision = journal::last(connection)?;
    Ok(Some((after, changed)))
}

/// The children that somebody looked at in another window since.
fn looked_at(connection: &Connection, actor: &str, before: &Caseload) -> Result<Vec<i64>> {
    let other = |look: &Look| before.look_at(look.child).is_some_and(|known| known != look);
    let new = |look: &Look| before.look_at(look.child).is_none() && before.position(look.child).is_some();
    let looks = decision::looks(connection, actor)?.into_iter();
    Ok(looks.filter(|look| other(look) || new(look)).map(|look| look.child.0).collect())
}

/// Reads the children of some records again; gives their places. `None` where one is not there, or where others hang on
/// what changed: its name, its schools, the day up to which there are marks.
fn exchange(
    connection: &Connection,
    (actor, today): (&str, NaiveDate),
    caseload: &mut Caseload,
    records: &[i64],
) -> Result<Option<Vec<usize>>> {
    let roots: BTreeSet<i64> = records.iter().map(|&record| who::root(connection, record)).collect::<Result<_>>()?;
    let mut changed = Vec::with_capacity(roots.len());
    for child in roots {
        let Some(at) = caseload.position(ChildKey(child)) else { return Ok(None) };
        let Some((facts, last)) = one(connection, (actor, today), child)? else { return Ok(None) };
        let before = &caseload.children[at];
        let last_before = marks::last(before, today);
        if last < last_before && last_before == caseload.data_as_of {
            return Ok(None);
        }
        if !facts.is_found_as(before) {
            return Ok(None);
        }
        caseload.data_as_of = last.max(caseload.data_as_of);
        caseload.looked |= facts.look.is_some();
        caseload.children[at] = facts;
        changed.push(at);
    }
    Ok(Some(changed))
}

/// A child, and the last day with a mark.
fn one(
    connection: &Connection,
    (actor, today): (&str, NaiveDate),
    child: i64,
) -> Result<Option<(Arc<ChildFacts>, Option<NaiveDate>)>> {
    let Some(facts) = facts::read(connection, child)? else { return Ok(None) };
    let mut alone = Caseload { children: Vector::unit(Arc::new(facts)), ..Caseload::default() };
    let year = AcademicYear::of(today);
    let found = vec![(child, marks::one(connection, year, child)?)];
    marks::attach(&mut alone.children, year, found);
    let last = marks::reach_back(connection, &mut alone.children, today)?;
    alone.deal(decision::standing_of(connection, child)?, decision::look_of(connection, actor, child)?);
    Ok(alone.children.get(0).map(|facts| (Arc::clone(facts), last)))
}
