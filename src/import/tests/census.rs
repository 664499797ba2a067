//! School census and CIN census. The excerpts are cut from generated data: the samples of
//! SocialFinanceDigitalLabs/liia-tools-pipeline and `CIN2rows.xml` of data-to-insight/csc-validator-be-cin (both MIT).

use super::*;
use crate::domain::sheet::{ChildBy, Layer};

fn said(sheet: &Sheet, row: usize, names: &[&str]) -> String {
    names.iter().map(|name| cell(sheet, row, name)).collect::<Vec<_>>().join("|")
}

#[test]
fn a_census_names_its_pupils_by_upn_and_the_rest_by_their_number() {
    let pupils = sheet_of(
        "pupilonrolltableid,NativeId,dob,surname,forename,upn,entrydate,parttime,termlysessionspossible,senprovision,\
         ncyearactual\n0002e817-8ca,SCH7,2020-Apr-25 00:00:00,SUR6864,FOR9344,21db2df8-fa0,2023-Feb-03 00:00:00,False,\
         136.0,E,1\n001cd0b1-3d1,SCH5,,,,,2023-May-09 00:00:00,True,,A,E1\n",
    );
    assert_eq!((pupils.layout, pupils.child_by), (Some("census-pupils"), ChildBy::Upn));
    assert_eq!(held_of(&pupils), ["3:upn:is empty and must be filled"]);
    assert_eq!(rows_of(&pupils)[0].child_id, "21db2df8-fa0");
    let names = ["pupil", "school", "entry", "nc_year", "sen", "part_time", "possible"];
    assert_eq!(said(&pupils, 0, &names), "0002e817-8ca|SCH7|2023-02-03|1|E|false|136");

    let exclusions = sheet_of(
        "pupilonrolltableid,NativeId,termlyexclusionsonrolltableid,termlyexclusionsonrollorderseqcolumn,sourceid,\
         startdate,sessions,reason1,reason2,reason3,category,senprovision\n\
         0002e817-8ca,SCH7,e8a25ee1,1,f50bf7cf,2025-Feb-14 00:00:00,10.0,DB,PA,,PERM,E\n\
         0002e817-8ca,SCH7,ddb96406,3,f50bf7cf,2025-Jan-29 00:00:00,1.0,PA,,,LNCH,E\n\
         0002e817-8ca,SCH7,7500f48d,4,f50bf7cf,2025-Mar-07 00:00:00,3.0,RA,,TH,FIXD,E\n\
         0002e817-8ca,SCH7,7500f48d,4,f50bf7cf,2025-Mar-08 00:00:00,3.5,,,,SUSP,E\n",
    );
    assert_eq!((exclusions.layout, exclusions.child_by), (Some("census-exclusions"), ChildBy::CensusPupil));
    let names = ["kind", "start", "sessions", "reasons", "end", "provision_from"];
    let rows = [0, 1, 2].map(|row| said(&exclusions, row, &names));
    assert_eq!(rows, ["PERM|2025-02-14|10|DB;PA|-|-", "LUNCH|2025-01-29|1|PA|-|-", "SUSP|2025-03-07|3|RA;TH|-|-"]);
    assert_eq!(held_of(&exclusions), ["5:sessions:3.5 is not a whole number, 0 or more"]);

    let sessions = sheet_of(
        "pupilonrolltableid,NativeId,termlysessiondetailsonrolltableid,termlysessiondetailsonrollorderseqcolumn,\
         sourceid,sessions,attendancereason\n0002e817-8ca,SCH7,6d694e9f,7,f50bf7cf,135.0,#\n\
         0002e817-8ca,SCH7,2455c930,1,f50bf7cf,128.0,E\n0002e817-8ca,SCH7,2455c930,1,f50bf7cf,12.0,E\n",
    );
    assert_eq!((sessions.layout, sessions.child_by), (Some("census-sessions"), ChildBy::CensusPupil));
    assert_eq!(said(&sessions, 0, &["pupil", "code", "sessions"]), "0002e817-8ca|#|135");
    assert_eq!(held_of(&sessions), ["3::repeated on line 4"]);
}

pub(super) const CIN: &str = "<Message>
 <Header><CollectionDetails><Collection>CIN</Collection><Year>2023</Year></CollectionDetails></Header>
 <Children>
  <Child>
   <ChildIdentifiers><LAchildID>DfEX0000001</LAchildID><UPN>A123456789123</UPN><UPNunknown>UN3</UPNunknown>PersonBirthDate
    <PersonBirthDate>2015-03-27</PersonBirthDate><GenderCurrent>1</GenderCurrent></ChildIdentifiers>
   <CINdetails><CINreferralDate>2022-10-06</CINreferralDate><PrimaryNeedCode>N4</PrimaryNeedCode>
    <CINPlanDates><CINPlanStartDate>2023-01-24</CINPlanStartDate><CINPlanEndDate>2023-01-26</CINPlanEndDate></CINPlanDates>
    <ChildProtectionPlans><CPPstartDate>2022-02-17</CPPstartDate><InitialCategoryOfAbuse>PHY</InitialCategoryOfAbuse>
     <LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><Reviews><CPPreviewDate>2023-02-15</CPPreviewDate></Reviews>
    </ChildProtectionPlans></CINdetails>
  </Child>
  <Child><ChildIdentifiers><LAchildID>2</LAchildID><PersonBirthDate>2010-01-02</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
   <CINdetails><PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>2023-02-27</CINclosureDate>
    <ChildProtectionPlans><CPPendDate>2023-01-01</CPPendDate></ChildProtectionPlans></CINdetails></Child>
 </Children>
</Message>
";

#[test]
fn a_cin_census_gives_children_their_cohorts_and_plans() {
    let sheets = all_of(CIN);
    let [children, plans] = sheets.as_slice() else { panic!("{}", sheets.len()) };
    assert_eq!((children.layout, children.child_column.as_str()), (Some("cin-children"), "LAchildID"));
    let Content::Rows { layer, rows, .. } = &children.content else { panic!() };
    assert_eq!((*layer, rows[0].line, rows[0].child_id.as_str()), (Layer::Census, 5, "DfEX0000001"));
    let names = ["forename", "dob", "upn", "sex", "cohort", "looked_after_since"];
    let rows = [0, 1].map(|row| said(children, row, &names));
    assert_eq!(rows, ["-|2015-03-27|A123456789123|M|CIN;CP|-", "-|2010-01-02||F||-"]);
    assert_eq!((plans.layout, plans.data_rows), (Some("cin-plans"), 3));
    let rows = [0, 1].map(|row| said(plans, row, &["plan", "start", "end", "category"]));
    assert_eq!(rows, ["CIN|2023-01-24|2023-01-26|N4", "CP|2022-02-17||NEG"]);
    assert_eq!(rows_of(plans)[1].line, 9);
    assert_eq!(held_of(plans), ["15:StartDate:is empty and must be filled"]);
    let other = CIN.replace("<Collection>CIN<", "<Collection>SCH<");
    assert_eq!(held_of(&sheet_of(other)), ["1::this XML is of no known layout"]);
}
