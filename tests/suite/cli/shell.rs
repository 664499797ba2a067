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
