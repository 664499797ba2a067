//! Any bytes: no panic, and the counts add up.

use super::*;
use crate::import::tests::books::sheets_of;
use crate::import::tests::workbook::{Workbook, repacked, unpacked};
use proptest::prelude::*;

/// How much longer the runs of a night are: `LOOKOUT_MUTATIONS=10000 cargo test any_change`.
fn cases(usual: u32) -> ProptestConfig {
    let told = std::env::var("LOOKOUT_MUTATIONS").ok().and_then(|words| words.parse().ok());
    ProptestConfig { cases: told.unwrap_or(usual), ..ProptestConfig::default() }
}

/// A workbook with every type of cell, and those of other programs.
fn books() -> Vec<(&'static str, Vec<u8>)> {
    let cells = "Title\nchild_id|forename|surname|dob|carer\n=7|Ada|Lark|@41030|?1\n=8|Bo|Moor|2012-05-01|!#N/A\n=8|Bo";
    let marks = "child_id|date|session|code\n=7|@46272|AM|/\n||PM|\\\n";
    let book = Workbook::default().with("Kids", cells).with_merged("Marks", marks, &["A2:A3", "B2:B3"]);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/spreadsheets/");
    let read = |name: &str| std::fs::read(format!("{folder}{name}")).unwrap();
    vec![
        ("b.xlsx", book.zipped(&[])),
        ("b.xls", read("old.xls")),
        ("b.ods", read("open.ods")),
        ("b.xlsx", read("office.xlsx")),
    ]
}

const SEEDS: &[&str] = &[
    "child_id,forename,surname,dob,upn,cohort\n1,Ada,\"Lark, \"\"A\"\"\",2012-05-01,UN1,LAC;CP\n2,Bo,Moor,01/02/2011,,\n",
    "child_id,date,session,code,school_urn\n1,2026-09-07,AM,/,9\n1,2026-09-07,PM,\\,9\n1,2026-09-07,AM,N,\n",
    "child_id,week_commencing,marks\n1,2026-08-31,/ \\ / \\ - - I I # #\n1,2026-08-31,- - - - - - - - - -\n",
    "child_id,academic_year,term,due,held,status,quality\n1,2026/27,autumn,2026-10-01,,,green\n1,,,,2026-10-01,,\n",
    "child_id,role,name,phone,email\n1,carer,J Poe,0123,\n1,carer,J Poe,0124,\n",
    "scope,kind,name,start,end\n*,term,autumn,2026-09-01,2026-12-18\n",
    "CHILD,DECOM,RNE,LS,PLACE,DEC,REC,PL_POST\n1,15/02/2016,L,C2,T2,14/08/2017,X1,\n1,14/08/2017,T,C2,A3,,,ZZ1 1ZZ\n",
    "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,,P1,,zz/05/2014\n1,,Z1,,\n2,,P2,,01/02/2015\n",
    "{\"england-and-wales\": {\"events\": [{\"date\": \"2026-12-25\", \"title\": \"x\"}, {\"date\": \"2026-12-25\"}]}}",
    super::xml::RETURN,
    super::census::CIN,
    "pupilonrolltableid,NativeId,startdate,sessions,reason1,reason2,category\np1,S,2025-Feb-14 00:00:00,10.0,DB,PA,PERM\n",
];

/// Gives a few bytes at a time.
struct Drip<'b>(&'b [u8], usize);
impl Read for Drip<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let (few, rest) = self.0.split_at(self.1.min(into.len()).min(self.0.len()));
        into[..few.len()].copy_from_slice(few);
        self.0 = rest;
        Ok(few.len())
    }
}

/// Cuts, doubles or replaces a stretch of the bytes.
fn mutate(bytes: &mut Vec<u8>, (place, length, with, how): (usize, usize, &[u8], u8)) {
    let from = place % (bytes.len() + 1);
    let to = (from + length).min(bytes.len());
    let stretch = match how % 3 {
        0 => with.to_vec(),
        1 => bytes[from..to].repeat(2),
        _ => [with, &bytes[from..to]].concat(),
    };
    bytes.splice(from..to, stretch);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_add_up(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        all_of(bytes);
    }

    #[test]
    fn any_rows_add_up(header in 0..SEEDS.len(), rows in "[12,/\\\\AMP \"\n\r0-9-]{0,200}") {
        let first = SEEDS[header].lines().next().unwrap();
        all_of(format!("{first}\n{rows}"));
    }

    #[test]
    fn any_change_of_a_good_file_adds_up(
        seed in 0..SEEDS.len(),
        changes in proptest::collection::vec(
            (any::<usize>(), 0..30_usize, proptest::collection::vec(any::<u8>(), 0..4), any::<u8>()), 1..6),
    ) {
        let mut bytes = SEEDS[seed].as_bytes().to_vec();
        for (place, length, with, how) in &changes {
            mutate(&mut bytes, (*place, *length, with, *how));
        }
        let whole = all_of(&bytes);
        // Where the reads are cut makes no difference.
        let dripped = read("folder/file.csv", &mut Drip(&bytes, 1 + changes.len() % 3)).unwrap();
        prop_assert_eq!(whole, dripped);
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn any_change_of_a_workbook_adds_up(
        which in 0..4_usize,
        changes in proptest::collection::vec(
            (any::<usize>(), 0..30_usize, proptest::collection::vec(any::<u8>(), 0..4), any::<u8>()), 1..4),
    ) {
        let (name, mut bytes) = books().swap_remove(which);
        for (place, length, with, how) in &changes {
            mutate(&mut bytes, (*place, *length, with, *how));
        }
        prop_assert!(!sheets_of(name, &bytes).is_empty());
    }

    /// The check values of the zip are right, so that the change comes through to what reads the sheets.
    #[test]
    fn any_change_inside_a_workbook_adds_up(
        which in 0..4_usize,
        part in any::<usize>(),
        changes in proptest::collection::vec(
            (any::<usize>(), 0..30_usize, proptest::collection::vec("[<>/\"=A-Z0-9]{0,4}", 0..2), any::<u8>()), 1..4),
    ) {
        let (name, mut bytes) = books().swap_remove(which);
        if which == 1 {
            for (place, length, with, how) in &changes {
                // The sectors stay where they are.
                let end = bytes.len();
                let stretch = (place % end)..(place % end + length % 4).min(end);
                bytes[stretch].fill(how.wrapping_add(u8::try_from(with.len()).unwrap()));
            }
        } else {
            let parts = unpacked(&bytes);
            let (part, mut content) = parts[part % parts.len()].clone();
            for (place, length, with, how) in &changes {
                mutate(&mut content, (*place, *length, with.concat().as_bytes(), *how));
            }
            bytes = repacked(&bytes, &part, &content);
        }
        prop_assert!(!sheets_of(name, &bytes).is_empty());
    }
}
