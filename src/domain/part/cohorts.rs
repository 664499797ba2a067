//! Cohorts: who is in which since when, which duty applies, and how many there are where the duty is strategic.

mod acts;
mod duties;
#[cfg(test)]
mod tests;

use crate::domain::alert::Severity;
use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::birthday;
use crate::domain::case::Case;
use crate::domain::facts::{ChildKey, Cohorts};
use crate::domain::kind::Kind;
use crate::domain::rules::Limit;
use crate::domain::rules::wording::{count, day};
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Column, Line, Part, Scene, Watch};
use chrono::NaiveDate;
use duties::{DUTIES, Duty};

const LEFT: &str = "left this year";

/// The part.
pub(super) const PART: Part = Part {
    id: "cohorts",
    title: "Cohorts",
    who: "everybody; the head for the figures",
    doc: "Who is in which cohort since when and came from which; of strategic cohorts how many, in figures that open.",
    duty: "Looked after: to the child (Children Act 1989, s.22(3A)). Care leavers: to the young person up to 25. Previously \
           looked after: advice and information when asked (s.23ZZA). In need, on protection plans, kinship: strategic, no \
           case work is implied (s.23ZZZA; guidance of 5 March 2024).",
    reads: &[Kind::Cohort],
    columns: &[
        Column::new("cohort", 6),
        Column::new("since", 10),
        Column::new("until", 10),
        Column::new("children", 8),
        Column::wide("before", 14),
        Column::wide("this year", 20),
    ],
    groups: &["state", "caseworker", "began"],
    states: &["looked after", "previously looked after", "care leaver", "in need", "protection plan", "kinship", LEFT],
    watches: &[
        Watch {
            id: "cohort-18",
            title: "turns 18 in care",
            doc: "Looked after, and the eighteenth birthday is within so many calendar days: becomes a care leaver.",
            source: "Children Act 1989, s.23C and s.23CZB; the number of days is ours",
            limits: &[Limit { key: "days", default: 90, unit: "days", doc: "before the birthday" }],
        },
        Watch {
            id: "cohort-25",
            title: "care leaver turns 25",
            doc: "A care leaver whose twenty-fifth birthday is within so many calendar days: the duty ends then.",
            source: "Children Act 1989, s.23CZB: a personal adviser to 25; the number of days is ours",
            limits: &[Limit { key: "days", default: 90, unit: "days", doc: "before the birthday" }],
        },
        Watch {
            id: "cohort-differs",
            title: "two files differ on the cohort",
            doc: "cohorts.csv says that the child is looked after or a care leaver and children.csv says it is not, or the \
                  other way round, on a day on which the spell neither begins nor ends.",
            source: "ours",
            limits: &[],
        },
    ],
    acts: acts::ACTS,
    lines,
};

/// A time in a cohort, up to today.
#[derive(Clone, Copy)]
struct Spell<'a> {
    duty: &'static Duty,
    since: Option<NaiveDate>,
    end: Option<NaiveDate>,
    row: Option<Entered<'a>>,
}

impl Spell<'_> {
    fn runs(&self, today: NaiveDate) -> bool {
        self.end.is_none_or(|end| today <= end)
    }
}

/// The cohorts that children.csv or the episodes say the child is in.
fn told(case: &Case<'_>, duty: &Duty) -> bool {
    if duty.cohort == Cohorts::LAC {
        return case.looked_after();
    }
    case.child.cohorts.is_some_and(|cohorts| cohorts.has(duty.cohort))
}

/// Every time in a cohort that has begun: those of cohorts.csv, and what else is told.
fn spells<'a>(scene: &Scene<'a>, case: &Case<'_>) -> Vec<Spell<'a>> {
    let today = scene.today();
    let rows = scene.books.of(Kind::Cohort, ChildKey(case.child.key));
    let mut spells: Vec<Spell<'a>> = rows
        .filter(|row| row.date("start").is_some_and(|start| start <= today))
        .filter_map(|row| {
            let duty = DUTIES.iter().find(|duty| duty.code == row.text("cohort"))?;
            Some(Spell { duty, since: row.date("start"), end: row.date("end"), row: Some(row) })
        })
        .collect();
    for duty in DUTIES.iter().filter(|duty| told(case, duty)) {
        if !spells.iter().any(|spell| spell.duty.code == duty.code && spell.runs(today)) {
            let since = case.looked_after_since().filter(|_| duty.cohort == Cohorts::LAC);
            spells.push(Spell { duty, since, end: None, row: None });
        }
    }
    spells
}

/// What stands in the figures of a strategic cohort.
#[derive(Default)]
struct Figures {
    children: Vec<ChildKey>,
    joined: i64,
    left: i64,
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let (today, year) = (scene.today(), scene.year);
    let in_year = |day: NaiveDate| (year.first_day()..=year.last_day()).contains(&day) && day <= today;
    let mut figures: Vec<Figures> = DUTIES.iter().map(|_| Figures::default()).collect();
    let mut lines = Vec::new();
    for case in scene.cases() {
        let spells = spells(scene, &case);
        for spell in &spells {
            let (runs, ended) = (spell.runs(today), spell.end.is_some_and(in_year));
            // One child's record has its whole way through the cohorts.
            if scene.only.is_some() || !spell.duty.strategic && (runs || ended) {
                lines.push(line(scene, &case, spell, &spells));
            }
            let Some(sum) = DUTIES.iter().zip(&mut figures).find(|(duty, _)| duty.code == spell.duty.code) else {
                continue;
            };
            if runs {
                sum.1.children.push(ChildKey(case.child.key));
            }
            sum.1.joined += i64::from(spell.since.is_some_and(in_year));
            sum.1.left += i64::from(!runs && ended);
        }
    }
    if scene.only.is_none() {
        let strategic = DUTIES.iter().zip(figures).filter(|(duty, _)| duty.strategic);
        lines.extend(strategic.map(|(duty, figures)| whole(duty, figures)));
    }
    lines
}

/// A strategic cohort in figures.
fn whole(duty: &Duty, mut figures: Figures) -> Line {
    figures.children.dedup();
    let size = figures.children.len().to_string();
    let year = format!("{} came, {} left", figures.joined, figures.left);
    let cells = vec![duty.code.to_owned(), String::new(), String::new(), size, String::new(), year.clone()];
    let groups = vec![duty.state.to_owned(), String::new(), String::new()];
    let title = duty.title.to_owned();
    let line = Line { title, cells, groups, children: figures.children, ..Line::default() };
    line.saying(duty.owed).saying(format!("in this academic year {year}, as far as cohorts.csv tells"))
}

fn line(scene: &Scene<'_>, case: &Case<'_>, spell: &Spell<'_>, spells: &[Spell<'_>]) -> Line {
    let (today, duty) = (scene.today(), spell.duty);
    let earlier = spells.iter().filter(|other| other.since < spell.since && other.since.is_some());
    let before = earlier.max_by_key(|other| other.since).map_or("", |other| other.duty.code);
    let why = spell.row.map(|row| row.text("why")).unwrap_or_default();
    let state = if spell.runs(today) { duty.state } else { LEFT };
    let mut line = Line::of_child(ChildKey(case.child.key));
    line.cells =
        vec![duty.code.to_owned(), iso(spell.since), iso(spell.end), String::new(), before.to_owned(), String::new()];
    let began = spell.since.map(|since| AcademicYear::of(since).to_string()).unwrap_or_default();
    line.groups = vec![state.to_owned(), case.caseworker().to_owned(), began];
    let now = spells.iter().filter(|spell| spell.runs(today)).map(|spell| spell.duty.code);
    let mut codes: Vec<&str> = now.collect();
    codes.dedup();
    line = line.knowing("cohort", duty.code).knowing("start", iso(spell.since)).knowing("cohorts", codes.join(";"));
    if let Some(row) = spell.row {
        line = line.from(row);
    }
    line = line.saying(duty.owed).saying(if why.is_empty() { String::new() } else { format!("because: {why}") });
    if spell.runs(today) { judged(scene, case, line, spell) } else { line }
}

fn judged(scene: &Scene<'_>, case: &Case<'_>, line: Line, spell: &Spell<'_>) -> Line {
    let comes_of_age = match spell.duty.code {
        "LAC" => Some((18, "cohort-18")),
        "CL" => Some((25, "cohort-25")),
        _ => None,
    };
    let mut line = line;
    if let Some((age, watch)) = comes_of_age
        && let Some(on) = case.child.dob.and_then(|born| birthday(born, age))
    {
        let days = -scene.context.days_since(on);
        if (0..=scene.limit(watch, "days")).contains(&days) {
            line.due = Some(on);
            let told = format!("turns {age} on {}, in {}", day(on), count(days, "day"));
            line = line.saying(told).watched(watch, Severity::Watch);
        }
    }
    if differs(scene, case, spell) {
        line = line.saying("cohorts.csv and children.csv differ on this").watched("cohort-differs", Severity::Watch);
    }
    line
}

/// Whether the two files tell differently of a cohort with case work.
fn differs(scene: &Scene<'_>, case: &Case<'_>, spell: &Spell<'_>) -> bool {
    let asked = matches!(spell.duty.code, "LAC" | "CL") && case.child.cohorts.is_some();
    if !asked || spell.row.is_some() {
        return asked && spell.end.is_none() && !told(case, spell.duty) && spell.since != Some(scene.today());
    }
    // Told by children.csv alone, and by cohorts.csv as over.
    let rows = scene.books.of(Kind::Cohort, ChildKey(case.child.key));
    let mut ends = rows.filter(|row| row.text("cohort") == spell.duty.code).filter_map(|row| row.date("end"));
    ends.any(|end| end < scene.today())
}
