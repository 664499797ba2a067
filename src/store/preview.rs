//! Previews: a planned import in words, the old value beside the new.

use crate::domain::attendance::{AcademicYear, NO_MARK, code_of, session_day};
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::kind::{Field, Kind, KindSpec, Shape, spec};
use crate::domain::lookalike::Looks;
use crate::domain::money;
use crate::domain::preview::{CellChange, Change, FilePreview, Who};
use crate::domain::sheet::{Content, Layer, Sheet};
use crate::store::facts;
use crate::store::intake::Planned;
use crate::store::plan::{MarksWork, RowWork, Whose, Work, children, marks};
use crate::store::runs::{self, THIS_IMPORT};
use crate::store::who;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Result};
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

/// What a planned import would do, by the caseload that it was planned on.
pub(super) fn of(connection: &Connection, planned: &Planned) -> Result<FilePreview> {
    let intake = &planned.intake;
    let mut showing = Showing { connection, known: HashMap::new(), looks: looks(connection, planned)? };
    let mut preview = FilePreview {
        file: intake.file.clone(),
        layout: intake.layout,
        new: intake.new,
        changed: intake.changed,
        same: intake.same,
        held: intake.held.clone(),
        held_more: intake.held_more,
        unknown_columns: intake.unknown_columns.clone(),
        unnamed: showing.unnamed(&planned.sheet)?,
        ..FilePreview::default()
    };
    match &planned.work {
        Work::Rows { kind, rows, gone, .. } => {
            let spec = spec(*kind);
            for row in rows {
                let list = if row.found.is_some() { &mut preview.altered } else { &mut preview.made };
                if list.len() < FilePreview::MOST {
                    list.push(showing.row(spec, row)?);
                }
            }
            let taken = gone.iter().take(FilePreview::MOST).map(|(_, before)| taken_away(spec, before));
            preview.altered.extend(taken);
        }
        Work::Marks { differs: true } => {
            marks::each(connection, &planned.sheet, |row| showing.sessions(&row, &mut preview))?;
        }
        Work::Marks { differs: false } | Work::Nothing => {}
    }
    Ok(preview)
}

/// The names that a child of the sheet may look like: none where it is of another kind.
fn looks(connection: &Connection, planned: &Planned) -> Result<Looks> {
    let mut looks = Looks::default();
    let Work::Rows { kind: Kind::Child, rows, .. } = &planned.work else { return Ok(looks) };
    let sql = "SELECT k.value, trim(coalesce(r.forename, '') || ' ' || coalesce(r.surname, '')) FROM child_row r
        JOIN child_key k ON k.child = r.child AND k.kind = 'child_id'";
    let mut statement = connection.prepare(sql)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        looks.add(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?);
    }
    for row in rows {
        if let Whose::New(id) = &row.child {
            looks.add(id, &name_in(spec(Kind::Child), &row.after));
        }
    }
    Ok(looks)
}

/// Names of children, each read once.
struct Showing<'a> {
    connection: &'a Connection,
    known: HashMap<i64, Who>,
    /// Names of the caseload and of the sheet, where that is of children.
    looks: Looks,
}

impl Showing<'_> {
    fn who(&mut self, child: i64) -> Result<Who> {
        if let Some(who) = self.known.get(&child) {
            return Ok(who.clone());
        }
        let found = facts::read(self.connection, who::root(self.connection, child)?)?;
        let who = found.map_or_else(Who::default, |facts| named(&facts));
        self.known.insert(child, who.clone());
        Ok(who)
    }

    fn row(&mut self, spec: &'static KindSpec, row: &RowWork) -> Result<Change> {
        let nothing = vec![Sql::Null; row.after.len()];
        let before = row.found.as_ref().map_or(&nothing, |(_, before)| before);
        let who = match &row.child {
            Whose::Nobody => Who::default(),
            Whose::Child(child) => self.who(*child)?,
            Whose::New(id) => Who { child: None, id: id.clone(), name: name_in(spec, &row.after) },
        };
        Ok(Change { line: row.line, who, what: self.what(spec, row), cells: cells(spec, before, &row.after) })
    }

    /// The key in words; of a child's own row, which has none, what is to be said of the name.
    fn what(&self, spec: &KindSpec, row: &RowWork) -> String {
        if spec.kind != Kind::Child {
            return words(&row.key);
        }
        self.looks.told(&name_in(spec, &row.after)).unwrap_or_default()
    }

    /// A change a session, until there are enough of both.
    fn sessions(&mut self, row: &MarksWork, preview: &mut FilePreview) -> Result<ControlFlow<()>> {
        let full = |list: &Vec<Change>| list.len() >= FilePreview::MOST;
        if full(&preview.made) && full(&preview.altered) {
            return Ok(ControlFlow::Break(()));
        }
        let who = self.who(row.child)?;
        let stood = row.found.as_ref().map_or(&[][..], |(marks, _)| marks);
        for (at, origin) in runs::unfold(&row.runs).into_iter().enumerate() {
            let Some((THIS_IMPORT, line)) = origin else { continue };
            let mark = |marks: &[u8]| {
                let byte = marks.get(at).copied().filter(|byte| *byte != NO_MARK);
                byte.and_then(code_of).map(|code| code.code.to_owned())
            };
            let (before, after) = (mark(stood), mark(&row.marks));
            let list = if before.is_some() { &mut preview.altered } else { &mut preview.made };
            if full(list) {
                continue;
            }
            let cell = CellChange { column: "code", before, after };
            list.push(Change { line, who: who.clone(), what: session(row.year, at, &row.urn), cells: vec![cell] });
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The children of whom there are rows of this kind, and whom the sheet does not name.
    fn unnamed(&mut self, sheet: &Sheet) -> Result<Vec<Who>> {
        let (known, named): (BTreeSet<i64>, BTreeSet<&str>) = match &sheet.content {
            Content::Rows { kind, layer, rows } if spec(*kind).of_child => {
                (self.with_rows(*kind, *layer)?, rows.iter().map(|row| row.child_id.as_str()).collect())
            }
            Content::Marks(marks) => {
                let years = marks.keys().map(|(_, year, _)| *year).collect();
                (self.with_marks(years)?, marks.keys().map(|(child, ..)| child.as_str()).collect())
            }
            Content::Rows { .. } | Content::Nothing => return Ok(Vec::new()),
        };
        let ids = children(self.connection, sheet)?;
        let roots = who::roots(self.connection)?;
        let child = |record: i64| roots.get(&record).copied().unwrap_or(record);
        let named: BTreeSet<i64> = named.iter().filter_map(|id| ids.get(*id).copied()).map(child).collect();
        let known: BTreeSet<i64> = known.into_iter().map(child).collect();
        known.difference(&named).map(|child| self.who(*child)).collect()
    }

    fn with_rows(&self, kind: Kind, layer: Layer) -> Result<BTreeSet<i64>> {
        let layered = if kind == Kind::Child { "layer = ?1" } else { "?1 = ?1" };
        let sql = format!("SELECT DISTINCT child FROM {} WHERE {layered}", spec(kind).table);
        self.connection.prepare_cached(&sql)?.query_map([layer as i64], |row| row.get(0))?.collect()
    }

    fn with_marks(&self, years: BTreeSet<AcademicYear>) -> Result<BTreeSet<i64>> {
        let mut found = BTreeSet::new();
        let mut statement =
            self.connection.prepare_cached("SELECT DISTINCT child FROM attendance_source WHERE year = ?1")?;
        for year in years {
            found.extend(statement.query_map([year.0], |row| row.get(0))?.collect::<Result<Vec<i64>>>()?);
        }
        Ok(found)
    }
}

fn named(facts: &ChildFacts) -> Who {
    let first = facts.known_as.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or(&facts.forename);
    let name = format!("{first} {}", facts.surname).trim().to_owned();
    Who { child: Some(ChildKey(facts.key)), id: facts.child_id.to_string(), name }
}

/// The name that a row of a child gives it.
fn name_in(spec: &KindSpec, values: &[Sql]) -> String {
    let text = |name| match spec.position(name).and_then(|at| values.get(at)) {
        Some(Sql::Text(text)) => text.as_str(),
        _ => "",
    };
    format!("{} {}", text("forename"), text("surname")).trim().to_owned()
}

/// The parts of a key that are filled.
fn words(key: &str) -> String {
    key.split('\u{1f}').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn taken_away(spec: &'static KindSpec, before: &[Sql]) -> Change {
    let nothing = vec![Sql::Null; before.len()];
    Change { what: "taken away".to_owned(), cells: cells(spec, before, &nothing), ..Change::default() }
}

fn cells(spec: &'static KindSpec, before: &[Sql], after: &[Sql]) -> Vec<CellChange> {
    let columns = spec.fields.iter().zip(before.iter().zip(after));
    let differing = columns.filter(|(_, (before, after))| before != after);
    let change = |(field, (before, after)): (&'static Field, (&Sql, &Sql))| CellChange {
        column: field.name,
        before: shown(spec, field, before),
        after: shown(spec, field, after),
    };
    differing.map(change).collect()
}

/// A value as a person reads it. Telephone and email of a contact may be a carer's: they are shown nowhere.
fn shown(spec: &KindSpec, field: &Field, value: &Sql) -> Option<String> {
    let sealed = field.sealed || spec.kind == Kind::Contact && matches!(field.name, "phone" | "email");
    match value {
        Sql::Null => None,
        _ if sealed => Some("sealed".to_owned()),
        Sql::Integer(flag) if field.shape == Shape::Flag => Some(if *flag == 0 { "no" } else { "yes" }.to_owned()),
        Sql::Integer(pence) if field.shape == Shape::Money => Some(money::plain(*pence)),
        Sql::Integer(number) => Some(number.to_string()),
        Sql::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// `Mon 16 Nov 2026 AM`, and the school where the register is one's.
fn session(year: AcademicYear, at: usize, urn: &str) -> String {
    let half = if at.is_multiple_of(2) { "AM" } else { "PM" };
    let school = if urn.is_empty() { String::new() } else { format!(" at {urn}") };
    format!("{} {half}{school}", session_day(year, at).format("%a %-d %b %Y"))
}
