//! What is written down about careers work: a step that is planned, one that is done.

use crate::domain::kind::work::{CAREER_STEPS, PATHWAYS};
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::MISSING;
use crate::domain::work::{Act, Ask, Entry, Needs};

const STEP: Ask = Ask::must("step (guidance, experience, visit, application, interview, mentoring)", STEPS);
const STEPS: Shape = Shape::OneOf(CAREER_STEPS);
const PATHWAY: Ask = Ask::new("pathway (sixth_form, college, university, apprenticeship, training, work)", WAYS);
const WAYS: Shape = Shape::OneOf(PATHWAYS);

pub(super) const ACTS: &[Act] = &[
    Act {
        key: 'd',
        title: "step done",
        needs: Needs::Line,
        asks: &[Ask::today("done on"), Ask::new("what came of it", Shape::Text)],
        open: |line| match (line.get("step"), line.get("done")) {
            ("", _) => Err("no step is planned: write one down"),
            (_, "") => Ok(()),
            _ => Err("the step is done"),
        },
        write: |line, answers, today| {
            let [done, detail] = answers else { return Err(MISSING) };
            if matches!(done, Some(Value::Date(day)) if *day > today) {
                return Err("that day is still to come");
            }
            let row = Entry::of(Kind::Career, line).known(line, &["step", "due"]).with("done", done.clone());
            Ok(vec![if detail.is_some() { row.with("detail", detail.clone()) } else { row }])
        },
    },
    Act {
        key: 'p',
        title: "step planned",
        needs: Needs::Child,
        asks: &[STEP, Ask::must("due on", Shape::Date), PATHWAY, Ask::new("provider", Shape::Text)],
        open: |_| Ok(()),
        write: |line, answers, _| {
            let [step, due, pathway, provider] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Career, line).with("step", step.clone()).with("due", due.clone());
            Ok(vec![row.with("pathway", pathway.clone()).with("provider", provider.clone())])
        },
    },
    Act {
        key: 'w',
        title: "done without a plan",
        needs: Needs::Child,
        asks: &[STEP, Ask::today("done on"), PATHWAY, Ask::new("what came of it", Shape::Text)],
        open: |_| Ok(()),
        write: |line, answers, today| {
            let [step, done, pathway, detail] = answers else { return Err(MISSING) };
            if matches!(done, Some(Value::Date(day)) if *day > today) {
                return Err("that day is still to come: plan it");
            }
            let row = Entry::of(Kind::Career, line).with("step", step.clone()).with("done", done.clone());
            Ok(vec![row.with("pathway", pathway.clone()).with("detail", detail.clone())])
        },
    },
];
