//! Rows of one kind: cells to fields, checked, and folded by key.

use crate::domain::kind::sense::nonsense;
use crate::domain::kind::{Field, Kind, KindSpec, Value};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{Cell, Content, Layer, SheetRow, upn_of};
use crate::import::header::Header;
use crate::import::layouts::{Column, Form, Layout};
use crate::import::lines::Row;
use crate::import::reader::Reader;
use crate::import::refusal::{Refusal, Tally};
use crate::import::values::{EMPTY, plain_text, value};
use std::collections::HashMap;

/// Takes the rows of a layout with a column a field.
pub(super) struct Table {
    spec: &'static KindSpec,
    layer: Layer,
    header: Header,
    child: Option<usize>,
    columns: Vec<Place>,
    blank: Vec<Cell>,
    rows: Vec<SheetRow>,
    places: HashMap<(String, String), usize>,
    earlier: Vec<(usize, SheetRow)>,
}

/// Where a column stands, and what it fills.
struct Place {
    column: Column,
    at: usize,
    field: &'static Field,
    into: usize,
}

impl Table {
    /// Makes ready for the rows below a header that fits the layout.
    pub(super) fn new(layout: &Layout, header: &Header) -> Self {
        let spec = layout.spec();
        let place = |column: Column| {
            let into = spec.position(column.field)?;
            Some(Place { column, at: header.place(column.word)?, field: spec.fields.get(into)?, into })
        };
        let (layer, always) = match &layout.form {
            Form::Published(published) => (published.layer, published.always),
            _ => (Layer::Own, &[][..]),
        };
        let cell = |field: &Field| {
            if always.contains(&field.name) { Cell::Set(Value::Flag(true)) } else { Cell::Keep }
        };
        Self {
            spec,
            layer,
            child: layout.child.and_then(|word| header.place(word)),
            columns: layout.columns().into_iter().filter_map(place).collect(),
            blank: spec.fields.iter().map(cell).collect(),
            header: header.clone(),
            rows: Vec::new(),
            places: HashMap::new(),
            earlier: Vec::new(),
        }
    }

    fn child_id(&self, row: &Row) -> Result<String, Refusal> {
        let Some(at) = self.child else { return Ok(String::new()) };
        child_id(&row.text(at)).map(str::to_owned).map_err(|why| self.header.refuse(at, why))
    }

    fn cells(&self, row: &Row) -> Result<Vec<Cell>, Refusal> {
        let mut cells = self.blank.clone();
        for place in &self.columns {
            let text = row.text(place.at);
            let refuse = |why: String| self.header.refuse(place.at, why);
            let cell = cell(place.field, (place.column.recode)(&text)).map_err(refuse)?;
            if cell == Cell::Clear && place.column.filled {
                return Err(refuse(EMPTY.to_owned()));
            }
            if let Some(slot) = cells.get_mut(place.into) {
                *slot = if place.column.more { joined(slot, cell) } else { cell };
            }
        }
        if self.spec.kind == Kind::Contact {
            seal_carer(self.spec, &mut cells);
        }
        Ok(cells)
    }
}

impl Reader for Table {
    fn row(&mut self, row: &Row) -> Result<(), Refusal> {
        let child_id = self.child_id(row)?;
        let cells = self.cells(row)?;
        let Some(key) = key(self.spec, &cells) else {
            let words: Vec<_> = self.spec.key.iter().map(|key| key.join(" and ")).collect();
            return Err(Refusal::whole(format!("needs {}", words.join(", or "))));
        };
        if let Some((column, why)) = nonsense(self.spec.kind, &|name| set(self.spec, &cells, name)) {
            let at = self.columns.iter().find(|place| place.field.name == column).map(|place| place.at);
            let whole = || Refusal::whole(format!("{column} {why}"));
            return Err(at.map_or_else(whole, |at| self.header.refuse(at, why.clone())));
        }
        let text = self.child.and_then(|_| row.csv());
        let next = SheetRow { line: row.line, child_id, key, cells, text };
        let at = *self.places.entry((next.child_id.clone(), next.key.clone())).or_insert(self.rows.len());
        if let Some(slot) = self.rows.get_mut(at) {
            self.earlier.push((at, std::mem::replace(slot, next)));
        } else {
            self.rows.push(next);
        }
        Ok(())
    }

    fn finish(self: Box<Self>, tally: &mut Tally) {
        for (at, earlier) in &self.earlier {
            if let Some(last) = self.rows.get(*at) {
                tally.fold_row(earlier.line, earlier.cells == last.cells, last.line, earlier.text.clone());
            }
        }
        tally.content = Content::Rows { kind: self.spec.kind, layer: self.layer, rows: self.rows };
    }
}

/// A child's id, which must be there.
pub(super) fn child_id(text: &str) -> Result<&str, String> {
    // What a profile marked as a pupil number begins with the mark.
    match upn_of(text).unwrap_or(text) {
        "" => Err(EMPTY.to_owned()),
        bare if bare.chars().any(char::is_control) => Err("holds a control character".to_owned()),
        bare => plain_text(bare).map(|()| text),
    }
}

fn cell(field: &Field, text: &str) -> Result<Cell, String> {
    if text.is_empty() {
        return Ok(Cell::Clear);
    }
    Ok(match value(field.shape, text)? {
        Some(Value::Text(text)) if field.sealed => Cell::Set(Value::Sealed(Sealed::new(text))),
        Some(value) => Cell::Set(value),
        None => Cell::Clear,
    })
}

/// A text behind the one that stands there.
fn joined(before: &Cell, cell: Cell) -> Cell {
    match (before, cell) {
        (Cell::Set(Value::Text(first)), Cell::Set(Value::Text(next))) => {
            Cell::Set(Value::Text(format!("{first};{next}")))
        }
        (before, Cell::Clear | Cell::Keep) => before.clone(),
        (_, cell) => cell,
    }
}

/// A carer's telephone and email are sealed, whoever else's are not.
fn seal_carer(spec: &KindSpec, cells: &mut [Cell]) {
    let role = spec.position("role").and_then(|at| cells.get(at));
    if !matches!(role, Some(Cell::Set(Value::Text(role))) if role.to_lowercase().contains("carer")) {
        return;
    }
    for at in ["phone", "email"].into_iter().filter_map(|name| spec.position(name)) {
        if let Some(Cell::Set(value)) = cells.get_mut(at)
            && let Value::Text(text) = value
        {
            *value = Value::Sealed(Sealed::new(std::mem::take(text)));
        }
    }
}

/// What a row sets a field to.
fn set<'c>(spec: &KindSpec, cells: &'c [Cell], name: &str) -> Option<&'c Value> {
    match cells.get(spec.position(name)?)? {
        Cell::Set(value) => Some(value),
        Cell::Keep | Cell::Clear => None,
    }
}

/// The natural key of a row's cells. `None` where it has none.
pub(super) fn key(spec: &KindSpec, cells: &[Cell]) -> Option<String> {
    spec.natural_key(|at| match cells.get(at) {
        Some(Cell::Set(Value::Text(text))) => text.clone(),
        Some(Cell::Set(Value::Date(date))) => date.to_string(),
        _ => String::new(),
    })
}
