//! Good files of every layout, from which the random ones are made.

use super::*;
use crate::domain::kind::Shape;
use crate::import::layouts::Layout;
use crate::import::tests::workbook::Workbook;

/// Files by their names.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// What no table says: two children, quotation marks, repeated rows, parts of a date.
const BY_HAND: &[&str] = &[
    "child_id,forename,surname,dob,upn,cohort\n1,Ada,\"Lark, \"\"A\"\"\",2012-05-01,UN1,LAC;CP\n2,Bo,Moor,01/02/2011,,\n",
    "child_id,date,session,code,school_urn\n1,2026-09-07,AM,/,9\n1,2026-09-07,PM,\\,9\n1,2026-09-07,AM,N,\n",
    "child_id,week_commencing,marks\n1,2026-08-31,/ \\ / \\ - - I I # #\n1,2026-08-31,- - - - - - - - - -\n",
    "child_id,academic_year,term,due,held,status,quality\n1,2026/27,autumn,2026-10-01,,,green\n1,,,,2026-10-01,,\n",
    "child_id,role,name,phone,email\n1,carer,J Poe,0123,\n1,carer,J Poe,0124,\n",
    "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,,P1,,zz/05/2014\n1,,Z1,,\n2,,P2,,01/02/2015\n",
    "{\"england-and-wales\": {\"events\": [{\"date\": \"2026-12-25\", \"title\": \"x\"}, {\"date\": \"2026-12-25\"}]}}",
    "{\"england-and-wales\": {\"events\": [{\"date\": \"2026-12-25\", \"title\": \"Christmas\"}]}}",
    super::xml::RETURN,
    super::census::CIN,
    "pupilonrolltableid,NativeId,startdate,sessions,reason1,reason2,category\np1,S,2025-Feb-14 00:00:00,10.0,DB,PA,PERM\n",
];

/// Text files: one of each layout by a walk over them, those written by hand, and those of other programs.
pub(super) fn texts() -> Vec<Vec<u8>> {
    let walked = LAYOUTS.iter().filter_map(table).map(|rows| joined(&rows, ","));
    let by_hand = BY_HAND.iter().map(|text| (*text).to_owned());
    let mut files: Vec<Vec<u8>> = walked.chain(by_hand).map(String::into_bytes).collect();
    let of_others = folder("published").into_iter().chain(folder("exports"));
    files.extend(of_others.filter(|(name, _)| is_called(name, &["csv", "tsv", "xml"])).map(|(_, bytes)| bytes));
    files
}

/// Workbooks: one with a sheet for each layout, one with every type of cell, and those of other programs.
pub(super) fn books() -> Files {
    let cells = "Title\nchild_id|forename|surname|dob|carer\n=7|Ada|Lark|@41030|?1\n=8|Bo|Moor|2012-05-01|!#N/A\n=8|Bo";
    let marks = "child_id|date|session|code\n=7|@46272|AM|/\n||PM|\\\n";
    let typed = Workbook::default().with("Kids", cells).with_merged("Marks", marks, &["A2:A3", "B2:B3"]);
    let all = LAYOUTS.iter().filter_map(table).enumerate();
    let all =
        all.fold(Workbook::default(), |book, (number, rows)| book.with(&format!("S{number}"), &joined(&rows, "|")));
    let mut books = vec![("typed.xlsx".to_owned(), typed.zipped(&[])), ("all.xlsx".to_owned(), all.zipped(&[]))];
    let of_others = folder("spreadsheets").into_iter().chain(folder("exports"));
    books.extend(of_others.filter(|(name, _)| is_called(name, &["xlsx", "xls", "ods"])));
    books
}

/// Files of other programs, and the profiles that read them.
pub(super) fn exports() -> (Files, Vec<Profile>) {
    let (profiles, files) = folder("exports").into_iter().partition::<Files, _>(|(name, _)| is_called(name, &["toml"]));
    let profile = |(_, bytes): (_, Vec<u8>)| Profile::read(std::str::from_utf8(&bytes).unwrap()).unwrap();
    let files = files.into_iter().filter(|(name, _)| !is_called(name, &["py"]) && name != "children.csv");
    (files.collect(), profiles.into_iter().map(profile).collect())
}

fn is_called(name: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| name.rsplit_once('.').is_some_and(|(_, own)| own == *end))
}

fn folder(name: &str) -> Files {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/").to_owned() + name;
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<_> = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path())).collect();
    files.sort();
    files.into_iter().map(|(name, path)| (name, std::fs::read(path).unwrap())).collect()
}

fn joined(rows: &[Vec<String>], between: &str) -> String {
    rows.iter().map(|row| row.join(between) + "\n").collect()
}

/// A header with all columns of a layout, and three rows of three children.
fn table(layout: &Layout) -> Option<Vec<Vec<String>>> {
    if matches!(layout.form, Form::Document { .. }) {
        return None;
    }
    let columns = layout.columns();
    let columns: Vec<_> = columns.iter().filter(|column| layout.child != Some(column.word)).collect();
    let words = layout.child.into_iter().chain(columns.iter().map(|column| column.word));
    let mut rows = vec![words.map(str::to_owned).collect::<Vec<_>>()];
    for child in ["1", "2", "3"] {
        let values = columns.iter().map(|column| {
            let shape = layout.spec().position(column.field).map(|at| layout.spec().fields[at].shape);
            shape.map_or_else(|| of_word(column.word), |shape| of_shape(shape, child)).to_owned()
        });
        rows.push(layout.child.map(|_| child.to_owned()).into_iter().chain(values).collect());
    }
    Some(rows)
}

fn of_word(word: &str) -> &'static str {
    match word {
        "date" | "week_commencing" => "2026-09-07",
        "session" => "AM",
        "code" => "/",
        "marks" => "/ \\ / \\ - - I I # #",
        _ => "900001",
    }
}

fn of_shape(shape: Shape, child: &'static str) -> &'static str {
    match shape {
        Shape::Text | Shape::Count => child,
        Shape::Date | Shape::PartDate => "01/09/2026",
        Shape::Money => "12.50",
        Shape::Flag => "y",
        Shape::OneOf(codes) | Shape::SomeOf(codes) => codes[0],
        Shape::AcademicYear => match child {
            "1" => "2026/27",
            "2" => "2025/26",
            _ => "2024/25",
        },
        Shape::NcYear | Shape::UpTo(_) => "7",
        Shape::Upn => "UN1",
    }
}

/// The columns that a plain layout needs, those of its first natural key among them, and a row of one child.
fn needed(layout: &Layout) -> (String, String) {
    let columns = layout.columns();
    let several = layout.spec().key.len() > 1;
    let of_key = |word: &str| several && layout.spec().key[0].contains(&word);
    let needed = columns.iter().filter(|column| column.needed || of_key(column.word));
    let value = |word: &str| of_shape(layout.spec().fields[layout.spec().position(word).unwrap()].shape, "1");
    let (words, cells): (Vec<_>, Vec<_>) = needed.map(|column| (column.word, value(column.field))).unzip();
    let with = |first: Option<&'static str>, rest: Vec<&'static str>| -> String {
        first.into_iter().chain(rest).collect::<Vec<_>>().join(",")
    };
    (with(layout.child, words), with(layout.child.map(|_| "1"), cells))
}

#[test]
fn a_plain_layout_is_recognised_by_the_columns_it_must_have() {
    for layout in LAYOUTS.iter().filter(|layout| matches!(layout.form, Form::Plain)) {
        let (header, row) = needed(layout);
        let sheet = sheet_of(format!("{header}\n{row}\n"));
        assert_eq!((sheet.layout, sheet.data_rows), (Some(layout.name), 1), "{header}");
        for word in header.split(',') {
            let place = header.split(',').position(|other| other == word);
            let without = |line: &str| -> String {
                let kept = line.split(',').enumerate().filter(|(at, _)| Some(*at) != place);
                kept.map(|(_, cell)| cell).collect::<Vec<_>>().join(",")
            };
            let sheets = all_of(format!("{}\n{}\n", without(&header), without(&row)));
            assert_ne!(sheets[0].layout, Some(layout.name), "{header} without {word}");
        }
    }
}

#[test]
fn every_layout_has_a_seed_all_of_whose_rows_go_in() {
    let sheets: Vec<_> = texts().iter().flat_map(all_of).collect();
    let book = books().swap_remove(1);
    let in_a_book = read(&book.0, &mut &*book.1).unwrap();
    for layout in LAYOUTS {
        let whole = |sheet: &&Sheet| sheet.layout == Some(layout.name) && sheet.data_rows > 0 && sheet.held.is_empty();
        assert!(sheets.iter().any(|sheet| whole(&sheet)), "{} as text", layout.name);
        let document = matches!(layout.form, Form::Document { .. });
        assert!(document || in_a_book.iter().any(|sheet| whole(&sheet)), "{} in a workbook", layout.name);
    }
}

#[test]
fn every_export_is_read_by_a_profile() {
    let (files, profiles) = exports();
    for (name, bytes) in files {
        let sheets = read_by(&name, &mut &*bytes, Known { profiles: &profiles, forced: false }).unwrap();
        assert!(sheets.iter().any(|sheet| sheet.profile.is_some() && sheet.data_rows > 0), "{name}");
    }
}
