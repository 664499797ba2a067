//! Gathering: the facts of a child from the rows that they stand in, kind by kind.

use crate::domain::facts::{
    ChildFacts, Cohorts, Destination, DestinationStatus, Enrolment, Exclusion, ExclusionKind, LastContact, Missing,
    Pep, Placement, Referral, Registration, Text,
};
use crate::domain::kind::{COHORTS, Kind, Shape, spec};
use crate::store::note;
use crate::store::table::{columns, day, must_day, must_text, text, unreadable};
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
    for &kind in IN_FACTS {
        regather(connection, &mut facts, kind)?;
    }
    facts.last_contact = last_contact(connection, child)?.map(Box::new);
    Ok(facts)
}

/// The part of the facts that stands in one kind's rows.
pub(super) fn regather(connection: &Connection, facts: &mut ChildFacts, kind: Kind) -> Result<()> {
    let child = facts.key;
    match kind {
        Kind::Child => own(connection, facts)?,
        Kind::Pep => facts.peps = rows(connection, child, PEPS, pep)?,
        Kind::Exclusion => facts.exclusions = rows(connection, child, EXCLUSIONS, exclusion)?,
        Kind::Placement => facts.placements = rows(connection, child, PLACEMENTS, placement)?,
        Kind::Enrolment => facts.enrolments = rows(connection, child, ENROLMENTS, enrolment)?,
        Kind::Destination => facts.destinations = rows(connection, child, DESTINATIONS, destination)?,
        Kind::Referral => facts.referrals = rows(connection, child, REFERRALS, referral)?,
        Kind::Missing => facts.missing = rows(connection, child, MISSING, missing)?,
        _ => {}
    }
    Ok(())
}

fn rows<T>(connection: &Connection, child: i64, sql: &str, read: fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    connection.prepare_cached(sql)?.query_map([child], read)?.collect()
}

/// A child's own row, its layers merged field by field, and the import and line of the winning layer.
pub(super) struct OwnRow {
    pub(super) values: Vec<Sql>,
    pub(super) source: (i64, u32),
}

/// Reads a child's own row.
pub(super) fn own_row(connection: &Connection, child: i64) -> Result<OwnRow> {
    let spec = spec(Kind::Child);
    let count = spec.fields.len();
    let sql = format!("SELECT {}, import, line FROM child_row WHERE child = ?1 ORDER BY layer", columns(spec));
    let mut statement = connection.prepare_cached(&sql)?;
    let mut layers = statement.query([child])?;
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

/// Whether a layer above the CIN census tells the cohort.
const COHORT_TOLD: &str = "SELECT count(*) FROM child_row WHERE child = ?1 AND layer < 2 AND cohort IS NOT NULL";

fn own(connection: &Connection, facts: &mut ChildFacts) -> Result<()> {
    let id = "SELECT value FROM child_key WHERE child = ?1 AND kind = 'child_id'";
    facts.child_id = connection.prepare_cached(id)?.query_row([facts.key], |row| must_text(row, 0))?;
    let row = own_row(connection, facts.key)?;
    for (field, value) in spec(Kind::Child).fields.iter().zip(row.values) {
        match field.shape {
            Shape::Date => set_date(facts, field.name, as_text(value).map(|text| parse(&text)).transpose()?),
            Shape::NcYear => facts.nc_year = nc_year(&value),
            Shape::SomeOf(_) => facts.cohorts = as_text(value).map(|text| cohorts(&text)),
            _ => set_text(facts, field.name, as_text(value)),
        }
    }
    if let Some(cohorts) = &mut facts.cohorts
        && connection.prepare_cached(COHORT_TOLD)?.query_row([facts.key], |row| row.get::<_, i64>(0))? == 0
    {
        cohorts.0 |= Cohorts::CENSUS.0;
    }
    Ok(())
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

const PEPS: &str =
    "SELECT due, held, quality FROM pep WHERE child = ?1 ORDER BY coalesce(held, due, academic_year), key";

fn pep(row: &Row<'_>) -> Result<Pep> {
    let quality = text(row, 2)?;
    Ok(Pep { due: day(row, 0)?, held: day(row, 1)?, red: quality.as_deref() == Some("red") })
}

const EXCLUSIONS: &str = "SELECT kind, start, \"end\", sessions, provision_from FROM exclusion WHERE child = ?1
    ORDER BY start, key";

fn exclusion(row: &Row<'_>) -> Result<Exclusion> {
    let kind = match row.get_ref(0)?.as_str().map_err(|_| unreadable())? {
        "PERM" => ExclusionKind::Permanent,
        "LUNCH" => ExclusionKind::Lunch,
        _ => ExclusionKind::Suspension,
    };
    let (start, end, provision_from) = (must_day(row, 1)?, day(row, 2)?, day(row, 4)?);
    Ok(Exclusion { kind, start, end, sessions: row.get(3)?, provision_from })
}

const PLACEMENTS: &str = "SELECT start, \"end\", type, reason, legal_status, provider, carer, postcode, planned_end,
    episode, rec FROM placement WHERE child = ?1 ORDER BY start";

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

const ENROLMENTS: &str = "SELECT school_urn, start, \"end\", registration, nc_year, part_time FROM enrolment
    WHERE child = ?1 ORDER BY start, key";

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

const DESTINATIONS: &str =
    "SELECT \"from\", \"to\", status, checked FROM destination WHERE child = ?1 ORDER BY \"from\"";

fn destination(row: &Row<'_>) -> Result<Destination> {
    let status = match row.get_ref(2)?.as_str().map_err(|_| unreadable())? {
        "EET" => DestinationStatus::Eet,
        "NEET" => DestinationStatus::Neet,
        _ => DestinationStatus::NotKnown,
    };
    Ok(Destination { from: must_day(row, 0)?, to: day(row, 1)?, status, checked: day(row, 3)? })
}

const REFERRALS: &str = "SELECT received, first_action, closed FROM referral WHERE child = ?1 ORDER BY received, key";

fn referral(row: &Row<'_>) -> Result<Referral> {
    Ok(Referral { received: must_day(row, 0)?, first_action: day(row, 1)?, closed: day(row, 2)? })
}

const MISSING: &str = "SELECT start, \"end\" FROM missing WHERE child = ?1 ORDER BY start";

fn missing(row: &Row<'_>) -> Result<Missing> {
    Ok(Missing { start: must_day(row, 0)?, end: day(row, 1)? })
}

/// What the note filed last about a child tells of.
pub(super) fn last_contact(connection: &Connection, child: i64) -> Result<Option<LastContact>> {
    note::latest_about(connection, child)
}
