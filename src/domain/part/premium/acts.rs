//! What is written down about a child's money: set aside, spent, to which end. Releases stand beside.

use crate::domain::kind::work::TERMS;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::money;
use crate::domain::part::answers::MISSING;
use crate::domain::part::premium::release::{self, PART, term_of_day};
use crate::domain::premium::{FinancialYear, Purse, Use};
use crate::domain::work::{Act, Ask, Entry, Line, Needs};
use chrono::NaiveDate;

const TERM: Ask = Ask { first: term_of_day, ..Ask::must("term", Shape::OneOf(TERMS)) };
const PURPOSE: Ask = Ask { first: |line, _| line.get("purpose").to_owned(), ..Ask::must("purpose", Shape::Text) };

pub(super) const ACTS: &[Act] = &[
    Act {
        key: 'a',
        title: "allocate",
        needs: Needs::Child,
        asks: &[
            Ask { first: year_of, ..Ask::must("financial year", Shape::AcademicYear) },
            TERM,
            Ask { first: |line, _| line.get("share").to_owned(), ..Ask::must("amount in pounds", Shape::Money) },
            Ask::new("purpose", Shape::Text),
        ],
        open: |_| Ok(()),
        write: allocate,
    },
    release::ACT,
    Act {
        key: 's',
        title: "spent",
        needs: Needs::Line,
        asks: &[Ask::must("amount in pounds", Shape::Money), PURPOSE, TERM],
        open: something,
        write: spend,
    },
    Act {
        key: 't',
        title: "target, or what came of it",
        needs: Needs::Line,
        asks: &[
            PURPOSE,
            TERM,
            Ask { first: |line, _| line.get("target").to_owned(), ..Ask::must("target", Shape::Text) },
            Ask { first: |line, _| line.get("impact").to_owned(), ..Ask::new("what came of it", Shape::Text) },
        ],
        open: something,
        write: target,
    },
];

fn something(line: &Line) -> Result<(), &'static str> {
    if line.get("allocated").parse().is_ok_and(|pence: i64| pence > 0) { Ok(()) } else { Err("nothing is allocated") }
}

fn year_of(line: &Line, today: NaiveDate) -> String {
    let year = FinancialYear::read(line.get("financial_year"));
    year.unwrap_or_else(|| FinancialYear::of(today)).to_string()
}

/// What the acts need beside what a release needs: every row with its sums, and the target of the latest use.
pub(super) fn known(mut line: Line, purse: &Purse<'_>) -> Line {
    for row in purse.rows.iter().filter(|row| row.kind == Kind::Premium) {
        let sum = |name| row.number(name).unwrap_or(0).to_string();
        let parts =
            [row.text("financial_year"), row.text("term"), row.text("purpose"), &sum("allocated"), &sum("spent")];
        line = line.knowing("row", parts.join(PART));
    }
    let aimed = purse.uses.iter().rev().find(|of| !of.purpose.is_empty()).and_then(|of: &Use<'_>| of.target);
    let text = |name| aimed.map_or("", |row| row.text(name));
    line.knowing("target", text("target")).knowing("impact", text("impact"))
}

/// A row as it stands: its year and term as they are written there, and its sums in pence.
struct Row<'a> {
    year: &'a str,
    term: &'a str,
    allocated: i64,
    spent: i64,
}

/// The row of a term and purpose; `None` where there is none.
fn row<'a>(line: &'a Line, term: &str, purpose: &str) -> Option<Row<'a>> {
    line.known.iter().filter(|(name, _)| *name == "row").find_map(|(_, text)| {
        let parts: Vec<&str> = text.split(PART).collect();
        let &[year, of_term, of_purpose, allocated, spent] = parts.as_slice() else { return None };
        let row = Row { year, term: of_term, allocated: allocated.parse().ok()?, spent: spent.parse().ok()? };
        (of_term.eq_ignore_ascii_case(term) && of_purpose == purpose).then_some(row)
    })
}

fn allocate(line: &Line, answers: &[Option<Value>], _: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [Some(Value::Text(year)), Some(Value::Text(term)), Some(Value::Number(amount)), purpose] = answers else {
        return Err(MISSING);
    };
    let words = match purpose {
        Some(Value::Text(words)) => words.as_str(),
        _ => "",
    };
    let same_year = FinancialYear::read(year) == FinancialYear::read(line.get("financial_year"));
    if same_year && row(line, term, words).is_some_and(|row| row.allocated > 0) {
        return Err("that term has an allocation for that purpose: name another purpose, or undo the first");
    }
    if *amount == 0 {
        return Err("nothing is no allocation");
    }
    let before = row(line, term, words).filter(|_| same_year);
    let (year, term) = before.as_ref().map_or((year.as_str(), term.as_str()), |row| (row.year, row.term));
    let row =
        Entry::of(Kind::Premium, line).text("financial_year", year).text("term", term).with("purpose", purpose.clone());
    Ok(vec![row.with("allocated", Some(Value::Number(*amount)))])
}

/// Adds to what is spent under a term and purpose already.
fn spend(line: &Line, answers: &[Option<Value>], _: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [Some(Value::Number(amount)), Some(Value::Text(purpose)), Some(Value::Text(term))] = answers else {
        return Err(MISSING);
    };
    let before = row(line, term, purpose);
    let year = before.as_ref().map_or(line.get("financial_year"), |row| row.year);
    let term = before.as_ref().map_or(term.as_str(), |row| row.term);
    let spent = before.as_ref().map_or(0, |row| row.spent).checked_add(*amount);
    let spent = spent.filter(|spent| *spent <= money::MOST);
    let spent = spent.ok_or("that is more than one row may say: a slip?")?;
    if *amount == 0 {
        return Err("nothing was not spent");
    }
    let row = Entry::of(Kind::Premium, line).text("financial_year", year).text("term", term);
    Ok(vec![row.text("purpose", purpose).with("spent", Some(Value::Number(spent)))])
}

fn target(line: &Line, answers: &[Option<Value>], _: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [Some(Value::Text(purpose)), Some(Value::Text(term)), target, impact] = answers else {
        return Err(MISSING);
    };
    let row = Entry::of(Kind::PremiumTarget, line).known(line, &["financial_year"]).text("term", term);
    Ok(vec![row.text("purpose", purpose).with("target", target.clone()).with("impact", impact.clone())])
}
