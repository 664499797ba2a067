//! Published layouts; the excerpts are of generated data.

use super::*;

#[test]
fn the_ssda903_header_has_no_names() {
    let sheet = sheet_of(
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n566910,2,27/03/2008,WROM,D051910639385,,\r\n\
         709901,1,14/02/2013,ABAN,UN4,,\r\n550084,U,,AOTH,,,\r\n",
    );
    assert_eq!((sheet.layout, sheet.child_column.as_str()), (Some("ssda903-header"), "CHILD"));
    assert_eq!(sheet.unknown_columns, Vec::<String>::new());
    let names = ["forename", "sex", "dob", "upn", "cohort"];
    let row = |row| names.map(|name| cell(&sheet, row, name)).join("|");
    assert_eq!(row(0), "-|F|2008-03-27|D051910639385|-");
    assert_eq!(row(1), "-|M|2013-02-14||-");
    assert_eq!(row(2), "-|U|||-");
    let Content::Rows { kind, layer, .. } = sheet.content else { panic!() };
    assert_eq!((kind, layer), (Kind::Child, crate::domain::sheet::Layer::Published));
}

#[test]
fn an_episode_is_a_placement() {
    let sheet = sheet_of(
        "\u{feff}CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
         566910,15/02/2016,L,C2,N3,T2,PR0,14/08/2017,X1,CLOSE,,,4244474\n\
         384923,09/05/2017,L,C2,N8,H5,PR2,,,CARPL,EH14 8EC,WD10 6ZQ,1157828\n\
         384923,,L,C2,N8,A5,PR2,,X1,CARPL,EH14 8EC,WD10 6ZQ,1157828\n",
    );
    assert_eq!(sheet.layout, Some("ssda903-episodes"));
    assert_eq!(held_of(&sheet), ["4:DECOM:is empty and must be filled"]);
    let names =
        ["start", "end", "type", "reason", "legal_status", "provider", "postcode", "rec", "home_post", "episode", "la"];
    let row = |row| names.map(|name| cell(&sheet, row, name)).join("|");
    assert_eq!(row(0), "2016-02-15|2017-08-14|T2|L|C2|-||X1||true|-");
    assert_eq!(row(1), "2017-05-09||H5|L|C2|-|[WD10 6ZQ]||[EH14 8EC]|true|-");
    assert_eq!(rows_of(&sheet)[1].key, "2017-05-09");
    let more = ["provider_kind", "need", "change_reason"].map(|name| cell(&sheet, 0, name));
    assert_eq!(more, ["PR0", "N3", "CLOSE"]);
}

#[test]
fn missing_episodes_are_m_or_a() {
    let sheet = sheet_of(
        "CHILD,DOB,MISSING,MIS_START,MIS_END\n510000,12/03/2002,A,13/11/2017,25/11/2017\n92296,,M,21/11/2017,\n\
         92296,,X,22/11/2017,\n",
    );
    assert_eq!(sheet.layout, Some("ssda903-missing"));
    assert_eq!(held_of(&sheet), ["4:MISSING:X is none of M A"]);
    assert_eq!((cell(&sheet, 0, "missing"), cell(&sheet, 1, "end")), ("A".to_owned(), String::new()));
}

#[test]
fn gias_gives_schools_in_windows_1252() {
    let header = "\"URN\",\"LA (code)\",\"LA (name)\",\"EstablishmentName\",\"OpenDate\",\"PhaseOfEducation (name)\"";
    let mut bytes = format!("{header}\r\n\"900001\",\"999\",\"Exampleshire\",\"St Zo").into_bytes();
    bytes.extend_from_slice(b"\xeb\x92s High\",\"01-09-2012\",\"Secondary\"\r\n");
    let sheet = sheet_of(bytes);
    assert_eq!(sheet.layout, Some("gias"));
    assert_eq!(sheet.unknown_columns, Vec::<String>::new());
    let names = ["urn", "name", "la", "phase", "phone"];
    assert_eq!(names.map(|name| cell(&sheet, 0, name)).join("|"), "900001|St Zoë’s High|Exampleshire|Secondary|-");
}

#[test]
fn cut_off_ssda903_files_are_not_taken_for_the_header() {
    for header in ["CHILD,SEX,DOB,ETHNIC", "CHILD,DOB,REVIEW_CODE", "CHILD,DOB,SW_ID,SW_DEC,SW_REASON"] {
        let sheet = sheet_of(format!("{header}\n1,1\n"));
        assert_eq!((sheet.layout, sheet.held.len()), (None, 1));
        assert!(sheet.held[0].reason.contains("ssda903-"), "{:?}", sheet.held);
    }
}

const HOLIDAYS: &str = r#"{
  "scotland": {"division": "scotland", "events": [{"date": "2026-01-02", "title": "2nd January"}]},
  "england-and-wales": {
    "division": "england-and-wales",
    "events": [
      {"date": "2026-12-25", "title": "Christmas \"Day\" {", "notes": "", "bunting": true},
      {
        "date": "2026-12-28", "title": "Boxing Day"
      },
      {"date": "2026-12-32", "title": "No day"},
      {"title": "Undated"}
    ]
  },
  "northern-ireland": {"division": "northern-ireland", "events": []}
}"#;

#[test]
fn bank_holidays_are_those_of_england_and_wales_with_their_lines() {
    let sheet = sheet_of(HOLIDAYS);
    assert_eq!((sheet.layout, sheet.data_rows), (Some("bank-holidays"), 4));
    let rows: Vec<_> = rows_of(&sheet).iter().map(|row| (row.line, row.key.as_str())).collect();
    assert_eq!(rows, [(6, "england-and-wales\u{1f}2026-12-25"), (7, "england-and-wales\u{1f}2026-12-28")]);
    assert_eq!(
        (cell(&sheet, 0, "title"), cell(&sheet, 1, "date")),
        ("Christmas \"Day\" {".into(), "2026-12-28".into())
    );
    assert_eq!(held_of(&sheet), ["10:date:2026-12-32 is a date that does not exist", "11:date:is missing"]);
}

#[test]
fn other_json_is_held_back() {
    for text in ["{}", "{\"a\": [1]}", "{", "{\"england-and-wales\": {\"events\": 3}}", "{\"england-and-wales\": 3}"] {
        let sheet = sheet_of(text);
        assert_eq!((sheet.layout, sheet.held.len(), sheet.held[0].line), (None, 1, 1), "{text}");
    }
}
