use super::*;
use crate::domain::kind::{KINDS, Value};
use crate::domain::note::{NewNote, Note, NoteId, NoteKind, Own};
use crate::domain::paper::Form;
use crate::domain::paper::tests::HOSTILE;
use crate::domain::record::{RecordTable, RegisterYear, Source};
use crate::domain::rules::scene::{Scene, looked_after, pep, placed, suspended};
use crate::domain::sealed::Sealed;

const TODAY: &str = "2026-11-23";

fn row(kind: Kind, values: &[(&str, Value)]) -> RecordRow {
    let spec = spec(kind);
    let mut row = RecordRow { values: vec![None; spec.fields.len()], source: Source::default() };
    for (name, value) in values {
        row.values[spec.position(name).unwrap()] = Some(value.clone());
    }
    row
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn tables() -> Vec<RecordTable> {
    let sealed = |words: &str| Value::Sealed(Sealed::new(words.to_owned()));
    let on = |day: &str| Value::Date(day.parse().unwrap());
    let contact =
        |role, name, phone| row(Kind::Contact, &[("role", text(role)), ("name", text(name)), ("phone", phone)]);
    let attained = [("date", on("2026-07-05")), ("subject", text("Maths")), ("measure", text("scaled score"))];
    let rows = [
        (
            Kind::Contact,
            vec![contact("IRO", "S. Bell", text("01632 CANARY")), contact("Foster carer", "B. Hart", sealed("CANARY"))],
        ),
        (Kind::Attainment, vec![row(Kind::Attainment, &[&attained[..], &[("value", text("98"))]].concat())]),
        (
            Kind::Placement,
            vec![row(
                Kind::Placement,
                &[("start", on("2024-10-01")), ("postcode", sealed("CANARY 1AA")), ("provider", text("CANARY House"))],
            )],
        ),
        (
            Kind::Pep,
            (2010..2020)
                .map(|year| {
                    row(
                        Kind::Pep,
                        &[("academic_year", text(&format!("{year}/x"))), ("due", on(&format!("{year}-10-01")))],
                    )
                })
                .collect(),
        ),
    ];
    rows.into_iter().map(|(kind, rows)| RecordTable { spec: spec(kind), rows }).collect()
}

/// The page about a child with everything that must not stand on it.
fn page(scene: &Scene, name: &str) -> Paper {
    let mut caseload = scene.caseload.clone();
    caseload.data_as_of = Some("2026-11-20".parse().unwrap());
    let now = "2026-11-20T14:05:00+00:00".parse().unwrap();
    let note = NewNote {
        about: Vec::new(),
        kind: NoteKind::Call,
        person: Some("CANARY".to_owned()),
        text: "CANARY".to_owned(),
        own: Own::new(),
        next_step: Some("CANARY".to_owned()),
        follow_up: None,
        follow_up_words: None,
        opened: now,
    };
    let registers = scene.child.marks.iter().map(|marks| RegisterYear {
        year: marks.year,
        urn: String::new(),
        bytes: marks.bytes.to_vec(),
        sources: Vec::new(),
    });
    let record = Record {
        child: scene.child.clone(),
        own: row(Kind::Child, &[]),
        tables: tables(),
        registers: registers.collect(),
        notes: vec![Note {
            id: NoteId(1),
            content: note,
            actor: "CANARY".to_owned(),
            filed: now,
            earlier: 0,
            beside: None,
        }],
        seen: Vec::new(),
    };
    scene.on(TODAY, |case| About { record: &record, case, caseload: &caseload, name }.paper())
}

fn everything() -> Scene {
    let mut scene = looked_after().marks("2026-09-02", "2026-11-20", "/").marks("2026-11-19", "2026-11-20", "E");
    scene.caseload.sources = KINDS.iter().map(|spec| spec.kind).collect();
    scene.with(|child| {
        child.caution = Some("CANARY of a caution".into());
        child.carer = Some("The Moss family".into());
        child.social_worker = Some("D. Field".into());
        child.exclusions = vec![suspended("2026-11-19", 4)];
        child.placements =
            vec![placed("2024-10-01", "2026-04-14", "CANARY Ltd", "S"), placed("2026-04-14", "", "P2", "P")];
        child.peps = vec![pep("2026-12-11", "")];
    })
}

fn section(paper: &Paper, title: &str) -> (Vec<String>, Vec<String>) {
    let section = &paper.parts[0].sections.iter().find(|section| section.title.starts_with(title)).unwrap();
    let rows = section.table.iter().flat_map(|table| &table.rows).map(|row| row.join(", "));
    (section.lines.clone(), rows.collect())
}

#[test]
fn the_page_tells_what_a_meeting_needs() {
    let page = page(&everything(), "AO");
    assert_eq!(page.title, "AO: summary for the PEP meeting, Mon 23 Nov 2026");
    let (_, who) = section(&page, "Who");
    assert_eq!(who[..3], ["Year group, Y7", "Age, 12", "Care, looked after since 6 Jan 2020"]);
    assert_eq!(who[3], "Special educational needs, not known");
    let (_, people) = section(&page, "People");
    assert_eq!(people[0], "Designated teacher, not known");
    assert_eq!(people[4], "Others, IRO S. Bell; Foster carer B. Hart");
}

#[test]
fn figures_and_rows_stand_with_what_they_rest_on() {
    let page = page(&everything(), "AO");
    // 58 weekdays with two sessions each, four of them absences.
    let (lines, attendance) = section(&page, "Attendance");
    assert_eq!(attendance, ["2026/27, 96.6%, 116, 112, 4, 0"]);
    assert!(lines[0].ends_with("100% 100% 60% -"), "{lines:?}");
    assert_eq!(section(&page, "Suspensions").0, ["Suspended 2 days this term, 2 days this academic year."]);
    assert_eq!(section(&page, "Attainment").1, ["5 Jul 2026, , Maths, scaled score, 98, "]);
    let (moves, placements) = section(&page, "Placements");
    assert_eq!(moves, ["1 move in the last 365 days."]);
    assert_eq!(placements[0], "14 Apr 2026, still there, foster care (U6)");
    let (lines, peps) = section(&page, "PEPs");
    assert_eq!((peps.len(), lines[0].as_str()), (MOST, "Next due 11 Dec 2026 (18 days)."));
    assert_eq!(lines[1], "2 earlier ones are not shown.");
    assert!(peps[0].starts_with("2019/x"), "the latest first: {peps:?}");
}

#[test]
fn nothing_sealed_noted_or_cautioned_stands_on_it() {
    for form in Form::ALL {
        assert!(!page(&everything(), "AO").render(form).contains("CANARY"), "{form:?}");
    }
}

#[test]
fn what_is_not_known_says_so() {
    let mut scene = Scene::default();
    scene.caseload.sources = [Kind::Child].into();
    scene.child.school_urn = None;
    let page = page(&scene, "id C1");
    for title in ["Attendance", "PEPs", "Suspensions", "Attainment", "Placements"] {
        assert_eq!(section(&page, title), (vec![NEVER.to_owned()], vec![]), "{title}");
    }
    assert!(section(&page, "Who").1.contains(&"School, not known".to_owned()));
}

#[test]
fn hostile_text_stays_text() {
    for name in HOSTILE {
        let scene = everything().with(|child| child.carer = Some(name.into()));
        let html = page(&scene, name).render(Form::Html);
        assert!(!html.contains("<script") && !html.contains('\u{202e}'), "{name:?}");
    }
}
