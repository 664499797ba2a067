//! Money let go to a school: refused unless the child's PEP is good enough. One act for the board of PEPs and for the
//! money itself.

use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::kind::work::TERMS;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::money;
use crate::domain::part::answers::MISSING;
use crate::domain::pep::NamedTerm;
use crate::domain::pep::plan::Gate;
use crate::domain::premium::{FinancialYear, Purse};
use crate::domain::work::{Act, Ask, Entry, Line, Needs, Scene};
use chrono::NaiveDate;

/// Between the parts of a row among what is known of a line.
pub(super) const PART: &str = "\u{1f}";

/// The act.
pub(in crate::domain::part) const ACT: Act = Act {
    key: 'm',
    title: "release money",
    needs: Needs::Line,
    asks: &[
        Ask { first: |line, _| line.get("left").to_owned(), ..Ask::must("amount in pounds", Shape::Money) },
        Ask { first: |line, _| line.get("purpose").to_owned(), ..Ask::new("purpose", Shape::Text) },
        Ask { first: term_of_day, ..Ask::must("term", Shape::OneOf(TERMS)) },
        Ask::today("released on"),
    ],
    open,
    write: release,
};

/// The term whose money is asked for on a day.
pub(super) fn term_of_day(_: &Line, today: NaiveDate) -> String {
    NamedTerm::of_month(today).name().to_owned()
}

/// What the act needs of a line about a child: whether the PEP allows it (`None` for a year that is over), what is left
/// of the running year, what went out already.
pub(in crate::domain::part) fn known(line: Line, scene: &Scene<'_>, case: &Case<'_>, gate: Option<Gate>) -> Line {
    let today = scene.today();
    let year = FinancialYear::of(today);
    let purse = Purse::of(scene.books, ChildKey(case.child.key), year, today);
    of_purse(line, &purse, year, gate)
}

/// The same of money that is added up already.
pub(super) fn of_purse(mut line: Line, purse: &Purse<'_>, year: FinancialYear, gate: Option<Gate>) -> Line {
    line = line.knowing("gate", gate.map_or("", Gate::code)).knowing("financial_year", year.to_string());
    line = line.knowing("allocated", purse.allocated().to_string());
    let left = purse.allocated() - purse.released();
    line = line.knowing("left", if left > 0 { money::figures(left) } else { String::new() });
    let last = purse.uses.iter().rev().find(|of| !of.purpose.is_empty());
    line = line.knowing("purpose", last.map_or("", |of| of.purpose));
    for row in purse.rows.iter().filter(|row| row.kind == Kind::PremiumRelease) {
        let day = row.date("released").unwrap_or_default();
        line = line.knowing("release", key(row.text("term"), &day.to_string(), row.text("purpose")));
    }
    line
}

fn key(term: &str, day: &str, purpose: &str) -> String {
    [term, day, purpose].join(PART)
}

fn open(line: &Line) -> Result<(), &'static str> {
    let Some(gate) = Gate::of_code(line.get("gate")) else { return Err("this year is over") };
    gate.open()?;
    if line.get("allocated").parse().is_ok_and(|pence: i64| pence > 0) {
        if line.get("left").is_empty() { Err("all that is allocated this year was released") } else { Ok(()) }
    } else {
        Err("nothing is allocated to this child this financial year")
    }
}

fn release(line: &Line, answers: &[Option<Value>], today: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [Some(Value::Number(amount)), purpose, Some(Value::Text(term)), Some(Value::Date(on))] = answers else {
        return Err(MISSING);
    };
    // The line may have been drawn before; whatever else wrote since, the gate is asked again.
    open(line)?;
    let left = money::parse(line.get("left")).unwrap_or(0);
    let year = FinancialYear::read(line.get("financial_year"));
    let again = |purpose: &str| {
        let key = key(term, &on.to_string(), purpose);
        line.known.iter().any(|(name, text)| *name == "release" && *text == key)
    };
    let words = match purpose {
        Some(Value::Text(words)) => words.as_str(),
        _ => "",
    };
    if *amount == 0 {
        Err("nothing is no release")
    } else if *amount > left {
        Err("that is more than is allocated and not yet released")
    } else if *on > today {
        Err("a release lies on a day that has come")
    } else if year != Some(FinancialYear::of(*on)) {
        Err("that day lies in another financial year")
    } else if again(words) {
        Err("something was released that day for that purpose: put both together, or name the purpose more exactly")
    } else {
        let row = Entry::of(Kind::PremiumRelease, line).known(line, &["financial_year"]).text("term", term);
        let row = row.day("released", *on).with("amount", Some(Value::Number(*amount)));
        Ok(vec![row.with("purpose", purpose.clone())])
    }
}
