//! What is written down about attainment: a result that came, a target that was set.

use crate::domain::kind::{Kind, Shape};
use crate::domain::part::answers::MISSING;
use crate::domain::work::{Act, Ask, Entry, Needs};

const KEY: &[&str] = &["date", "stage", "subject", "measure"];

pub(super) const ACTS: &[Act] = &[
    Act {
        key: 'r',
        title: "result came",
        needs: Needs::Child,
        asks: &[
            Ask { first: |line, _| line.get("subject").to_owned(), ..Ask::must("subject", Shape::Text) },
            Ask {
                first: |line, _| line.get("measure").to_owned(),
                ..Ask::must("measure (GCSE grade, scaled score, teacher assessment)", Shape::Text)
            },
            Ask::must("result", Shape::Text),
            Ask::today("on"),
            Ask::new("target", Shape::Text),
            Ask::new("key stage or occasion", Shape::Text),
        ],
        open: |_| Ok(()),
        write: |line, answers, _| {
            let [subject, measure, value, on, target, stage] = answers else { return Err(MISSING) };
            let row = Entry::of(Kind::Attainment, line).with("date", on.clone()).with("stage", stage.clone());
            let row = row.with("subject", subject.clone()).with("measure", measure.clone());
            let row = row.with("value", value.clone());
            // A target that is left out does not wipe one that stands.
            Ok(vec![if target.is_some() { row.with("target", target.clone()) } else { row }])
        },
    },
    Act {
        key: 't',
        title: "target set",
        needs: Needs::Line,
        asks: &[Ask { first: |line, _| line.get("target").to_owned(), ..Ask::must("target", Shape::Text) }],
        open: |line| if line.get("subject").is_empty() { Err("there is no result yet") } else { Ok(()) },
        write: |line, answers, _| {
            let [target] = answers else { return Err(MISSING) };
            Ok(vec![Entry::of(Kind::Attainment, line).known(line, KEY).with("target", target.clone())])
        },
    },
];
