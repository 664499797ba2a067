//! Whether the whole caseload is as it was written: a check a row of [`CHECKS`], each with what to do where it fails.

use crate::domain::attendance::{CODES, NO_MARK};
use crate::domain::audit::Chain;
use crate::store::error::StoreError;
use crate::store::keys::Keys;
use crate::store::runs;
use crate::store::schema;
use crate::store::unlock::{KEYS_COPY, Unlocked, keys_path};
use crate::store::{Store, audit, facts, gather, open, who};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How often pages that fail are read again: another program may be writing them at that moment.
const AGAIN: usize = 3;
/// Most findings of one check that are told one by one.
const MOST: usize = 20;

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The check's name.
    pub id: &'static str,
    /// What it looks at.
    pub of: &'static str,
    /// What is wrong, in words that name no child; empty where all is well.
    pub findings: Vec<String>,
    /// What is safe and what to do where something is wrong.
    pub advice: &'static str,
}

/// What a whole look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Every check, in order.
    pub checks: Vec<Checked>,
    /// The audit's length and head, where it can be read.
    pub chain: Option<Chain>,
}

impl Verified {
    /// How many findings there are.
    pub fn count(&self) -> usize {
        self.checks.iter().map(|check| check.findings.len()).sum()
    }
}

/// What the checks look at.
struct Whole<'a> {
    path: &'a Path,
    unlocked: &'a Unlocked,
    /// A head of the audit that was kept elsewhere.
    head: Option<&'a str>,
}

struct Check {
    id: &'static str,
    of: &'static str,
    advice: &'static str,
    find: fn(&Whole<'_>) -> Result<Vec<String>, StoreError>,
}

const CHECKS: &[Check] = &[
    Check {
        id: "pages",
        of: "each page is as it was encrypted, and together they are a database",
        advice: "Nothing was changed. Keep this file, and restore the newest backup: `lookout restore FILE --dry-run` \
                 says what it holds",
        find: pages,
    },
    Check {
        id: "references",
        of: "each row refers to rows that are there",
        advice: "The rows are safe and read as they stand. Make a backup and send this line to whoever looks after the \
                 program",
        find: references,
    },
    Check {
        id: "audit",
        of: "no row of the audit was changed, taken out or put in",
        advice: "The record is safe. Somebody wrote to the file past this program: tell the data protection officer, \
                 and compare with the newest backup",
        find: chain,
    },
    Check {
        id: "marks",
        of: "each attendance mark has a code and the import and line that it came from",
        advice: "The other marks are safe. Import the files of these weeks again: marks that are there already stay",
        find: marks,
    },
    Check {
        id: "facts",
        of: "what the list is judged by is what the records say",
        advice: "The records are safe; the list may judge by what is out of date. Make a backup and send this line to \
                 whoever looks after the program",
        find: packed,
    },
    Check {
        id: "keys",
        of: "the keys file is whole, of this caseload, and equal to its copy within",
        advice: "The caseload is safe and open. Open it once with the recovery code, which makes the keys file anew",
        find: keys,
    },
];

impl Store {
    /// Looks at the whole caseload, and compares the audit with a head of it that was kept elsewhere, where one is
    /// given: what was cut off its end is found by that alone. A check that cannot be made is a finding.
    pub fn verify(&self, head: Option<&str>) -> Verified {
        let whole = Whole { path: &self.path, unlocked: &self.unlocked, head };
        let checks = CHECKS.iter().map(|check| check.of(&whole)).collect();
        Verified { checks, chain: self.audit_chain().ok() }
    }
}

impl Check {
    fn of(&self, whole: &Whole<'_>) -> Checked {
        let found = (self.find)(whole);
        let mut findings = found.unwrap_or_else(|error| vec![format!("cannot be read: {}", error.at(whole.path))]);
        if findings.len() > MOST {
            let more = findings.split_off(MOST).len();
            findings.push(format!("and {more} more"));
        }
        Checked { id: self.id, of: self.of, findings, advice: self.advice }
    }
}

impl Whole<'_> {
    fn connection(&self) -> &Connection {
        &self.unlocked.connection
    }
}

fn pages(whole: &Whole<'_>) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for _ in 0..AGAIN {
        found = open::unsound(whole.connection())?;
        if found.is_empty() {
            break;
        }
    }
    Ok(found)
}

fn references(whole: &Whole<'_>) -> Result<Vec<String>, StoreError> {
    let mut statement = whole.connection().prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        *counts.entry((row.get(0)?, row.get(2)?)).or_default() += 1;
    }
    let words = |((table, of), count): (&(String, String), &usize)| {
        format!("{count} rows of {table} refer to rows of {of} that are not there")
    };
    Ok(counts.iter().map(words).collect())
}

fn chain(whole: &Whole<'_>) -> Result<Vec<String>, StoreError> {
    let chain = audit::check(whole.connection())?;
    let broken = chain.broken.map(|seq| format!("row {seq} is not as it was written, or stands in another's place"));
    let mut found: Vec<String> = broken.into_iter().collect();
    if let Some(head) = whole.head
        && !audit::has(whole.connection(), head)?
    {
        found.push(format!("the row whose head was kept is gone: {} rows are left", chain.length));
    }
    Ok(found)
}

/// A mark without a code or a source, counted by academic year.
fn marks(whole: &Whole<'_>) -> Result<Vec<String>, StoreError> {
    let connection = whole.connection();
    let sql =
        "SELECT a.year, a.marks, s.runs FROM attendance a LEFT JOIN attendance_source s USING (year, child, register)";
    let mut imports = connection.prepare("SELECT id FROM import")?;
    let imports: BTreeSet<i64> = imports.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let known: BTreeSet<u8> = CODES.iter().map(|code| code.byte).collect();
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut wrong: BTreeMap<i32, (usize, usize)> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (year, marks, packed): (i32, Vec<u8>, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let origins = packed.and_then(|packed| runs::unpack(&packed).ok()).map(|runs| runs::unfold(&runs));
        let origins = origins.unwrap_or_default();
        for (at, byte) in marks.iter().enumerate().filter(|(_, byte)| **byte != NO_MARK) {
            let source = origins.get(at).copied().flatten().is_some_and(|(import, _)| imports.contains(&import));
            let (codes, sources) = wrong.entry(year).or_default();
            *codes += usize::from(!known.contains(byte));
            *sources += usize::from(!source);
        }
    }
    let words = |(year, (codes, sources)): (&i32, &(usize, usize))| {
        let of = format!("of the academic year from September {year}");
        let codes = (*codes > 0).then(|| format!("{codes} marks {of} have no code"));
        let sources = (*sources > 0).then(|| format!("{sources} marks {of} have no import and line"));
        codes.into_iter().chain(sources)
    };
    Ok(wrong.iter().flat_map(words).collect())
}

fn packed(whole: &Whole<'_>) -> Result<Vec<String>, StoreError> {
    let connection = whole.connection();
    let children: Vec<i64> = connection
        .prepare("SELECT id FROM child UNION SELECT child FROM facts")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let (mut differ, mut missing, mut more) = (0, 0, 0);
    for child in children {
        let stands = facts::read(connection, child)?;
        if who::root(connection, child)? != child {
            more += usize::from(stands.is_some());
            continue;
        }
        match stands {
            None => missing += 1,
            Some(stands) => differ += usize::from(stands != gather::afresh(connection, child)?),
        }
    }
    let counts = [(differ, "say something else than the rows"), (missing, "are missing"), (more, "are of no child")];
    let words = |(count, words): (usize, &str)| format!("facts of {count} children {words}");
    Ok(counts.into_iter().filter(|(count, _)| *count > 0).map(words).collect())
}

fn keys(whole: &Whole<'_>) -> Result<Vec<String>, StoreError> {
    let keys = Keys::read(&keys_path(whole.path))?;
    let copy = schema::meta_text(whole.connection(), KEYS_COPY)?;
    let mut found = Vec::new();
    if !keys.is_of(&whole.unlocked.key) {
        found.push("the keys file is of another caseload".to_owned());
    }
    if copy != Some(keys.text()) {
        found.push("the keys file is not equal to its copy in the caseload".to_owned());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::sheet::Layer;
    use crate::store::files::beside;
    use crate::store::testing::{Bench, PASSPHRASE, secret, sheet, weeks};

    fn bench() -> Bench {
        let mut bench = Bench::with_children(&["c1", "c2"]);
        bench.import(weeks(&[
            ("c1", "2026-09-07", "/ \\ / \\ B B C C - -", "100"),
            ("c2", "2025-09-08", "/ / / / / / / / / /", ""),
        ]));
        bench.import(sheet(
            Kind::Pep,
            Layer::Own,
            vec![("c1", vec![("academic_year", "2026/27"), ("term", "autumn"), ("due", "2026-11-01")])],
        ));
        bench
    }

    fn found(verified: &Verified) -> Vec<&'static str> {
        verified.checks.iter().filter(|check| !check.findings.is_empty()).map(|check| check.id).collect()
    }

    #[test]
    fn a_sound_caseload_has_no_finding() {
        let bench = bench();
        let verified = bench.store.verify(None);
        assert_eq!((verified.count(), verified.checks.len()), (0, CHECKS.len()), "{verified:?}");
        let head = verified.chain.unwrap().head;
        assert_eq!(bench.store.verify(Some(&head)).count(), 0);
        assert_eq!(found(&bench.store.verify(Some(&head.replace(['a', '1'], "0")))), ["audit"]);
    }

    #[test]
    fn what_was_written_past_the_program_is_found_by_its_check() {
        let open = "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_cut; PRAGMA foreign_keys = OFF; ";
        for (sql, id) in [
            ("UPDATE audit SET actor = 'x' WHERE seq = 2", "audit"),
            ("UPDATE pep SET import = 99", "references"),
            ("UPDATE pep SET due = '2026-12-01'", "facts"),
            ("DELETE FROM facts WHERE child = 1", "facts"),
            ("DELETE FROM attendance_source WHERE year = 2025", "marks"),
            ("UPDATE attendance SET marks = x'ff' WHERE year = 2026", "marks"),
            ("UPDATE meta SET value = 'x' WHERE name = 'keys'", "keys"),
        ] {
            let bench = bench();
            bench.store.unlocked.connection.execute_batch(&format!("{open}{sql}")).unwrap();
            assert_eq!(found(&bench.store.verify(None)), [id], "{sql}");
        }
    }

    #[test]
    fn a_cut_tail_is_found_by_the_head_that_was_kept() {
        let bench = bench();
        let head = bench.store.audit_chain().unwrap().head;
        let connection = &bench.store.unlocked.connection;
        connection
            .execute_batch("DROP TRIGGER audit_is_not_cut; DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
            .unwrap();
        assert_eq!((bench.store.verify(None).count(), found(&bench.store.verify(Some(&head)))), (0, vec!["audit"]));
    }

    #[test]
    fn a_lost_keys_file_and_a_flipped_bit_are_found() {
        let Bench { store, path, folder, .. } = bench();
        std::fs::remove_file(beside(&path, ".keys")).unwrap();
        assert_eq!(found(&store.verify(None)), ["keys"]);
        let text = schema::meta_text(&store.unlocked.connection, KEYS_COPY).unwrap().unwrap();
        std::fs::write(beside(&path, ".keys"), text).unwrap();
        drop(store);
        let mut bytes = std::fs::read(&path).unwrap();
        let last = bytes.len() - 100;
        bytes[last] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let verified = Store::open(&path, &secret(PASSPHRASE)).unwrap().verify(None);
        assert_eq!(verified.checks[0].findings.len(), 1, "{verified:?}");
        drop(folder);
    }
}
