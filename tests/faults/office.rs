//! What the cases look at a caseload with: through the library, and through the bare key beside it.

use crate::harness::{Office, PASSPHRASE};
use data_encoding::BASE32_NOPAD;
use lookout::domain::note::search::Wanted;
use lookout::store::Store;
use lookout::store::secret::Secret;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::Path;

/// The day of every caseload here.
pub(crate) const TODAY: &str = "2026-11-23";
/// A name that must come nowhere but on the screen.
pub(crate) const CANARY: &str = "Kanarienvogel";
/// Three children with reasons to be looked at.
pub(crate) const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort,caution\n\
    C1,Amara,Kanarienvogel,2013-05-01,9,LAC,ring after four\n\
    C2,Tomos,Rees,2014-06-02,8,LAC,\n\
    C3,Ivy,Hart,2012-07-03,10,LAC,\n";
/// Their suspensions.
pub(crate) const EXCLUSIONS: &str = "child_id,kind,start,end,sessions\n\
    C1,SUSP,2026-11-18,2026-11-20,6\nC2,SUSP,2026-11-19,2026-11-19,2\n";

/// An office with three children.
pub(crate) fn office() -> Office {
    Office::with_files(TODAY, &[("children.csv", CHILDREN), ("exclusions.csv", EXCLUSIONS)])
}

pub(crate) fn secret() -> Secret {
    Secret::new(PASSPHRASE.to_owned())
}

/// Opens a caseload as the program does.
pub(crate) fn open(path: &Path) -> Result<Store, String> {
    Store::open(path, &secret()).map_err(|error| error.to_string())
}

/// The texts of all notes, and how often each stands there.
pub(crate) fn texts(store: &Store) -> Result<BTreeMap<String, usize>, String> {
    let found = store.find_notes(&Wanted::new(""), usize::MAX).map_err(|error| error.to_string())?;
    let mut texts = BTreeMap::new();
    for hit in found.hits {
        *texts.entry(hit.note.content.text).or_default() += 1;
    }
    Ok(texts)
}

/// That every acknowledged text is there, and none twice.
pub(crate) fn none_lost(store: &Store, saved: &[String]) -> Result<(), String> {
    let there = texts(store)?;
    if let Some(lost) = saved.iter().find(|text| !there.contains_key(*text)) {
        return Err(format!("lost though said to be saved: {lost}"));
    }
    match there.iter().find(|(_, times)| **times > 1) {
        Some((text, times)) => Err(format!("{times} times in the file: {text}")),
        None => Ok(()),
    }
}

/// The raw key that a recovery code is, as `SQLCipher` takes it.
pub(crate) fn key_of(code: &str) -> String {
    let bytes = BASE32_NOPAD.decode(code.replace('-', "").as_bytes()).unwrap();
    format!("x'{}'", data_encoding::HEXLOWER.encode(&bytes[..32]))
}

/// A caseload by its bare key, past the program.
pub(crate) fn bare(path: &Path, key: &str) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.pragma_update(None, "key", key)?;
    connection.execute_batch(
        "PRAGMA cipher_page_size = 16384; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
         PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;",
    )?;
    Ok(connection)
}

/// That every page and every row of a file is what it should be.
pub(crate) fn sound(path: &Path, key: &str) -> Result<(), String> {
    let words = |error: rusqlite::Error| error.to_string();
    let connection = bare(path, key).map_err(words)?;
    let told: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).map_err(words)?;
    if told == "ok" { Ok(()) } else { Err(format!("integrity_check: {told}")) }
}
