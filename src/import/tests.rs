//! Whole files in, sheets out.

use super::*;
use crate::domain::attendance::{AcademicYear, Half, parse_code, session_index};
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::sheet::{CLEAR_MARK, Cell, Content, Held, PackedMarks, SheetRow};

mod again;
mod attendance;
mod bad_books;
mod bad_files;
mod books;
mod census;
mod mutations;
mod profile;
mod published;
mod random;
mod returns;
mod seeds;
mod text;
mod workbook;
mod xml;

pub(super) fn sheet_of(text: impl AsRef<[u8]>) -> Sheet {
    let mut sheets = all_of(text);
    assert_eq!(sheets.len(), 1);
    sheets.remove(0)
}

pub(super) fn all_of(text: impl AsRef<[u8]>) -> Vec<Sheet> {
    let sheets = read("folder/file.csv", &mut text.as_ref()).unwrap();
    assert!(!sheets.is_empty());
    sheets.iter().for_each(assert_adds_up);
    sheets
}

/// Every data row is in the content, repeated or held, once.
pub(super) fn assert_adds_up(sheet: &Sheet) {
    let taken = match &sheet.content {
        Content::Rows { rows, .. } => rows.len(),
        Content::Marks(marks) => {
            let lines = marks.values().flat_map(|marks| marks.marks().map(|mark| mark.2));
            lines.collect::<std::collections::BTreeSet<_>>().len()
        }
        Content::Nothing => 0,
    };
    let held = sheet.held.len() + sheet.held_more as usize;
    assert_eq!(taken + sheet.repeated as usize + held, sheet.data_rows as usize, "{:?}", sheet.held);
    assert_eq!(sheet.layout.is_none(), sheet.content == Content::Nothing);
}

pub(super) fn rows_of(sheet: &Sheet) -> &[SheetRow] {
    let Content::Rows { rows, .. } = &sheet.content else { panic!("no rows: {:?}", sheet.held) };
    rows
}

/// A cell by the name of its field: `-` keep, nothing clear.
pub(super) fn cell(sheet: &Sheet, row: usize, name: &str) -> String {
    let Content::Rows { kind, rows, .. } = &sheet.content else { panic!("no rows") };
    match &rows[row].cells[spec(*kind).position(name).unwrap()] {
        Cell::Keep => "-".to_owned(),
        Cell::Clear => String::new(),
        Cell::Set(Value::Text(text)) => text.clone(),
        Cell::Set(Value::Date(date)) => date.to_string(),
        Cell::Set(Value::Number(number)) => number.to_string(),
        Cell::Set(Value::Flag(flag)) => flag.to_string(),
        Cell::Set(Value::Sealed(sealed)) => format!("[{}]", sealed.reveal()),
    }
}

pub(super) fn held_of(sheet: &Sheet) -> Vec<String> {
    let word = |held: &Held| held.column.clone().unwrap_or_default();
    sheet.held.iter().map(|held| format!("{}:{}:{}", held.line, word(held), held.reason)).collect()
}

const CHILDREN: &str = "child_id,forename,surname,dob";

#[test]
fn a_file_of_every_plain_layout_is_recognised_by_the_columns_it_must_have() {
    let files = [
        ("children", "child_id,forename,surname,dob", "7,Ada,Lark,2012-05-01"),
        ("attendance", "child_id,date,session,code", "7,2026-09-07,AM,/"),
        ("attendance", "child_id,week_commencing,marks", "7,2026-09-07,/ \\ / \\ / \\ / \\ / \\"),
        ("peps", "child_id,due", "7,2026-10-01"),
        ("exclusions", "child_id,kind,start", "7,SUSP,2026-10-01"),
        ("placements", "child_id,start", "7,2026-10-01"),
        ("schools", "urn,name", "900001,Example High"),
        ("enrolments", "child_id,school_urn,start", "7,900001,2026-09-01"),
        ("contacts", "child_id,role,name", "7,social worker,J Poe"),
        ("destinations", "child_id,from,status", "7,2026-10-01,EET"),
        ("attainment", "child_id,date,subject,measure,value", "7,2026-10-01,maths,scaled,101"),
        ("premium", "child_id,financial_year", "7,2026/27"),
        ("referrals", "child_id,received,from_role,reason", "7,2026-10-01,school,attendance"),
        ("terms", "scope,kind,name,start,end", "*,term,autumn,2026-09-01,2026-12-18"),
    ];
    for (name, header, row) in files {
        let sheet = sheet_of(format!("{header}\n{row}\n"));
        assert_eq!(sheet.layout, Some(name), "{header}");
        assert_eq!((sheet.data_rows, sheet.held.len()), (1, 0), "{name}: {:?}", sheet.held);
        let backwards = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",");
        let turned = sheet_of(format!("{}\n{}\n", backwards(header), backwards(row)));
        assert_eq!(turned.content, sheet.content, "{name} with its columns turned round");
    }
}

#[test]
fn the_full_header_of_every_kind_is_its_own() {
    for layout in LAYOUTS.iter().filter(|layout| !matches!(layout.form, Form::Document { .. })) {
        let columns = layout.columns();
        // One column may name the child and fill a field besides.
        let others = columns.iter().map(|column| column.word).filter(|word| layout.child != Some(word));
        let words: Vec<_> = layout.child.into_iter().chain(others).collect();
        let sheet = sheet_of(format!("{}\n", words.join(",")));
        assert_eq!((sheet.layout, sheet.data_rows), (Some(layout.name), 0));
        assert_eq!(sheet.child_column, layout.child.unwrap_or_default());
    }
}

#[test]
fn a_missing_column_keeps_and_an_empty_cell_clears() {
    let sheet = sheet_of(format!("{CHILDREN}, upn ,Notes,nc_year\n 7 , Ada ,Lark,01/05/2012,, seen ,R\n"));
    let shown: Vec<_> =
        ["forename", "dob", "upn", "nc_year", "cohort"].iter().map(|name| cell(&sheet, 0, name)).collect();
    assert_eq!(shown, ["Ada", "2012-05-01", "", "R", "-"]);
    assert_eq!((rows_of(&sheet)[0].child_id.as_str(), rows_of(&sheet)[0].key.as_str()), ("7", ""));
    assert_eq!(sheet.unknown_columns, ["Notes"]);
}

#[test]
fn a_row_that_cannot_be_read_is_held_back_with_its_line_column_and_reason() {
    let sheet = sheet_of(format!(
        "{CHILDREN},UPN,nc_year,caution\n\
         1,Ada,Lark,2012-05-01,J801200001001,7,\"rings\nat night\"\n\
         \n\
         2,Bo,,2012-05-01,UN1,7,\n\
         3,Cy,Moor,2012-02-30,,7,\n\
         4,Di,Moor,2012-02-28,wrong,15,\n\
         ,Ed,Moor,2012-02-28,,1,\n\
         6,Flo,Moor\n\
         7,Flo,Moor,2012-02-28,X801200001001,1,,,\n\
         8,Gil,Moor,2012-02-28,X801200001001,1,\n"
    ));
    assert_eq!(
        held_of(&sheet),
        [
            "5:surname:is empty and must be filled",
            "6:dob:2012-02-30 is a date that does not exist",
            "7:nc_year:15 is none of N1 N2 R 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14",
            "8:child_id:is empty and must be filled",
            "9::has 3 cells, the header has 7",
            "10::has 9 cells, the header has 7",
        ]
    );
    let lines: Vec<_> = rows_of(&sheet).iter().map(|row| row.line).collect();
    assert_eq!((sheet.data_rows, lines), (8, vec![2, 11]));
    // A wrong check letter holds nothing back.
    assert_eq!(cell(&sheet, 1, "upn"), "X801200001001");
}

#[test]
fn a_row_whose_cells_cannot_be_true_together_is_held_back() {
    for (file, held) in [
        ("child_id,cohort,start,end\n1,LAC,2026-09-01,2026-08-31\n", "2:end:lies before start"),
        (
            "child_id,academic_year,term,stage,on,reason\n1,2026/27,autumn,sent_back,2026-11-02,\n",
            "2:reason:must be filled where stage is sent_back",
        ),
        (
            "child_id,academic_year,term,stage,on\n1,2026/27,autumn,sent_back,2026-11-02\n",
            "2::reason must be filled where stage is sent_back",
        ),
        ("child_id,date,score\n1,2026-11-02,41\n", "2:score:41 is not a whole number from 0 to 40"),
        ("financial_year,rate,source\n2026/27,26300,DfE\n", "2:rate:is not between GBP 1.00 and GBP 10,000.00"),
        ("financial_year,rate,source\n2026,2630,DfE\n", "2:financial_year:2026 is not a year written like 2026/27"),
        (
            "child_id,financial_year,released,amount\n1,2026/27,2026-11-02,-5\n",
            "2:amount:-5 is not an amount in pounds",
        ),
    ] {
        assert_eq!(held_of(&sheet_of(file)), [held], "{file}");
    }
}

#[test]
fn of_rows_with_one_key_the_last_counts() {
    let row = |id: &str, forename: &str| format!("{id},{forename},Lark,2012-05-01\n");
    let text = [row("1", "Ada"), row("2", "Bo"), row("1", "Eve"), row("2", "Bo"), row("1", "Ada")].concat();
    let sheet = sheet_of(format!("{CHILDREN}\n{text}"));
    assert_eq!(held_of(&sheet), ["4::repeated on line 6"]);
    assert_eq!(sheet.repeated, 2);
    let mut lines: Vec<_> = rows_of(&sheet).iter().map(|row| (row.child_id.as_str(), row.line)).collect();
    lines.sort_unstable();
    assert_eq!(lines, [("1", 6), ("2", 5)]);
}

#[test]
fn a_plan_has_the_first_of_its_keys_that_is_whole() {
    let sheet = sheet_of(
        "child_id,academic_year,term,due,held\n1,2026/27,Autumn,2026-10-01,\n1,2026/27,,01/10/2026,\n\
         1,,,,2026-10-01\n1,,spring,,\n",
    );
    let keys: Vec<_> = rows_of(&sheet).iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["2026/27\u{1f}autumn", "\u{1f}2026-10-01", "\u{1f}\u{1f}2026-10-01"]);
    assert_eq!(held_of(&sheet), ["5::needs academic_year and term, or due, or held"]);
}

#[test]
fn a_blank_part_of_a_key_is_a_part() {
    let sheet = sheet_of("child_id,financial_year,purpose\n1,2026/27,\n1,2026/27,tutor\n");
    let keys: Vec<_> = rows_of(&sheet).iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["2026/27\u{1f}\u{1f}", "2026/27\u{1f}\u{1f}tutor"]);
}

#[test]
fn what_must_not_be_seen_is_sealed() {
    let contacts = sheet_of(
        "child_id,role,name,phone,email\n1,Foster Carer,J Poe,0123,j@example.org\n1,teacher,K Poe,0456,k@example.org\n",
    );
    let cells = |row| (cell(&contacts, row, "phone"), cell(&contacts, row, "email"));
    assert_eq!(cells(0), ("[0123]".to_owned(), "[j@example.org]".to_owned()));
    assert_eq!(cells(1), ("0456".to_owned(), "k@example.org".to_owned()));
    let placements = sheet_of("child_id,start,postcode,emergency\n1,2026-09-01,ZZ1 1ZZ,y\n");
    assert_eq!(
        (cell(&placements, 0, "postcode"), cell(&placements, 0, "emergency")),
        ("[ZZ1 1ZZ]".into(), "true".into())
    );
}

#[test]
fn no_name_shows_in_debug_or_in_a_reason() {
    let sheet = sheet_of(format!("{CHILDREN}\n1,Adelheid,Larkspur,2012-05-01\n2,x,x,Adelheid\n"));
    let printed = format!("{sheet:?}");
    assert!(!printed.contains("Adelheid") && !printed.contains("Larkspur"), "{printed}");
}
