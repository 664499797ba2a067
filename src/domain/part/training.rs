//! Training offered to schools, and who came.

use crate::domain::kind::{Kind, Shape, Value};
use crate::domain::part::answers::{MISSING, known_school};
use crate::domain::rules::wording::count;
use crate::domain::work::books::Entered;
use crate::domain::work::{Act, Ask, Column, Entry, Line, Needs, Part, Scene, Watch};
use chrono::NaiveDate;

/// The role on the file's rows whose training a school answers for.
pub(super) const TEACHER: &str = "designated teacher";

/// The part.
pub(super) const PART: Part = Part {
    id: "training",
    title: "Training",
    who: "inclusion and engagement workers, the head",
    doc: "Training offered to schools: planned, attended, missed; when each designated teacher was last trained \
          stands with the schools.",
    duty: "A school's governing body sees that its designated teacher is trained (Children and Young Persons Act 2008 \
           s.20); the virtual school offers it.",
    reads: &[Kind::Training],
    columns: &[
        Column::new("training", 26),
        Column::new("on", 10),
        Column::new("state", 9),
        Column::wide("who", 22),
        Column::wide("role", 20),
    ],
    groups: &["state", "training", "role", "school"],
    states: &["planned", "attended", "missed"],
    watches: &[Watch {
        id: "training-missed",
        title: "training missed",
        doc: "Nobody came to a training, and the same person has not been to one on another day since.",
        source: "ours",
        limits: &[],
    }],
    acts: ACTS,
    lines,
};

const ACTS: &[Act] = &[
    Act {
        key: 'o',
        title: "training offered",
        needs: Needs::Nothing,
        asks: &[
            Ask { first: known_school, ..Ask::must("school, by its URN", Shape::Text) },
            Ask::must("training", Shape::Text),
            Ask::new("who", Shape::Text),
            Ask { first: |_, _| TEACHER.to_owned(), ..Ask::new("role", Shape::Text) },
            Ask::today("on"),
        ],
        open: |_| Ok(()),
        write: |_, answers, _| {
            let [urn, rest @ ..] = answers else { return Err(MISSING) };
            offered(Entry::of(Kind::Training, &Line::default()).with("school_urn", urn.clone()), rest)
        },
    },
    Act {
        key: 'a',
        title: "attended, or not",
        needs: Needs::Line,
        asks: &[Ask { first: |_, _| "yes".to_owned(), ..Ask::must("attended", Shape::Flag) }],
        open: |line| match line.get("state") {
            "planned" => Err("that day lies ahead"),
            _ => Ok(()),
        },
        write: |line, answers, _| {
            let row = Entry::of(Kind::Training, line).known(line, &["school_urn", "on", "title", "who"]);
            Ok(vec![row.with("attended", answers.first().cloned().flatten())])
        },
    },
];

/// Training at a school, of what was asked after the school: training, who, role, on.
pub(super) fn offered(entry: Entry, answers: &[Option<Value>]) -> Result<Vec<Entry>, &'static str> {
    let [title, who, role, on] = answers else { return Err(MISSING) };
    let entry = entry.with("title", title.clone()).with("who", who.clone());
    Ok(vec![entry.with("role", role.clone()).with("on", on.clone())])
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    if scene.only.is_some() {
        return Vec::new();
    }
    // Who came when: a training that somebody missed is made good by a later one.
    let mut came: Vec<(&str, &str, NaiveDate)> = scene.books.all(Kind::Training).filter_map(attended).collect();
    came.sort_unstable();
    scene.books.all(Kind::Training).map(|row| line(scene, row, &came)).collect()
}

fn attended(row: Entered<'_>) -> Option<(&str, &str, NaiveDate)> {
    row.date("on").filter(|_| row.flag("attended")).map(|on| (row.text("school_urn"), row.text("who"), on))
}

fn line(scene: &Scene<'_>, row: Entered<'_>, came: &[(&str, &str, NaiveDate)]) -> Line {
    let (today, urn) = (scene.today(), row.text("school_urn"));
    let on = row.date("on");
    let state = match on {
        Some(on) if on > today => "planned",
        _ if row.flag("attended") => "attended",
        _ => "missed",
    };
    let day = on.map(|on| on.to_string()).unwrap_or_default();
    let school = scene.caseload.school_name(urn);
    let mut line = Line::of_school(urn).from(row);
    line.cells = [row.text("title"), &day, state, row.text("who"), row.text("role")].map(str::to_owned).into();
    line.groups = [state, row.text("title"), row.text("role"), &school].map(str::to_owned).into();
    line.due = on.filter(|_| state == "planned");
    for name in ["school_urn", "title", "who"] {
        line = line.knowing(name, row.text(name));
    }
    line = line.knowing("on", &*day).knowing("state", state);
    let made_good = |on: NaiveDate| {
        let later = came.partition_point(|found| *found <= (urn, row.text("who"), on));
        came.get(later).is_some_and(|(school, who, later)| *school == urn && *who == row.text("who") && *later <= today)
    };
    match on.filter(|_| state == "missed") {
        Some(on) if made_good(on) => line.saying("missed, and made good on a later day"),
        Some(on) => {
            let since = scene.context.days_since(on);
            let line = line.saying(format!("nobody came, {} ago", count(since, "day")));
            if since > 0 { line.watched("training-missed", crate::domain::alert::Severity::Watch) } else { line }
        }
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::part::scene::{Stage, day};

    fn stage(rows: &[(&str, &str)]) -> Stage {
        rows.iter().fold(Stage::new(Vec::new()), |stage, (on, attended)| {
            let cells =
                [("school_urn", "100001"), ("title", "Trauma"), ("who", "T"), ("on", on), ("attended", attended)];
            stage.row(Kind::Training, 0, &cells)
        })
    }

    fn watched(rows: &[(&str, &str)], today: &str) -> Vec<&'static str> {
        stage(rows).lines(&PART, today).remove(0).watches
    }

    #[test]
    fn missed_training_is_watched_from_the_day_after_until_it_is_made_good() {
        assert!(watched(&[("2026-11-20", "n")], "2026-11-20").is_empty());
        assert_eq!(watched(&[("2026-11-20", "n")], "2026-11-21"), ["training-missed"]);
        assert!(watched(&[("2026-11-20", "y")], "2026-11-21").is_empty());
        assert!(watched(&[("2026-11-20", "n"), ("2026-11-24", "y")], "2026-11-24").is_empty());
        assert_eq!(watched(&[("2026-11-20", "n"), ("2026-11-24", "y")], "2026-11-23"), ["training-missed"]);
        assert_eq!(watched(&[("2026-11-20", "n"), ("2026-11-10", "y")], "2026-11-23"), ["training-missed"]);
    }

    #[test]
    fn who_came_is_written_once_the_day_has_come() {
        let line = |today: &str| stage(&[("2026-11-20", "n")]).lines(&PART, today).remove(0);
        assert!((ACTS[1].open)(&line("2026-11-19")).is_err());
        assert_eq!((ACTS[1].open)(&line("2026-11-20")), Ok(()));
        let entry = (ACTS[1].write)(&line("2026-11-20"), &[Some(Value::Flag(true))], day("2026-11-20")).unwrap();
        let expected = Entry::of(Kind::Training, &Line::default())
            .text("school_urn", "100001")
            .day("on", day("2026-11-20"))
            .text("title", "Trauma")
            .text("who", "T")
            .with("attended", Some(Value::Flag(true)));
        assert!(entry == [expected]);
    }
}
