use super::*;
use proptest::prelude::*;

fn child(key: i64, forename: &str, known_as: Option<&str>, surname: &str) -> ChildFacts {
    ChildFacts {
        key,
        child_id: format!("C{key}").into(),
        forename: forename.into(),
        known_as: known_as.map(Into::into),
        surname: surname.into(),
        ..ChildFacts::default()
    }
}

fn children() -> Vec<ChildFacts> {
    vec![
        child(1, "Amara", Some("Ama"), "Okafor"),
        child(2, "Tomos", None, "Rees"),
        child(3, "Tomos", None, "Parry-Rowe"),
        child(4, "Łucja Maria", None, "Ó Dálaigh"),
        child(5, "", None, ""),
    ]
}

/// The shared text, then `key: own lines` in order.
fn parts(text: &str) -> Vec<String> {
    let children = children();
    let split = split(text, &children.iter().collect::<Vec<_>>());
    let own = split.own.iter().map(|(child, lines)| format!("{}: {lines}", child.0));
    std::iter::once(split.shared.clone()).chain(own).collect()
}

#[test]
fn a_line_behind_a_name_is_that_childs_alone() {
    for (text, wanted) in [
        ("all well", vec!["all well"]),
        ("one\n@Ama two\nthree", vec!["one\nthree", "1: two"]),
        ("@amara: two\n@AMA three", vec!["", "1: two\nthree"]),
        ("  @TomosRees: late", vec!["", "2: late"]),
        ("@rees late\n@Parry-Rowe on time", vec!["", "2: late", "3: on time"]),
        ("@luc calm", vec!["", "4: calm"]),
        ("@ŁucjaMaria  two blanks", vec!["", "4:  two blanks"]),
        ("@C5 nameless", vec!["", "5: nameless"]),
        ("@Ama", vec!["", "1: "]),
        ("a@Ama two", vec!["a@Ama two"]),
        ("@ 9.15 rang", vec!["@ 9.15 rang"]),
        ("@\n@:x", vec!["@\n@:x"]),
    ] {
        assert_eq!(parts(text), wanted, "{text}");
    }
}

#[test]
fn a_name_that_means_nobody_or_several_stays_with_all_and_is_told() {
    let children = children();
    let all: Vec<&ChildFacts> = children.iter().collect();
    for (text, lost) in [("@Tomos late", vec!["Tomos"]), ("@Bob a\n@Sam b", vec!["Bob", "Sam"]), ("@o x", vec!["o"])] {
        let split = split(text, &all);
        assert_eq!(
            (split.shared.as_str(), split.own.len(), split.lost),
            (text, 0, lost.into_iter().map(str::to_owned).collect())
        );
    }
}

#[test]
fn of_one_child_the_text_is_one() {
    let children = children();
    for all in [vec![], vec![&children[0]]] {
        let split = split("@Ama x", &all);
        assert_eq!((split.shared.as_str(), split.own.len(), split.lost.len()), ("@Ama x", 0, 0));
    }
}

#[test]
fn the_tag_is_the_shortest_name_that_no_other_child_bears() {
    let children = children();
    let all: Vec<&ChildFacts> = children.iter().collect();
    let tags: Vec<String> = all.iter().map(|child| tag(child, &all)).collect();
    assert_eq!(tags, ["@Ama", "@TomosRees", "@TomosParry-Rowe", "@ŁucjaMaria", "@C5"]);
    let twins = [child(1, "Jo", None, "Hay"), child(2, "Jo", None, "Hay")];
    let twins: Vec<&ChildFacts> = twins.iter().collect();
    assert_eq!(tag(twins[1], &twins), "@C2");
}

#[test]
fn lines_for_a_child_who_is_not_to_be_found_stay_and_are_told() {
    let children = children();
    let all: Vec<&ChildFacts> = children.iter().collect();
    let text = join("all", &[(ChildKey(99), "one\ntwo".to_owned())].into(), &all);
    assert_eq!(text, "all\n@(unknown) one\n@(unknown) two");
    assert_eq!(split(&text, &all).lost, ["(unknown)", "(unknown)"]);
}

#[test]
fn nothing_printed_for_a_programmer_tells_of_a_child() {
    let children = children();
    let split = split("CANARY\n@Ama CANARY\n@CANARY", &children.iter().collect::<Vec<_>>());
    assert!(!format!("{split:?}").contains("CANARY"));
}

proptest! {
    #[test]
    fn what_is_put_together_comes_apart_the_same(
        shared in "[a-z @:\n]{0,40}",
        own in proptest::collection::btree_map(1_i64..=5, "[a-zé@: ]{0,12}(\n[a-zé@: ]{0,12}){0,2}", 0..5),
    ) {
        let children = children();
        let all: Vec<&ChildFacts> = children.iter().collect();
        let first = split(&shared, &all);
        let own: Own = own.into_iter().map(|(key, lines)| (ChildKey(key), lines)).collect();
        let again = split(&join(&first.shared, &own, &all), &all);
        prop_assert!(again.own == own && again.lost == first.lost);
        prop_assert_eq!(again.shared.trim_end_matches('\n'), first.shared.trim_end_matches('\n'));
    }

    #[test]
    fn every_character_stands_in_one_part(text in "(?s)[@A-Z\na-z :é]{0,60}") {
        let children = children();
        let split = split(&text, &children.iter().collect::<Vec<_>>());
        let lines = text.split('\n').count();
        let own: usize = split.own.values().map(|lines| lines.split('\n').count()).sum();
        let shared = if split.shared.is_empty() && own == lines { 0 } else { split.shared.split('\n').count() };
        prop_assert_eq!(shared + own, lines);
    }
}
