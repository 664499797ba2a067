//! The rows of a child in every table.

use crate::domain::erased::Erasure;
use crate::domain::held;
use crate::domain::kind::{KINDS, Kind};
use crate::store::erase::{Erasing, list};
use crate::store::error::StoreError;
use crate::store::who;
use rusqlite::{Connection, Result, Row, params};
use std::collections::BTreeSet;

/// What stands where a text of the child's alone stood in what stays for others.
const ERASED: &str = "[erased]";
/// What stands in the list of imports where a file was named after the child.
const FILE: &str = "a file named after a child who was erased";
/// Words of headers under which ids stand, letters alone.
const ID_WORDS: [&str; 6] = ["childid", "child", "id", "upn", "formerupn", "uniquepupilnumber"];

/// Notes that a child is part of.
pub(super) struct Notes {
    /// About the child alone, in every version.
    pub(super) own: BTreeSet<i64>,
    /// Others, which stay.
    pub(super) shared: BTreeSet<i64>,
    /// Of those the ones with a version about the child alone.
    pub(super) cut: BTreeSet<i64>,
}

impl Erasing<'_> {
    pub(super) fn numbers(&self, sql: &str) -> Result<BTreeSet<i64>> {
        self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    }

    pub(super) fn execute(&self, sql: &str) -> Result<usize> {
        self.connection.execute(sql, [])
    }

    /// Notes by whom they are about.
    pub(super) fn notes(&self) -> Result<Notes> {
        let records = self.list();
        let mine = format!("SELECT note FROM note_child WHERE child IN {records}");
        // A version that names nobody is nobody's, and stays.
        let others = "SELECT v.note FROM note_version v WHERE NOT EXISTS (
                SELECT 1 FROM note_child c WHERE c.note = v.note AND c.version = v.version AND c.child IN ";
        let not_alone = format!(
            "{others}{records}) OR EXISTS (
                SELECT 1 FROM note_child c WHERE c.note = v.note AND c.version = v.version AND c.child NOT IN {records})"
        );
        let own = self.numbers(&format!("{mine} EXCEPT {not_alone}"))?;
        let shared = self.numbers(&format!("{mine} INTERSECT {not_alone}"))?;
        let alone = format!("SELECT DISTINCT note FROM ({})", self.versions_alone());
        let cut = self.numbers(&alone)?.intersection(&shared).copied().collect();
        Ok(Notes { own, shared, cut })
    }

    /// Versions of notes that are about the child and nobody else.
    pub(super) fn versions_alone(&self) -> String {
        let records = self.list();
        format!("SELECT note, version FROM note_child GROUP BY note, version HAVING min(child IN {records})")
    }

    /// The numbers of its follow-ups.
    pub(super) fn follow_ups(&self, notes: &Notes) -> Result<BTreeSet<i64>> {
        let (records, own) = (self.list(), list(&notes.own));
        self.numbers(&format!("SELECT id FROM follow_up WHERE child IN {records} OR note IN {own}"))
    }

    /// How many of its follow-ups are open.
    pub(super) fn open_follow_ups(&self) -> Result<usize> {
        let sql = format!(
            "SELECT DISTINCT f.note FROM follow_up f JOIN note n ON n.id = f.note AND n.version = f.version
                WHERE f.done IS NULL AND f.child IN {}",
            self.list()
        );
        Ok(self.numbers(&sql)?.len())
    }

    /// Drafts about the child alone, or that change or were a note about it alone.
    pub(super) fn drafts(&self) -> std::result::Result<BTreeSet<i64>, StoreError> {
        let (records, own) = (self.list(), list(&self.notes()?.own));
        let about =
            |which: &str| format!("EXISTS (SELECT 1 FROM json_each(draft.about) a WHERE a.value {which} {records})");
        let shared = format!("SELECT id FROM draft WHERE {} AND {}", about("IN"), about("NOT IN"));
        if !self.numbers(&shared)?.is_empty() {
            return Err(StoreError::SharedDraft);
        }
        let mine = format!("SELECT id FROM draft WHERE {} OR edits IN {own} OR taken_from IN {own}", about("IN"));
        Ok(self.numbers(&mine)?)
    }

    /// Notes, what they promise, drafts.
    pub(super) fn forget_notes(&self, notes: &Notes, drafts: &BTreeSet<i64>, erasure: &mut Erasure) -> Result<()> {
        let (records, own) = (self.list(), list(&notes.own));
        self.execute(&format!("DELETE FROM draft WHERE id IN {}", list(drafts)))?;
        erasure.follow_ups =
            self.execute(&format!("DELETE FROM follow_up WHERE child IN {records} OR note IN {own}"))?;
        let cut = format!(
            "UPDATE note_version SET text = '{ERASED}', person = NULL, next_step = NULL, follow_up = NULL,
                follow_up_words = NULL WHERE note NOT IN {own} AND (note, version) IN ({})",
            self.versions_alone()
        );
        // A note of which the version that stands was about the child alone is out of sight, like one taken back.
        let out_of_sight = format!(
            "UPDATE note SET version = -version WHERE version > 0 AND id NOT IN {own}
                AND (id, version) IN ({})",
            self.versions_alone()
        );
        self.execute(&cut)?;
        self.execute(&out_of_sight)?;
        self.execute(&format!("DELETE FROM note_child WHERE child IN {records}"))?;
        self.execute(&format!("DELETE FROM note_version WHERE note IN {own}"))?;
        erasure.notes = self.execute(&format!("DELETE FROM note WHERE id IN {own}"))?;
        erasure.shared = notes.shared.len();
        Ok(())
    }

    /// What was decided about its alerts, and who looked at them when.
    pub(super) fn decisions(&self, erasure: &mut Erasure) -> Result<()> {
        let records = self.list();
        erasure.decisions = self.execute(&format!("DELETE FROM decision WHERE child IN {records}"))?;
        self.execute(&format!("DELETE FROM look WHERE child IN {records}")).map(drop)
    }

    /// Everything that came in with files, and what stood there before: every kind of record.
    pub(super) fn imported(&self, erasure: &mut Erasure) -> std::result::Result<(), StoreError> {
        let records = self.list();
        for spec in KINDS.iter().filter(|spec| spec.of_child && spec.kind != Kind::Attendance) {
            let rows = format!("SELECT id FROM {} WHERE child IN {records}", spec.table);
            self.execute(&format!("DELETE FROM change_image WHERE kind = '{}' AND row IN ({rows})", spec.table))?;
            erasure.rows += self.execute(&format!("DELETE FROM {} WHERE child IN {records}", spec.table))?;
        }
        erasure.rows += self.execute(&format!("DELETE FROM attendance WHERE child IN {records}"))?;
        self.execute(&format!("DELETE FROM change_image WHERE kind = 'child_key' AND row IN {records}"))?;
        for table in ["by_hand", "attendance_source", "change_marks", "facts", "child_key"] {
            self.execute(&format!("DELETE FROM {table} WHERE child IN {records}"))?;
        }
        who::forget(self.connection, &self.records)?;
        self.execute(&format!("DELETE FROM child WHERE id IN {records}"))?;
        erasure.files = self.files()?;
        Ok(())
    }

    /// Names of files that name the child.
    fn files(&self) -> Result<usize> {
        let named = named_in(self.connection, "SELECT id, file FROM import", |file| self.named.is_in(file, false))?;
        self.connection.execute(&format!("UPDATE import SET file = ?1 WHERE id IN {}", list(&named)), params![FILE])
    }

    /// The numbers of held-back rows that are the child's.
    pub(super) fn held_rows(&self) -> Result<BTreeSet<i64>> {
        let others = self.other_ids()?;
        let sql = "SELECT h.id, h.row, coalesce(i.header, '') FROM held h JOIN import i ON i.id = h.import
            WHERE h.row IS NOT NULL";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut own = BTreeSet::new();
        while let Some(row) = rows.next()? {
            if self.is_own_row(row, &others)? {
                own.insert(row.get(0)?);
            }
        }
        Ok(own)
    }

    /// Whether a held-back row carries one of the child's ids, or its name and no id of another child.
    fn is_own_row(&self, row: &Row<'_>, others: &BTreeSet<String>) -> Result<bool> {
        let (text, header): (String, String) = (row.get(1)?, row.get(2)?);
        let (cells, words) = (held::split(&text), held::split(&header));
        let under_id = |at: usize| words.get(at).is_some_and(|word| ID_WORDS.contains(&&*letters(word)));
        let own = |(at, cell): (usize, &String)| self.named.is_id(cell) || under_id(at) && self.named.is_own(cell);
        if cells.iter().enumerate().any(own) {
            return Ok(true);
        }
        let others = cells.iter().any(|cell| others.contains(cell.trim()));
        Ok(!others && self.named.is_in(&cells.join(" "), false))
    }

    /// The ids of every other child.
    fn other_ids(&self) -> Result<BTreeSet<String>> {
        let sql = format!("SELECT value FROM child_key WHERE child NOT IN {}", self.list());
        self.connection.prepare(&sql)?.query_map([], |row| row.get(0))?.collect()
    }

    /// Held-back rows of the child, and reasons that name it.
    pub(super) fn held(&self, rows: &BTreeSet<i64>, erasure: &mut Erasure) -> Result<()> {
        erasure.held = self.execute(&format!("DELETE FROM held WHERE id IN {}", list(rows)))?;
        let why = "SELECT id, why FROM held WHERE why IS NOT NULL";
        let named = named_in(self.connection, why, |why| self.named.is_in(why, false))?;
        self.connection.execute(&format!("UPDATE held SET why = ?1 WHERE id IN {}", list(&named)), [ERASED])?;
        Ok(())
    }
}

fn named_in(connection: &Connection, sql: &str, is_in: impl Fn(&str) -> bool) -> Result<BTreeSet<i64>> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut named = BTreeSet::new();
    while let Some(row) = rows.next()? {
        if is_in(&row.get::<_, String>(1)?) {
            named.insert(row.get(0)?);
        }
    }
    Ok(named)
}

fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
