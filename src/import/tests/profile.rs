//! Registers and records read by profiles.

use super::*;
use crate::domain::sheet::{by_upn, upn_of};

pub(super) fn read_with(profile: &str, text: &str) -> Sheet {
    let profiles = [Profile::read(profile).unwrap()];
    let known = Known { profiles: &profiles, forced: true };
    let sheet = read_by("file.csv", &mut text.as_bytes(), known).unwrap().remove(0);
    assert_adds_up(&sheet);
    sheet
}

pub(super) fn register(columns: &str) -> String {
    format!("name = \"r\"\nkind = \"attendance\"\n{columns}\n")
}

/// The marks of a child from a Monday on, `.` for none.
fn marks_of(sheet: &Sheet, child: &str, monday: &str, count: usize) -> String {
    let Content::Marks(marks) = &sheet.content else { panic!("no marks: {:?}", sheet.held) };
    let monday = monday.parse().unwrap();
    let year = AcademicYear::of(monday);
    let packed = &marks[&(child.to_owned(), year, String::new())];
    let first = session_index(monday, Half::Am).unwrap();
    let code = |at: usize| packed.get(at).and_then(|(byte, _)| crate::domain::attendance::code_of(byte));
    (first..first + count).map(|at| code(at).map_or(".", |code| code.code)).collect()
}

#[test]
fn marks_strings_of_a_week_and_of_a_term() {
    let week = register("[columns]\nref = \"child_id\"\nwc = \"week_commencing\"\nm = \"marks\"");
    let term = register("[columns]\nref = \"child_id\"\nwc = \"from\"\nm = \"marks\"");
    let cases = [
        (&week, "2026-11-02,/\\/\\/\\IINN", Ok("/\\/\\/\\IINN")),
        (&week, "2026-11-02,/\\ /\\ -- II Y1N", Ok("/\\/\\..IIY1N")),
        (&week, "2026-11-02,/ \\ / \\ / \\ I I . N", Ok("/\\/\\/\\II.N")),
        (&week, "2026-11-02,/\\/\\/\\IIN", Err("m:holds 9 codes instead of ten")),
        (&week, "2026-11-03,/\\/\\/\\IINN", Err("wc:2026-11-03 is not a Monday (Tue)")),
        (&week, "2026-11-02,/\\ / \\/ /\\ /\\", Err("m:its groups of codes are not of one length")),
        (&term, "2026-11-02,/\\/\\/\\IINN##", Ok("/\\/\\/\\IINN##")),
        (&term, "2026-11-04,LI", Ok("....LI")),
        (&term, "2026-11-06,/\\OO", Ok("......../\\OO")),
        (&term, "2026-11-02,/\\?", Err("m:? is no register code")),
    ];
    for (profile, row, expected) in cases {
        let sheet = read_with(profile, &format!("ref,wc,m\n7,{row}\n"));
        match expected {
            Ok(marks) => assert!(marks_of(&sheet, "7", "2026-11-02", 12).starts_with(marks), "{row}"),
            Err(reason) => assert_eq!(held_of(&sheet), [format!("2:{reason}")], "{row}"),
        }
    }
}

#[test]
fn a_date_with_its_halves_and_a_code_for_a_day() {
    let halves = register("[columns]\nref = \"child_id\"\nday = \"date\"\na = \"am\"\np = \"pm\"");
    let sheet =
        read_with(&halves, "ref,day,a,p\n7,02/11/2026,/,\n7,03/11/2026,L,/\\\n7,03/11/2026,L,I\n7,07/11/2026,/,/\n");
    assert_eq!(marks_of(&sheet, "7", "2026-11-02", 4), "/.LI");
    assert_eq!(held_of(&sheet), ["3:p:holds 2 codes, a session has one", "5:a:2026-11-07 is a Saturday"]);
    let day = register("[columns]\nref = \"child_id\"\nday = \"date\"\nc = \"code\"\n[codes.c]\nPresent = \"/\"");
    let sheet = read_with(&day, "ref,day,c\n7,02/11/2026,PRESENT\n7,03/11/2026,IN\n7,04/11/2026,\n");
    assert_eq!((marks_of(&sheet, "7", "2026-11-02", 4), sheet.repeated), ("//IN".to_owned(), 1));
}

#[test]
fn weekday_columns_need_the_week_of_the_row() {
    let text = "ref,wk,Mon AM,Mon PM,Tuesday\n7,02/11/2026,/,N,II\n8,03/11/2026,/,N,II\n";
    let days = register("days = true\n[columns]\nref = \"child_id\"\nwk = \"week_commencing\"");
    let sheet = read_with(&days, text);
    assert_eq!(marks_of(&sheet, "7", "2026-11-02", 4), "/NII");
    assert_eq!(held_of(&sheet), ["3:wk:2026-11-03 is not a Monday (Tue)"]);
    let without = read_with(&register("days = true\n[columns]\nref = \"child_id\""), text);
    assert_eq!(held_of(&without), ["1::its columns are weekdays and none of its columns is the week_commencing"]);
}

#[test]
fn of_rows_about_one_session_the_last_counts_and_the_others_are_told() {
    let days = register("days = true\n[columns]\nref = \"child_id\"");
    let sheet = read_with(&days, "ref,02/11/2026,03/11/2026\n7,/\\,\n7,I,/\\\n7,II,\n7,,N\n");
    // Line 2 says otherwise than line 4, line 3 otherwise than line 5.
    assert_eq!(held_of(&sheet), ["2::repeated on line 4", "3::repeated on line 5"]);
    assert_eq!(marks_of(&sheet, "7", "2026-11-02", 4), "IINN");
}

#[test]
fn a_row_without_the_councils_id_is_the_child_of_its_pupil_number() {
    let peps = "name = \"p\"\nkind = \"peps\"\n[columns]\nref = \"child_id\"\nno = \"upn\"\nby = \"due\"\n";
    let sheet = read_with(peps, "ref,no,by\n7,A,1 Dec 2026\n,h801200001001,1 Dec 2026\n,,1 Dec 2026\n");
    let children: Vec<_> = rows_of(&sheet).iter().map(|row| row.child_id.clone()).collect();
    assert_eq!(children, ["7".to_owned(), by_upn("H801200001001")]);
    assert_eq!((upn_of(&children[0]), upn_of(&children[1])), (None, Some("H801200001001")));
    assert_eq!(held_of(&sheet), ["4:ref:is empty and must be filled"]);
}
