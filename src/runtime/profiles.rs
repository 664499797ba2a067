//! Profiles in the folder beside the configuration: one TOML file each.

use crate::disk;
use crate::domain::visible::visible;
use crate::import::mapping::Profile;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Reads the profiles of a folder, by name, and says which of its files cannot be used. No folder is no profile.
pub fn read(folder: &Path) -> (Vec<Profile>, Vec<String>) {
    let (mut profiles, mut complaints): (Vec<Profile>, Vec<String>) = (Vec::new(), Vec::new());
    let paths = match paths(folder) {
        Ok(paths) => paths,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return (profiles, vec![format!("{} cannot be read: {error}", folder.display())]),
    };
    for path in paths {
        let read = fs::read_to_string(&path).map_err(|error| error.to_string()).and_then(|text| Profile::read(&text));
        match read {
            Ok(profile) if profiles.iter().any(|known| known.name == profile.name) => {
                complaints.push(format!("{}: another file is the profile {} already", path.display(), profile.name));
            }
            Ok(profile) => profiles.push(profile),
            Err(why) => complaints.push(format!("{} is not used: {}", path.display(), visible(&why))),
        }
    }
    profiles.sort_by(|left, right| left.name.cmp(&right.name));
    (profiles, complaints)
}

/// Keeps a profile's text in a folder, which is made, whole or not at all; gives the path.
///
/// # Errors
/// The folder or the file cannot be written.
pub fn write(folder: &Path, profile: &Profile, text: &str) -> io::Result<PathBuf> {
    let path = path(folder, profile);
    fs::create_dir_all(folder)?;
    disk::replace(&path, text.as_bytes())?;
    Ok(path)
}

/// Whether another profile, or a file that is none, would be lost if this one were kept.
pub fn in_the_way(folder: &Path, known: &[Profile], profile: &Profile) -> bool {
    let path = path(folder, profile);
    let other = known.iter().find(|known| known.name == profile.name || self::path(folder, known) == path);
    other.map_or_else(|| path.exists(), |other| other != profile)
}

/// Where a profile stands.
pub fn path(folder: &Path, profile: &Profile) -> PathBuf {
    folder.join(format!("{}.toml", profile.name.replace(' ', "-").to_lowercase()))
}

fn paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    let hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml") && !hidden(path));
    paths.sort();
    Ok(paths)
}

/// A name after the file: its letters, without the figures that change from week to week.
pub fn name_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let words = stem.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    if name.is_empty() { "profile".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_called_after_its_file_without_its_date() {
        for (file, name) in [
            ("in/Weekly Register 2026-11-20.csv", "weekly-register"),
            ("ePEP_export.csv", "epep-export"),
            ("20261120.csv", "profile"),
        ] {
            assert_eq!(name_of(Path::new(file)), name);
        }
    }
}
