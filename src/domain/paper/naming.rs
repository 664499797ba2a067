//! How papers name children: by initials, unless names were asked for.

use crate::domain::caseload::Children;
use crate::domain::facts::ChildFacts;
use crate::domain::names::initials;
use std::collections::HashMap;
use std::fmt::Write;

/// What each child is called on a paper, by its place in the caseload.
pub struct Naming {
    labels: Vec<String>,
}

impl Naming {
    /// Of a whole caseload: initials, or names where asked for. Two children of which the same would be said get the
    /// council's id behind it, so that no reader can take one for the other.
    pub fn new(children: &Children, names: bool) -> Self {
        let mut labels: Vec<String> =
            children.iter().map(|child| if names { name(child) } else { initials(child) }).collect();
        let mut counts: HashMap<String, usize> = HashMap::with_capacity(labels.len());
        for label in &labels {
            *counts.entry(label.to_lowercase()).or_default() += 1;
        }
        for (label, child) in labels.iter_mut().zip(children) {
            if label.is_empty() {
                *label = format!("id {}", child.child_id);
            } else if counts[&label.to_lowercase()] > 1 {
                let _ = write!(label, " (id {})", child.child_id);
            }
        }
        Self { labels }
    }

    /// What a child is called, by its place in the caseload.
    pub fn of(&self, place: usize) -> &str {
        self.labels.get(place).map_or("", String::as_str)
    }
}

fn name(child: &ChildFacts) -> String {
    format!("{} {}", child.forename, child.surname).trim().to_owned()
}

/// `Y9`, `R`, `N1`.
pub fn year_words(year: i8) -> String {
    match year {
        0 => "R".to_owned(),
        1.. => format!("Y{year}"),
        _ => format!("N{}", year + 3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::caseload::shared;

    fn child(id: &str, forename: &str, surname: &str) -> ChildFacts {
        ChildFacts { child_id: id.into(), forename: forename.into(), surname: surname.into(), ..ChildFacts::default() }
    }

    #[test]
    fn initials_that_two_children_share_get_the_councils_id() {
        let children = shared([
            child("C1", "Amara", "Okafor"),
            child("C2", "Tomos", "Rees"),
            child("C3", "amy", "o'Neill"),
            child("C4", "明", "王小明"),
            child("C5", "", ""),
            child("C6", "=\u{202e}Zoe\u{308}", "-'Ash"),
            child("C7", "Amy", "Stone"),
            child("C8", "Amy", "Stone"),
        ]);
        let naming = |names| {
            let naming = Naming::new(&children, names);
            (0..children.len()).map(|place| naming.of(place).to_owned()).collect::<Vec<_>>()
        };
        let initials = ["AO (id C1)", "TR", "ao (id C3)", "明王", "id C5", "ZA", "AS (id C7)", "AS (id C8)"];
        assert_eq!(naming(false), initials);
        let names = ["Amara Okafor", "Tomos Rees", "amy o'Neill", "明 王小明", "id C5", "=\u{202e}Zoe\u{308} -'Ash"];
        assert_eq!(naming(true)[..6], names);
        assert_eq!(naming(true)[6..], ["Amy Stone (id C7)", "Amy Stone (id C8)"]);
        assert_eq!(Naming::new(&children, true).of(99), "");
    }
}
