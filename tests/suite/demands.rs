//! What users of programs like this one ask for, by number: `cargo test demand_` runs them all. Where a test elsewhere
//! shows a demand best, it bears its number there.
//!
//! In part: a row says when somebody wrote last and not how many notes there are (18); a value is typed over where its
//! row was held back, since the files are the source of the rest (20); the pane beside the list shows what fits, the
//! record shows the rest (24).

mod shown;

use crate::harness::Office;
use crate::layers::sources;
use crate::morning::table::CHILDREN;
use crate::morning::twenty::{NOW, office, row};
use crate::window::Window;
use std::fs;
use std::path::Path;

const WIDE: (u16, u16) = (120, 36);
/// How many demands there are.
const DEMANDS: usize = 25;
/// Those that this program does not meet, and why.
const LEFT_OUT: &[(usize, &str)] = &[(
    13,
    "rows before all is read: a row's place is known only when every child is judged, and a list in another order \
     would be a lie; what takes long, a file that comes in, is read beside the list",
)];

/// The list, its cursor on a child.
fn list(office: &Office, arguments: &[&str]) -> Window {
    let window = office.window(arguments, WIDE, &[NOW]);
    on(&window, "Amara Okafor");
    window
}

/// Waits until the cursor's row names a child, or anything else.
fn on(window: &Window, name: &str) {
    window.wait(&format!("the cursor on {name}"), |screen| row(screen).contains(name));
}

fn quit(mut window: Window) {
    window.send("q");
    assert_eq!(window.exit_code(), 0);
}

fn alerts(office: &Office) -> String {
    office.run(&["alerts", "--json"]).out
}

/// How many alerts are of a state.
fn count(office: &Office, state: &str) -> usize {
    let json = office.run(&["alerts", "--json"]).json();
    json["alerts"].as_array().unwrap().iter().filter(|alert| alert["state"] == state).count()
}

#[test]
fn every_demand_has_a_test_that_bears_its_number_or_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "tests/suite"] {
        sources(&root.join(folder), &mut found);
    }
    let texts: Vec<String> = found.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for number in 1..=DEMANDS {
        let name = format!("#[test]\nfn demand_{number:02}_");
        let tested = texts.iter().any(|text| text.contains(&name));
        let left_out = LEFT_OUT.iter().any(|(left_out, why)| *left_out == number && !why.is_empty());
        assert!(tested != left_out, "demand {number}: a test {tested}, left out {left_out}");
    }
}

#[test]
fn demand_02_several_are_marked_and_dealt_with_at_once_and_one_key_forgets_the_marks() {
    let office = office();
    let mut window = list(&office, &[]);
    window.send("   ");
    window.wait_text("3 marked (esc forgets)");
    window.send("\x1b");
    window.wait("no mark", |screen| !screen.contents().contains("marked"));
    window.send("g ");
    on(&window, CHILDREN[1].name);
    window.send("j ");
    window.wait_text("2 marked");
    on(&window, CHILDREN[3].name);
    window.send("a");
    window.wait_text("2 alerts to be acknowledged: 2 children (Amara Okafor, Tomos Rees)");
    window.send("known");
    window.wait_text("known");
    window.send("\r");
    window.wait_text("set aside (2)");
    on(&window, CHILDREN[3].name);
    quit(window);
    assert_eq!(count(&office, "acknowledged"), 2);
}

#[test]
fn demand_04_order_filter_and_place_are_there_after_a_record() {
    let office = office();
    let mut window = list(&office, &[]);
    window.send("oO");
    window.wait_text("order: surname, Z first");
    window.send("f");
    window.wait_text("Filter:");
    // The seventh year group.
    window.send("\tjjjjjj ");
    window.wait_text("filter: Y9");
    window.send("\x1b");
    on(&window, "Amara Okafor");
    for name in ["Sana Iqbal", "Arlo Teague"] {
        window.send("j");
        on(&window, name);
    }
    let before = window.contents();
    assert_eq!(listed(&before), ["Amara Okafor", "Sana Iqbal", "Arlo Teague", "Ruby Cole"]);
    window.send("\r");
    window.wait_text("1 Overview");
    window.send("\x1b");
    on(&window, "Arlo Teague");
    window.wait_text("order: surname, Z first");
    assert_eq!(listed(&window.contents()), listed(&before));
    quit(window);
}

/// The children of a screen, in their order.
fn listed(contents: &str) -> Vec<&str> {
    let named = |line: &str| {
        let left: String = line.chars().take(40).collect();
        CHILDREN.iter().map(|child| child.name).find(|name| left.contains(name))
    };
    contents.lines().skip(3).take_while(|line| !line.starts_with("follow-ups")).filter_map(named).collect()
}

#[test]
fn demand_06_each_column_orders_the_list_both_ways() {
    let office = office();
    let mut window = list(&office, &[]);
    window.send("2g");
    window.wait_text("view: all children");
    // Of those that are alike the graver stands first: the school is everybody's.
    for (key, order, first) in [
        ("O", "surname, Z first", "Zoë Wójcik"),
        ("o", "school", "Amara Okafor"),
        ("O", "school, Z first", "Amara Okafor"),
        ("o", "year group", "Mia Stone"),
        ("O", "year group, oldest first", "Jay Parry-Rowe"),
        ("o", "longest without contact", "Amara Okafor"),
        ("O", "latest contact first", "Tomos Rees"),
        ("o", "lowest attendance", "Omar Aziz"),
        ("O", "highest attendance", "Amara Okafor"),
        ("o", "gravest first", "Amara Okafor"),
        ("O", "gravest last", "Theo Lund"),
    ] {
        window.send(key);
        window.wait(&format!("{order}: {first}"), |screen| {
            let contents = screen.contents();
            let children = listed(&contents);
            contents.contains(&format!("order: {order}")) && children.first() == Some(&first) && children.len() == 20
        });
    }
    quit(window);
}

#[test]
fn demand_07_each_letter_narrows_the_list_also_with_letters_left_out() {
    let office = office();
    let mut window = list(&office, &[]);
    window.send("/");
    window.send("w");
    window.wait("fewer than all", |screen| (1..CHILDREN.len()).contains(&listed(&screen.contents()).len()));
    window.send("jck");
    window.wait("one", |screen| listed(&screen.contents()) == ["Zoë Wójcik"]);
    window.send("\x7f\x7f\x7f\x7f");
    window.wait("all", |screen| listed(&screen.contents()).len() == CHILDREN.len());
    quit_after_typing(window);
}

fn quit_after_typing(mut window: Window) {
    window.send("\x03");
    assert_eq!(window.exit_code(), 0);
}

#[test]
fn demand_10_one_press_of_undo_says_what_and_any_other_key_forgets_it() {
    let office = office();
    let mut window = list(&office, &[]);
    window.send("a");
    window.wait_text("reason:");
    window.send("known\r");
    window.wait_text("set aside (1)");
    let after = alerts(&office);
    for _ in 0..2 {
        window.send("u");
        window.wait_text("u once more takes back the alerts set aside");
        window.send("j");
        window.wait("it is forgotten", |screen| !screen.contents().contains("u once more"));
    }
    quit(window);
    assert_eq!(alerts(&office), after);
}

#[test]
fn demand_11_what_several_would_change_is_said_first_and_taken_back_as_one() {
    let office = office();
    let before = alerts(&office);
    let mut window = list(&office, &[]);
    window.send("   D");
    window.wait_text("3 alerts to be handed over: 3 children (Amara Okafor, Zoë Wójcik, Tomos Rees)");
    window.send("\x1b");
    window.wait("nothing is asked", |screen| !screen.contents().contains("handed over"));
    assert_eq!(alerts(&office), before);
    window.send("D");
    window.wait_text("hand over to:");
    window.send("J. Smith\r");
    window.wait_text("reason:");
    window.send("away\r");
    window.wait_text("set aside (3)");
    assert_eq!(count(&office, "acknowledged"), 3);
    window.send("u");
    window.wait_text("u once more");
    window.send("u");
    window.wait("all three are back", |screen| !screen.contents().contains("set aside ("));
    quit(window);
    assert_eq!(alerts(&office), before);
}
