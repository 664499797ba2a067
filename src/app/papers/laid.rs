//! A paper laid out in cells: headings, wrapped sentences, tables whose cells wrap inside their columns.

use crate::app::text::wrap::words;
use crate::domain::paper::{Paper, Section, Table};
use crate::domain::visible::visible;
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// How a line is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The title of the paper, of a part or a section.
    Heading,
    /// A sentence or the cells of a row.
    Plain,
    /// The heads of columns.
    Columns,
}

/// A line of a paper. Its Debug shows no text.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// How it is shown.
    pub tone: Tone,
    /// Without hidden characters.
    pub text: String,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.tone)
    }
}

/// The narrowest that a column is made, in cells, where its text is longer.
const NARROWEST: usize = 5;
/// The widest that a column stays so that no word in it is broken, in cells.
const WORD: usize = 14;
/// Cells between two columns, and where that is too much.
const GAPS: [usize; 2] = [2, 1];

/// The lines of a paper in a window of a width in cells.
pub fn out(paper: &Paper, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    put(&mut lines, Tone::Heading, &paper.title, width);
    paper.lead.iter().for_each(|line| put(&mut lines, Tone::Plain, line, width));
    for part in &paper.parts {
        if !part.title.is_empty() {
            blank(&mut lines);
            put(&mut lines, Tone::Heading, &part.title, width);
        }
        part.sections.iter().for_each(|section| put_section(&mut lines, section, width));
    }
    lines
}

fn blank(lines: &mut Vec<Line>) {
    lines.push(Line { tone: Tone::Plain, text: String::new() });
}

fn put(lines: &mut Vec<Line>, tone: Tone, text: &str, width: usize) {
    lines.extend(wrapped(text, width).into_iter().map(|text| Line { tone, text }));
}

/// Rows of text of at most `width` cells.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    if fits(text, width) { vec![text.to_owned()] } else { words(&visible(text), width) }
}

/// Whether a text stands on one line as it is: ASCII, with one space between words. Most cells do, of which a briefing
/// has ten thousands.
fn fits(text: &str, width: usize) -> bool {
    let plain = |bytes: &[u8]| bytes.iter().all(|byte| matches!(byte, b' '..=b'~'));
    let bytes = text.as_bytes();
    bytes.len() <= width
        && plain(bytes)
        && !bytes.starts_with(b" ")
        && !bytes.ends_with(b" ")
        && !bytes.windows(2).any(|pair| pair == b"  ")
}

fn put_section(lines: &mut Vec<Line>, section: &Section, width: usize) {
    blank(lines);
    put(lines, Tone::Heading, &section.title, width);
    section.lines.iter().for_each(|line| put(lines, Tone::Plain, line, width));
    if let Some(table) = &section.table {
        put_table(lines, table, width);
    }
}

fn put_table(lines: &mut Vec<Line>, table: &Table, width: usize) {
    let (widths, gap) = widths(table, width);
    let figures: Vec<bool> = (0..table.columns.len()).map(|column| table.is_figures(column)).collect();
    let mut put = |tone, cells: &[&str]| {
        if cells.iter().zip(&widths).all(|(cell, width)| fits(cell, *width)) {
            lines.push(Line { tone, text: one_line(cells, (&widths, gap), &figures) });
            return;
        }
        let cells: Vec<Vec<String>> = cells.iter().zip(&widths).map(|(cell, width)| wrapped(cell, *width)).collect();
        for row in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut text = String::new();
            for ((cell, width), right) in cells.iter().zip(&widths).zip(&figures) {
                let cell = cell.get(row).map_or("", String::as_str);
                let fill = " ".repeat(width.saturating_sub(cell.width()));
                let (before, after) = if *right { (fill.as_str(), "") } else { ("", fill.as_str()) };
                text.extend([before, cell, after, &" ".repeat(gap)]);
            }
            text.truncate(text.trim_end().len());
            lines.push(Line { tone, text });
        }
    };
    put(Tone::Columns, &table.columns);
    for row in &table.rows {
        put(Tone::Plain, &row.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

/// A row whose cells all fit.
fn one_line(cells: &[&str], (widths, gap): (&[usize], usize), figures: &[bool]) -> String {
    let mut text = String::with_capacity(widths.iter().map(|width| width + gap).sum());
    for ((cell, width), right) in cells.iter().zip(widths).zip(figures) {
        let fill = width.saturating_sub(cell.len());
        let (before, after) = if *right { (fill, 0) } else { (0, fill) };
        text.extend(std::iter::repeat_n(' ', before));
        text.push_str(cell);
        text.extend(std::iter::repeat_n(' ', after + gap));
    }
    text.truncate(text.trim_end().len());
    text
}

/// The widths of the columns and the gap between them. A column is as wide as its widest cell; where that is too much
/// the widest give way first, down to their longest words, then the gap, then the words.
fn widths(table: &Table, width: usize) -> (Vec<usize>, usize) {
    let longest = |text: &str| text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let measured = table.columns.iter().enumerate().map(|(at, word)| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| visible(cell));
        cells.chain([Cow::Borrowed(*word)]).fold((0, 0), |(wide, floor), cell| {
            let width = if cell.is_ascii() { cell.len() } else { cell.width() };
            // Only in a longer cell can a longer word stand, and no floor is higher than a word's.
            let floor = if width > floor && floor < WORD { floor.max(longest(&cell)) } else { floor };
            (wide.max(width), floor)
        })
    });
    let (mut widths, floors): (Vec<usize>, Vec<usize>) = measured.map(|(wide, floor)| (wide, floor.min(WORD))).unzip();
    let room = |gap: usize| width.saturating_sub(gap * widths.len().saturating_sub(1));
    let gap = GAPS.into_iter().find(|gap| floors.iter().sum::<usize>() <= room(*gap)).unwrap_or(GAPS[1]);
    let room = room(gap);
    shrink(&mut widths, &floors, room);
    shrink(&mut widths, &vec![NARROWEST; floors.len()], room);
    (widths, gap)
}

/// Takes cells from the widest columns that are above their floors until all fit, or none is.
fn shrink(widths: &mut [usize], floors: &[usize], room: usize) {
    while widths.iter().sum::<usize>() > room {
        let above = widths.iter_mut().zip(floors).filter(|(width, floor)| **width > **floor);
        let Some((most, _)) = above.max_by_key(|(width, _)| **width) else { return };
        *most -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::paper::tests::paper;

    #[test]
    fn no_line_is_wider_than_the_window_and_no_cell_loses_text() {
        for width in [60, 80, 120] {
            let lines = out(&paper(), width);
            for line in &lines {
                assert!(line.text.width() <= width, "{width}: {}", line.text);
                assert!(!line.text.contains('\u{202e}'), "{}", line.text);
            }
            let whole: String = lines.iter().flat_map(|line| line.text.split_whitespace()).collect();
            assert!(whole.contains("HYPERLINK(\"http://x\",\"y\")"), "{width}: {whole}");
        }
        let columns: Vec<_> = out(&paper(), 80).into_iter().filter(|line| line.tone == Tone::Columns).collect();
        assert_eq!(columns.len(), 2);
    }

    #[test]
    fn the_widest_column_gives_way_first() {
        let row = ["a".repeat(30), "b".repeat(8), "c".repeat(20)].map(|cell| cell.clone());
        let table = Table { columns: vec!["x", "y", "z"], rows: vec![row.to_vec()] };
        for (width, columns, gap) in [
            (100, [30, 8, 20], 2),
            (52, [20, 8, 20], 2),
            (40, [14, 8, 14], 2),
            (38, [14, 8, 14], 1),
            (30, [10, 8, 10], 1),
        ] {
            assert_eq!(widths(&table, width), (columns.to_vec(), gap), "{width}");
        }
    }
}
