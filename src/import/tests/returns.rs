//! The tables of the yearly return beside header, episodes and missing; the excerpts are of generated data.

use super::*;

/// Header, two rows; the layout; the fields and what stands in them row by row; the keys.
type Case = (&'static str, &'static str, &'static [&'static str], [&'static str; 2], [&'static str; 2]);

const CASES: &[Case] = &[
    (
        "CHILD,DOB,REVIEW,REVIEW_CODE\n566910,27/03/2008,30/08/2017,PN6\n566910,27/03/2008,29/07/2018,PN9\n",
        "ssda903-reviews",
        &["date", "code"],
        ["2017-08-30|PN6", "2018-07-29|PN9"],
        ["2017-08-30", "2018-07-29"],
    ),
    (
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,\
         SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n566910,27/03/2008,39,,1,0,0,0,0,1,0,0\n\
         384923,09/09/2011,,SDQ1,0,1,,0,0,1,0,0\n",
        "ssda903-oc2",
        &["sdq_score", "sdq_reason", "convicted", "health_check", "immunisations"],
        ["39||true|false|false", "|SDQ1|false|true|"],
        ["", ""],
    ),
    (
        "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n197474,30/03/2001,DIED,F1,01\n864948,16/01/2001,YES,P3,T2\n",
        "ssda903-oc3",
        &["in_touch", "activity", "accommodation"],
        ["DIED|F1|01", "YES|P3|T2"],
        ["", ""],
    ),
    (
        "CHILD,SEX,DOB,DUC\n102639,2,18/10/2010,13/10/2028\n589852,1,10/07/2012,\n",
        "ssda903-uasc",
        &["ceases"],
        ["2028-10-13", ""],
        ["", ""],
    ),
    (
        "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n566910,27/03/2008,Z1,,\n384923,09/09/2011,P2,E09000001,zz/05/2014\n",
        "ssda903-previous-permanence",
        &["option", "la", "date"],
        ["Z1||", "P2|E09000001|2014-05"],
        ["", "2014-05"],
    ),
    (
        "\u{feff}CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\r\nCHILD10,05/12/1993,SW999,01/01/2020,03/01/2020,SWLAZY\r\n\
         CHILD10,05/12/1993,SW1,03/01/2020,,MANAGE\r\n",
        "ssda903-sw-episodes",
        &["worker", "start", "end", "reason"],
        ["SW999|2020-01-01|2020-01-03|SWLAZY", "SW1|2020-01-03||MANAGE"],
        ["2020-01-01", "2020-01-03"],
    ),
    (
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n1,01/01/2019,02/03/2020,,0,2,MF,L11\n\
         2,01/01/2019,02/03/2020,05/06/2020,1,1,F1,L0\n",
        "ssda903-ad1",
        &["decided", "matched", "foster_carer", "adopters", "adopters_sex", "adopters_status"],
        ["2020-03-02||false|2|MF|L11", "2020-03-02|2020-06-05|true|1|F1|L0"],
        ["2020-03-02", "2020-03-02"],
    ),
    (
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,01/01/2019,02/03/2020,,\n\
         2,01/01/2019,02/03/2020,05/06/2020,RD1\n",
        "ssda903-placed-for-adoption",
        &["start", "end", "reason"],
        ["2020-03-02||", "2020-03-02|2020-06-05|RD1"],
        ["2020-03-02", "2020-03-02"],
    ),
    (
        "CHILD,DOB,DOLO_START,DOLO_END\n1,01/01/2012,02/05/2026,\n2,01/01/2012,02/05/2026,03/06/2026\n",
        "ssda903-dolo",
        &["start", "end"],
        ["2026-05-02|", "2026-05-02|2026-06-03"],
        ["2026-05-02", "2026-05-02"],
    ),
];

#[test]
fn each_table_is_known_by_its_header_and_its_codes_stay_as_they_are() {
    for (text, layout, fields, rows, keys) in CASES {
        let sheet = sheet_of(text);
        assert_eq!((sheet.layout, held_of(&sheet)), (Some(*layout), Vec::new()));
        let said = [0, 1].map(|row| fields.iter().map(|field| cell(&sheet, row, field)).collect::<Vec<_>>().join("|"));
        assert_eq!((said.each_ref().map(String::as_str), layout), (*rows, layout));
        assert_eq!(
            (rows_of(&sheet).iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), layout),
            (keys.to_vec(), layout)
        );
        assert_eq!((sheet.child_column.as_str(), sheet.unknown_columns.len()), ("CHILD", 0));
    }
}

#[test]
fn what_makes_a_row_must_be_there() {
    for (text, held) in [
        ("CHILD,DOB,REVIEW,REVIEW_CODE\n1,,,PN1\n", "2:REVIEW:is empty and must be filled"),
        ("CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,,SW1,,,\n", "2:SW_DECOM:is empty and must be filled"),
        ("CHILD,SEX,DOB,DUC\n1,1,,31/04/2026\n", "2:DUC:31/04/2026 is a date that does not exist"),
        ("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n,,YES,F1,B1\n", "2:CHILD:is empty and must be filled"),
    ] {
        assert_eq!(held_of(&sheet_of(text)), [held]);
    }
}
