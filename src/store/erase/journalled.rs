//! The journal's rows about a child who is erased: they stay, without what they name, and are not offered to be undone.

use crate::store::erase::Erasing;
use crate::store::erase::list;
use crate::store::erase::rows::Notes;
use crate::store::table::unreadable;
use rusqlite::{Result, params};
use serde_json::Value;
use std::collections::BTreeSet;

/// Commands whose rows name follow-ups or held-back rows by their numbers, and under which word.
const BY_NUMBERS: [(&str, &str); 2] =
    [("('end-follow-up', 'move-follow-up')", "follow_ups"), ("('drop-held')", "held")];

impl Erasing<'_> {
    pub(super) fn cut_journal(&self, notes: &Notes, held: &BTreeSet<i64>) -> Result<()> {
        let records = self.list();
        let mut cut = BTreeSet::new();
        for sql in [
            format!(
                "SELECT seq FROM change WHERE command IN ('file_note', 'edit_note')
                    AND json_extract(after, '$.note') IN {}",
                list(&notes.own.union(&notes.cut).copied().collect())
            ),
            format!(
                "SELECT seq FROM change WHERE command IN ('merge', 'take-apart', 'tell-apart') AND EXISTS (
                    SELECT 1 FROM json_each(coalesce(after, before)) named
                    WHERE named.key IN ('child', 'into', 'one', 'other') AND named.value IN {records})"
            ),
            format!("SELECT seq FROM decision GROUP BY seq HAVING min(child IN {records})"),
            // All that was written together is taken back together, or not at all.
            format!("SELECT seq FROM by_hand WHERE child IN {records}"),
        ] {
            let mut statement = self.connection.prepare(&sql)?;
            cut.extend(statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>>>()?);
        }
        cut.extend(self.enquiries(notes)?);
        let gone = [&self.follow_ups(notes)?, held];
        for ((commands, word), gone) in BY_NUMBERS.iter().zip(gone) {
            cut.extend(self.without((commands, word), gone)?);
        }
        for seq in cut {
            self.connection.execute("UPDATE change SET before = NULL, after = NULL WHERE seq = ?1", [seq])?;
            let sql = "INSERT INTO taken_back (seq, back, passed) VALUES (?1, ?1, 1)
                ON CONFLICT (seq) DO UPDATE SET passed = 2";
            self.connection.execute(sql, [seq])?;
        }
        Ok(())
    }

    /// Takes numbers out of the rows that name them, and gives the changes that name nothing else.
    fn without(&self, (commands, word): (&str, &str), gone: &BTreeSet<i64>) -> Result<Vec<i64>> {
        let sql = format!("SELECT seq, after FROM change WHERE command IN {commands} AND after IS NOT NULL");
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut empty = Vec::new();
        for (seq, after) in rows.collect::<Result<Vec<(i64, String)>>>()? {
            let mut after: Value = serde_json::from_str(&after).map_err(|_| unreadable())?;
            let numbers = after.get_mut(word).and_then(Value::as_array_mut).ok_or_else(unreadable)?;
            let before = numbers.len();
            numbers.retain(|number| number.as_i64().is_none_or(|number| !gone.contains(&number)));
            if numbers.is_empty() {
                empty.push(seq);
            } else if numbers.len() < before {
                let after = after.to_string();
                self.connection.execute("UPDATE change SET after = ?2 WHERE seq = ?1", params![seq, after])?;
            }
        }
        Ok(empty)
    }
}
