use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row(scope: &str, kind: TermKind, name: &str, start: &str, end: &str) -> TermRow {
    TermRow { scope: scope.into(), kind, name: name.into(), start: day(start), end: day(end) }
}

#[test]
fn working_days_leave_out_weekends_and_bank_holidays() {
    let calendar = Calendar::default();
    for (at, working) in [
        ("2026-12-24", true),
        ("2026-12-25", false),
        ("2026-12-26", false),
        ("2026-12-28", false),
        ("2026-12-29", true),
    ] {
        assert_eq!(calendar.is_working_day(day(at)), working, "{at}");
    }
    // Thu 24 Dec: Tue 29, Wed 30, Thu 31, (Fri 1 Jan is a holiday), Mon 4 Jan.
    assert_eq!(calendar.add_working_days(day("2026-12-24"), 4), day("2027-01-04"));
    assert_eq!(calendar.add_working_days(day("2027-01-04"), -4), day("2026-12-24"));
    assert_eq!(calendar.working_days_since(day("2026-12-24"), day("2027-01-04")), 4);
    assert_eq!(calendar.working_days_since(day("2027-01-04"), day("2026-12-24")), -4);
    assert_eq!(calendar.nth_working_day_from(day("2026-12-24"), 5), day("2027-01-04"));
    assert_eq!(calendar.nth_working_day_from(day("2026-12-26"), 1), day("2026-12-29"));
}

#[test]
fn imported_holidays_replace_their_years_only() {
    let calendar = Calendar::new(Vec::new(), &[day("2026-06-15")]);
    assert!(!calendar.is_working_day(day("2026-06-15")));
    assert!(calendar.is_working_day(day("2026-12-25")));
    assert!(!calendar.is_working_day(day("2027-12-27")));
}

#[test]
fn assumed_terms_and_breaks() {
    let calendar = Calendar::default();
    assert!(calendar.assumed());
    for (at, school) in [
        ("2026-09-01", true),
        ("2026-10-23", true),
        ("2026-10-26", false),
        ("2026-10-30", false),
        ("2026-11-02", true),
        ("2026-12-18", true),
        ("2026-12-21", false),
        ("2027-01-05", true),
        // February 2027: the weeks of 1, 8 and 15 February.
        ("2027-02-12", true),
        ("2027-02-15", false),
        ("2027-02-19", false),
        ("2027-03-31", true),
        ("2027-04-01", false),
        ("2027-04-16", true),
        // The last Monday of May 2027 is the 31st.
        ("2027-05-28", true),
        ("2027-06-04", false),
        ("2027-07-22", true),
        ("2027-07-23", false),
    ] {
        assert_eq!(calendar.is_school_day(COUNCIL, day(at)), school, "{at}");
    }
    // October 2025: its last full week is 27 to 31. February 2026: the third full week is 16 to 20.
    assert!(calendar.is_break(COUNCIL, day("2025-10-31")) && !calendar.is_break(COUNCIL, day("2025-10-24")));
    assert!(calendar.is_break(COUNCIL, day("2026-02-16")) && !calendar.is_break(COUNCIL, day("2026-02-13")));
}

#[test]
fn a_schools_own_rows_replace_the_councils_of_the_same_name() {
    let rows = vec![
        row("*", TermKind::Term, "autumn", "2026-09-02", "2026-12-18"),
        row("*", TermKind::Break, "half term", "2026-10-26", "2026-10-30"),
        row("*", TermKind::Inset, "first", "2026-09-02", "2026-09-02"),
        row("100001", TermKind::Break, "half term", "2026-10-19", "2026-10-30"),
    ];
    let calendar = Calendar::new(rows, &[]);
    assert!(!calendar.assumed());
    assert!(!calendar.is_school_day(COUNCIL, day("2026-09-02")) && calendar.is_school_day(COUNCIL, day("2026-09-03")));
    assert!(calendar.is_school_day(COUNCIL, day("2026-10-19")) && !calendar.is_school_day("100001", day("2026-10-19")));
    assert!(!calendar.is_school_day("100001", day("2026-09-02")));
    assert_eq!(calendar.school_days(COUNCIL, day("2026-10-19"), day("2026-11-02")), 6);
    assert_eq!(calendar.school_days("100001", day("2026-10-19"), day("2026-11-02")), 1);
    assert_eq!(calendar.school_days("999999", day("2026-11-02"), day("2026-10-19")), 0);
}

#[test]
fn current_term_is_the_one_that_holds_the_day_else_the_last_that_ended() {
    let calendar = Calendar::default();
    let named = |at: &str| calendar.current_term(COUNCIL, day(at)).map(|term| (term.name.to_string(), term.year.0));
    assert_eq!(named("2026-12-19"), Some(("autumn".into(), 2026)));
    assert_eq!(named("2026-12-20"), Some(("autumn".into(), 2026)));
    assert_eq!(named("2027-01-05"), Some(("spring".into(), 2026)));
    assert_eq!(named("2026-08-31"), Some(("summer".into(), 2025)));
    assert!(calendar.term_holding(COUNCIL, day("2026-12-20")).is_none());
    let ended = |at: &str| calendar.scope(COUNCIL).last_ended(day(at)).map(|term| term.end);
    assert_eq!(ended("2026-12-19"), Some(day("2026-07-22")));
    assert_eq!(ended("2026-12-20"), Some(day("2026-12-19")));
    assert_eq!(calendar.terms(COUNCIL, AcademicYear(2026)).count(), 3);
}

#[test]
fn breaks_and_the_school_day_after_them() {
    let calendar = Calendar::default();
    let found = calendar.running_or_next_break(COUNCIL, day("2026-10-30"));
    assert_eq!(found, Some((day("2026-10-26"), day("2026-10-30"))));
    assert_eq!(calendar.next_school_day_after(COUNCIL, day("2026-10-30")), Some(day("2026-11-02")));
    let found = calendar.running_or_next_break(COUNCIL, day("2026-10-31"));
    assert_eq!(found, Some((day("2027-02-15"), day("2027-02-19"))));
}

#[test]
fn a_leap_day_child_comes_of_age_on_the_first_of_march() {
    let born = day("2020-02-29");
    assert_eq!((age(born, day("2023-02-28")), age(born, day("2023-03-01"))), (2, 3));
    assert_eq!((age(born, day("2024-02-28")), age(born, day("2024-02-29"))), (3, 4));
    assert_eq!((birthday(born, 3), birthday(born, 4)), (Some(day("2023-03-01")), Some(day("2024-02-29"))));
}
