//! What is written down about changes: that one is planned, that a step is done, who does it by when.

use crate::domain::kind::work::CHANGES;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::MISSING;
use crate::domain::work::{Act, Ask, Entry, Line, Needs};

const KEY: &[&str] = &["change", "on", "step"];
const WHO: Ask = Ask::new("who does it", Shape::Text);

fn of_step(line: &Line) -> Result<(), &'static str> {
    match (line.get("step"), line.get("done")) {
        ("", _) => Err("this is the change itself, not a step of it"),
        (_, "") => Ok(()),
        _ => Err("the step is done"),
    }
}

pub(super) const ACTS: &[Act] = &[
    Act {
        key: 'd',
        title: "step done",
        needs: Needs::Line,
        asks: &[Ask::today("done on"), WHO],
        open: of_step,
        write: |line, answers, today| {
            let [done, who] = answers else { return Err(MISSING) };
            if matches!(done, Some(Value::Date(day)) if *day > today) {
                return Err("that day is still to come");
            }
            let row = Entry::of(Kind::Transition, line).known(line, KEY).with("done", done.clone());
            Ok(vec![if who.is_some() { row.with("who", who.clone()) } else { row }])
        },
    },
    Act {
        key: 'b',
        title: "who, and by when",
        needs: Needs::Line,
        asks: &[Ask { first: |line, _| line.get("due").to_owned(), ..Ask::must("due on", Shape::Date) }, WHO],
        open: of_step,
        write: |line, answers, _| {
            let [due, who] = answers else { return Err(MISSING) };
            Ok(vec![
                Entry::of(Kind::Transition, line).known(line, KEY).with("due", due.clone()).with("who", who.clone()),
            ])
        },
    },
    Act {
        key: 's',
        title: "a further step",
        needs: Needs::Line,
        asks: &[Ask::must("step", Shape::Text), Ask::must("due on", Shape::Date), WHO],
        open: |line| if line.get("change").is_empty() { Err("this is no change") } else { Ok(()) },
        write: |line, answers, _| {
            let [step, due, who] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Transition, line).known(line, &["change", "on"]).with("step", step.clone());
            Ok(vec![row.with("due", due.clone()).with("who", who.clone())])
        },
    },
    Act {
        key: 'c',
        title: "change planned",
        needs: Needs::Child,
        asks: &[
            Ask::must(
                "change (school, placement, nursery, reception, secondary, post_16, post_18)",
                Shape::OneOf(CHANGES),
            ),
            Ask::must("on", Shape::Date),
            Ask::new("to", Shape::Text),
        ],
        open: |_| Ok(()),
        write: |line, answers, _| {
            let [change, on, to] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Transition, line).with("change", change.clone()).with("on", on.clone());
            Ok(vec![row.with("to", to.clone())])
        },
    },
];
