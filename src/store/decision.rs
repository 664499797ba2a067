//! Decisions about alerts, and what each person saw last.

use crate::domain::alert::Severity;
use crate::domain::decision::{Decision, Look, Subject, What};
use crate::domain::exact::Exact;
use crate::domain::facts::ChildKey;
use crate::domain::sealed::Sealed;
use crate::store::error::StoreError;
use crate::store::journal::{self, By, Entry, Told};
use crate::store::table::{must_day, unreadable};
use crate::store::who::{self, Records};
use rusqlite::{Connection, Result, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::borrow::Cow;

/// Writes decisions down, all as one change.
pub(super) fn decide(connection: &Connection, by: By<'_>, decisions: &[Decision]) -> Result<(), StoreError> {
    if decisions.is_empty() {
        return Ok(());
    }
    let after = Some(json!({ "alerts": decisions.len() }));
    let told = Told::of(decisions.iter().map(|decision| decision.child.0));
    let seq = journal::add(connection, by, &Entry { command: "decide", import: None, before: None, after, told })?;
    let sql =
        "INSERT INTO decision (child, rule, occasion, severity, value, what, handed_to, reason, until, actor, seq)
        SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM child WHERE id = ?1";
    let mut insert = connection.prepare_cached(sql)?;
    for decision in decisions {
        let Decision { child, subject, what, to, reason, until, actor: _ } = decision;
        let written = insert.execute(params![
            child.0,
            subject.rule,
            subject.occasion,
            subject.severity.id(),
            subject.value.map(Exact::fraction),
            what.id(),
            to,
            reason.reveal(),
            until.to_string(),
            by.actor,
            seq
        ])?;
        if written == 0 {
            return Err(StoreError::NoSuchChild);
        }
    }
    Ok(())
}

/// Of each alert the latest decision that stands, by child, of each the latest last.
pub(super) fn standing(connection: &Connection) -> Result<Vec<Decision>> {
    let sql =
        "SELECT coalesce(m.root, d.child), d.rule, d.occasion, d.severity, d.value, d.what, d.handed_to, d.reason,
        d.until, d.actor FROM decision d LEFT JOIN merged m ON m.child = d.child
        WHERE d.id IN
            (SELECT max(id) FROM decision WHERE undone IS NULL GROUP BY child, rule, occasion) ORDER BY 1, d.id";
    connection.prepare_cached(sql)?.query_map([], decision)?.collect()
}

/// The same of one child.
pub(super) fn standing_of(connection: &Connection, child: i64) -> Result<Vec<Decision>> {
    let records = Records::of(connection, child)?;
    let sql = format!(
        "SELECT ?1, rule, occasion, severity, value, what, handed_to, reason, until, actor FROM decision WHERE id IN
            (SELECT max(id) FROM decision WHERE child IN {} AND undone IS NULL GROUP BY child, rule, occasion)
        ORDER BY id",
        records.list()
    );
    connection.prepare_cached(&sql)?.query_map([records.root()], decision)?.collect()
}

fn decision(row: &Row<'_>) -> Result<Decision> {
    let (severity, what): (Box<str>, Box<str>) = (row.get(3)?, row.get(5)?);
    let value: Option<Box<str>> = row.get(4)?;
    let subject = Subject {
        rule: row.get(1)?,
        occasion: row.get(2)?,
        severity: Severity::parse(&severity).ok_or_else(unreadable)?,
        value: value.map(|text| Exact::parse(&text).ok_or_else(unreadable)).transpose()?,
    };
    Ok(Decision {
        child: ChildKey(row.get(0)?),
        subject,
        what: What::parse(&what).ok_or_else(unreadable)?,
        to: row.get(6)?,
        reason: Sealed::new(row.get(7)?),
        until: must_day(row, 8)?,
        actor: row.get(9)?,
    })
}

/// An alert as a look remembers it: rule, occasion, severity, value.
#[derive(Serialize, Deserialize)]
struct Seen<'a>(
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Option<Cow<'a, str>>,
);

/// Remembers what somebody saw of a child. It is no change of the record: the journal does not tell of it.
pub(super) fn remember(connection: &Connection, actor: &str, look: &Look) -> Result<()> {
    let seen = look.seen.iter().map(|Subject { rule, occasion, severity, value }| {
        let value = value.map(|value| value.fraction().into());
        Seen(rule.into(), occasion.into(), severity.id().into(), value)
    });
    let seen = serde_json::to_string(&seen.collect::<Vec<_>>()).map_err(|_| unreadable())?;
    let sql = "INSERT OR REPLACE INTO look (actor, child, day, seen) SELECT ?1, id, ?3, ?4 FROM child WHERE id = ?2";
    connection.prepare_cached(sql)?.execute(params![actor, look.child.0, look.day.to_string(), seen])?;
    Ok(())
}

/// What somebody saw last of each child; of records that are one child, of the one that stands for it.
pub(super) fn looks(connection: &Connection, actor: &str) -> Result<Vec<Look>> {
    let roots = who::roots(connection)?;
    let mut statement =
        connection.prepare_cached("SELECT child, day, seen FROM look WHERE actor = ?1 ORDER BY child")?;
    let mut rows = statement.query([actor])?;
    let mut looks = Vec::new();
    while let Some(row) = rows.next()? {
        let seen = look(row)?;
        if !roots.contains_key(&seen.child.0) {
            looks.push(seen);
        }
    }
    Ok(looks)
}

/// The same of one child, by the record that stands for it.
pub(super) fn look_of(connection: &Connection, actor: &str, child: i64) -> Result<Vec<Look>> {
    let sql = "SELECT child, day, seen FROM look WHERE actor = ?1 AND child = ?2";
    connection.prepare_cached(sql)?.query_map(params![actor, child], look)?.collect()
}

fn look(row: &Row<'_>) -> Result<Look> {
    let seen: Vec<Seen<'_>> =
        serde_json::from_str(row.get_ref(2)?.as_str().map_err(|_| unreadable())?).map_err(|_| unreadable())?;
    let seen = seen.into_iter().map(subject).collect::<Option<Vec<_>>>().ok_or_else(unreadable)?;
    Ok(Look { child: ChildKey(row.get(0)?), day: must_day(row, 1)?, seen })
}

fn subject(Seen(rule, occasion, severity, value): Seen<'_>) -> Option<Subject> {
    let value = match value {
        None => None,
        Some(text) => Some(Exact::parse(&text)?),
    };
    let (rule, occasion) = (rule.into_owned(), occasion.into_owned());
    Some(Subject { rule, occasion, severity: Severity::parse(&severity)?, value })
}

/// Takes the decisions of a change back, or makes them again.
pub(super) fn turn(connection: &Connection, seq: i64, undone: Option<i64>) -> Result<()> {
    connection.prepare_cached("UPDATE decision SET undone = ?2 WHERE seq = ?1")?.execute(params![seq, undone])?;
    Ok(())
}
