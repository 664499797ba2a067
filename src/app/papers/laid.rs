//! A paper laid out in cells: headings, wrapped sentences, tables whose cells wrap inside their columns.

use crate::app::text::wrap::{Row, wrap};
use crate::domain::paper::{Paper, Section, Table};
use crate::domain::visible::visible;
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
/// Cells between two columns.
const GAP: usize = 2;

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

/// Rows of text of at most `width` cells, without blanks at their ends.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    wrap(&visible(text), width).iter().map(Row::text).map(|row| row.trim_end().to_owned()).collect()
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
    let widths = widths(table, width);
    let figures: Vec<bool> = (0..table.columns.len()).map(|column| table.is_figures(column)).collect();
    let mut put = |tone, cells: &[&str]| {
        let cells: Vec<Vec<String>> = cells.iter().zip(&widths).map(|(cell, width)| wrapped(cell, *width)).collect();
        for row in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut text = String::new();
            for ((cell, width), right) in cells.iter().zip(&widths).zip(&figures) {
                let cell = cell.get(row).map_or("", String::as_str);
                let fill = " ".repeat(width.saturating_sub(cell.width()));
                let (before, after) = if *right { (fill.as_str(), "") } else { ("", fill.as_str()) };
                text.extend([before, cell, after, &" ".repeat(GAP)]);
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

/// As wide as its widest cell; where that is too much the widest give way first.
fn widths(table: &Table, width: usize) -> Vec<usize> {
    let widest = |(column, word): (usize, &&str)| {
        let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| visible(cell).width());
        cells.chain([word.width()]).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = table.columns.iter().enumerate().map(widest).collect();
    let room = width.saturating_sub(GAP * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(most) = widths.iter_mut().max().filter(|most| **most > NARROWEST) else { break };
        *most -= 1;
    }
    widths
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
        assert_eq!(widths(&table, 100), [30, 8, 20]);
        assert_eq!(widths(&table, 52), [20, 8, 20]);
        assert_eq!(widths(&table, 40), [14, 8, 14]);
    }
}
