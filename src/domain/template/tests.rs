use super::*;
use crate::domain::alert::Alert;
use crate::domain::case::{Case, Context};
use crate::domain::caseload::{Caseload, School, shared};
use crate::domain::facts::{ChildFacts, LastContact, Pep};
use crate::domain::kind::Kind;
use crate::domain::thresholds::Thresholds;
use crate::domain::triage::judge;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn caseload() -> Caseload {
    let child = ChildFacts {
        key: 1,
        child_id: "0412".into(),
        forename: "Amara".into(),
        surname: "Okafor".into(),
        known_as: Some("Ama".into()),
        dob: Some(day("2013-03-04")),
        nc_year: Some(9),
        school_urn: Some("100001".into()),
        social_worker: Some("D. Field".into()),
        carer: Some("The Moss {family}".into()),
        caseworker: Some("J. Smith".into()),
        looked_after_since: Some(day("2024-10-01")),
        cohorts: Some(crate::domain::facts::Cohorts::LAC),
        peps: vec![
            Pep { due: Some(day("2026-11-01")), held: None, red: false },
            Pep { due: None, held: Some(day("2026-02-02")), red: false },
        ],
        last_contact: Some(Box::new(LastContact {
            at: "2026-11-20T14:05:00+00:00".parse().unwrap(),
            kind: "call".into(),
            person: Some("R. Lowe".into()),
            gist: "x".into(),
            next_step: None,
            follow_up: None,
        })),
        ..ChildFacts::default()
    };
    let school = School {
        name: "Northgate Academy".into(),
        phone: Some("01632 960123".into()),
        designated_teacher: Some("R. Lowe".into()),
        ..School::default()
    };
    Caseload {
        children: shared([child, ChildFacts { key: 2, child_id: "0413".into(), ..ChildFacts::default() }]),
        schools: Arc::new([("100001".into(), school)].into()),
        sources: [Kind::Child, Kind::Pep, Kind::Exclusion].into(),
        ..Caseload::default()
    }
}

/// A text as it is filled for the child at a place, or for none.
fn filled(text: &str, child: Option<usize>) -> Filled {
    let (caseload, thresholds) = (caseload(), Thresholds::default());
    let context = Context::new(&caseload, &thresholds, day("2026-11-23"));
    let case = child.map(|child| Case::new(&caseload.children[child], &context));
    let alerts: Vec<Alert> = case.as_ref().map(judge).unwrap_or_default();
    let now = "2026-11-23T09:14:00+00:00".parse().unwrap();
    let known = Known { caseload: &caseload, case: case.as_ref(), alert: alerts.first(), now };
    Template::read("x", text).unwrap().fill(&known)
}

#[test]
fn every_field_is_filled_or_said_to_be_unknown() {
    for (name, of_amara, of_nobody_known) in [
        ("child", "Ama Okafor", "id 0413"),
        ("child id", "0412", "0413"),
        ("year group", "9", "not known"),
        ("age", "13", "not known"),
        ("school", "Northgate Academy", "not known"),
        ("school phone", "01632 960123", "not known"),
        ("designated teacher", "R. Lowe", "not known"),
        ("social worker", "D. Field", "not known"),
        ("carer", "The Moss {family}", "not known"),
        ("caseworker", "J. Smith", "not known"),
        ("attendance", "not known", "not known"),
        ("pep due", "Sun 1 Nov 2026", "not known"),
        ("pep held", "Mon 2 Feb 2026", "not known"),
        ("suspended", "0 days this term, 0 this year", "0 days this term, 0 this year"),
        ("last contact", "Fri 20 Nov 2026 call R. Lowe", "not known"),
        ("today", "Mon 23 Nov 2026", "Mon 23 Nov 2026"),
        ("time", "09:14", "09:14"),
    ] {
        for (child, value) in [(0, of_amara), (1, of_nobody_known)] {
            let text = filled(&format!("<{{{name}}}>"), Some(child));
            assert_eq!((text.text.as_str(), text.stays.len()), (format!("<{value}>").as_str(), 0), "{name}");
        }
        let about_a_child = !["today", "time"].contains(&name);
        let nobody = filled(&format!("{{{name}}}"), None);
        assert_eq!(nobody.text == format!("{{{name}}}") && nobody.stays.len() == 1, about_a_child, "{name}");
    }
    assert!(filled("{reason}", Some(0)).text.contains("PEP"), "{}", filled("{reason}", Some(0)).text);
    assert_eq!(FIELDS.len(), 18, "a field without a line above");
}

#[test]
fn the_cursor_goes_to_the_first_gap_and_what_is_no_field_stays() {
    for (text, given, cursor, stays) in [
        ("DT: {}\nCarer: {}", "DT: \nCarer: ", 4, &[][..]),
        ("{child} {}x", "Ama Okafor x", 11, &[]),
        ("{ Child_ID } {PEP  due}", "0412 Sun 1 Nov 2026", 19, &[]),
        ("{pep dew} {pep dew}", "{pep dew} {pep dew}", 19, &["{pep dew}"]),
        ("a { b } c {", "a { b } c {", 11, &["{ b }"]),
        ("{{child}", "{Ama Okafor", 11, &[]),
        ("{chi\nld}", "{chi\nld}", 8, &[]),
    ] {
        let filled = filled(text, Some(0));
        assert_eq!((filled.text.as_str(), filled.cursor), (given, cursor), "{text}");
        assert_eq!(filled.stays, stays, "{text}");
    }
}

#[test]
fn the_head_of_a_file_says_kind_person_next_step_and_date() {
    let file =
        "\u{feff}Kind: Visit\nperson: {carer}\nnext step: ring {designated teacher}\nfollow up: +2w\n\nCarer: {}\n";
    let visit = filled(file, Some(0));
    assert_eq!((visit.kind, visit.person.as_str()), (NoteKind::Visit, "The Moss {family}"));
    assert_eq!(
        (visit.next_step.as_str(), visit.follow_up.as_str(), visit.text.as_str()),
        ("ring R. Lowe", "+2w", "Carer: ")
    );
    assert_eq!(filled("person: {carer}\nx", Some(1)).person, "");
    assert_eq!(filled("Note: this is text\nkind: visit", Some(0)).text, "Note: this is text\nkind: visit");
    for (file, why) in [("", "no text"), ("kind: call\n\n", "no text"), ("kind: chat\nx", "kind is none of")] {
        assert!(Template::read("x", file).unwrap_err().contains(why), "{file}");
    }
}

#[test]
fn the_built_in_ones_are_filled_whole_and_an_own_one_takes_the_place_of_its_name() {
    let templates = built_in();
    assert_eq!(templates.len(), BUILT_IN.len());
    for (name, file) in BUILT_IN {
        let filled = filled(file, Some(0));
        assert!(filled.stays.is_empty() && !filled.text.contains(['}', '\r']), "{name}");
        assert!(filled.cursor < filled.text.len() && !filled.follow_up.is_empty(), "{name}");
    }
    let own = |name: &str| Template { name: name.to_owned(), text: "mine".to_owned(), ..Template::default() };
    let names: Vec<String> =
        with_own(vec![own("pep CHASE"), own("panel")]).into_iter().map(|template| template.name).collect();
    assert_eq!(names, ["pep CHASE", "suspension call", "carer visit", "attendance call", "panel"]);
}

proptest! {
    #[test]
    fn any_text_is_filled_and_the_cursor_stands_in_it(text in "(?s)[{}a-c é\n]{1,30}|x.{0,30}") {
        if Template::read("x", &text).is_ok() {
            let filled = filled(&text, Some(0));
            prop_assert!(filled.text.is_char_boundary(filled.cursor));
        }
    }
}
