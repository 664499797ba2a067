//! Completions and man pages, as shells and readers take them.

use crate::harness::Office;
use std::process::Command;

#[test]
fn bash_finishes_a_half_typed_command() {
    let office = Office::bare("2026-11-23");
    let script = office.run(&["completions", "bash"]);
    assert_eq!(script.code, Some(0), "{script:?}");
    let path = office.write("lookout.bash", script.out.as_bytes());
    let finish = |words: &str, place: &str| {
        let asked = format!(
            "set -e; source \"$1\"; COMP_WORDS=({words}); COMP_CWORD={place}; \
             _lookout lookout \"${{COMP_WORDS[{place}]}}\" \"\"; echo \"${{COMPREPLY[@]}}\""
        );
        Command::new("bash").args(["--norc", "-c", &asked, "bash"]).arg(&path).output()
    };
    // A machine without bash has nobody to ask.
    let Ok(output) = finish("lookout imp", "1") else { return };
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "import imports", "{output:?}");
    let output = finish("lookout held re", "2").unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "retry", "{output:?}");
}

#[test]
fn man_pages_are_printed_for_the_program_and_for_each_command() {
    let office = Office::bare("2026-11-23");
    for (arguments, words) in [
        (&["man"][..], ".TH lookout 1"),
        (&["man", "import"], ".TH lookout-import 1"),
        (&["man", "held", "retry"], ".TH lookout-held-retry 1"),
    ] {
        let ran = office.run(arguments);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.replace("\\-", "-").contains(words), "{ran:?}");
    }
    let ran = office.run(&["man", "imprt"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains("imprt"), "{ran:?}");
}

#[test]
fn the_configuration_says_where_it_stands_and_what_cannot_be_used() {
    let office = Office::bare("2026-11-23");
    let path = office.run(&["config", "path"]);
    assert_eq!(path.code, Some(0), "{path:?}");
    for name in ["config.toml", "rules.toml", "profiles", "templates"] {
        let place = office.path("config").join(name).display().to_string();
        let line = path.out.lines().find(|line| line.starts_with(name)).unwrap();
        assert!(line.contains(&place) && line.contains("not there"), "{line}");
    }
    let none = office.run(&["config", "check"]);
    assert_eq!((none.code, none.out.lines().count()), (Some(0), 4), "{none:?}");

    office.write("config/config.toml", b"mouse = false\n");
    assert_eq!(office.run(&["config", "check"]).code, Some(0));
    office.write("config/config.toml", b"# ours\nmouse = 3\ncolour = true\n");
    office.write("config/rules.toml", b"[suspension-new]\nschool_days = \"many\"\n");
    office.write("config/profiles/broken.toml", b"name = 3\n");
    office.write("config/templates/pep.txt", b"\xff\xfe");
    let bad = office.run(&["config", "check"]);
    assert_eq!(bad.code, Some(1), "{bad:?}");
    for words in
        ["line 2: mouse", "line 3: colour", "rules.toml line 2", "broken.toml is not used", "pep.txt is not used"]
    {
        assert!(bad.out.contains(words), "{words} is not in {bad:?}");
    }
    assert!(bad.err.contains("5 things"), "{bad:?}");
}

#[test]
fn own_keys_are_shown_and_a_clash_is_named_with_its_line() {
    let office = Office::new("2026-11-23");
    office.write(
        "config/config.toml",
        b"[keys.everywhere]\nnote = \"alt-n\"\n[keys.dashboard]\nfilter = [\"w\", \"?\"]\n",
    );
    let keys = office.run(&["keys"]);
    assert_eq!(keys.code, Some(0), "{keys:?}");
    assert!(keys.out.contains("| Everywhere | `alt-n` `n` |") && keys.out.contains("| everywhere.note |"), "{keys:?}");
    assert!(keys.out.contains("| List of children | `f` |"), "{keys:?}");
    let clash = "line 4: keys.dashboard.filter: ? is everywhere.help, which would be left without a key";
    assert!(keys.err.contains(clash), "{keys:?}");
    let check = office.run(&["config", "check"]);
    assert_eq!(check.code, Some(1), "{check:?}");
    assert!(check.out.contains(clash), "{check:?}");

    let mut window = office.window(&[], (120, 36), &[]);
    window.wait_text("would be left without a key");
    window.send("\x1b");
    window.wait_text("? keys");
    window.send("\x1bn");
    window.wait_text("about nobody yet");
    window.send("\x03");
    assert_eq!(window.exit_code(), 0);
}
