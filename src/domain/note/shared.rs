//! A note about several children: what all of them share, and the lines that are about one of them alone.
//!
//! While it is written such a line begins with `@` and the child's name: `@Amara three days off`. Filed, it stands with
//! that child and no other, so that nobody's record tells of another child.

use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::search::fold;
use std::collections::BTreeMap;

/// Lines about one child alone, by child.
pub type Own = BTreeMap<ChildKey, String>;

/// A text in its parts. Its `Debug` prints none of them.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Split {
    /// What every child's record shows.
    pub shared: String,
    /// What one child's alone shows.
    pub own: Own,
    /// The names behind an `@` that are no child's of the note, or that of several: their lines stay with all.
    pub lost: Vec<String>,
}

impl std::fmt::Debug for Split {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "text with lines for {} children alone", self.own.len())
    }
}

/// Small letters and digits of a text, nothing between them.
pub(super) fn tight(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|c| c != ' ');
    folded
}

/// What a child can be called behind an `@`, the shortest first.
fn ways(child: &ChildFacts) -> impl Iterator<Item = String> {
    let known = child.known_as.as_deref().unwrap_or_default();
    let (forename, surname) = (&*child.forename, &*child.surname);
    let both = |first: &str| format!("{first}{surname}");
    let whole = |first: &str| if first.trim().is_empty() { String::new() } else { both(first) };
    let ways = [known.to_owned(), forename.to_owned(), whole(known), whole(forename), surname.to_owned()];
    ways.into_iter().chain([child.child_id.to_string()]).filter(|way| !tight(way).is_empty())
}

/// How a line for one child begins: the shortest name that no other child of the note bears.
pub fn tag(child: &ChildFacts, all: &[&ChildFacts]) -> String {
    let bears = |other: &ChildFacts, name: &str| ways(other).any(|way| tight(&way) == name);
    let alone = |way: &String| !all.iter().any(|other| other.key != child.key && bears(other, &tight(way)));
    let way = ways(child).find(alone).unwrap_or_else(|| child.child_id.to_string());
    format!("@{}", way.split(|c: char| c.is_whitespace() || c == ':').collect::<String>())
}

/// The child whom a name means: who bears it, else the only one of whose names it is the beginning.
fn meant(name: &str, all: &[&ChildFacts]) -> Option<ChildKey> {
    let of = |fits: &dyn Fn(&str) -> bool| {
        let mut found = all.iter().filter(|child| ways(child).any(|way| fits(&tight(&way))));
        (found.next().map(|child| ChildKey(child.key)), found.next().is_some())
    };
    match of(&|way| way == name) {
        (Some(child), false) => Some(child),
        (Some(_), true) => None,
        (None, _) => match of(&|way| way.starts_with(name)) {
            (Some(child), false) => Some(child),
            _ => None,
        },
    }
}

/// The name behind an `@` at the beginning of a line, and what follows it.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start().strip_prefix('@')?;
    let end = rest.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    (!tight(name).is_empty()).then(|| (name, rest.strip_prefix(' ').unwrap_or(rest)))
}

/// Takes a text apart for the children whom a note is about. A note about one child or none has no parts.
pub fn split(text: &str, all: &[&ChildFacts]) -> Split {
    if all.len() < 2 {
        return Split { shared: text.to_owned(), ..Split::default() };
    }
    let mut split = Split::default();
    let mut shared = Vec::new();
    let mut own: BTreeMap<ChildKey, Vec<&str>> = BTreeMap::new();
    for line in text.split('\n') {
        let Some((name, rest)) = tagged(line) else {
            shared.push(line);
            continue;
        };
        if let Some(child) = meant(&tight(name), all) {
            own.entry(child).or_default().push(rest);
        } else {
            split.lost.push(name.to_owned());
            shared.push(line);
        }
    }
    split.shared = shared.join("\n");
    split.own = own.into_iter().map(|(child, lines)| (child, lines.join("\n"))).collect();
    split
}

/// Behind this stand the lines for a child who is not to be found: nobody's name, so that it is told before filing.
const UNKNOWN: &str = "@(unknown)";

/// Puts the parts together to be written on: the lines for one child stand at the end, and none is left out.
pub fn join(shared: &str, own: &Own, all: &[&ChildFacts]) -> String {
    let mut text = shared.to_owned();
    for (key, lines) in own {
        let child = all.iter().find(|child| child.key == key.0);
        let tag = child.map_or_else(|| UNKNOWN.to_owned(), |child| tag(child, all));
        for line in lines.split('\n') {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&tag);
            text.push(' ');
            text.push_str(line);
        }
    }
    text
}

#[cfg(test)]
#[path = "shared/tests.rs"]
mod tests;
