//! Files that are not what they are called.

use super::*;

const CALLED_TEXT: &str = "1::this is a spreadsheet that is called text: give it its own ending (.xlsx, .xls or .ods) and \
                           import that, or save it as CSV";

#[test]
fn a_file_of_which_nothing_can_be_taken_says_why_at_line_1() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "1::the file is empty"),
        (b"\xef\xbb\xbf", "1::the file is empty"),
        (b"\n \r\n", "1::the file is empty"),
        (b"PK\x03\x04rest", CALLED_TEXT),
        (b"\xd0\xcf\x11\xe0rest", CALLED_TEXT),
        (b"\xff\xfec\0h\0", "1::the header is of no known layout"),
        (b"\xff\xfe", "1::the file is empty"),
        (b"\"child_id,forename\n", "1::the header cannot be read: a quotation mark is opened and not closed"),
        (b"a,b\n1,2\n", "1::the header is of no known layout"),
        (
            b"child_id,forename,dob,school_urn\n1,2,3,4\n",
            "1::the header is of no known layout; the nearest is children, which needs surname",
        ),
        (
            b"child_id;forename;dob\n1;2;3\n",
            "1::the header is of no known layout; the nearest is children, which needs surname",
        ),
        (b"child_id,Child_ID,forename,surname,dob\n1,2,3,4,5\n", "1:Child_ID:stands twice in the header"),
    ];
    for (bytes, expected) in cases {
        let sheet = sheet_of(bytes);
        assert_eq!((held_of(&sheet), sheet.layout), (vec![(*expected).to_owned()], None));
    }
}

#[test]
fn unknown_columns_may_stand_twice_and_need_no_word() {
    let sheet = sheet_of(format!("{CHILDREN},x,x,\n1,Ada,Lark,2012-05-01,1,2,\n"));
    assert_eq!((sheet.unknown_columns, sheet.held.len()), (vec!["x".to_owned(), "x".to_owned()], 0));
}

#[test]
fn the_encoding_is_found_cell_by_cell() {
    let row = |id: u8, name: &[u8]| [&[b'\n', id, b','], name, b",Lark,2012-05-01"].concat();
    let rows = [row(b'1', "Zoë".as_bytes()), row(b'2', b"Zo\xeb"), row(b'3', b"\x8aime")].concat();
    for mark in [&b""[..], b"\xef\xbb\xbf"] {
        let sheet = sheet_of([mark, CHILDREN.as_bytes(), &rows].concat());
        assert_eq!([0, 1, 2].map(|row| cell(&sheet, row, "forename")), ["Zoë", "Zoë", "Šime"]);
    }
}

#[test]
fn a_broken_row_costs_only_itself() {
    let sheet = sheet_of(format!(
        "{CHILDREN}\n1,\"Ada,Lark,2012-05-01\n2,Bo,Lark,2012-05-01\n3,C\0y,Lark,2012-05-01\n4,\"D\"i,Lark,2012-05-01\n"
    ));
    assert_eq!(
        held_of(&sheet),
        [
            "2::a quotation mark is opened and not closed",
            "4:forename:holds the control character <U+0000>",
            "5::text stands behind a closing quotation mark",
        ]
    );
    assert_eq!(rows_of(&sheet).len(), 1);
}

#[test]
fn a_line_of_60_megabytes_is_held_back_and_the_rest_goes_in() {
    let head = format!("{CHILDREN}\n1,");
    let long = io::repeat(b'x').take(60 << 20);
    let tail = "\n2,Bo,Lark,2012-05-01\n";
    let mut source = head.as_bytes().chain(long).chain(tail.as_bytes());
    let sheet = read("long.csv", &mut source).unwrap().remove(0);
    assert_adds_up(&sheet);
    assert_eq!((held_of(&sheet), rows_of(&sheet)[0].line), (vec!["2::the row is longer than 1 MB".to_owned()], 3));
}

#[test]
fn the_check_value_is_of_all_bytes() {
    // SHA-256 of nothing, and of `abc`, from FIPS 180-2.
    for (bytes, begins) in [(&b""[..], [0xe3, 0xb0, 0xc4, 0x42]), (b"abc", [0xba, 0x78, 0x16, 0xbf])] {
        assert_eq!(sheet_of(bytes).hash[..4], begins);
    }
    let of = |text: &str| sheet_of(text).hash;
    assert_ne!(of("PK\u{3}\u{4}1"), of("PK\u{3}\u{4}2"));
}

#[test]
fn an_error_of_the_source_is_the_only_error() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    assert!(read("x.csv", &mut Fails).is_err());
    assert!(read("x.csv", &mut CHILDREN.as_bytes().chain(Fails)).is_err());
}
