//! Soft wrapping: a line of text as rows of a width, never cut inside a letter.

use crate::domain::visible::{is_hidden, visible};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a tab takes.
const TAB: &str = "    ";
/// Accents that a letter keeps on screen; more would draw over the rows above.
const ACCENTS: usize = 4;

/// A letter as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The place of its first character in the line.
    pub at: usize,
    /// As it is shown.
    pub text: Cow<'a, str>,
    /// Columns that it takes.
    pub width: usize,
}

/// A row as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row<'a> {
    /// The place in the line of its first character.
    pub start: usize,
    /// The place in the line after its last character.
    pub end: usize,
    /// Its letters.
    pub glyphs: Vec<Glyph<'a>>,
}

impl Row<'_> {
    /// The row as text.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.text.as_ref()).collect()
    }

    /// The column of a character of the line.
    pub fn column(&self, at: usize) -> usize {
        self.glyphs.iter().filter(|glyph| glyph.at < at).map(|glyph| glyph.width).sum()
    }

    /// The character of the line that stands at a column, else the row's last; after that, where the line ends
    /// with the row.
    pub fn at_column(&self, column: usize, last: bool) -> usize {
        let mut left = 0;
        for glyph in &self.glyphs {
            if left + glyph.width > column {
                return glyph.at;
            }
            left += glyph.width;
        }
        if last { self.end } else { self.glyphs.last().map_or(self.end, |glyph| glyph.at) }
    }
}

/// The letters of a line as they are shown: hidden characters as visible marks.
pub fn glyphs(line: &str) -> Vec<Glyph<'_>> {
    let mut at = 0;
    line.graphemes(true)
        .map(|letter| {
            let characters = letter.chars().count();
            let text = match letter {
                "\t" => Cow::Borrowed(TAB),
                _ if characters > ACCENTS || letter.chars().any(is_hidden) => visible(letter),
                _ => Cow::Borrowed(letter),
            };
            let glyph = Glyph { at, width: text.width(), text };
            at += characters;
            glyph
        })
        .collect()
}

/// Wraps a line at blanks to rows of at most `width` columns; a word longer than a row is cut between letters. At
/// least one row.
pub fn wrap(line: &str, width: usize) -> Vec<Row<'_>> {
    let width = width.max(1);
    let mut rows: Vec<Row<'_>> = vec![Row::default()];
    let mut used = 0;
    for glyph in glyphs(line) {
        if used + glyph.width > width && used > 0 {
            let carried = carry(&mut rows);
            used = carried.iter().map(|glyph| glyph.width).sum();
            let start = carried.first().map_or(glyph.at, |first| first.at);
            rows.push(Row { start, end: start, glyphs: carried });
        }
        used += glyph.width;
        if let Some(row) = rows.last_mut() {
            row.glyphs.push(glyph);
        }
    }
    close(rows, line.chars().count())
}

/// Takes the word that did not fit off the last row; a row that is one word stays whole.
fn carry<'a>(rows: &mut [Row<'a>]) -> Vec<Glyph<'a>> {
    let Some(row) = rows.last_mut() else { return Vec::new() };
    let blank = row.glyphs.iter().rposition(|glyph| glyph.text.chars().all(char::is_whitespace));
    blank.map_or_else(Vec::new, |blank| row.glyphs.split_off(blank + 1))
}

/// Sets where each row ends.
fn close(mut rows: Vec<Row<'_>>, length: usize) -> Vec<Row<'_>> {
    let mut next = length;
    for row in rows.iter_mut().rev() {
        row.end = next;
        next = row.start;
    }
    rows
}

/// Wraps text of several lines to rows of text.
pub fn paragraphs(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|line| wrap(line, width).iter().map(Row::text).collect::<Vec<_>>()).collect()
}

/// Text broken between words into lines of at most `width` cells; a longer word is broken inside.
pub fn words(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let width = width.max(1);
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split_whitespace() {
        let cells = word.width();
        if used > 0 && used + 1 + cells > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if used > 0 {
            line.push(' ');
            used += 1;
        }
        if used + cells <= width {
            line.push_str(word);
            used += cells;
            continue;
        }
        for grapheme in word.graphemes(true) {
            if used + grapheme.width() > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += grapheme.width();
        }
    }
    lines.push(line);
    lines
}
