//! Acts: what a person can write down from a part, asked for one thing after the other.

use crate::domain::facts::ChildKey;
use crate::domain::kind::{Kind, Shape, Value, spec};
use crate::domain::work::line::Line;
use chrono::NaiveDate;
use std::fmt;

/// What an act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// A line that stands: a stage further, an answer that came.
    Line,
    /// A child, whether or not the part has a line about it: a referral that comes in.
    Child,
    /// Nothing.
    Nothing,
}

/// What can be written down.
#[derive(Debug)]
pub struct Act {
    /// Its key in the menu of acts, none twice in a part.
    pub key: char,
    /// What it does: `send back`.
    pub title: &'static str,
    /// What it is about.
    pub needs: Needs,
    /// What is asked, in order.
    pub asks: &'static [Ask],
    /// Whether it can be done about a line; else why not, in words to be shown.
    pub open: fn(&Line) -> Result<(), &'static str>,
    /// The rows that it writes, all or none. An answer stands at the place of its ask, `None` where it was left out.
    /// What cannot be, seen together, is said in words.
    pub write: Write,
}

/// Makes rows of a line, of the answers and of the day; or says why not.
pub type Write = fn(&Line, &[Option<Value>], NaiveDate) -> Result<Vec<Entry>, &'static str>;

/// One thing that is asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// What stands before the answer: `reason`.
    pub prompt: &'static str,
    /// What the answer is. Of codes the first letters are enough; a day is typed as in follow-ups, or as a date.
    pub shape: Shape,
    /// It cannot be left out.
    pub must: bool,
    /// What stands there at first, for a line and a day.
    pub first: fn(&Line, NaiveDate) -> String,
}

impl Ask {
    /// An answer that may be left out.
    pub const fn new(prompt: &'static str, shape: Shape) -> Self {
        Self { prompt, shape, must: false, first: |_, _| String::new() }
    }

    /// An answer that must be given.
    pub const fn must(prompt: &'static str, shape: Shape) -> Self {
        Self { must: true, ..Self::new(prompt, shape) }
    }

    /// A day that is today's unless another is typed.
    pub const fn today(prompt: &'static str) -> Self {
        Self { must: true, first: |_, today| today.to_string(), ..Self::new(prompt, Shape::Date) }
    }
}

/// A row written by hand: columns that it does not name keep what is there. Its Debug shows no text.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its kind.
    pub kind: Kind,
    /// Whose it is; `None` for kinds that belong to no child.
    pub child: Option<ChildKey>,
    /// Column and value; `None` clears it. The columns of the natural key are among them.
    pub cells: Vec<(&'static str, Option<Value>)>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry of {:?} about {:?}", self.kind, self.child)
    }
}

impl Entry {
    /// About the child of a line.
    pub fn of(kind: Kind, line: &Line) -> Self {
        Self { kind, child: line.child(), cells: Vec::new() }
    }

    /// And a value, or that there is none.
    #[must_use]
    pub fn with(mut self, column: &'static str, value: Option<Value>) -> Self {
        self.cells.push((column, value));
        self
    }

    /// And a text.
    #[must_use]
    pub fn text(self, column: &'static str, text: &str) -> Self {
        self.with(column, Some(Value::Text(text.to_owned())))
    }

    /// And a day.
    #[must_use]
    pub fn day(self, column: &'static str, day: NaiveDate) -> Self {
        self.with(column, Some(Value::Date(day)))
    }

    /// And the columns that the line knows under the same names, by their shapes: its natural key. A reason may look like
    /// a day.
    #[must_use]
    pub fn known(self, line: &Line, columns: &[&'static str]) -> Self {
        let spec = spec(self.kind);
        let is_day = |column: &str| spec.position(column).is_some_and(|at| spec.fields[at].shape == Shape::Date);
        columns.iter().fold(self, |entry, column| {
            let text = line.get(column);
            let day = Some(text).filter(|_| is_day(column)).and_then(|text| text.parse().ok());
            let value = day.map_or_else(|| Value::Text(text.to_owned()), Value::Date);
            entry.with(column, Some(value).filter(|_| !text.is_empty()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_by_the_shapes_of_its_columns() {
        let line = Line::default().knowing("received", "2026-11-02").knowing("reason", "2026-01-01");
        let entry = Entry::of(Kind::Referral, &line).known(&line, &["received", "reason", "from_role"]);
        let value = |at: usize| entry.cells[at].1.clone();
        assert!(matches!(value(0), Some(Value::Date(_))));
        assert!(value(1) == Some(Value::Text("2026-01-01".to_owned())), "a reason that looks like a day");
        assert!(value(2).is_none(), "what is not known is not written");
    }
}
