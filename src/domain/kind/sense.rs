//! What the cells of a row say together: a row of the rest of the work that cannot be is held back.

use crate::domain::kind::{Kind, Value};
use crate::domain::money::pounds;

/// Why a row cannot be, and the column in which that shows.
pub type Nonsense = (&'static str, String);

/// Days of which the second is not before the first.
const IN_ORDER: &[(Kind, &str, &str)] = &[
    (Kind::Cohort, "start", "end"),
    (Kind::ReferralStage, "received", "on"),
    (Kind::ReferralStage, "on", "due"),
    (Kind::Support, "start", "ends"),
    (Kind::Challenge, "raised", "answer_due"),
    (Kind::Challenge, "raised", "answered"),
    (Kind::SchoolAction, "raised", "answer_due"),
    (Kind::SchoolAction, "raised", "answered"),
    (Kind::Guarantee, "offered", "start"),
    (Kind::Enquiry, "received", "reply_due"),
    (Kind::Enquiry, "received", "replied"),
    (Kind::Admission, "applied", "decided"),
    (Kind::Admission, "applied", "started"),
    (Kind::Admission, "applied", "appeal"),
    (Kind::SenPlan, "start", "end"),
    (Kind::EarlyYears, "start", "end"),
    (Kind::Timetable, "start", "end"),
    (Kind::Timetable, "start", "review_due"),
];

/// A column that is filled where another holds a code.
const WITH_CODE: &[(Kind, &str, &str, &str)] =
    &[(Kind::PepStage, "stage", "sent_back", "reason"), (Kind::ReferralStage, "stage", "closed", "outcome")];

/// Of these one is filled.
const ONE_OF: &[(Kind, &[&str])] =
    &[(Kind::PepReview, &["overall", "voice", "targets", "attainment", "funding", "transition", "attendance"])];

/// Sums in pence, from and to which a row can be meant: a child's rate was 2,630 pounds in 2025/26.
const SUMS: &[(Kind, &str, std::ops::RangeInclusive<i64>)] =
    &[(Kind::PremiumRate, "rate", 100..=1_000_000), (Kind::PremiumRelease, "amount", 1..=10_000_000)];

/// Why a row of a kind cannot be, given its filled cells by their names.
pub fn nonsense<'v>(kind: Kind, get: &dyn Fn(&str) -> Option<&'v Value>) -> Option<Nonsense> {
    order(kind, get).or_else(|| missing(kind, get)).or_else(|| figures(kind, get))
}

fn order<'v>(kind: Kind, get: &dyn Fn(&str) -> Option<&'v Value>) -> Option<Nonsense> {
    IN_ORDER.iter().filter(|(of, ..)| *of == kind).find_map(|(_, first, then)| {
        let (Value::Date(before), Value::Date(after)) = (get(first)?, get(then)?) else { return None };
        (after < before).then(|| (*then, format!("lies before {first}")))
    })
}

fn missing<'v>(kind: Kind, get: &dyn Fn(&str) -> Option<&'v Value>) -> Option<Nonsense> {
    let with_code = WITH_CODE.iter().filter(|(of, ..)| *of == kind).find_map(|(_, column, code, needed)| {
        let is = matches!(get(column)?, Value::Text(text) if text == code);
        (is && get(needed).is_none()).then(|| (*needed, format!("must be filled where {column} is {code}")))
    });
    let none = |columns: &&[&'static str]| columns.iter().all(|column| get(column).is_none());
    let one_of = || {
        let columns = ONE_OF.iter().find(|(of, _)| *of == kind).map(|(_, columns)| *columns).filter(none)?;
        Some((*columns.first()?, format!("must be filled, or one of {}", columns.get(1..)?.join(", "))))
    };
    with_code.or_else(one_of)
}

fn figures<'v>(kind: Kind, get: &dyn Fn(&str) -> Option<&'v Value>) -> Option<Nonsense> {
    let sum = SUMS.iter().filter(|(of, ..)| *of == kind).find_map(|(_, column, range)| match get(column)? {
        Value::Number(pence) if !range.contains(pence) => {
            let (least, most) = (pounds(*range.start()), pounds(*range.end()));
            Some((*column, format!("is not between {least} and {most}")))
        }
        _ => None,
    });
    let measure = || match (kind, get("value")) {
        (Kind::National, Some(Value::Text(text))) if text.trim_end_matches('%').trim().parse::<f64>().is_err() => {
            Some(("value", "is not a figure".to_owned()))
        }
        _ => None,
    };
    sum.or_else(measure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::spec;

    fn said(kind: Kind, cells: &[(&str, Value)]) -> String {
        let get = |name: &str| cells.iter().find(|(column, _)| *column == name).map(|(_, value)| value);
        nonsense(kind, &get).map_or_else(String::new, |(column, why)| format!("{column} {why}"))
    }

    fn day(text: &str) -> Value {
        Value::Date(text.parse().unwrap())
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn an_end_may_be_the_day_of_the_start_and_not_the_day_before() {
        for (kind, first, then) in IN_ORDER {
            let cells = |end: &str| [(*first, day("2026-11-02")), (*then, day(end))];
            assert_eq!(said(*kind, &cells("2026-11-02")), "", "{kind:?} {then}");
            assert_eq!(said(*kind, &cells("2026-11-01")), format!("{then} lies before {first}"), "{kind:?}");
            assert_eq!(said(*kind, &cells("2026-11-01")[1..]), "", "{kind:?}: one of them alone");
        }
    }

    #[test]
    fn what_was_sent_back_says_why_and_what_was_closed_what_came_of_it() {
        let stage = |code: &str| vec![("stage", text(code))];
        assert_eq!(said(Kind::PepStage, &stage("sent_back")), "reason must be filled where stage is sent_back");
        assert_eq!(said(Kind::PepStage, &stage("submitted")), "");
        let why = [stage("sent_back"), vec![("reason", text("no targets"))]].concat();
        assert_eq!(said(Kind::PepStage, &why), "");
        assert_eq!(said(Kind::ReferralStage, &stage("closed")), "outcome must be filled where stage is closed");
        assert_eq!(said(Kind::ReferralStage, &stage("reviewed")), "");
    }

    #[test]
    fn a_review_without_any_colour_says_nothing() {
        assert!(said(Kind::PepReview, &[]).starts_with("overall must be filled, or one of voice, targets"));
        assert_eq!(said(Kind::PepReview, &[("attendance", text("red"))]), "");
    }

    #[test]
    fn sums_and_figures_can_be_meant() {
        let rate = |pence| said(Kind::PremiumRate, &[("rate", Value::Number(pence))]);
        assert_eq!((rate(100).as_str(), rate(1_000_000).as_str()), ("", ""));
        assert_eq!(rate(1_000_001), "rate is not between GBP 1.00 and GBP 10,000.00");
        assert_eq!(rate(99), "rate is not between GBP 1.00 and GBP 10,000.00");
        let amount = |pence| said(Kind::PremiumRelease, &[("amount", Value::Number(pence))]);
        assert_eq!((amount(1).as_str(), amount(10_000_000).as_str()), ("", ""));
        assert!(amount(0).starts_with("amount is not between") && !amount(10_000_001).is_empty());
        let national = |value: &str| said(Kind::National, &[("value", text(value))]);
        assert_eq!(
            (national("7.1").as_str(), national("7.1 %").as_str(), national("c").as_str()),
            ("", "", "value is not a figure")
        );
    }

    #[test]
    fn every_column_is_one_of_its_kind() {
        let named = |kind: Kind, column: &str| assert!(spec(kind).position(column).is_some(), "{kind:?} {column}");
        for (kind, first, then) in IN_ORDER {
            named(*kind, first);
            named(*kind, then);
        }
        for (kind, one, _, other) in WITH_CODE {
            named(*kind, one);
            named(*kind, other);
        }
        for (kind, columns) in ONE_OF {
            columns.iter().for_each(|column| named(*kind, column));
        }
        for (kind, column, _) in SUMS {
            named(*kind, column);
        }
    }
}
