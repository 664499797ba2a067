//! Returns in XML. The excerpts are cut from generated data: `fake_903.xml` of data-to-insight/csc-validator-be-903
//! (MIT), with elements of the technical specification added.

use super::*;

pub(super) const RETURN: &str = "<?xml version='1.0' encoding='us-ascii'?>
<EXPSSDA903><CHILD><HEADER><CHILDID>947390</CHILDID><UPN>E095867270650</UPN><SEX>1</SEX><DOB>02/03/2013</DOB>
<ETHNIC>BOTH</ETHNIC><UASC>1</UASC><DUC>02/03/2031</DUC>
<AREVIEW><REVIEW>28/01/2016</REVIEW><REVIEW_CODE>PN3</REVIEW_CODE></AREVIEW>
<AREVIEW><REVIEW>28/01/2016</REVIEW><REVIEW_CODE>PN3</REVIEW_CODE></AREVIEW>
<AREVIEW><REVIEW>14/04/2016</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AMISSING><MISSING>M</MISSING><MIS_START>01/02/2016</MIS_START><MIS_END /></AMISSING><MOTHER /><MC_DOB />
<OC2><SDQ_REASON>SDQ5</SDQ_REASON><CONVICTED>0</CONVICTED></OC2></HEADER>
<EPISODE><DECOM>11/11/2016</DECOM><RNE>L</RNE><LS>C2</LS><CIN>N1</CIN><PL>A3</PL><PL_POST>D4 8NF</PL_POST>
<HOME_POST>E22 4DI</HOME_POST><PLACE_PROVIDER>PR4</PLACE_PROVIDER><DEC>26/04/2017</DEC><REC>E7</REC></EPISODE></CHILD>
<CHILD><HEADER><CHILDID>563324</CHILDID><UPN>UN1</UPN><SEX>2</SEX><DOB>08/03/2007</DOB><UASC />
<PERMANENCE><PREV_PERM>P1</PREV_PERM><DATE_PERM>zz/zz/2012</DATE_PERM></PERMANENCE></HEADER>
<EPISODE><DECOM>31/02/2016</DECOM><RNE>L</RNE></EPISODE></CHILD></EXPSSDA903>
";

fn named<'s>(sheets: &'s [Sheet], layout: &str) -> &'s Sheet {
    sheets.iter().find(|sheet| sheet.layout == Some(layout)).unwrap()
}

#[test]
fn a_return_gives_a_sheet_a_table_with_the_line_of_each_element() {
    let sheets = all_of(RETURN);
    let layouts: Vec<_> = sheets.iter().map(|sheet| (sheet.layout.unwrap(), sheet.data_rows)).collect();
    assert_eq!(
        layouts,
        [
            ("ssda903-header", 2),
            ("ssda903-episodes", 2),
            ("ssda903-reviews", 3),
            ("ssda903-missing", 1),
            ("ssda903-oc2", 1),
            ("ssda903-uasc", 1),
            ("ssda903-previous-permanence", 1),
        ]
    );
    let row = |layout: &str, row: usize, names: &[&str]| {
        let sheet = named(&sheets, layout);
        let found = &rows_of(sheet)[row];
        let cells = names.iter().map(|name| cell(sheet, row, name)).collect::<Vec<_>>().join("|");
        (found.line, found.child_id.clone(), cells)
    };
    let said = |line, id: &str, cells: &str| (line, id.to_owned(), cells.to_owned());
    assert_eq!(row("ssda903-header", 0, &["dob", "upn", "sex"]), said(2, "947390", "2013-03-02|E095867270650|M"));
    assert_eq!(row("ssda903-header", 1, &["dob", "upn", "sex"]), said(11, "563324", "2007-03-08||F"));
    assert_eq!(
        row("ssda903-episodes", 0, &["start", "end", "type", "postcode", "provider_kind", "change_reason"]),
        said(9, "947390", "2016-11-11|2017-04-26|A3|[D4 8NF]|PR4|")
    );
    assert_eq!(row("ssda903-reviews", 1, &["date", "code"]), said(6, "947390", "2016-04-14|PN1"));
    assert_eq!(row("ssda903-missing", 0, &["missing", "start", "end"]), said(7, "947390", "M|2016-02-01|"));
    assert_eq!(row("ssda903-previous-permanence", 0, &["option", "date"]), said(12, "563324", "P1|2012"));
    assert_eq!(held_of(named(&sheets, "ssda903-episodes")), ["13:DECOM:31/02/2016 is a date that does not exist"]);
    assert_eq!(named(&sheets, "ssda903-reviews").repeated, 1);
}

#[test]
fn what_cannot_be_read_is_held_back_and_what_stood_before_it_goes_in() {
    let child = |inner: &str| format!("<EXPSSDA903>\n<CHILD><HEADER><CHILDID>1</CHILDID></HEADER></CHILD>\n{inner}");
    let deep = "<a>".repeat(40);
    let long = format!("<CHILD><HEADER><CHILDID>{}", "7".repeat(3 << 20));
    let cases = [
        (child(""), "3::the file ends inside an element"),
        (child("<CHILD><HEADER><CHILDID>2"), "3::the file ends inside an element"),
        (child("<CHILD></HEADER>"), "3::from here on this is no XML"),
        (
            child("<CHILD>\n<HEADER><CHILDID>2</CHILDID><UPN>&me;</UPN></HEADER></CHILD></EXPSSDA903>"),
            "4:UPN:holds an entity, which is not read",
        ),
        (
            child("<CHILD><HEADER><CHILDID>2&x;3</CHILDID></HEADER></CHILD></EXPSSDA903>"),
            "3:CHILDID:holds an entity, which is not read",
        ),
        (
            child("<CHILD><HEADER><CHILDID>2</CHILDID><SEX>1</SEX><SEX>2</SEX></HEADER></CHILD></EXPSSDA903>"),
            "3:SEX:stands twice in one element",
        ),
        (
            child("<CHILD><HEADER><CHILDID /><SEX>1</SEX></HEADER></CHILD></EXPSSDA903>"),
            "3:CHILD:is empty and must be filled",
        ),
        (child(&deep), "3::elements stand inside one another too deep"),
        (child(&long), "3::a child takes more than 1 MB"),
    ];
    for (text, held) in cases {
        let sheet = sheet_of(&text);
        assert_eq!(
            (held_of(&sheet), rows_of(&sheet).len()),
            (vec![held.to_owned()], 1),
            "{}",
            &text[..90.min(text.len())]
        );
    }
}

/// As large as a child may be: what looked at every element for every other would take minutes.
#[test]
fn a_child_with_a_hundred_thousand_elements_goes_in() {
    let others = (0..100_000).fold(String::new(), |xml, number| xml + "<e" + &number.to_string() + "/>");
    let header = format!("<HEADER><CHILDID>1</CHILDID>{others}<SEX>1</SEX></HEADER>");
    let sheet = sheet_of(format!("<EXPSSDA903><CHILD>{header}</CHILD></EXPSSDA903>"));
    assert_eq!((rows_of(&sheet).len(), cell(&sheet, 0, "sex")), (1, "M".to_owned()));
}

#[test]
fn a_document_type_is_not_read_and_other_xml_is_unknown() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<EXPSSDA903><CHILD>&b;</CHILD></EXPSSDA903>";
    for text in [bomb, "<html><body>x</body></html>", "<", "<?xml version='1.0'?>", "<!-- only -->"] {
        let sheet = sheet_of(text);
        assert_eq!(
            (sheet.layout, held_of(&sheet)),
            (None, vec!["1::this XML is of no known layout".to_owned()]),
            "{text}"
        );
    }
}

#[test]
fn the_five_entities_are_read_and_other_bytes_are_windows_1252() {
    let text = b"\xef\xbb\xbf<EXPSSDA903><CHILD><HEADER><CHILDID>a&amp;&#66;\xe9\xc3\xa9</CHILDID></HEADER></CHILD></EXPSSDA903>";
    assert_eq!(rows_of(&sheet_of(text))[0].child_id, "a&B\u{e9}\u{e9}");
}
