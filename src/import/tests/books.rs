//! Workbooks in, sheets out.

use super::*;
use crate::import::tests::workbook::Workbook;

const CHILDREN_CELLS: &str = "child_id|forename|surname|dob|cohort|looked_after_since\n\
    =7|Ada|Lark|@41030|LAC;CP|2020-Jan-06 00:00:00\n\
    =8|Bo|Moor|01/02/2011||=43836";

pub(super) fn sheets_of(file: &str, bytes: &[u8]) -> Vec<Sheet> {
    let sheets = read(file, &mut &*bytes).unwrap();
    sheets.iter().for_each(assert_adds_up);
    sheets
}

fn told(sheets: &[Sheet]) -> Vec<String> {
    let count = |sheet: &Sheet| format!("{} {} {}", sheet.file, sheet.layout.unwrap_or("-"), sheet.data_rows);
    sheets.iter().map(count).collect()
}

#[test]
fn typed_cells_are_what_a_text_file_would_say() {
    let book = Workbook::default().with("Children", CHILDREN_CELLS).zipped(&[]);
    let sheets = sheets_of("book.xlsx", &book);
    assert_eq!(told(&sheets), ["book.xlsx#Children children 2"]);
    let text = "child_id,forename,surname,dob,cohort,looked_after_since\n\
        7,Ada,Lark,2012-05-01,LAC;CP,2020-01-06\n8,Bo,Moor,01/02/2011,,2020-01-06\n";
    assert_eq!((&sheets[0].content, &sheets[0].held), (&sheet_of(text).content, &vec![]));
    assert_eq!(sheets[0].hash, sheet_of(&book).hash);
}

#[test]
fn days_count_from_1900_or_from_1904() {
    for (since_1904, day) in [(false, "2012-05-01"), (true, "2016-05-02")] {
        let book = Workbook { since_1904, ..Workbook::default() }.with("Children", CHILDREN_CELLS).zipped(&[]);
        assert_eq!(cell(&sheets_of("book.xlsx", &book)[0], 0, "dob"), day);
    }
}

#[test]
fn every_sheet_of_a_known_layout_is_taken_and_a_near_one_is_told_of() {
    let book = Workbook::default()
        .with("Cover", "Our caseload\nPlease ring|name")
        .with("Kids", &format!("Printed|@45659\n\n{CHILDREN_CELLS}"))
        .with("Empty", "")
        .with("PEPs", "child_id|due\n=7|@45659\n=7|@45659.5\n|@45659\n=8|!#N/A\n|||beside")
        .with("Half", "child_id|forename\n=7|Ada");
    let sheets = sheets_of("in/book.XLSX", &book.zipped(&[]));
    let expected = ["in/book.XLSX#Kids children 2", "in/book.XLSX#PEPs peps 5", "in/book.XLSX#Half - 1"];
    assert_eq!(told(&sheets), expected);
    assert_eq!(rows_of(&sheets[0])[0].line, 4);
    assert_eq!(
        held_of(&sheets[1]),
        [
            "3:due:2025-01-02 12:00:00 has a time of day, where a date alone belongs",
            "4:child_id:is empty and must be filled",
            "5:due:holds the spreadsheet's error #N/A",
            "6:child_id:is empty and must be filled",
        ]
    );
    let nearest = "1::the header is of no known layout; the nearest is children, which needs surname, dob";
    assert_eq!(held_of(&sheets[2]), [nearest]);
}

#[test]
fn a_workbook_of_which_nothing_is_known_is_held_back_by_its_nearest_sheet() {
    let book = Workbook::default().with("Cover", "Our caseload").with("Half", "child_id|forename\n=7|Ada");
    assert_eq!(told(&sheets_of("b.xlsx", &book.zipped(&[]))), ["b.xlsx#Half - 1"]);
    let empty = sheets_of("b.xlsx", &Workbook::default().with("Sheet1", "").zipped(&[]));
    assert_eq!(
        (told(&empty), held_of(&empty[0])),
        (vec!["b.xlsx - 1".into()], vec!["1::this workbook has no sheet with rows".into()])
    );
}

#[test]
fn a_merged_cell_stands_in_each_of_its_rows_and_in_its_first_column() {
    let cells = "Marks of the week|||\n\
        child_id|When||What\n\
        |date|session|code\n\
        =7|@46272|AM|/\n\
        ||PM|\\\n\
        =8|@46272|AM|N\n";
    let merged = ["A1:D1", "A2:A3", "B2:C2", "A4:A5", "B4:B5"];
    let sheets = sheets_of("b.xlsx", &Workbook::default().with_merged("Week", cells, &merged).zipped(&[]));
    assert_eq!((told(&sheets), held_of(&sheets[0])), (vec!["b.xlsx#Week attendance 3".to_owned()], vec![]));
    let text = "\n\nchild_id,date,session,code\n7,2026-09-07,AM,/\n7,2026-09-07,PM,\\\n8,2026-09-07,AM,N\n";
    assert_eq!(sheets[0].content, sheet_of(text).content);
}

#[test]
fn workbooks_of_other_programs_are_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/spreadsheets/");
    for name in ["office.xlsx", "old.xls", "open.ods"] {
        let bytes = std::fs::read(format!("{folder}{name}")).unwrap();
        let sheets = sheets_of(name, &bytes);
        let expected = [format!("{name}#Children children 2"), format!("{name}#Weeks attendance 2")];
        assert_eq!(told(&sheets), expected, "{name}");
        assert!(sheets.iter().all(|sheet| sheet.held.is_empty()), "{name}: {:?}", sheets[0].held);
        let lines: Vec<_> = rows_of(&sheets[0]).iter().map(|row| row.line).collect();
        let shown = ["forename", "dob", "nc_year", "cohort"].map(|field| cell(&sheets[0], 0, field));
        assert_eq!((shown.join("|"), lines), ("Zoë|2012-05-01|9|LAC".to_owned(), vec![5, 6]), "{name}");
        let Content::Marks(marks) = &sheets[1].content else { panic!("{name}") };
        assert_eq!(marks.len(), 2);
    }
}
