//! Tables of text for a person: columns as wide as their widest cell, hidden characters visible.

use crate::domain::visible::visible;
use unicode_width::UnicodeWidthStr;

/// Rows under a heading, two blanks between columns, no blanks at line ends.
pub(super) fn aligned(heading: &[&str], rows: &[Vec<String>]) -> String {
    let shown: Vec<Vec<String>> = std::iter::once(heading.iter().map(|&word| word.to_owned()).collect())
        .chain(rows.iter().map(|row| row.iter().map(|cell| visible(cell).into_owned()).collect()))
        .collect();
    let width = |column: usize| shown.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..heading.len()).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in &shown {
        let start = text.len();
        for (cell, width) in row.iter().zip(&widths) {
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
    text
}

/// The same as a Markdown table, which the README can hold.
pub(super) fn markdown(heading: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| {
        let escaped: Vec<String> = cells.iter().map(|cell| visible(cell).replace('|', "\\|")).collect();
        format!("| {} |\n", escaped.join(" | "))
    };
    let heading: Vec<String> = heading.iter().map(|&word| word.to_owned()).collect();
    let rule = vec!["---".to_owned(); heading.len()];
    let mut text = line(&heading) + &line(&rule);
    text.extend(rows.iter().map(|row| line(row)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = vec![vec!["1".into(), "Ōkami".into()], vec!["12".into(), "日本".into()]];
        assert_eq!(aligned(&["no", "name"], &rows), "no  name\n1   Ōkami\n12  日本\n");
        assert_eq!(
            markdown(&["a", "b"], &[vec!["x|y".into(), String::new()]]),
            "| a | b |\n| --- | --- |\n| x\\|y |  |\n"
        );
    }
}
