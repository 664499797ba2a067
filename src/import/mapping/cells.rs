//! Cells of an unknown file in the writing of our own layouts.

use crate::domain::kind::Shape;
use crate::import::mapping::dates::{self, Order};
use crate::import::mapping::vocabulary::folded;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a file writes, folded, and what it is.
pub(super) type Codes = BTreeMap<String, String>;

/// Turns a cell into the writing that our own layout of this shape reads. What cannot be turned stays as it is, so
/// that the reason for which it is held back is the usual one.
pub(super) fn translate<'t>(shape: Shape, text: &'t str, order: Order, codes: &'t Codes) -> Cow<'t, str> {
    if let Some(code) = codes.get(&folded(text)) {
        return Cow::Borrowed(code);
    }
    let turned = match shape {
        Shape::Date => dates::date(text, order).map(|date| date.to_string()),
        Shape::NcYear => nc_year(text),
        Shape::AcademicYear => academic_year(text),
        _ => None,
    };
    turned.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// `Year 7`, `Yr 07`, `Y7`, `Reception`, `Nursery 2`.
fn nc_year(text: &str) -> Option<String> {
    let word = folded(text);
    let bare = ["year group", "year", "yr", "ncy", "nc", "y"].iter().find_map(|head| word.strip_prefix(head));
    let bare = bare.unwrap_or(&word).trim_start_matches(['.', ' ']);
    match bare {
        "reception" | "rec" => Some("R".to_owned()),
        "nursery 1" => Some("N1".to_owned()),
        "nursery" | "nursery 2" => Some("N2".to_owned()),
        figures => figures.parse::<u32>().ok().filter(|_| figures.len() <= 2).map(|year| year.to_string()),
    }
}

/// `2026/2027`, `2026-27`, `2026-2027`.
fn academic_year(text: &str) -> Option<String> {
    let (first, second) = text.split_once(['/', '-'])?;
    let (first, second) = (first.trim(), second.trim());
    let end = second.get(second.len().checked_sub(2)?..)?;
    let century =
        second.len() == 2 || second.len() == 4 && first.parse::<i32>().ok()? + 1 == second.parse::<i32>().ok()?;
    century.then(|| format!("{first}/{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_our_own_writing() {
        let codes = Codes::from([("not set".to_owned(), String::new()), ("fixed term".to_owned(), "SUSP".to_owned())]);
        for (shape, text, turned) in [
            (Shape::Date, "2 Nov 2026", "2026-11-02"),
            (Shape::Date, "Not  set", ""),
            (Shape::Date, "02/11/26", "02/11/26"),
            (Shape::NcYear, "Year 7", "7"),
            (Shape::NcYear, "Yr07", "7"),
            (Shape::NcYear, "Y.13", "13"),
            (Shape::NcYear, "Reception", "R"),
            (Shape::NcYear, "Year 100", "Year 100"),
            (Shape::AcademicYear, "2026/2027", "2026/27"),
            (Shape::AcademicYear, "2026-27", "2026/27"),
            (Shape::AcademicYear, "2026/2028", "2026/2028"),
            (Shape::AcademicYear, "é", "é"),
            (Shape::Text, "Fixed Term", "SUSP"),
            (Shape::Text, "Year 7", "Year 7"),
        ] {
            assert_eq!(translate(shape, text, Order::DayFirst, &codes), turned, "{text}");
        }
    }
}
