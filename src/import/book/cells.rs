//! What a cell holds, as the text that a CSV file would hold.

use crate::import::rows::LONGEST_ROW;
use calamine::{DataType, ExcelDateTime};

/// How many decimal places carry all that a spreadsheet shows: it has fifteen figures.
const FIGURES: usize = 14;

/// The text of a cell; `None` where it is blank. Of a text that alone is longer than a row may be, as much as tells
/// that: thousands of cells may share it.
pub(super) fn text(cell: &impl DataType) -> Option<String> {
    if let Some(text) = cell.get_string().or_else(|| cell.get_datetime_iso()).or_else(|| cell.get_duration_iso()) {
        return Some(begins(text).to_owned()).filter(|text| !text.trim().is_empty());
    }
    if let Some(date) = cell.get_datetime() {
        return Some(moment(&date));
    }
    let whole = cell.get_int().map(|number| number.to_string());
    let number = whole.or_else(|| cell.get_float().map(number));
    let flag = || cell.get_bool().map(|flag| flag.to_string());
    number.or_else(flag).or_else(|| cell.get_error().map(ToString::to_string))
}

fn begins(text: &str) -> &str {
    if text.len() <= LONGEST_ROW {
        return text;
    }
    let end = (LONGEST_ROW + 1..text.len()).find(|&end| text.is_char_boundary(end));
    end.map_or(text, |end| text.split_at(end).0)
}

/// Without the `.0` of a whole number and without the rubbish behind the fifteenth figure.
fn number(number: f64) -> String {
    let shown = format!("{number:.FIGURES$e}").parse::<f64>().unwrap_or(number);
    // Minus nought is nought.
    if shown == 0.0 { "0".to_owned() } else { shown.to_string() }
}

/// A day, with its time where that is not midnight; a time alone where there is no day.
fn moment(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if date.is_duration() || (0.0..1.0).contains(&date.as_f64()) {
        return time;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if date.as_f64().fract() == 0.0 { day } else { format!("{day} {time}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{CellErrorType, Data, ExcelDateTimeType};

    #[test]
    fn cells_become_what_a_text_file_would_say() {
        let date = |value, is_1904| Data::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904));
        for (cell, expected) in [
            (Data::Empty, None),
            (Data::String("  ".into()), None),
            (Data::String(" a ".into()), Some(" a ")),
            (Data::Int(7), Some("7")),
            (Data::Float(566_910.0), Some("566910")),
            (Data::Float(-0.0), Some("0")),
            (Data::Float(0.1 + 0.2), Some("0.3")),
            (Data::Float(1234.5), Some("1234.5")),
            (Data::Float(1e15), Some("1000000000000000")),
            (Data::Bool(true), Some("true")),
            (date(45_659.0, false), Some("2025-01-02")),
            (date(44_197.0, true), Some("2025-01-02")),
            (date(45_659.5, false), Some("2025-01-02 12:00:00")),
            (date(0.375, false), Some("09:00:00")),
            (date(f64::MAX, false), Some("9999-12-31")),
            (Data::DateTimeIso("2025-01-02T00:00:00".into()), Some("2025-01-02T00:00:00")),
            (Data::Error(CellErrorType::NA), Some("#N/A")),
        ] {
            assert_eq!(text(&cell).as_deref(), expected, "{cell:?}");
        }
    }
}
