//! What the values of a column say about what it is.

use crate::domain::attendance::parse_code;
use crate::domain::kind::{Kind, Shape};
use crate::domain::upn;
use crate::import::mapping::cells::{Codes, translate};
use crate::import::mapping::dates::{self, Order};
use crate::import::mapping::meaning::{Meaning, fields};
use crate::import::mapping::vocabulary::{BLANKS, folded, words};
use crate::import::mapping::wide::marks;
use crate::import::values::value;

/// How many values of a column are what a meaning holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fit {
    /// Values that fit.
    pub(super) fits: usize,
    /// Values that are there at all.
    pub(super) of: usize,
    /// Every value fits any text, so that a fit says nothing.
    pub(super) any: bool,
}

impl Fit {
    /// Whether at least so many in a hundred fit.
    pub(super) const fn reaches(self, percent: usize) -> bool {
        self.of > 0 && 100 * self.fits >= percent * self.of
    }
}

/// Whether a cell is as good as empty.
pub(super) fn blank(text: &str) -> bool {
    text.is_empty() || BLANKS.contains(&folded(text).as_str())
}

/// Looks at the values of a column as those of a meaning.
pub(super) fn fit<'v>(kind: Kind, meaning: Meaning, values: impl Iterator<Item = &'v str>, order: Order) -> Fit {
    let codes = vocabulary(kind, meaning);
    let shape = shape(kind, meaning);
    let mut fit = Fit { any: matches!(shape, Shape::Text) && !is_marked(kind, meaning), ..Fit::default() };
    for text in values.filter(|text| !blank(text)) {
        fit.of += 1;
        fit.fits += usize::from(holds(kind, meaning, shape, &translate(shape, text, order, &codes)));
    }
    fit
}

fn is_marked(kind: Kind, meaning: Meaning) -> bool {
    kind == Kind::Attendance && matches!(meaning.word(), "code" | "am" | "pm" | "marks" | "school_urn")
        || matches!(meaning.word(), "urn" | "school_urn" | "sex")
}

fn holds(kind: Kind, meaning: Meaning, shape: Shape, text: &str) -> bool {
    match (kind, meaning.word()) {
        (_, "upn") => upn::valid(text) || matches!(text, "UN1" | "UN2" | "UN3" | "UN4" | "UN5"),
        (_, "urn" | "school_urn") => text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()),
        (_, "sex") => matches!(folded(text).as_str(), "m" | "f" | "male" | "female" | "1" | "2"),
        (Kind::Attendance, "code") => text.is_empty() || marks(text).is_ok_and(|marks| marks.len() <= 2),
        (Kind::Attendance, "am" | "pm") => text.is_empty() || parse_code(text).is_some(),
        (Kind::Attendance, "marks") => marks(text).is_ok_and(|marks| marks.len() >= 4),
        // A name or an id that is a date, or a pupil number, is another column.
        _ if shape == Shape::Text => dates::date(text, Order::DayFirst).is_none() && !upn::valid(text),
        _ => text.is_empty() || value(shape, text).is_ok(),
    }
}

/// The shape of what a meaning holds.
pub(super) fn shape(kind: Kind, meaning: Meaning) -> Shape {
    match meaning {
        Meaning::Upn => Shape::Upn,
        Meaning::Nothing | Meaning::Child => Shape::Text,
        Meaning::Field(name) => {
            fields(kind).into_iter().find(|(field, _)| *field == name).map_or(Shape::Text, |(_, shape)| shape)
        }
    }
}

/// The words that files write for the codes of a meaning.
pub(super) fn vocabulary(kind: Kind, meaning: Meaning) -> Codes {
    let pairs = words(kind, meaning.word()).iter();
    pairs.map(|(written, code)| ((*written).to_owned(), (*code).to_owned())).collect()
}

/// The order of day and month that fits more of the values; day first where both do.
pub(super) fn order<'v>(values: impl Iterator<Item = &'v str>) -> Order {
    let (mut day_first, mut month_first) = (0, 0);
    for text in values {
        day_first += usize::from(dates::date(text, Order::DayFirst).is_some());
        month_first += usize::from(dates::date(text, Order::MonthFirst).is_some());
    }
    if month_first > day_first { Order::MonthFirst } else { Order::DayFirst }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_fit_and_the_first_that_do_not() {
        let field = Meaning::Field;
        for (kind, meaning, text, fits) in [
            (Kind::Pep, Meaning::Upn, "H801200001001", true),
            (Kind::Pep, Meaning::Upn, "J801200001001", false),
            (Kind::Pep, Meaning::Upn, "UN5", true),
            (Kind::Pep, Meaning::Upn, "UN6", false),
            (Kind::Pep, Meaning::Child, "P-0001", true),
            (Kind::Pep, Meaning::Child, "H801200001001", false),
            (Kind::Pep, Meaning::Child, "02/11/2026", false),
            (Kind::Pep, field("due"), "2 Nov 2026", true),
            (Kind::Pep, field("due"), "2 Nov", false),
            (Kind::Pep, field("quality"), "G", true),
            (Kind::Pep, field("quality"), "blue", false),
            (Kind::Attendance, field("code"), "/\\", true),
            (Kind::Attendance, field("code"), "Present", true),
            (Kind::Attendance, field("code"), "??", false),
            (Kind::Attendance, field("marks"), "/\\/\\", true),
            (Kind::Attendance, field("marks"), "/\\/", false),
            (Kind::Attendance, field("school_urn"), "100001", true),
            (Kind::Attendance, field("school_urn"), "10001", false),
            (Kind::Attendance, field("session"), "Morning", true),
            (Kind::Child, field("nc_year"), "Year 14", true),
            (Kind::Child, field("nc_year"), "Year 15", false),
            (Kind::Child, field("sex"), "F", true),
            (Kind::Child, field("sex"), "Fox", false),
        ] {
            let found = fit(kind, meaning, [text, "", "n/a"].into_iter(), Order::DayFirst);
            assert_eq!((found.fits, found.of), (usize::from(fits), 1), "{meaning:?} {text}");
        }
    }

    #[test]
    fn the_order_of_a_date_is_told_by_the_days_past_the_twelfth() {
        for (values, expected) in [
            (&["02/11/2026"][..], Order::DayFirst),
            (&["02/11/2026", "13/11/2026"], Order::DayFirst),
            (&["02/11/2026", "11/13/2026"], Order::MonthFirst),
            (&["2026-11-02"], Order::DayFirst),
            (&[], Order::DayFirst),
        ] {
            assert_eq!(order(values.iter().copied()), expected, "{values:?}");
        }
    }

    #[test]
    fn nine_in_ten_reach_ninety() {
        for (fits, of, reached) in [(9, 10, true), (8, 9, false), (0, 0, false), (1, 1, true)] {
            assert_eq!(Fit { fits, of, any: false }.reaches(90), reached, "{fits} of {of}");
        }
    }
}
