//! The tables in README.md are what the program prints; `UPDATE_README=1 cargo test readme` writes them anew.

use std::path::Path;
use std::process::Command;

/// Each part of the README, and the arguments that print it.
const PARTS: &[(&str, &[&str])] = &[
    ("rules", &["rules"]),
    ("keys", &["keys"]),
    ("commands", &["--help"]),
    ("security", &["security"]),
    ("work", &["work", "--about"]),
];

fn printed(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lookout"));
    // Not the tester's own keys.
    command.args(arguments).env_clear().envs([("LOOKOUT_DB", "none.db"), ("LOOKOUT_CONFIG", "none.toml")]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "lookout {arguments:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

fn with_part(readme: &str, name: &str, text: &str) -> String {
    let (open, close) = (format!("<!-- {name}: made by the program -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&open).unwrap_or_else(|| panic!("README.md has no part {name}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("README.md has no end of {name}"));
    format!("{before}{open}{text}\n{close}{after}")
}

#[test]
fn readme_tables_are_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let mut made = readme.clone();
    for (name, arguments) in PARTS {
        let text = printed(arguments);
        let markdown = text.contains("\n|") || text.starts_with("**");
        let text = if markdown { text } else { format!("```text\n{text}\n```") };
        made = with_part(&made, name, &text);
    }
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(made == readme, "README.md differs from what the program prints; UPDATE_README=1 cargo test readme");
}

#[test]
fn readme_pictures_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let pictures: Vec<&str> =
        readme.split("](screenshots/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(pictures.len() >= 7, "{pictures:?}");
    for picture in pictures {
        assert!(root.join("screenshots").join(picture).exists(), "{picture} is missing: cargo shots");
    }
}
