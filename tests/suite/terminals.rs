//! Terminals of little colour, on light, and without UTF-8, as the real binary finds them.

use crate::harness::Office;
use std::collections::BTreeSet;

const SIZE: (u16, u16) = (120, 36);

/// The colours and the backgrounds on the screen, and whether a line of it is not ASCII.
fn seen(office: &Office, variables: &[(&str, &str)]) -> (BTreeSet<String>, bool) {
    let mut window = office.window(&[], SIZE, variables);
    window.wait_text("act today");
    let found = window.look(|screen| {
        let cells = (0..SIZE.1).flat_map(|row| (0..SIZE.0).filter_map(move |column| screen.cell(row, column)));
        let colours = cells.flat_map(|cell| [format!("{:?}", cell.fgcolor()), format!("{:?}", cell.bgcolor())]);
        (colours.collect(), !screen.contents().is_ascii())
    });
    window.send("q");
    assert_eq!(window.exit_code(), 0);
    found
}

fn colours(names: &[&str]) -> BTreeSet<String> {
    names.iter().chain(&["Default"]).map(|name| (*name).to_owned()).collect()
}

#[test]
fn colours_follow_the_terminal_and_the_configuration() {
    let children = "child_id,forename,surname,dob,nc_year,cohort\nC1,Amara,Okafor,2013-05-01,9,LAC\n\
        C2,Ivy,Hart,2012-07-03,10,LAC\n";
    let exclusions = "child_id,kind,start,end,sessions,provision_from\nC1,SUSP,2026-11-18,2026-11-20,5,2026-11-18\n";
    let office = Office::with_files("2026-11-23", &[("children.csv", children), ("exclusions.csv", exclusions)]);
    let light = ("COLORFGBG", "0;15");
    let (dark_ones, light_ones) = (colours(&["Idx(1)", "Idx(3)", "Idx(5)"]), colours(&["Idx(1)", "Idx(4)", "Idx(5)"]));
    assert_eq!(seen(&office, &[]).0, dark_ones);
    assert_eq!(seen(&office, &[light]).0, light_ones);
    assert_eq!(seen(&office, &[light, ("NO_COLOR", "1")]).0, colours(&[]));
    assert!(seen(&office, &[]).1 && !seen(&office, &[("LANG", "C")]).1);
    office.write("config/config.toml", b"background = \"dark\"\n");
    assert_eq!(seen(&office, &[light]).0, dark_ones);
    office.write("config/config.toml", b"background = \"light\"\n");
    assert_eq!(seen(&office, &[]).0, light_ones);
    office.write("config/config.toml", b"background = \"grey\"\n");
    let check = office.run(&["config", "check"]);
    assert!(check.code == Some(1) && check.out.contains("line 1: background"), "{check:?}");
}
