//! What can be written down about cohorts: a child comes into one, or leaves one.

use crate::domain::kind::{COHORTS, Kind, Shape, Value};
use crate::domain::part::answers::MISSING;
use crate::domain::work::{Act, Ask, Entry, Line, Needs};
use chrono::NaiveDate;

pub(super) const ACTS: &[Act] = &[
    Act {
        key: 'j',
        title: "comes into a cohort",
        needs: Needs::Line,
        asks: &[
            Ask::must("cohort (LAC PLAC CIN CP KIN CL)", Shape::OneOf(COHORTS)),
            Ask::today("since"),
            Ask::new("why", Shape::Text),
        ],
        open: of_child,
        write: join,
    },
    Act {
        key: 'l',
        title: "leaves the cohort",
        needs: Needs::Line,
        asks: &[
            Ask { first: |line, _| line.get("start").to_owned(), ..Ask::must("in it since", Shape::Date) },
            Ask::today("last day"),
            Ask::new("why", Shape::Text),
        ],
        open: |line| match line.groups.first().map(String::as_str) {
            Some(super::LEFT) => Err("the child has left it"),
            _ => of_child(line),
        },
        write: leave,
    },
];

fn of_child(line: &Line) -> Result<(), &'static str> {
    line.child().map(drop).ok_or("these are figures: open the children, then one of them")
}

fn join(line: &Line, answers: &[Option<Value>], today: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [Some(Value::Text(cohort)), Some(Value::Date(since)), why] = answers else {
        return Err(MISSING);
    };
    if codes(line).any(|code| code == cohort) {
        return Err("the child is in it");
    }
    let spell = Entry::of(Kind::Cohort, line).text("cohort", cohort).day("start", *since).with("why", why.clone());
    if *since > today {
        return Ok(vec![spell]);
    }
    let all: Vec<&str> = codes(line).chain([cohort.as_str()]).collect();
    let child = Entry::of(Kind::Child, line).text("cohort", &all.join(";"));
    let child = if cohort == "LAC" { child.day("looked_after_since", *since) } else { child };
    Ok(vec![spell, child])
}

fn leave(line: &Line, answers: &[Option<Value>], today: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [Some(Value::Date(since)), Some(Value::Date(end)), why] = answers else { return Err(MISSING) };
    if end < since {
        return Err("the last day is before the first");
    }
    let code = line.get("cohort");
    let spell = Entry::of(Kind::Cohort, line).text("cohort", code).day("start", *since).day("end", *end);
    let spell = if why.is_some() { spell.with("why", why.clone()) } else { spell };
    // What is still to come stands in the spell alone.
    if *end > today {
        return Ok(vec![spell]);
    }
    let rest: Vec<&str> = codes(line).filter(|other| *other != code).collect();
    let rest = Some(rest.join(";")).filter(|rest| !rest.is_empty()).map(Value::Text);
    let child = Entry::of(Kind::Child, line).with("cohort", rest);
    let child = if code == "LAC" { child.with("looked_after_since", None) } else { child };
    Ok(vec![spell, child])
}

/// The cohorts that the child is in.
fn codes(line: &Line) -> impl Iterator<Item = &str> {
    line.get("cohorts").split(';').filter(|code| !code.is_empty())
}
