//! Gathering: the facts of a child from the rows that they stand in, kind by kind.

use crate::domain::facts::{
    ChildFacts, Cohorts, Destination, DestinationStatus, Enrolment, Exclusion, ExclusionKind, LastContact, Missing,
    Pep, Placement, Referral, Registration, Text,
};
use crate::domain::kind::{COHORTS, Kind, Shape, spec};
use crate::store::note;
use crate::store::table::{columns, day, must_day, must_text, text, unreadable};
use crate::store::who::Records;
use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Result, Row};
use sha2::{Digest, Sha256};

/// The kinds whose rows are part of the facts.
pub(super) const IN_FACTS: &[Kind] = &[
    Kind::Child,
    Kind::Pep,
    Kind::Exclusion,
    Kind::Placement,
    Kind::Enrolment,
    Kind::Destination,
    Kind::Referral,
    Kind::Missing,
];

/// Everything about a child from its rows.
pub(super) fn afresh(connection: &Connection, child: i64) -> Result<ChildFacts> {
    let mut facts = ChildFacts { key: child, ..ChildFacts::default() };
    let records = Records::of(connection, child)?;
    for &kind in IN_FACTS {
        gather(connection, &mut facts, &records, kind)?;
    }
    facts.last_contact = note::latest_about(connection, &records)?.map(Box::new);
    Ok(facts)
}

/// The part of the facts that stands in one kind's rows.
pub(super) fn regather(connection: &Connection, facts: &mut ChildFacts, kind: Kind) -> Result<()> {
    let records = Records::of(connection, facts.key)?;
    gather(connection, facts, &records, kind)
}

fn gather(connection: &Connection, facts: &mut ChildFacts, records: &Records, kind: Kind) -> Result<()> {
    match kind {
        Kind::Child => own(connection, facts, records)?,
        Kind::Pep => facts.peps = rows(connection, records, &PEPS, pep)?,
        Kind::Exclusion => facts.exclusions = rows(connection, records, &EXCLUSIONS, exclusion)?,
        Kind::Placement => facts.placements = rows(connection, records, &PLACEMENTS, placement)?,
        Kind::Enrolment => facts.enrolments = rows(connection, records, &ENROLMENTS, enrolment)?,
        Kind::Destination => facts.destinations = rows(connection, records, &DESTINATIONS, destination)?,
        Kind::Referral => facts.referrals = rows(connection, records, &REFERRALS, referral)?,
        Kind::Missing => facts.missing = rows(connection, records, &MISSING, missing)?,
        _ => {}
    }
    Ok(())
}

/// What is read of the rows of a kind, and in which order.
struct Part {
    table: &'static str,
    columns: &'static str,
    order: &'static str,
}

fn rows<T>(connection: &Connection, records: &Records, part: &Part, read: fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    let sql = format!("SELECT {} FROM {} ORDER BY {}", part.columns, records.rows_of(part.table), part.order);
    connection.prepare_cached(&sql)?.query_map([records.root()], read)?.collect()
}

/// A child's own row, its layers merged field by field, and the import and line of the winning layer. The record that
/// stands for the child wins over the others.
pub(super) struct OwnRow {
    pub(super) values: Vec<Sql>,
    pub(super) source: (i64, u32),
}

/// Reads a child's own row.
pub(super) fn own_row(connection: &Connection, records: &Records) -> Result<OwnRow> {
    let spec = spec(Kind::Child);
    let count = spec.fields.len();
    let (columns, list) = (columns(spec), records.list());
    let order = "child <> ?1, child, layer";
    let sql = format!("SELECT {columns}, import, line FROM child_row WHERE child IN {list} ORDER BY {order}");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut layers = statement.query([records.root()])?;
    let mut merged = vec![Sql::Null; count];
    let mut source = None;
    while let Some(row) = layers.next()? {
        for (at, value) in merged.iter_mut().enumerate().filter(|(_, value)| **value == Sql::Null) {
            *value = row.get(at)?;
        }
        if source.is_none() {
            source = Some((row.get(count)?, row.get(count + 1)?));
        }
    }
    Ok(OwnRow { values: merged, source: source.unwrap_or_default() })
}

fn own(connection: &Connection, facts: &mut ChildFacts, records: &Records) -> Result<()> {
    let id = |record: &i64| {
        let sql = "SELECT value FROM child_key WHERE child = ?1 AND kind = 'child_id'";
        connection.prepare_cached(sql)?.query_row([record], |row| must_text(row, 0))
    };
    facts.child_id = id(&records.root())?;
    facts.other_ids = records.others().iter().map(id).collect::<Result<_>>()?;
    let row = own_row(connection, records)?;
    for (field, value) in spec(Kind::Child).fields.iter().zip(row.values) {
        match field.shape {
            Shape::Date => set_date(facts, field.name, as_text(value).map(|text| parse(&text)).transpose()?),
            Shape::NcYear => facts.nc_year = nc_year(&value),
            Shape::SomeOf(_) => facts.cohorts = as_text(value).map(|text| cohorts(&text)),
            _ => set_text(facts, field.name, as_text(value)),
        }
    }
    if let Some(cohorts) = &mut facts.cohorts
        && !cohort_told(connection, records)?
    {
        cohorts.0 |= Cohorts::CENSUS.0;
    }
    Ok(())
}

/// Whether a layer above the CIN census tells the cohort.
fn cohort_told(connection: &Connection, records: &Records) -> Result<bool> {
    let list = records.list();
    let sql = format!("SELECT 1 FROM child_row WHERE child IN {list} AND layer < 2 AND cohort IS NOT NULL");
    connection.prepare_cached(&sql)?.exists([records.root()])
}

fn set_date(facts: &mut ChildFacts, name: &str, date: Option<NaiveDate>) {
    match name {
        "dob" => facts.dob = date,
        _ => facts.looked_after_since = date,
    }
}

fn set_text(facts: &mut ChildFacts, name: &str, text: Option<Text>) {
    match name {
        "forename" => facts.forename = text.unwrap_or_default(),
        "surname" => facts.surname = text.unwrap_or_default(),
        "known_as" => facts.known_as = text,
        "upn" => facts.upn = text,
        "sex" => facts.sex = text,
        "school_urn" => facts.school_urn = text,
        "caseworker" => facts.caseworker = text,
        "social_worker" => facts.social_worker = text,
        "carer" => facts.carer = text,
        "designated_teacher" => facts.designated_teacher = text,
        "sen" => facts.sen = text,
        _ => facts.caution = text,
    }
}

fn as_text(value: Sql) -> Option<Text> {
    match value {
        Sql::Text(text) => Some(text.into()),
        _ => None,
    }
}

fn parse(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| unreadable())
}

/// -2 N1, -1 N2, 0 R, 1-14, whether it was written as a number or in the words of the file.
fn nc_year(value: &Sql) -> Option<i8> {
    match value {
        Sql::Integer(year) => i8::try_from(*year).ok(),
        Sql::Text(text) => match text.to_ascii_uppercase().as_str() {
            "N1" => Some(-2),
            "N2" => Some(-1),
            "R" => Some(0),
            year => year.parse().ok(),
        },
        _ => None,
    }
}

fn cohorts(text: &str) -> Cohorts {
    let bit = |word: &str| COHORTS.iter().position(|cohort| cohort.eq_ignore_ascii_case(word.trim()));
    Cohorts(text.split(';').filter_map(bit).fold(0, |bits, at| bits | 1 << at))
}

const PEPS: Part =
    Part { table: "pep", columns: "due, held, quality", order: "coalesce(held, due, academic_year), key" };

fn pep(row: &Row<'_>) -> Result<Pep> {
    let quality = text(row, 2)?;
    Ok(Pep { due: day(row, 0)?, held: day(row, 1)?, red: quality.as_deref() == Some("red") })
}

const EXCLUSIONS: Part =
    Part { table: "exclusion", columns: "kind, start, \"end\", sessions, provision_from", order: "start, key" };

fn exclusion(row: &Row<'_>) -> Result<Exclusion> {
    let kind = match row.get_ref(0)?.as_str().map_err(|_| unreadable())? {
        "PERM" => ExclusionKind::Permanent,
        "LUNCH" => ExclusionKind::Lunch,
        _ => ExclusionKind::Suspension,
    };
    let (start, end, provision_from) = (must_day(row, 1)?, day(row, 2)?, day(row, 4)?);
    Ok(Exclusion { kind, start, end, sessions: row.get(3)?, provision_from })
}

const PLACEMENTS: Part = Part {
    table: "placement",
    columns: "start, \"end\", type, reason, legal_status, provider, carer, postcode, planned_end, episode, rec",
    order: "start",
};

fn placement(row: &Row<'_>) -> Result<Placement> {
    let postcode = text(row, 7)?;
    let episode: Option<bool> = row.get(9)?;
    Ok(Placement {
        start: must_day(row, 0)?,
        end: day(row, 1)?,
        kind: text(row, 2)?,
        reason: text(row, 3)?,
        legal_status: text(row, 4)?,
        provider: text(row, 5)?,
        carer: text(row, 6)?,
        postcode_digest: postcode.map(|text| digest(&text)),
        planned_end: day(row, 8)?,
        episode: episode.unwrap_or(false),
        rec: text(row, 10)?,
    })
}

/// Eight bytes of SHA-256: the same on every machine and in every version.
fn digest(text: &str) -> u64 {
    Sha256::digest(text.as_bytes()).iter().take(8).fold(0, |digest, &byte| digest << 8 | u64::from(byte))
}

const ENROLMENTS: Part = Part {
    table: "enrolment",
    columns: "school_urn, start, \"end\", registration, nc_year, part_time",
    order: "start, key",
};

fn enrolment(row: &Row<'_>) -> Result<Enrolment> {
    let registration = text(row, 3)?;
    let part_time: Option<bool> = row.get(5)?;
    Ok(Enrolment {
        urn: must_text(row, 0)?,
        start: must_day(row, 1)?,
        end: day(row, 2)?,
        registration: match registration.as_deref() {
            Some("dual") => Registration::Dual,
            Some("ap") => Registration::Ap,
            _ => Registration::Main,
        },
        nc_year: nc_year(&row.get(4)?),
        part_time: part_time.unwrap_or(false),
    })
}

const DESTINATIONS: Part =
    Part { table: "destination", columns: "\"from\", \"to\", status, checked", order: "\"from\"" };

fn destination(row: &Row<'_>) -> Result<Destination> {
    let status = match row.get_ref(2)?.as_str().map_err(|_| unreadable())? {
        "EET" => DestinationStatus::Eet,
        "NEET" => DestinationStatus::Neet,
        _ => DestinationStatus::NotKnown,
    };
    Ok(Destination { from: must_day(row, 0)?, to: day(row, 1)?, status, checked: day(row, 3)? })
}

const REFERRALS: Part = Part { table: "referral", columns: "received, first_action, closed", order: "received, key" };

fn referral(row: &Row<'_>) -> Result<Referral> {
    Ok(Referral { received: must_day(row, 0)?, first_action: day(row, 1)?, closed: day(row, 2)? })
}

const MISSING: Part = Part { table: "missing", columns: "start, \"end\"", order: "start" };

fn missing(row: &Row<'_>) -> Result<Missing> {
    Ok(Missing { start: must_day(row, 0)?, end: day(row, 1)? })
}

/// What the note filed last about a child tells of.
pub(super) fn last_contact(connection: &Connection, child: i64) -> Result<Option<LastContact>> {
    note::latest_about(connection, &Records::of(connection, child)?)
}
