//! Demands about what is shown and how it is reached.

use super::{list, listed, on, quit};
use crate::morning::table::CHILDREN;
use crate::morning::twenty::{office, row};
use crate::window::Window;

/// The colour and the words of the flag on a child's row.
fn flag(window: &Window, name: &str) -> (vt100::Color, String) {
    window.look(|screen| {
        let width = screen.size().1.get();
        let (at, text) = (0_u16..).zip(screen.rows(0, width)).find(|(_, text)| text.contains(name)).unwrap();
        (screen.cell(at, 3).unwrap().fgcolor(), text[..8].to_owned())
    })
}

#[test]
fn demand_16_a_councils_own_limits_change_what_is_flagged_and_how_it_is_coloured() {
    let office = office();
    let window = list(&office, &[]);
    let (today, week) = (flag(&window, "Ella Frost"), flag(&window, "Arlo Teague"));
    assert!(today.0 != week.0 && today.0 != vt100::Color::Default && week.0 != vt100::Color::Default);
    assert_eq!((today.1.trim(), week.1.trim()), ("!! today", "!  week"));
    quit(window);
    // Those below fifteen in a hundred are no more persistently absent.
    office.write("config/rules.toml", b"[attendance-persistent]\npercent = 15\n");
    let window = list(&office, &[]);
    window.wait("two are not flagged", |screen| screen.contents().contains("this week (7)"));
    let none = flag(&window, "Arlo Teague");
    assert_ne!((none.0, none.1.trim()), (week.0, "!  week"));
    assert_eq!(flag(&window, "Omar Aziz").1, week.1);
    quit(window);
}

#[test]
fn demand_18_a_row_shows_when_somebody_wrote_and_a_note_is_edited() {
    let office = office();
    let mut window = list(&office, &[]);
    assert!(window.look(row).contains(" -│"), "nobody wrote yet");
    window.send("n");
    window.wait_text("Note: Amara Okafor");
    window.send("spoke to the DT");
    window.wait_text("spoke to the DT");
    window.send("\x13");
    window.wait("the row tells of it", |screen| row(screen).contains(" 0d│"));
    window.send("\r");
    window.wait_text("1 Overview");
    window.send("6");
    window.wait_text("> Mon 23 Nov 2026 09:14");
    window.send("e");
    window.wait_text("Edit note: Amara Okafor");
    window.send(" and the carer");
    window.wait_text("and the carer");
    window.send("\x13");
    window.wait_text("saved");
    window.wait_text("1 earlier version");
    quit(window);
    let shown = office.run(&["show", "M01", "--json"]).json();
    assert_eq!(
        (shown["notes"].as_array().unwrap().len(), &shown["notes"][0]["text"]),
        (1, &"spoke to the DT and the carer".into())
    );
}

#[test]
fn demand_22_a_saved_view_keeps_its_filter_and_its_order() {
    let office = office();
    let mut window = list(&office, &[]);
    window.send("f");
    window.wait_text("Filter:");
    window.send("\tj \x1b");
    window.wait_text("filter: Y");
    window.send("o");
    window.wait_text("order: surname");
    let arranged = window.contents();
    window.send("S");
    window.wait_text("name of this view");
    window.send("Mine\r");
    window.wait_text("saved: 8 shows Mine");
    window.send("1oooooF");
    window.wait("everybody", |screen| listed(&screen.contents()).len() == CHILDREN.len());
    window.send("8");
    window.wait("as it was saved", |screen| listed(&screen.contents()) == listed(&arranged));
    assert!((1..CHILDREN.len()).contains(&listed(&arranged).len()), "{arranged}");
    quit(window);
    let window = office.window(&["--view", "mine"], super::WIDE, &[]);
    window.wait("as it was saved", |screen| listed(&screen.contents()) == listed(&arranged));
    quit(window);
}

#[test]
fn demand_23_each_view_opens_from_the_shell() {
    let office = office();
    for (name, shows) in [
        ("triage", "act today (11)"),
        ("all", "view: all children"),
        ("peps", "view: PEPs"),
        ("attendance", "view: attendance"),
        ("exclusions", "view: exclusions"),
        ("moves", "view: moves"),
        ("recent", "view: recent"),
        ("follow-ups", "Follow-ups: 2 due, 2 open"),
    ] {
        let window = office.window(&["--view", name], super::WIDE, &[]);
        window.wait_text(shows);
        quit(window);
    }
}

/// What a terminal sends for the mouse: a button, a column and a row from 0.
fn mouse(window: &mut Window, button: u8, (column, row): (u16, u16)) {
    let (column, row) = (column + 1, row + 1);
    window.send(&format!("\x1b[<{button};{column};{row}M"));
    if button == 0 {
        window.send(&format!("\x1b[<0;{column};{row}m"));
    }
}

#[test]
fn demand_24_the_mouse_chooses_opens_and_walks() {
    let office = office();
    let mut window = list(&office, &[]);
    let at = window.look(|screen| screen.cursor_position().0);
    mouse(&mut window, 0, (12, at + 2));
    on(&window, CHILDREN[2].name);
    // The wheel: down, then up.
    mouse(&mut window, 65, (12, at));
    window.wait("further down", |screen| screen.cursor_position().0 > at + 2);
    mouse(&mut window, 64, (12, at));
    on(&window, CHILDREN[2].name);
    mouse(&mut window, 0, (12, at + 2));
    window.wait_text("1 Overview");
    window.wait_text(CHILDREN[2].name);
    window.send("\x1b");
    on(&window, CHILDREN[2].name);
    // Without the mouse the terminal selects text as ever.
    window.send("M");
    window.wait_text("mouse off");
    quit(window);
}
