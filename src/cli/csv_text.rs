//! CSV out: cells that a spreadsheet would run as a formula are made harmless, hidden characters visible.

use crate::cli::failure::Failure;
use crate::domain::formula::harmless;
use crate::domain::visible::visible;

/// Rows as CSV.
///
/// # Errors
/// None that a writer to memory can have; passed on all the same.
pub(super) fn rows<'a>(rows: impl Iterator<Item = Vec<std::borrow::Cow<'a, str>>>) -> Result<Vec<u8>, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Error(format!("the CSV could not be made: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_bytes())).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

/// A cell of text: with an apostrophe before what begins like a formula.
pub(super) fn text(cell: &str) -> String {
    harmless(&visible(cell)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        for (cell, harmless) in
            [("=1+1", "'=1+1"), ("+44", "'+44"), ("-2", "'-2"), ("@SUM", "'@SUM"), ("-", "-"), ("", ""), ("C-1", "C-1")]
        {
            assert_eq!(text(cell), harmless);
        }
        for cell in ["\t=1", "\r=1"] {
            assert!(text(cell).starts_with('\''), "{cell:?}");
        }
    }
}
