//! Which way imports point, and how long a file may be. One crate has no compiler to hold its layers, so this does.

use std::fs;
use std::path::{Path, PathBuf};

/// A layer, the layers that it may name, and the crates that only it (or these) may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("disk", &[]),
    ("app", &["domain"]),
    ("ui", &["app", "domain"]),
    ("store", &["domain", "disk"]),
    ("import", &["domain"]),
    ("sample", &["domain"]),
    ("runtime", &["app", "ui", "store", "import", "sample", "domain", "disk"]),
    ("cli", &["runtime", "app", "store", "import", "sample", "domain", "disk"]),
    ("lib", &[]),
    ("main", &[]),
];

const ONLY_IN: &[(&str, &[&str])] = &[
    ("ratatui::", &["ui", "runtime"]),
    ("crossterm::", &["runtime"]),
    ("rusqlite::", &["store"]),
    ("ratatui_textarea::", &["app", "ui"]),
    ("clap::", &["cli"]),
    ("clap_complete::", &["cli"]),
    ("clap_mangen::", &["cli"]),
    ("csv::", &["import", "cli"]),
    ("region::", &["store"]),
    ("rustix::", &["disk", "runtime", "store"]),
    ("calamine::", &["import"]),
    ("quick_xml::", &["import"]),
    ("zip::", &["import"]),
    ("plotters::", &["domain"]),
    ("rayon::", &["domain", "store", "cli"]),
    ("imbl::", &["app", "domain", "store"]),
    ("std::fs", &["disk", "store", "import", "runtime", "cli"]),
    ("std::thread", &["runtime", "store"]),
];

const LONGEST_FILE: usize = 400;

/// The Rust files below a folder.
pub(crate) fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn each_source(mut check: impl FnMut(&str, &Path, &str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    assert!(found.len() > 50, "the sources were not found");
    for path in found {
        let inside = path.strip_prefix(&root).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        check(first.trim_end_matches(".rs"), inside, &fs::read_to_string(&path).unwrap());
    }
}

/// The code of a file: without comments, and without the tests below it.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn imports_point_downwards() {
    let mut wrong = Vec::new();
    each_source(|layer, path, text| {
        let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == layer) else {
            wrong.push(format!("{}: a layer that the table does not know", path.display()));
            return;
        };
        for line in code(text) {
            for named in line.split("crate::").skip(1) {
                let named: String = named.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if named != layer && !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{}: names crate::{named}", path.display()));
                }
            }
            if line.contains("super::super") || line.contains("crate::{") {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_library_stays_in_its_layer() {
    let mut wrong = Vec::new();
    each_source(|layer, path, text| {
        for line in code(text) {
            for (library, layers) in ONLY_IN {
                let named = line.match_indices(library).any(|(at, _)| {
                    !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':')
                });
                if named && !layers.contains(&layer) {
                    wrong.push(format!("{}: names {library}", path.display()));
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    let mut long = Vec::new();
    each_source(|_, path, text| {
        let lines = text.lines().count();
        if lines > LONGEST_FILE {
            long.push(format!("{}: {lines} lines", path.display()));
        }
    });
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_file_is_a_rag_bag() {
    each_source(|_, path, _| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(!["utils", "util", "common", "helpers", "constants", "mod"].contains(&name), "{}", path.display());
    });
}
