//! Packed facts: what judging reads of each child, kept beside the rows that it is gathered from.

use crate::domain::facts::ChildFacts;
use crate::domain::kind::Kind;
use crate::store::error::StoreError;
use crate::store::gather;
use crate::store::schema;
use crate::store::table::unreadable;
use crate::store::who;
use rusqlite::{Connection, OptionalExtension, Result, params};

/// How facts are packed. A program that packs them otherwise gathers them afresh once.
const PACKING: i64 = 3;

/// Rewrites the part of the facts that one kind's rows hold, of the child that a record is of.
pub(super) fn refresh(connection: &Connection, record: i64, kind: Kind) -> Result<()> {
    let child = who::root(connection, record)?;
    let Some(mut facts) = read(connection, child)? else {
        return write(connection, &gather::afresh(connection, child)?);
    };
    gather::regather(connection, &mut facts, kind)?;
    write(connection, &facts)
}

/// Rewrites what the facts tell of the last contact, of the child that a record is of.
pub(super) fn refresh_contact(connection: &Connection, record: i64) -> Result<()> {
    let child = who::root(connection, record)?;
    let Some(mut facts) = read(connection, child)? else {
        return write(connection, &gather::afresh(connection, child)?);
    };
    facts.last_contact = gather::last_contact(connection, child)?.map(Box::new);
    write(connection, &facts)
}

/// Rewrites all facts of the children that records are of. A record that another stands for has none.
pub(super) fn rewrite(connection: &Connection, records: impl IntoIterator<Item = i64>) -> Result<()> {
    for record in records {
        let child = who::root(connection, record)?;
        if child != record {
            connection.prepare_cached("DELETE FROM facts WHERE child = ?1")?.execute([record])?;
        }
        write(connection, &gather::afresh(connection, child)?)?;
    }
    Ok(())
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
    rewrite(&transaction, children)?;
    schema::set_meta(&transaction, "facts_packing", PACKING)?;
    transaction.commit()?;
    Ok(())
}
