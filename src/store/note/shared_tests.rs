//! Notes about several children: each child's record has what all share and its own lines.

use crate::domain::facts::ChildKey;
use crate::domain::note::search::Wanted;
use crate::domain::note::{NewNote, NoteId, Own};
use crate::domain::sealed::Sealed;
use crate::domain::undoable::Turn;
use crate::domain::who::Told;
use crate::store::command::{Applied, Command};
use crate::store::testing::{Bench, day, note, stamp};

fn own(lines: &[(ChildKey, &str)]) -> Own {
    lines.iter().map(|(child, lines)| (*child, (*lines).to_owned())).collect()
}

/// A call about three children, with lines for two of them.
fn call(bench: &mut Bench) -> (NoteId, [ChildKey; 3]) {
    let keys = ["c1", "c2", "c3"].map(|id| bench.key(id));
    let lines = own(&[(keys[0], "maths set two"), (keys[1], "taxi is late")]);
    let note = NewNote { own: lines, follow_up: Some(day("2026-12-04")), ..note(keys.to_vec(), "PEP dates agreed") };
    match bench.store.apply(Command::FileNote { note, draft: None }, stamp()).unwrap() {
        Applied::Filed(id) => (id, keys),
        other => panic!("{other:?}"),
    }
}

fn bench() -> Bench {
    Bench::with_children(&["c1", "c2", "c3"])
}

fn texts(bench: &Bench, child: ChildKey) -> Vec<String> {
    let notes = bench.store.record(child).unwrap().notes;
    notes.into_iter().map(|note| note.content.text_of(child).into_owned()).collect()
}

#[test]
fn each_child_has_what_all_share_and_its_own_lines() {
    let mut bench = bench();
    let (_, [first, second, third]) = call(&mut bench);
    let told = [
        (first, "PEP dates agreed\nmaths set two"),
        (second, "PEP dates agreed\ntaxi is late"),
        (third, "PEP dates agreed"),
    ];
    let caseload = bench.store.caseload(day("2026-11-23")).unwrap();
    for (child, text) in told {
        assert_eq!(texts(&bench, child), [text]);
        let contact = caseload.child(child).unwrap().last_contact.as_deref().unwrap();
        assert_eq!(&*contact.gist, text.replace('\n', " "));
        let promised = caseload.follow_ups.iter().find(|promised| promised.child == Some(child)).unwrap();
        assert_eq!(promised.what, text.replace('\n', " "));
    }
}

#[test]
fn a_search_hits_the_child_whose_lines_have_the_words_and_never_two_childrens_together() {
    let mut bench = bench();
    let (id, [_, second, _]) = call(&mut bench);
    for (query, of) in [
        ("pep", Some(None)),
        ("taxi", Some(Some(second))),
        ("taxi pep", Some(Some(second))),
        ("taxi maths", None),
        ("late agreed taxi", Some(Some(second))),
    ] {
        let found = bench.store.find_notes(&Wanted::new(query), 9).unwrap();
        assert_eq!(found.hits.first().map(|hit| hit.of), of, "{query}");
    }
    let edited = NewNote { own: own(&[(second, "bus is late")]), ..note(vec![second], "PEP") };
    bench.store.apply(Command::EditNote { edit: id.into(), note: edited, draft: None }, stamp()).unwrap();
    let hits = |bench: &Bench, query: &str| bench.store.find_notes(&Wanted::new(query), 9).unwrap().hits.len();
    assert_eq!((hits(&bench, "taxi"), hits(&bench, "bus")), (0, 1));
    assert!(bench.turn(Turn::Undo).unwrap());
    assert_eq!((hits(&bench, "taxi"), hits(&bench, "bus")), (1, 0));
}

#[test]
fn taken_back_it_is_a_draft_with_all_of_its_lines() {
    let mut bench = bench();
    let (_, keys) = call(&mut bench);
    assert!(bench.turn(Turn::Undo).unwrap());
    let draft = bench.store.drafts().unwrap().remove(0);
    assert_eq!((draft.content.about.as_slice(), draft.content.text.as_str()), (&keys[..], "PEP dates agreed"));
    assert_eq!(draft.content.own, own(&[(keys[0], "maths set two"), (keys[1], "taxi is late")]));
    assert!(bench.turn(Turn::Redo).unwrap());
    assert_eq!(texts(&bench, keys[1]), ["PEP dates agreed\ntaxi is late"]);
    assert!(bench.store.drafts().unwrap().is_empty());
}

#[test]
fn lines_of_two_records_of_one_child_stand_together_and_part_again() {
    let mut bench = bench();
    let (id, [first, second, third]) = call(&mut bench);
    let before = texts(&bench, second);
    bench.change(Command::Who(Told::One { keep: first, other: second })).unwrap();
    assert_eq!(texts(&bench, first), ["PEP dates agreed\nmaths set two\ntaxi is late"]);
    let follow_ups = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups;
    assert_eq!(follow_ups.iter().map(|due| due.child).collect::<Vec<_>>(), [Some(first), Some(third)]);
    bench.change(Command::Who(Told::Apart(second))).unwrap();
    assert_eq!(texts(&bench, second), before);
    bench.change(Command::Who(Told::One { keep: first, other: second })).unwrap();
    let content = bench.store.record(first).unwrap().notes.remove(0).content;
    bench.store.apply(Command::EditNote { edit: id.into(), note: content, draft: None }, stamp()).unwrap();
    assert_eq!(
        texts(&bench, first),
        ["PEP dates agreed\nmaths set two\ntaxi is late"],
        "once, however often it is filed"
    );
    let follow_ups = bench.store.caseload(day("2026-11-23")).unwrap().follow_ups;
    assert_eq!(follow_ups.len(), 2);
    bench.change(Command::EndFollowUp { id: follow_ups[0].id, outcome: Sealed::default() }).unwrap();
    assert_eq!(bench.store.caseload(day("2026-11-23")).unwrap().follow_ups.len(), 1);
}
