//! Writes rows of a kind as CSV, the columns and their order walked from [`crate::domain::kind::KINDS`].

use crate::domain::kind::{Field, Kind, KindSpec, spec};
use crate::sample::SampleFile;
use chrono::NaiveDate;

/// The cells of a row by column; a column not named is empty.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells(Vec<(&'static str, String)>);

impl Cells {
    /// A row whose cells are still to be filled.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Fills a text column.
    pub(super) fn text(mut self, column: &'static str, value: impl Into<String>) -> Self {
        self.0.push((column, value.into()));
        self
    }

    /// Fills a date column where there is a date.
    pub(super) fn day(self, column: &'static str, value: Option<NaiveDate>) -> Self {
        match value {
            Some(day) => self.text(column, day.to_string()),
            None => self,
        }
    }

    /// Fills a column where there is a value.
    pub(super) fn maybe(self, column: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(column, value),
            None => self,
        }
    }

    fn of(&self, column: &str) -> &str {
        self.0.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| value)
    }
}

/// A file being written.
#[derive(Debug)]
pub(super) struct Table {
    spec: &'static KindSpec,
    text: String,
}

fn plain(spec: &'static KindSpec) -> impl Iterator<Item = &'static Field> {
    spec.fields.iter().filter(|field| field.plain)
}

impl Table {
    /// The header of a kind.
    pub(super) fn new(kind: Kind) -> Self {
        let spec = spec(kind);
        let child = spec.of_child.then_some("child_id");
        let words: Vec<&str> = child.into_iter().chain(plain(spec).map(|field| field.name)).collect();
        Self { spec, text: words.join(",") + "\n" }
    }

    /// A row of a child's.
    pub(super) fn of_child(&mut self, child_id: &str, cells: &Cells) {
        self.text.push_str(child_id);
        self.text.push(',');
        self.row(cells);
    }

    /// A row that belongs to no child.
    pub(super) fn row(&mut self, cells: &Cells) {
        for (place, field) in plain(self.spec).enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            push_quoted(&mut self.text, cells.of(field.name));
        }
        self.text.push('\n');
    }

    /// The file.
    pub(super) fn file(self, name: &'static str) -> SampleFile {
        SampleFile { name, bytes: self.text.into_bytes() }
    }
}

fn push_quoted(text: &mut String, value: &str) {
    if value.contains([',', '"', '\n']) {
        text.push('"');
        text.push_str(&value.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_the_order_of_the_table_and_commas_are_quoted() {
        let mut table = Table::new(Kind::Contact);
        table.of_child("7", &Cells::new().text("name", "Ada, \"Addy\"").text("role", "carer"));
        let text = String::from_utf8(table.file("contacts.csv").bytes).unwrap();
        assert_eq!(text, "child_id,role,name,phone,email\n7,carer,\"Ada, \"\"Addy\"\"\",,\n");
    }

    #[test]
    fn columns_of_published_layouts_are_left_out() {
        let text = String::from_utf8(Table::new(Kind::Placement).file("placements.csv").bytes).unwrap();
        assert!(text.ends_with("postcode,emergency,planned_end\n"), "{text}");
    }
}
