//! Workbooks that cannot be read, or must not be.

use super::*;
use crate::import::tests::books::sheets_of;
use crate::import::tests::workbook::{Workbook, repacked, rows, unpacked, zip_of};

fn why(file: &str, bytes: &[u8]) -> String {
    let sheets = sheets_of(file, bytes);
    assert_eq!((sheets.len(), sheets[0].layout, sheets[0].file.as_str()), (1, None, file));
    sheets[0].held[0].reason.clone()
}

fn good() -> Workbook {
    Workbook::default().with("Children", "child_id|forename|surname|dob\n=7|Ada|Lark|@41030")
}

#[test]
fn each_says_what_it_is_and_what_to_do() {
    let good = good();
    let manifest = b"<manifest:manifest xmlns:manifest=\"m\"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let mime = b"application/vnd.oasis.opendocument.spreadsheet";
    let locked: &[(&str, &[u8])] =
        &[("mimetype", mime), ("META-INF/manifest.xml", manifest), ("content.xml", b"<\x01<")];
    for (bytes, begins) in [
        (good.zipped(&[("xl/vbaProject.bin", b"x")]), "this workbook holds macros"),
        (zip_of(&[("xl/workbook.bin", b"x")]), "this is a binary workbook"),
        (zip_of(&[("word/document.xml", b"<x/>")]), "this is a zip file, and no spreadsheet"),
        (zip_of(&[("mimetype", &[b'x'; 60]), ("content.xml", b"<x/>")]), "this is a zip file, and no spreadsheet"),
        (zip_of(locked), "this workbook is locked by a password"),
        (zip_of(&[("xl/workbook.xml", b"<workbook><")]), "this spreadsheet is damaged"),
        (good.zipped(&[("xl/sharedStrings.xml", b"<sst uniqueCount='9876543210'>")]), "this spreadsheet is damaged"),
        (good.zipped(&[])[..600].to_vec(), "this spreadsheet is damaged"),
        (b"PK\x03\x04rest".to_vec(), "this spreadsheet is damaged"),
        (b"\xd0\xcf\x11\xe0rest".to_vec(), "this spreadsheet is damaged"),
    ] {
        let reason = why("book.xlsx", &bytes);
        assert!(reason.starts_with(begins), "{reason}");
        assert!(why("book.csv", &bytes).starts_with("this is a spreadsheet that is called text"));
    }
    assert!(why("book.Csv", &good.zipped(&[])).starts_with("this is a spreadsheet that is called text"));
}

#[test]
fn a_zip_bomb_is_refused_before_it_goes_off() {
    let nothing = vec![b' '; 64 << 20];
    let parts: Vec<_> = (0..9).map(|number| format!("xl/media/image{number}.png")).collect();
    let files: Vec<(&str, &[u8])> = parts.iter().map(|name| (name.as_str(), nothing.as_slice())).collect();
    let bomb = good().zipped(&files);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    assert!(why("book.xlsx", &bomb).starts_with("this workbook unpacks to more than 512 MB"));
}

#[test]
fn a_small_open_document_that_spans_millions_of_cells_is_refused() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/spreadsheets/open.ods")).unwrap();
    let cell =
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let row = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let xml = format!("<x><table:table table:name=\"a\">{row}</table:table></x>");
    let bomb = repacked(&bytes, "content.xml", xml.as_bytes());
    assert!(why("book.ods", &bomb).starts_with("this spreadsheet spans too many cells"));
}

#[test]
fn an_open_document_that_breaks_off_is_damaged() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/spreadsheets/open.ods")).unwrap();
    let files = unpacked(&bytes);
    let (_, whole) = files.iter().find(|(name, _)| name == "content.xml").unwrap();
    let note = b"<x><table:table table:name=\"a\"><table:table-row><table:table-cell office:value-type=\"string\"><office:annotation>";
    // In a sheet, in a row, in a cell and in the note of a cell.
    for cut in [&whole[..whole.len() - 200], &whole[..whole.len() - 60], note] {
        assert!(why("book.ods", &repacked(&bytes, "content.xml", cut)).starts_with("this spreadsheet is damaged"));
    }
}

#[test]
fn a_row_of_a_sheet_that_is_too_long_is_held_back_and_the_rest_goes_in() {
    let long = "x".repeat(2 << 20);
    let sheet = rows("child_id|forename|surname|dob\n=7|Ada|Lark|@41030");
    let of = |cells: &str| {
        let whole = format!("<worksheet xmlns=\"x\"><sheetData>{sheet}{cells}</sheetData></worksheet>");
        repacked(&good().zipped(&[]), "xl/worksheets/sheet1.xml", whole.as_bytes())
    };
    let cell = |at: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{long}</t></is></c>");
    let next = "<row r=\"4\"><c r=\"A4\"><v>8</v></c></row>";
    let row = format!("<row r=\"3\">{}{}</row>{next}", cell("A3"), cell("B3"));
    let sheets = sheets_of("book.xlsx", &of(&row));
    let held = ["3::the row is longer than 1 MB", "4:forename:is empty and must be filled"];
    assert_eq!((rows_of(&sheets[0]).len(), held_of(&sheets[0])), (1, held.map(str::to_owned).to_vec()));
}

#[test]
fn a_cell_in_the_last_corner_takes_no_room() {
    let book = Workbook::default().with("C", "child_id|forename|surname|dob\n=7|Ada|Lark|@41030").zipped(&[]);
    let corner = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let sheet = rows("child_id|forename|surname|dob\n=7|Ada|Lark|@41030");
    let whole = format!("<worksheet xmlns=\"x\"><sheetData>{sheet}{corner}</sheetData></worksheet>");
    let files = repacked(&book, "xl/worksheets/sheet1.xml", whole.as_bytes());
    let sheets = sheets_of("book.xlsx", &files);
    assert_eq!(held_of(&sheets[0]), ["1048576:child_id:is empty and must be filled"]);
}

#[test]
fn a_sheet_that_breaks_off_gives_what_stands_before() {
    let book = good().zipped(&[]);
    let sheet = rows("child_id|forename|surname|dob\n=7|Ada|Lark|@41030\n=8|Bo|Lark|@41030");
    for end in ["<row r=\"4\"><c r=\"A4\"><v>1</v></row>", "<row r=\"4\"><c r=\"??\"><v>1</v></c></row></sheetData>"] {
        let broken = format!("<worksheet xmlns=\"x\"><sheetData>{sheet}{end}");
        let book = repacked(&book, "xl/worksheets/sheet1.xml", broken.as_bytes());
        let sheets = sheets_of("book.xlsx", &book);
        assert_eq!(sheets[0].held.len(), 1, "{end}: {:?}", sheets[0].held);
    }
}

#[test]
fn an_old_workbook_whose_sectors_run_in_a_ring_is_damaged() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/spreadsheets/old.xls")).unwrap();
    let mut ring = bytes.clone();
    let table = u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize;
    ring[(table + 1) * 512..][..4].copy_from_slice(&0_u32.to_le_bytes());
    assert!(why("old.xls", &ring).starts_with("this spreadsheet is damaged"));
    let encrypted = |name: &str| {
        let mut bytes = bytes.clone();
        let root = bytes.windows(4).position(|four| four == b"R\0o\0").unwrap();
        let letters: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes[root..root + letters.len()].copy_from_slice(&letters);
        bytes
    };
    assert!(why("old.xls", &encrypted("EncryptedPackage")).starts_with("this workbook is locked by a password"));
    assert!(why("old.xls", &encrypted("_VBA_PROJECT_CUR")).starts_with("this workbook holds macros"));
}
