//! attendance.csv in both of its layouts.

use super::*;
use crate::domain::held::MOST_TOLD;

fn marks_of(sheet: &Sheet) -> Vec<String> {
    let Content::Marks(marks) = &sheet.content else { panic!("no marks: {:?}", sheet.held) };
    let shown = |((id, year, urn), marks): (&(String, AcademicYear, String), &PackedMarks)| {
        let set: Vec<_> = marks.marks().map(|(at, byte, line)| format!("{at}={byte:02x}@{line}")).collect();
        format!("{id} {year} {urn}: {}", set.join(" "))
    };
    marks.iter().map(shown).collect()
}

#[test]
fn a_mark_lies_at_its_session_with_its_line() {
    // 1 September 2026 is a Tuesday: Monday 7 September is day 0 of week 1, index 10.
    let sheet = sheet_of(
        "child_id,date,session,code,school_urn\n7,2026-09-07,AM,/,1001\n7,07/09/2026,pm,\\,1001\n\
         7,2026-09-11,PM,i,\n8,2026-08-31,AM,\\,1001\n7,2026-09-08,AM,,1001\n7,2026-09-08,PM,y1,1001\n",
    );
    assert_eq!(
        marks_of(&sheet),
        ["7 2026/27 : 19=34@4", "7 2026/27 1001: 10=10@2 11=11@3 12=ff@6 13=53@7", "8 2025/26 1001: 520=11@5"]
    );
    assert_eq!((CLEAR_MARK, sheet.layout), (0xff, Some("attendance")));
}

#[test]
fn a_mark_that_cannot_be_read_is_held_back() {
    let sheet = sheet_of(
        "child_id,date,session,code\n7,2026-09-05,AM,/\n7,06/09/2026,AM,/\n7,2026-09-07,noon,/\n7,2026-09-07,,/\n\
         7,2026-09-07,AM,ZZ\n,2026-09-07,AM,/\n7,,AM,/\n7,2026-09-31,AM,/\n7,2026-09-07,AM,H\n",
    );
    assert_eq!(
        held_of(&sheet),
        [
            "2:date:2026-09-05 is a Saturday",
            "3:date:2026-09-06 is a Sunday",
            "4:session:the value is neither AM nor PM",
            "5:session:is empty and must be filled",
            "6:code:ZZ is no register code",
            "7:child_id:is empty and must be filled",
            "8:date:is empty and must be filled",
            "9:date:2026-09-31 is a date that does not exist",
        ]
    );
    assert_eq!(marks_of(&sheet), ["7 2026/27 : 10=3a@10"]);
}

#[test]
fn of_two_marks_for_one_session_the_last_counts() {
    let mark = |code: &str| format!("7,2026-09-07,AM,{code}\n");
    for (codes, held, repeated, last) in [
        (vec!["/", "/"], vec![], 1, "10=10@3"),
        (vec!["/", "N"], vec!["2::repeated on line 3"], 0, "10=41@3"),
        (vec!["/", "N", "/"], vec!["3::repeated on line 4"], 1, "10=10@4"),
        (vec!["/", "/", "N"], vec!["2::repeated on line 4", "3::repeated on line 4"], 0, "10=41@4"),
        (vec!["/", "N", "N", "/", "/"], vec!["3::repeated on line 6", "4::repeated on line 6"], 2, "10=10@6"),
        (vec!["N", "/", "/", "N"], vec!["3::repeated on line 5", "4::repeated on line 5"], 1, "10=41@5"),
        (vec!["/", ""], vec!["2::repeated on line 3"], 0, "10=ff@3"),
    ] {
        let rows: String = codes.iter().map(|code| mark(code)).collect();
        let sheet = sheet_of(format!("child_id,date,session,code\n{rows}"));
        assert_eq!((held_of(&sheet), sheet.repeated), (held.iter().map(ToString::to_string).collect(), repeated));
        assert_eq!(marks_of(&sheet), [format!("7 2026/27 : {last}")]);
    }
}

#[test]
fn a_week_is_ten_marks_and_may_touch_two_years() {
    let sheet = sheet_of(
        "child_id,week_commencing,marks,school_urn\n7,2026-08-31,# # / \\ - - i I C1 y7,1001\n\
         7,07/09/2026,- - - - - - - - - -,1001\n",
    );
    assert_eq!(
        marks_of(&sheet),
        ["7 2025/26 1001: 520=61@2 521=61@2", "7 2026/27 1001: 2=10@2 3=11@2 6=34@2 7=34@2 8=31@2 9=59@2"]
    );
    // The week that keeps everything is a row of which nothing is new.
    assert_eq!((sheet.data_rows, sheet.repeated), (2, 1));
}

#[test]
fn one_bad_code_holds_back_its_week() {
    let present = "/ \\ / \\ / \\ / \\ /";
    let sheet = sheet_of(format!(
        "child_id,week_commencing,marks\n7,2026-09-07,{present} Ab\n7,2026-09-07,{present}\n\
         7,2026-09-08,{present} \\\n7,2026-09-14,\n7,2026-09-21,{present} \\ \\\n7,2026-09-28,{present}  J\n"
    ));
    assert_eq!(
        held_of(&sheet),
        [
            "2:marks:Ab is no register code (place 10 of ten)",
            "3:marks:holds 9 codes instead of ten",
            "4:week_commencing:2026-09-08 is not a Monday (Tue)",
            "5:marks:is empty and must be filled",
            "6:marks:holds 11 codes instead of ten",
        ]
    );
    assert_eq!(marks_of(&sheet).len(), 1);
}

#[test]
fn of_two_rows_for_one_week_the_last_counts_whole() {
    let sheet = sheet_of(
        "child_id,week_commencing,marks\n7,2026-09-07,/ \\ - - - - - - - -\n7,2026-09-07,- - / / - - - - - -\n\
         8,2026-09-07,- - - - - - - - - -\n8,2026-09-07,/ / - - - - - - - -\n8,2026-09-07,/ / - - - - - - - -\n",
    );
    assert_eq!(held_of(&sheet), ["2::repeated on line 3", "4::repeated on line 6"]);
    assert_eq!(
        (sheet.repeated, marks_of(&sheet)),
        (1, vec!["7 2026/27 : 12=10@3 13=10@3".to_owned(), "8 2026/27 : 10=10@6 11=10@6".to_owned(),])
    );
}

#[test]
fn every_code_is_read_in_both_sessions() {
    for code in crate::domain::attendance::CODES {
        for (word, half) in [("AM", Half::Am), ("PM", Half::Pm)] {
            let sheet = sheet_of(format!("child_id,date,session,code\n7,2026-09-07,{word},{}\n", code.code));
            let index = session_index("2026-09-07".parse().unwrap(), half).unwrap();
            assert_eq!(
                marks_of(&sheet),
                [format!("7 2026/27 : {index}={:02x}@2", parse_code(code.code).unwrap().byte)]
            );
        }
    }
}

#[test]
fn of_very_many_held_rows_the_first_are_told_and_all_are_counted() {
    let rows = u32::try_from(MOST_TOLD).unwrap() + 50;
    let sheet = sheet_of(format!("child_id,date,session,code\n{}", "7,2026-09-07,AM,§\n".repeat(rows as usize)));
    assert_eq!((sheet.data_rows, sheet.held.len(), sheet.held_more), (rows, MOST_TOLD, 50));
    assert_eq!(sheet.held.last().unwrap().line, rows - 49);
}
