//! Schools: one line a school where children of the caseload are, with what the virtual school knows about it.

mod acts;
mod gathered;
#[cfg(test)]
mod tests;

use crate::domain::alert::Severity;
use crate::domain::caseload::School;
use crate::domain::kind::Kind;
use crate::domain::money;
use crate::domain::part::answers::OPEN;
use crate::domain::rules::Limit;
use crate::domain::rules::wording::count;
use crate::domain::work::{Column, Line, Part, Scene, Watch};
use gathered::{Gathered, Training};

/// The part.
pub(super) const PART: Part = Part {
    id: "schools",
    title: "Schools",
    who: "the whole team",
    doc: "Each school with our children: its designated teacher and when trained, what is open with it, suspensions \
          and PEPs of the year, premium unspent, in or out of the authority, Ofsted.",
    duty: "Maintained schools and academies have a designated teacher, who is trained (Children and Young Persons Act \
           2008 s.20); the virtual school promotes achievement wherever a child is placed (Children Act 1989 s.22(3A)).",
    reads: &[Kind::Challenge, Kind::SchoolAction, Kind::Training, Kind::Premium],
    columns: &[
        Column::new("children", 8),
        Column::new("DT trained", 10),
        Column::new("open", 4),
        Column::new("susp.", 5),
        Column::new("PEPs", 7),
        Column::new("area", 7),
        Column::wide("unspent", 14),
        Column::wide("Ofsted", 20),
    ],
    groups: &["state", "authority", "phase", "Ofsted"],
    states: &["to do", "no data", "in order"],
    watches: &[
        Watch {
            id: "school-answer",
            title: "school's answer overdue",
            doc: "The day on which the school's answer was due is over, about a child or about the school as a whole.",
            source: "ours",
            limits: &[],
        },
        Watch {
            id: "dt-unknown",
            title: "no designated teacher known",
            doc: "A looked-after child is on roll and the school's row names no designated teacher.",
            source: "Children and Young Persons Act 2008 s.20",
            limits: &[],
        },
        Watch {
            id: "dt-training",
            title: "designated teacher to be trained",
            doc: "A looked-after child is on roll and the designated teacher came to no training in the last 24 months; \
                  silent until a file of training came in.",
            source: "Children and Young Persons Act 2008 s.20: appropriate training; how often is ours",
            limits: &[Limit { key: "months", default: 24, unit: "months", doc: "between two trainings" }],
        },
    ],
    acts: acts::ACTS,
    lines,
};

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    // A child's own record names its school; this line is about all children of one.
    if scene.only.is_some() {
        return Vec::new();
    }
    let trained = scene.books.all(Kind::Training).next().is_some();
    gathered::of(scene).iter().map(|(urn, school)| line(scene, urn, school, trained)).collect()
}

fn line(scene: &Scene<'_>, urn: &str, gathered: &Gathered<'_>, files: bool) -> Line {
    let school = scene.caseload.schools.get(urn);
    let field = |of: fn(&School) -> Option<&str>| school.and_then(of).unwrap_or_default().to_owned();
    let mut line = Line::of_school(urn).knowing("school_urn", urn);
    line.children.clone_from(&gathered.children);
    line.sources.clone_from(&gathered.sources);
    let trained = match gathered.trained() {
        Some(training) => training.on.to_string(),
        None if files => "never".to_owned(),
        None => "no data".to_owned(),
    };
    let ofsted = field(|school| school.ofsted.as_deref());
    line.cells = vec![
        gathered.children.len().to_string(),
        trained,
        gathered.open.len().to_string(),
        gathered.suspensions.to_string(),
        if gathered.peps_due == 0 { "-".into() } else { format!("{}/{}", gathered.peps_held, gathered.peps_due) },
        area(scene, &field(|school| school.la.as_deref())).to_owned(),
        gathered.unspent.map_or_else(|| "no data".to_owned(), money::pounds),
        or_unknown(&ofsted),
    ];
    let groups = [field(|school| school.la.as_deref()), field(|school| school.phase.as_deref()), ofsted];
    line.due = gathered.open.iter().filter_map(|open| open.due).min();
    line = line.knowing("designated_teacher", field(|school| school.designated_teacher.as_deref()));
    line = gathered.open.iter().fold(line, |line, open| line.knowing(OPEN, open.about));
    line = watched(scene, said(scene, line, school, gathered), gathered, files);
    let state = match (line.watches.is_empty(), school.is_some() && files) {
        (false, _) => "to do",
        (true, false) => "no data",
        (true, true) => "in order",
    };
    line.groups = std::iter::once(state.to_owned()).chain(groups.iter().map(|group| or_unknown(group))).collect();
    line
}

fn or_unknown(text: &str) -> String {
    if text.is_empty() { "not known".to_owned() } else { text.to_owned() }
}

/// In or out of the authority.
fn area(scene: &Scene<'_>, la: &str) -> &'static str {
    match scene.authority {
        Some(own) if !la.is_empty() && la.eq_ignore_ascii_case(own) => "in",
        Some(_) if !la.is_empty() => "out",
        _ => "unknown",
    }
}

/// Everything in words, each figure with its numbers.
fn said(scene: &Scene<'_>, line: Line, school: Option<&School>, gathered: &Gathered<'_>) -> Line {
    let mut line = match school {
        Some(school) => said_of_row(line, school),
        None => line.saying("no file of schools names this school: no telephone, authority or Ofsted judgement known"),
    };
    line = match gathered.trained() {
        Some(Training { on, who, title }) => line.saying(format!("last trained {on}: {who} {title}")),
        None => line.saying("no training attended is known"),
    };
    let children = count(size(gathered.children.len()), "child").replace("childs", "children");
    line = line.saying(format!("{children} on roll today, {} looked after", gathered.looked_after));
    line = line.saying(format!(
        "{} begun in {}, of {}",
        count(gathered.suspensions, "suspension"),
        scene.year,
        count(size(gathered.suspended.len()), "child").replace("childs", "children")
    ));
    line = line.saying(match gathered.peps_due {
        0 => format!("no PEP was due in {} yet", scene.year),
        due => format!("PEPs of {} held by their day: {} of {due}", scene.year, gathered.peps_held),
    });
    line = line.saying(match gathered.unspent {
        Some(pence) => format!("Pupil Premium Plus of this financial year unspent: {}", money::pounds(pence)),
        None => "no Pupil Premium Plus of this financial year is known".to_owned(),
    });
    for open in &gathered.open {
        let by = open.due.map(|due| format!(", answer due {due}")).unwrap_or_default();
        let about = if open.child { "about a child" } else { "about the school" };
        line = line.saying(format!("open {} {about}: {}{by}", open.kind, open.about));
    }
    line
}

fn size(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

fn said_of_row(line: Line, school: &School) -> Line {
    let named = [
        ("designated teacher", &school.designated_teacher),
        ("telephone", &school.phone),
        ("email", &school.email),
        ("authority", &school.la),
        ("phase", &school.phase),
        ("Ofsted", &school.ofsted),
    ];
    named.into_iter().fold(line, |line, (word, text)| {
        line.saying(format!("{word}: {}", text.as_deref().filter(|text| !text.is_empty()).unwrap_or("not known")))
    })
}

fn watched(scene: &Scene<'_>, mut line: Line, gathered: &Gathered<'_>, files: bool) -> Line {
    let today = scene.today();
    if gathered.open.iter().any(|open| open.due.is_some_and(|due| due < today)) {
        line = line.watched("school-answer", Severity::ThisWeek);
    }
    if gathered.looked_after == 0 {
        return line;
    }
    let no_data = !scene.context.knows(Kind::School);
    if line.get("designated_teacher").is_empty() && !no_data {
        line = line.watched("dt-unknown", Severity::ThisWeek);
    }
    let months = u32::try_from(scene.limit("dt-training", "months")).unwrap_or_default();
    let late = gathered.trained().is_none_or(|training| {
        training.on.checked_add_months(chrono::Months::new(months)).is_some_and(|until| until < today)
    });
    if files && late { line.watched("dt-training", Severity::Watch) } else { line }
}
