//! The rows of the advice service that notes about an erased child gave: they go with the notes, and so does what was
//! written on them since.

use crate::store::erase::rows::Notes;
use crate::store::erase::{Erasing, list};
use rusqlite::Result;
use std::collections::BTreeSet;

impl Erasing<'_> {
    /// The changes that wrote such rows, replies among them: all by the number of the note.
    pub(super) fn enquiries(&self, notes: &Notes) -> Result<BTreeSet<i64>> {
        let filed = format!(
            "SELECT seq FROM note_version WHERE note IN {} OR (note, version) IN ({})",
            list(&notes.own),
            self.versions_alone()
        );
        self.numbers(&format!(
            "SELECT seq FROM by_hand WHERE child IS NULL AND json_extract(sheet, '$.kind') = 'enquiries'
                AND json_extract(sheet, '$.cells.reference') IN (
                    SELECT json_extract(h.sheet, '$.cells.reference') FROM by_hand h WHERE h.seq IN ({filed}))"
        ))
    }

    /// Takes those rows away, with what stood there before and what was written.
    pub(super) fn forget_enquiries(&self, changes: &BTreeSet<i64>) -> Result<()> {
        let changes = list(changes);
        let equal = |column: &str| format!("json_extract(h.sheet, '$.cells.{column}') = e.{column}");
        let rows = self.numbers(&format!(
            "SELECT e.id FROM enquiry e JOIN by_hand h ON {} WHERE h.seq IN {changes}",
            ["reference", "received", "from_role", "topic"].map(equal).join(" AND ")
        ))?;
        let rows = list(&rows);
        self.execute(&format!("DELETE FROM change_image WHERE kind = 'enquiry' AND row IN {rows}"))?;
        self.execute(&format!("DELETE FROM enquiry WHERE id IN {rows}"))?;
        self.execute(&format!("DELETE FROM by_hand WHERE seq IN {changes}")).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::kind::{Kind, Value};
    use crate::domain::note::{NewNote, NoteKind};
    use crate::domain::work::Entry;
    use crate::store::command::Command;
    use crate::store::testing::{Bench, day, note, stamp};
    use rusqlite::MAIN_DB;

    const CANARY: &str = "quetzalcoatlus";

    fn holds(bench: &mut Bench) -> bool {
        let pages = bench.store.unlocked.connection.serialize(MAIN_DB).unwrap().to_ascii_lowercase();
        pages.windows(CANARY.len()).any(|window| window == CANARY.as_bytes())
    }

    fn enquiry(bench: &Bench, about: &[&str], topic: &str) -> Command {
        let about = about.iter().map(|id| bench.key(id)).collect();
        let person = Some(format!("parent: {topic}"));
        Command::FileNote { note: NewNote { kind: NoteKind::Enquiry, person, ..note(about, "asked") }, draft: None }
    }

    fn reply() -> Command {
        let entry = Entry { kind: Kind::Enquiry, child: None, cells: Vec::new() };
        let entry = entry.with("received", Some(Value::Date(stamp().0.date_naive()))).text("from_role", "parent");
        let entry = entry.text("topic", CANARY).text("reference", "N1").text("advice", CANARY);
        Command::Write(vec![entry.day("replied", day("2026-11-24"))])
    }

    #[test]
    fn nothing_of_an_enquiry_about_an_erased_child_stands_in_any_page() {
        let mut bench = Bench::with_children(&["c1", "c2"]);
        for command in [enquiry(&bench, &["c1"], CANARY), reply(), enquiry(&bench, &[], "fines")] {
            bench.store.apply(command, stamp()).unwrap();
        }
        assert!(holds(&mut bench));
        let child = bench.key("c1");
        bench.store.erase(child, "Archive box 12", stamp()).unwrap();
        assert!(!holds(&mut bench));
        assert_eq!(bench.count("SELECT count(*) FROM enquiry"), 1, "that about nobody stays");
        assert_eq!(bench.count("SELECT count(*) FROM by_hand"), 1);
    }
}
