//! Papers: what is printed or sent, as one model of headings, lines and tables that several forms are made of.
//!
//! A paper holds text as it stands in the caseload. Each form makes it harmless in its own way: hidden characters
//! visible, and whatever the form would run or read as its own signs escaped.

pub mod chart;
mod comma;
mod html;
mod markdown;
pub mod naming;

use chart::Chart;
use std::fmt;

/// A paper.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// What it is, about whom or what, of which day.
    pub title: String,
    /// What it is made from and how it is read.
    pub lead: Vec<String>,
    /// Its parts: the first page, then one for each caseworker or school where it is divided.
    pub parts: Vec<Part>,
}

/// A part, printed on a page of its own.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Whose or of what; empty for the first page.
    pub title: String,
    /// What stands in it.
    pub sections: Vec<Section>,
}

/// A heading with lines, a table and a picture of it below.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// Sentences.
    pub lines: Vec<String>,
    /// Rows.
    pub table: Option<Table>,
    /// Figures of the table as bars, in forms that have pictures.
    pub chart: Option<Chart>,
}

/// A table: every row has a cell for every column.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The heads of the columns.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Prints no text: a paper may name children.
impl fmt::Debug for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "paper of {} parts", self.parts.len())
    }
}

/// The form of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown, with tables.
    Markdown,
    /// A page for a browser and its printer.
    Html,
    /// Comma-separated values for a spreadsheet.
    Csv,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Html, Self::Csv];

    /// The word in options and at the end of a file's name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
        }
    }

    /// The form that a file's name asks for by its end, upper and lower case being the same.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        Self::ALL.into_iter().find(|form| form.id().eq_ignore_ascii_case(end))
    }
}

impl Paper {
    /// The paper in a form.
    pub fn render(&self, form: Form) -> String {
        match form {
            Form::Markdown => markdown::of(self),
            Form::Html => html::of(self),
            Form::Csv => comma::of(self),
        }
    }

    /// Every section with the title of its part.
    pub fn sections(&self) -> impl Iterator<Item = (&str, &Section)> {
        self.parts.iter().flat_map(|part| part.sections.iter().map(|section| (part.title.as_str(), section)))
    }
}

impl Section {
    /// With a heading.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// And a sentence, unless it is empty.
    #[must_use]
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.extend(Some(line.into()).filter(|line| !line.is_empty()));
        self
    }

    /// And a table; a sentence instead where it has no rows.
    #[must_use]
    pub fn table(self, columns: &[&'static str], rows: Vec<Vec<String>>, nothing: &str) -> Self {
        if rows.is_empty() {
            return self.line(nothing);
        }
        Self { table: Some(Table { columns: columns.to_vec(), rows }), ..self }
    }
}

impl Section {
    /// And a picture, unless it would be empty.
    #[must_use]
    pub fn chart(self, chart: Chart) -> Self {
        Self { chart: Some(chart).filter(|chart| !chart.bars.is_empty()), ..self }
    }
}

impl Table {
    /// Whether every cell of a column is a figure, which stands at the right.
    pub fn is_figures(&self, column: usize) -> bool {
        let figure = |cell: &String| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        self.rows.iter().all(|row| row.get(column).is_some_and(figure))
    }
}

#[cfg(test)]
pub(crate) mod tests;
