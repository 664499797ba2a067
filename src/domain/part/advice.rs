//! The advice service: enquiries about children who may have no record, what was advised, and replies due.

use crate::domain::alert::Severity;
use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::{MISSING, past_since};
use crate::domain::rules::Limit;
use crate::domain::work::books::Entered;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};

/// The part.
pub(super) const PART: Part = Part {
    id: "advice",
    title: "Advice",
    who: "whoever answers the advice line",
    doc: "Enquiries from parents, guardians, kin carers, schools and professionals: topic, advice given, reply due.",
    duty: "Information and advice for children previously looked after (Children Act 1989 s.23ZZA); for children with \
           a social worker or in kinship care the duty is strategic (s.23ZZZA), and no case work is implied.",
    reads: &[Kind::Enquiry],
    columns: &[
        Column::new("topic", 26),
        Column::new("came", 10),
        Column::new("reply by", 10),
        Column::wide("replied", 10),
        Column::wide("question", 32),
    ],
    groups: &["state", "topic", "from", "month"],
    states: &["waiting", "open", "answered"],
    watches: &[
        Watch {
            id: "enquiry-reply",
            title: "reply to an enquiry overdue",
            doc: "The day on which a reply was promised is over, and none is written down.",
            source: "ours",
            limits: &[],
        },
        Watch {
            id: "enquiry-open",
            title: "enquiry without advice",
            doc: "Neither advice nor a reply nor a day for one stands on an enquiry, 5 working days after it came.",
            source: "ours",
            limits: &[Limit {
                key: "working_days",
                default: 5,
                unit: "working days",
                doc: "to advise, or to set a day",
            }],
        },
    ],
    acts: ACTS,
    lines,
};

/// What tells two enquiries apart.
const KEY: &[&str] = &["received", "from_role", "topic", "reference"];

const ACTS: &[Act] = &[
    Act {
        key: 'r',
        title: "replied",
        needs: Needs::Line,
        asks: &[Ask::new("what was advised", Shape::Text), Ask::today("replied on")],
        open: not_replied,
        write: |line, answers, today| {
            let [advice, on] = answers else { return Err(MISSING) };
            let on = past_since(line, "received", on.as_ref(), today)?;
            let row = Entry::of(Kind::Enquiry, line).known(line, KEY).day("replied", on);
            // What was advised during the call stays where the reply adds nothing.
            Ok(vec![match advice {
                Some(_) => row.with("advice", advice.clone()),
                None => row,
            }])
        },
    },
    Act {
        key: 'd',
        title: "another day for the reply",
        needs: Needs::Line,
        asks: &[Ask::must("reply due by", Shape::Date)],
        open: not_replied,
        write: |line, answers, today| {
            let due = answers.first().cloned().flatten();
            if matches!(due, Some(Value::Date(due)) if due < today) {
                return Err("that day is over");
            }
            Ok(vec![Entry::of(Kind::Enquiry, line).known(line, KEY).with("reply_due", due)])
        },
    },
];

fn not_replied(line: &Line) -> Result<(), &'static str> {
    if line.get("replied").is_empty() { Ok(()) } else { Err("it was replied to") }
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    if scene.only.is_some() {
        return Vec::new();
    }
    let come = |row: &Entered<'_>| row.date("received").is_some_and(|day| day <= scene.today());
    scene.books.all(Kind::Enquiry).filter(come).map(|row| line(scene, row)).collect()
}

fn line(scene: &Scene<'_>, row: Entered<'_>) -> Line {
    let today = scene.today();
    let replied = row.date("replied").is_some_and(|day| day <= today);
    let due = row.date("reply_due").filter(|_| !replied);
    let state = match due {
        Some(_) => "waiting",
        None if replied || !row.text("advice").is_empty() => "answered",
        None => "open",
    };
    let title = [row.text("from_role"), row.text("reference")].join(" ");
    let mut line = Line { title: title.trim_end().to_owned(), ..Line::default() }.from(row);
    let by = due.map(|due| due.to_string()).unwrap_or_default();
    line.cells = [row.text("topic"), &row.iso("received"), &by, &row.iso("replied"), row.text("question")]
        .map(|cell| cell.lines().next().unwrap_or_default().to_owned())
        .into();
    let month = row.iso("received").chars().take(7).collect::<String>();
    line.groups = [state, row.text("topic"), row.text("from_role"), &month].map(str::to_owned).into();
    line.due = due;
    for name in ["from_role", "topic", "reference"] {
        line = line.knowing(name, row.text(name));
    }
    let replied = if replied { row.iso("replied") } else { String::new() };
    line = line.knowing("received", row.iso("received")).knowing("replied", &*replied);
    for (word, said) in [("asked", row.text("question")), ("advised", row.text("advice")), ("replied", &*replied)] {
        let whole = said.lines().collect::<Vec<_>>().join(" / ");
        line = if whole.is_empty() { line } else { line.saying(format!("{word}: {whole}")) };
    }
    watched(scene, line, row)
}

fn watched(scene: &Scene<'_>, line: Line, row: Entered<'_>) -> Line {
    if let Some(due) = line.due {
        let late = due < scene.today();
        let line = line.saying(format!("reply due {due}"));
        return if late { line.watched("enquiry-reply", Severity::ThisWeek) } else { line };
    }
    let most = scene.limit("enquiry-open", "working_days");
    let since = row.date("received").map(|day| scene.context.calendar.working_days_since(day, scene.today()));
    let open = line.groups[0] == "open";
    let line = if open { line.saying("no advice is written down, and no day for a reply") } else { line };
    if open && since.is_some_and(|since| since >= most) { line.watched("enquiry-open", Severity::Watch) } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::part::scene::{Stage, day};

    const CAME: [(&str, &str); 4] =
        [("received", "2026-11-16"), ("from_role", "kin carer"), ("topic", "School place"), ("reference", "N7")];

    fn only(cells: &[(&str, &str)], today: &str) -> Line {
        let stage = Stage::new(Vec::new()).row(Kind::Enquiry, 0, &[&CAME[..], cells].concat());
        stage.lines(&PART, today).remove(0)
    }

    #[test]
    fn a_reply_is_due_on_its_day() {
        let promised = [("reply_due", "2026-11-20")];
        assert!(only(&promised, "2026-11-20").watches.is_empty());
        assert_eq!(only(&promised, "2026-11-21").watches, ["enquiry-reply"]);
        let replied = [("reply_due", "2026-11-20"), ("replied", "2026-11-21")];
        assert!(only(&replied, "2026-11-21").watches.is_empty());
        assert_eq!(only(&replied, "2026-11-20").groups[0], "waiting", "not replied yet on that day");
    }

    #[test]
    fn an_enquiry_is_answered_or_has_a_day_within_five_working_days() {
        assert!(only(&[], "2026-11-20").watches.is_empty());
        assert_eq!(only(&[], "2026-11-23").watches, ["enquiry-open"]);
        assert_eq!(only(&[("advice", "Ask the admissions team")], "2026-11-23").groups[0], "answered");
    }

    #[test]
    fn a_reply_keeps_the_advice_of_the_call_where_it_adds_none() {
        let line = only(&[("reply_due", "2026-11-20"), ("advice", "Told the way to appeal")], "2026-11-20");
        let on = Some(Value::Date(day("2026-11-20")));
        let key = Entry::of(Kind::Enquiry, &line).known(&line, KEY).day("replied", day("2026-11-20"));
        let written = (ACTS[0].write)(&line, &[None, on], day("2026-11-20")).unwrap();
        assert!(written == [key]);
        let over = [Some(Value::Date(day("2026-11-19")))];
        assert!((ACTS[1].write)(&line, &over, day("2026-11-20")).is_err());
        assert!((ACTS[0].open)(&only(&[("replied", "2026-11-20")], "2026-11-20")).is_err());
    }
}
