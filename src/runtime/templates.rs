//! A user's own templates: text files in the folder `templates` beside the configuration.

use crate::domain::template::{Template, with_own};
use crate::domain::visible::visible;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The built-in templates and those of a folder, and which of its files cannot be used. No folder is no template.
pub fn read(folder: &Path) -> (Vec<Template>, Vec<String>) {
    let (mut own, mut complaints) = (Vec::new(), Vec::new());
    let paths = match paths(folder) {
        Ok(paths) => paths,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            complaints.push(format!("{} cannot be read: {error}", folder.display()));
            Vec::new()
        }
    };
    for path in paths {
        let read = fs::read_to_string(&path).map_err(|error| error.to_string());
        match read.and_then(|text| Template::read(&name(&path), &text)) {
            Ok(template) => own.push(template),
            Err(why) => complaints.push(format!("{} is not used: {}", path.display(), visible(&why))),
        }
    }
    (with_own(own), complaints)
}

fn paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    let hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt") && !hidden(path));
    paths.sort();
    Ok(paths)
}

/// `pep-chase.txt` is `pep chase`.
fn name(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    visible(&stem.replace(['-', '_'], " ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_files_come_after_the_built_in_ones_and_bad_ones_are_named() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(&folder.path().join("none")).0.len(), 4);
        for (name, bytes) in [
            ("pep-chase.txt", &b"Mine about {child}"[..]),
            ("panel.txt", b"kind: meeting\n\nPanel: {}"),
            ("empty.txt", b""),
            ("bytes.txt", b"\xff\xfe"),
            (".hidden.txt", b"x"),
            ("other.md", b"x"),
        ] {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let (templates, complaints) = read(folder.path());
        let names: Vec<&str> = templates.iter().map(|template| template.name.as_str()).collect();
        assert_eq!(names, ["pep chase", "suspension call", "carer visit", "attendance call", "panel"]);
        assert_eq!(templates[0].text, "Mine about {child}");
        assert_eq!(complaints.len(), 2, "{complaints:?}");
        assert!(complaints[0].contains("bytes.txt is not used") && complaints[1].contains("it has no text"));
    }
}
