//! Items: what a page of the record says, in words, before it is laid out.

use crate::app::text::wrap::paragraphs;
use crate::domain::alert::Severity;
use crate::domain::note::said::mark;
use crate::domain::record::Source;
use crate::domain::triage::Group;
use crate::domain::visible::visible;
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

/// How a line is shown; never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// With the symbol and colour of a severity.
    Severity(Severity),
    /// With the symbol and colour of a group of the list.
    Group(Group),
    /// Bold.
    Strong,
    /// Dim.
    Faint,
    /// So many cells bold, the rest as it is: who said it.
    Said(usize),
}

/// A row, an event, a note.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// How its title is shown.
    pub tone: Tone,
    /// Its first line.
    pub title: String,
    /// Further lines, without hidden characters.
    pub lines: Vec<String>,
    /// Lines that begin with who said them: which, and how many cells that takes.
    said: Vec<(usize, usize)>,
    /// Where its rows came from.
    pub sources: Vec<String>,
}

/// A page: lines that stay, and items to walk.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Leaf {
    /// Counters above the items.
    pub head: Vec<(Tone, String)>,
    /// The items.
    pub items: Vec<Item>,
    /// From which item on they stand in a column of their own beside the others, where the window is wide.
    pub beside: Option<usize>,
    /// What is said where there are none.
    pub nothing: String,
}

impl Item {
    /// With a title.
    pub fn new(tone: Tone, title: impl AsRef<str>) -> Self {
        Self { tone, title: visible(title.as_ref()).into_owned(), ..Self::default() }
    }

    /// And a line, unless it is blank.
    #[must_use]
    pub fn line(mut self, line: impl AsRef<str>) -> Self {
        if !line.as_ref().trim().is_empty() {
            self.lines.push(visible(line.as_ref()).into_owned());
        }
        self
    }

    /// And a line of a note; who said it stands out, be it of a role or of these people.
    #[must_use]
    pub fn spoken(self, line: &str, known: &[&str]) -> Self {
        let shown = visible(line);
        let cells = mark(&shown, known).map(|end| shown[..end].width());
        let before = self.lines.len();
        let mut item = self.line(&shown);
        if item.lines.len() > before {
            item.said.extend(cells.map(|cells| (before, cells)));
        }
        item
    }

    /// And the lines of another below them.
    #[must_use]
    pub fn below(mut self, other: Self) -> Self {
        let before = self.lines.len();
        self.lines.extend(other.lines);
        self.said.extend(other.said.into_iter().map(|(line, cells)| (before + line, cells)));
        self
    }

    /// And where its row came from.
    #[must_use]
    pub fn from(mut self, source: &Source) -> Self {
        self.sources.push(describe(source));
        self
    }

    /// Its lines wrapped to a width: the title, the lines set in by two, the sources where they are shown.
    pub fn wrapped(&self, width: usize, sources: bool) -> Vec<(Tone, String)> {
        let mut rows: Vec<_> = paragraphs(&self.title, width).into_iter().map(|row| (self.tone, row)).collect();
        let indented = |line: &String| paragraphs(line, width.saturating_sub(2).max(1));
        for (at, line) in self.lines.iter().enumerate() {
            let said = self.said.iter().find(|(line, _)| *line == at).map(|(_, cells)| Tone::Said(*cells));
            let tones = std::iter::once(said.unwrap_or_default()).chain(std::iter::repeat(Tone::Plain));
            rows.extend(tones.zip(indented(line)).map(|(tone, row)| (tone, format!("  {row}"))));
        }
        for line in self.sources.iter().filter(|_| sources) {
            rows.extend(indented(line).into_iter().map(|row| (Tone::Faint, format!("  {row}"))));
        }
        rows
    }

    /// Rows that it takes.
    pub fn rows(&self, width: usize, sources: bool) -> usize {
        self.wrapped(width, sources).len()
    }
}

/// `marks_20nov.csv line 41, import 3`.
pub fn describe(source: &Source) -> String {
    visible(&format!("from {} line {}, import {}", source.file, source.line, source.import)).into_owned()
}

/// `Fri 20 Nov 2026`.
pub fn date(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// From one day to another; open where there is no other.
pub fn span(start: NaiveDate, end: Option<NaiveDate>) -> String {
    end.map_or_else(|| format!("since {}", date(start)), |end| format!("{} to {}", date(start), date(end)))
}

/// Half-day sessions as days: `8.5`.
pub fn days(sessions: i64) -> String {
    if sessions % 2 == 0 { (sessions / 2).to_string() } else { format!("{}.5", sessions / 2) }
}

/// The words that are there, with a comma between them.
pub fn joined<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().filter(|word| !word.trim().is_empty()).collect::<Vec<_>>().join(", ")
}
