//! Search in 50,000 notes: a letter to its results, through the store as the screen asks it.

use crate::caseload::{PASSPHRASE, note, stamp};
use crate::figures::{median, ms, row, time};
use lookout::domain::note::NewNote;
use lookout::domain::note::search::Wanted;
use lookout::store::Store;
use lookout::store::command::Command;
use lookout::store::secret::Secret;
use std::path::Path;

const NOTES: usize = 50_000;
/// As many as the screen asks for.
const SHOWN: usize = 200;
const WORDS: [&str; 48] = [
    "rang",
    "the",
    "school",
    "and",
    "carer",
    "about",
    "attendance",
    "maths",
    "set",
    "taxi",
    "late",
    "PEP",
    "meeting",
    "moved",
    "to",
    "Friday",
    "social",
    "worker",
    "asked",
    "for",
    "a",
    "report",
    "from",
    "SENCO",
    "reintegration",
    "plan",
    "agreed",
    "with",
    "head",
    "of",
    "year",
    "wants",
    "tuition",
    "extra",
    "support",
    "reading",
    "calm",
    "anxious",
    "contact",
    "weekend",
    "exclusion",
    "days",
    "provision",
    "started",
    "transport",
    "form",
    "sent",
    "tomorrow",
];

/// The number of the table is that of notes here.
pub(crate) fn measure(folder: &Path) {
    let file = folder.join("notes.db");
    let (mut store, _) = Store::create_cheap(&file, "bench", &Secret::new(PASSPHRASE.into())).unwrap();
    let mut seed = 7_u64;
    let mut any = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for number in 0..NOTES {
        let words: Vec<&str> = (0..30).map(|_| WORDS[any(WORDS.len())]).collect();
        // A word of its own and one of a few hundred, as names are.
        let text = format!("{} w{number} n{}", words.join(" "), any(400));
        let note = NewNote { person: Some(format!("person{}", any(3_000))), ..note(&text) };
        store.apply(Command::FileNote { note, draft: None }, stamp()).unwrap();
    }
    drop(store);
    let store = Store::open(&file, &Secret::new(PASSPHRASE.into())).unwrap();
    let mut letters = Vec::new();
    for typed in ["taxi late", "person123", "w49999", "a s t p", "reintegration n399", "zebra", "rang w1"] {
        for (end, letter) in typed.char_indices() {
            let wanted = Wanted::new(&typed[..end + letter.len_utf8()]);
            letters.push(time(|| store.find_notes(&wanted, SHOWN).unwrap()).0);
        }
    }
    let worst = letters.iter().max().copied().unwrap_or_default();
    let what = format!("search in {NOTES} notes, a letter to its results, worst");
    row(0, &what, &ms(worst), &format!("median {}", ms(median(letters))), ("-", "under 50 ms"));
}
