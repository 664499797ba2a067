//! The head's figures, each with the children behind it.

use crate::domain::attendance::AcademicYear;
use crate::domain::kind::COHORTS;
use crate::domain::report::figure::Figure;
use crate::domain::report::look::Sources;
use crate::domain::report::measure::{MEASURES, Measure};
use crate::domain::report::period::Period;
use crate::domain::report::{Figures, READS, Whom, national};
use crate::domain::work::{Column, Line, Part, Scene};

/// The part.
pub(super) const PART: Part = Part {
    id: "report",
    title: "The head's figures",
    who: "the head of the virtual school",
    doc: "The figures of the year for each cohort, last year and the national ones beside them; each opens its children. \
          Small numbers are shown here, and kept back in the papers of lookout report.",
    duty: "The head answers for the education of all looked-after children together (Children Act 1989 s.22(3B)); figures \
           of strategic cohorts imply no case work.",
    reads: READS,
    columns: &[
        Column::new("cohort", 7),
        Column::new("now", 8),
        Column::new("from", 33),
        Column::wide("year before", 11),
        Column::wide("national", 9),
    ],
    groups: &["cohort", "measure"],
    states: &["all", "LAC", "PLAC", "CIN", "CP", "KIN", "CL", "service"],
    watches: &[],
    acts: &[],
    lines,
};

/// One line a figure; none in a child's record, which is no whole.
fn lines(scene: &Scene<'_>) -> Vec<Line> {
    if scene.only.is_some() {
        return Vec::new();
    }
    let Ok(period) = Period::new(scene.context.calendar, (scene.year, None), scene.today()) else { return Vec::new() };
    let sources = Sources {
        caseload: scene.caseload,
        marks: AcademicYear::of(scene.today()),
        books: scene.books,
        thresholds: scene.context.thresholds,
        today: scene.today(),
    };
    let now = Figures::new(&sources, period);
    let before = period.year_before(scene.context.calendar).map(|before| Figures::new(&sources, before));
    let mut lines = Vec::new();
    for whom in Whom::all() {
        // Of a cohort in which nobody stands one line says so.
        let told = if whom == Whom::Service || now.has(whom) { MEASURES.len() } else { 1 };
        for (at, measure) in MEASURES.iter().enumerate().take(told).filter(|(_, measure)| whom.takes(measure)) {
            let figures = (now.of(at, whom), before.as_ref().map(|before| (before, before.of(at, whom))));
            lines.push(line(scene, (measure, whom), figures));
        }
    }
    lines
}

fn line(
    scene: &Scene<'_>,
    (measure, whom): (&'static Measure, Whom),
    (now, before): (Figure, Option<(&Figures, Figure)>),
) -> Line {
    let national = national::of(scene.books, measure, whom, scene.year);
    let numbers = now.numbers(measure);
    let cell = |figure: &Figure| figure.cell(measure.unit);
    let mut line = Line { title: measure.title.to_owned(), ..Line::default() };
    line.cells = vec![
        whom.id().to_owned(),
        cell(&now),
        numbers.clone(),
        before.as_ref().map(|(_, figure)| cell(figure)).unwrap_or_default(),
        national.as_ref().map(|national| national.value.clone()).unwrap_or_default(),
    ];
    line.groups = vec![whom.id().to_owned(), measure.title.to_owned()];
    line.children = now.children(measure.unit).to_vec();
    let said = if numbers.is_empty() { cell(&now) } else { format!("{}: {numbers}", cell(&now)) };
    line = line.knowing("measure", measure.id).saying(measure.doc).saying(format!("{}, {said}", whom.words()));
    if let Some((before, figure)) = &before {
        let until = before.period.until;
        let numbers = figure.numbers(measure);
        let from = if numbers.is_empty() { String::new() } else { format!(": {numbers}") };
        line = line.saying(format!("a year before, {} up to {until}: {}{from}", before.period.words(), cell(figure)));
    }
    if let Some(national) = national {
        line = line.saying(format!("national, {}: {} ({})", national.year, national.value, national.source));
    }
    line.saying(whom.duty())
}

const _: () = assert!(COHORTS.len() + 2 == PART.states.len());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{ChildFacts, ChildKey, Cohorts};
    use crate::domain::kind::Kind;
    use crate::domain::part::scene::{Stage, day};

    fn stage() -> Stage {
        let child = |cohort, since: Option<&str>| ChildFacts {
            cohorts: Some(cohort),
            looked_after_since: since.map(day),
            nc_year: Some(8),
            ..ChildFacts::default()
        };
        let children = vec![
            child(Cohorts::LAC, Some("2024-01-10")),
            child(Cohorts::LAC, Some("2026-10-01")),
            child(Cohorts::CIN, None),
        ];
        Stage::new(children)
            .row(
                Kind::National,
                0,
                &[
                    ("measure", "size"),
                    ("cohort", "LAC"),
                    ("academic_year", "2025/26"),
                    ("value", "80000"),
                    ("source", "a table"),
                ],
            )
            .row(Kind::Enquiry, 0, &[("received", "2026-09-01"), ("from_role", "carer"), ("topic", "SEN")])
    }

    fn found(lines: &[Line], cohort: &str, title: &str) -> Line {
        lines.iter().find(|line| line.groups == [cohort, title]).unwrap().clone()
    }

    #[test]
    fn every_figure_opens_its_children() {
        let lines = stage().lines(&PART, "2026-11-23");
        let looked_after = found(&lines, "LAC", "Children");
        assert_eq!(looked_after.children, [ChildKey(1), ChildKey(2)]);
        assert_eq!(looked_after.cells, ["LAC", "2", "", "1", "80000"]);
        assert_eq!(found(&lines, "all", "Children").children.len(), 3);
        for line in &lines {
            let counted = ["Children", "On the last day"].contains(&line.title.as_str());
            assert!(!counted || line.cells[1] == line.children.len().to_string(), "{}", line.title);
        }
    }

    #[test]
    fn no_data_is_no_zero_and_an_enquiry_by_hand_is_data() {
        let lines = stage().lines(&PART, "2026-11-23");
        let attendance = found(&lines, "LAC", "Attendance");
        assert_eq!(attendance.cells[1..3], ["no data", "such a file was never imported"]);
        assert_eq!(found(&lines, "service", "Enquiries").cells[1], "1");
        assert_eq!(found(&lines, "CIN", "Children").cells[3], "no data", "since when is not known");
        let nobody: Vec<&Line> = lines.iter().filter(|line| line.groups[0] == "KIN").collect();
        assert!(nobody.len() == 1 && nobody[0].cells[1] == "0", "{nobody:?}");
    }

    #[test]
    fn an_earlier_year_is_about_who_was_there_then() {
        let lines = stage().lines_of(&PART, "2026-11-23", AcademicYear(2025));
        assert_eq!(found(&lines, "LAC", "Children").children, [ChildKey(1)]);
        assert!(stage().lines_of(&PART, "2026-11-23", AcademicYear(2027)).is_empty());
    }
}
