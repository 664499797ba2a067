//! Packed facts: what judging reads of each child, kept beside the rows that it is gathered from.

use crate::domain::facts::ChildFacts;
use crate::domain::kind::Kind;
use crate::store::error::StoreError;
use crate::store::gather;
use crate::store::schema;
use crate::store::table::unreadable;
use rusqlite::{Connection, OptionalExtension, Result, params};

/// How facts are packed. A program that packs them otherwise gathers them afresh once.
const PACKING: i64 = 2;

/// Rewrites the part of a child's facts that one kind's rows hold.
pub(super) fn refresh(connection: &Connection, child: i64, kind: Kind) -> Result<()> {
    let Some(mut facts) = read(connection, child)? else {
        return write(connection, &gather::afresh(connection, child)?);
    };
    gather::regather(connection, &mut facts, kind)?;
    write(connection, &facts)
}

/// Rewrites what a child's facts tell of the last contact.
pub(super) fn refresh_contact(connection: &Connection, child: i64) -> Result<()> {
    let Some(mut facts) = read(connection, child)? else {
        return write(connection, &gather::afresh(connection, child)?);
    };
    facts.last_contact = gather::last_contact(connection, child)?.map(Box::new);
    write(connection, &facts)
}

/// The packed facts of a child.
pub(super) fn read(connection: &Connection, child: i64) -> Result<Option<ChildFacts>> {
    let mut statement = connection.prepare_cached("SELECT packed FROM facts WHERE child = ?1")?;
    statement.query_row([child], |row| unpack(row.get_ref(0)?.as_blob().map_err(|_| unreadable())?)).optional()
}

/// Facts from their packed bytes.
pub(super) fn unpack(bytes: &[u8]) -> Result<ChildFacts> {
    postcard::from_bytes(bytes).map_err(|_| unreadable())
}

fn write(connection: &Connection, facts: &ChildFacts) -> Result<()> {
    let packed = postcard::to_stdvec(facts).map_err(|_| unreadable())?;
    let sql = "INSERT INTO facts (child, packed) VALUES (?1, ?2) ON CONFLICT (child) DO UPDATE SET packed = ?2";
    connection.prepare_cached(sql)?.execute(params![facts.key, packed])?;
    Ok(())
}

/// Gathers every child's facts afresh where another version of the program packed them.
pub(super) fn repack(connection: &Connection) -> Result<(), StoreError> {
    if schema::meta_integer(connection, "facts_packing")? == Some(PACKING) {
        return Ok(());
    }
    let transaction = rusqlite::Transaction::new_unchecked(connection, rusqlite::TransactionBehavior::Immediate)?;
    let children: Vec<i64> =
        transaction.prepare("SELECT id FROM child")?.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
    for child in children {
        write(&transaction, &gather::afresh(&transaction, child)?)?;
    }
    schema::set_meta(&transaction, "facts_packing", PACKING)?;
    transaction.commit()?;
    Ok(())
}
