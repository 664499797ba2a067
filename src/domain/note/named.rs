//! Whom a text names, so that no child's name lands in another child's record unasked.

use crate::domain::caseload::{Children, shared};
use crate::domain::facts::{ChildFacts, ChildKey};
use crate::domain::note::search::words;
use crate::domain::note::shared::tight;
use std::collections::BTreeSet;

/// The most words that one name is looked for in: `Anne-Marie Ó Dálaigh-Smith` is six.
const WORDS: usize = 6;

/// The words of a text and of every run of them, folded and without what stands between.
struct Runs {
    all: BTreeSet<String>,
    /// Those that begin with a capital letter, or in a script that has none.
    capital: BTreeSet<String>,
    /// What they begin with.
    initials: BTreeSet<char>,
}

impl Runs {
    fn of(text: &str) -> Self {
        let mut words = words(text);
        // Words put together over an apostrophe come as runs below.
        words.sort_by_key(|word| (word.at.start, word.at.end));
        words.dedup_by_key(|word| word.at.start);
        let mut runs = Self { all: BTreeSet::new(), capital: BTreeSet::new(), initials: BTreeSet::new() };
        for from in 0..words.len() {
            let capital = !text[words[from].at.clone()].starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
            runs.initials.extend(words[from].folded.chars().next());
            let mut run = String::new();
            for word in words[from..].iter().take(WORDS) {
                run.push_str(&word.folded);
                runs.all.insert(run.clone());
                if capital {
                    runs.capital.insert(run.clone());
                }
            }
        }
        runs
    }

    /// Whether a name stands there. Few do: most are known by their first letter, without folding them.
    fn hold(&self, name: &str) -> bool {
        let first = name.chars().find(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase());
        let strange = !name.is_ascii();
        (strange || first.is_some_and(|c| self.initials.contains(&c))) && self.all.contains(&tight(name))
    }
}

/// What a child goes by, folded: first names, the surname.
fn names(child: &ChildFacts) -> ([String; 2], String) {
    ([tight(&child.forename), tight(child.known_as.as_deref().unwrap_or_default())], tight(&child.surname))
}

/// The children whom a text names in full, and those `near` whom it names by any of their names. A name that one of
/// those bears whom it may name (`except`) names nobody else.
pub fn named(text: &str, children: &Children, near: &[ChildKey], except: &[ChildKey]) -> Vec<ChildKey> {
    let runs = Runs::of(text);
    if runs.all.is_empty() {
        return Vec::new();
    }
    let among = |keys: &[ChildKey], child: &ChildFacts| keys.contains(&ChildKey(child.key));
    let free: Vec<_> = children.iter().filter(|child| among(except, child)).map(|child| names(child)).collect();
    let free: BTreeSet<String> =
        free.into_iter().flat_map(|names| in_full(&names).chain(alone(&names)).collect::<Vec<_>>()).collect();
    let told = |name: &String| !name.is_empty() && !free.contains(name);
    let found = children.iter().filter(|child| !among(except, child)).filter(|child| {
        let near = among(near, child);
        if !near && !runs.hold(&child.surname) {
            return false;
        }
        let names = names(child);
        in_full(&names).any(|name| told(&name) && runs.all.contains(&name))
            || near && alone(&names).any(|name| told(&name) && runs.capital.contains(&name))
    });
    found.map(|child| ChildKey(child.key)).collect()
}

/// Whether a text names a child by any of its names, or by the council's id.
pub fn names_child(text: &str, child: &ChildFacts) -> bool {
    let key = ChildKey(child.key);
    let ids = std::iter::once(&child.child_id).chain(&child.other_ids);
    ids.into_iter().any(|id| !tight(id).is_empty() && tight(text).contains(&tight(id)))
        || !named(text, &shared([child.clone()]), &[key], &[]).is_empty()
}

fn in_full((firsts, surname): &([String; 2], String)) -> impl Iterator<Item = String> {
    let whole = |first: &&String| !first.is_empty() && !surname.is_empty();
    firsts.iter().filter(whole).flat_map(move |first| [format!("{first}{surname}"), format!("{surname}{first}")])
}

fn alone((firsts, surname): &([String; 2], String)) -> impl Iterator<Item = String> {
    firsts.iter().chain([surname]).filter(|name| !name.is_empty()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn children() -> Children {
        let child = |(at, (forename, surname)): (i64, (&str, &str))| ChildFacts {
            key: at,
            forename: forename.into(),
            surname: surname.into(),
            known_as: (at == 1).then(|| "Ama".into()),
            ..ChildFacts::default()
        };
        let names = [
            ("Amara", "Okafor"),
            ("Tomos", "Rees"),
            ("Sean", "O'Brien"),
            ("Łucja", "Wójcik-Ó Dálaigh"),
            ("Hope", "May"),
            ("明", "王小明"),
            ("Ben", "Okafor"),
            ("", ""),
        ];
        shared((1..).zip(names).map(child))
    }

    fn found(text: &str, near: &[i64], except: &[i64]) -> Vec<i64> {
        let keys = |keys: &[i64]| keys.iter().copied().map(ChildKey).collect::<Vec<_>>();
        named(text, &children(), &keys(near), &keys(except)).into_iter().map(|child| child.0).collect()
    }

    #[test]
    fn any_child_is_named_by_its_whole_name_alone() {
        for (text, wanted) in [
            ("rang the school", vec![]),
            ("Amara is well", vec![]),
            ("amara okafor is well", vec![1]),
            ("Ama Okafor; Rees, Tomos", vec![1, 2]),
            ("Sean O\u{2019}Brien's and SEAN OBRIEN", vec![3]),
            ("lucja wojcik-o dalaigh", vec![4]),
            ("Tomos met Rees", vec![]),
            ("王小明 明 came", vec![6]),
            ("", vec![]),
            ("Tomos Reeson", vec![]),
        ] {
            assert_eq!(found(text, &[], &[]), wanted, "{text}");
        }
    }

    #[test]
    fn a_child_of_the_same_call_is_named_by_any_name_with_a_capital() {
        for (text, wanted) in [
            ("Amara is well", vec![1]),
            ("Ama's PEP", vec![1]),
            ("we hope that he may come", vec![]),
            ("Hope came", vec![5]),
            ("Okafor", vec![1]),
            ("tomos", vec![]),
        ] {
            assert_eq!(found(text, &[1, 5], &[]), wanted, "{text}");
        }
    }

    #[test]
    fn whom_a_note_is_about_it_may_name_and_a_brother_by_the_shared_name() {
        assert_eq!(found("Amara Okafor, the Okafor family", &[1, 7], &[1]), Vec::<i64>::new());
        assert_eq!(found("Ben Okafor", &[], &[1]), [7]);
        assert_eq!(found("Ben", &[1, 7], &[1]), [7]);
    }
}
