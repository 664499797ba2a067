//! Any sequence of registers, held against a plain table of marks.

use crate::domain::attendance::{Half, parse_code, session_index};
use crate::store::testing::{Bench, counts, day, single};
use proptest::prelude::*;
use std::collections::BTreeMap;

const DATES: [&str; 4] = ["2026-08-31", "2026-09-01", "2026-09-02", "2026-09-07"];
const CODES: [&str; 4] = ["/", "I", "O", ""];

type Session = (usize, bool);

/// Single marks of one file, each session once.
fn any_register() -> impl Strategy<Value = BTreeMap<Session, usize>> {
    proptest::collection::btree_map((0..DATES.len(), any::<bool>()), 0..CODES.len(), 0..8)
}

fn half(afternoon: bool) -> &'static str {
    if afternoon { "PM" } else { "AM" }
}

/// What the file changes by the plain table: new, changed, same.
fn expected(
    stood: &mut BTreeMap<Session, (usize, i64, u32)>,
    file: &BTreeMap<Session, usize>,
    import: i64,
) -> [u32; 3] {
    let mut counts = [0; 3];
    for (line, (session, &code)) in (2..).zip(file) {
        let before = stood.get(session).map(|(code, ..)| *code);
        let after = Some(code).filter(|code| !CODES[*code].is_empty());
        let outcome = match (before, after) {
            (before, after) if before == after => 2,
            (None, _) => 0,
            _ => 1,
        };
        counts[outcome] += 1;
        match after {
            Some(code) if outcome < 2 => drop(stood.insert(*session, (code, import, line))),
            None => drop(stood.remove(session)),
            Some(_) => {}
        }
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn registers_give_what_a_plain_table_gives(files in proptest::collection::vec(any_register(), 1..5)) {
        let mut bench = Bench::with_children(&["c1"]);
        let mut stood = BTreeMap::new();
        for (import, file) in (2..).zip(&files) {
            let rows: Vec<_> =
                file.iter().map(|((date, pm), code)| ("c1", DATES[*date], half(*pm), CODES[*code])).collect();
            let [new, changed, same] = expected(&mut stood, file, import);
            prop_assert_eq!(counts(&bench.import(single(&rows))), (new, changed, same, 0));
        }
        let record = bench.store.record(bench.key("c1")).unwrap();
        let mut found = 0;
        for register in &record.registers {
            found += register.bytes.iter().filter(|byte| **byte != 0).count();
            prop_assert_ne!(register.bytes.last(), Some(&0));
        }
        prop_assert_eq!(found, stood.len());
        for ((date, pm), (code, import, line)) in stood {
            let date = day(DATES[date]);
            let at = session_index(date, if pm { Half::Pm } else { Half::Am }).unwrap();
            let year = crate::domain::attendance::AcademicYear::of(date);
            let register = record.registers.iter().find(|register| register.year == year).unwrap();
            prop_assert_eq!(register.bytes[at], parse_code(CODES[code]).unwrap().byte);
            let source = register.source(at).unwrap();
            prop_assert_eq!((source.import, source.line), (import, line));
        }
    }
}
