use super::*;
use crate::domain::note::{NoteId, NoteKind, Own};
use proptest::prelude::*;

fn note(text: &str) -> Note {
    let opened = "2026-11-23T09:14:00+00:00".parse().unwrap();
    let content = NewNote {
        about: Vec::new(),
        kind: NoteKind::Call,
        person: Some("Siobhán O'Brien".to_owned()),
        text: text.to_owned(),
        own: Own::new(),
        next_step: Some("ring the SENCO".to_owned()),
        follow_up: None,
        follow_up_words: None,
        opened,
    };
    Note { id: NoteId(1), content, actor: "Anna".to_owned(), filed: opened, earlier: 0, beside: None }
}

/// The line that a query hits, its hits in brackets.
fn hit(text: &str, query: &str) -> Option<String> {
    let line = Wanted::new(query).hit(note(text))?.line;
    Some(line.pieces().into_iter().map(|(piece, hit)| if hit { format!("[{piece}]") } else { piece.into() }).collect())
}

#[test]
fn words_fit_from_their_beginning_whatever_their_accents() {
    let text = "Łucja's taxi is late.\nStrauß (DT): café at 9.15, don't ring";
    for (query, line) in [
        ("tax", Some("Łucja's [taxi] is late.")),
        ("axi", None),
        ("lucja", Some("[Łucja's] taxi is late.")),
        ("LUCJAS LATE", Some("[Łucja's] taxi is [late].")),
        ("strauss cafe", Some("[Strauß] (DT): [café] at 9.15, don't ring")),
        ("café", Some("Strauß (DT): [café] at 9.15, don't ring")),
        ("dont", Some("Strauß (DT): café at 9.15, [don't] ring")),
        ("don't", Some("Strauß (DT): café at 9.15, [don't] ring")),
        ("9.15", Some("Strauß (DT): café at [9].[15], don't ring")),
        ("obrien", Some("Siobhán [O'Brien]")),
        ("senco", Some("ring the [SENCO]")),
        ("late cafe", Some("Łucja's taxi is [late].")),
        ("late tomorrow", None),
        ("\"(*-", Some("Łucja's taxi is late.")),
        ("", Some("Łucja's taxi is late.")),
    ] {
        assert_eq!(hit(text, query).as_deref(), line, "{query}");
    }
}

#[test]
fn a_long_line_is_cut_round_its_hit() {
    let long = format!("{} the coach {}", "before ".repeat(100), "after ".repeat(200));
    let line = hit(&long, "coa").unwrap();
    assert!(line.starts_with("... before before"), "{line}");
    assert!(line.contains("the [coach] after") && line.chars().count() < 420, "{line}");
    assert_eq!(hit(&"x".repeat(2_000), "x").unwrap(), "x".repeat(400));
}

proptest! {
    #[test]
    fn words_are_the_folded_words(text in "(?s).{0,40}") {
        let plain: Vec<String> = words(&text.replace(['\'', '\u{2019}'], " ")).into_iter().map(|word| word.folded).collect();
        prop_assert_eq!(plain.join(" "), fold(&text));
    }

    #[test]
    fn any_beginning_of_any_words_finds_and_what_is_found_has_them(
        text in "[a-zA-ZłÉß '\\-\n0-9]{0,60}", query in "(?s).{0,8}", cuts in proptest::collection::vec((0_usize..40, 1_usize..6), 0..4),
    ) {
        let all = words(&text);
        let typed: Vec<String> = cuts.iter().filter_map(|(at, letters)| {
            Some(all.get(at % all.len().max(1))?.folded.chars().take(*letters).collect())
        }).collect();
        prop_assert!(hit(&text, &typed.join(" ")).is_some());
        let wanted = Wanted::new(&query);
        let indexed = indexed(&note(&text).content);
        let has = wanted.words().iter().all(|word| indexed.split(' ').any(|known| known.starts_with(word.as_str())));
        prop_assert_eq!(hit(&text, &query).is_some(), has);
    }
}
