//! An invented caseload of five children and the record of the first, for the tests of screens.

use crate::app::effect::Effect;
use crate::app::keys::{Code, Key, ch, key};
use crate::app::snapshot::Snapshot;
use crate::app::{Model, Msg, update};
use crate::domain::attendance::{AcademicYear, Half, YearMarks, parse_code, session_index};
use crate::domain::audit::Seen;
use crate::domain::caseload::{Caseload, School, shared};
use crate::domain::facts::{
    ChildFacts, ChildKey, Cohorts, Enrolment, Exclusion, ExclusionKind, LastContact, Pep, Placement, Registration,
};
use crate::domain::kind::{KINDS, Kind, Value, spec};
use crate::domain::note::{NewNote, Note, NoteId, NoteKind, Own};
use crate::domain::record::{Record, RecordRow, RecordTable, RegisterYear, Source};
use crate::domain::sealed::Sealed;
use crate::domain::thresholds::Thresholds;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::sync::Arc;

/// Monday 23 November 2026, 09:14.
pub(crate) fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:14:00+00:00".parse().unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The child whose record [`record`] is.
pub(crate) const AMARA: ChildKey = ChildKey(1);

fn child(key: i64, forename: &str, surname: &str, nc_year: i8) -> ChildFacts {
    ChildFacts {
        key,
        child_id: format!("{:04}", 411 + key).into(),
        forename: forename.into(),
        surname: surname.into(),
        nc_year: Some(nc_year),
        dob: NaiveDate::from_ymd_opt(2026 - 4 - i32::from(nc_year), 3, 4),
        cohorts: Some(Cohorts::LAC),
        looked_after_since: Some(day("2024-10-01")),
        social_worker: Some("D. Field".into()),
        designated_teacher: Some("R. Lowe".into()),
        ..ChildFacts::default()
    }
}

/// Eleven weeks of marks: present, but for the sessions given.
fn marks(others: &[(&str, Half, &str)]) -> YearMarks {
    let mut bytes = vec![0; 130];
    let first = day("2026-09-01");
    for at in first.iter_days().take_while(|at| *at <= day("2026-11-20")) {
        let half_term = (day("2026-10-26")..=day("2026-10-30")).contains(&at);
        for (half, code) in [(Half::Am, "/"), (Half::Pm, "\\")] {
            if let Some(index) = session_index(at, half).filter(|_| !half_term) {
                bytes[index] = parse_code(code).unwrap().byte;
            }
        }
    }
    for (at, half, code) in others {
        bytes[session_index(day(at), *half).unwrap()] = parse_code(code).unwrap().byte;
    }
    YearMarks { year: AcademicYear(2026), bytes: bytes.into() }
}

fn amara() -> ChildFacts {
    let codes = ["E", "E", "E", "E", "E", "E", "I", "O", "K", "C2", "N"];
    let days = ["2026-11-18", "2026-11-19", "2026-11-20"];
    let mut others: Vec<(&str, Half, &str)> =
        days.iter().flat_map(|day| [(*day, Half::Am, "E"), (*day, Half::Pm, "E")]).collect();
    let more = ["2026-11-12", "2026-11-13", "2026-11-16", "2026-11-17", "2026-11-05"];
    others.extend(more.iter().zip(&codes[6..]).map(|(day, code)| (*day, Half::Pm, *code)));
    ChildFacts {
        known_as: Some("Ama".into()),
        caution: Some("Do not tell the mother where the child is placed".into()),
        carer: Some("The Hart family".into()),
        peps: vec![
            Pep { due: Some(day("2026-07-10")), held: Some(day("2026-07-03")), red: false },
            Pep { due: Some(day("2026-12-11")), held: None, red: false },
        ],
        exclusions: vec![suspension("2026-10-01", 5), suspension("2026-11-18", 6)],
        placements: vec![placement("2024-10-01", Some("2026-04-14"), "U1"), placement("2026-04-14", None, "U4")],
        enrolments: vec![Enrolment {
            urn: "100001".into(),
            start: day("2024-09-02"),
            end: None,
            registration: Registration::Main,
            nc_year: None,
            part_time: false,
        }],
        last_contact: Some(Box::new(LastContact {
            at: "2026-11-20T14:05:00+00:00".parse().unwrap(),
            kind: "call".into(),
            person: Some("R. Lowe, DT".into()),
            gist: "Reintegration Mon 9.15; asks for EP advice before review.".into(),
            next_step: Some("ring SENCO".into()),
            follow_up: Some(day("2026-11-23")),
        })),
        marks: vec![marks(&others), YearMarks { year: AcademicYear(2025), bytes: vec![0x10; 60].into() }],
        ..child(1, "Amara", "Okafor", 9)
    }
}

fn suspension(start: &str, sessions: u32) -> Exclusion {
    let days = u64::from(sessions.div_ceil(2)) - 1;
    Exclusion {
        kind: ExclusionKind::Suspension,
        start: day(start),
        end: Some(day(start) + chrono::Days::new(days)),
        sessions: Some(sessions),
        provision_from: None,
    }
}

fn placement(start: &str, end: Option<&str>, kind: &str) -> Placement {
    Placement {
        start: day(start),
        end: end.map(day),
        kind: Some(kind.into()),
        reason: Some("P".into()),
        legal_status: Some("C2".into()),
        provider: Some("Anytown Fostering".into()),
        carer: None,
        postcode_digest: Some(7),
        planned_end: None,
        episode: false,
        rec: None,
    }
}

pub(crate) fn caseload() -> Caseload {
    let jay = ChildFacts {
        school_urn: Some("100002".into()),
        marks: vec![marks(&[("2026-11-19", Half::Am, "O"), ("2026-11-19", Half::Pm, "O")])],
        ..child(2, "Jay", "Park-Rowe", 10)
    };
    let odd = child(4, "Jos\u{e9}\u{202e}", "\u{5f20}\u{4f1f}", 6);
    let school = |name: &str| School {
        name: name.into(),
        phone: Some("01632 960123".into()),
        designated_teacher: Some("R. Lowe".into()),
        ..School::default()
    };
    Caseload {
        children: shared(vec![
            amara(),
            jay,
            child(3, "Tomos", "Rees", 7),
            odd,
            ChildFacts { key: 5, ..ChildFacts::default() },
        ]),
        schools: Arc::new(
            [("100001".into(), school("Northgate Academy")), ("100002".into(), school("Elm Park"))].into(),
        ),
        sources: KINDS.iter().map(|spec| spec.kind).collect(),
        data_as_of: Some(day("2026-11-20")),
        ..Caseload::default()
    }
}

pub(crate) fn row(kind: Kind, line: u32, values: &[(&str, Value)]) -> RecordRow {
    let spec = spec(kind);
    let mut row = RecordRow {
        values: vec![None; spec.fields.len()],
        source: Source { import: 3, file: format!("{}.csv", spec.name), line },
    };
    for (name, value) in values {
        row.values[spec.position(name).unwrap()] = Some(value.clone());
    }
    row
}

pub(crate) fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

pub(crate) fn on(date: &str) -> Value {
    Value::Date(day(date))
}

fn peps() -> Vec<RecordRow> {
    vec![
        row(
            Kind::Pep,
            2,
            &[
                ("academic_year", text("2025/26")),
                ("term", text("summer")),
                ("due", on("2026-07-10")),
                ("held", on("2026-07-03")),
                ("quality", text("green")),
            ],
        ),
        row(Kind::Pep, 3, &[("academic_year", text("2026/27")), ("term", text("autumn")), ("due", on("2026-12-11"))]),
    ]
}

fn attainment() -> Vec<RecordRow> {
    let result = |line, subject, value, target| {
        let words = [("stage", "KS2"), ("subject", subject), ("measure", "scaled score"), ("value", value)];
        let words = words.into_iter().chain([("target", target)]).map(|(name, words)| (name, text(words)));
        row(Kind::Attainment, line, &std::iter::once(("date", on("2026-07-05"))).chain(words).collect::<Vec<_>>())
    };
    vec![result(2, "Maths", "98", "100"), result(3, "Reading", "104", "103")]
}

fn premium() -> Vec<RecordRow> {
    let (year, given) = (("financial_year", text("2026/27")), |pence| ("allocated", Value::Number(pence)));
    let spent = [("spent", Value::Number(90_000)), ("purpose", text("Tuition")), ("term", text("summer"))];
    vec![
        row(Kind::Premium, 2, &[&[year.clone(), given(128_550)], &spent[..]].concat()),
        row(Kind::Premium, 3, &[year, given(87_666), ("term", text("autumn"))]),
    ]
}

fn tables() -> Vec<RecordTable> {
    let sealed = |words: &str| Value::Sealed(Sealed::new(words.to_owned()));
    let exclusion = |line, start: &str, end: &str, sessions| {
        let values =
            [("kind", text("SUSP")), ("start", on(start)), ("end", on(end)), ("sessions", Value::Number(sessions))];
        row(Kind::Exclusion, line, &[&values[..], &[("reasons", text("PP;DB"))]].concat())
    };
    let placement = |line, start: &str, kind: &str, post: &str| {
        let values = [("start", on(start)), ("type", text(kind)), ("provider", text("Anytown Fostering"))];
        row(Kind::Placement, line, &[&values[..], &[("postcode", sealed(post))]].concat())
    };
    let rows = vec![
        (Kind::Attainment, attainment()),
        (Kind::Premium, premium()),
        (Kind::Pep, peps()),
        (
            Kind::Exclusion,
            vec![exclusion(2, "2026-10-01", "2026-10-03", 5), exclusion(41, "2026-11-18", "2026-11-20", 6)],
        ),
        (
            Kind::Placement,
            vec![placement(2, "2024-10-01", "U1", "ZZ99 1AA"), placement(3, "2026-04-14", "U4", "ZZ99 2BB")],
        ),
        (
            Kind::Enrolment,
            vec![row(Kind::Enrolment, 2, &[("school_urn", text("100001")), ("start", on("2024-09-02"))])],
        ),
        (
            Kind::Contact,
            vec![
                row(
                    Kind::Contact,
                    2,
                    &[("role", text("Foster carer")), ("name", text("B. Hart")), ("phone", sealed("07700 900111"))],
                ),
                row(
                    Kind::Contact,
                    3,
                    &[("role", text("IRO")), ("name", text("S. Bell")), ("phone", text("01632 960987"))],
                ),
            ],
        ),
    ];
    rows.into_iter().map(|(kind, rows)| RecordTable { spec: spec(kind), rows }).collect()
}

pub(crate) fn note(id: i64, at: &str, text: &str, earlier: u32) -> Note {
    let content = NewNote {
        about: vec![AMARA],
        kind: NoteKind::Call,
        person: Some("R. Lowe, DT".to_owned()),
        text: text.to_owned(),
        own: Own::new(),
        next_step: Some("ring SENCO".to_owned()),
        follow_up: Some(day("2026-11-23")),
        follow_up_words: None,
        opened: at.parse().unwrap(),
    };
    Note { id: NoteId(id), content, actor: "jsmith".to_owned(), filed: at.parse().unwrap(), earlier, beside: None }
}

/// Everything about the first child.
pub(crate) fn record() -> Record {
    let child = amara();
    let source = |line| Source { import: 2, file: "attendance.csv".to_owned(), line };
    let register = RegisterYear {
        year: AcademicYear(2026),
        urn: "100001".to_owned(),
        bytes: child.marks[0].bytes.to_vec(),
        sources: vec![(0, 99, source(2)), (100, 129, source(3))],
    };
    Record {
        own: RecordRow { values: vec![None; spec(Kind::Child).fields.len()], source: source(2) },
        tables: tables(),
        seen: vec![
            Seen { you: true, actor: "Anna".to_owned(), day: day("2026-11-23"), times: 3 },
            Seen { you: false, actor: "J. Khan".to_owned(), day: day("2026-11-19"), times: 1 },
        ],
        registers: vec![register],
        notes: vec![
            note(1, "2026-11-12T16:30:00+00:00", "Homework space agreed. Sleep better.", 0),
            note(2, "2026-11-20T14:05:00+00:00", &"Reintegration Mon 9.15; wants EP advice.\n".repeat(30), 1),
        ],
        child,
    }
}

/// A model whose dashboard shows the caseload.
pub(crate) fn model(size: (u16, u16)) -> Model {
    let mut model = Model::new(now(), size);
    let generation = match model.load() {
        Effect::Load(generation) => generation,
        other => panic!("{other:?}"),
    };
    let snapshot = Snapshot::new(caseload(), Thresholds::default(), day("2026-11-23"));
    update(&mut model, Msg::Loaded(generation, Arc::new(snapshot), Vec::new()));
    model
}

/// Presses keys one after the other and gathers what they ask for; a record that is asked for is given.
pub(crate) fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    keys.split(' ').flat_map(|word| send(model, Msg::Key(read(word)))).collect()
}

/// Sends a message; a record that is asked for is given.
pub(crate) fn send(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let effects = update(model, msg);
    for effect in &effects {
        if let Effect::Reveal(veil) = effect {
            update(model, Msg::Revealed(veil.clone(), Ok(())));
        }
        if let Effect::Open(generation, child) | Effect::Read(generation, child) = effect
            && *child == AMARA
        {
            update(model, Msg::Opened(*generation, Box::new(record())));
        }
    }
    effects
}

/// Types text as presses.
pub(crate) fn type_text(model: &mut Model, text: &str) {
    for c in text.chars() {
        send(model, Msg::Key(if c == '\n' { key(Code::Enter) } else { ch(c) }));
    }
}

/// A key as help writes it.
fn read(word: &str) -> Key {
    let named = [
        ("enter", Code::Enter),
        ("esc", Code::Esc),
        ("tab", Code::Tab),
        ("shift-tab", Code::BackTab),
        ("backspace", Code::Backspace),
        ("up", Code::Up),
        ("down", Code::Down),
        ("left", Code::Left),
        ("right", Code::Right),
        ("pgdn", Code::PageDown),
        ("pgup", Code::PageUp),
        ("space", Code::Char(' ')),
    ];
    let (ctrl, bare) = word.strip_prefix("ctrl-").map_or((false, word), |bare| (true, bare));
    let code = named
        .iter()
        .find(|(name, _)| *name == bare)
        .map_or_else(|| Code::Char(bare.chars().next().unwrap()), |row| row.1);
    Key { code, ctrl, alt: false }
}
