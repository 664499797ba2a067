//! The SSDA903 return: EXPSSDA903 > CHILD > HEADER and EPISODE, the other tables inside HEADER as elements or, where
//! a child has one row at most, as values. A value says by its name of which table it is.

use crate::import::xml::units::{Group, Unit};
use crate::import::xml::{Family, Part};

pub(super) const FAMILY: Family = Family {
    root: "EXPSSDA903",
    collection: "",
    path: &["EXPSSDA903", "CHILD"],
    layouts: &[
        HEADER,
        "ssda903-episodes",
        "ssda903-reviews",
        "ssda903-missing",
        "ssda903-oc2",
        "ssda903-oc3",
        "ssda903-uasc",
        "ssda903-previous-permanence",
        "ssda903-sw-episodes",
        "ssda903-ad1",
        "ssda903-placed-for-adoption",
        "ssda903-dolo",
    ],
    take,
};

const HEADER: &str = "ssda903-header";

fn take(unit: &Unit, parts: &mut [Part]) {
    let id = unit.groups.iter().find_map(|group| usable(group, "CHILD")).unwrap_or_default();
    for group in &unit.groups {
        for part in &mut *parts {
            let filled = part.columns().iter().any(|word| value(group, word).is_some_and(|text| !text.is_empty()));
            if filled || (part.layout.name == HEADER && group.name == "HEADER") {
                let cell = |word: &str| if word == "CHILD" { id } else { value(group, word).unwrap_or_default() };
                part.row(group.line, group.fault.as_ref(), cell);
            }
        }
    }
}

/// A value of which nothing is missing.
fn usable<'g>(group: &'g Group, word: &str) -> Option<&'g str> {
    value(group, word).filter(|_| group.fault.is_none())
}

/// A value by its word in CSV.
fn value<'g>(group: &'g Group, word: &str) -> Option<&'g str> {
    let tag = match word {
        "CHILD" => "CHILDID",
        "PLACE" => "PL",
        word => word,
    };
    group.leaves.get(tag).or_else(|| group.leaves.get(word)).map(String::as_str)
}
