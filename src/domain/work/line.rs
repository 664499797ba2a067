//! A line of a part: about whom, what stands, what falls due, and from which rows that comes.

use crate::domain::alert::Severity;
use crate::domain::facts::{ChildKey, Text};
use crate::domain::record::Source;
use crate::domain::work::books::Entered;
use chrono::NaiveDate;
use std::fmt;

/// About whom a line is. A child's name stands in no line: the screen writes it, as a name or as initials.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum About {
    /// One child.
    Child(ChildKey),
    /// A school, by its URN.
    School(Text),
    /// A figure, or somebody who has no record: what stands in the column of names.
    #[default]
    Whole,
}

/// What puts a line before others, see [`Line::pressing`].
pub type Pressing = (bool, Option<Severity>, bool, Option<NaiveDate>);

/// A line. Its Debug shows no text.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// About whom.
    pub about: About,
    /// What stands in the column of names where that is neither a child nor a school.
    pub title: String,
    /// A cell a column of the part.
    pub cells: Vec<String>,
    /// A word a group of the part, the state first.
    pub groups: Vec<String>,
    /// The next date on which something is to be done.
    pub due: Option<NaiveDate>,
    /// How much it presses; `None` where nothing does.
    pub grave: Option<Severity>,
    /// The [`crate::domain::work::Watch`]es that say something, by id.
    pub watches: Vec<&'static str>,
    /// What it rests on in words and figures, a line each; a rate always with its numbers.
    pub detail: Vec<String>,
    /// The file and line of every row that it rests on.
    pub sources: Vec<Source>,
    /// What acts need to know of it, by name: the columns of its natural key, its stage.
    pub known: Vec<(&'static str, String)>,
    /// The children behind a line that is not about one, each once: entering it lists them.
    pub children: Vec<ChildKey>,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line about {:?}, due {:?}, {:?}", self.about, self.due, self.watches)
    }
}

impl Line {
    /// About a child.
    pub fn of_child(child: ChildKey) -> Self {
        Self { about: About::Child(child), ..Self::default() }
    }

    /// About a school.
    pub fn of_school(urn: &str) -> Self {
        Self { about: About::School(urn.into()), ..Self::default() }
    }

    /// The child that it is about.
    pub fn child(&self) -> Option<ChildKey> {
        match self.about {
            About::Child(child) => Some(child),
            _ => None,
        }
    }

    /// What puts it before others: how much it presses, then the earliest date; what has neither comes last.
    pub fn pressing(&self) -> Pressing {
        (self.grave.is_none(), self.grave, self.due.is_none(), self.due)
    }

    /// What is known of it under a name; empty where nothing is.
    pub fn get(&self, name: &str) -> &str {
        self.known.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
    }

    /// And something known.
    #[must_use]
    pub fn knowing(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.known.push((name, text.into()));
        self
    }

    /// And a line of detail, unless it is blank.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.trim().is_empty() {
            self.detail.push(text);
        }
        self
    }

    /// And a row that it rests on.
    #[must_use]
    pub fn from(mut self, row: Entered<'_>) -> Self {
        self.sources.push(row.of.row.source.clone());
        self
    }

    /// And a watch that says something, so much.
    #[must_use]
    pub fn watched(mut self, id: &'static str, grave: Severity) -> Self {
        self.watches.push(id);
        self.grave = Some(self.grave.map_or(grave, |before| before.min(grave)));
        self
    }
}
