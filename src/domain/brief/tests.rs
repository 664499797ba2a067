use super::*;
use crate::domain::caseload::shared;
use crate::domain::decision::{Decision, Subject, What};
use crate::domain::health::LastImport;
use crate::domain::kind::{KINDS, Kind};
use crate::domain::note::{FollowUp, NoteId};
use crate::domain::paper::tests::{HOSTILE, read_csv};
use crate::domain::paper::{Form, Section};
use crate::domain::rules::scene::{day, looked_after, pep, suspended};
use crate::domain::sealed::Sealed;
use crate::domain::thresholds::Thresholds;
use crate::domain::triage::{occasion, rank};

/// Monday 23 November 2026.
const TODAY: &str = "2026-11-23";

/// A child without a flag.
fn child(key: i64, forename: &str, surname: &str) -> ChildFacts {
    let mut child = looked_after().child;
    child.key = key;
    child.child_id = format!("C{key}").into();
    child.forename = forename.into();
    child.surname = surname.into();
    child.caseworker = Some(if key % 2 == 0 { "J. Smith" } else { "A. Khan" }.into());
    child.peps = vec![pep("", "2026-10-09")];
    child.marks = looked_after().marks("2026-09-02", "2026-11-20", "/").child.marks;
    child
}

fn caseload(children: Vec<ChildFacts>) -> Caseload {
    let sources = KINDS.iter().map(|spec| spec.kind).collect();
    Caseload { children: shared(children), sources, data_as_of: Some(day("2026-11-20")), ..Caseload::default() }
}

fn paper(caseload: &Caseload, asked: Asked) -> Paper {
    let (thresholds, today) = (Thresholds::default(), day(TODAY));
    let contexts = [today, week_before(today)].map(|day| Context::new(caseload, &thresholds, day));
    let rankings = contexts.map(|context| rank(caseload, &context));
    let judging = |at: usize| Judging { caseload, context: contexts[at], ranking: &rankings[at] };
    let last = Some(LastImport { day: day("2026-11-16"), file: "in/peps.csv".to_owned() });
    let sources = [Source { kind: Kind::Pep, last }, Source { kind: Kind::Child, last: None }];
    Week { now: judging(0), before: judging(1), sources: &sources }.paper(asked)
}

fn section<'a>(paper: &'a Paper, title: &str) -> &'a Section {
    let found = paper.sections().find(|(part, section)| part.is_empty() && section.title.starts_with(title));
    found.unwrap_or_else(|| panic!("no section {title}")).1
}

fn rows(paper: &Paper, title: &str) -> Vec<String> {
    let table = section(paper, title).table.as_ref();
    table.iter().flat_map(|table| &table.rows).map(|row| row.join(", ")).collect()
}

/// New: suspended last week. Worse: a PEP overdue, and now suspended too. Solved: suspended eleven school days ago.
fn moved() -> Caseload {
    let mut children =
        vec![child(1, "Amara", "Okafor"), child(2, "Tomos", "Rees"), child(3, "Ivy", "Hart"), child(4, "Leo", "Marsh")];
    children[0].exclusions = vec![suspended("2026-11-18", 5)];
    children[1].peps = vec![pep("", "2026-10-09"), pep("2026-10-20", "")];
    children[1].exclusions = vec![suspended("2026-11-17", 2)];
    // Ten school days before 16 November is 2 November, before 23 November it is 9 November.
    children[2].exclusions = vec![suspended("2026-11-02", 2)];
    let mut caseload = caseload(children);
    let follow_up = |child: Option<i64>, due: Option<&str>| FollowUp {
        id: 1,
        note: NoteId(1),
        child: child.map(ChildKey),
        due: due.map(day),
        what: "CANARY of a note".to_owned(),
    };
    caseload.follow_ups = vec![
        follow_up(Some(1), Some("2026-11-20")),
        follow_up(Some(2), Some("2026-11-22")),
        follow_up(None, Some("2026-11-01")),
        follow_up(Some(9), Some("2026-11-21")),
        follow_up(Some(4), Some("2026-11-23")),
        follow_up(Some(4), None),
    ]
    .into();
    caseload
}

#[test]
fn who_is_new_worse_and_solved_stands_with_the_reason() {
    let paper = paper(&moved(), Asked::default());
    assert_eq!(rows(&paper, "New"), ["AO, Y7, URN 100001, A. Khan, act today, suspended 2.5 days (18 Nov)"]);
    let worse = rows(&paper, "Worse");
    assert_eq!(
        worse,
        ["TR, Y7, URN 100001, J. Smith, act today, suspended 1 day (17 Nov), this week: PEP 27 days overdue"]
    );
    assert_eq!(rows(&paper, "Solved"), ["IH, Y7, URN 100001, A. Khan, act today: suspended 1 day (2 Nov)"]);
    let today = rows(&paper, "Act today");
    assert!(
        today[0].ends_with(", PEP overdue, worse") && today[1].ends_with(", , new") && today.len() == 2,
        "{today:?}"
    );
    let glance = section(&paper, "At a glance");
    assert_eq!(glance.lines[0], "2 children flagged: 1 new, 1 worse, 0 as a week ago, 0 better. 1 solved.");
    assert_eq!(
        rows(&paper, "At a glance"),
        [
            "Act today, 2, 1, 1 more",
            "Act this week, 0, 1, 1 fewer",
            "Watch, 0, 0, no change",
            "No data: cannot be judged, 0, 0, no change",
            "On track, 2, 2, no change",
        ]
    );
    assert_eq!(rows(&paper, "By kind")[0], "suspension, exclusion, 2, 1, 1 more");
    assert_eq!(rows(&paper, "By kind")[1], "PEP, 1, 1, no change");
}

#[test]
fn suspensions_count_from_the_day_after_a_week_ago_up_to_today() {
    for (start, stands) in [("2026-11-16", false), ("2026-11-17", true), (TODAY, true), ("2026-11-24", false)] {
        let mut child = child(1, "Amara", "Okafor");
        child.exclusions = vec![suspended(start, 3)];
        let rows = rows(&paper(&caseload(vec![child]), Asked::default()), "Suspensions");
        assert_eq!(rows.len(), usize::from(stands), "{start}");
        assert!(!stands || rows[0].ends_with("1.5 days"), "{rows:?}");
    }
}

#[test]
fn follow_ups_are_overdue_from_the_day_after_and_tell_nothing_of_a_note() {
    let paper = paper(&moved(), Asked::default());
    assert_eq!(
        rows(&paper, "Overdue follow-ups"),
        [
            "AO, A. Khan, 20 Nov 2026, 3",
            "TR, J. Smith, 22 Nov 2026, 1",
            "no child of the caseload, , 1 Nov 2026, 22",
            "no child of the caseload, , 21 Nov 2026, 2",
        ]
    );
    assert_eq!(section(&paper, "Overdue follow-ups").lines, ["One more has a day that was not understood."]);
    for form in Form::ALL {
        assert!(!paper.render(form).contains("CANARY"), "{form:?}");
    }
}

#[test]
fn peps_overdue_and_due_stand_by_their_day() {
    let mut children = vec![child(1, "Amara", "Okafor"), child(2, "Tomos", "Rees"), child(3, "Ivy", "Hart")];
    children[0].peps.push(pep("2026-11-22", ""));
    children[1].peps.push(pep(TODAY, ""));
    children[2].peps.push(pep("2026-11-01", ""));
    let paper = paper(&caseload(children), Asked::default());
    let overdue = rows(&paper, "PEPs overdue");
    assert!(overdue[0].starts_with("IH") && overdue[1].starts_with("AO") && overdue.len() == 2, "{overdue:?}");
    assert!(overdue[1].ends_with("22 Nov 2026, PEP 1 day overdue, 9 Oct 2026"), "{overdue:?}");
    assert_eq!(rows(&paper, "PEPs due"), ["TR, Y7, URN 100001, J. Smith, 23 Nov 2026, PEP due today"]);
}

#[test]
fn the_first_page_says_how_old_the_data_is_and_what_never_came() {
    let mut caseload = moved();
    caseload.sources = [Kind::Child, Kind::Attendance, Kind::Pep].into();
    let paper = paper(&caseload, Asked::default());
    let lines = section(&paper, "What this rests on").lines.join("\n");
    for words in [
        "Attendance marks up to Fri 20 Nov 2026 (3 days ago).",
        "Files last came in 16 Nov 2026 (7 days ago): PEPs.",
        "Never imported: exclusions, placements",
        "term dates assumed",
    ] {
        assert!(lines.contains(words), "{words}\n{lines}");
    }
    assert!(paper.lead[0].contains("Mon 16 Nov 2026: it is today's data judged for both days"), "{:?}", paper.lead);
    let unknown = section(&paper, "By kind").lines.last().unwrap();
    assert!(unknown.starts_with("Not known") && unknown.contains("missing; suspension, exclusion"), "{unknown}");
    assert_eq!(section(&paper, "Suspensions").lines, ["Not known: such a file was never imported."]);
    assert!(section(&paper, "At a glance").lines.last().unwrap().contains("suspensions not known"));
}

#[test]
fn what_was_put_off_is_counted_and_marked() {
    let mut caseload = moved();
    let whole = paper(&caseload, Asked::default());
    let (thresholds, today) = (Thresholds::default(), day(TODAY));
    let context = Context::new(&caseload, &thresholds, today);
    let ranking = rank(&caseload, &context);
    let decide = |ranked: &Ranked| {
        let of = |alert| Subject::of(alert, occasion(&caseload, &context, ranked.child, alert));
        let decision = |subject| Decision {
            child: ChildKey(caseload.children[ranked.child].key),
            subject,
            what: What::Acknowledged,
            to: None,
            reason: Sealed::new("CANARY".to_owned()),
            until: day("2026-12-01"),
            actor: "amy".to_owned(),
        };
        ranked.alerts.iter().map(of).map(decision).collect::<Vec<_>>()
    };
    let decisions: Vec<Decision> = ranking.rows.iter().flat_map(decide).collect();
    caseload.deal(decisions, Vec::new());
    let decided = paper(&caseload, Asked::default());
    assert!(
        rank(&caseload, &Context::new(&caseload, &thresholds, today))
            .rows
            .iter()
            .all(|row| row.in_the_way().is_empty())
    );
    let lines = &section(&decided, "At a glance").lines[0];
    assert_eq!(*lines, format!("{} Of the flagged 2 set aside.", section(&whole, "At a glance").lines[0]));
    assert_eq!(rows(&decided, "At a glance"), rows(&whole, "At a glance"));
    assert_eq!(rows(&decided, "New"), rows(&whole, "New"));
    let today = rows(&decided, "Act today");
    assert_eq!(
        today.iter().filter(|row| row.ends_with("new, set aside") || row.ends_with("worse, set aside")).count(),
        2
    );
    assert!(!decided.render(Form::Html).contains("CANARY"));
}

#[test]
fn divided_it_has_a_row_and_a_part_for_each_and_loses_nobody() {
    let caseload = moved();
    let whole = paper(&caseload, Asked::default());
    let divided = paper(&caseload, Asked { by: By::Caseworker, names: false });
    let parts: Vec<&str> = divided.parts.iter().map(|part| part.title.as_str()).collect();
    assert_eq!(parts, ["", "A. Khan: 2 children", "J. Smith: 2 children"]);
    assert_eq!(
        rows(&divided, "By caseworker"),
        ["A. Khan, 2, 1, 0, 0, 0, 1, 0, 1, 0, 1", "J. Smith, 2, 1, 0, 0, 0, 0, 1, 0, 1, 1"]
    );
    let all = |paper: &Paper, title: &str| {
        let sections = paper.sections().filter(|(_, section)| section.title.starts_with(title));
        let mut rows: Vec<_> = sections.filter_map(|(_, section)| section.table.clone()).flat_map(|t| t.rows).collect();
        rows.sort();
        rows
    };
    for title in ["Act today", "New", "Worse", "Solved", "PEPs", "Suspensions"] {
        assert_eq!(all(&whole, title), all(&divided, title), "{title}");
    }
    let by_school = paper(&caseload, Asked { by: By::School, names: false });
    assert_eq!(by_school.parts[1].title, "URN 100001: 4 children");
}

#[test]
fn a_child_without_data_is_neither_fine_nor_solved() {
    let mut caseload = moved();
    // Without a PEP file nobody can be judged in full.
    caseload.sources = [Kind::Child, Kind::Attendance, Kind::Exclusion, Kind::Enrolment].into();
    let paper = paper(&caseload, Asked::default());
    assert_eq!(rows(&paper, "Solved"), Vec::<String>::new());
    assert_eq!(rows(&paper, "No longer judged").len(), 1);
    assert!(section(&paper, "At a glance").lines[0].contains("1 no longer judged for want of data"));
    assert!(rows(&paper, "At a glance")[3].starts_with("No data: cannot be judged, 2"));
}

#[test]
fn nobody_is_named_unasked_and_an_empty_caseload_makes_a_paper() {
    let named = |names| paper(&moved(), Asked { by: By::Whole, names }).render(Form::Markdown);
    assert!(
        named(true).contains("Amara Okafor") && !named(false).contains("Amara") && !named(false).contains("Okafor")
    );
    for by in By::ALL {
        let empty = paper(&Caseload::default(), Asked { by, names: true });
        for form in Form::ALL {
            let text = empty.render(form);
            assert!(text.contains("0 children") && text.contains("No attendance mark is known."), "{text}");
        }
    }
}

#[test]
fn hostile_names_and_schools_stay_text_in_every_form() {
    let children = (1..).zip(HOSTILE).map(|(key, name)| {
        let mut child = child(key, name, name);
        child.exclusions = vec![suspended("2026-11-18", 2)];
        child.caseworker = Some(name.into());
        child
    });
    let paper = paper(&caseload(children.collect()), Asked { by: By::Caseworker, names: true });
    let csv = read_csv(&paper.render(Form::Csv));
    assert!(csv.iter().all(|row| row.len() == csv[0].len()));
    assert!(!csv.iter().flatten().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{csv:?}");
    let html = paper.render(Form::Html);
    assert!(!html.contains("<script") && !html.contains('\u{202e}'));
}
