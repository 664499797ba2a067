use super::*;
use crate::app::dashboard;
use crate::app::global;
use crate::app::invented::{self, press};
use crate::app::keys::{ch, ctrl, key, tables};
use crate::app::screen::{Action, Screen, hints, meaning};
use proptest::prelude::*;

fn wish(line: usize, section: &str, name: &str, keys: &[&str]) -> Wish {
    let keys = keys.iter().map(|key| (*key).to_owned()).collect();
    Wish { line, section: section.to_owned(), name: name.to_owned(), keys }
}

fn alt(letter: char) -> Key {
    Key { alt: true, ..ch(letter) }
}

fn keys_of(keymap: &Keymap, section: &str, name: &str) -> String {
    let tables = tables(keymap);
    let table = tables.iter().find(|table| table.id == section).unwrap();
    table.rows.iter().find(|row| row.name == name).unwrap().keys.clone()
}

#[test]
fn names_are_the_messages_own_and_no_name_stands_twice() {
    for (of, name) in [("ClearFilter", "clear-filter"), ("Show(Overview)", "show-overview"), ("Quit", "quit")] {
        assert_eq!(id(&format_args!("{of}")), name);
    }
    let tables = tables(&Keymap::default());
    for (at, table) in tables.iter().enumerate() {
        assert!(tables[..at].iter().all(|other| other.id != table.id), "{}", table.id);
        for (at, row) in table.rows.iter().enumerate() {
            assert!(table.rows[..at].iter().all(|other| other.name != row.name), "{}.{}", table.id, row.name);
        }
    }
}

#[test]
fn a_key_is_read_as_help_writes_it() {
    for table in tables(&Keymap::default()) {
        for key in table.rows.iter().flat_map(|row| row.keys.split(' ')) {
            assert_eq!(key.parse::<Key>().map(|read| read.to_string()), Ok(key.to_owned()));
        }
    }
    for wrong in ["", "ctrl-", "ctrl-S", "nn", "f1", "Enter", "\u{7}", " "] {
        assert_eq!(wrong.parse::<Key>(), Err(()), "{wrong:?}");
    }
}

#[test]
fn own_keys_come_beside_the_usual_ones_and_take_others_away_where_these_have_more() {
    let (keymap, complaints) = Keymap::new(&[
        wish(1, "everywhere", "note", &["alt-n"]),
        wish(2, "dashboard", "back", &["m"]),
        wish(3, "dashboard", "whose", &["alt-w"]),
        wish(4, "lists", "down", &["alt-j", "alt-j"]),
    ]);
    assert_eq!(complaints, Vec::<String>::new());
    for (section, name, keys) in [
        ("everywhere", "note", "alt-n n"),
        ("dashboard", "back", "m esc h left"),
        ("dashboard", "whose", "alt-w"),
        ("lists", "down", "alt-j j down"),
        ("record", "back", "esc h"),
    ] {
        assert_eq!(keys_of(&keymap, section, name), keys, "{section}.{name}");
    }
    let whose = Some(Action::Dashboard(dashboard::Msg::Whose));
    assert_eq!(meaning(&keymap, Name::Dashboard, alt('w')), whose);
    assert_eq!(meaning(&keymap, Name::Dashboard, ch('m')), Some(Action::Dashboard(dashboard::Msg::Back)));
    assert_eq!(meaning(&keymap, Name::Record, alt('n')), Some(Action::Global(global::Msg::Note)));
}

#[test]
fn two_may_change_places() {
    let (keymap, complaints) =
        Keymap::new(&[wish(1, "dashboard", "filter", &["o"]), wish(2, "dashboard", "sort", &["f"])]);
    assert_eq!(complaints, Vec::<String>::new());
    assert_eq!(keys_of(&keymap, "dashboard", "filter") + &keys_of(&keymap, "dashboard", "sort"), "of");
}

#[test]
fn what_cannot_be_is_named_with_its_line_and_the_usual_key_stands() {
    for (asked, named) in [
        (wish(7, "dashboard", "filter", &["n"]), "line 7: keys.dashboard.filter: n is everywhere.note"),
        (wish(7, "everywhere", "note", &["o"]), "o is dashboard.sort"),
        (wish(7, "dashboard", "filter", &["q"]), ""),
        (wish(7, "dashboard", "filter", &["?"]), "? is everywhere.help, which would be left without a key"),
        (wish(7, "dashboard", "filter", &["ctrl-c"]), "ctrl-c quits, always"),
        (wish(7, "dashboard", "filter", &[]), "no key is given"),
        (wish(7, "dashboard", "filter", &["F12"]), "\"F12\" is no key"),
        (wish(7, "dashboard", "filter", &["ctrl-m"]), "the same for ctrl-m as for enter"),
        (wish(7, "dashboard", "fliter", &["w"]), "no such action"),
        (wish(7, "dashbord", "filter", &["w"]), "no such table"),
        (wish(7, "first-run", "filter", &["w"]), "no such table"),
        (wish(7, "note", "file", &["f"]), "f is text there"),
        (wish(7, "lists-while-typing", "down", &["j"]), "j is text there"),
        (wish(7, "find", "open", &["ctrl-w"]), "ctrl-w is text there"),
    ] {
        let words = format!("{asked:?}");
        let (keymap, complaints) = Keymap::new(&[asked]);
        assert_eq!(complaints.is_empty(), named.is_empty(), "{words}: {complaints:?}");
        assert!(complaints.join("").contains(named), "{words}: {complaints:?}");
        if !named.is_empty() {
            assert_eq!(keymap, Keymap::default(), "{words}");
        }
        assert_eq!(meaning(&keymap, Name::Dashboard, ctrl('c')), Some(Action::Global(global::Msg::Quit)));
    }
    let (keymap, complaints) =
        Keymap::new(&[wish(3, "record", "edit", &["alt-w"]), wish(4, "everywhere", "note", &["alt-w"])]);
    assert_eq!(complaints.len(), 1, "{complaints:?}");
    assert!(complaints[0].contains("line 4") && complaints[0].contains("alt-w is record.edit by line 3 already"));
    assert_eq!(keys_of(&keymap, "everywhere", "note"), "n");
}

#[test]
fn help_footer_and_menu_show_the_keys_in_force() {
    let mut model = invented::model((120, 36));
    model.keymap = Keymap::new(&[wish(1, "everywhere", "note", &["alt-n"]), wish(2, "note", "file", &["alt-s"])]).0;
    assert!(hints(&model).iter().any(|hint| hint.key == "alt-n" && hint.words == "note"));
    press(&mut model, "?");
    let Screen::Help(help) = model.top() else { panic!() };
    let lines = format!("{:?}", crate::app::help::lines(help));
    assert!(lines.contains("\"alt-n n\""), "{lines}");
    press(&mut model, "esc");
    crate::app::update(&mut model, crate::app::Msg::Key(alt('n')));
    press(&mut model, "x");
    assert!(matches!(model.top(), Screen::Note(_)));
    assert!(hints(&model).iter().any(|hint| hint.key == "alt-s"), "{:?}", hints(&model));
    let filed = crate::app::update(&mut model, crate::app::Msg::Key(alt('s')));
    assert!(!filed.is_empty() && !matches!(model.top(), Screen::Note(_)), "{filed:?}");
}

fn any_wish() -> impl Strategy<Value = Wish> {
    let rows: Vec<(String, String)> = tables(&Keymap::default())
        .into_iter()
        .flat_map(|table| table.rows.into_iter().map(move |row| (table.id.clone(), row.name)))
        .collect();
    let key = prop_oneof![
        "[a-zA-Z?:/,.]",
        "ctrl-[a-z]",
        prop::sample::select(vec!["enter", "esc", "tab", "space"]).prop_map(str::to_owned)
    ];
    (prop::sample::select(rows), prop::collection::vec(key, 1..3), 1..9_usize)
        .prop_map(|((section, name), keys, line)| Wish { line, section, name, keys })
}

proptest! {
    #[test]
    fn whatever_is_asked_nothing_is_without_a_key_and_no_key_means_two_things(
        wishes in prop::collection::vec(any_wish(), 0..12)
    ) {
        let (keymap, _) = Keymap::new(&wishes);
        for name in Name::ALL {
            let mut seen = Vec::new();
            for table in heard(name).into_iter().map(|section| crate::app::screen::table(&keymap, section)) {
                for row in table.rows {
                    prop_assert!(!row.keys.is_empty(), "{}.{}", table.id, row.name);
                    for key in row.keys.split(' ') {
                        let text = name.takes_text() && key.parse::<Key>().unwrap().types();
                        prop_assert!(text || !seen.contains(&key.to_owned()), "{}: {key} stands twice", name.title());
                        seen.push(key.to_owned());
                    }
                }
            }
            prop_assert_eq!(meaning(&keymap, name, ctrl('c')), Some(Action::Global(global::Msg::Quit)));
        }
        prop_assert!(meaning(&keymap, Name::Dashboard, key(Code::Enter)).is_some());
    }
}
