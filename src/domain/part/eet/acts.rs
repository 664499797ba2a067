//! What is written down about destinations: one that was found, and that somebody asked.

use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::MISSING;
use crate::domain::work::{Act, Ask, Entry, Needs};

const STATUSES: &[&str] = &["EET", "NEET", "NK"];

pub(super) const ACTS: &[Act] = &[
    Act {
        key: 'c',
        title: "contact made: still so",
        needs: Needs::Line,
        asks: &[Ask::today("asked on")],
        open: |line| match line.get("status") {
            "" => Err("no destination is known yet: write down what was found"),
            "NK" => Err("it is not known what the young person does: write down what was found"),
            _ => Ok(()),
        },
        write: |line, answers, today| {
            let asked = answers.first().cloned().flatten();
            if matches!(asked, Some(Value::Date(day)) if day > today) {
                return Err("that day is still to come");
            }
            Ok(vec![Entry::of(Kind::Destination, line).known(line, &["from"]).with("checked", asked)])
        },
    },
    Act {
        key: 'd',
        title: "destination found",
        needs: Needs::Child,
        asks: &[
            Ask::must("status (EET, NEET, NK)", Shape::OneOf(STATUSES)),
            Ask::today("since"),
            Ask::new("activity (F2 college, F1 university, F4 apprenticeship, F5 work, G4-G6 NEET)", Shape::Text),
            Ask::new("what and where", Shape::Text),
            Ask::new("until", Shape::Date),
        ],
        open: |_| Ok(()),
        write: |line, answers, today| {
            let [status, from, activity, detail, to] = answers else { return Err(MISSING) };
            let code = match activity {
                Some(Value::Text(code)) => code.trim().to_uppercase(),
                _ => String::new(),
            };
            let neet = matches!(status, Some(Value::Text(status)) if status == "NEET");
            let eet = matches!(status, Some(Value::Text(status)) if status == "EET");
            if (eet && code.starts_with('G')) || (neet && code.starts_with(['F', 'P'])) {
                return Err("the activity does not go with the status");
            }
            if let (Some(Value::Date(from)), Some(Value::Date(to))) = (from, to)
                && to < from
            {
                return Err("it ends before it begins");
            }
            let row = Entry::of(Kind::Destination, line).with("from", from.clone()).with("status", status.clone());
            let row = row.with("activity", Some(Value::Text(code)).filter(|_| activity.is_some()));
            Ok(vec![row.with("detail", detail.clone()).with("to", to.clone()).day("checked", today)])
        },
    },
];
