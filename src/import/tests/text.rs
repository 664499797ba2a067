//! The ways in which programs write one table as text.

use super::*;

const TABLE: &str = "child_id,forename,surname,dob,carer,cohort\n\
    1,Zoë,Lark,2012-05-01,\"Poe, J; Poe, K\",LAC;CP\n\
    2,Bo,Moor,01/02/2011,,\n";

/// The table with its cells divided by another sign; those that hold it stand in quotation marks.
fn divided(delimiter: &str) -> String {
    let quoted = if delimiter == ";" { ["\"LAC;CP\"", "\"Poe, J; Poe, K\""] } else { ["LAC;CP", "\"Poe, J; Poe, K\""] };
    let text = TABLE.replace("\"Poe, J; Poe, K\"", "@").replace("LAC;CP", "#").replace(',', delimiter);
    text.replace('@', quoted[1]).replace('#', quoted[0])
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let pair = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(pair).collect()
}

#[test]
fn every_delimiter_in_every_encoding_gives_the_same_rows() {
    let expected = sheet_of(TABLE);
    assert_eq!((expected.data_rows, expected.held.len(), cell(&expected, 0, "forename")), (2, 0, "Zoë".into()));
    for delimiter in [",", ";", "\t"] {
        let text = divided(delimiter);
        let (windows, _, lossy) = encoding_rs::WINDOWS_1252.encode(&text);
        assert!(!lossy);
        let bom = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let encoded =
            [text.clone().into_bytes(), bom, utf16(&text, false), utf16(&text, true), windows.clone().into_owned()];
        for (number, bytes) in encoded.into_iter().enumerate() {
            let sheet = sheet_of(&bytes);
            assert_eq!((sheet.layout, &sheet.held), (Some("children"), &Vec::new()), "{delimiter:?} {number}");
            assert_eq!(sheet.content, expected.content, "{delimiter:?} {number}");
        }
    }
}

#[test]
fn a_sign_inside_a_quoted_word_of_the_header_divides_nothing() {
    for (header, row, unknown) in [
        ("\"a;b;c;d;e\",child_id,forename,surname,dob", "x,1,Ada,Lark,2012-05-01", "a;b;c;d;e"),
        ("\"a,b,c,d,e\";child_id;forename;surname;dob", "x;1;Ada;Lark;2012-05-01", "a,b,c,d,e"),
        ("\"a,b;c\td\"\tchild_id\tforename\tsurname\tdob", "x\t1\tAda\tLark\t2012-05-01", "a,b;c\td"),
    ] {
        let sheet = sheet_of(format!("{header}\n{row}\n"));
        assert_eq!((sheet.layout, sheet.held.len()), (Some("children"), 0), "{header}");
        assert_eq!(sheet.unknown_columns, [unknown]);
    }
}

#[test]
fn two_byte_text_is_read_the_same_wherever_the_reads_are_cut() {
    struct Single<'b>(&'b [u8]);
    impl Read for Single<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.0.read(into.get_mut(..1).unwrap())
        }
    }
    let bytes = utf16("child_id,forename,surname,dob\r\n1,\u{1f981},Lark,2012-05-01\r\n", true);
    let sheet = read("folder/file.csv", &mut Single(&bytes)).unwrap().remove(0);
    assert_eq!(sheet, sheet_of(&bytes));
    assert_eq!(cell(&sheet, 0, "forename"), "\u{1f981}");
    // Half a character at the end is shown as what cannot be read, not left out.
    let sheet = sheet_of([&bytes[..], b"\0x\0\n\0"].concat());
    assert_eq!(held_of(&sheet), ["3::has 1 cells, the header has 4", "4::has 1 cells, the header has 4"]);
}

#[test]
fn what_stands_above_the_header_is_no_data() {
    let rows = "child_id,forename,surname,dob\n1,Ada,Lark,2012-05-01\n,,,\n";
    let held = |line: u32| vec![format!("{line}:child_id:is empty and must be filled")];
    for (title, line) in [
        ("", 1),
        ("sep=,\n", 2),
        ("Children known to the virtual school\n\n\"Printed 1 May, 10:02\",,,\n,,,\n", 5),
        ("a \"title, of two\nlines\",x\n", 3),
        ("a title with \"an inch\n", 2),
        ("\"an open title\n", 2),
        (&"a title, and a half\n".repeat(29), 30),
    ] {
        let sheet = sheet_of(format!("{title}{rows}"));
        assert_eq!((sheet.layout, sheet.data_rows), (Some("children"), 2), "{title}");
        assert_eq!((rows_of(&sheet)[0].line, held_of(&sheet)), (line + 1, held(line + 2)), "{title}");
    }
    let deep = sheet_of(format!("{}{rows}", "a title, and a half\n".repeat(30)));
    assert_eq!(held_of(&deep), ["1::the header is of no known layout"]);
    let lacking = sheet_of("Our children\nchild_id;forename;surname\n1;Ada;Lark\n");
    let nearest = "1::the header is of no known layout; the nearest is children, which needs dob";
    assert_eq!(held_of(&lacking), [nearest]);
}

#[test]
fn rows_below_the_header_that_cannot_be_read_are_data() {
    let sheet = sheet_of("title\nchild_id,forename,surname,dob\n1,\"Ada\"x,Lark,2012-05-01\n2,Bo,Lark,2012-05-01\n");
    assert_eq!((held_of(&sheet), sheet.data_rows), (vec!["3::text stands behind a closing quotation mark".into()], 2));
}
