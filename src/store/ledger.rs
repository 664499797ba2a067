//! What the file knows of its sources: when each kind last came in, and where two files differ.

use crate::domain::facts::ChildKey;
use crate::domain::health::{Differing, LastImport, Ledger, Source};
use crate::domain::kind::{KINDS, KindSpec};
use crate::store::table::unreadable;
use crate::store::{held, who};
use chrono::{DateTime, NaiveDate, TimeDelta};
use rusqlite::{Connection, OptionalExtension, Result, Row};

/// Reads it as one moment shows it.
pub(super) fn load(connection: &Connection) -> Result<Ledger> {
    let moment = connection.unchecked_transaction()?;
    let sources = KINDS.iter().map(|spec| source(&moment, spec)).collect::<Result<_>>()?;
    let ledger = Ledger {
        sources,
        differing: differing(&moment)?,
        held: held::by_file(&moment)?,
        identities: who::identities(&moment)?,
    };
    moment.finish()?;
    Ok(ledger)
}

/// The last import of a kind; a single row that was corrected makes no file newer.
fn source(connection: &Connection, spec: &KindSpec) -> Result<Source> {
    let sql = "SELECT i.file, i.at, c.\"offset\" FROM import i JOIN change c ON c.import = i.id
        WHERE i.kind = ?1 AND i.corrects IS NULL AND i.undone IS NULL ORDER BY i.id DESC LIMIT 1";
    let last = connection.prepare_cached(sql)?.query_row([spec.name], last_import).optional()?;
    Ok(Source { kind: spec.kind, last })
}

fn last_import(row: &Row<'_>) -> Result<LastImport> {
    let (at, minutes): (String, i64) = (row.get(1)?, row.get(2)?);
    Ok(LastImport { file: row.get(0)?, day: day(&at, minutes).ok_or_else(unreadable)? })
}

/// The day of a moment in UTC at a clock so many minutes east.
fn day(utc: &str, minutes: i64) -> Option<NaiveDate> {
    let at = DateTime::parse_from_rfc3339(utc).ok()?;
    at.naive_utc().checked_add_signed(TimeDelta::try_minutes(minutes)?).map(|at| at.date())
}

/// Figures of the two layers of a child's own row that are both there and not the same.
fn differing(connection: &Connection) -> Result<Vec<Differing>> {
    let mut all = Vec::new();
    for field in ["dob", "sex", "upn"] {
        let sql = format!(
            "SELECT coalesce(m.root, own.child), own.{field}, published.{field} FROM child_row own
             JOIN child_row published ON published.child = own.child AND published.layer = 1
             LEFT JOIN merged m ON m.child = own.child
             WHERE own.layer = 0 AND own.{field} <> published.{field} ORDER BY own.child"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| {
            Ok(Differing { child: ChildKey(row.get(0)?), field, own: row.get(1)?, published: row.get(2)? })
        })?;
        for row in rows {
            all.push(row?);
        }
    }
    all.sort_by_key(|row| row.child);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::sheet::Layer;
    use crate::store::testing::{Bench, children, sheet};

    #[test]
    fn each_kind_says_when_its_last_file_came() {
        let mut bench = Bench::with_children(&["c1"]);
        bench.import(sheet(Kind::Pep, Layer::Own, vec![("c1", vec![("due", "2026-12-01")])]));
        // Of a child that is not there nothing goes in.
        bench.import(sheet(Kind::Exclusion, Layer::Own, vec![("c9", vec![("kind", "PERM"), ("start", "2026-11-02")])]));
        let ledger = bench.store.ledger().unwrap();
        assert_eq!(ledger.sources.len(), KINDS.len());
        let last = |kind| ledger.sources.iter().find(|source| source.kind == kind).unwrap().last.clone();
        let day = "2026-11-23".parse().unwrap();
        assert_eq!(last(Kind::Pep), Some(LastImport { day, file: "folder/file.csv".to_owned() }));
        assert_eq!((last(Kind::Exclusion), last(Kind::School)), (None, None));
    }

    #[test]
    fn the_day_is_that_of_the_users_clock() {
        for (utc, minutes, expected) in [
            ("2026-06-30T23:30:00.000Z", 60, "2026-07-01"),
            ("2026-06-30T22:59:00.000Z", 60, "2026-06-30"),
            ("2026-07-01T03:00:00.000Z", -300, "2026-06-30"),
        ] {
            assert_eq!(day(utc, minutes), expected.parse().ok(), "{utc} {minutes}");
        }
    }

    #[test]
    fn two_layers_differ_where_both_say_something() {
        let mut bench = Bench::new();
        bench.import(children(&["c1", "c2"]));
        let header = |child, dob| (child, vec![("dob", dob), ("upn", "H801200001001")]);
        bench.import(sheet(
            Kind::Child,
            Layer::Published,
            vec![header("c1", "2012-03-05"), header("c2", "2012-03-04")],
        ));
        let differing = bench.store.ledger().unwrap().differing;
        let expected = Differing {
            child: bench.key("c1"),
            field: "dob",
            own: "2012-03-04".to_owned(),
            published: "2012-03-05".to_owned(),
        };
        assert_eq!(differing, [expected]);
    }
}
