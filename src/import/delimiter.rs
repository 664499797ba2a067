//! What divides the cells of a text file: found by trying each, so that no sign inside a quoted word misleads.

use crate::import::header::recognise;
use crate::import::lines::{Head, Row};
use crate::import::rows::Rows;
use std::collections::BTreeMap;
use std::io;

/// The first is taken where nothing tells.
const DELIMITERS: [u8; 3] = *b",;\t";

/// By how many bytes of its beginning a file is judged.
const LOOKED_AT: usize = 1 << 16;

/// Divides the rows by what makes a known header of one of the first, else by what makes most of them equally wide.
///
/// # Errors
/// Those of the source.
pub(super) fn settle(rows: &mut Rows<'_>) -> io::Result<()> {
    let beginning = rows.beginning(LOOKED_AT)?;
    let mut best = (0, DELIMITERS[0]);
    for delimiter in DELIMITERS {
        let mut text = beginning;
        let mut trial = Rows::new(&mut text, delimiter);
        let head = Head::of(&mut trial)?;
        let first = head.rows();
        // A header with a column twice is one too.
        let known = !matches!(recognise(&first), Ok(None));
        let alike = equally_wide(&first);
        if known || alike > best.0 {
            best = (alike, delimiter);
        }
        if known {
            break;
        }
    }
    rows.divide_by(best.1);
    Ok(())
}

/// How many of the rows have the most frequent number of cells above one.
fn equally_wide(rows: &[&Row]) -> usize {
    let mut widths = BTreeMap::<usize, usize>::new();
    for row in rows.iter().filter(|row| row.len() > 1) {
        *widths.entry(row.len()).or_default() += 1;
    }
    widths.into_values().max().unwrap_or_default()
}
