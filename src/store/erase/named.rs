//! A child's names and ids, and the texts that name it.

use crate::domain::caseload::{Children, shared};
use crate::domain::erased::Mention;
use crate::domain::facts::{ChildFacts, ChildKey, Text};
use crate::domain::kind::{Field, KINDS, Kind, Shape, spec};
use crate::domain::note::NoteId;
use crate::domain::note::named::named;
use crate::store::erase::known::By;
use crate::store::facts;
use crate::store::who::Records;
use rusqlite::{Connection, OptionalExtension, Result};
use std::collections::BTreeSet;

/// Shorter ids stand in many a text that is about something else.
const TELLING: usize = 4;

/// Kinds of row that belong to no child and have room for what people write.
const NOBODYS: [Kind; 3] = [Kind::SchoolAction, Kind::Training, Kind::Enquiry];

fn quoted(field: &Field) -> String {
    format!("\"{}\"", field.name)
}

/// What a text is that names the child, by its number.
type OfNumber = fn(i64) -> Mention;

/// What names a child.
pub(super) struct Named {
    child: ChildKey,
    /// The child under each name that any of its records bears or bore.
    children: Children,
    keys: BTreeSet<(By, String)>,
}

impl Named {
    /// Of the child whose records these are; `None` where there is none.
    pub(super) fn of(connection: &Connection, records: &Records) -> Result<Option<Self>> {
        if facts::read(connection, records.root())?.is_none() {
            return Ok(None);
        }
        let mut keys = BTreeSet::new();
        let list = records.list();
        for (by, sql) in [
            (By::ChildId, format!("SELECT value FROM child_key WHERE child IN {list} AND kind = 'child_id'")),
            (By::Upn, format!("SELECT value FROM child_key WHERE child IN {list} AND kind IN ('upn', 'former_upn')")),
            (By::Upn, format!("SELECT upn FROM child_row WHERE child IN {list} AND upn IS NOT NULL")),
            (By::CensusPupil, format!("SELECT pupil FROM census_pupil WHERE child IN {list} AND pupil IS NOT NULL")),
        ] {
            let mut statement = connection.prepare(&sql)?;
            let found = statement.query_map([records.root()], |row| row.get::<_, String>(0))?;
            for value in found {
                keys.insert((by, value?));
            }
        }
        let children = shared(names(connection, records)?);
        Ok(Some(Self { child: ChildKey(records.root()), children, keys }))
    }

    /// The child's ids, each with what it is.
    pub(super) fn keys(&self) -> impl Iterator<Item = (By, &str)> {
        self.keys.iter().map(|(by, value)| (*by, value.as_str()))
    }

    /// Whether a cell of a file is one of the child's ids, long enough to be nothing else.
    pub(super) fn is_id(&self, cell: &str) -> bool {
        let cell = cell.trim();
        cell.len() >= TELLING && self.is_own(cell)
    }

    /// Whether a cell in which an id stands is the child's.
    pub(super) fn is_own(&self, cell: &str) -> bool {
        self.keys().any(|(by, id)| by != By::CensusPupil && id.eq_ignore_ascii_case(cell.trim()))
    }

    /// Whether a text names the child in full or by an id; where it is `near`, by any of its names.
    pub(super) fn is_in(&self, text: &str, near: bool) -> bool {
        let near: &[ChildKey] = if near { &[self.child] } else { &[] };
        !named(text, &self.children, near, &[]).is_empty() || self.id_in(text)
    }

    fn id_in(&self, text: &str) -> bool {
        let text = text.to_uppercase();
        let ids = self.keys().map(|(_, id)| id.to_uppercase()).filter(|id| id.len() >= TELLING);
        ids.into_iter().any(|id| {
            text.match_indices(&id).any(|(at, found)| {
                !text[..at].ends_with(char::is_alphanumeric)
                    && !text[at + found.len()..].starts_with(char::is_alphanumeric)
            })
        })
    }

    /// Whether a copy of the caseload knows one of the child's ids.
    pub(super) fn has_key_in(&self, copy: &Connection) -> Result<bool> {
        let mut known = copy.prepare("SELECT 1 FROM child_key WHERE value = ?1")?;
        for (_, id) in self.keys() {
            if known.query_row([id], |_| Ok(())).optional()?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The texts that stand and name the child; those of notes that it was part of by any of its names.
    pub(super) fn mentions(&self, connection: &Connection, part_of: &BTreeSet<i64>) -> Result<Vec<Mention>> {
        let texts: [(OfNumber, &str); 5] = [
            (
                |note| Mention::Note(NoteId(note)),
                "SELECT note, concat_ws(char(10), text, person, next_step, follow_up_words) FROM note_version",
            ),
            (|note| Mention::Note(NoteId(note)), "SELECT note, text FROM note_child WHERE text IS NOT NULL"),
            (|note| Mention::FollowUp(NoteId(note)), "SELECT note, concat_ws(char(10), what, outcome) FROM follow_up"),
            (Mention::Decision, "SELECT id, concat_ws(char(10), reason, handed_to) FROM decision"),
            (Mention::Draft, "SELECT id, concat_ws(char(10), text, person, next_step, own) FROM draft"),
        ];
        let mut mentions = BTreeSet::new();
        for (mention, sql) in texts {
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (id, text): (i64, String) = (row.get(0)?, row.get(1)?);
                let mention = mention(id);
                let near =
                    matches!(mention, Mention::Note(note) | Mention::FollowUp(note) if part_of.contains(&note.0));
                if self.is_in(&text, near) {
                    mentions.insert(mention);
                }
            }
        }
        for spec in KINDS.iter().filter(|spec| NOBODYS.contains(&spec.kind)) {
            let texts: Vec<String> =
                spec.fields.iter().filter(|field| field.shape == Shape::Text).map(quoted).collect();
            let sql = format!("SELECT id, concat_ws(char(10), {}) FROM {}", texts.join(", "), spec.table);
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if self.is_in(&row.get::<_, String>(1)?, false) {
                    mentions.insert(Mention::Row(spec.kind, row.get(0)?));
                }
            }
        }
        Ok(mentions.into_iter().collect())
    }
}

/// The names that the records of a child bear, and those that they bore before an import.
fn names(connection: &Connection, records: &Records) -> Result<Vec<ChildFacts>> {
    let list = records.list();
    let place = |name: &str| spec(Kind::Child).position(name).unwrap_or_default();
    let sql = format!(
        "SELECT coalesce(forename, ''), coalesce(surname, ''), known_as FROM child_row WHERE child IN {list}
        UNION SELECT coalesce(json_extract(before, '$[{}]'), ''), coalesce(json_extract(before, '$[{}]'), ''),
            json_extract(before, '$[{}]') FROM change_image
        WHERE kind = 'child_row' AND row IN (SELECT id FROM child_row WHERE child IN {list})",
        place("forename"),
        place("surname"),
        place("known_as")
    );
    let mut statement = connection.prepare(&sql)?;
    let named = statement.query_map([records.root()], |row| {
        let (forename, surname): (String, String) = (row.get(0)?, row.get(1)?);
        let known_as = row.get::<_, Option<String>>(2)?.map(Text::from);
        Ok(ChildFacts {
            key: records.root(),
            forename: forename.into(),
            surname: surname.into(),
            known_as,
            ..ChildFacts::default()
        })
    })?;
    named.collect()
}
