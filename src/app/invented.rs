//! An invented caseload for the tests of the dashboard and what lies over it.

use crate::app::keys::{Code, Key, ch, ctrl, key};
use crate::app::snapshot::Snapshot;
use crate::app::who::fixture;
use crate::app::{Model, Msg, update};
use crate::domain::attendance::{AcademicYear, Half, YearMarks, parse_code, session_index};
use crate::domain::caseload::{Caseload, School, shared};
use crate::domain::facts::{
    ChildFacts, ChildKey, Cohorts, Exclusion, ExclusionKind, LastContact, Pep, Placement, Referral,
};
use crate::domain::health::{Differing, LastImport, Ledger, Report, Source};
use crate::domain::held::{HeldRow, HeldText};
use crate::domain::kind::{KINDS, Kind, KindSpec};
use crate::domain::note::{Draft, DraftId, FollowUp, NewNote, NoteId, NoteKind, Own};
use crate::domain::sealed::Sealed;
use crate::domain::thresholds::Thresholds;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::sync::Arc;

/// Forename, surname, year group, caseworker.
const CHILDREN: [(&str, &str, i8, &str); 12] = [
    ("Amara", "Okafor", 9, "J. Smith"),
    ("Jay", "Parry-Rowe", 10, "J. Smith"),
    ("Tomos", "Rees", 7, "A. Khan"),
    ("Sana", "Iqbal", 11, "A. Khan"),
    ("Łucja", "Wójcik-Ó Dálaigh", 8, "J. Smith"),
    ("Søren", "Strauß", 6, "A. Khan"),
    ("Ivy", "Hart", 9, "A. Khan"),
    ("明", "王小明", 5, "J. Smith"),
    ("Mia", "Stone", 12, "A. Khan"),
    ("Leo", "Marsh", 8, "A. Khan"),
    ("Kacey", "Dunn", 0, "A. Khan"),
    ("Noah", "Bell-with-a-very-long-family-name", 4, "A. Khan"),
];

/// Monday 23 November 2026, 09:14.
pub(crate) fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:14:00+00:00".parse().unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// From 1 September to Friday 20 November: present but for the last `absent` mornings.
fn marks(absent: usize) -> Vec<YearMarks> {
    let mut bytes = vec![0; 130];
    let days: Vec<NaiveDate> = day("2026-09-01").iter_days().take_while(|at| *at <= day("2026-11-20")).collect();
    let half_term = day("2026-10-26")..=day("2026-10-30");
    let mut absent_left = absent;
    for at in days.into_iter().rev().filter(|at| !half_term.contains(at)) {
        let (Some(am), Some(pm)) = (session_index(at, Half::Am), session_index(at, Half::Pm)) else { continue };
        bytes[am] = parse_code(if absent_left > 0 { "I" } else { "/" }).unwrap().byte;
        bytes[pm] = parse_code("\\").unwrap().byte;
        absent_left = absent_left.saturating_sub(1);
    }
    vec![YearMarks { year: AcademicYear(2026), bytes: bytes.into() }]
}

fn child(at: i64, (forename, surname, year, caseworker): (&str, &str, i8, &str)) -> ChildFacts {
    ChildFacts {
        key: at + 1,
        child_id: format!("{:04}", 412 + at).into(),
        forename: forename.into(),
        surname: surname.into(),
        nc_year: Some(year),
        dob: NaiveDate::from_ymd_opt(2021 - i32::from(year), 3, 4),
        cohorts: Some(if at % 4 == 3 { Cohorts(Cohorts::LAC.0 | Cohorts::CP.0) } else { Cohorts::LAC }),
        looked_after_since: Some(day("2024-10-01")),
        school_urn: Some(if at % 2 == 0 { "100001" } else { "100002" }.into()),
        caseworker: Some(caseworker.into()),
        social_worker: Some("D. Field".into()),
        designated_teacher: Some("R. Lowe".into()),
        peps: vec![
            Pep { due: None, held: Some(day("2026-10-09")), red: false },
            Pep { due: Some(day("2027-03-12")), held: None, red: false },
        ],
        marks: marks(0),
        ..ChildFacts::default()
    }
}

fn suspension(start: &str, end: &str, sessions: u32) -> Exclusion {
    Exclusion {
        kind: ExclusionKind::Suspension,
        start: day(start),
        end: Some(day(end)),
        sessions: Some(sessions),
        provision_from: Some(day(start)),
    }
}

fn placement(start: &str, carer: &str) -> Placement {
    Placement {
        start: day(start),
        end: None,
        kind: Some("foster".into()),
        reason: None,
        legal_status: None,
        provider: None,
        carer: Some(carer.into()),
        postcode_digest: None,
        planned_end: None,
        episode: false,
        rec: None,
    }
}

/// What makes each child stand where it stands.
fn troubles(children: &mut [ChildFacts]) {
    let amara = &mut children[0];
    amara.exclusions = vec![suspension("2026-09-22", "2026-09-24", 6), suspension("2026-11-18", "2026-11-20", 6)];
    amara.caution = Some("Do not tell the mother where the child is placed".into());
    amara.last_contact = Some(Box::new(LastContact {
        at: "2026-11-20T14:05:00+00:00".parse().unwrap(),
        kind: "call".into(),
        person: Some("R. Lowe, DT".into()),
        gist: "Reintegration Monday 9.15; asks for EP advice before the review.".into(),
        next_step: Some("ring SENCO".into()),
        follow_up: Some(day("2026-11-23")),
    }));
    children[1].marks = marks(18);
    children[1].known_as = Some("Jaybird".into());
    children[2].placements =
        vec![placement("2025-01-06", "The Moss family"), placement("2026-11-19", "The Hill family")];
    children[3].peps = vec![Pep { due: Some(day("2026-10-20")), held: Some(day("2026-02-02")), red: false }];
    children[3].peps.push(Pep { due: Some(day("2026-10-14")), held: None, red: false });
    children[4].marks = marks(6);
    children[5].referrals = vec![Referral { received: day("2026-11-02"), first_action: None, closed: None }];
    children[6].peps[1].due = Some(day("2026-11-27"));
}

/// Every child of it, all files imported but destinations and terms.
pub(crate) fn caseload() -> Caseload {
    let mut children: Vec<ChildFacts> = (0..).zip(CHILDREN).map(|(at, row)| child(at, row)).collect();
    troubles(&mut children);
    let school = |name: &str| School { name: name.into(), ..School::default() };
    let follow_up = |note, child, due: &str, what: &str| FollowUp {
        id: note,
        note: NoteId(note),
        child: Some(ChildKey(child)),
        due: Some(day(due)),
        what: what.to_owned(),
    };
    Caseload {
        children: shared(children),
        schools: Arc::new(
            [("100001".into(), school("Northgate Academy")), ("100002".into(), school("Elm Park"))].into(),
        ),
        sources: [Kind::Child, Kind::Attendance, Kind::Pep, Kind::Exclusion, Kind::Enrolment].into(),
        follow_ups: vec![
            follow_up(1, 3, "2026-11-20", "chase transport form"),
            follow_up(2, 1, "2026-11-23", "ring SENCO"),
            follow_up(3, 11, "2026-11-27", "PEP paperwork to carer"),
        ]
        .into(),
        data_as_of: Some(day("2026-11-20")),
        ..Caseload::default()
    }
}

fn draft(id: i64, child: i64, opened: &str, text: &str) -> Draft {
    let opened = opened.parse().unwrap();
    Draft {
        id: DraftId(id),
        version: 1,
        content: NewNote {
            about: vec![ChildKey(child)],
            kind: NoteKind::Call,
            person: None,
            text: text.to_owned(),
            own: Own::new(),
            next_step: Some("send form".to_owned()),
            follow_up: None,
            follow_up_words: None,
            opened,
        },
        edits: None,
        kept: opened,
    }
}

/// A model of a size that has loaded a caseload.
pub(crate) fn of(caseload: Caseload, size: (u16, u16), me: Option<&str>) -> Model {
    let mut model = Model::new(now(), size);
    "c.db".clone_into(&mut model.file);
    model.me = me.map(str::to_owned);
    let snapshot = Arc::new(Snapshot::new(caseload, Thresholds::default(), model.today()));
    model.load();
    let generation = model.generation;
    update(&mut model, Msg::Loaded(generation, snapshot, Vec::new()));
    model
}

/// The model of the invented caseload.
pub(crate) fn model(size: (u16, u16)) -> Model {
    of(caseload(), size, None)
}

/// The same with two drafts.
pub(crate) fn with_drafts(size: (u16, u16)) -> Model {
    let mut model = model(size);
    let drafts = vec![
        draft(2, 10, "2026-11-23T09:12:00+00:00", "Carer rang about the coach.\nWants a call back"),
        draft(1, 1, "2026-11-20T16:40:00+00:00", "Maths set"),
    ];
    let (generation, snapshot) = (model.generation, model.snapshot.clone());
    update(&mut model, Msg::Loaded(generation, snapshot, drafts));
    model
}

/// The model with the health of its data open, children.csv and marks imported.
pub(crate) fn with_health(size: (u16, u16)) -> Model {
    let last = |day: &str, file: &str| Some(LastImport { day: self::day(day), file: file.to_owned() });
    let source = |spec: &KindSpec| Source {
        kind: spec.kind,
        last: match spec.kind {
            Kind::Child => last("2026-09-03", "exports/children.csv"),
            Kind::Attendance => last("2026-11-20", "exports/week 12.csv"),
            _ => None,
        },
    };
    let differing = Differing {
        child: ChildKey(2),
        field: "dob",
        own: "2011-03-04".to_owned(),
        published: "2011-04-03".to_owned(),
    };
    checked(
        model(size),
        Ledger {
            sources: KINDS.iter().map(source).collect(),
            differing: vec![differing],
            held: vec![("exports/peps.csv".to_owned(), 3)],
            identities: fixture::identities(),
        },
    )
}

/// A model with the health of its data open and asked.
pub(crate) fn checked(mut model: Model, ledger: Ledger) -> Model {
    press(&mut model, "H");
    let report = Report::new(&model.snapshot.caseload, &model.snapshot.context(), ledger);
    update(&mut model, Msg::Health(Box::new(report)));
    model
}

/// Three rows held back of two files; the text of the last was not kept.
pub(crate) fn held_rows() -> Vec<HeldRow> {
    let row = |id, file: &str, line, column: Option<&str>, reason: &str| HeldRow {
        id,
        file: file.to_owned(),
        layout: file.contains("placements").then(|| "placements".to_owned()),
        line,
        column: column.map(str::to_owned),
        reason: reason.to_owned(),
        kept: id < 3,
    };
    vec![
        row(1, "exports/placements.csv", 2, Some("start"), "\"2026-13-01\" is not a date"),
        row(2, "exports/placements.csv", 14, Some("child_id"), "no such child in the caseload"),
        row(3, "exports/week 12.csv", 3, None, "a quotation mark is opened and not closed"),
    ]
}

/// The first of them with its text.
pub(crate) fn held_text() -> HeldText {
    HeldText {
        row: held_rows().remove(0),
        profile: None,
        sealed: Vec::new(),
        header: "child_id,start,type,postcode".to_owned(),
        text: Sealed::new("C1,2026-13-01,U1,CANARY 1AA".to_owned()),
    }
}

/// The model with the list of held-back rows open.
pub(crate) fn with_held(size: (u16, u16)) -> Model {
    let mut model = model(size);
    press(&mut model, "B");
    update(&mut model, Msg::Held(held_rows()));
    model
}

/// The model with the first of them open.
pub(crate) fn with_held_row(size: (u16, u16)) -> Model {
    let mut model = with_held(size);
    press(&mut model, "enter");
    update(&mut model, Msg::HeldText(1, Some(Box::new(held_text()))));
    model
}

/// Keys as help writes them, divided by spaces; other words are typed.
pub(crate) fn keys(words: &str) -> Vec<Key> {
    words.split(' ').flat_map(of_word).collect()
}

fn of_word(word: &str) -> Vec<Key> {
    let named = [
        ("enter", Code::Enter),
        ("esc", Code::Esc),
        ("tab", Code::Tab),
        ("down", Code::Down),
        ("up", Code::Up),
        ("pgdn", Code::PageDown),
        ("pgup", Code::PageUp),
        ("home", Code::Home),
        ("end", Code::End),
        ("backspace", Code::Backspace),
        ("space", Code::Char(' ')),
    ];
    if let Some((_, code)) = named.iter().find(|(name, _)| *name == word) {
        return vec![key(*code)];
    }
    match word.strip_prefix("ctrl-").and_then(|rest| rest.chars().next()) {
        Some(c) => vec![ctrl(c)],
        None => word.chars().map(ch).collect(),
    }
}

/// Presses keys.
pub(crate) fn press(model: &mut Model, words: &str) -> Vec<crate::app::effect::Effect> {
    let mut effects = Vec::new();
    for key in keys(words) {
        let asked = update(model, Msg::Key(key));
        for effect in &asked {
            if let crate::app::effect::Effect::Reveal(veil) = effect {
                update(model, Msg::Revealed(veil.clone(), Ok(())));
            }
        }
        effects.extend(asked);
    }
    effects
}
