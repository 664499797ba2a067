//! What is written down about a PEP: a stage, that it goes back, a rating, money released.

use crate::domain::kind::work::COLOURS;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::MISSING;
use crate::domain::part::premium::release;
use crate::domain::pep::{CRITERIA, Colour, Stage, Yardstick};
use crate::domain::work::{Act, Ask, Entry, Line, Needs};
use chrono::NaiveDate;

/// The stages that it can be moved on to; going back is an act of its own, for it has a reason.
const ONWARD: &[&str] = &["not_started", "in_progress", "ready", "submitted", "complete"];

const fn criterion(prompt: &'static str, first: fn(&Line, NaiveDate) -> String) -> Ask {
    Ask { first, ..Ask::new(prompt, Shape::OneOf(COLOURS)) }
}

pub(super) const ACTS: &[Act] = &[
    Act {
        key: 's',
        title: "stage on",
        needs: Needs::Line,
        asks: &[
            Ask { first: next_stage, ..Ask::must("stage", Shape::OneOf(ONWARD)) },
            Ask::today("on"),
            Ask { first: |line, _| line.get("held").to_owned(), ..Ask::new("meeting held on", Shape::Date) },
        ],
        open: running,
        write: stage_on,
    },
    Act {
        key: 'b',
        title: "send back",
        needs: Needs::Line,
        asks: &[Ask::must("reason", Shape::Text), Ask::today("on")],
        open: |line| match Stage::of_code(line.get("stage")) {
            Some(Stage::SentBack) => Err("it is sent back already"),
            Some(Stage::Ready | Stage::Submitted | Stage::Resubmitted | Stage::Complete) => running(line),
            _ => Err("nothing was handed in yet"),
        },
        write: send_back,
    },
    Act {
        key: 'q',
        title: "rate its quality",
        needs: Needs::Line,
        asks: &[
            criterion("child's voice", |line, _| line.get("voice").to_owned()),
            criterion("targets", |line, _| line.get("targets").to_owned()),
            criterion("attainment", |line, _| line.get("attainment").to_owned()),
            criterion("funding", |line, _| line.get("funding").to_owned()),
            criterion("transition", |line, _| line.get("transition").to_owned()),
            criterion("attendance", |line, _| line.get("attendance").to_owned()),
            Ask::new("overall, else by the rule", Shape::OneOf(COLOURS)),
            Ask::new("comment", Shape::Text),
            Ask::today("rated on"),
        ],
        open: |line| match Stage::of_code(line.get("stage")) {
            Some(Stage::NotStarted) if line.get("held").is_empty() => Err("nothing is written yet"),
            _ => running(line),
        },
        write: rate,
    },
    release::ACT,
];

/// A board of an earlier year is for reading.
fn running(line: &Line) -> Result<(), &'static str> {
    if line.get("gate").is_empty() { Err("this term is over; go to the running year") } else { Ok(()) }
}

fn next_stage(line: &Line, _: NaiveDate) -> String {
    let next = Stage::of_code(line.get("stage")).map_or(Stage::InProgress, Stage::next);
    // One that comes again is submitted, whoever types it.
    if next == Stage::Resubmitted { Stage::Submitted.code() } else { next.code() }.to_owned()
}

fn stage_on(line: &Line, answers: &[Option<Value>], today: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [Some(Value::Text(stage)), Some(Value::Date(on)), held] = answers else { return Err(MISSING) };
    let before = Stage::of_code(line.get("stage"));
    let stage = match (before, Stage::of_code(stage)) {
        (Some(Stage::SentBack | Stage::Resubmitted), Some(Stage::Submitted)) => Stage::Resubmitted,
        (_, Some(stage)) => stage,
        (_, None) => return Err("this is no stage"),
    };
    let held = match held {
        Some(Value::Date(held)) if *held > today => return Err("the meeting lies ahead: leave it out"),
        Some(Value::Date(held)) => Some(*held),
        _ => None,
    };
    if stage == Stage::Complete && held.is_none() {
        return Err("when was the meeting held? A PEP is complete once it was held");
    }
    Ok(vec![staged(line, stage, *on, today)?, plan(line, stage, held)])
}

fn send_back(line: &Line, answers: &[Option<Value>], today: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [reason, Some(Value::Date(on))] = answers else { return Err(MISSING) };
    let row = staged(line, Stage::SentBack, *on, today)?;
    Ok(vec![row.with("reason", reason.clone()), plan(line, Stage::SentBack, None)])
}

/// The row of a stage, on a day on which it is the latest.
fn staged(line: &Line, stage: Stage, on: NaiveDate, today: NaiveDate) -> Result<Entry, &'static str> {
    if on > today {
        return Err("a stage is reached on a day that has come");
    }
    let latest = line.get("on").parse::<NaiveDate>().ok().zip(Stage::of_code(line.get("stage")));
    match latest {
        Some((day, _)) if on < day => {
            return Err("it stands at a later stage from a later day: give that day or one after it");
        }
        Some((day, before)) if on == day && stage == before => return Err("it stands at that stage already"),
        Some((day, before)) if on == day && stage < before => {
            return Err("it came further on that day: undo that, or give a later day");
        }
        _ => {}
    }
    let row = Entry::of(Kind::PepStage, line).known(line, &["academic_year", "term"]);
    Ok(row.text("stage", stage.code()).day("on", on))
}

/// The row of the PEP itself, by whichever key it has.
fn own_row(line: &Line) -> Entry {
    let row = Entry::of(Kind::Pep, line);
    match line.get("row_key") {
        "due" => row.known(line, &["due"]),
        "held" => match line.get("row_held").parse() {
            Ok(day) => row.day("held", day),
            Err(_) => row.known(line, &["academic_year", "term"]),
        },
        _ => row.known(line, &["academic_year", "term"]),
    }
}

/// And what the rules of alerts read there.
fn plan(line: &Line, stage: Stage, held: Option<NaiveDate>) -> Entry {
    let row = own_row(line).text("status", stage.status());
    match held {
        Some(held) if line.get("row_key") != "held" => row.day("held", held),
        _ => row,
    }
}

fn rate(line: &Line, answers: &[Option<Value>], today: NaiveDate) -> Result<Vec<Entry>, &'static str> {
    let [criteria @ .., overall, comment, Some(Value::Date(on))] = answers else { return Err(MISSING) };
    if *on > today {
        return Err("a rating lies on a day that has come");
    }
    if line.get("reviewed").parse::<NaiveDate>().is_ok_and(|last| *on < last) {
        return Err("it was rated on a later day: give that day or one after it");
    }
    let colour = |answer: &Option<Value>| match answer {
        Some(Value::Text(word)) => Colour::of(word),
        _ => None,
    };
    let colours: Vec<Option<Colour>> = criteria.iter().map(colour).collect();
    let colours = colours.try_into().map_err(|_| MISSING)?;
    let whole = colour(overall).or_else(|| rule(line).colour(colours));
    let whole = whole.ok_or("no criterion is rated, and nothing overall")?;
    let row = Entry::of(Kind::PepReview, line).known(line, &["academic_year", "term"]).day("reviewed", *on);
    let row = CRITERIA.into_iter().zip(criteria).fold(row, |row, (name, answer)| row.with(name, answer.clone()));
    let row = row.with("overall", overall.clone()).with("comment", comment.clone());
    Ok(vec![row, own_row(line).text("quality", whole.word())])
}

/// The council's rule, as the line was made by it.
fn rule(line: &Line) -> Yardstick {
    let mut limits = line.get("rule").split(' ').map(|limit| limit.parse().unwrap_or(0));
    let mut next = || limits.next().unwrap_or(0);
    Yardstick { red: next(), amber: next(), not_gold: next() }
}
