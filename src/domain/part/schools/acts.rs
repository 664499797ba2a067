//! What is written down about a school.

use crate::domain::kind::work::CHALLENGES;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::{ahead, past};
use crate::domain::part::challenges::raised;
use crate::domain::part::training::{TEACHER, offered};
use crate::domain::work::{Act, Ask, Entry, Line, Needs};

/// Answers are written down where what was asked stands as a line: in the part of support and challenge.
pub(super) const ACTS: &[Act] = &[
    Act {
        key: 'n',
        title: "support or challenge raised",
        needs: Needs::Line,
        asks: &[
            Ask::must("kind (support, challenge)", Shape::OneOf(CHALLENGES)),
            Ask::must("about what", Shape::Text),
            Ask { first: |_, today| ahead(today, 14), ..Ask::new("answer due by", Shape::Date) },
            Ask::today("raised on"),
        ],
        open: |_| Ok(()),
        write: |line, answers, today| raised(of_school(Kind::SchoolAction, line), answers, today),
    },
    Act {
        key: 't',
        title: "training offered",
        needs: Needs::Line,
        asks: &[
            Ask::must("training", Shape::Text),
            Ask { first: |line, _| line.get("designated_teacher").to_owned(), ..Ask::new("who", Shape::Text) },
            Ask { first: |_, _| TEACHER.to_owned(), ..Ask::new("role", Shape::Text) },
            Ask::today("on"),
        ],
        open: |_| Ok(()),
        write: |line, answers, _| offered(of_school(Kind::Training, line), answers),
    },
    Act {
        key: 'g',
        title: "training given",
        needs: Needs::Line,
        asks: &[
            Ask::must("training", Shape::Text),
            Ask { first: |line, _| line.get("designated_teacher").to_owned(), ..Ask::new("who came", Shape::Text) },
            Ask { first: |_, _| TEACHER.to_owned(), ..Ask::new("role", Shape::Text) },
            Ask::today("on"),
        ],
        open: |_| Ok(()),
        write: |line, answers, today| {
            past(answers.last().and_then(Option::as_ref), today)?;
            let attended = Some(Value::Flag(true));
            let rows = offered(of_school(Kind::Training, line), answers)?;
            Ok(rows.into_iter().map(|row| row.with("attended", attended.clone())).collect())
        },
    },
];

fn of_school(kind: Kind, line: &Line) -> Entry {
    Entry { child: None, ..Entry::of(kind, line) }.known(line, &["school_urn"])
}
