//! Rows that were held back, read again under the header that was kept with them.

use super::census::CIN;
use super::profile::{read_with, register};
use super::xml::RETURN;
use super::*;
use crate::domain::held::HeldRow;
use crate::domain::sealed::Sealed;

const CONTACTS: &str = "name = \"p\"\nkind = \"contacts\"\n[columns]\nref = \"child_id\"\nno = \"upn\"\n\
    role = \"role\"\nwho = \"name\"\nLine = \"phone\"\n[codes.role]\nFC = \"foster carer\"\n";

/// A row of a sheet as the caseload keeps it.
fn kept(sheet: &Sheet, line: u32, text: &str) -> HeldText {
    let (layout, file) = (sheet.layout.map(str::to_owned), sheet.file.clone());
    let row = HeldRow { id: 1, file, layout, line, column: None, reason: String::new(), kept: true };
    let (header, sealed) = (sheet.header.clone(), sheet.sealed_columns.clone());
    HeldText { row, profile: sheet.profile.clone(), header, sealed, text: Sealed::new(text.to_owned()) }
}

fn profile(text: &str) -> [Profile; 1] {
    [Profile::read(text).unwrap()]
}

fn text_of(held: &Held) -> Option<&str> {
    held.text.as_ref().map(|text| text.reveal().as_str())
}

/// Every row that is kept says the same when it is read again, and every one that is held back the same reason.
fn assert_says_the_same(sheet: &Sheet, profiles: &[Profile]) -> usize {
    for held in &sheet.held {
        let Some(text) = text_of(held) else { continue };
        let again = read_row(&kept(sheet, held.line, text), text, profiles).unwrap();
        assert_eq!(again.data_rows, 1, "{text}");
        if !held.reason.starts_with("repeated") {
            assert_eq!(held_of(&again), held_of(&Sheet { held: vec![held.clone()], ..sheet.clone() }), "{text}");
        }
    }
    let rows = match &sheet.content {
        Content::Rows { rows, .. } => rows.as_slice(),
        _ => &[],
    };
    for row in rows {
        let Some(text) = row.text.as_ref().map(Sealed::reveal) else { continue };
        let again = read_row(&kept(sheet, row.line, text), text, profiles).unwrap();
        assert_eq!(rows_of(&again), std::slice::from_ref(row), "{text}");
        assert_eq!((&again.file, again.layout, &again.profile), (&sheet.file, sheet.layout, &sheet.profile));
    }
    rows.iter().filter(|row| row.text.is_some()).count() + sheet.held.iter().filter(|held| held.text.is_some()).count()
}

#[test]
fn a_row_of_a_return_in_xml_stands_under_the_words_of_its_table() {
    let sheets = all_of(RETURN);
    let read: usize = sheets.iter().map(|sheet| assert_says_the_same(sheet, &[])).sum();
    // All but the one review that says again what another says.
    assert_eq!(read, sheets.iter().map(|sheet| sheet.data_rows as usize).sum::<usize>() - 1);
    let episodes = sheets.iter().find(|sheet| sheet.layout == Some("ssda903-episodes")).unwrap();
    let text = text_of(&episodes.held[0]).unwrap();
    let held = kept(episodes, 13, text);
    let at = |word: &str| held.words().iter().position(|other| other == word).unwrap();
    assert_eq!(held.cells()[at("DECOM")].reveal(), "31/02/2016");
    assert!(held.is_sealed("PL_POST") && held.is_sealed("HOME_POST") && !held.is_sealed("DECOM"));
    let mended = read_row(&held, &text.replace("31/02/2016", "29/02/2016"), &[]).unwrap();
    assert_eq!((cell(&mended, 0, "start"), rows_of(&mended)[0].line), ("2016-02-29".to_owned(), 13));
}

#[test]
fn the_tables_of_the_census_stand_under_words_of_their_own_too() {
    let sheets = all_of(CIN);
    let read: usize = sheets.iter().map(|sheet| assert_says_the_same(sheet, &[])).sum();
    assert_eq!(read, sheets.iter().map(|sheet| sheet.data_rows as usize).sum::<usize>());
}

#[test]
fn a_value_that_could_not_be_read_keeps_its_row_from_being_read_again() {
    let text = "<EXPSSDA903><CHILD><HEADER><CHILDID>2</CHILDID><SEX>1</SEX><SEX>2</SEX></HEADER></CHILD></EXPSSDA903>";
    let sheet = sheet_of(text);
    assert_eq!(
        (held_of(&sheet), text_of(&sheet.held[0])),
        (vec!["1:SEX:stands twice in one element".to_owned()], None)
    );
}

#[test]
fn a_row_of_a_profile_is_kept_as_its_file_wrote_it() {
    let text = "ref,no,role,who,Line,Other\n7,,FC,,07700 900111,a\n,h801200001001,FC,\"Lark, Ann\",07700 900222,b\n\
        8,,DT,Poe,1,\n8,,DT,Poe,2,\n";
    let sheet = read_with(CONTACTS, text);
    assert_eq!(held_of(&sheet), ["2:who:is empty and must be filled", "4::repeated on line 5"]);
    assert_eq!(sheet.header, "ref,no,role,who,Line,Other");
    assert_eq!(sheet.sealed_columns, ["Line", "Other"], "a telephone, and what nobody said the meaning of");
    let texts: Vec<_> = sheet.held.iter().map(text_of).collect();
    assert_eq!(texts, [Some("7,,FC,,07700 900111,a"), Some("8,,DT,Poe,1,")]);
    let row = rows_of(&sheet)[0].text.as_ref().map(|text| text.reveal().as_str());
    assert_eq!(row, Some(",h801200001001,FC,\"Lark, Ann\",07700 900222,b"));
    assert_eq!(assert_says_the_same(&sheet, &profile(CONTACTS)), 4);
    let held = kept(&sheet, 2, "");
    assert!(held.is_sealed("Line") && !held.is_sealed("who"));
    let mended = read_row(&held, "7,,FC,Ann,07700 900111,a", &profile(CONTACTS)).unwrap();
    assert_eq!((cell(&mended, 0, "role"), cell(&mended, 0, "phone")), ("foster carer".into(), "[07700 900111]".into()));
}

#[test]
fn a_row_of_a_register_is_the_whole_line_of_its_days() {
    let days = register("days = true\n[columns]\nref = \"child_id\"");
    let sheet = read_with(&days, "Name,ref,02/11/2026,03/11/2026\nA,7,/\\,\nA,7,I,/\\\nB,8,?,\nC,9,I,I\n");
    let texts: Vec<_> = sheet.held.iter().map(|held| (held.line, text_of(held).unwrap())).collect();
    assert_eq!(texts, [(2, "A,7,/\\,"), (4, "B,8,?,")]);
    let others: Vec<_> = sheet.texts.iter().map(|(line, text)| (*line, text.reveal().as_str())).collect();
    assert_eq!(others, [(2, "A,7,/\\,"), (3, "A,7,I,/\\"), (5, "C,9,I,I")]);
    assert_eq!(assert_says_the_same(&sheet, &profile(&days)), 2);
    let again = read_row(&kept(&sheet, 4, ""), "B,8,L,", &profile(&days)).unwrap();
    let Content::Marks(marks) = &again.content else { panic!("{:?}", again.held) };
    let lines: Vec<_> = marks.values().flat_map(|packed| packed.marks().map(|mark| mark.2)).collect();
    assert_eq!((lines, again.data_rows), (vec![4, 4], 1));
}

#[test]
fn a_header_of_two_rows_is_kept_as_the_one_that_they_make() {
    let days = register("days = true\nheader_rows = 2\n[columns]\nref = \"child_id\"");
    let sheet = read_with(&days, ",02/11/2026,,03/11/2026,\nref,AM,PM,AM,PM\n7,/,N,?,\n8,/,/,/,/\n");
    assert_eq!((sheet.held.len(), sheet.texts.len()), (1, 1), "{:?}", held_of(&sheet));
    assert_eq!(assert_says_the_same(&sheet, &profile(&days)), 1);
}

#[test]
fn a_profile_that_is_gone_or_another_by_now_says_so() {
    let sheet = read_with(CONTACTS, "ref,no,role,who,Line\n7,,FC,,1\n");
    let held = kept(&sheet, 2, "");
    let why = |profiles: &[Profile]| read_row(&held, "7,,FC,Ann,1", profiles).unwrap_err();
    assert!(why(&[]).contains("the profile p, which is not there"), "{}", why(&[]));
    let other = profile(&CONTACTS.replace("Line =", "Tel ="));
    assert!(why(&other).contains("columns that this file does not have: Tel"), "{}", why(&other));
}

#[test]
fn a_row_is_read_by_the_layout_of_its_file_whatever_else_its_header_fits() {
    let sheet = sheet_of("child_id,due,held\n7,soon,\n");
    assert_eq!(assert_says_the_same(&sheet, &[]), 1);
    let unknown = kept(&sheet, 2, "");
    let unknown = HeldText { header: "a,b".to_owned(), ..unknown };
    assert!(read_row(&unknown, "7,2026-12-01", &[]).unwrap_err().contains("not known any more"));
}
